/* OtherRelease: the path of a member, looked up. */
#include "src/check/state/other_release_name.h"

/* Appends the path of a member in its resource; false where it is in none. */
static bool append_path(const Document *document, NodeId member, Text *path)
{
    const Node *node = document_node(document, member);
    bool is_in_object = node->parent != NODE_NONE && document_node(document, node->parent)->kind == NODE_OBJECT;
    NodeId type = is_in_object ? document_member(document, node->parent, SLICE("resourceType")) : NODE_NONE;
    if (type != NODE_NONE) {
        Text scratch = TEXT_EMPTY;
        text_append(path, document_string(document, type, &scratch));
        text_free(&scratch);
    } else if (node->parent == NODE_NONE || !append_path(document, node->parent, path)) {
        return false;
    }
    if (is_in_object) {
        text_append_byte(path, '.');
        text_append(path, document_raw_key(document, member));
    }
    return true;
}

bool other_release_find(const Document *document, NodeId member, ReleaseName *found)
{
    Text path = TEXT_EMPTY;
    if (!release_name_is_possible(document_raw_key(document, member))) {
        return false;
    }
    bool is_found = append_path(document, member, &path) && release_name_find(text_slice(&path), found);
    text_free(&path);
    return is_found;
}
