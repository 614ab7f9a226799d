/*
 * Contained resources. All texts of the resource are looked at once, and who says `#id` is noted: for an id, the
 * contained resource that mentions it, since one that mentions itself is an orphan all the same.
 */
#include "src/check/groups/contained.h"

#include "src/base/slice_map.h"
#include "src/check/state/group.h"

/* Who mentions an id: the number of a contained resource from 1 on, or one of these. */
enum { MENTIONED_BY_NONE = 0, MENTIONED_BY_OTHERS = UINT32_MAX };

typedef struct Mentions {
    Walk *walk;
    SliceMap by_id;
    uint32_t speaker; /* whose texts are looked at: as above, MENTIONED_BY_OTHERS outside of contained resources */
} Mentions;

static void note_mention(Mentions *mentions, Slice id)
{
    uint32_t *speaker = slice_map_find(&mentions->by_id, id);
    if (!speaker) {
        speaker = slice_map_add(&mentions->by_id, id, NULL);
        *speaker = mentions->speaker;
    } else if (*speaker != mentions->speaker) {
        *speaker = MENTIONED_BY_OTHERS;
    }
}

/* Notes the links of a narrative: what stands between `"#` and the next quote. */
static void note_links(Mentions *mentions, Slice narrative)
{
    Slice start = SLICE("\"#");
    for (size_t at = 0; (at = slice_find(narrative, start, at)) != SIZE_MAX;) {
        at += start.length;
        size_t end = slice_find(narrative, SLICE("\""), at);
        if (end != SIZE_MAX) {
            note_mention(mentions, slice_part(narrative, at, end - at));
        }
    }
}

/* Notes what a string mentions: an id after `#`, in a narrative its links. */
static void note_string(Mentions *mentions, NodeId node)
{
    const Document *document = walk_document(mentions->walk);
    const Node *own = document_node(document, node);
    if (own->length >= 3 && document_bytes(document).bytes[own->start + 1] == '#') {
        Slice text = walk_text(mentions->walk, node);
        note_mention(mentions, slice_part(text, 1, text.length));
    } else if (own->key_length == 3 && document_key_equals(document, node, SLICE("div"))) {
        note_links(mentions, walk_text(mentions->walk, node));
    }
}

/* Notes what the texts between two nodes mention. */
static void note_strings(Mentions *mentions, NodeId from, NodeId to, uint32_t speaker)
{
    const Node *nodes = document_nodes(walk_document(mentions->walk));
    mentions->speaker = speaker;
    for (NodeId node = from; node < to; node++) {
        if (nodes[node].kind == NODE_STRING) {
            note_string(mentions, node);
        }
    }
}

/* Notes all that is mentioned in a resource that holds the list of contained ones. */
static void note_all(Mentions *mentions, NodeId resource, NodeId list)
{
    const Document *document = walk_document(mentions->walk);
    const Node *nodes = document_nodes(document);
    uint32_t number = 1;
    note_strings(mentions, resource, list, MENTIONED_BY_OTHERS);
    for (NodeId item = document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        note_strings(mentions, item, nodes[item].end, number++);
    }
    note_strings(mentions, nodes[list].end, nodes[resource].end, MENTIONED_BY_OTHERS);
}

/* True when a contained resource refers to the one that holds it. */
static bool refers_to_container(const Walk *walk, NodeId contained)
{
    const Node *nodes = document_nodes(walk_document(walk));
    for (NodeId node = contained; node < nodes[contained].end; node++) {
        if (nodes[node].kind == NODE_STRING && nodes[node].length == 3 &&
            document_string_equals(walk_document(walk), node, SLICE("#"))) {
            return true;
        }
    }
    return false;
}

/* True when another resource than the one of this number mentions the id. */
static bool is_mentioned(const Mentions *mentions, Slice id, uint32_t number)
{
    const uint32_t *speaker = slice_map_find(&mentions->by_id, id);
    return speaker && *speaker != number;
}

/* Judges the contained resources one by one: an id of their own, and something that refers to them. */
static void judge_items(Walk *walk, const Mentions *mentions, NodeId list)
{
    const Document *document = walk_document(walk);
    SliceMap seen = SLICE_MAP_EMPTY;
    uint32_t number = 0;
    for (NodeId item = document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        number++;
        Slice id = walk_text(walk, walk_member(walk, item, "id"));
        Shown shown = shown_value(id);
        bool is_new = true;
        if (id.length > 0) {
            slice_map_add(&seen, id, &is_new);
        }
        if (!is_new) {
            issue_add(walk, KEY_CONTAINED_ID, item, NULL,
                      "Duplicate id '" SHOWN "': another contained resource has the same id. Every id must be unique.",
                      SHOWN_ARGS(shown));
        }
        if (!is_mentioned(mentions, id, number) && !refers_to_container(walk, item)) {
            issue_add(walk, KEY_CONTAINED_ORPHAN, item, NULL,
                      "Contained resource '" SHOWN "' is not referenced. Add a reference to '#" SHOWN
                      "', or remove the resource.",
                      SHOWN_ARGS(shown), SHOWN_ARGS(shown));
        }
    }
    slice_map_free(&seen);
}

void contained_judge(Walk *walk, const Place *place)
{
    NodeId list = place_part(place, "contained");
    if (document_item(walk_document(walk), list) == NODE_NONE) {
        return;
    }
    Mentions mentions = {.walk = walk};
    note_all(&mentions, place->node, list);
    judge_items(walk, &mentions, list);
    slice_map_free(&mentions.by_id);
}
