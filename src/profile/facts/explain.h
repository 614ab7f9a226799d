/*
 * Explain: the texts that tell people what something means.
 *
 * They are written in src/definitions/explain.yaml and are part of the program (src/tools/explain.c turns them into a
 * table when it is built). Every text is one paragraph of plain text; it lives as long as the program.
 */
#ifndef IPSE_PROFILE_EXPLAIN_H
#define IPSE_PROFILE_EXPLAIN_H

#include "src/base/slice.h"

/* What the key of an issue means, why it matters and what to do: a key of the program ("binding-required") or of an
   invariant ("ele-1"). Empty where there is no text. */
Slice explain_key(Slice key);

/* One sentence for a clinician about an element, by its path without positions ("ImagingStudy.series.uid"); empty where
   there is none. */
Slice explain_element(Slice path);

/* One sentence about an obligation by its code ("SHALL:populate-if-known"); empty if there is none. */
Slice explain_obligation(Slice code);

/* The DICOM attributes that an element is filled from, with their section of the standard, by its path; empty where
   there are none. */
Slice explain_source(Slice path);

/* A value of an element as JSON, by its path or by the name of its type; empty if there is none. */
Slice explain_example(Slice name);

/* What an element is called where people read values, by its path; empty where its name says it. */
Slice explain_label(Slice path);

typedef enum ExplainKind {
    EXPLAIN_KEYS,
    EXPLAIN_ELEMENTS,
    EXPLAIN_OBLIGATIONS,
    EXPLAIN_INVARIANTS,
    EXPLAIN_SOURCES,
    EXPLAIN_EXAMPLES,
    EXPLAIN_LABELS
} ExplainKind;

/* Calls `visit` for every text of a kind, by name, until it returns false. */
void explain_visit(ExplainKind kind, bool (*visit)(void *context, Slice name, Slice text), void *context);

#endif
