/*
 * Draft: reading a StructureDefinition (http://hl7.org/fhir/R4/structuredefinition.html).
 *
 * The list of ElementDefinitions becomes a tree. The place of an element follows from its id ("Bundle.entry:patient
 * .resource": words parted by full stops, a slice name after a colon); where an element has no id, from its path and
 * slice name, with the slices of the elements before it. Places that are not stated but lead to one that is are empty
 * elements.
 */
#include "src/base/systems.h"
#include "src/profile/pack/draft.h"

#include <stdio.h>

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* ---- the head ---- */

/* Parts of a code that has its names in a table; -1 where it is not among them. */
static int position_among(Slice code, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        if (slice_equals(code, slice_from(names[i]))) {
            return i;
        }
    }
    return -1;
}

/* Reads where an extension may stand. */
static void read_contexts(Arena *arena, const cJSON *resource, DraftStructure *structure)
{
    static const char *const kinds[] = {"element", "extension", "fhirpath"};
    const cJSON *array = member(resource, "context");
    DraftContext *contexts = arena_allocate(arena, (size_t)cJSON_GetArraySize(array) * sizeof *contexts);
    uint32_t count = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        int kind = position_among(slice_from(cJSON_GetStringValue(member(item, "type"))), kinds, 3);
        if (kind >= 0) {
            contexts[count++] = (DraftContext){(ContextKind)kind, draft_text(arena, item, "expression")};
        }
    }
    structure->contexts = contexts;
    structure->context_count = count;
    array = member(resource, "contextInvariant");
    Slice *invariants = arena_allocate(arena, (size_t)cJSON_GetArraySize(array) * sizeof *invariants);
    count = 0;
    cJSON_ArrayForEach(item, array)
    {
        if (cJSON_IsString(item)) {
            invariants[count++] = arena_copy(arena, slice_from(item->valuestring));
        }
    }
    structure->context_invariants = (Slices){invariants, count};
}

/* The profiles that a definition imposes beside its base. */
static Slices read_imposed(Arena *arena, const cJSON *resource)
{
    static const Slice url = SLICE(FHIR_STRUCTURES "structuredefinition-imposeProfile");
    const cJSON *array = member(resource, "extension"), *extension;
    Slice *items = arena_allocate(arena, (size_t)cJSON_GetArraySize(array) * sizeof *items);
    uint32_t count = 0;
    cJSON_ArrayForEach(extension, array)
    {
        Slice value = draft_text(arena, extension, "valueCanonical");
        if (value.length > 0 && slice_equals(slice_from(cJSON_GetStringValue(member(extension, "url"))), url)) {
            items[count++] = value;
        }
    }
    return (Slices){items, count};
}

/* The regular expression on the type of the value of a primitive. */
static Slice find_regex(Arena *arena, const cJSON *elements)
{
    const cJSON *element, *type, *extension;
    cJSON_ArrayForEach(element, elements)
    {
        if (!slice_ends_with(slice_from(cJSON_GetStringValue(member(element, "path"))), SLICE(".value"))) {
            continue;
        }
        cJSON_ArrayForEach(type, member(element, "type"))
        {
            cJSON_ArrayForEach(extension, member(type, "extension"))
            {
                if (slice_equals(slice_from(cJSON_GetStringValue(member(extension, "url"))),
                                 SLICE(FHIR_STRUCTURES "regex"))) {
                    return draft_text(arena, extension, "valueString");
                }
            }
        }
    }
    return SLICE("");
}

/* Reads what a definition says of itself, as against its elements. */
static DraftStructure *read_head(Arena *arena, const cJSON *resource)
{
    static const char *const kinds[] = {"primitive-type", "complex-type", "resource", "logical"};
    DraftStructure *structure = arena_allocate(arena, sizeof *structure);
    int kind = position_among(slice_from(cJSON_GetStringValue(member(resource, "kind"))), kinds, 4);
    Slice derivation = slice_from(cJSON_GetStringValue(member(resource, "derivation")));
    *structure = (DraftStructure){
        .url = draft_text(arena, resource, "url"),
        .version = draft_text(arena, resource, "version"),
        .name = slice_trim(draft_text(arena, resource, "name")),
        .title = slice_trim(draft_text(arena, resource, "title")),
        .type = draft_text(arena, resource, "type"),
        .base = draft_text(arena, resource, "baseDefinition"),
        .kind = kind < 0 ? STRUCTURE_LOGICAL : (StructureKind)kind,
        .is_abstract = cJSON_IsTrue(member(resource, "abstract")),
        .is_profile = slice_equals(derivation, SLICE("constraint")),
        .imposed = read_imposed(arena, resource),
    };
    read_contexts(arena, resource, structure);
    return structure;
}

/* ---- the tree ---- */

/* One word of an id. */
typedef struct Word {
    Slice name;
    Slice slice_name;
} Word;

typedef struct DraftPlace {
    Word words[DRAFT_DEPTH_MAXIMUM];
    uint32_t count;
} DraftPlace;

/* The number of slices that a slice name "a/b/c" leads through. */
static uint32_t count_slices(Slice slice_name)
{
    uint32_t count = slice_name.length > 0;
    for (size_t i = 0; i < slice_name.length; i++) {
        count += slice_name.bytes[i] == '/';
    }
    return count;
}

/* Parts "a.b:c.d" into words; false where it is too deep. A full stop in a slice name parts too, as the reference does.
 */
static bool read_place(Slice id, DraftPlace *place)
{
    uint32_t slices = 0;
    place->count = 0;
    for (size_t start = 0; start <= id.length;) {
        size_t stop = slice_find(id, SLICE("."), start);
        stop = stop < id.length ? stop : id.length;
        Slice word = slice_part(id, start, stop - start);
        size_t colon = slice_find(word, SLICE(":"), 0);
        colon = colon < word.length ? colon : word.length;
        slices += count_slices(slice_part(word, colon + 1, word.length));
        if (place->count + slices >= DRAFT_DEPTH_MAXIMUM) {
            return false;
        }
        place->words[place->count++] = (Word){slice_part(word, 0, colon), slice_part(word, colon + 1, word.length)};
        start = stop + 1;
    }
    return true;
}

/* Gives the words of a path the slices of the place before, while both lead along the same way. */
static void follow_slices(DraftPlace *place, const DraftPlace *before, Slice slice_name)
{
    for (uint32_t i = 0; i + 1 < place->count && i < before->count; i++) {
        if (!slice_equals(place->words[i].name, before->words[i].name)) {
            break;
        }
        place->words[i].slice_name = before->words[i].slice_name;
    }
    place->words[place->count - 1].slice_name = slice_name;
}

/* The slice with exactly this name among those of an element itself. */
static DraftElement *own_slice(const DraftElement *sliced, Slice slice_name)
{
    DraftElement *slice = sliced->slices;
    while (slice && !slice_equals(slice->slice_name, slice_name)) {
        slice = slice->next;
    }
    return slice;
}

/* The slice of a name; made where it is not there. A re-slice "a/b/c" hangs below "a/b", that below "a", if they
   are there. */
static DraftElement *reach_slice(Arena *arena, DraftElement *sliced, Slice slice_name)
{
    DraftElement *place = sliced;
    for (size_t bar = slice_find(slice_name, SLICE("/"), 0); bar < slice_name.length;
         bar = slice_find(slice_name, SLICE("/"), bar + 1)) {
        DraftElement *above = own_slice(place, slice_part(slice_name, 0, bar));
        place = above ? above : place;
    }
    DraftElement *slice = own_slice(place, slice_name);
    if (!slice) {
        slice = draft_element_new(arena, sliced->name);
        slice->slice_name = arena_copy(arena, slice_name);
        draft_add_slice(place, slice);
    }
    return slice;
}

/* True where the name of a slice says nothing: "valueBoolean:valueBoolean" is the choice that "valueBoolean" is
   already. Not so "performer:performer", a slice that has the name of its element. */
static bool is_choice_twice(const DraftElement *element, const Word *word)
{
    bool has_capital = false;
    for (size_t i = 1; i < word->name.length; i++) {
        has_capital = has_capital || (word->name.bytes[i] >= 'A' && word->name.bytes[i] <= 'Z');
    }
    return slice_equals(word->slice_name, word->name) && has_capital && !element->slicing;
}

/* The element at a place below the root; made, with all that leads to it, where it is not there. */
static DraftElement *reach(Arena *arena, DraftElement *root, const DraftPlace *place)
{
    DraftElement *element = root;
    for (uint32_t i = 1; i < place->count; i++) {
        const Word *word = &place->words[i];
        DraftElement *child = draft_child(element, word->name);
        if (!child) {
            child = draft_element_new(arena, arena_copy(arena, word->name));
            draft_add_child(element, child);
        }
        element = child;
        if (word->slice_name.length && !is_choice_twice(element, word)) {
            element = reach_slice(arena, element, word->slice_name);
        }
    }
    return element;
}

/* Reports an ElementDefinition that has no place in the tree. */
static DraftElement *refuse_element(const char *list, uint32_t position, bool has_path, Error *error)
{
    char where[64];
    snprintf(where, sizeof where, "%s.element[%u]", list, position);
    if (has_path) {
        error_set(error, ERROR_LIMIT, where, "the path of the ElementDefinition has more than %d words and slices",
                  DRAFT_DEPTH_MAXIMUM);
    } else {
        error_set(error, ERROR_FORMAT, where, "the ElementDefinition has no path");
    }
    return NULL;
}

/* The tree of the ElementDefinitions of a member, "differential" or "snapshot"; NULL if there are none, or with a
   sentence where one of them has no place. */
static DraftElement *read_tree(Arena *arena, const cJSON *resource, const char *list, Error *error)
{
    const cJSON *elements = member(member(resource, list), "element");
    DraftElement *root = NULL;
    uint32_t position = 0;
    DraftPlace *place = arena_allocate(arena, sizeof *place), *before = arena_allocate(arena, sizeof *before);
    before->count = 0;
    const cJSON *definition;
    cJSON_ArrayForEach(definition, elements)
    {
        Slice id = slice_from(cJSON_GetStringValue(member(definition, "id")));
        Slice path = slice_from(cJSON_GetStringValue(member(definition, "path")));
        if (!path.length || !read_place(id.length ? id : path, place)) {
            return refuse_element(list, position, path.length > 0, error);
        }
        if (!id.length) {
            follow_slices(place, before, slice_from(cJSON_GetStringValue(member(definition, "sliceName"))));
        }
        if (!root) {
            root = draft_element_new(arena, arena_copy(arena, place->words[0].name));
        }
        DraftElement *element = reach(arena, root, place);
        draft_read_element(arena, definition, element);
        element->stated = ++position;
        DraftPlace *swapped = before;
        before = place;
        place = swapped;
    }
    return root;
}

DraftStructure *draft_read(Arena *arena, const cJSON *resource, bool reads_snapshot, Error *error)
{
    DraftStructure *structure = read_head(arena, resource);
    Error fault = {0};
    if (!structure->url.length || !structure->type.length) {
        error_set(error, ERROR_FORMAT, NULL, "the StructureDefinition has no url or no type");
        return NULL;
    }
    if (slice_find(structure->url, SLICE("|"), 0) != SIZE_MAX) { /* what follows it would be a version */
        error_set(error, ERROR_FORMAT, "url", "the url of a StructureDefinition must not contain '|'");
        return NULL;
    }
    structure->differential = read_tree(arena, resource, "differential", &fault);
    if (!structure->differential || reads_snapshot) {
        structure->given_snapshot = read_tree(arena, resource, "snapshot", &fault);
    }
    if (fault.code == ERROR_NONE && !structure->differential && !structure->given_snapshot) {
        error_set(&fault, ERROR_FORMAT, NULL, "the StructureDefinition has no differential and no snapshot");
    }
    if (fault.code != ERROR_NONE) {
        error_set(error, fault.code, fault.where, "%s", fault.message);
        return NULL;
    }
    if (structure->kind == STRUCTURE_PRIMITIVE) {
        const cJSON *differential = member(member(resource, "differential"), "element");
        structure->regex =
            find_regex(arena, differential ? differential : member(member(resource, "snapshot"), "element"));
    }
    return structure;
}
