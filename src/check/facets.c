/* Facets: the rules that hold for one value. */
#include "src/check/facets.h"

void facets_add(Facets *facets, const Element *element, const Element *content)
{
    for (uint32_t i = 0; i < facets->count; i++) {
        if (facets->items[i].element == element) {
            return;
        }
    }
    if (facets->count < FACETS_MAXIMUM) {
        facets->items[facets->count++] = (Facet){element, content};
    }
}

void facets_add_structure(Facets *facets, const Structure *structure)
{
    const Element *root = structure_root(structure);
    facets_add(facets, root, root);
}

/* The content of a child, remembered where it follows from the element alone. */
static const Element *content_of(const Rules *rules, PointerCache *contents, const Element *child, Slice type)
{
    const void *known;
    if (element_type_count(child) != 1) {
        return rules_content(rules, child, type);
    }
    if (!pointer_cache_find(contents, child, &known)) {
        known = rules_content(rules, child, type);
        pointer_cache_put(contents, child, known);
    }
    return known;
}

void facets_of_member(const Rules *rules, PointerCache *contents, const Facets *holder, Slice name, Slice type,
                      Facets *member)
{
    member->count = 0;
    for (uint32_t i = 0; i < holder->count; i++) {
        const Element *content = holder->items[i].content;
        const Element *child = content ? element_child_find(content, name, NULL) : NULL;
        if (child) {
            facets_add(member, child, content_of(rules, contents, child, type));
        }
    }
}
