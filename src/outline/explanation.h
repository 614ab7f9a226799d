/*
 * Explanation: what a person is told about an element: what it is for, a value that it could have, where it comes from.
 *
 * Texts are looked up by the place in the resource ("ImagingStudy.identifier.value"), then by the elements that hold
 * there, the strongest first, by their paths and by the paths of the types that hold them ("Identifier.value").
 */
#ifndef IPSE_OUTLINE_EXPLANATION_H
#define IPSE_OUTLINE_EXPLANATION_H

#include "src/json/document.h"
#include "src/profile/rules.h"

/* What is asked about; the elements are borrowed. */
typedef struct Subject {
    const Rules *rules;
    Slice place; /* explanation_place; may be empty */
    const Element *const *elements;
    uint32_t count;
} Subject;

/* Appends the place of a value in its resource, without positions; `absent row` non-empty: of a member that it has not
 * got. */
void explanation_place(const Document *document, NodeId id, Slice absent, Text *place);

/* One sentence for a clinician; empty if there is none. */
Slice explanation_sentence(const Subject *subject);

/* The DICOM attributes that it is filled from; empty if there are none. */
Slice explanation_source(const Subject *subject);

/* Appends a value as JSON: the one that is written for it, the value that is prescribed, the first code of its value
   set, or a value of its type. False where none of these is known. */
bool explanation_example(const Subject *subject, Text *json);

#endif
