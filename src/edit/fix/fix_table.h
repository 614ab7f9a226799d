/*
 * FixTable: the rows by which fixes are found. A row belongs to a key of issues; several rows may have one key, and are
 * asked in their order. Each has a case in tests/unit/edit/fix/fix_table_test.c.
 */
#ifndef IPSE_EDIT_FIX_TABLE_H
#define IPSE_EDIT_FIX_TABLE_H

#include "src/edit/fix/fix_offer.h"

typedef struct FixRow {
    KeyId key;
    void (*offer)(const FixOffer *offer); /* appends what is offered */
    const char *invariant;                /* with KEY_INVARIANT, its name; else NULL */
} FixRow;

const FixRow *fix_table(size_t *count);

#endif
