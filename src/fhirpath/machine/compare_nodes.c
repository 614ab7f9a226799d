/*
 * Deep equality of JSON values. Members are walked side by side while their keys agree; where they do not, both
 * objects' members are sorted. The depth is that of the documents, at most DOCUMENT_DEPTH_MAXIMUM.
 */
#include "src/fhirpath/machine/compare.h"

#include <stdlib.h>

typedef struct ComparedMember {
    Slice key;
    NodeId id;
} ComparedMember;

static int compare_members(const void *a, const void *b)
{
    const ComparedMember *x = a, *y = b;
    int order = slice_compare(x->key, y->key);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* The members of an object by key. */
static ComparedMember *sort_members(Machine *machine, const Document *document, NodeId object, uint32_t count)
{
    ComparedMember *members = arena_allocate(machine->arena, (count + 1) * sizeof *members);
    uint32_t filled = 0;
    for (NodeId id = document_first_child(document, object); id != NODE_NONE && filled < count;) {
        members[filled++] = (ComparedMember){document_raw_key(document, id), id};
        id = document_next_sibling(document, id);
    }
    qsort(members, filled, sizeof *members, compare_members);
    return members;
}

/* Objects whose members are not in the same order. */
static bool compare_shuffled(Machine *machine, const Document *a, NodeId a_id, const Document *b, NodeId b_id)
{
    uint32_t count = document_child_count(a, a_id);
    if (count != document_child_count(b, b_id)) {
        return false;
    }
    const ComparedMember *x = sort_members(machine, a, a_id, count), *y = sort_members(machine, b, b_id, count);
    for (uint32_t i = 0; i < count; i++) {
        if (!slice_equals(x[i].key, y[i].key) || !compare_nodes(machine, a, x[i].id, b, y[i].id)) {
            return false;
        }
    }
    return true;
}

/* Arrays, and objects whose members are in the same order; `is_shuffled` is set where two keys differ. */
static bool compare_in_order(Machine *machine, const Document *a, NodeId a_id, const Document *b, NodeId b_id,
                             bool *is_shuffled)
{
    NodeId x = document_first_child(a, a_id), y = document_first_child(b, b_id);
    for (; x != NODE_NONE && y != NODE_NONE;) {
        if (!slice_equals(document_raw_key(a, x), document_raw_key(b, y))) {
            *is_shuffled = true;
            return false;
        }
        if (!compare_nodes(machine, a, x, b, y)) {
            return false;
        }
        x = document_next_sibling(a, x);
        y = document_next_sibling(b, y);
    }
    return x == y;
}

/* Numbers by value, other scalars by what they say. */
static bool compare_scalars(const Document *a, NodeId a_id, const Document *b, NodeId b_id)
{
    const Node *x = document_node(a, a_id);
    Decimal left, right;
    if (x->kind == NODE_NUMBER && decimal_parse(document_raw(a, a_id), &left) &&
        decimal_parse(document_raw(b, b_id), &right)) {
        return decimal_compare(left, right) == 0;
    }
    if (x->kind != NODE_STRING || !(x->flags & NODE_HAS_ESCAPE)) {
        return x->kind == NODE_STRING && document_node(b, b_id)->flags & NODE_HAS_ESCAPE
                   ? compare_scalars(b, b_id, a, a_id)
                   : slice_equals(document_raw(a, a_id), document_raw(b, b_id));
    }
    Text scratch = TEXT_EMPTY;
    bool are_equal = document_string_equals(b, b_id, document_string(a, a_id, &scratch));
    text_free(&scratch);
    return are_equal;
}

bool compare_nodes(Machine *machine, const Document *a, NodeId a_id, const Document *b, NodeId b_id)
{
    const Node *x = document_node(a, a_id), *y = document_node(b, b_id);
    if (x->kind != y->kind) {
        return false;
    }
    if (x->kind != NODE_OBJECT && x->kind != NODE_ARRAY) {
        return compare_scalars(a, a_id, b, b_id);
    }
    bool is_shuffled = false;
    return compare_in_order(machine, a, a_id, b, b_id, &is_shuffled) ||
           (is_shuffled && x->kind == NODE_OBJECT && compare_shuffled(machine, a, a_id, b, b_id));
}

/* The hash of a scalar. */
static unsigned hash_scalar(const Document *document, NodeId id, HashSeed seed)
{
    const Node *node = document_node(document, id);
    Decimal decimal;
    if (node->kind == NODE_NUMBER && decimal_parse(document_raw(document, id), &decimal)) {
        return decimal_hash(decimal, seed);
    }
    if (node->kind != NODE_STRING) {
        return (unsigned)hash_bytes(document_raw(document, id), seed);
    }
    Text scratch = TEXT_EMPTY;
    unsigned hash = (unsigned)hash_bytes(document_string(document, id, &scratch), seed);
    text_free(&scratch);
    return hash;
}

static unsigned hash_pair(unsigned a, unsigned b, HashSeed seed)
{
    const unsigned pair[] = {a, b};
    return (unsigned)hash_bytes(slice_make((const char *)pair, sizeof pair), seed);
}

/* The recursion is as deep as the values, which the reader bounds by DOCUMENT_DEPTH_MAXIMUM. */
unsigned compare_node_hash(const Document *document, NodeId id, HashSeed seed)
{
    unsigned kind = document_node(document, id)->kind;
    if (kind != NODE_OBJECT && kind != NODE_ARRAY) {
        return hash_scalar(document, id, seed);
    }
    unsigned hash = kind;
    for (NodeId child = document_first_child(document, id); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        unsigned own = compare_node_hash(document, child, seed);
        if (kind == NODE_ARRAY) {
            hash = hash_pair(hash, own, seed);
        } else {
            /* A sum, so that the order of members does not matter. */
            hash += hash_pair((unsigned)hash_bytes(document_raw_key(document, child), seed), own, seed);
        }
    }
    return hash;
}
