/* Walk state: walks come and go, and answer what groups of checks ask. */
#include "src/check/state/walk_state.h"

#include "src/check/state/session.h"

#include <stdlib.h>

Walk walk_new(Session *session, Report *report, FarList *far, unsigned depth)
{
    Walk walk = {.session = session,
                 .checker = session->checker,
                 .document = session->document,
                 .report = report,
                 .far = far,
                 .origin = 0,
                 .depth = depth};
    if (session->room_count > 0) {
        const WalkRoom *room = &session->rooms[--session->room_count];
        walk.parts = room->parts;
        walk.part_capacity = room->part_capacity;
        walk.counts = room->counts;
        walk.count_capacity = room->count_capacity;
        memcpy(walk.scratch, room->scratch, sizeof walk.scratch);
        walk.message = room->message;
    }
    return walk;
}

static void free_room(WalkRoom *room)
{
    free(room->parts);
    free(room->counts);
    text_free(&room->message);
    for (size_t i = 0; i < WALK_SCRATCH_COUNT; i++) {
        text_free(&room->scratch[i]);
    }
}

void walk_free(Walk *walk)
{
    Session *session = walk->session;
    WalkRoom room = {.parts = walk->parts,
                     .part_capacity = walk->part_capacity,
                     .counts = walk->counts,
                     .count_capacity = walk->count_capacity,
                     .message = walk->message};
    memcpy(room.scratch, walk->scratch, sizeof room.scratch);
    if (session->room_count < SESSION_ROOMS_MAXIMUM) {
        session->rooms[session->room_count++] = room;
    } else {
        free_room(&room);
    }
}

void walk_free_rooms(Session *session)
{
    while (session->room_count > 0) {
        free_room(&session->rooms[--session->room_count]);
    }
}

/* ---- what groups ask ---- */

NodeId place_node(const Place *place)
{
    return place->node != NODE_NONE ? place->node : place->sibling;
}

NodeId place_part(const Place *place, const char *name)
{
    Slice wanted = slice_from(name);
    for (uint32_t i = 0; i < place->part_count; i++) {
        if (slice_equals(place->parts[i].member->name, wanted)) {
            return place->parts[i].node;
        }
    }
    return NODE_NONE;
}

NodeId walk_member(const Walk *walk, NodeId object, const char *name)
{
    return object == NODE_NONE ? NODE_NONE : document_member(walk->document, object, slice_from(name));
}

const Document *walk_document(const Walk *walk)
{
    return walk->document;
}

const Rules *walk_rules(const Walk *walk)
{
    return walk->checker->rules;
}

Checker *walk_checker(const Walk *walk)
{
    return walk->checker;
}

Slice walk_text(Walk *walk, NodeId node, unsigned scratch)
{
    if (node == NODE_NONE || document_node(walk->document, node)->kind != NODE_STRING) {
        return SLICE("");
    }
    return document_string(walk->document, node, &walk->scratch[scratch]);
}

Slice walk_value(Walk *walk, NodeId node, unsigned scratch)
{
    return document_string(walk->document, node, &walk->scratch[scratch]);
}
