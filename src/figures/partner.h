/*
 * Partner: what was found in a record, as Markdown, for those who made the file.
 *
 * The worst first: errors, warnings, gaps, then what was not checked. Each finding has its path, line and column, the
 * sentence, and the rule that it stands on; each kind is explained once. Text of the record is escaped, so that nothing
 * in it is Markdown or HTML, and no character is unseen.
 */
#ifndef IPSE_FIGURES_PARTNER_H
#define IPSE_FIGURES_PARTNER_H

#include "src/check/check.h"

typedef struct PartnerRecord {
    Slice name;    /* of the file, as the partner knows it */
    uint32_t line; /* of the file, in which the record starts, from 1 */
    bool is_line;  /* the record is a line of NDJSON */
    Checker *checker;
    const Document *document;
    const Report *report;
} PartnerRecord;

/* Appends the findings of a record. */
void partner_append(const PartnerRecord *record, Text *markdown);

#endif
