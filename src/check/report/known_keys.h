/*
 * Known keys: the keys that issues can have: those of the table (src/check/report/issue_keys.h) and those of the
 * invariants of the loaded definitions.
 */
#ifndef IPSE_CHECK_KNOWN_KEYS_H
#define IPSE_CHECK_KNOWN_KEYS_H

#include "src/base/slice_map.h"
#include "src/profile/rules.h"

typedef struct KnownKeys {
    SliceMap keys; /* owned by the program and the rules */
} KnownKeys;

/* Gathers the keys; the rules must live longer. Free with known_keys_free. */
KnownKeys known_keys_of(const Rules *rules);
void known_keys_free(KnownKeys *known);

/* False with a sentence where no issue can have the key: "unknown key 'X'; similar: Y". */
bool known_keys_have(const KnownKeys *known, Slice key, Error *error);

/* Reads "KEY,KEY…" into a set, whose keys lie in the list. False as known_keys_have; an empty list is an error too. */
bool known_keys_read(const KnownKeys *known, Slice list, SliceMap *set, Error *error);

#endif
