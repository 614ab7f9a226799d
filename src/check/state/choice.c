/* Choices: names of members, compared with that of the element. */
#include "src/check/state/choice.h"

#include "src/base/ascii.h"

bool choice_is_of(Slice key, Slice name)
{
    return key.length > name.length && slice_starts_with(key, name) && ascii_is_upper(key.bytes[name.length]);
}

bool choice_is_there(const Document *document, NodeId object, Slice name)
{
    NodeId child =
        document_node(document, object)->kind == NODE_OBJECT ? document_first_child(document, object) : NODE_NONE;
    for (; child != NODE_NONE; child = document_next_sibling(document, child)) {
        Slice key = document_raw_key(document, child);
        bool is_empty =
            document_node(document, child)->kind == NODE_ARRAY && document_first_child(document, child) == NODE_NONE;
        if (!is_empty && (slice_equals(key, name) || choice_is_of(key, name))) {
            return true;
        }
    }
    return false;
}
