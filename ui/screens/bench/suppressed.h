/*
 * Suppressed: the issues of the open files that `.ipse.yaml` in their folders accepts (ui/kit/suppress/suppressions.h).
 */
#ifndef IPSE_SCREENS_SUPPRESSED_H
#define IPSE_SCREENS_SUPPRESSED_H

#include "ui/kit/suppress/suppressions.h"
#include "ui/screens/bench/bench.h"

/* What is known of one file; which of its issues are suppressed is found out for each state of its report once. */
typedef struct SuppressedFile {
    Suppressions all;     /* of the folder of `path` */
    char *path;           /* of the file that they were read for */
    uint32_t *reasons;    /* by position in the report: the number of the suppression, from 1; 0: none */
    const Report *report; /* that the reasons are for, and its version then; NULL: none */
    uint64_t version;
    ReportCounts counts; /* of the suppressed issues */
} SuppressedFile;

/* Starts all zero. */
typedef struct Suppressed {
    SuppressedFile *files;
    size_t count;
    size_t capacity;
} Suppressed;

void suppressed_free(Suppressed *suppressed);

/* Why an issue of a file is suppressed; NULL where it is not. The file in the folder is read for the first question;
   where that fails, a message says so. */
const Slice *suppressed_reason(const Workbench *bench, const OpenFile *file, uint32_t position);

/* The counts of a file's report without its suppressed issues, and the number of those (may be NULL). */
ReportCounts suppressed_counts(const Workbench *bench, const OpenFile *file, uint32_t *suppressed);

/* Adds a suppression of an issue of the shown file to `.ipse.yaml`, which is made where it is missing. False with a
 * sentence. */
bool suppressed_add(Workbench *bench, const Issue *issue, Slice reason, Error *error);

/* Reads the files in the folders again when they are needed. */
void suppressed_forget(Workbench *bench);

#endif
