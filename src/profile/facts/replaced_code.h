/*
 * ReplacedCode: codes of code systems that were withdrawn, and the codes that took their place.
 *
 * The table is src/definitions/replaced-codes.tsv: system and code with a bar between them, and the new system, code
 * and display; a row with nothing after the bar is for the other codes of the system, which nothing replaced. The codes
 * for absent and unknown information of IPS 1.1 are those of the migration notes of IPS 2.0.0.
 */
#ifndef IPSE_PROFILE_REPLACED_CODE_H
#define IPSE_PROFILE_REPLACED_CODE_H

#include "src/base/slice.h"

typedef struct ReplacedCode {
    Slice system; /* the new one; empty where nothing took the place of the code */
    Slice code;
    Slice display;
} ReplacedCode;

/* Finds what took the place of a code; false where its system was not withdrawn. */
bool replaced_code_find(Slice system, Slice code, ReplacedCode *found);

#endif
