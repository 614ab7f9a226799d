/* Alignment: both documents are walked together from their roots. */
#include "src/edit/alignment.h"

#include "src/base/hash.h"
#include "src/base/memory.h"
#include "src/edit/matching.h"
#include "src/json/splice.h"

#include <stdlib.h>

/* Objects of more members are one value: members are looked for by their keys, one by one. */
enum { MEMBERS_MAXIMUM = 5000 };

typedef struct Aligner {
    const Document *left;
    const Document *right;
    Alignment result;
} Aligner;

static void align(Aligner *aligner, NodeId left, NodeId right, unsigned depth);

/* ---- rows ---- */

bool alignment_differs(const AlignmentRow *row)
{
    return row->state >= ALIGNED_CHANGED;
}

static void add_row(Aligner *aligner, NodeId left, NodeId right, unsigned depth, AlignmentState state)
{
    Alignment *result = &aligner->result;
    ARRAY_RESERVE(result->rows, result->capacity, result->count + 1);
    result->rows[result->count++] = (AlignmentRow){left, right, depth, state};
    result->differences += state >= ALIGNED_CHANGED;
}

/* ---- members of objects ---- */

/* The next member after one in its object that has a key; NODE_NONE if there is none. */
static NodeId next_of_key(const Document *document, NodeId member, Slice key)
{
    do {
        member = document_next_sibling(document, member);
    } while (member != NODE_NONE && !document_key_equals(document, member, key));
    return member;
}

/* The member of another object that belongs to one: that with its key, and of several of one key the one in its place
   among them; NODE_NONE if there is none. */
static NodeId partner(const Document *document, NodeId id, const Document *other, NodeId other_object)
{
    Text scratch = TEXT_EMPTY;
    Slice key = document_key(document, id, &scratch);
    NodeId found = document_member(other, other_object, key);
    NodeId same = document_member(document, document_node(document, id)->parent, key);
    while (same != id && found != NODE_NONE) {
        same = next_of_key(document, same, key);
        found = next_of_key(other, found, key);
    }
    text_free(&scratch);
    return found;
}

/* Adds the members from `right` on that have no partner on the left, up to the first that has one. */
static void add_right_only(Aligner *aligner, NodeId right, NodeId left_object, unsigned depth)
{
    while (right != NODE_NONE && partner(aligner->right, right, aligner->left, left_object) == NODE_NONE) {
        add_row(aligner, NODE_NONE, right, depth, ALIGNED_RIGHT_ONLY);
        right = document_next_sibling(aligner->right, right);
    }
}

/* What is on the right only stands after the member that precedes it there. */
static void align_members(Aligner *aligner, NodeId left, NodeId right, unsigned depth)
{
    add_right_only(aligner, document_first_child(aligner->right, right), left, depth);
    for (NodeId member = document_first_child(aligner->left, left); member != NODE_NONE;
         member = document_next_sibling(aligner->left, member)) {
        NodeId other = partner(aligner->left, member, aligner->right, right);
        if (other == NODE_NONE) {
            add_row(aligner, member, NODE_NONE, depth, ALIGNED_LEFT_ONLY);
        } else {
            align(aligner, member, other, depth);
            add_right_only(aligner, document_next_sibling(aligner->right, other), left, depth);
        }
    }
}

/* ---- items of arrays ---- */

/* Members that name an item among its like; all that it has count. */
static const char *const naming[] = {"uid", "fullUrl", "url", "reference", "system", "value", "code", "id"};

/* The items of an array, with a number for each that says what it is. */
typedef struct Items {
    NodeId *ids;
    uint32_t *names;
    uint32_t count;
} Items;

/* A number for a value with all in it, layout left out. */
static uint32_t hash_content(const Document *document, NodeId id)
{
    uint32_t hash = 17;
    Text scratch = TEXT_EMPTY;
    for (NodeId at = id; at < document_node(document, id)->end; at++) {
        const Node *node = document_node(document, at);
        bool is_simple = node->kind <= NODE_STRING;
        hash = hash * 31 + node->kind;
        hash = hash * 31 + (at == id ? 0 : hash_key(document_raw_key(document, at), 0));
        hash = hash * 31 + (is_simple ? hash_key(document_string(document, at, &scratch), 0) : 0);
    }
    text_free(&scratch);
    return hash;
}

/* A number for what names an item, or for its content where nothing does. */
static uint32_t hash_name(const Document *document, NodeId id)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++) {
        NodeId member = document_member(document, id, slice_from(naming[i]));
        if (member != NODE_NONE) {
            hash = (hash * 31 + hash_content(document, member)) | 1;
        }
    }
    return hash ? hash : hash_content(document, id);
}

static Items items_of(const Document *document, NodeId array)
{
    Items items = {.count = document_child_count(document, array)};
    items.ids = memory_allocate_zeroed(items.count + 1u, sizeof *items.ids);
    items.names = memory_allocate_zeroed(items.count + 1u, sizeof *items.names);
    uint32_t position = 0;
    for (NodeId item = document_first_child(document, array); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        items.ids[position] = item;
        items.names[position++] = hash_name(document, item);
    }
    return items;
}

/* Pairs what lies between two matches by position; the rest is on one side only. */
static void align_gap(Aligner *aligner, const Items *left, uint32_t left_from, uint32_t left_to, const Items *right,
                      uint32_t right_from, uint32_t right_to, unsigned depth)
{
    while (left_from < left_to && right_from < right_to) {
        align(aligner, left->ids[left_from++], right->ids[right_from++], depth);
    }
    for (; left_from < left_to; left_from++) {
        add_row(aligner, left->ids[left_from], NODE_NONE, depth, ALIGNED_LEFT_ONLY);
    }
    for (; right_from < right_to; right_from++) {
        add_row(aligner, NODE_NONE, right->ids[right_from], depth, ALIGNED_RIGHT_ONLY);
    }
}

/* Aligns two arrays: items of the same name with each other, and what lies between by order. */
static void align_items(Aligner *aligner, NodeId left_array, NodeId right_array, unsigned depth)
{
    Items left = items_of(aligner->left, left_array), right = items_of(aligner->right, right_array);
    uint32_t *matches = memory_allocate_zeroed(left.count + 1u, sizeof *matches);
    uint32_t left_at = 0, right_at = 0;
    matching_find(left.names, left.count, right.names, right.count, matches);
    for (uint32_t i = 0; i < left.count; i++) {
        if (matches[i] != MATCH_NONE) {
            align_gap(aligner, &left, left_at, i, &right, right_at, matches[i], depth);
            align(aligner, left.ids[i], right.ids[matches[i]], depth);
            left_at = i + 1;
            right_at = matches[i] + 1;
        }
    }
    align_gap(aligner, &left, left_at, left.count, &right, right_at, right.count, depth);
    free(matches);
    free(left.ids);
    free(left.names);
    free(right.ids);
    free(right.names);
}

/* ---- values ---- */

/* Whether two values are shown part by part. */
static bool have_parts(const Aligner *aligner, NodeId left, NodeId right)
{
    unsigned kind = document_node(aligner->left, left)->kind;
    return kind == document_node(aligner->right, right)->kind && kind >= NODE_ARRAY && kind <= NODE_LINES &&
           (kind != NODE_OBJECT || (document_child_count(aligner->left, left) <= MEMBERS_MAXIMUM &&
                                    document_child_count(aligner->right, right) <= MEMBERS_MAXIMUM));
}

/* The depth of the recursion is that of the values, which the reader bounds by DOCUMENT_DEPTH_MAXIMUM. */
static void align(Aligner *aligner, NodeId left, NodeId right, unsigned depth)
{
    if (document_values_equal(aligner->left, left, aligner->right, right)) {
        add_row(aligner, left, right, depth, ALIGNED_ALIKE);
    } else if (!have_parts(aligner, left, right)) {
        add_row(aligner, left, right, depth, ALIGNED_CHANGED);
    } else {
        add_row(aligner, left, right, depth, ALIGNED_WITHIN);
        bool is_object = document_node(aligner->left, left)->kind == NODE_OBJECT;
        (is_object ? align_members : align_items)(aligner, left, right, depth + 1);
    }
}

Alignment alignment_make(const Document *left, const Document *right)
{
    Aligner aligner = {.left = left, .right = right};
    align(&aligner, 0, 0, 0);
    return aligner.result;
}

void alignment_free(Alignment *alignment)
{
    free(alignment->rows);
    *alignment = (Alignment){0};
}

/* ---- taking over ---- */

/* The row of what holds the value of a row. */
static const AlignmentRow *holder_of(const Alignment *alignment, size_t row)
{
    unsigned depth = alignment->rows[row].depth;
    while (row > 0 && alignment->rows[row].depth >= depth) {
        row--;
    }
    return &alignment->rows[row];
}

/* The value of the other side that stands before a row in the same holder; NODE_NONE where the row's is to be the
 * first. */
static NodeId precedent(const Alignment *alignment, size_t row, bool is_old)
{
    unsigned depth = alignment->rows[row].depth;
    while (row-- > 0 && alignment->rows[row].depth >= depth) {
        const AlignmentRow *before = &alignment->rows[row];
        NodeId id = is_old ? before->left : before->right;
        if (before->depth == depth && id != NODE_NONE) {
            return id;
        }
    }
    return NODE_NONE;
}

bool alignment_plan(const Alignment *alignment, size_t row, const Document *left, const Document *right,
                    bool is_to_left, SpliceList *list, Error *error)
{
    const AlignmentRow *taken = &alignment->rows[row];
    const Document *from = is_to_left ? right : left, *to = is_to_left ? left : right;
    NodeId source = is_to_left ? taken->right : taken->left, target = is_to_left ? taken->left : taken->right;
    if (source == NODE_NONE) {
        return splice_delete(to, target, list, error);
    }
    if (target != NODE_NONE) {
        return splice_set_value(to, target, document_raw(from, source), list, error);
    }
    const AlignmentRow *holder = holder_of(alignment, row);
    NodeId before = precedent(alignment, row, is_to_left);
    Text key = TEXT_EMPTY;
    Slice name = document_key(from, source, &key);
    bool is_planned =
        splice_insert(to,
                      before != NODE_NONE ? before
                      : is_to_left        ? holder->left
                                          : holder->right,
                      before != NODE_NONE ? PLACE_AFTER : PLACE_FIRST, name, document_raw(from, source), list, error);
    text_free(&key);
    return is_planned;
}
