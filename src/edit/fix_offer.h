/*
 * FixOffer: what the files that know repairs are given. For this folder only.
 */
#ifndef IPSE_EDIT_FIX_OFFER_H
#define IPSE_EDIT_FIX_OFFER_H

#include "src/edit/fix.h"

typedef struct FixOffer {
    const Operation *operation;
    const Document *document;
    const Issue *issue;
    const Node *node; /* of the issue */
    Slice type;       /* of its element: the first type's code; empty where not known */
    FixList *list;
} FixOffer;

/* Appends a fix that sets the issue's value to JSON, or to a text (which is quoted). */
void offer_json(const FixOffer *offer, bool is_certain, Slice json, Slice title);
void offer_text(const FixOffer *offer, bool is_certain, Slice text);

/* Appends a fix that removes the issue's node. */
void offer_removal(const FixOffer *offer, bool is_certain);

/* Repairs of values that are not written as their type demands (fix_format.c). */
void offer_format(const FixOffer *offer);

/* Another kind of JSON value (fix_kind.c). */
void offer_kind(const FixOffer *offer);

/* Codes, displays and systems (fix_code.c). */
void offer_code(const FixOffer *offer);
void offer_display(const FixOffer *offer);
void offer_system(const FixOffer *offer);

#endif
