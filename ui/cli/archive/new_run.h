/*
 * NewRun: studies made from images, on standard output.
 */
#ifndef IPSE_CLI_NEW_RUN_H
#define IPSE_CLI_NEW_RUN_H

#include "src/check/check.h"
#include "src/images/image_set.h"

typedef struct NewRun {
    const ImageSet *set;
    Document *const *studies; /* that exist, to be put into a summary */
    size_t study_count;
    const char **uids; /* of the studies that are wanted; none: all */
    size_t uid_count;
    Document *into;            /* the summary that they are put into; NULL: none */
    bool takes_other_patients; /* studies of another patient than that of the summary are put into it */
    Checker *checker;          /* for a summary */
} NewRun;

/* Prints one study of the images as indented JSON, several as NDJSON, or the summary with them; sentences go to
   standard error. Gives the exit status. */
int new_run(const NewRun *run);

#endif
