/*
 * Narrative rules: the kinds of problems of src/check/narrative/narrative.h, and how they are told. For the judge of narratives
 * only.
 */
#ifndef IPSE_CHECK_NARRATIVE_RULES_H
#define IPSE_CHECK_NARRATIVE_RULES_H

#include "src/base/memory.h"
#include "src/base/shown.h"
#include "src/base/slice_map.h"
#include "src/check/narrative/narrative.h"

/* One kind of problem, with what it stands on. */
typedef struct NarrativeRule {
    const char *key;
    Severity severity;
    const char *detail;
} NarrativeRule;

extern const NarrativeRule NARRATIVE_MALFORMED;
extern const NarrativeRule NARRATIVE_UNCLOSED;
extern const NarrativeRule NARRATIVE_ENTITY;
extern const NarrativeRule NARRATIVE_NAMESPACE;
extern const NarrativeRule NARRATIVE_ROOT;
extern const NarrativeRule NARRATIVE_ELEMENT;
extern const NarrativeRule NARRATIVE_ATTRIBUTE;
extern const NarrativeRule NARRATIVE_CONSTRUCT;
extern const NarrativeRule NARRATIVE_NESTING;
extern const NarrativeRule NARRATIVE_EMPTY;
extern const NarrativeRule NARRATIVE_LINK;
extern const NarrativeRule NARRATIVE_DUPLICATE_ID;
extern const NarrativeRule NARRATIVE_LANGUAGE;
extern const NarrativeRule NARRATIVE_SPACE;

typedef struct NarrativeReporter {
    const NarrativeHandler *handler; /* NULL: nobody wants to hear */
    SliceMap said;                   /* messages, in `arena` */
    Arena *arena;                    /* made on first use */
} NarrativeReporter;

/* Tells the handler of a problem, unless the same was said before or enough was said. */
void narrative_report(NarrativeReporter *reporter, const NarrativeRule *rule, size_t offset, size_t length,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));

void narrative_reporter_free(NarrativeReporter *reporter);

#endif
