/* Repeats: one value for each member, in a table without chains; a new one takes the place of the one that was there. */
#include "src/check/state/repeat.h"

#include "src/check/state/session.h"

/* The values of a member are told apart by their ends: addresses mostly begin alike. */
static Repeat *slot_of(const Walk *walk, const Place *place)
{
    Slice bytes = document_raw(walk->document, place->node);
    uint32_t ends = 0;
    for (size_t i = bytes.length > 6 ? bytes.length - 6 : 0; i < bytes.length; i++) {
        ends = ends * 31 + (unsigned char)bytes.bytes[i];
    }
    uint32_t hash = hash_addresses(place->member, pair_number(ends ^ (uint32_t)bytes.length << 16));
    return &walk->session->repeats[hash % REPEAT_COUNT];
}

/* The resource that a value's verdict is for; that on an address is the same for all. */
static const Scope *scope_of(const Place *place)
{
    return place->plan->kind == PLAN_PRIMITIVE ? NULL : place->scope;
}

static bool is_same(const Document *document, NodeId a, NodeId b)
{
    return slice_equals(document_raw(document, a), document_raw(document, b));
}

/* True for an object of plain members, however deep. */
static bool is_plain(const Document *document, NodeId object)
{
    const Node *nodes = document_nodes(document);
    for (NodeId id = object + 1; id < nodes[object].end; id++) {
        Slice key = nodes[id].key ? document_raw_key(document, id) : SLICE("coding");
        bool is_special = (nodes[id].flags & NODE_KEY_HAS_ESCAPE) || key.length == 0 || key.bytes[0] == '_' ||
                          slice_equals(key, SLICE("id")) || slice_equals(key, SLICE("extension"));
        if (is_special) {
            return false;
        }
    }
    return true;
}

bool repeat_is_known(const Walk *walk, const Place *place)
{
    if (place->node == NODE_NONE || place->sibling != NODE_NONE) {
        return false;
    }
    const Repeat *last = slot_of(walk, place);
    return last->member == place->member && last->plan == place->plan && last->scope == scope_of(place) &&
           is_same(walk->document, last->node, place->node);
}

Traces repeat_begin(Walk *walk)
{
    CheckSession *session = walk->session;
    Traces before = {.said = walk->said,
                     .errors = walk->errors,
                     .far = walk->far->count,
                     .unchecked = session->unchecked_count,
                     .has_far_slices = session->has_far_slices};
    session->has_far_slices = false;
    return before;
}

void repeat_end(Walk *walk, const Place *place, const Traces *before)
{
    CheckSession *session = walk->session;
    bool is_silent = before->said == walk->said && before->errors == walk->errors && before->far == walk->far->count &&
                     before->unchecked == session->unchecked_count && !session->has_far_slices;
    session->has_far_slices |= before->has_far_slices;
    bool is_alone = place->node != NODE_NONE && place->sibling == NODE_NONE;
    if (is_silent && is_alone && is_plain(walk->document, place->node)) {
        *slot_of(walk, place) = (Repeat){place->member, place->plan, scope_of(place), place->node};
    }
}
