/* Unfilled: what a value has in it decides. */
#include "src/edit/unfilled.h"

/* What a value has in it. */
typedef struct Content {
    bool has_blank; /* an empty string, object or array */
    bool has_value; /* something that nobody fixed */
} Content;

/* True where the profile gives the value, and there is no choice. */
static bool is_fixed(const Operation *operation, NodeId value)
{
    const Element *element = NULL;
    Slice type;
    return document_key_equals(operation->document, value, SLICE("resourceType")) ||
           (check_elements(operation->checker, operation->document, value, &element, 1) > 0 &&
            (element_fixed(element, &type).length > 0 || element_pattern(element, &type).length > 0));
}

static Content content_of(const Operation *operation, NodeId value)
{
    const Document *document = operation->document;
    Content content = {0};
    NodeKind kind = (NodeKind)document_node(document, value)->kind;
    if (kind == NODE_STRING && document_string_equals(document, value, SLICE(""))) {
        content.has_blank = true;
    } else if (kind != NODE_OBJECT && kind != NODE_ARRAY) {
        content.has_value = !is_fixed(operation, value);
    } else if (!is_fixed(operation, value)) {
        NodeId child = document_first_child(document, value);
        content.has_blank = child == NODE_NONE;
        for (; child != NODE_NONE && !content.has_value; child = document_next_sibling(document, child)) {
            Content part = content_of(operation, child);
            content.has_blank = content.has_blank || part.has_blank;
            content.has_value = part.has_value;
        }
    }
    return content;
}

bool unfilled_is(const Operation *operation, NodeId value)
{
    Content content = content_of(operation, value);
    return content.has_blank && !content.has_value;
}

NodeId unfilled_find(const Operation *operation, NodeId value)
{
    if (unfilled_is(operation, value)) {
        return value;
    }
    NodeId found = NODE_NONE;
    NodeId child = document_first_child(operation->document, value);
    for (; child != NODE_NONE && found == NODE_NONE; child = document_next_sibling(operation->document, child)) {
        found = unfilled_find(operation, child);
    }
    return found;
}
