/* ValueName: a value as sentences name it. */
#include "src/edit/value_name.h"

#include "src/base/utf8.h"

enum { SHOWN_MAXIMUM = 40 };

/* Appends a property's name in quotes. */
static void append_key(const Document *document, NodeId id, Text *name)
{
    Text scratch = TEXT_EMPTY;
    Slice key = document_key(document, id, &scratch), shown = utf8_beginning(key, SHOWN_MAXIMUM);
    text_format(name, "'%.*s%s'", SLICE_ARGS(shown), shown.length < key.length ? "…" : "");
    text_free(&scratch);
}

void value_name_append(const Document *document, NodeId id, Text *name)
{
    const Node *node = document_node(document, id);
    if (node->parent == NODE_NONE) {
        text_append(name, SLICE("the document"));
        return;
    }
    unsigned number = document_position_in_parent(document, id) + 1;
    if (node->key) {
        append_key(document, id, name);
    } else if (document_node(document, node->parent)->kind == NODE_LINES) {
        text_format(name, "line %u", number);
    } else {
        text_format(name, "item %u", number);
        if (document_node(document, node->parent)->key) {
            text_append(name, SLICE(" of "));
            append_key(document, node->parent, name);
        }
    }
}
