/* Studies: the resources of a document, one after the other. */
#include "src/outline/studies.h"

#include "src/base/memory.h"
#include "src/outline/names.h"
#include "src/outline/title.h"

#include <stdlib.h>

/* What holds the entries or lines; NODE_NONE for a resource that stands alone. */
static NodeId list_of(const Document *document)
{
    NodeId list = document_member(document, 0, SLICE("entry"));
    bool is_list = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY;
    return is_list ? list : document_node(document, 0)->kind == NODE_LINES ? 0 : NODE_NONE;
}

NodeId resources_next(const Document *document, NodeId *after)
{
    NodeId list = list_of(document);
    if (list == NODE_NONE) {
        bool is_first = *after == NODE_NONE;
        *after = 0;
        return is_first && title_kind(document, 0) != TITLE_NONE ? 0 : NODE_NONE;
    }
    NodeId resource = NODE_NONE;
    while (resource == NODE_NONE) {
        NodeId item =
            *after == NODE_NONE ? document_first_child(document, list) : document_next_sibling(document, *after);
        if (item == NODE_NONE) {
            return NODE_NONE;
        }
        *after = item;
        NodeId held = names_resource(document, item);
        resource = title_kind(document, held) != TITLE_NONE ? held : NODE_NONE;
    }
    return resource;
}

/* The entry of a Bundle that a resource is in; the resource itself elsewhere. */
static NodeId item_of(const Document *document, NodeId resource)
{
    NodeId list = list_of(document);
    NodeId parent = document_node(document, resource)->parent;
    return list == NODE_NONE || list == 0 || parent == NODE_NONE ? resource : parent;
}

NodeId studies_next(const Document *document, NodeId after)
{
    NodeId place = after == NODE_NONE ? NODE_NONE : item_of(document, after);
    NodeId resource = resources_next(document, &place);
    while (resource != NODE_NONE && title_kind(document, resource) != TITLE_STUDY) {
        resource = resources_next(document, &place);
    }
    return resource;
}

ResourceCounts resources_count(const Document *document)
{
    ResourceCounts counts = {0};
    Slice *types = NULL;
    size_t capacity = 0;
    Arena *arena = arena_new();
    NodeId place = NODE_NONE;
    for (NodeId id = resources_next(document, &place); id != NODE_NONE; id = resources_next(document, &place)) {
        Slice type = document_text(document, document_member(document, id, SLICE("resourceType")), arena);
        uint32_t at = 0;
        while (at < counts.types && !slice_equals(types[at], type)) {
            at++;
        }
        if (at == counts.types) {
            ARRAY_RESERVE(types, capacity, counts.types + 1);
            types[counts.types++] = type;
        }
        counts.resources++;
        counts.studies += title_kind(document, id) == TITLE_STUDY;
    }
    free(types);
    arena_free(arena);
    return counts;
}
