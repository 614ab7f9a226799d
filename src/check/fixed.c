/* Fixed: values that a profile fixes, patterns that it demands, and lengths. */
#include "src/check/fixed.h"

#include "src/check/families.h"

/* A fixed or pattern value of the definitions, read as a document of its own. */
static Document *read_value(Slice json)
{
    return json.length ? document_new(json, "definition", NULL) : NULL;
}

/* True when the value has everything that the pattern has: objects member by member, every item of a list in some item
   of the value, simple values equal (http://hl7.org/fhir/R4/elementdefinition.html, ElementDefinition.pattern[x]). The
   depth of the recursion is that of the pattern. */
static bool matches_pattern(const Document *pattern, NodeId wanted, const Document *document, NodeId id)
{
    NodeKind kind = (NodeKind)document_node(pattern, wanted)->kind;
    if (kind != document_node(document, id)->kind) {
        return false;
    }
    if (kind != NODE_OBJECT && kind != NODE_ARRAY) {
        return document_values_equal(pattern, wanted, document, id);
    }
    Text scratch = TEXT_EMPTY;
    bool is_match = true;
    for (NodeId child = document_first_child(pattern, wanted); is_match && child != NODE_NONE;
         child = document_next_sibling(pattern, child)) {
        if (kind == NODE_OBJECT) {
            NodeId member = document_member(document, id, document_key(pattern, child, &scratch));
            is_match = member != NODE_NONE && matches_pattern(pattern, child, document, member);
            continue;
        }
        is_match = false;
        for (NodeId item = document_first_child(document, id); !is_match && item != NODE_NONE;
             item = document_next_sibling(document, item)) {
            is_match = matches_pattern(pattern, child, document, item);
        }
    }
    text_free(&scratch);
    return is_match;
}

bool fixed_matches(const Element *element, const Document *document, NodeId id, bool *has_rule)
{
    Slice type, fixed = element_fixed(element, &type), pattern = element_pattern(element, &type);
    *has_rule = fixed.length || pattern.length;
    if (!*has_rule) {
        return true;
    }
    Document *wanted = read_value(fixed.length ? fixed : pattern);
    bool is_match = id != NODE_NONE && (fixed.length ? document_values_equal(wanted, 0, document, id)
                                                     : matches_pattern(wanted, 0, document, id));
    document_free(wanted);
    return is_match;
}

static void check_facet(Walk *walk, const Value *value, const Element *element)
{
    bool has_rule;
    if (fixed_matches(element, walk->document, value->node, &has_rule) || !has_rule) {
        return;
    }
    Slice type, fixed = element_fixed(element, &type);
    Slice wanted = fixed.length ? fixed : element_pattern(element, &type);
    Text shown = TEXT_EMPTY;
    Finding finding = {.severity = SEVERITY_ERROR,
                       .key = fixed.length ? "fixed-value" : "pattern-value",
                       .node = value_node(value),
                       .element = element,
                       .detail = wanted};
    Slice text = walk_shown(wanted, &shown);
    walk_add(walk, &finding, "%.*s asks for %s%.*s here", SLICE_ARGS(structure_title(element_structure(element))),
             fixed.length ? "the value " : "a value with ", SLICE_ARGS(text));
    text_free(&shown);
}

void fixed_check(Walk *walk, const Value *value)
{
    for (uint32_t i = 0; i < value->facets->count; i++) {
        check_facet(walk, value, value->facets->items[i].element);
    }
}
