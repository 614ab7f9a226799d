/* Walk: one value, simple or an object. */
#include "src/check/families.h"

static void run_checks(Walk *walk, const Value *value)
{
    for (unsigned i = 0; i < value_check_count; i++) {
        value_checks[i](walk, value);
    }
}

/* A primitive: its value must be a simple one, its `_x` an object with id or extensions. */
static void visit_primitive(Walk *walk, const Value *value)
{
    const Document *document = walk->document;
    if (value->sibling != NODE_NONE) {
        if (document_node(document, value->sibling)->kind != NODE_OBJECT) {
            walk_error(walk, "json-kind", value->sibling, value->facets->items[0].element,
                       "what stands beside a simple value under a name with _ must be an object with id or extension");
        } else if (document_child_count(document, value->sibling) == 0) {
            walk_error(walk, "empty-object", value->sibling, value->facets->items[0].element,
                       "an object may not be empty");
        } else {
            walk_object(walk, value->sibling, value->facets, false);
        }
    }
    if (value->node != NODE_NONE) {
        NodeKind kind = (NodeKind)document_node(document, value->node)->kind;
        if (kind == NODE_NULL || kind == NODE_ARRAY || kind == NODE_OBJECT) {
            walk_error(walk, "json-kind", value->node, value->facets->items[0].element,
                       "this must be a simple value, not %s",
                       kind == NODE_NULL    ? "null; take the property out where nothing is known"
                       : kind == NODE_ARRAY ? "a list"
                                            : "an object");
            return;
        }
        if (kind == NODE_BROKEN) {
            return;
        }
    }
    run_checks(walk, value);
}

/* A value of a datatype: an object with members. */
static void visit_complex(Walk *walk, const Value *value)
{
    const Document *document = walk->document;
    NodeKind kind = (NodeKind)document_node(document, value->node)->kind;
    if (kind != NODE_OBJECT) {
        walk_error(walk, "json-kind", value->node, value->facets->items[0].element,
                   "this must be an object in braces%s%.*s, not %s", value->type_name.length ? " of type " : "",
                   SLICE_ARGS(value->type_name),
                   kind == NODE_NULL     ? "null"
                   : kind == NODE_ARRAY  ? "a list"
                   : kind == NODE_BROKEN ? "this"
                                         : "a simple value");
        return;
    }
    if (document_child_count(document, value->node) == 0) {
        walk_error(walk, "empty-object", value->node, value->facets->items[0].element,
                   "an object may not be empty; take the property out where nothing is known");
        return;
    }
    Facets facets = *value->facets;
    Value own = *value;
    own.facets = &facets;
    if (slice_equals(value->type_name, SLICE("Extension"))) {
        Text scratch = TEXT_EMPTY;
        Slice url = walk_member_string(document, value->node, SLICE("url"), &scratch);
        const Structure *definition = url.length ? rules_structure(walk->rules, url) : NULL;
        if (definition && slice_equals(structure_type(definition), SLICE("Extension"))) {
            facets_add_structure(&facets, definition);
        }
        text_free(&scratch);
    }
    run_checks(walk, &own);
    walk_object(walk, value->node, &facets, false);
}

/* True when the members of type Resource hold any resource. */
static bool holds_resource(const Value *value)
{
    return value->type && structure_kind(value->type) == STRUCTURE_RESOURCE;
}

void walk_value(Walk *walk, const Value *value)
{
    if (!value->type) {
        return;
    }
    if (holds_resource(value)) {
        ResourceRole role = walk->scope && document_key_equals(walk->document, value->node, SLICE("resource"))
                                ? ROLE_ENTRY
                                : ROLE_CONTAINED;
        walk_resource(walk, value->node, role, value->facets);
    } else if (structure_kind(value->type) == STRUCTURE_PRIMITIVE) {
        visit_primitive(walk, value);
    } else {
        visit_complex(walk, value);
    }
}
