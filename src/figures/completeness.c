/* Completeness: the rules of each object, and what it has of them. */
#include "src/figures/completeness.h"

#include "src/profile/pack/actors.h"

#include <stdlib.h>

void completeness_free(Completeness *figures)
{
    free(figures->rows);
    slice_map_free(&figures->map);
    arena_free(figures->arena);
    text_free(&figures->key);
    *figures = COMPLETENESS_EMPTY;
}

/* The row of an element and actor, which is made where it is new. */
static CompletenessRow *row_of(Completeness *figures, Slice path, Slice actor)
{
    figures->arena = figures->arena ? figures->arena : arena_new();
    text_clear(&figures->key);
    text_append(&figures->key, path);
    text_append_byte(&figures->key, '\n');
    text_append(&figures->key, actor);
    uint32_t *known = slice_map_find(&figures->map, text_slice(&figures->key));
    if (known) {
        return &figures->rows[*known];
    }
    Slice key = arena_copy(figures->arena, text_slice(&figures->key));
    *slice_map_add(&figures->map, key, NULL) = (uint32_t)figures->count;
    ARRAY_RESERVE(figures->rows, figures->capacity, figures->count + 1);
    CompletenessRow *row = &figures->rows[figures->count++];
    *row = (CompletenessRow){.path = slice_part(key, 0, path.length),
                             .actor = slice_part(key, path.length + 1, SIZE_MAX),
                             .code = SLICE("")};
    return row;
}

/* True where a code comes before another one, in the order of bytes. */
static bool is_before(Slice a, Slice b)
{
    int order = memcmp(a.bytes, b.bytes, a.length < b.length ? a.length : b.length);
    return order < 0 || (order == 0 && a.length < b.length);
}

/* Notes an obligation in its row, where it is the strongest so far; of equally strong ones the first by name, whatever
   comes first. */
static void note_obligation(Completeness *figures, CompletenessRow *row, Slice code, Strength strength)
{
    bool is_first = strength == row->strength && is_before(code, row->code);
    if (row->code.length == 0 || strength > row->strength || is_first) {
        row->code = arena_copy(figures->arena, code);
        row->strength = strength;
    }
}

/* True where an obligation before this one is of the same actor: the element counts once for an actor. */
static bool is_repeated(const Element *element, uint32_t position)
{
    Slice actor = element_obligation(element, position).actor_name;
    for (uint32_t i = 0; i < position; i++) {
        Obligation before = element_obligation(element, i);
        if (obligation_is_positive(&before) && slice_equals(before.actor_name, actor)) {
            return true;
        }
    }
    return false;
}

static void count_child(Completeness *figures, const ChildRule *rule)
{
    const Element *element = rule->element;
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        if (!obligation_is_positive(&obligation)) {
            continue;
        }
        CompletenessRow *row = row_of(figures, element_path(element), obligation.actor_name);
        note_obligation(figures, row, obligation.code, obligation.strength);
        row->is_to_populate |= obligation_is_to_populate(&obligation, SLICE(""));
        if (!is_repeated(element, i)) {
            row->count.obligated++;
            row->count.present += rule->member != NODE_NONE;
        }
    }
}

/* Calls `visit` for each child that the rules know of each object in a value. */
static void visit_children(Checker *checker, const Document *document, NodeId id,
                           void (*visit)(void *context, NodeId object, const ChildRule *rule), void *context)
{
    ChildRule *children = NULL;
    size_t capacity = 0;
    NodeId end = document_node(document, id)->end;
    for (NodeId node = id; node < end; node++) {
        uint32_t count = check_children(checker, document, node, children, (uint32_t)capacity);
        if (count > capacity) {
            ARRAY_RESERVE(children, capacity, count);
            count = check_children(checker, document, node, children, (uint32_t)capacity);
        }
        for (uint32_t i = 0; i < count; i++) {
            visit(context, node, &children[i]);
        }
    }
    free(children);
}

static void visit_count(void *context, NodeId object, const ChildRule *rule)
{
    (void)object;
    count_child(context, rule);
}

void completeness_add(Completeness *figures, Checker *checker, const Document *document, NodeId id)
{
    visit_children(checker, document, id, visit_count, figures);
}

/* Places that are gathered. */
typedef struct Gathering {
    const CompletenessRow *row;
    bool is_present;
    NodeId *places;
    size_t capacity;
    size_t count;
} Gathering;

static bool has_obligation_of(const Element *element, Slice actor)
{
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        if (obligation_is_positive(&obligation) && slice_equals(obligation.actor_name, actor)) {
            return true;
        }
    }
    return false;
}

static void visit_place(void *context, NodeId object, const ChildRule *rule)
{
    Gathering *gathering = context;
    bool is_present = rule->member != NODE_NONE;
    if (is_present != gathering->is_present || !slice_equals(element_path(rule->element), gathering->row->path) ||
        !has_obligation_of(rule->element, gathering->row->actor)) {
        return;
    }
    if (gathering->count < gathering->capacity) {
        gathering->places[gathering->count] = object;
    }
    gathering->count++;
}

size_t completeness_places(const CompletenessRow *row, Checker *checker, const Document *document, NodeId id,
                           bool is_present, NodeId *places, size_t capacity)
{
    Gathering gathering = {.row = row, .is_present = is_present, .places = places, .capacity = capacity};
    visit_children(checker, document, id, visit_place, &gathering);
    return gathering.count;
}

void completeness_join(Completeness *figures, const Completeness *other)
{
    for (size_t i = 0; i < other->count; i++) {
        const CompletenessRow *from = &other->rows[i];
        CompletenessRow *row = row_of(figures, from->path, from->actor);
        note_obligation(figures, row, from->code, from->strength);
        row->is_to_populate |= from->is_to_populate;
        row->count.obligated += from->count.obligated;
        row->count.present += from->count.present;
    }
}

CompletenessCount completeness_creator(const Completeness *figures)
{
    CompletenessCount sum = {0};
    for (size_t i = 0; i < figures->count; i++) {
        if (figures->rows[i].is_to_populate) {
            sum.obligated += figures->rows[i].count.obligated;
            sum.present += figures->rows[i].count.present;
        }
    }
    return sum;
}
