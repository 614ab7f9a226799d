/*
 * Contexts of extensions: where a definition allows its extension
 * (http://hl7.org/fhir/R4/defining-extensions.html#context).
 *
 * An element context is a type, or the path or id of an element; where it names no element of the definitions it is
 * read word by word from its end, along the values that hold the extension: names, types of choices, slices, ofType().
 */
#include "src/check/groups/extension_context.h"

#include "src/base/systems.h"
#include "src/check/state/evaluation.h"
#include "src/check/state/group.h"
#include "src/profile/facts/short_list.h"

/* Notes that a condition or context of an extension's definition could not be evaluated. */
static void report_unable(Walk *walk, const Place *place, const Structure *definition, const char *reason)
{
    Slice url = structure_url(definition);
    Slice what = arena_format(walk_lasting(walk), "for the context of extension %.*s", SLICE_ARGS(url));
    issue_unchecked_because(walk, UNCHECKED_INVARIANT, place_node(place), what, reason);
}

/* ---- elements ---- */

/* True when the extension is meant for all definitions, which in R4 have no type in common, and the type is one. */
static bool is_definition_context(const Structure *type, Slice wanted)
{
    return (slice_equals(wanted, SLICE("CanonicalResource")) || slice_equals(wanted, SLICE("MetadataResource"))) &&
           structure_is_canonical(type);
}

/* True when a context is an abstract type of later releases of FHIR that the type of a value would derive from. */
static bool is_later_type(const Structure *type, Slice wanted)
{
    StructureKind kind = structure_kind(type);
    bool is_backbone = slice_equals(structure_type(type), SLICE("BackboneElement"));
    return (slice_equals(wanted, SLICE("PrimitiveType")) && kind == STRUCTURE_PRIMITIVE) ||
           (slice_equals(wanted, SLICE("DataType")) && kind != STRUCTURE_RESOURCE && !is_backbone);
}

/* True when a context is the type of a value, or one that it derives from. */
static bool is_type_context(const Rules *rules, const Plan *holder, Slice wanted)
{
    static const Slice all[] = {SLICE("Element"), SLICE("Base"), SLICE("Any")};
    bool is_theirs = slice_equals(wanted, holder->type);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        is_theirs |= slice_equals(wanted, all[i]);
    }
    const Structure *type = holder->type_structure;
    return is_theirs || (type && (rules_is_subtype(rules, type, wanted) || is_definition_context(type, wanted) ||
                                  is_later_type(type, wanted)));
}

/* True when a context is the path or the id of an element that a value is judged by, or its type. */
static bool is_element_context(const Rules *rules, const Plan *holder, Slice wanted)
{
    for (uint32_t i = 0; i < holder->element_count; i++) {
        const Element *element = holder->elements[i];
        Slice path = element_path(element);
        bool has_choice = slice_ends_with(path, SLICE("[x]"));
        if (slice_equals(path, wanted) || slice_equals(element_id(element), wanted) ||
            (has_choice && slice_equals(slice_part(path, 0, path.length - 3), wanted))) {
            return true;
        }
    }
    for (uint32_t i = 0; i < holder->content_count; i++) {
        if (slice_equals(element_path(holder->contents[i]), wanted)) {
            return true;
        }
    }
    return is_type_context(rules, holder, wanted);
}

/* The last word of a path, which is taken off it: words are parted by full stops outside of parentheses. */
static Slice take_last_word(Slice *path)
{
    size_t start = path->length, depth = 0;
    while (start > 0 && (depth > 0 || path->bytes[start - 1] != '.')) {
        start--;
        depth += path->bytes[start] == ')';
        depth -= path->bytes[start] == '(' && depth > 0;
    }
    Slice word = slice_part(*path, start, path->length);
    *path = slice_part(*path, 0, start > 0 ? start - 1 : 0);
    return word;
}

/* True when some element that a value is judged by is the slice of a name. */
static bool is_in_slice(const Plan *plan, Slice name)
{
    for (uint32_t i = 0; i < plan->element_count; i++) {
        if (slice_equals(element_slice_name(plan->elements[i]), name)) {
            return true;
        }
    }
    return false;
}

/* True when a word of a path names a value: "deceased", "deceased[x]", "deceasedDateTime", "identifier:own". */
static bool is_named(const Place *place, Slice word)
{
    if (!place->member) {
        return place->holder && (slice_equals(word, SLICE("resource")) || slice_equals(word, SLICE("contained")));
    }
    size_t colon = slice_find(word, SLICE(":"), 0);
    Slice name = slice_part(word, 0, colon), slice = slice_part(word, name.length + 1, word.length);
    bool has_choice = slice_ends_with(name, SLICE("[x]"));
    Slice plain = has_choice ? slice_part(name, 0, name.length - 3) : name;
    bool is_same = slice_equals(plain, element_name(place->member->element)) || slice_equals(name, place->member->name);
    return is_same && (slice.length == 0 || is_in_slice(place->plan, slice));
}

/* True when a path ends at this place, read from its end upwards. */
static bool is_path_context(const Rules *rules, const Place *place, Slice path)
{
    static const Slice call = SLICE("ofType(");
    while (place && path.length > 0) {
        if (is_element_context(rules, place->plan, path)) {
            return true;
        }
        Slice word = take_last_word(&path);
        if (slice_starts_with(word, call)) {
            Slice type = slice_part(word, call.length, word.length - call.length - 1);
            if (!is_type_context(rules, place->plan, type)) {
                return false;
            }
        } else if (is_named(place, word)) {
            place = place->holder;
        } else {
            return false;
        }
    }
    return false;
}

/* ---- elements of profiles ---- */

/* True when a structure is the one of a URL, or derives from it. */
static bool is_derived_from(const Rules *rules, const Structure *structure, Slice url)
{
    uint32_t left = rules_structure_count(rules); /* bases that lead back come to an end */
    for (; structure && left > 0; left--) {
        if (slice_equals(structure_url(structure), url)) {
            return true;
        }
        structure = structure_base(structure).length > 0 ? rules_structure(rules, structure_base(structure)) : NULL;
    }
    return false;
}

/* True when a value is judged by the element that an id names in a profile or in one that derives from it. */
static bool is_profile_context(const Rules *rules, const Plan *holder, Slice url, Slice id)
{
    for (uint32_t i = 0; i < holder->element_count; i++) {
        const Element *element = holder->elements[i];
        if (slice_equals(element_id(element), id) && is_derived_from(rules, element_structure(element), url)) {
            return true;
        }
    }
    return false;
}

/* True where an element context allows an extension: a path, a profile's URL, or a URL with the id of an element. What
   a profile says that is not known cannot be told. */
static bool is_context_of_element(Walk *walk, const Place *holder, const Structure *definition, Slice wanted)
{
    const Rules *rules = walk_rules(walk);
    size_t hash = slice_find(wanted, SLICE("#"), 0);
    Slice url = slice_part(wanted, 0, hash), id = slice_part(wanted, url.length + 1, wanted.length);
    bool is_url = slice_find(url, SLICE(":/"), 0) < url.length || slice_starts_with(url, SLICE("urn:"));
    if (!is_url) {
        return is_path_context(rules, holder, hash < wanted.length ? id : wanted);
    }
    const Structure *profile = rules_structure(rules, url);
    if (!profile) {
        report_unable(walk, holder, definition, "a profile that the context names is not loaded");
        return true;
    }
    bool is_base = !structure_is_profile(profile);
    if (id.length > 0) {
        return is_profile_context(rules, holder->plan, url, id) || (is_base && is_path_context(rules, holder, id));
    }
    return is_path_context(rules, holder, structure_type(profile));
}

/* ---- extensions and expressions ---- */

/* True when a place is in an extension of the url: it is the extension itself, or its value. */
static bool is_extension_context(Walk *walk, const Place *holder, Slice url)
{
    size_t hash = slice_find(url, SLICE("#"), 0);
    bool is_value = holder->member && holder->member->is_choice && holder->holder && !holder->plan->is_extension;
    const Place *around = is_value ? holder->holder : holder;
    NodeId own = around->plan->is_extension ? walk_member(walk, around->node, "url") : NODE_NONE;
    return own != NODE_NONE && document_string_equals(walk_document(walk), own, slice_part(url, 0, hash));
}

/* What an expression is evaluated with that may look at all of the resource around a place. */
static FhirpathInput input_at(Walk *walk, const Scope *scope)
{
    FhirpathItem resource = {.kind = FHIRPATH_NODE,
                             .node = scope->resource,
                             .sibling = NODE_NONE,
                             .document = walk_document(walk),
                             .type = structure_root(scope->type)};
    walk_depends_elsewhere(walk);
    return (FhirpathInput){.focus = resource, .resource = resource, .root_resource = resource, .has_focus = true};
}

/* True where an expression finds the holder of an extension, or cannot be evaluated. */
static bool is_fhirpath_context(Walk *walk, const Place *holder, const Structure *definition, Slice expression)
{
    Error error = {0};
    FhirpathProgram *program = fhirpath_parse(expression, &error);
    FhirpathInput input = input_at(walk, holder->scope);
    FhirpathItems found = {0};
    bool is_known = program && evaluation_items(walk, holder->scope, program, &input, &found, &error);
    bool is_here = !is_known;
    if (!is_known) {
        report_unable(walk, holder, definition, error.message);
    }
    NodeId place = place_node(holder);
    for (size_t i = 0; i < found.count && !is_here; i++) {
        is_here =
            found.items[i].kind == FHIRPATH_NODE && (found.items[i].node == place || found.items[i].sibling == place);
    }
    evaluation_end(walk);
    fhirpath_free(program);
    return is_here;
}

/* True where one context of a definition allows the extension in its holder. */
static bool is_allowed_at(Walk *walk, const Place *holder, const Structure *definition, uint32_t position)
{
    Slice wanted = structure_context_expression(definition, position);
    switch (structure_context_kind(definition, position)) {
    case CONTEXT_ELEMENT:
        return is_context_of_element(walk, holder, definition, wanted);
    case CONTEXT_EXTENSION:
        return is_extension_context(walk, holder, wanted);
    case CONTEXT_FHIRPATH:
        return is_fhirpath_context(walk, holder, definition, wanted);
    }
    return true;
}

/* True when the standard has an extension at a place though its definition does not name it. */
static bool is_further_place(Walk *walk, const Place *holder, Slice url)
{
    Slice further;
    return short_list_has(LIST_EXTENSION_PLACE, url, &further) &&
           is_element_context(walk_rules(walk), holder->plan, further);
}

static void judge_context(Walk *walk, const Place *place, const Structure *definition, Slice url)
{
    uint32_t count = structure_context_count(definition);
    bool is_allowed = count == 0 || !place->holder || is_further_place(walk, place->holder, url);
    for (uint32_t i = 0; i < count && !is_allowed; i++) {
        is_allowed = is_allowed_at(walk, place->holder, definition, i);
    }
    if (!is_allowed) {
        Slice where = structure_context_expression(definition, 0);
        issue_add(walk, KEY_EXTENSION_CONTEXT, place->node, structure_root(definition),
                  "Place of extension %.*s is not allowed. Allowed: %.*s%s.", SLICE_ARGS(url), SLICE_ARGS(where),
                  count > 1 ? " and other places" : "");
    }
}

/* Judges what holds an extension by the conditions of its definition. */
static void judge_conditions(Walk *walk, const Place *place, const Structure *definition, Slice url)
{
    const Place *holder = place->holder;
    for (uint32_t i = 0; holder && i < structure_context_invariant_count(definition); i++) {
        Slice expression = structure_context_invariant(definition, i);
        Error error = {0};
        FhirpathProgram *program = fhirpath_parse(expression, &error);
        FhirpathInput input = input_at(walk, holder->scope);
        input.focus.node = holder->node;
        input.focus.sibling = holder->sibling;
        input.focus.type = holder->plan->fhirpath_type;
        bool is_met = true;
        bool is_known = program && evaluation_truth(walk, holder->scope, program, &input, &is_met, &error);
        fhirpath_free(program);
        if (is_known && !is_met) {
            IssueForm form = {.key = KEY_EXTENSION_CONTEXT,
                              .node = place->node,
                              .element = structure_root(definition),
                              .detail = expression};
            issue_form(walk, &form, "Extension %.*s is not allowed: a condition of the definition is not met.",
                       SLICE_ARGS(url));
        } else if (!is_known) {
            report_unable(walk, place, definition, error.message);
        }
    }
}

void extension_judge_context(Walk *walk, const Place *place, const Structure *definition, Slice url)
{
    judge_context(walk, place, definition, url);
    judge_conditions(walk, place, definition, url);
}
