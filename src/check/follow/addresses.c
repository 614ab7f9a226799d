/* Addresses: strings of certain names. */
#include "src/check/follow/addresses.h"

#include <stdlib.h>

void address_list_free(AddressList *list)
{
    free(list->nodes);
    *list = (AddressList){0};
}

static bool is_address(const Document *document, NodeId node)
{
    static const Slice names[] = {SLICE("url"), SLICE("valueUrl"), SLICE("valueUri"), SLICE("source")};
    const uint32_t lengths = 1u << 3 | 1u << 6 | 1u << 8; /* of the names */
    const Node *value = document_node(document, node);
    bool may_be = value->kind == NODE_STRING && value->key_length < 32 && (lengths >> value->key_length & 1u);
    bool is_named = false;
    for (size_t i = 0; may_be && i < sizeof names / sizeof *names; i++) {
        is_named = is_named || (value->key_length == names[i].length && document_key_equals(document, node, names[i]));
    }
    return is_named;
}

/* Adds the addresses among the nodes [first, end). */
static void add(AddressList *list, const Document *document, NodeId first, NodeId end)
{
    for (NodeId node = first; node < end; node++) {
        if (is_address(document, node)) {
            ARRAY_RESERVE(list->nodes, list->capacity, list->count + 1);
            list->nodes[list->count++] = node;
        }
    }
}

void address_list_make(AddressList *list, const Document *document, NodeId root)
{
    if (!list->is_made) {
        list->is_made = true;
        add(list, document, root, document_node(document, root)->end);
    }
}

size_t address_list_from(const AddressList *list, NodeId node)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->nodes[middle] < node) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void address_list_move(AddressList *list, const Document *document, const Patch *patch)
{
    if (!list->is_made) {
        return;
    }
    AddressList fresh = {0};
    add(&fresh, document, patch->first, patch->first + patch->inserted);
    size_t first = address_list_from(list, patch->first),
           after = address_list_from(list, patch->first + patch->removed);
    size_t tail = list->count - after, end = first + fresh.count;
    ARRAY_RESERVE(list->nodes, list->capacity, end + tail);
    if (tail > 0) {
        memmove(list->nodes + end, list->nodes + after, tail * sizeof *list->nodes);
    }
    if (fresh.count > 0) {
        memcpy(list->nodes + first, fresh.nodes, fresh.count * sizeof *list->nodes);
    }
    list->count = end + tail;
    for (size_t i = end; i < list->count; i++) {
        list->nodes[i] += patch->inserted - patch->removed;
    }
    address_list_free(&fresh);
}
