/* Extensions: their url, where they may be, and what the definition says. */
#include "src/check/extension.h"

#include "src/check/session.h"
#include "src/profile/identifier_syntax.h"

/* Where unknown extensions are taken as they are. */
static const char *const open_spaces[] = {"http://hl7.org/fhir/tools/StructureDefinition/",
                                          "http://hl7.org/fhir/build/StructureDefinition/"};
static const char *const open_words[] = {"nema.org"};

static const Structure *definition_of(const Rules *rules, Slice url)
{
    const Structure *structure = url.length > 0 ? rules_structure(rules, url) : NULL;
    return structure && slice_equals(structure_type(structure), SLICE("Extension")) ? structure : NULL;
}

const Plan *extension_choose(Walk *walk, const Plan *plan, NodeId node)
{
    const Structure *definition =
        definition_of(walk->checker->rules, walk_text(walk, walk_member(walk, node, "url"), 1));
    if (!definition || structure_root(definition) == plan->contents[plan->content_count - 1]) {
        return plan;
    }
    const Element *root = structure_root(definition);
    return plan_with(walk->checker->plans, plan, &root, 1, false);
}

/* ---- url ---- */

static bool is_open(Slice url)
{
    for (size_t i = 0; i < sizeof open_spaces / sizeof *open_spaces; i++) {
        if (slice_starts_with(url, slice_from(open_spaces[i]))) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof open_words / sizeof *open_words; i++) {
        if (slice_find(url, slice_from(open_words[i]), 0) < url.length) {
            return true;
        }
    }
    return false;
}

/* True for an extension that stands for an element of another release of FHIR, as in
   http://hl7.org/fhir/5.0/StructureDefinition/extension-ImagingStudy.basedOn
   (http://hl7.org/fhir/R4/versions.html#extensions). */
static bool is_of_other_release(Slice url)
{
    static const char *const releases[] = {"1.0", "3.0", "4.3", "5.0"};
    static const Slice space = SLICE("http://hl7.org/fhir/"), middle = SLICE("/StructureDefinition/extension-");
    Slice release = slice_part(url, space.length, strlen(releases[0]));
    Slice rest = slice_part(url, space.length + release.length, url.length);
    if (!slice_starts_with(url, space) || !slice_starts_with(rest, middle)) {
        return false;
    }
    Slice path = slice_part(rest, middle.length, rest.length);
    for (size_t i = 0; i < sizeof releases / sizeof *releases; i++) {
        if (slice_equals(release, slice_from(releases[i]))) {
            return path.length > 0 && path.bytes[0] >= 'A' && path.bytes[0] <= 'Z' &&
                   slice_find(path, SLICE("."), 0) < path.length;
        }
    }
    return false;
}

/* True when some element that applies to an extension is a slice of the extension around it. */
static bool is_known_part(const Plan *plan)
{
    for (uint32_t i = 0; i < plan->element_count; i++) {
        if (element_slice_name(plan->elements[i]).length > 0) {
            return true;
        }
    }
    return false;
}

/* True when the extension around this one has a definition that is known. */
static bool has_known_holder(const Place *place)
{
    const Plan *plan = place->holder ? place->holder->plan : NULL;
    for (uint32_t i = 0; plan && plan->is_extension && i < plan->element_count; i++) {
        const Element *element = plan->elements[i];
        if (structure_is_profile(element_structure(element)) && element_child_count(element) > 0) {
            return true;
        }
    }
    return false;
}

static void judge_relative(Walk *walk, const Place *place, Slice url)
{
    Slice shown = issue_shown(url);
    bool is_inner = place->holder && place->holder->plan->is_extension;
    if (!is_inner) {
        issue_add(
            walk, KEY_EXTENSION_URL, place->node, NULL,
            "The url '%.*s' of the extension is no absolute address. It must name the definition of the extension.",
            SLICE_ARGS(shown));
    } else if (has_known_holder(place) && !is_known_part(place->plan)) {
        issue_add(walk, KEY_EXTENSION_PART, place->node, NULL,
                  "The extension around this one has no part '%.*s' by its definition. Is the name mistyped?",
                  SLICE_ARGS(shown));
    }
}

/* ---- where it may be ---- */

/* True when the extension is meant for all definitions, which in R4 have no type in common, and the type is one. */
static bool is_definition_context(const Structure *type, Slice wanted)
{
    return (slice_equals(wanted, SLICE("CanonicalResource")) || slice_equals(wanted, SLICE("MetadataResource"))) &&
           structure_is_canonical(type);
}

/* Extensions whose definitions name too few of the places where the standard itself has them, with those places. */
static const struct {
    const char *url, *place;
} further_places[] = {
    {"http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation", "Element"},
    {"http://hl7.org/fhir/StructureDefinition/capabilitystatement-prohibited", "Element"},
    {"http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version", "Element"},
    {"http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type", "ElementDefinition.type"},
    {"http://hl7.org/fhir/StructureDefinition/regex", "ElementDefinition.type"},
};

/* True when a path of elements ("ImagingStudy.series") is that of an element that holds the extension, by the element
   itself or by its type. */
static bool is_element_context(const Rules *rules, const Plan *holder, Slice wanted)
{
    if (slice_equals(wanted, holder->type)) {
        return true;
    }
    if (holder->type_structure && (rules_is_subtype(rules, holder->type_structure, wanted) ||
                                   is_definition_context(holder->type_structure, wanted))) {
        return true;
    }
    for (uint32_t i = 0; i < holder->element_count; i++) {
        const Element *element = holder->elements[i];
        Slice path = element_path(element);
        if (slice_equals(path, wanted) || slice_equals(element_id(element), wanted)) {
            return true;
        }
        bool has_choice = slice_ends_with(path, SLICE("[x]"));
        if (has_choice && slice_equals(slice_part(path, 0, path.length - 3), wanted)) {
            return true;
        }
    }
    for (uint32_t i = 0; i < holder->content_count; i++) {
        if (slice_equals(element_path(holder->contents[i]), wanted)) {
            return true;
        }
    }
    return slice_equals(wanted, SLICE("Element")) || slice_equals(wanted, SLICE("Base"));
}

/* True when a path that an expression of a context gives ends at this place, read from the resource down. */
static bool is_path_context(const Place *holder, Slice wanted)
{
    Slice rest = wanted;
    for (const Place *place = holder; place; place = place->holder) {
        if (!place->member) {
            return slice_equals(rest, place->plan->type);
        }
        Slice name = element_name(place->member->element);
        bool is_last = slice_ends_with(rest, name) && rest.length > name.length &&
                       rest.bytes[rest.length - name.length - 1] == '.';
        if (slice_equals(rest, place->plan->type)) {
            return true;
        }
        if (!is_last) {
            return false;
        }
        rest = slice_part(rest, 0, rest.length - name.length - 1);
    }
    return false;
}

/* True when a place is in an extension of the url: it is the extension itself, or its value. */
static bool is_extension_context(Walk *walk, const Place *holder, Slice url)
{
    size_t hash = slice_find(url, SLICE("#"), 0);
    bool is_value = holder->member && holder->member->is_choice && holder->holder && !holder->plan->is_extension;
    const Place *around = is_value ? holder->holder : holder;
    NodeId own = around->plan->is_extension ? walk_member(walk, around->node, "url") : NODE_NONE;
    return own != NODE_NONE && document_string_equals(walk->document, own, slice_part(url, 0, hash));
}

/* What an expression is evaluated with that may look at all of the resource around a place. */
static FhirpathInput input_at(Walk *walk, const Scope *scope)
{
    FhirpathItem resource = {.kind = FHIRPATH_NODE,
                             .node = scope->resource,
                             .sibling = NODE_NONE,
                             .document = walk->document,
                             .type = structure_root(scope->type)};
    walk->checker->model.walk = walk;
    walk->checker->model.scope = scope;
    walk->session->has_far_slices = true;
    return (FhirpathInput){.focus = resource, .resource = resource, .root_resource = resource, .has_focus = true};
}

/* True where an expression finds the holder of an extension, or cannot be evaluated. */
static bool is_fhirpath_context(Walk *walk, const Place *holder, Slice expression)
{
    FhirpathProgram *program = fhirpath_parse(expression, NULL);
    FhirpathInput input = input_at(walk, holder->scope);
    FhirpathItems found = {0};
    bool is_known = program && fhirpath_evaluate(walk->checker->fhirpath, program, &input, &found, NULL);
    bool is_here = !is_known;
    NodeId place = place_node(holder);
    for (size_t i = 0; i < found.count && !is_here; i++) {
        is_here =
            found.items[i].kind == FHIRPATH_NODE && (found.items[i].node == place || found.items[i].sibling == place);
    }
    fhirpath_reset(walk->checker->fhirpath);
    fhirpath_free(program);
    return is_here;
}

/* True where one context of a definition allows the extension in its holder. */
static bool is_allowed_at(Walk *walk, const Place *holder, const Structure *definition, uint32_t position)
{
    Slice wanted = structure_context_expression(definition, position);
    switch (structure_context_kind(definition, position)) {
    case CONTEXT_ELEMENT: {
        Slice plain = slice_part(wanted, 0, slice_find(wanted, SLICE("#"), 0));
        const Structure *profile = rules_structure(walk->checker->rules, plain);
        plain = profile ? structure_type(profile) : plain;
        return is_element_context(walk->checker->rules, holder->plan, plain) || is_path_context(holder, plain);
    }
    case CONTEXT_EXTENSION:
        return is_extension_context(walk, holder, wanted);
    case CONTEXT_FHIRPATH:
        return is_fhirpath_context(walk, holder, wanted);
    }
    return true;
}

/* True when the standard has an extension at a place though its definition does not name it. */
static bool is_further_place(Walk *walk, const Place *holder, Slice url)
{
    for (size_t i = 0; i < sizeof further_places / sizeof *further_places; i++) {
        if (slice_equals(url, slice_from(further_places[i].url)) &&
            is_element_context(walk->checker->rules, holder->plan, slice_from(further_places[i].place))) {
            return true;
        }
    }
    return false;
}

static void judge_context(Walk *walk, const Place *place, const Structure *definition, Slice url)
{
    uint32_t count = structure_context_count(definition);
    bool is_allowed = count == 0 || !place->holder || is_further_place(walk, place->holder, url);
    for (uint32_t i = 0; i < count && !is_allowed; i++) {
        is_allowed = is_allowed_at(walk, place->holder, definition, i);
    }
    if (!is_allowed) {
        Slice shown = issue_shown(url), where = structure_context_expression(definition, 0);
        issue_add(walk, KEY_EXTENSION_CONTEXT, place->node, structure_root(definition),
                  "The extension %.*s may not be used here. It is meant for %.*s%s.", SLICE_ARGS(shown),
                  SLICE_ARGS(where), count > 1 ? " and other places" : "");
    }
}

/* Judges what holds an extension by the conditions of its definition; one that cannot be evaluated is passed over. */
static void judge_conditions(Walk *walk, const Place *place, const Structure *definition, Slice url)
{
    const Place *holder = place->holder;
    for (uint32_t i = 0; holder && i < structure_context_invariant_count(definition); i++) {
        Slice expression = structure_context_invariant(definition, i), shown = issue_shown(url);
        FhirpathProgram *program = fhirpath_parse(expression, NULL);
        FhirpathInput input = input_at(walk, holder->scope);
        input.focus.node = holder->node;
        input.focus.sibling = holder->sibling;
        input.focus.type = holder->plan->fhirpath_type;
        bool is_met = true;
        bool is_known = program && fhirpath_evaluate_truth(walk->checker->fhirpath, program, &input, &is_met, NULL);
        fhirpath_free(program);
        if (is_known && !is_met) {
            IssueForm form = {.key = KEY_EXTENSION_CONTEXT,
                              .node = place->node,
                              .element = structure_root(definition),
                              .detail = expression};
            issue_form(walk, &form,
                       "The extension %.*s may not be used here: a condition of its definition is not met.",
                       SLICE_ARGS(shown));
        }
    }
}

static void judge_modifier(Walk *walk, const Place *place, const Structure *definition, Slice url)
{
    bool is_modifier = place->member && slice_equals(place->member->name, SLICE("modifierExtension"));
    Slice shown = issue_shown(url);
    if (is_modifier != element_is_modifier(structure_root(definition))) {
        issue_add(walk, KEY_EXTENSION_MODIFIER, place->node, structure_root(definition),
                  is_modifier ? "The extension %.*s changes no meaning, so it belongs in 'extension'."
                              : "The extension %.*s changes the meaning of what holds it, so it belongs in "
                                "'modifierExtension'.",
                  SLICE_ARGS(shown));
    }
}

/* ---- the family ---- */

static bool concerns(const Plan *plan)
{
    return plan->is_extension;
}

/* Judges an extension by the definition that its url names. */
static void judge_absolute(Walk *walk, const Place *place, Slice url)
{
    const Structure *definition = definition_of(walk->checker->rules, url);
    Slice shown = issue_shown(url);
    size_t bar = slice_find(url, SLICE("|"), 0);
    if (definition && bar < url.length) {
        issue_add(walk, KEY_EXTENSION_VERSION, place->node, structure_root(definition),
                  "The url %.*s names a version of the definition. The url of an extension has none.",
                  SLICE_ARGS(shown));
    }
    if (definition) {
        judge_modifier(walk, place, definition, url);
        judge_context(walk, place, definition, url);
        judge_conditions(walk, place, definition, url);
    } else if (is_of_other_release(url)) {
        issue_add(walk, KEY_NOT_CHECKED, place->node, NULL,
                  "The extension %.*s stands for an element of another release of FHIR; it was not checked.",
                  SLICE_ARGS(shown));
    } else if (!is_open(url)) {
        issue_add(
            walk, KEY_EXTENSION_UNKNOWN, place->node, NULL,
            "The extension %.*s is not known here. Load its definition with --package, or look whether the url is "
            "right.",
            SLICE_ARGS(shown));
    }
}

static void judge(Walk *walk, const Place *place)
{
    Slice url = walk_text(walk, place_part(place, "url"), 1);
    if (url.length == 0) {
        IssueForm form = {.key = KEY_EXTENSION_URL, .node = place->node, .missing = SLICE("url")};
        issue_form(walk, &form, "The extension has no url, so nobody can know what it means.");
    } else if (!uri_is_absolute(url)) {
        judge_relative(walk, place, url);
    } else {
        judge_absolute(walk, place, url);
    }
}

const Family family_extension = {.name = "extension", .concerns = concerns, .judge = judge};
