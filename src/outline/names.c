/*
 * Names: numbers of the entries in one table, all else from the document.
 *
 * `entries` are the nodes of Bundle.entry in order; numbers[i] counts those before it that hold a resource of the same
 * type, and itself. The table is made at the first name that needs it and forgotten by patches that may change a type.
 */
#include "src/outline/names.h"

#include "src/base/hash.h"
#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "src/json/path.h"
#include "src/outline/name_index.h"
#include "src/outline/title.h"
#include "src/outline/type_words.h"

#include <stdlib.h>
#include <string.h>

enum { SCANNED_MAXIMUM = 500, SHALLOW = 3, RESOLVED_COUNT = 64 };

static const size_t UNCUT = SIZE_MAX / 2; /* of a title: all of it */

/* A reference that was looked up: the entry that it refers to, NODE_NONE: to none. */
typedef struct Resolved {
    uint32_t hash; /* 0: free */
    NodeId entry;
} Resolved;

struct Names {
    const Document *document;
    NameIndex *index;
    NodeId *entries;
    uint32_t *numbers; /* from 1; 0: the only one of its type */
    uint32_t count;
    bool is_made;
    Resolved resolved[RESOLVED_COUNT]; /* references that were looked up, by their hash */
};

/* The types that were met, with their numbers so far. */
typedef struct TypeCount {
    Slice type;
    uint32_t count;
    uint32_t first; /* position of the first entry */
} TypeCount;

Names *names_new(const Document *document)
{
    Names *names = memory_allocate_zeroed(1, sizeof *names);
    names->document = document;
    names->index = name_index_new(document);
    return names;
}

void names_free(Names *names)
{
    if (names) {
        free(names->entries);
        free(names->numbers);
        name_index_free(names->index);
        free(names);
    }
}

/* ---- numbers of entries ---- */

static NodeId entries_of(const Document *document)
{
    NodeId list = document_member(document, 0, SLICE("entry"));
    return list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY ? list : NODE_NONE;
}

Slice names_type(const Document *document, NodeId id)
{
    NodeId type = id == NODE_NONE ? NODE_NONE : document_member(document, id, SLICE("resourceType"));
    bool is_text = type != NODE_NONE && document_node(document, type)->kind == NODE_STRING;
    Slice raw = is_text ? document_raw(document, type) : (Slice){0};
    return raw.length >= 2 ? slice_part(raw, 1, raw.length - 2) : (Slice){0};
}

NodeId names_resource(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    bool is_entry = node->kind == NODE_OBJECT && node->parent != NODE_NONE && !node->key &&
                    document_key_equals(document, node->parent, SLICE("entry"));
    NodeId resource = is_entry ? document_member(document, id, SLICE("resource")) : NODE_NONE;
    bool is_typed = resource != NODE_NONE && document_member(document, resource, SLICE("resourceType")) != NODE_NONE;
    return is_typed ? resource : id;
}

/* Counts a resource's type, which is met at an entry. */
static TypeCount *count_type(TypeCount **types, size_t *count, size_t *capacity, Slice type, uint32_t position)
{
    size_t at = 0;
    while (at < *count && !slice_equals((*types)[at].type, type)) {
        at++;
    }
    if (at == *count) {
        ARRAY_RESERVE(*types, *capacity, *count + 1);
        (*types)[(*count)++] = (TypeCount){.type = type, .first = position};
    }
    (*types)[at].count++;
    return &(*types)[at];
}

static void make_numbers(Names *names)
{
    const Document *document = names->document;
    NodeId list = entries_of(document);
    uint32_t count = list == NODE_NONE ? 0 : document_child_count(document, list), at = 0;
    TypeCount *types = NULL;
    size_t type_count = 0, capacity = 0;
    free(names->entries);
    free(names->numbers);
    names->entries = memory_allocate((count + 1) * sizeof *names->entries);
    names->numbers = memory_allocate((count + 1) * sizeof *names->numbers);
    for (NodeId entry = count ? document_first_child(document, list) : NODE_NONE; entry != NODE_NONE && at < count;
         entry = document_next_sibling(document, entry), at++) {
        Slice type = names_type(document, names_resource(document, entry));
        names->entries[at] = entry;
        names->numbers[at] = type.length ? count_type(&types, &type_count, &capacity, type, at)->count : 0;
    }
    for (size_t i = 0; i < type_count; i++) {
        if (types[i].count == 1) {
            names->numbers[types[i].first] = 0;
        }
    }
    free(types);
    memset(names->resolved, 0, sizeof names->resolved);
    names->count = at;
    names->is_made = true;
}

/* The number of an entry among those of its type; 0: it is the only one, or no entry. */
static uint32_t number_of_entry(Names *names, NodeId entry)
{
    if (!names->is_made) {
        make_numbers(names);
    }
    uint32_t low = 0, high = names->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (names->entries[middle] < entry) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < names->count && names->entries[low] == entry ? names->numbers[low] : 0;
}

/* The number of a resource among its neighbours of one type, in lists that are not long; 0: the only one. */
static uint32_t number_in_list(const Document *document, NodeId id)
{
    NodeId list = document_node(document, id)->parent;
    if (list == NODE_NONE || document_child_count(document, list) > SCANNED_MAXIMUM) {
        return 0;
    }
    Slice type = names_type(document, names_resource(document, id));
    uint32_t number = 0, count = 0;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        count += slice_equals(names_type(document, names_resource(document, item)), type);
        number = item == id ? count : number;
    }
    return count > 1 ? number : 0;
}

/* Levels above a node that matter. */
static unsigned depth_of(const Document *document, NodeId id)
{
    unsigned depth = 0;
    for (; id != NODE_NONE && depth <= SHALLOW; id = document_node(document, id)->parent) {
        depth++;
    }
    return depth;
}

/* Entries move along; where one, its resource or its type was read again all are counted anew. */
void names_patch(Names *names, const Patch *patch)
{
    if (patch->parent == NODE_NONE || depth_of(names->document, patch->parent) <= SHALLOW) {
        names->is_made = false;
        return;
    }
    for (NodeId id = patch->first; id < patch->first + patch->inserted && names->is_made; id++) {
        bool is_member = document_node(names->document, id)->parent == patch->parent;
        names->is_made = !(is_member && document_key_equals(names->document, id, SLICE("resourceType")));
    }
    names->is_made = names->is_made && patch->removed <= patch->inserted;
    for (size_t i = 0; i < RESOLVED_COUNT; i++) {
        Resolved *resolved = &names->resolved[i];
        resolved->entry = resolved->entry == NODE_NONE ? NODE_NONE : patch_node(patch, resolved->entry);
    }
    for (uint32_t i = 0; names->is_made && i < names->count; i++) {
        names->entries[i] = patch_node(patch, names->entries[i]);
        names->is_made = names->entries[i] != NODE_NONE;
    }
}

/* ---- names ---- */

static bool is_line(const Document *document, NodeId id)
{
    NodeId parent = document_node(document, id)->parent;
    return parent != NODE_NONE && document_node(document, parent)->kind == NODE_LINES;
}

/* True for values that have a name, the root not being asked for. The resource of an entry has it from the entry. */
static bool is_named(const Document *document, NodeId id)
{
    NodeId parent = document_node(document, id)->parent;
    bool is_in_entry = parent != NODE_NONE && names_resource(document, parent) == id && parent != id;
    return !is_in_entry && (is_line(document, id) || title_kind(document, names_resource(document, id)) != TITLE_NONE);
}

NodeId names_holder(const Document *document, NodeId id)
{
    while (id != NODE_NONE && document_node(document, id)->parent != NODE_NONE && !is_named(document, id)) {
        id = document_node(document, id)->parent;
    }
    return id == NODE_NONE || document_node(document, id)->parent == NODE_NONE ? NODE_NONE : id;
}

/* "series 3": by the number that is stated, else by the position. */
static void append_numbered(const Document *document, NodeId id, const char *word, Text *text)
{
    NodeId number = document_member(document, id, SLICE("number"));
    Text scratch = TEXT_EMPTY;
    bool is_stated = number != NODE_NONE && document_node(document, number)->kind <= NODE_STRING;
    if (is_stated) {
        text_format(text, "%s %.*s", word, SLICE_ARGS(document_string(document, number, &scratch)));
    } else {
        text_format(text, "%s [%u]", word, document_position_in_parent(document, id));
    }
    text_free(&scratch);
}

static void append_resource(Names *names, NodeId id, Text *text)
{
    const Document *document = names->document;
    NodeId resource = names_resource(document, id), parent = document_node(document, id)->parent;
    bool is_in_list = parent != NODE_NONE && document_node(document, parent)->kind == NODE_ARRAY;
    uint32_t number = !is_in_list                                                      ? 0
                      : document_node(document, parent)->parent == 0 && resource != id ? number_of_entry(names, id)
                                                                                       : number_in_list(document, id);
    Text scratch = TEXT_EMPTY;
    NodeId type = document_member(document, resource, SLICE("resourceType"));
    text_append(text, document_string(document, type, &scratch));
    text_free(&scratch);
    if (number) {
        text_format(text, " %u", number);
    }
}

bool names_append_label(Names *names, NodeId id, Text *text)
{
    const Document *document = names->document;
    if (is_line(document, id)) {
        text_format(text, "line %u", document_position(document, node_begin(document_node(document, id))).line);
        return true;
    }
    switch (title_kind(document, names_resource(document, id))) {
    case TITLE_SERIES:
        append_numbered(document, id, "series", text);
        return true;
    case TITLE_INSTANCE:
        append_numbered(document, id, "instance", text);
        return true;
    case TITLE_RESOURCE:
    case TITLE_STUDY:
        append_resource(names, id, text);
        return true;
    default:
        return false;
    }
}

/* Appends " · " and the title, cut at so many bytes; of a line its id before, a long one shortened where the title is
   cut. A label stands in the text. */
static void append_title(const Document *document, NodeId id, size_t most, Text *text)
{
    Text title = TEXT_EMPTY;
    if (is_line(document, id) && most < UNCUT) {
        words_append_id(document, id, 0, SLICE(" · "), text);
    } else if (is_line(document, id)) {
        words_append_member(document, id, "id", 0, SLICE(" · "), text);
    }
    if (most) {
        title_append(document, names_resource(document, id), &title);
    }
    Slice shown = utf8_beginning(text_slice(&title), most);
    if (shown.length) {
        text_format(text, " · %.*s%s", SLICE_ARGS(shown), shown.length < title.length ? "…" : "");
    }
    text_free(&title);
}

void names_append(Names *names, NodeId id, Text *text)
{
    if (names_append_label(names, id, text)) {
        append_title(names->document, id, UNCUT, text);
    }
}

/* True where the name of a resource alone would say the same of another: one of several of its type, or a line. */
static bool is_one_of_several(Names *names, NodeId id)
{
    Text label = TEXT_EMPTY;
    append_resource(names, id, &label);
    bool has_number = slice_find(text_slice(&label), SLICE(" "), 0) != SIZE_MAX;
    text_free(&label);
    return has_number || is_line(names->document, id);
}

void names_append_place(Names *names, NodeId id, Text *text)
{
    const Document *document = names->document;
    NodeId outer = title_kind(document, id) > TITLE_STUDY ? names_holder(document, document_node(document, id)->parent)
                                                          : NODE_NONE;
    NodeId outermost = outer != NODE_NONE && title_kind(document, outer) > TITLE_STUDY
                           ? names_holder(document, document_node(document, outer)->parent)
                           : outer;
    if (outermost != NODE_NONE && is_one_of_several(names, outermost)) {
        names_append_label(names, outermost, text);
        append_title(document, outermost, 0, text);
        text_append(text, SLICE(" › "));
    }
    if (outer != outermost) {
        names_append_label(names, outer, text);
        text_append(text, SLICE(" › "));
    }
    names_append(names, id, text);
}

/* ---- references ---- */

/* The contained resource with an id, of the resource that a node stands in or of the one that contains that. */
static NodeId find_contained(const Names *names, NodeId from, Slice id)
{
    const Document *document = names->document;
    for (NodeId up = from; up != NODE_NONE; up = document_node(document, up)->parent) {
        NodeId list = document_member(document, up, SLICE("contained"));
        NodeId item = list == NODE_NONE ? NODE_NONE : name_index_contained(names->index, list, id);
        if (item != NODE_NONE) {
            return item;
        }
    }
    return NODE_NONE;
}

NodeId names_resolve(Names *names, NodeId from, Slice reference)
{
    const Document *document = names->document;
    if (reference.length > 1 && reference.bytes[0] == '#') {
        return find_contained(names, from, slice_part(reference, 1, reference.length));
    }
    if (!names->is_made) {
        make_numbers(names);
    }
    uint32_t hash = hash_key(reference, hash_key_seed()) | 1u;
    Resolved *resolved = &names->resolved[hash / 2 % RESOLVED_COUNT];
    bool is_known = resolved->hash == hash &&
                    (resolved->entry == NODE_NONE || name_index_is_target(document, resolved->entry, reference));
    if (!is_known) {
        NodeId entry = name_index_entry(names->index, names->entries, names->count, reference);
        *resolved = (Resolved){.hash = hash, .entry = entry};
    }
    return resolved->entry;
}

/* ---- places ---- */

void names_append_rest(const Document *document, NodeId id, Slice absent, Text *text)
{
    NodeId holder = names_holder(document, id);
    NodeId from = holder == NODE_NONE ? 0 : names_resource(document, holder);
    from = document_contains(document, from, id) ? from : holder;
    Text before = TEXT_EMPTY, whole = TEXT_EMPTY;
    path_append(document, from, &before);
    path_append(document, id, &whole);
    text_format(&whole, absent.length ? ".%.*s" : "%.*s", SLICE_ARGS(absent));
    size_t start = before.length < whole.length ? before.length : whole.length;
    start += start < whole.length && whole.bytes[start] == '.';
    text_append(text, slice_part(text_slice(&whole), start, whole.length - start));
    text_free(&before);
    text_free(&whole);
}

void names_append_trail(Names *names, NodeId id, Slice absent, Text *text)
{
    enum { LEVELS_MAXIMUM = 8 };
    NodeId levels[LEVELS_MAXIMUM];
    size_t count = 0, start = text->length;
    const Document *document = names->document;
    for (NodeId up = names_holder(document, id); up != NODE_NONE && count < LEVELS_MAXIMUM;
         up = names_holder(document, document_node(document, up)->parent)) {
        levels[count++] = up;
    }
    while (count-- > 0) {
        text_append(text, text->length > start ? SLICE(" › ") : (Slice){0});
        bool is_part = title_kind(document, levels[count]) > TITLE_STUDY;
        names_append_label(names, levels[count], text);
        append_title(document, levels[count], is_part && count > 0 ? 0 : NAMES_TITLE_MAXIMUM, text);
    }
    Text rest = TEXT_EMPTY;
    names_append_rest(document, id, absent, &rest);
    if (rest.length) {
        text_append(text, text->length > start ? SLICE(" › ") : (Slice){0});
        text_append(text, text_slice(&rest));
    } else if (text->length == start && document_node(document, id)->kind != NODE_LINES) {
        path_append(document, id, text);
    }
    text_free(&rest);
}
