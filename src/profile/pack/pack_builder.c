/* Pack builder: structures, the tree of their elements, and the indexes over them. */
#include "src/profile/pack/pack_builder.h"

#include "src/profile/pack/pack_stream.h"

#include <stdlib.h>

struct PackBuilder {
    PackStream stream;
    SliceMap latest;     /* canonical URL to the offset of the structure added last */
    PackOffset *offsets; /* of the structures, in order of addition */
    size_t count;
    size_t capacity;
};

PackBuilder *pack_builder_new(uint32_t seed)
{
    PackBuilder *builder = memory_allocate_zeroed(1, sizeof *builder);
    pack_stream_begin(&builder->stream, seed);
    return builder;
}

void pack_builder_free(PackBuilder *builder)
{
    pack_stream_free(&builder->stream);
    slice_map_free(&builder->latest);
    free(builder->offsets);
    free(builder);
}

/* ---- elements ---- */

/* The elements of one structure while they are written; positions are those of snapshot order. */
typedef struct ElementList {
    PackStream *stream;
    PackOffset structure;
    PackOffset first; /* of the elements in the pack */
    Element *elements;
    uint32_t count;
} ElementList;

static PackOffset offset_of(const ElementList *list, const DraftElement *draft)
{
    return list->first + draft->position * (uint32_t)sizeof(Element);
}

/* The offsets of a chain of children or slices. */
static PackList write_chain(const ElementList *list, const DraftElement *chain)
{
    uint32_t count = 0;
    for (const DraftElement *element = chain; element; element = element->next) {
        count++;
    }
    uint32_t *words = memory_allocate(count * sizeof *words);
    count = 0;
    for (const DraftElement *element = chain; element; element = element->next) {
        words[count++] = offset_of(list, element);
    }
    PackList written = pack_stream_list(list->stream, words, count);
    free(words);
    return written;
}

/* Id and path continue those of the parent, which was written before. */
static void write_place(const ElementList *list, const DraftElement *draft, Element *element)
{
    Text id = TEXT_EMPTY, path = TEXT_EMPTY;
    const DraftElement *parent = draft_parent(draft);
    if (parent) {
        const Element *above = &list->elements[parent->position];
        element->parent = offset_of(list, parent);
        text_append(&id, pack_stream_text(list->stream, above->id));
        text_append(&path, pack_stream_text(list->stream, above->path));
        text_append_byte(&id, '.');
        text_append_byte(&path, '.');
    }
    text_append(&id, draft->name);
    text_append(&path, draft->name);
    if (draft->slice_name.length) {
        text_append_byte(&id, ':');
        text_append(&id, draft->slice_name);
    }
    element->id = pack_stream_string(list->stream, text_slice(&id));
    element->path = pack_stream_string(list->stream, text_slice(&path));
    text_free(&id);
    text_free(&path);
}

static void write_element(const ElementList *list, const DraftElement *draft)
{
    Element *element = &list->elements[draft->position];
    element->self = offset_of(list, draft);
    element->structure = list->structure;
    pack_stream_element(list->stream, draft, element);
    write_place(list, draft, element);
    element->children = write_chain(list, draft->children);
    element->extras = pack_stream_extras(list->stream, draft, write_chain(list, draft->slices));
    element->members = pack_stream_members(list->stream, draft);
}

static void write_elements(PackStream *stream, PackOffset offset, DraftElement *root, struct Structure *structure)
{
    ElementList list = {.stream = stream, .structure = offset};
    for (DraftElement *element = root; element; element = draft_next(root, element)) {
        element->position = list.count++;
    }
    list.elements = memory_allocate_zeroed(list.count, sizeof(Element));
    list.first = pack_stream_reserve(stream, list.count * sizeof(Element));
    for (DraftElement *element = root; element; element = draft_next(root, element)) {
        write_element(&list, element);
    }
    pack_stream_write(stream, list.first, list.elements, list.count * sizeof(Element));
    structure->element_count = list.count;
    structure->elements = list.first;
    free(list.elements);
}

/* ---- structures ---- */

static PackList write_contexts(PackStream *stream, const DraftStructure *draft)
{
    uint32_t *words = memory_allocate(2 * (size_t)draft->context_count * sizeof *words);
    for (uint32_t i = 0; i < draft->context_count; i++) {
        words[2 * i] = draft->contexts[i].kind;
        words[2 * i + 1] = pack_stream_string(stream, draft->contexts[i].expression);
    }
    PackList list = pack_stream_list(stream, words, 2 * (size_t)draft->context_count);
    free(words);
    return list;
}

void pack_builder_add(PackBuilder *builder, const DraftStructure *draft)
{
    PackStream *stream = &builder->stream;
    PackOffset offset = pack_stream_reserve(stream, sizeof(struct Structure));
    uint32_t *latest = slice_map_add(&builder->latest, draft->url, NULL);
    struct Structure structure = {
        .self = offset,
        .url = pack_stream_string(stream, draft->url),
        .version = pack_stream_string(stream, draft->version),
        .name = pack_stream_string(stream, draft->name),
        .title = pack_stream_string(stream, draft->title),
        .type = pack_stream_string(stream, draft->type),
        .base = pack_stream_string(stream, draft->base),
        .regex = pack_stream_string(stream, draft->regex),
        .kind = draft->kind,
        .flags = (draft->is_abstract ? PACK_ABSTRACT : 0u) | (draft->is_profile ? PACK_PROFILE : 0u),
        .earlier = *latest,
        .contexts = write_contexts(stream, draft),
        .context_invariants = pack_stream_strings(stream, draft->context_invariants),
        .imposed = pack_stream_strings(stream, draft->imposed),
    };
    *latest = offset;
    write_elements(stream, offset, draft->snapshot, &structure);
    pack_stream_write(stream, offset, &structure, sizeof structure);
    ARRAY_RESERVE(builder->offsets, builder->capacity, builder->count + 1);
    builder->offsets[builder->count++] = offset;
}

/* ---- indexes ---- */

/* A structure that was written; valid until the next call that writes. */
static struct Structure written_structure(const PackBuilder *builder, PackOffset offset)
{
    struct Structure structure;
    memcpy(&structure, builder->stream.bytes.bytes + offset, sizeof structure);
    return structure;
}

/* True for structures that define a type which a JSON member or a resourceType can name. */
static bool defines_type(struct Structure structure)
{
    return !(structure.flags & PACK_PROFILE) && structure.kind != STRUCTURE_LOGICAL;
}

static Slice key_of(const PackBuilder *builder, PackOffset offset, bool is_of_types)
{
    struct Structure structure = written_structure(builder, offset);
    return pack_stream_text(&builder->stream, is_of_types ? structure.type : structure.url);
}

/* Writes a table in which a later structure takes the place of an earlier one with the same key. */
static PackOffset write_index(PackBuilder *builder, bool is_of_types)
{
    uint32_t seed = builder->stream.seed;
    HashTable table = HASH_TABLE_EMPTY;
    for (size_t i = builder->count; i-- > 0;) {
        PackOffset offset = builder->offsets[i];
        if (is_of_types && !defines_type(written_structure(builder, offset))) {
            continue;
        }
        Slice key = key_of(builder, offset, is_of_types);
        bool is_known = false;
        for (HashProbe probe = hash_table_probe(&table, hash_key(key, seed)); !is_known && hash_probe_next(&probe);) {
            is_known = slice_equals(key_of(builder, probe.number, is_of_types), key);
        }
        if (!is_known) {
            hash_table_add(&table, hash_key(key, seed), offset);
        }
    }
    Text bytes = TEXT_EMPTY;
    hash_index_append(&table, seed, &bytes);
    PackOffset offset = pack_stream_run(&builder->stream, text_slice(&bytes));
    text_free(&bytes);
    hash_table_free(&table);
    return offset;
}

/* Leads structures to their bases, now that all are there. */
static void link_bases(PackBuilder *builder)
{
    for (size_t i = 0; i < builder->count; i++) {
        struct Structure structure = written_structure(builder, builder->offsets[i]);
        Slice base = pack_stream_text(&builder->stream, structure.base);
        const uint32_t *offset = slice_map_find(&builder->latest, base);
        structure.base_structure = offset && *offset != structure.self ? *offset : 0;
        pack_stream_write(&builder->stream, structure.self, &structure, sizeof structure);
    }
}

void pack_builder_finish(PackBuilder *builder, Slice terminology, Text *pack)
{
    PackStream *stream = &builder->stream;
    link_bases(builder);
    PackHeader header = {
        .magic = PACK_MAGIC,
        .structures = pack_stream_list(stream, builder->offsets, builder->count),
        .urls = write_index(builder, false),
        .types = write_index(builder, true),
        .terminology = pack_stream_reserve(stream, terminology.length),
        .terminology_size = (uint32_t)terminology.length,
    };
    if (terminology.length) {
        pack_stream_write(stream, header.terminology, terminology.bytes, terminology.length);
    }
    header.size = (uint32_t)stream->bytes.length;
    pack_stream_write(stream, 0, &header, sizeof header);
    *pack = stream->bytes;
    stream->bytes = TEXT_EMPTY;
}
