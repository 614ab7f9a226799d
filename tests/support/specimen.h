/*
 * Specimen: a value of a FHIR type in which every element that the definition knows is there, once; made from the
 * rules, so that whatever is stated about an element has one to be tried on.
 */
#ifndef IPSE_SUPPORT_SPECIMEN_H
#define IPSE_SUPPORT_SPECIMEN_H

#include "src/base/text.h"
#include "src/profile/rules.h"

/* Appends the JSON text of a value of the type that a structure describes. Of a choice, the type with the number
   `choice` is taken, or the last where there are fewer; what would hold itself again is left out at some depth. */
void specimen_append(const Rules *rules, const Structure *structure, uint32_t choice, Text *text);

/* The most types that a choice may have. */
enum { SPECIMEN_CHOICES = 50 };

#endif
