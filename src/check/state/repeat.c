/* Repeats: a table without chains. */
#include "src/check/state/repeat.h"

#include "src/base/hash.h"
#include "src/check/state/reference_resolver.h"
#include "src/check/state/session.h"

#include <stdlib.h>

enum {
    REPEAT_COUNT = 1024,
    NOTES_MAXIMUM = 4,
    VALUE_MAXIMUM = 1024,   /* bytes of a value that is remembered */
    BYTES_MAXIMUM = 1 << 20 /* of all: then all are forgotten */
};

/* Something that could not be checked in a value; nodes are counted from it. */
typedef struct Note {
    NodeId node;
    NodeId origin;
    Slice subject;
} Note;

/* How a value was looked at: by one of these nothing is found either that asks for less. */
typedef enum Depth { DEPTH_WHOLE, DEPTH_OF_TEST, DEPTH_OF_SHALLOW } Depth;

/* A value in which nothing was found. */
typedef struct Repeat {
    const Member *member;
    const Plan *plan;
    Slice bytes; /* in the arena, with what follows */
    Slice language;
    const Note *notes; /* of DEPTH_WHOLE */
    uint32_t note_count;
    bool is_contained;
    Depth depth;
} Repeat;

struct Repeats {
    Arena *arena;
    size_t used;                       /* bytes of values and languages in it */
    const Repeat *items[REPEAT_COUNT]; /* NULL: none */
};

Repeats *repeats_new(void)
{
    Repeats *repeats = memory_allocate_zeroed(1, sizeof *repeats);
    repeats->arena = arena_new();
    return repeats;
}

void repeats_free(Repeats *repeats)
{
    if (repeats) {
        arena_free(repeats->arena);
        free(repeats);
    }
}

/* The place of a value. Whoever makes bytes fall on one place only keeps them from being remembered. */
static const Repeat **slot_of(const Walk *walk, const Place *place, Slice bytes)
{
    uint32_t hash = hash_addresses(place->member, pair_number(hash_key(bytes, 0)));
    return &walk->checker->repeats->items[hash % REPEAT_COUNT];
}

/* True for an object of plain members, however deep, and for any other value: as well formed as they are alone. */
static bool is_plain(const Document *document, NodeId object)
{
    const Node *nodes = document_nodes(document);
    for (NodeId id = object; id < nodes[object].end; id++) {
        Slice key = nodes[id].key && id > object ? document_raw_key(document, id) : SLICE("coding");
        bool is_faulty = nodes[id].kind == NODE_BROKEN || (nodes[id].flags & (NODE_HAS_FAULT | NODE_IS_BARE));
        bool is_special = (id > object && (nodes[id].flags & (NODE_KEY_HAS_ESCAPE | NODE_KEY_IS_BARE))) ||
                          key.length == 0 || key.bytes[0] == '_' || slice_equals(key, SLICE("id")) ||
                          slice_equals(key, SLICE("extension"));
        if (is_faulty || is_special) {
            return false;
        }
    }
    return true;
}

/* True for a value that may be one that is remembered: alone, judged as a whole, and of a kind that its bytes tell. */
static bool is_eligible(const Walk *walk, const Place *place)
{
    if (place->node == NODE_NONE || place->sibling != NODE_NONE || walk->checker->terms || walk->session->parts) {
        return false;
    }
    const Node *node = document_node(walk->document, place->node);
    bool is_string = node->kind == NODE_STRING && !(node->flags & NODE_IS_BARE);
    return (is_string || node->kind == NODE_OBJECT) && node->length <= VALUE_MAXIMUM;
}

static Depth depth_of(const Walk *walk)
{
    return walk->report ? DEPTH_WHOLE : walk->is_shallow ? DEPTH_OF_SHALLOW : DEPTH_OF_TEST;
}

bool repeat_is_known(Walk *walk, const Place *place)
{
    if (!is_eligible(walk, place)) {
        return false;
    }
    Slice bytes = document_raw(walk->document, place->node);
    const Repeat *last = *slot_of(walk, place, bytes);
    bool is_known = last && last->member == place->member && last->plan == place->plan &&
                    last->is_contained == place->scope->is_contained && slice_equals(last->bytes, bytes) &&
                    slice_equals(last->language, scope_language(place->scope)) && last->depth <= depth_of(walk);
    if (is_known && !walk->report) {
        walk->said += last->note_count;
        walk->noted += last->note_count;
        return true;
    }
    for (uint32_t i = 0; is_known && i < last->note_count; i++) {
        const Note *note = &last->notes[i];
        unchecked_note(walk, place->node + note->node, place->node + note->origin, note->subject);
    }
    return is_known;
}

Traces repeat_begin(Walk *walk)
{
    CheckSession *session = walk->session;
    Traces before = {.said = walk->said,
                     .noted = walk->noted,
                     .errors = walk->errors,
                     .far = walk->far->count,
                     .unchecked = session->unchecked_count,
                     .has_far_slices = session->has_far_slices};
    session->has_far_slices = false;
    return before;
}

/* True where all that was noted since then is about the value, and can be noted again for others. */
static bool can_be_noted(const CheckSession *session, NodeId value, const Traces *before)
{
    NodeId end = document_node(session->document, value)->end;
    bool can = true;
    for (size_t i = before->unchecked; can && i < session->unchecked_count; i++) {
        const Unchecked *item = &session->unchecked[i];
        can = item->subject != SUBJECT_MISFIT && !item->is_far && item->node >= value && item->node < end &&
              item->origin >= value && item->origin < end;
    }
    return can;
}

/* Remembers a value with how much was noted of it, and what; `noted` may be NULL, for a conformance test does not keep
 * that. */
static void remember(Walk *walk, const Place *place, const Unchecked *noted, uint32_t count)
{
    Repeats *repeats = walk->checker->repeats;
    Slice bytes = document_raw(walk->document, place->node), language = scope_language(place->scope);
    if (repeats->used > BYTES_MAXIMUM) {
        arena_reset(repeats->arena);
        memset(repeats->items, 0, sizeof repeats->items);
        repeats->used = 0;
    }
    repeats->used += sizeof(Repeat) + bytes.length + language.length + count * sizeof(Note);
    Note *notes = noted && count > 0 ? arena_allocate(repeats->arena, count * sizeof *notes) : NULL;
    for (uint32_t i = 0; notes && i < count; i++) {
        Slice subject = walk->session->subject_names[noted[i].subject];
        repeats->used += subject.length;
        notes[i] =
            (Note){noted[i].node - place->node, noted[i].origin - place->node, arena_copy(repeats->arena, subject)};
    }
    Repeat *repeat = arena_allocate(repeats->arena, sizeof *repeat);
    *repeat = (Repeat){.member = place->member,
                       .plan = place->plan,
                       .bytes = arena_copy(repeats->arena, bytes),
                       .language = language.length > 0 ? arena_copy(repeats->arena, language) : language,
                       .notes = notes,
                       .note_count = count,
                       .is_contained = place->scope->is_contained,
                       .depth = depth_of(walk)};
    *slot_of(walk, place, bytes) = repeat;
}

void repeat_end(Walk *walk, const Place *place, const Traces *before)
{
    CheckSession *session = walk->session;
    uint32_t noted = walk->noted - before->noted;
    bool is_noted = walk->report && session->unchecked_count - before->unchecked == noted;
    bool is_silent = walk->said - before->said == noted && before->errors == walk->errors &&
                     before->far + (place->plan->document_count > 0) == walk->far->count && !session->has_far_slices &&
                     noted <= NOTES_MAXIMUM;
    session->has_far_slices |= before->has_far_slices;
    if (!is_silent || !is_eligible(walk, place) || !is_plain(walk->document, place->node)) {
        return;
    }
    if (is_noted ? can_be_noted(session, place->node, before) : !walk->report && !walk_is_over(walk)) {
        remember(walk, place, is_noted ? session->unchecked + before->unchecked : NULL, noted);
    }
}
