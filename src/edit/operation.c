/* Operation: edits of the tree as a person means them, turned into splices. */
#include "src/edit/operation.h"

#include "src/base/ascii.h"
#include "src/base/fresh.h"
#include "src/edit/string_edit.h"

enum { CHILDREN_MAXIMUM = 128, ELEMENTS_MAXIMUM = 4, SKELETON_DEPTH_MAXIMUM = 4 };

/* ---- what is typed ---- */

typedef enum TypedKind { TYPED_STRING, TYPED_NUMBER, TYPED_BOOLEAN, TYPED_ANY } TypedKind;

static TypedKind kind_of(Slice type)
{
    static const char *const numbers[] = {"integer", "positiveInt", "unsignedInt", "decimal"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (slice_equals(type, slice_from(numbers[i]))) {
            return TYPED_NUMBER;
        }
    }
    return slice_equals(type, SLICE("boolean")) ? TYPED_BOOLEAN : type.length ? TYPED_STRING : TYPED_ANY;
}

/* True when the text is one JSON value of the kind. */
static bool is_json(Slice typed, NodeKind kind)
{
    Document *document = document_new(typed, "typed", NULL);
    bool is_it = document && document_fault_count(document) == 0 && document_node(document, 0)->kind == kind;
    document_free(document);
    return is_it;
}

void operation_compose(const Element *element, Slice choice, Slice typed, Text *json)
{
    Slice type = choice.length                                 ? choice
                 : element && element_type_count(element) == 1 ? type_code(element_type(element, 0))
                                                               : (Slice){0};
    TypedKind kind = kind_of(type);
    Slice trimmed = slice_trim(typed);
    bool is_plain = (kind == TYPED_NUMBER && is_json(trimmed, NODE_NUMBER)) ||
                    (kind == TYPED_BOOLEAN && is_json(trimmed, NODE_BOOLEAN)) ||
                    (kind == TYPED_ANY &&
                     (is_json(trimmed, NODE_NUMBER) || is_json(trimmed, NODE_BOOLEAN) || is_json(trimmed, NODE_NULL)));
    if (is_plain) {
        text_append(json, trimmed);
    } else {
        splice_quote(typed, json);
    }
}

/* The element of a value and the type of its choice. */
static const Element *element_of(const Operation *operation, NodeId id, Slice *choice, Text *scratch)
{
    const Element *elements[ELEMENTS_MAXIMUM];
    uint32_t count = check_elements(operation->checker, operation->document, id, elements, ELEMENTS_MAXIMUM);
    *choice = (Slice){0};
    if (count == 0) {
        return NULL;
    }
    const Element *parent = element_parent(elements[0]);
    if (element_is_choice(elements[0]) && parent) {
        element_child_find(parent, document_key(operation->document, id, scratch), choice);
    }
    return elements[0];
}

TypedPlace operation_typed_place(const Operation *operation, NodeId id)
{
    TypedPlace place = {.is_string = document_node(operation->document, id)->kind == NODE_STRING};
    Text scratch = TEXT_EMPTY;
    place.element = element_of(operation, id, &place.choice, &scratch);
    text_free(&scratch);
    return place;
}

void operation_compose_over(const TypedPlace *place, Slice raw, Slice typed, Text *json)
{
    size_t start = json->length;
    operation_compose(place->element, place->choice, typed, json);
    if (json->length > start && json->bytes[start] == '"') {
        json->length = start;
        string_edit_over(place->is_string ? raw : (Slice){0}, typed, json);
    }
}

bool operation_type(const Operation *operation, NodeId id, Slice typed, SpliceList *list, Error *error)
{
    Text json = TEXT_EMPTY;
    TypedPlace place = operation_typed_place(operation, id);
    operation_compose_over(&place, document_raw(operation->document, id), typed, &json);
    bool is_done = splice_set_value(operation->document, id, text_slice(&json), list, error);
    text_free(&json);
    return is_done;
}

/* ---- adding ---- */

Slice operation_member_name(const Element *element, Text *scratch)
{
    if (!element_is_choice(element) || element_type_count(element) == 0) {
        return element_name(element);
    }
    Slice type = type_code(element_type(element, 0));
    text_clear(scratch);
    text_append(scratch, element_name(element));
    size_t start = scratch->length;
    text_append(scratch, type);
    if (ascii_is_lower(scratch->bytes[start])) {
        scratch->bytes[start] = (char)(scratch->bytes[start] - 'a' + 'A');
    }
    return text_slice(scratch);
}

bool operation_is_simple(const Operation *operation, const Element *element)
{
    Slice type = element_type_count(element) ? type_code(element_type(element, 0)) : (Slice){0};
    const Structure *structure = rules_type(checker_rules(operation->checker), type);
    return slice_starts_with(type, SLICE("http://hl7.org/fhirpath/")) ||
           (structure && structure_kind(structure) == STRUCTURE_PRIMITIVE);
}

/* The member after which the definition puts a child: the last present one that the definition has before it. */
static NodeId member_before(const Operation *operation, NodeId holder, const Element *element)
{
    ChildRule rules[CHILDREN_MAXIMUM];
    uint32_t count = check_children(operation->checker, operation->document, holder, rules, CHILDREN_MAXIMUM);
    NodeId type = document_member(operation->document, holder, SLICE("resourceType"));
    NodeId before = type;
    for (uint32_t i = 0; i < count && i < CHILDREN_MAXIMUM; i++) {
        if (slice_equals(element_name(rules[i].element), element_name(element))) {
            break;
        }
        before = rules[i].member != NODE_NONE ? rules[i].member : before;
    }
    return before;
}

bool operation_add(const Operation *operation, NodeId holder, const Element *element, Slice json, SpliceList *list,
                   Error *error)
{
    const Document *document = operation->document;
    Text scratch = TEXT_EMPTY, value = TEXT_EMPTY;
    Slice name = operation_member_name(element, &scratch);
    bool is_repeating = element_base_maximum(element) > 1;
    NodeId present = document_member(document, holder, name);
    bool is_list = slice_starts_with(slice_trim(json), SLICE("["));
    bool is_done;
    if (present != NODE_NONE && is_repeating && !is_list && document_node(document, present)->kind == NODE_ARRAY) {
        is_done = splice_insert(document, present, PLACE_LAST, (Slice){0}, json, list, error);
    } else if (present != NODE_NONE) {
        is_done = error_set(error, ERROR_NOT_POSSIBLE, NULL, "'%.*s' exists already", SLICE_ARGS(name));
    } else {
        text_format(&value, is_repeating && !is_list ? "[%.*s]" : "%.*s", SLICE_ARGS(json));
        NodeId before = member_before(operation, holder, element);
        is_done = before != NODE_NONE
                      ? splice_insert(document, before, PLACE_AFTER, name, text_slice(&value), list, error)
                      : splice_insert(document, holder, PLACE_FIRST, name, text_slice(&value), list, error);
    }
    text_free(&scratch);
    text_free(&value);
    return is_done;
}

/* ---- skeletons ---- */

/* The parts by which values of common types are begun, though none of them is required. */
static const struct {
    const char *type, *parts;
} usual_parts[] = {
    {"Identifier", "system value"},
    {"CodeableConcept", "text"},
    {"Coding", "system code display"},
    {"Reference", "reference"},
    {"Period", "start"},
    {"Quantity", "value unit"},
    {"HumanName", "family given"},
    {"Annotation", "text"},
    {"Narrative", "status div"},
    {"Extension", "url"},
    {"ContactPoint", "system value"},
    {"Address", "line city country"},
};

static bool is_usual(Slice type, Slice name)
{
    for (size_t i = 0; i < sizeof usual_parts / sizeof *usual_parts; i++) {
        if (slice_equals(type, slice_from(usual_parts[i].type))) {
            size_t at = slice_find(slice_from(usual_parts[i].parts), name, 0);
            return at != SIZE_MAX;
        }
    }
    return false;
}

static bool is_dicom_uid(const Element *element)
{
    return slice_equals(element_path(element), SLICE("ImagingStudy.series.uid")) ||
           slice_equals(element_path(element), SLICE("ImagingStudy.series.instance.uid"));
}

/* The value that all items of a list have under a name, as it is written; empty where they differ or there are none. */
static Slice shared_value(const Document *document, NodeId list, Slice name)
{
    Slice shared = {0};
    bool is_list = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY;
    NodeId item = is_list ? document_first_child(document, list) : NODE_NONE;
    for (; item != NODE_NONE; item = document_next_sibling(document, item)) {
        bool is_object = document_node(document, item)->kind == NODE_OBJECT;
        NodeId member = is_object ? document_member(document, item, name) : NODE_NONE;
        Slice raw = member == NODE_NONE ? (Slice){0} : document_raw(document, member);
        if (!raw.length || (shared.length && !slice_equals(raw, shared))) {
            return (Slice){0};
        }
        shared = raw;
    }
    return shared;
}

static void append_skeleton(const Operation *operation, const Element *element, unsigned depth, Text *json);

/* The element whose children a value of an element has: those of the profile that it asks for, or of its type. */
static const Element *content_of(const Rules *rules, const Element *element, Slice type)
{
    const ElementType *only = element_type_count(element) == 1 ? element_type(element, 0) : NULL;
    bool is_by_profile = only && type_profile_count(only) == 1 && element_child_count(element) == 0;
    const Structure *profile = is_by_profile ? rules_structure(rules, type_profile(only, 0)) : NULL;
    return profile ? structure_root(profile) : rules_content(rules, element, type);
}

/* The members that a new object begins with. */
static void append_object(const Operation *operation, const Element *element, NodeId list, unsigned depth, Text *json)
{
    const Rules *rules = checker_rules(operation->checker);
    Slice type = element_type_count(element) ? type_code(element_type(element, 0)) : (Slice){0};
    const Element *content = content_of(rules, element, type);
    Text scratch = TEXT_EMPTY;
    bool is_first = true;
    text_append_byte(json, '{');
    for (uint32_t i = 0; content && depth < SKELETON_DEPTH_MAXIMUM && i < element_child_count(content); i++) {
        const Element *child = element_child(content, i);
        if (element_minimum(child) == 0 && !is_usual(type, element_name(child))) {
            continue;
        }
        text_append(json, is_first ? SLICE("") : SLICE(","));
        is_first = false;
        splice_quote(operation_member_name(child, &scratch), json);
        text_append_byte(json, ':');
        Slice shared = operation_is_simple(operation, child)
                           ? (Slice){0}
                           : shared_value(operation->document, list, operation_member_name(child, &scratch));
        if (shared.length) {
            text_append(json, shared);
            continue;
        }
        bool is_repeating = element_base_maximum(child) > 1;
        text_append(json, is_repeating ? SLICE("[") : SLICE(""));
        append_skeleton(operation, child, depth + 1, json);
        text_append(json, is_repeating ? SLICE("]") : SLICE(""));
    }
    text_append_byte(json, '}');
    text_free(&scratch);
}

static void append_skeleton(const Operation *operation, const Element *element, unsigned depth, Text *json)
{
    Slice type = element_type_count(element) ? type_code(element_type(element, 0)) : (Slice){0}, unused;
    Slice fixed = element_fixed(element, &unused);
    fixed = fixed.length ? fixed : element_pattern(element, &unused);
    if (fixed.length) {
        text_append(json, fixed);
    } else if (is_dicom_uid(element)) {
        text_append_byte(json, '"');
        fresh_append_uid(operation->clock, json);
        text_append_byte(json, '"');
    } else if (!operation_is_simple(operation, element)) {
        append_object(operation, element, NODE_NONE, depth, json);
    } else {
        TypedKind kind = kind_of(type);
        text_append(json, kind == TYPED_NUMBER ? SLICE("0") : kind == TYPED_BOOLEAN ? SLICE("false") : SLICE("\"\""));
    }
}

void operation_skeleton(const Operation *operation, NodeId holder, const Element *element, Text *json)
{
    bool is_object = holder != NODE_NONE && document_node(operation->document, holder)->kind == NODE_OBJECT;
    NodeId list = is_object ? document_member(operation->document, holder, element_name(element)) : NODE_NONE;
    if (list != NODE_NONE && !operation_is_simple(operation, element)) {
        append_object(operation, element, list, 0, json);
    } else {
        append_skeleton(operation, element, 0, json);
    }
}

/* ---- deleting ---- */

NodeId operation_removed(const Document *document, NodeId id)
{
    NodeId parent = document_node(document, id)->parent;
    while (parent != NODE_NONE && document_node(document, parent)->parent != NODE_NONE &&
           document_child_count(document, parent) == 1 && document_node(document, parent)->kind == NODE_ARRAY) {
        id = parent;
        parent = document_node(document, id)->parent;
    }
    return id;
}

bool operation_delete(const Operation *operation, NodeId id, SpliceList *list, Error *error)
{
    return splice_delete(operation->document, operation_removed(operation->document, id), list, error);
}
