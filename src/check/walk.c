/*
 * Walk: from a resource down to its values.
 *
 * The depth of the recursion is that of the document, which the reader bounds by DOCUMENT_DEPTH_MAXIMUM.
 */
#include "src/check/walk.h"

#include "src/base/utf8.h"
#include "src/check/checker.h"
#include "src/check/families.h"
#include "src/profile/model.h"

#include <stdlib.h>

/* The bytes that a finding is about, where it does not say: the key, the opening bracket of the holder of what is
   missing, or the value. */
static Span span_of(const Walk *walk, const Finding *finding)
{
    if (finding->span.start || finding->span.length) {
        return finding->span;
    }
    const Node *node = document_node(walk->document, finding->node);
    if (finding->is_about_key && node->key) {
        return (Span){node->key - 1, node->key_length + 2u};
    }
    if (finding->missing.length) {
        return (Span){node->start, node->length ? 1 : 0};
    }
    return (Span){node->start, node->length};
}

/* True for faults of the JSON form: they are said where they are, and do not make a resource one of another kind, so they
   do not count when it is asked whether a resource conforms to a profile. */
static bool is_about_form(const char *key)
{
    static const char *const keys[] = {"json-kind",   "unknown-property", "second-choice", "duplicate-property",
                                       "empty-array", "empty-object",     "null-in-array", "resource-type"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

__attribute__((format(printf, 3, 0))) static void add(Walk *walk, const Finding *finding, const char *format,
                                                      va_list arguments)
{
    walk->errors += finding->severity == SEVERITY_ERROR && !(walk->muted && is_about_form(finding->key));
    if (walk->muted) {
        return;
    }
    Text message = TEXT_EMPTY;
    text_format_list(&message, format, arguments);
    report_add(walk->report, &(Issue){.severity = finding->severity,
                                      .key = finding->key,
                                      .node = finding->node,
                                      .missing = finding->missing,
                                      .is_about_key = finding->is_about_key,
                                      .span = span_of(walk, finding),
                                      .message = text_slice(&message),
                                      .detail = finding->detail,
                                      .element = finding->element});
    text_free(&message);
}

void walk_add(Walk *walk, const Finding *finding, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(walk, finding, format, arguments);
    va_end(arguments);
}

void walk_error(Walk *walk, const char *key, NodeId node, const Element *element, const char *format, ...)
{
    Finding finding = {.severity = SEVERITY_ERROR, .key = key, .node = node, .element = element};
    va_list arguments;
    va_start(arguments, format);
    add(walk, &finding, format, arguments);
    va_end(arguments);
}

void walk_issue(Walk *walk, Severity severity, const char *key, NodeId node, const Element *element, const char *format,
                ...)
{
    Finding finding = {.severity = severity, .key = key, .node = node, .element = element};
    va_list arguments;
    va_start(arguments, format);
    add(walk, &finding, format, arguments);
    va_end(arguments);
}

Slice walk_shown(Slice text, Text *scratch)
{
    enum { SHOWN_MAXIMUM = 60 };
    size_t offset = 0;
    for (int i = 0; i < SHOWN_MAXIMUM && offset < text.length; i++) {
        utf8_next(text, &offset, NULL);
    }
    if (offset >= text.length) {
        return text;
    }
    Text cut = TEXT_EMPTY;
    text_append(&cut, slice_part(text, 0, offset));
    text_append(&cut, SLICE("…"));
    text_clear(scratch);
    text_append(scratch, text_slice(&cut));
    text_free(&cut);
    return text_slice(scratch);
}

Slice walk_member_string(const Document *document, NodeId object, Slice name, Text *scratch)
{
    NodeId member = document_member(document, object, name);
    if (member == NODE_NONE || document_node(document, member)->kind != NODE_STRING) {
        return (Slice){0};
    }
    return document_string(document, member, scratch);
}

/* ---- resources ---- */

/* The base definition that the object's resourceType names; NULL, with an issue, where it names none. */
static const Structure *type_of_resource(Walk *walk, NodeId node, ResourceRole role)
{
    NodeId member = document_member(walk->document, node, SLICE("resourceType"));
    if (member == NODE_NONE) {
        walk_add(
            walk,
            &(Finding){
                .severity = SEVERITY_ERROR, .key = "resource-type", .node = node, .missing = SLICE("resourceType")},
            "a resource must say with resourceType what it is; this object has none");
        return NULL;
    }
    Text scratch = TEXT_EMPTY, shown = TEXT_EMPTY;
    bool is_string = document_node(walk->document, member)->kind == NODE_STRING;
    Slice name = is_string ? document_string(walk->document, member, &scratch) : (Slice){0};
    const Structure *type = name.length ? rules_type(walk->rules, name) : NULL;
    if (!type || structure_kind(type) != STRUCTURE_RESOURCE || structure_is_abstract(type)) {
        Slice text = walk_shown(is_string ? name : document_raw(walk->document, member), &shown);
        Finding finding = {.severity = SEVERITY_ERROR, .key = "resource-type", .node = node};
        finding.span =
            (Span){document_node(walk->document, member)->start, document_node(walk->document, member)->length};
        walk_add(walk, &finding,
                 is_string ? "'%.*s' is no resource type of FHIR R4" : "resourceType must be a string, not %.*s",
                 SLICE_ARGS(text));
        type = NULL;
    }
    (void)role;
    text_free(&scratch);
    text_free(&shown);
    return type;
}

/* The resource's language, copied into `kept`. */
static Slice language_of(const Walk *walk, NodeId node, Text *kept)
{
    Text scratch = TEXT_EMPTY;
    text_append(kept, walk_member_string(walk->document, node, SLICE("language"), &scratch));
    text_free(&scratch);
    return text_slice(kept);
}

void walk_resource(Walk *walk, NodeId node, ResourceRole role, const Facets *inherited)
{
    if (document_node(walk->document, node)->kind != NODE_OBJECT) {
        walk_error(walk, "json-kind", node, NULL, "a resource is an object in braces; this is something else");
        return;
    }
    const Structure *type = type_of_resource(walk, node, role);
    if (!type) {
        return;
    }
    Text language = TEXT_EMPTY;
    Scope scope = {.node = node, .role = role, .type = type, .container = walk->scope};
    scope.language = language_of(walk, node, &language);
    scope.fhirpath_type = model_type(walk->rules, structure_root(type), structure_type(type));
    const Scope *outer = walk->scope;
    walk->scope = &scope;
    Facets facets = {.count = 0};
    walk_resource_facets(walk, node, type, inherited, &facets);
    resource_check(walk, node, type);
    walk_object(walk, node, &facets, true);
    Value value = {.node = node,
                   .sibling = NODE_NONE,
                   .holder = node,
                   .facets = &facets,
                   .holder_facets = &facets,
                   .type = type,
                   .type_name = structure_type(type)};
    invariant_check(walk, &value);
    contained_check(walk, node);
    if (slice_equals(structure_type(type), SLICE("Bundle"))) {
        bundle_check(walk, node);
    } else if (slice_equals(structure_type(type), SLICE("ImagingStudy"))) {
        imaging_study_check(walk, node);
    }
    walk->scope = outer;
    text_free(&language);
}

/* ---- members ---- */

/* The type of a member's value: that of the choice, or the element's only one. */
static Slice type_name_of(const Element *child, const Member *member)
{
    if (member->choice.length) {
        return member->choice;
    }
    return element_type_count(child) > 0 ? type_code(element_type(child, 0)) : (Slice){0};
}

/* The base definition of a type by its name, with the types of FHIRPath (of ids and urls) as strings. */
static const Structure *structure_of(const Walk *walk, Slice name)
{
    return slice_starts_with(name, SLICE("http://hl7.org/fhirpath/")) ? rules_type(walk->rules, SLICE("string"))
                                                                      : rules_type(walk->rules, name);
}

/* Adds the roots of the profiles that the element's types name, where there is one; of several any may hold, and the
   first that the value conforms to is taken. */
static void add_type_profiles(Walk *walk, const Value *value, Facets *facets)
{
    for (uint32_t i = 0; i < value->facets->count; i++) {
        const Element *element = value->facets->items[i].element;
        for (uint32_t j = 0; j < element_type_count(element); j++) {
            const ElementType *type = element_type(element, j);
            if (!slice_equals(type_code(type), value->type_name) || type_profile_count(type) != 1) {
                continue;
            }
            const Structure *profile = rules_structure(walk->rules, type_profile(type, 0));
            if (profile && !slice_equals(value->type_name, SLICE("Extension"))) {
                facets_add_structure(facets, profile);
            }
        }
    }
}

/* The base definition of a member's type. */
static const Structure *structure_of_member(const Walk *walk, const Member *member, Slice name)
{
    const void *known;
    if (member->choice.length) {
        return structure_of(walk, name);
    }
    if (!pointer_cache_find(&walk->checker->types, member->child, &known)) {
        known = structure_of(walk, name);
        pointer_cache_put(&walk->checker->types, member->child, known);
    }
    return known;
}

/* Judges one item of a member with the facets that hold for it. */
static void visit_item(Walk *walk, NodeId holder, const Facets *holder_facets, const Member *member, NodeId node,
                       NodeId sibling, const Facets *facets)
{
    Slice type_name = type_name_of(member->child, member);
    Value value = {.node = node,
                   .sibling = sibling,
                   .holder = holder,
                   .facets = facets,
                   .holder_facets = holder_facets,
                   .type = structure_of_member(walk, member, type_name),
                   .type_name = type_name,
                   .is_modifier_extension = slice_equals(member->name, SLICE("modifierExtension"))};
    Facets all = *facets;
    value.facets = &all;
    add_type_profiles(walk, &value, &all);
    walk_value(walk, &value);
}

/* Item `position` of a sibling array; NODE_NONE where it has none or it is null. */
static NodeId sibling_item(const Walk *walk, NodeId array, uint32_t position)
{
    if (array == NODE_NONE || document_node(walk->document, array)->kind != NODE_ARRAY) {
        return NODE_NONE;
    }
    NodeId item = document_child_at(walk->document, array, position);
    return item != NODE_NONE && document_node(walk->document, item)->kind != NODE_NULL ? item : NODE_NONE;
}

/* Judges the items of an array of primitives, each with its `_x`. */
static void visit_primitive_array(Walk *walk, NodeId holder, const Facets *facets, const Member *member,
                                  const Facets *own)
{
    const Document *document = walk->document;
    uint32_t values = member->value != NODE_NONE ? document_child_count(document, member->value) : 0;
    bool has_siblings = member->sibling != NODE_NONE && document_node(document, member->sibling)->kind == NODE_ARRAY;
    uint32_t siblings = has_siblings ? document_child_count(document, member->sibling) : 0;
    uint32_t count = values > siblings ? values : siblings, present = 0;
    NodeId item = member->value != NODE_NONE ? document_first_child(document, member->value) : NODE_NONE;
    for (uint32_t i = 0; i < count; i++) {
        bool is_value = item != NODE_NONE && document_node(document, item)->kind != NODE_NULL;
        NodeId sibling = sibling_item(walk, member->sibling, i);
        if (is_value || sibling != NODE_NONE) {
            visit_item(walk, holder, facets, member, is_value ? item : NODE_NONE, sibling, own);
            present++;
        } else {
            walk_error(walk, "null-in-array", member->value != NODE_NONE ? member->value : member->sibling,
                       member->child,
                       "item %u of this list has neither a value nor anything in its place; take the null out", i);
        }
        item = item != NODE_NONE ? document_next_sibling(document, item) : NODE_NONE;
    }
    cardinality_check_count(walk, holder, facets, member, present);
}

/* Judges the items of an array of objects, sliced where the rules say so. */
static void visit_complex_array(Walk *walk, NodeId holder, const Facets *facets, const Member *member,
                                const Facets *own)
{
    const Document *document = walk->document;
    uint32_t count = document_child_count(document, member->value);
    if (count == 0) {
        walk_error(walk, "empty-array", member->value, member->child,
                   "a list may not be empty; take the property out where there is nothing to list");
    }
    cardinality_check_count(walk, holder, facets, member, count);
    bool is_sliced = false;
    for (uint32_t i = 0; i < own->count; i++) {
        is_sliced = is_sliced || element_is_sliced(own->items[i].element);
    }
    if (!is_sliced || count == 0) {
        for (NodeId item = document_first_child(document, member->value); item != NODE_NONE;
             item = document_next_sibling(document, item)) {
            visit_item(walk, holder, facets, member, item, NODE_NONE, own);
        }
        if (is_sliced) {
            slicing_check(walk, holder, facets, member, NULL, 0, NULL);
        }
        return;
    }
    NodeId *items = memory_allocate(count * sizeof *items);
    Facets *each = memory_allocate(count * sizeof *each);
    NodeId item = document_first_child(document, member->value);
    for (uint32_t i = 0; i < count; i++, item = document_next_sibling(document, item)) {
        items[i] = item;
        each[i] = *own;
    }
    slicing_check(walk, holder, facets, member, items, count, each);
    for (uint32_t i = 0; i < count; i++) {
        visit_item(walk, holder, facets, member, items[i], NODE_NONE, &each[i]);
    }
    free(items);
    free(each);
}

/* Judges a member that is written as one value, not as a list. */
static void visit_single(Walk *walk, NodeId holder, const Facets *facets, const Member *member, Facets *own)
{
    bool is_sliced = false;
    for (uint32_t i = 0; i < own->count; i++) {
        is_sliced = is_sliced || element_is_sliced(own->items[i].element);
    }
    if (is_sliced && member->value != NODE_NONE) {
        slicing_check(walk, holder, facets, member, &member->value, 1, own);
    }
    visit_item(walk, holder, facets, member, member->value, member->sibling, own);
    cardinality_check_count(walk, holder, facets, member, 1);
}

static const char *kind_name(NodeKind kind)
{
    static const char *const names[NODE_KIND_COUNT] = {"null",   "a truth value", "a number", "a string",
                                                       "a list", "an object",     "lines",    "no value"};
    return names[kind];
}

/* Judges a member: whether it is a list where it must be one, then its items. */
static void visit_member(Walk *walk, NodeId holder, const Facets *facets, const Member *member)
{
    const Element *child = member->child;
    Slice type_name = type_name_of(child, member);
    const Structure *type = structure_of_member(walk, member, type_name);
    bool is_primitive = type && structure_kind(type) == STRUCTURE_PRIMITIVE && !slice_equals(type_name, SLICE("xhtml"));
    bool is_list = element_base_maximum(child) > 1;
    Facets own;
    facets_of_member(walk->rules, &walk->checker->contents, facets, member->name, type_name, &own);
    NodeKind kind =
        member->value == NODE_NONE ? NODE_ARRAY : (NodeKind)document_node(walk->document, member->value)->kind;
    if (is_list && member->value != NODE_NONE && kind != NODE_ARRAY) {
        walk_error(walk, "json-kind", member->value, child,
                   "'%.*s' must be a list in [ ], for it may repeat; this is %s", SLICE_ARGS(member->name),
                   kind_name(kind));
        if (!is_primitive && kind == NODE_OBJECT) {
            visit_single(walk, holder, facets, member, &own);
        } else {
            cardinality_check_count(walk, holder, facets, member, 0);
        }
    } else if (is_list && is_primitive) {
        if (member->sibling != NODE_NONE && document_node(walk->document, member->sibling)->kind != NODE_ARRAY) {
            walk_error(walk, "json-kind", member->sibling, child, "'_%.*s' must be a list in [ ], as '%.*s' is",
                       SLICE_ARGS(member->name), SLICE_ARGS(member->name));
        }
        visit_primitive_array(walk, holder, facets, member, &own);
    } else if (is_list) {
        visit_complex_array(walk, holder, facets, member, &own);
    } else if (kind == NODE_ARRAY && member->value != NODE_NONE) {
        walk_error(walk, "json-kind", member->value, child, "'%.*s' does not repeat: it must be %s, not a list",
                   SLICE_ARGS(member->name), is_primitive ? "a simple value" : "an object");
        cardinality_check_count(walk, holder, facets, member, 0);
    } else {
        visit_single(walk, holder, facets, member, &own);
    }
}

void walk_object(Walk *walk, NodeId node, const Facets *facets, bool is_resource)
{
    Members members;
    members_collect(walk, node, facets, is_resource, &members);
    cardinality_check_absent(walk, node, facets, &members);
    for (uint32_t i = 0; i < members.count; i++) {
        visit_member(walk, node, facets, &members.items[i]);
    }
}
