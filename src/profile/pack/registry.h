/*
 * Rules: the registry of packs after src/profile/rules.h. For this folder and src/tools.
 */
#ifndef IPSE_PROFILE_REGISTRY_H
#define IPSE_PROFILE_REGISTRY_H

#include "src/base/text.h"
#include "src/profile/pack/pack.h"

/* Rules that know nothing; free with rules_free. */
Rules *rules_new_empty(void);

/* Puts a pack on top: one that is borrowed and outlives the rules, or one whose bytes the rules take over. */
void rules_lend_pack(Rules *rules, const PackHeader *pack);
void rules_take_pack(Rules *rules, Text *pack);

/* The bytes of the pack on top, which the rules must have. */
Slice rules_last_pack(const Rules *rules);

/* Notes what the added definitions lack and ask for, for the queries of src/profile/rules.h; all is copied. */
void rules_note_problem(Rules *rules, const Error *problem);
void rules_note_unusable(Rules *rules, Slice url, Slice version, Slice reason);
void rules_note_global(Rules *rules, Slice type, Slice profile);

#endif
