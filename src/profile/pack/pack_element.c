/* Pack stream: elements, and the members that their children are known by. */
#include "src/base/ascii.h"
#include "src/profile/pack/pack_stream.h"

#include <stdlib.h>

/* Writes a record of words: `record` is a struct of uint32_t alone. */
#define WRITE_RECORD(stream, record, has_self)                                                                         \
    pack_stream_words((stream), (const uint32_t *)(const void *)&(record), sizeof(record) / sizeof(uint32_t),          \
                      (has_self))

static PackList write_pairs(PackStream *stream, DraftPairs pairs)
{
    uint32_t *words = memory_allocate(2 * (size_t)pairs.count * sizeof *words);
    for (uint32_t i = 0; i < pairs.count; i++) {
        words[2 * i] = pack_stream_string(stream, pairs.items[i].first);
        words[2 * i + 1] = pack_stream_string(stream, pairs.items[i].second);
    }
    PackList list = pack_stream_list(stream, words, 2 * (size_t)pairs.count);
    free(words);
    return list;
}

static PackList write_types(PackStream *stream, DraftTypes types)
{
    uint32_t *words = memory_allocate(types.count * sizeof *words);
    for (uint32_t i = 0; i < types.count; i++) {
        const DraftType *type = &types.items[i];
        struct ElementType record = {
            .code = pack_stream_string(stream, type->code),
            .fhir_code = pack_stream_string(stream, type->fhir_code.length ? type->fhir_code : type->code),
            .aggregation = type->aggregation,
            .profiles = pack_stream_strings(stream, type->profiles),
            .targets = pack_stream_strings(stream, type->targets),
        };
        words[i] = WRITE_RECORD(stream, record, true);
    }
    PackList list = pack_stream_list(stream, words, types.count);
    free(words);
    return list;
}

/* Writes the invariants of an element. */
static PackList write_constraints(PackStream *stream, DraftConstraints constraints)
{
    uint32_t *words = memory_allocate(constraints.count * sizeof *words);
    for (uint32_t i = 0; i < constraints.count; i++) {
        const DraftConstraint *constraint = &constraints.items[i];
        struct Constraint record = {
            .key = pack_stream_string(stream, constraint->key),
            .expression = pack_stream_string(stream, constraint->expression),
            .human = pack_stream_string(stream, constraint->human),
            .source = pack_stream_string(stream, constraint->source),
            .is_error = constraint->is_error,
            .is_best_practice = constraint->is_best_practice,
        };
        words[i] = WRITE_RECORD(stream, record, true);
    }
    PackList list = pack_stream_list(stream, words, constraints.count);
    free(words);
    return list;
}

static PackOffset write_binding(PackStream *stream, const DraftBinding *binding)
{
    if (!binding) {
        return 0;
    }
    PackBinding record = {
        .strength = binding->strength,
        .value_set = pack_stream_string(stream, binding->value_set),
        .additional = write_pairs(stream, binding->additional),
    };
    return WRITE_RECORD(stream, record, false);
}

/* Writes how an element is sliced; 0 where it is not. */
static PackOffset write_slicing(PackStream *stream, const DraftSlicing *slicing)
{
    if (!slicing) {
        return 0;
    }
    size_t count = slicing->discriminator_count;
    uint32_t *words = memory_allocate(2 * count * sizeof *words);
    for (size_t i = 0; i < count; i++) {
        words[2 * i] = slicing->discriminators[i].kind;
        words[2 * i + 1] = pack_stream_string(stream, slicing->discriminators[i].path);
    }
    PackSlicing record = {
        .rules = slicing->rules,
        .is_ordered = slicing->is_ordered,
        .discriminators = pack_stream_list(stream, words, 2 * count),
    };
    free(words);
    return WRITE_RECORD(stream, record, false);
}

static PackValue write_value(PackStream *stream, DraftValue value)
{
    return (PackValue){pack_stream_string(stream, value.json), pack_stream_string(stream, value.type)};
}

static PackOffset write_values(PackStream *stream, const DraftElement *draft)
{
    PackValues record = {
        .fixed = write_value(stream, draft->fixed),
        .pattern = write_value(stream, draft->pattern),
        .minimum = write_value(stream, draft->minimum_value),
        .maximum = write_value(stream, draft->maximum_value),
        .maximum_length = draft->maximum_length,
        .limits = write_pairs(stream, draft->limits),
    };
    bool is_empty = !record.fixed.json && !record.pattern.json && !record.minimum.json && !record.maximum.json &&
                    !record.maximum_length && !record.limits;
    return is_empty ? 0 : WRITE_RECORD(stream, record, false);
}

void pack_stream_element(PackStream *stream, const DraftElement *draft, Element *element)
{
    bool is_choice = draft_is_choice(draft);
    element->name = pack_stream_string(stream, slice_part(draft->name, 0, draft->name.length - (is_choice ? 3 : 0)));
    element->minimum = draft->minimum;
    element->maximum = draft->maximum;
    element->base_maximum = draft->base_maximum;
    element->flags = (draft->is_modifier ? PACK_MODIFIER : 0u) | (draft->is_must_support ? PACK_MUST_SUPPORT : 0u) |
                     (draft->is_summary ? PACK_SUMMARY : 0u) | (draft->is_attribute ? PACK_ATTRIBUTE : 0u) |
                     (draft->is_translatable ? PACK_TRANSLATABLE : 0u) | (is_choice ? PACK_CHOICE : 0u);
    element->types = write_types(stream, draft->types);
    element->constraints = write_constraints(stream, draft->constraints);
    element->binding = write_binding(stream, draft->binding);
}

PackOffset pack_stream_extras(PackStream *stream, const DraftElement *draft, PackList slices)
{
    PackExtras record = {
        .slice_name = pack_stream_string(stream, draft->slice_name),
        .content = pack_stream_string(stream, draft->content),
        .slices = slices,
        .obligations = write_pairs(stream, draft->obligations),
        .slicing = write_slicing(stream, draft->slicing),
        .values = write_values(stream, draft),
    };
    bool is_empty = !record.slice_name && !record.content && !record.slices && !record.obligations && !record.slicing &&
                    !record.values;
    return is_empty ? 0 : WRITE_RECORD(stream, record, false);
}

/* ---- members ---- */

/* The members of an element while they are gathered. */
typedef struct Members {
    PackStream *stream;
    PackMember *items;
    size_t count;
    size_t capacity;
    HashTable table;
} Members;

/* Adds a member, unless there is one of the name. */
static void add_member(Members *members, Slice name, uint32_t position, PackString choice)
{
    PackMember member = {pack_stream_string(members->stream, name), position, choice};
    uint32_t hash = hash_key(name, members->stream->seed);
    for (HashProbe probe = hash_table_probe(&members->table, hash); hash_probe_next(&probe);) {
        if (members->items[probe.number].name == member.name) {
            return;
        }
    }
    hash_table_add(&members->table, hash, (uint32_t)members->count);
    ARRAY_RESERVE(members->items, members->capacity, members->count + 1);
    members->items[members->count++] = member;
}

/* The JSON name of a choice of this type: "value" and "string" give "valueString". */
static Slice choice_name(PackStream *stream, const DraftElement *choice, Slice type)
{
    Slice stem = slice_part(choice->name, 0, choice->name.length - 3);
    char first = ascii_upper(type.bytes[0]);
    return arena_format(stream->arena, "%.*s%c%.*s", SLICE_ARGS(stem), first,
                        SLICE_ARGS(slice_part(type, 1, type.length)));
}

static void add_child(Members *members, const DraftElement *child, uint32_t position)
{
    bool is_choice = draft_is_choice(child);
    Slice name = slice_part(child->name, 0, child->name.length - (is_choice ? 3 : 0));
    add_member(members, name, position, is_choice ? PACK_STEM : 0);
    for (uint32_t i = 0; is_choice && i < child->choice_types.count; i++) {
        Slice type = child->choice_types.items[i].code;
        if (type.length) {
            add_member(members, choice_name(members->stream, child, type), position,
                       pack_stream_string(members->stream, type));
        }
    }
}

PackOffset pack_stream_members(PackStream *stream, const DraftElement *parent)
{
    if (!parent->children) {
        return 0;
    }
    Members members = {.stream = stream};
    uint32_t position = 0;
    for (const DraftElement *child = parent->children; child; child = child->next) {
        add_child(&members, child, position++);
    }
    Text bytes = TEXT_EMPTY;
    uint32_t count = (uint32_t)members.count;
    text_append(&bytes, slice_make((const char *)&count, sizeof count));
    text_append(&bytes, slice_make((const char *)members.items, members.count * sizeof *members.items));
    hash_index_append(&members.table, stream->seed, &bytes);
    PackOffset offset = pack_stream_run(stream, text_slice(&bytes));
    text_free(&bytes);
    hash_table_free(&members.table);
    free(members.items);
    return offset;
}
