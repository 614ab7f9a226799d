/* Anchors: one pass over the document, with a pass over each narrative on the way. */
#include "src/check/anchors.h"

#include "src/base/memory.h"
#include "src/base/slice_map.h"
#include "src/check/xhtml.h"

#include <stdlib.h>

struct Anchors {
    SliceMap ids;
    Arena *copies; /* of those that are written with escapes */
};

/* Reads on to the next id of an element, or name of an anchor, of a narrative; false at its end. */
static bool next_anchor(XhtmlReader *reader, bool *is_in_anchor, Slice *id)
{
    for (XhtmlToken token = xhtml_next(reader); token.kind != XHTML_END && token.kind != XHTML_FAULT;
         token = xhtml_next(reader)) {
        bool is_open = token.kind == XHTML_OPEN, is_attribute = token.kind == XHTML_ATTRIBUTE;
        *is_in_anchor = is_open ? slice_equals(token.name, SLICE("a")) : *is_in_anchor;
        if (is_attribute &&
            (slice_equals(token.name, SLICE("id")) || (*is_in_anchor && slice_equals(token.name, SLICE("name"))))) {
            *id = token.value;
            return true;
        }
    }
    return false;
}

uint32_t anchors_count(Slice xhtml, Slice id)
{
    XhtmlReader reader = xhtml_reader(xhtml);
    bool is_in_anchor = false;
    uint32_t count = 0;
    for (Slice found; next_anchor(&reader, &is_in_anchor, &found);) {
        count += slice_equals(found, id);
    }
    return count;
}

static void add_narrative(Anchors *anchors, Slice xhtml)
{
    XhtmlReader reader = xhtml_reader(xhtml);
    bool is_in_anchor = false;
    for (Slice id; next_anchor(&reader, &is_in_anchor, &id);) {
        slice_map_add(&anchors->ids, id, NULL);
    }
}

/* What a string says, in bytes that live as long as the anchors. */
static Slice lasting_string(Anchors *anchors, const Document *document, NodeId node, Text *scratch)
{
    Slice text = document_string(document, node, scratch);
    return document_node(document, node)->flags & NODE_HAS_ESCAPE ? arena_copy(anchors->copies, text) : text;
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
            slice_map_add(&anchors->ids, lasting_string(anchors, document, id, &scratch), NULL);
        } else if (document_key_equals(document, id, SLICE("div"))) {
            add_narrative(anchors, lasting_string(anchors, document, id, &scratch));
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
