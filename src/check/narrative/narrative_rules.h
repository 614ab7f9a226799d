/*
 * Narrative rules: the kinds of problems of src/check/narrative/narrative_check.h, and how they are told. For the judge
 * of narratives only.
 */
#ifndef IPSE_CHECK_NARRATIVE_RULES_H
#define IPSE_CHECK_NARRATIVE_RULES_H

#include "src/base/memory.h"
#include "src/base/shown.h"
#include "src/base/slice_map.h"
#include "src/check/narrative/narrative_check.h"

typedef struct NarrativeReporter {
    const NarrativeHandler *handler; /* NULL: nobody wants to hear */
    SliceMap said;                   /* messages, in `arena` */
    Arena *arena;                    /* made on first use */
} NarrativeReporter;

/* Tells the handler of a problem, unless the same was said before or enough was said. */
void narrative_report(NarrativeReporter *reporter, KeyId key, size_t offset, size_t length, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* As narrative_report where the key is not as its own row has it. */
void narrative_report_in(NarrativeReporter *reporter, KeyId key, KeyCase in_case, size_t offset, size_t length,
                         const char *format, ...) __attribute__((format(printf, 6, 7)));

void narrative_reporter_free(NarrativeReporter *reporter);

#endif
