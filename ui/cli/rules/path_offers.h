/*
 * Path offers: how a FHIRPath expression can go on at its end, for the completion of shells and for editors.
 */
#ifndef IPSE_CLI_PATH_OFFERS_H
#define IPSE_CLI_PATH_OFFERS_H

#include "src/check/check.h"
#include "ui/cli/output/output.h"

/* Prints a line for each way: the whole expression with it, a tab, and what it is. Elements of the document's resource
   (of NDJSON the first line's) come first. Without a document (NULL): elements of the resource type that the expression
   begins with, else of ImagingStudy. */
void path_offers_print(Checker *checker, const Document *document, Slice expression, Output *output);

#endif
