/*
 * Extension: is it known, may it stand here, and is it of the right kind? What it holds is judged by its definition, as a
 * facet of the value. Standard: http://hl7.org/fhir/R4/extensibility.html, defining-extensions.html.
 */
#include "src/check/families.h"
#include "src/profile/identifier_syntax.h"

/* True when the extension stands in another extension, whose definition speaks for it. */
static bool is_nested(const Walk *walk, const Value *value)
{
    (void)walk;
    const Facet *holder = value->holder_facets->count ? &value->holder_facets->items[0] : NULL;
    return holder && holder->content &&
           slice_equals(structure_type(element_structure(holder->content)), SLICE("Extension"));
}

/* True when a context expression names the type, or one of its ancestors. */
static bool names_type(const Walk *walk, const Structure *type, Slice expression)
{
    return type && rules_is_subtype(walk->rules, type, expression);
}

/* True when the holder is what a context of kind element names: a path, a type, or an ancestor of it. */
static bool is_in_element(const Walk *walk, const Value *value, Slice expression)
{
    if (slice_equals(expression, SLICE("Element")) || slice_equals(expression, SLICE("*"))) {
        return true;
    }
    for (uint32_t i = 0; i < value->holder_facets->count; i++) {
        const Facet *facet = &value->holder_facets->items[i];
        if (slice_equals(element_path(facet->element), expression) ||
            slice_equals(element_id(facet->element), expression) ||
            (facet->content && slice_equals(element_path(facet->content), expression))) {
            return true;
        }
        const Element *root = facet->content ? facet->content : facet->element;
        bool is_whole = element_parent(root) == NULL;
        if (is_whole && names_type(walk, element_structure(root), expression)) {
            return true;
        }
        const Element *element = facet->element;
        if (element_is_choice(element) && slice_ends_with(element_path(element), SLICE("[x]"))) {
            Slice path = slice_part(element_path(element), 0, element_path(element).length - 3);
            if (slice_equals(path, expression)) {
                return true;
            }
        }
        for (uint32_t j = 0; j < element_type_count(element); j++) {
            const Structure *type = rules_type(walk->rules, type_code(element_type(element, j)));
            if (element_type_count(element) == 1 && names_type(walk, type, expression)) {
                return true;
            }
        }
    }
    return false;
}

/* True when the holder is an extension with the URL that a context names. */
static bool is_in_extension(const Walk *walk, const Value *value, Slice url)
{
    Text scratch = TEXT_EMPTY;
    bool is_in = slice_equals(walk_member_string(walk->document, value->holder, SLICE("url"), &scratch), url);
    text_free(&scratch);
    return is_in;
}

static void check_context(Walk *walk, const Value *value, const Structure *definition)
{
    uint32_t count = structure_context_count(definition);
    for (uint32_t i = 0; i < count; i++) {
        Slice expression = structure_context_expression(definition, i);
        ContextKind kind = structure_context_kind(definition, i);
        bool is_allowed =
            kind == CONTEXT_FHIRPATH || (kind == CONTEXT_ELEMENT ? is_in_element(walk, value, expression)
                                                                 : is_in_extension(walk, value, expression));
        if (is_allowed) {
            return;
        }
    }
    if (count) {
        Text where = TEXT_EMPTY;
        for (uint32_t i = 0; i < count; i++) {
            text_format(&where, "%s%.*s", i ? ", " : "", SLICE_ARGS(structure_context_expression(definition, i)));
        }
        walk_error(walk, "extension-context", value->node, structure_root(definition),
                   "the extension '%.*s' may not stand here; its places are: %s",
                   SLICE_ARGS(structure_title(definition)), where.bytes);
        text_free(&where);
    }
}

static void check_modifier(Walk *walk, const Value *value, const Structure *definition)
{
    bool is_modifier = element_is_modifier(structure_root(definition));
    if (is_modifier && !value->is_modifier_extension) {
        walk_error(walk, "extension-modifier", value->node, structure_root(definition),
                   "this extension changes the meaning of what it stands on, so it belongs under modifierExtension");
    } else if (!is_modifier && value->is_modifier_extension) {
        walk_error(walk, "extension-modifier", value->node, structure_root(definition),
                   "this extension changes no meaning, so it belongs under extension, not under modifierExtension");
    }
}

/* The member that holds the extension's value, "valueString" and the like; NODE_NONE where there is none. */
static NodeId value_member(const Walk *walk, NodeId extension)
{
    const Document *document = walk->document;
    for (NodeId child = document_first_child(document, extension); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        if (slice_starts_with(document_raw_key(document, child), SLICE("value")) ||
            slice_starts_with(document_raw_key(document, child), SLICE("_value"))) {
            return child;
        }
    }
    return NODE_NONE;
}

/* The type of the value must be one that the definition allows. */
static void check_value_type(Walk *walk, const Value *value, const Structure *definition)
{
    NodeId member = value_member(walk, value->node);
    const Element *root = structure_root(definition), *allowed = NULL;
    for (uint32_t i = 0; i < element_child_count(root); i++) {
        allowed = slice_equals(element_name(element_child(root, i)), SLICE("value")) ? element_child(root, i) : allowed;
    }
    if (member == NODE_NONE || !allowed || element_maximum(allowed) == 0) {
        return;
    }
    Slice key = document_raw_key(walk->document, member);
    key = slice_starts_with(key, SLICE("_")) ? slice_part(key, 1, key.length) : key;
    if (!element_child_find(structure_root(definition), key, NULL)) {
        Text types = TEXT_EMPTY;
        for (uint32_t i = 0; i < element_type_count(allowed); i++) {
            text_format(&types, "%s%.*s", i ? ", " : "", SLICE_ARGS(type_code(element_type(allowed, i))));
        }
        walk_error(walk, "extension-type", value->node, allowed,
                   "the extension '%.*s' takes a value of type %s, not '%.*s'", SLICE_ARGS(structure_title(definition)),
                   types.length ? types.bytes : "none", SLICE_ARGS(key));
        text_free(&types);
    }
}

/* True for URLs of extensions that need no definition to be known. */
static bool is_accepted_unknown(Slice url)
{
    return slice_find(url, SLICE("nema.org"), 0) != SIZE_MAX ||
           slice_starts_with(url, SLICE("http://hl7.org/fhir/tools/StructureDefinition/"));
}

static void say_unknown(Walk *walk, const Value *value, Slice url)
{
    Text scratch = TEXT_EMPTY;
    Slice shown = walk_shown(url, &scratch);
    walk_error(walk, "extension-unknown", value->node, NULL,
               "the extension %.*s is not known here, so nothing in it can be judged; give its definition with "
               "--package, or check the URL",
               SLICE_ARGS(shown));
    text_free(&scratch);
}

static void check_url(Walk *walk, const Value *value, Slice url)
{
    const Structure *definition = rules_structure(walk->rules, url);
    bool is_known = definition && slice_equals(structure_type(definition), SLICE("Extension"));
    if (!uri_is_absolute(url)) {
        if (!is_nested(walk, value)) {
            walk_error(walk, "extension-url", value->node, NULL,
                       "the url of an extension must be absolute: it names the definition");
        } else if (value->facets->count < 2 && !element_slice_name(value->facets->items[0].element).length) {
            walk_error(walk, "extension-part", value->node, NULL, "the extension around this has no part named '%.*s'",
                       SLICE_ARGS(url));
        }
    } else if (!is_known) {
        if (!is_accepted_unknown(url)) {
            say_unknown(walk, value, url);
        }
    } else {
        check_context(walk, value, definition);
        check_modifier(walk, value, definition);
        check_value_type(walk, value, definition);
    }
}

void extension_check(Walk *walk, const Value *value)
{
    if (value->node == NODE_NONE || !slice_equals(structure_type(value->type), SLICE("Extension"))) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    Slice url = walk_member_string(walk->document, value->node, SLICE("url"), &scratch);
    if (url.length) {
        check_url(walk, value, url);
    }
    text_free(&scratch);
}
