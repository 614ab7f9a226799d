/* Fixes of what contained resources may not have: contained resources of their own, versions, security labels (dom-2,
 * dom-4, dom-5). */
#include "src/base/slice_map.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_resources.h"

/* The last child of an array; NODE_NONE for none. */
static NodeId last_item(const FixOffer *offer, NodeId list)
{
    uint32_t count = list == NODE_NONE ? 0 : document_child_count(offer->document, list);
    return count == 0 ? NODE_NONE : document_child_at(offer->document, list, count - 1);
}

/* True where an id is that of no contained resource, and of none that was asked for before. */
static bool is_free(const FixOffer *offer, NodeId list, Slice id, SliceMap *seen)
{
    bool is_new = true;
    if (id.length > 0) {
        slice_map_add(seen, id, &is_new);
    }
    return is_new && fix_contained_find(offer->operation->memory, offer->document, list, id) == NODE_NONE;
}

/* ---- contained resources inside ---- */

/* Plans that what a contained resource contains moves to the end of the list that holds it. True where each id is there
 * once. */
static bool plan_raised(const FixOffer *offer, NodeId list, NodeId inner, SliceMap *seen, SpliceList *added,
                        SpliceList *removed)
{
    bool is_clear = true;
    NodeId end = last_item(offer, list);
    for (NodeId moved = last_item(offer, inner); moved != NODE_NONE;
         moved = document_previous_sibling(offer->document, moved)) {
        is_clear = is_free(offer, list, fix_string(offer, fix_member(offer, moved, SLICE("id"))), seen) && is_clear;
        splice_insert(offer->document, end, PLACE_AFTER, (Slice){0}, document_raw(offer->document, moved), added, NULL);
    }
    splice_delete(offer->document, inner, removed, NULL);
    return is_clear;
}

/* Moves what contained resources contain to the end of the list that holds them; a person is asked where an id would be
 * there twice. */
static void offer_raised(const FixOffer *offer, NodeId list)
{
    SpliceList splices = SPLICE_LIST_EMPTY, added = SPLICE_LIST_EMPTY, removed = SPLICE_LIST_EMPTY;
    SliceMap seen = SLICE_MAP_EMPTY;
    bool is_clear = true;
    for (NodeId item = last_item(offer, list); item != NODE_NONE;
         item = document_previous_sibling(offer->document, item)) {
        NodeId inner = fix_member(offer, item, SLICE("contained"));
        if (inner != NODE_NONE && document_child_count(offer->document, inner) > 0) {
            is_clear = plan_raised(offer, list, inner, &seen, &added, &removed) && is_clear;
        }
    }
    fix_plan_join(&splices, &added, &removed);
    offer_splices(offer, is_clear, &splices, SLICE("Move the inner resources to the outer 'contained'"));
    slice_map_free(&seen);
}

/* ---- what goes ---- */

/* The members that go, in the object under a name; in the resource itself where that is NULL. */
typedef struct Excess {
    const char *key, *object;
    const char *members[2];
} Excess;

static const Excess excesses[] = {{"dom-2", NULL, {"contained", NULL}},
                                  {"dom-4", "meta", {"versionId", "lastUpdated"}},
                                  {"dom-5", "meta", {"security", NULL}}};

static bool is_excess(const FixOffer *offer, const Excess *excess, NodeId member)
{
    bool is_found = false;
    for (size_t i = 0; i < sizeof excess->members / sizeof *excess->members; i++) {
        is_found = is_found ||
                   (excess->members[i] && document_key_equals(offer->document, member, slice_from(excess->members[i])));
    }
    return is_found;
}

/* The members of an object that go; writes the last of them. `rest` gets the object without them. */
static uint32_t split(const FixOffer *offer, const Excess *excess, NodeId object, NodeId *last, Text *rest)
{
    uint32_t count = 0;
    NodeId member = object == NODE_NONE ? NODE_NONE : document_first_child(offer->document, object);
    for (; member != NODE_NONE; member = document_next_sibling(offer->document, member)) {
        if (is_excess(offer, excess, member)) {
            *last = member;
            count++;
        } else {
            const Node *node = document_node(offer->document, member);
            uint32_t begin = node_begin(node);
            text_append(rest, rest->length > 0 ? SLICE(",") : SLICE(""));
            text_append(rest, slice_part(document_bytes(offer->document), begin, node_finish(node) - begin));
        }
    }
    return count;
}

/* Plans that the members go from one resource; returns how many. */
static uint32_t plan_without(const FixOffer *offer, const Excess *excess, NodeId item, NodeId *last,
                             SpliceList *splices)
{
    NodeId object = excess->object ? fix_member(offer, item, slice_from(excess->object)) : item;
    Text rest = TEXT_EMPTY, json = TEXT_EMPTY;
    NodeId member = NODE_NONE;
    uint32_t count = split(offer, excess, object, &member, &rest);
    *last = count > 0 ? member : *last;
    if (count > 0 && rest.length == 0 && object != item) {
        splice_delete(offer->document, object, splices, NULL);
    } else if (count == 1) {
        splice_delete(offer->document, member, splices, NULL);
    } else if (count > 1) {
        text_format(&json, "{%.*s}", SLICE_ARGS(text_slice(&rest)));
        splice_set_value(offer->document, object, text_slice(&json), splices, NULL);
    }
    text_free(&rest);
    text_free(&json);
    return count;
}

/* Removes what contained resources may not have, from all of them: one rule is broken by all. */
static void offer_without(const FixOffer *offer, const Excess *excess, NodeId list)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    NodeId last = NODE_NONE;
    uint32_t count = 0, resources = 0;
    for (NodeId item = last_item(offer, list); item != NODE_NONE;
         item = document_previous_sibling(offer->document, item)) {
        uint32_t here = plan_without(offer, excess, item, &last, &splices);
        count += here;
        resources += here > 0;
    }
    if (count == 1) {
        splice_list_free(&splices);
        offer_removal_of(offer, last);
        return;
    }
    bool has_two = excess->members[1] != NULL;
    text_format(&title, "Remove '%s'%s%s%s from %u contained resource%s", excess->members[0], has_two ? " and '" : "",
                has_two ? excess->members[1] : "", has_two ? "'" : "", resources, resources == 1 ? "" : "s");
    offer_splices(offer, false, &splices, text_slice(&title));
    text_free(&title);
}

void offer_contained_meta(const FixOffer *offer)
{
    NodeId list = fix_member(offer, offer->issue->node, SLICE("contained"));
    bool is_removing = !offer->list->is_certain_only && !offer->list->skips_removals;
    for (size_t i = 0; i < sizeof excesses / sizeof *excesses && list != NODE_NONE; i++) {
        if (slice_equals(slice_from(offer->issue->key), slice_from(excesses[i].key))) {
            if (!excesses[i].object) {
                offer_raised(offer, list);
            }
            if (is_removing) {
                offer_without(offer, &excesses[i], list);
            }
        }
    }
}
