/* Walk state: walks come and go, and answer what groups of checks ask. */
#include "src/check/state/walk_state.h"

#include "src/check/state/session.h"

#include <stdlib.h>

Walk walk_new(CheckSession *session, Report *report, GroupPlaces *far, unsigned depth)
{
    Walk walk = {.session = session,
                 .checker = session->checker,
                 .document = session->document,
                 .report = report,
                 .far = far,
                 .origin = 0,
                 .depth = depth,
                 .mark = arena_mark(session->checker->scratch)};
    if (session->room_count > 0) {
        const WalkRoom *room = &session->rooms[--session->room_count];
        walk.parts = room->parts;
        walk.part_capacity = room->part_capacity;
        walk.counts = room->counts;
        walk.count_capacity = room->count_capacity;
        walk.message = room->message;
    }
    return walk;
}

static void free_room(WalkRoom *room)
{
    free(room->parts);
    free(room->counts);
    text_free(&room->message);
}

void walk_free(Walk *walk)
{
    CheckSession *session = walk->session;
    WalkRoom room = {.parts = walk->parts,
                     .part_capacity = walk->part_capacity,
                     .counts = walk->counts,
                     .count_capacity = walk->count_capacity,
                     .message = walk->message};
    arena_release(walk->checker->scratch, walk->mark);
    ARRAY_RESERVE(session->rooms, session->room_capacity, session->room_count + 1);
    session->rooms[session->room_count++] = room;
}

void walk_free_rooms(CheckSession *session)
{
    while (session->room_count > 0) {
        free_room(&session->rooms[--session->room_count]);
    }
    free(session->rooms);
    session->rooms = NULL;
    session->room_capacity = 0;
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
    return document_member(walk->document, object, slice_from(name));
}

const Document *walk_document(const Walk *walk)
{
    return walk->document;
}

const Rules *walk_rules(const Walk *walk)
{
    return walk->checker->rules;
}

Plans *walk_plans(const Walk *walk)
{
    return walk->checker->plans;
}

Resolver *walk_resolver(const Walk *walk)
{
    return walk->session->resolver;
}

CodeJudge *walk_codes(const Walk *walk)
{
    return walk->checker->codes;
}

DicomChecker *walk_dicom(const Walk *walk)
{
    return walk->session->dicom;
}

bool walk_is_declared(const Walk *walk)
{
    return walk->checker->is_declared;
}

int walk_year(const Walk *walk)
{
    return walk->checker->year;
}

int64_t walk_now(const Walk *walk)
{
    return walk->checker->now;
}

bool walk_adds_issues(const Walk *walk)
{
    return walk->report;
}

bool walk_makes_sentences(const Walk *walk)
{
    return walk->report || walk->first;
}

bool walk_step(const Walk *walk)
{
    return pace_step(walk->session->pace, 0);
}

Pace *walk_pace(const Walk *walk)
{
    return walk->session->pace;
}

void walk_depends_elsewhere(Walk *walk)
{
    walk->session->has_far_slices = true;
}

size_t walk_far_count(const Walk *walk)
{
    return walk->far->count;
}

Place walk_far_place(const Walk *walk, size_t position)
{
    const GroupPlace *far = &walk->far->items[position];
    return (Place){
        .plan = far->plan, .member = far->member, .node = far->node, .sibling = far->sibling, .scope = far->scope};
}

Arena *walk_arena(const Walk *walk)
{
    return walk->checker->scratch;
}

Arena *walk_lasting(const Walk *walk)
{
    return walk->session->arena;
}

Slice walk_text(Walk *walk, NodeId node)
{
    bool is_string = node != NODE_NONE && document_node(walk->document, node)->kind == NODE_STRING;
    return is_string ? document_text(walk->document, node, walk->checker->scratch) : SLICE("");
}

Slice walk_value(Walk *walk, NodeId node)
{
    return document_text(walk->document, node, walk->checker->scratch);
}

const Structure *walk_type(Walk *walk, NodeId object, const char *member)
{
    ArenaMark mark = arena_mark(walk->checker->scratch);
    const Structure *type = rules_type(walk->checker->rules, walk_text(walk, walk_member(walk, object, member)));
    arena_release(walk->checker->scratch, mark);
    return type;
}
