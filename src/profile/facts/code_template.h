/*
 * Code templates: codes of HL7's tables that stand for many codes, such as NNxxx of table 0203 (national person
 * identifiers), where xxx is the code of a country: NNFIN. The tables list the template only.
 *
 * Standards: HL7 Version 2 tables 0203, 0335 and 0396; ISO 3166-1 (alpha-3).
 */
#ifndef IPSE_PROFILE_CODE_TEMPLATE_H
#define IPSE_PROFILE_CODE_TEMPLATE_H

#include "src/base/slice.h"

/* The template that a code is made from, as its code system lists it (a constant); empty if there is no such template.
 */
Slice code_template_of(Slice system, Slice code);

/* True for the three letters of a country. */
bool code_template_is_country(Slice code);

#endif
