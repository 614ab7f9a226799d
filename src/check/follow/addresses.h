/*
 * Addresses: where a value has addresses that are no References: of attachments, of links into narratives.
 *
 * Whether a node is one depends on its own key and kind alone, so that the list follows an edit by what was read again.
 */
#ifndef IPSE_CHECK_ADDRESSES_H
#define IPSE_CHECK_ADDRESSES_H

#include "src/json/document.h"

/* Nodes in order. Starts as all zero; free with address_list_free. */
typedef struct AddressList {
    NodeId *nodes;
    size_t count;
    size_t capacity;
    bool is_made; /* false: nothing was looked through yet */
} AddressList;

void address_list_free(AddressList *list);

/* Looks through a value, unless that is done. */
void address_list_make(AddressList *list, const Document *document, NodeId root);

/* Follows an edit in the value; nothing where that was not looked through. */
void address_list_move(AddressList *list, const Document *document, const Patch *patch);

/* The first address at or after a node: its position. */
size_t address_list_from(const AddressList *list, NodeId node);

#endif
