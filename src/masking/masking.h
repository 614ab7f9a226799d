/*
 * Masking: a document without what tells who the patient is, to be shown to others.
 *
 * What identifies is collected from the Patient resources and from references to the patient: words of names, identifiers, dates of
 * birth, telephone numbers and the like, lines of addresses. It is replaced wherever it stands in a string of the document, in any case, also in narratives and
 * in references, everywhere alike: capitals by X, other letters by x, digits by 0, so that references still lead where they led. A date of birth becomes 1900-01-01, the id of a
 * Patient patient-1, where ids and references stand.
 * In a stream of lines each line has a patient of its own. The words of other people stay.
 *
 * What this cannot know stays: a nickname or an age in a free text.
 */
#ifndef IPSE_MASKING_H
#define IPSE_MASKING_H

#include "src/json/document.h"

/* Appends the bytes of the document with the patient masked. Returns the number of strings that are masked. */
size_t mask_patient(const Document *document, Text *masked);

/* What identifies the patients of a document, to be masked in others that tell of them. Free with mask_free; NULL does nothing. */
typedef struct Mask Mask;
Mask *mask_new(const Document *document);
void mask_free(Mask *mask);

/* Appends the bytes of another document with these patients masked. Returns the number of strings that are masked. */
size_t mask_apply(const Mask *mask, const Document *other, Text *masked);

/* True where the document says anything that would be masked. */
bool mask_is_useful(const Document *document);

#endif
