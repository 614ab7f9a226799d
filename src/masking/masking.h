/*
 * Masking: a document without what tells who the patient is, to be shown to others.
 *
 * What identifies is collected from the Patient and other resources that tell of it (taking.h) and from references to
 * it: words of names, identifiers, dates of birth, telephone numbers and the like, addresses without their country,
 * photos, and what extensions say. There it is replaced as it stands. It is replaced too wherever it stands as whole
 * words in another string of the document, in any case, also in narratives and in references, everywhere alike:
 * capitals by X, other letters by x, digits by 0, so that references still lead where they led. A date of birth becomes
 * 1900-01-01, the id of a Patient patient-1, where ids and references stand, and a UUID of it another UUID. In a stream
 * of lines each line has a patient of its own. The names of those who care for the patient stay; how they are reached
 * is masked, and so are the data of attachments.
 *
 * What this cannot know stays: a nickname or an age in a free text. Numbers of less than four characters and
 * other dates than that of birth, which extensions have, are masked in the Patient alone.
 */
#ifndef IPSE_MASKING_H
#define IPSE_MASKING_H

#include "src/json/document.h"

/* Appends the bytes of the document with the patient masked. Returns the number of strings that are masked. */
size_t mask_patient(const Document *document, Text *masked);

/* What identifies the patients of a document, to be masked in others that tell of them. Free with mask_free; NULL does
 * nothing. */
typedef struct Mask Mask;
Mask *mask_new(const Document *document);
void mask_free(Mask *mask);

/* Appends the bytes of another document with these patients masked. Returns the number of strings that are masked. */
size_t mask_apply(const Mask *mask, const Document *other, Text *masked);

/* Appends the name of a file with what identifies these patients masked, also where that is a part of a word; not its
 * endings. */
void mask_append_name(const Mask *mask, Slice name, Text *masked);

/* True where the document says anything that would be masked. */
bool mask_is_useful(const Document *document);

#endif
