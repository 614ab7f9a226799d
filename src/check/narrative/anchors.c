/* Anchors: one pass over the document, with a pass over each narrative on the way. */
#include "src/check/narrative/anchors.h"

#include "src/base/memory.h"
#include "src/base/slice_map.h"
#include "src/check/narrative/xhtml_reader.h"

#include <stdlib.h>

struct Anchors {
    SliceMap ids;
    Arena *copies; /* of the ids: the bytes of the document move with every edit */
};

void anchors_visit(Slice xhtml, AnchorVisit *visit, void *context)
{
    XhtmlReader reader = xhtml_reader(xhtml);
    bool is_anchor = false;
    for (XhtmlToken token = xhtml_next(&reader); token.kind != XHTML_END && token.kind != XHTML_FAULT;
         token = xhtml_next(&reader)) {
        if (token.kind == XHTML_OPEN) {
            is_anchor = slice_equals(token.name, SLICE("a"));
        } else if (token.kind == XHTML_ATTRIBUTE &&
                   (slice_equals(token.name, SLICE("id")) || (is_anchor && slice_equals(token.name, SLICE("name"))))) {
            visit(context, token.value);
        }
    }
}

static void add_id(void *context, Slice id)
{
    Anchors *anchors = context;
    if (!slice_map_find(&anchors->ids, id)) {
        slice_map_add(&anchors->ids, arena_copy(anchors->copies, id), NULL);
    }
}

Anchors *anchors_new(const Document *document, NodeId root)
{
    Anchors *anchors = memory_allocate_zeroed(1, sizeof *anchors);
    anchors->copies = arena_new();
    Text scratch = TEXT_EMPTY;
    const Node *nodes = document_nodes(document);
    for (NodeId id = root; id < nodes[root].end; id++) {
        if (nodes[id].kind != NODE_STRING) {
            continue;
        }
        if (document_key_equals(document, id, SLICE("id"))) {
            add_id(anchors, document_string(document, id, &scratch));
        } else if (document_key_equals(document, id, SLICE("div"))) {
            anchors_visit(document_string(document, id, &scratch), add_id, anchors);
        }
    }
    text_free(&scratch);
    return anchors;
}

void anchors_free(Anchors *anchors)
{
    if (anchors) {
        slice_map_free(&anchors->ids);
        arena_free(anchors->copies);
        free(anchors);
    }
}

bool anchors_have(const Anchors *anchors, Slice id)
{
    return slice_map_find(&anchors->ids, id) != NULL;
}
