/*
 * FixCodes: which systems of a value set have a code.
 *
 * The codes of a value set are gone through once, and remembered in the FixMemory for as long as that lives: changes of
 * the document do not change them. `memory` may be NULL: then nothing is remembered.
 */
#ifndef IPSE_EDIT_FIX_CODES_H
#define IPSE_EDIT_FIX_CODES_H

#include "src/edit/fix_memory.h"
#include "src/profile/terminology.h"

/* The first system of a value set that has a code, empty if none has it; it belongs to the rules or the memory.
   `is_only` tells whether no other has it. */
Slice fix_codes_system(FixMemory *memory, const Rules *rules, const ValueSet *set, Slice code, bool *is_only);

/* Forgets all value sets. */
void fix_codes_free(FixCodes *codes);

#endif
