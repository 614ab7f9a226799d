/*
 * Suppressed: the issues of the shown file that `.ipse.yaml` in its folder accepts (ui/kit/suppress/suppressions.h).
 */
#ifndef IPSE_SCREENS_SUPPRESSED_H
#define IPSE_SCREENS_SUPPRESSED_H

#include "ui/kit/suppress/suppressions.h"
#include "ui/screens/bench/bench.h"

/* Starts all zero. */
typedef struct Suppressed {
    Suppressions all; /* of the folder of `path` */
    char *path;       /* of the file that they were read for; NULL: none were */
} Suppressed;

void suppressed_free(Suppressed *suppressed);

/* Why an issue of the shown file is suppressed; NULL where it is not. The file in the folder is read when another file is
   shown; where that fails, a message says so. */
const Slice *suppressed_reason(Workbench *bench, const Issue *issue);

/* Adds a suppression of an issue of the shown file to `.ipse.yaml`, which is made where it is missing. False with a sentence. */
bool suppressed_add(Workbench *bench, const Issue *issue, Slice reason, Error *error);

/* Reads the file in the folder again when it is needed. */
void suppressed_forget(Workbench *bench);

#endif
