/*
 * Narrative: is the XHTML of a Narrative.div what FHIR allows?
 *
 * Judged are well-formedness, the root (a div in the XHTML namespace), the elements, attributes and entities, how
 * elements nest, links (inside the document, and their schemes), images, ids, languages, and that there is something to
 * read. It works on the text alone: `offset` counts bytes of it (src/check/groups/string_place.h leads back into a
 * document).
 *
 * Standard: http://hl7.org/fhir/R4/narrative.html (invariants txt-1 and txt-2).
 */
#ifndef IPSE_CHECK_NARRATIVE_CHECK_H
#define IPSE_CHECK_NARRATIVE_CHECK_H

#include "src/check/report/issue_form.h"

/* What the caller says about the text, and what it wants to hear of it. */
typedef struct NarrativeHandler {
    void *context;
    /* Takes the problems, in no certain order; of many of one kind only the first ones. `shift` counts from the start
       of the text; `length` is at least 1 unless the text is empty. */
    IssueTaker issues;
    /* True when something outside of the text has this id ("#id" leads to it). NULL: links inside are not judged. */
    bool (*has_target)(void *context, Slice id);
    Slice language; /* the resource's language; empty where it has none */
} NarrativeHandler;

typedef struct NarrativeVerdict {
    bool is_allowed;  /* txt-1: well-formed, and nothing but allowed elements and attributes */
    bool has_content; /* txt-2: some text that is not white space, or an image */
} NarrativeVerdict;

/* Judges a text. `handler` may be NULL where only the verdict is wanted, as for FHIRPath's htmlChecks(). */
NarrativeVerdict narrative_check(Slice xhtml, const NarrativeHandler *handler);

#endif
