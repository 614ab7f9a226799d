/*
 * CompareRun: differences of a document, written in a format of `ipse check` (ui/cli/formats/writer.h).
 */
#ifndef IPSE_CLI_COMPARE_RUN_H
#define IPSE_CLI_COMPARE_RUN_H

#include "src/archive/compare.h"
#include "src/check/check.h"
#include "ui/cli/formats/writer.h"

typedef struct CompareRun {
    Checker *checker;
    const Writer *writer;
    Severity least; /* of what is written */
} CompareRun;

/* Compares a study with an archive; the exit status: EXIT_FOUND where something differs (src/archive/compare.h) of what
   is written, EXIT_TROUBLE with a sentence where nothing could be compared. */
int compare_with_archive(const CompareRun *run, const Document *document, const ImageSet *set);

/* Compares two documents value by value (src/edit/alignment.h); the findings are places of the first one. */
int compare_documents(const CompareRun *run, const Document *document, const Document *other);

#endif
