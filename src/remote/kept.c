/*
 * Kept: what of a document a second one lacks.
 *
 * Two values are walked side by side. Items of arrays belong together where they are equal; of the others, those at the
 * same position. What has no counterpart is named as a whole.
 */
#include "src/json/path.h"
#include "src/remote/save.h"

#include "src/base/shown.h"

typedef struct Comparison {
    const Document *sent;
    const Document *kept;
    Text *lines;
} Comparison;

static void report(const Comparison *comparison, NodeId node)
{
    Text path = TEXT_EMPTY;
    path_append(comparison->sent, node, &path);
    text_append(comparison->lines, text_slice(&path));
    const Node *value = document_node(comparison->sent, node);
    if (value->kind != NODE_OBJECT && value->kind != NODE_ARRAY) {
        Shown shown = shown_value(document_raw(comparison->sent, node));
        text_format(comparison->lines, ": " SHOWN, SHOWN_ARGS(shown));
    }
    text_append_byte(comparison->lines, '\n');
    text_free(&path);
}

static void compare(const Comparison *comparison, NodeId sent, NodeId kept);

/* The first member of an object that has the same key as another one. */
static NodeId counterpart(const Comparison *comparison, NodeId member, NodeId object)
{
    Text scratch = TEXT_EMPTY;
    NodeId found = document_member(comparison->kept, object, document_key(comparison->sent, member, &scratch));
    text_free(&scratch);
    return found;
}

static void compare_objects(const Comparison *comparison, NodeId sent, NodeId kept)
{
    for (NodeId member = document_first_child(comparison->sent, sent); member != NODE_NONE;
         member = document_next_sibling(comparison->sent, member)) {
        bool is_meta = document_key_equals(comparison->sent, member, SLICE("meta"));
        NodeId other = counterpart(comparison, member, kept);
        if (is_meta) {
            continue;
        }
        if (other == NODE_NONE) {
            report(comparison, member);
        } else {
            compare(comparison, member, other);
        }
    }
}

/* True where an array has an item that says the same. */
static bool has_equal(const Comparison *comparison, NodeId item, NodeId array)
{
    for (NodeId other = document_first_child(comparison->kept, array); other != NODE_NONE;
         other = document_next_sibling(comparison->kept, other)) {
        if (document_values_equal(comparison->sent, item, comparison->kept, other)) {
            return true;
        }
    }
    return false;
}

static void compare_arrays(const Comparison *comparison, NodeId sent, NodeId kept)
{
    uint32_t count = document_child_count(comparison->kept, kept), position = 0;
    for (NodeId item = document_first_child(comparison->sent, sent); item != NODE_NONE;
         item = document_next_sibling(comparison->sent, item), position++) {
        if (has_equal(comparison, item, kept)) {
            continue;
        }
        if (position < count) {
            compare(comparison, item, document_child_at(comparison->kept, kept, position));
        } else {
            report(comparison, item);
        }
    }
}

static void compare(const Comparison *comparison, NodeId sent, NodeId kept)
{
    NodeKind kind = document_node(comparison->sent, sent)->kind;
    if (document_values_equal(comparison->sent, sent, comparison->kept, kept)) {
        return;
    }
    if (kind != (NodeKind)document_node(comparison->kept, kept)->kind) {
        report(comparison, sent);
    } else if (kind == NODE_OBJECT) {
        compare_objects(comparison, sent, kept);
    } else if (kind == NODE_ARRAY) {
        compare_arrays(comparison, sent, kept);
    } else {
        report(comparison, sent);
    }
}

void remote_compare_kept(const Document *sent, const Document *kept, Text *lines)
{
    compare(&(Comparison){.sent = sent, .kept = kept, .lines = lines}, 0, 0);
}
