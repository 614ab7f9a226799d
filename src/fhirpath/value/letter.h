/*
 * Letters: upper and lower case of characters, the same on every machine (simple case mapping of Unicode for Latin,
 * Greek, Cyrillic and Armenian), and texts matched as FHIRPath's `~` asks.
 */
#ifndef IPSE_FHIRPATH_LETTER_H
#define IPSE_FHIRPATH_LETTER_H

#include "src/base/slice.h"
#include "src/base/text.h"

#include <stdint.h>

uint32_t letter_lower(uint32_t character);
uint32_t letter_upper(uint32_t character);

/* Appends the text with `map` applied to every character; invalid bytes become U+FFFD. */
void letter_append_mapped(Slice slice, uint32_t (*map)(uint32_t character), Text *text);

/* True where the texts are the same in lower case, with runs of white space as one space and none at the ends (FHIRPath
   N1 section 6.1.2). */
bool letter_texts_match(Slice a, Slice b);

#endif
