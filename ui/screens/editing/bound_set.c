/* Bound set: the bindings of an element, and of the concept around a coding. */
#include "ui/screens/editing/bound_set.h"

#include "src/outline/rules_here.h"
#include "ui/screens/asking/asking.h"
#include "ui/screens/bench/cursor.h"

/* The value set of the first element that is bound to one: one that is known here, else one for the terminology server.
 */
static BoundSet first_set(Workbench *bench, const ElementsHere *list)
{
    BoundSet bound = {0};
    bool has_server = asking_server(bench) != NULL;
    for (uint32_t i = 0; i < list->count && !bound.set; i++) {
        const Element *element = list->items[i];
        Slice url =
            element_binding_strength(element) >= BINDING_EXAMPLE ? element_binding_value_set(element) : SLICE("");
        const ValueSet *set = url.length > 0 ? rules_value_set(bench->session->rules, url) : NULL;
        if (set || (has_server && url.length > 0 && !bound.element)) {
            bound = (BoundSet){.element = element, .set = set, .url = has_server ? url : SLICE("")};
        }
    }
    return bound;
}

bool bound_set_is_type(const Element *element, Slice type)
{
    return element_type_count(element) == 1 && slice_equals(type_code(element_type(element, 0)), type);
}

/* The value set that a coding takes from the concept that holds it. */
static BoundSet set_of_concept(Workbench *bench, const RowView *row)
{
    const Document *document = bench_file(bench)->document;
    NodeId concept = row->is_absent ? row->node : document_node(document, row->node)->parent;
    while (concept != NODE_NONE && document_node(document, concept)->kind == NODE_ARRAY) {
        concept = document_node(document, concept)->parent;
    }
    if (concept == NODE_NONE) {
        return (BoundSet){0};
    }
    ElementsHere list = elements_here(bench->session->checker, document, concept, (Slice){0});
    BoundSet bound = first_set(bench, &list);
    elements_here_free(&list);
    return bound;
}

BoundSet bound_set_for(Workbench *bench, const RowView *row, ValueShape *shape)
{
    ElementsHere list = elements_here(bench->session->checker, bench_file(bench)->document, row->node,
                                      row->is_absent ? row->name : (Slice){0});
    BoundSet bound = first_set(bench, &list);
    bool is_of_concept = !bound.element && list.count > 0 && slice_equals(element_name(list.items[0]), SLICE("coding"));
    elements_here_free(&list);
    if (is_of_concept) {
        *shape = SHAPE_CODING;
        return set_of_concept(bench, row);
    }
    const Element *element = bound.element;
    bool is_coding = element && bound_set_is_type(element, SLICE("Coding")),
         is_code = element && bound_set_is_type(element, SLICE("code"));
    bool is_concept = element && row->is_absent && bound_set_is_type(element, SLICE("CodeableConcept"));
    *shape = is_coding ? SHAPE_CODING : is_concept ? SHAPE_CONCEPT : SHAPE_TEXT;
    return is_coding || is_code || is_concept ? bound : (BoundSet){0};
}

Slice bound_set_name(const BoundSet *bound)
{
    size_t start = bound->url.length;
    while (start > 0 && bound->url.bytes[start - 1] != '/') {
        start--;
    }
    return bound->set ? value_set_name(bound->set) : slice_part(bound->url, start, SIZE_MAX);
}
