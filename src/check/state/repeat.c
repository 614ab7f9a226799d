/* Repeats: one value for each member, in a table without chains; a new one takes the place of the one that was there. */
#include "src/check/state/repeat.h"

#include "src/check/state/session.h"

static Repeat *slot_of(const Walk *walk, const Place *place)
{
    uint32_t hash = hash_addresses(place->member, place->plan);
    return &walk->session->repeats[hash % REPEAT_COUNT];
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
    const Repeat *last = slot_of(walk, place);
    return last->member == place->member && last->plan == place->plan && last->scope == place->scope &&
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
    if (is_silent && is_plain(walk->document, place->node)) {
        *slot_of(walk, place) = (Repeat){place->member, place->plan, place->scope, place->node};
    }
}
