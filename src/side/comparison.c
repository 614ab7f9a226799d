/* Comparison: elements by id, facets as texts. */
#include "src/side/comparison.h"

/* What is compared, and who is told. */
typedef struct Comparing {
    void (*visit)(void *context, const Difference *difference);
    void *context;
    ComparisonCounts counts;
    Text left, right;
} Comparing;

/* The element of a structure with an id; NULL if there is none. */
static const Element *find(const Structure *structure, Slice id)
{
    for (uint32_t i = 0; i < structure_element_count(structure); i++) {
        const Element *element = structure_element_at(structure, i);
        if (slice_equals(element_id(element), id)) {
            return element;
        }
    }
    return NULL;
}

static void compare_elements(Comparing *comparing, const Element *left, const Element *right)
{
    bool is_differing = false;
    for (int facet = 0; facet < FACET_COUNT; facet++) {
        text_clear(&comparing->left);
        text_clear(&comparing->right);
        facet_append((Facet)facet, left, &comparing->left);
        facet_append((Facet)facet, right, &comparing->right);
        if (slice_equals(text_slice(&comparing->left), text_slice(&comparing->right))) {
            continue;
        }
        Difference difference = {.id = element_id(left),
                                 .left = left,
                                 .right = right,
                                 .facet = (Facet)facet,
                                 .left_text = text_slice(&comparing->left),
                                 .right_text = text_slice(&comparing->right)};
        comparing->visit(comparing->context, &difference);
        is_differing = true;
    }
    comparing->counts.elements++;
    comparing->counts.differing += is_differing;
}

static void visit_alone(Comparing *comparing, const Element *element, bool on_left)
{
    Difference difference = {
        .id = element_id(element), .left = on_left ? element : NULL, .right = on_left ? NULL : element};
    comparing->visit(comparing->context, &difference);
    comparing->counts.only_left += on_left;
    comparing->counts.only_right += !on_left;
}

ComparisonCounts comparison_visit(const Structure *left, const Structure *right,
                                  void (*visit)(void *context, const Difference *difference), void *context)
{
    Comparing comparing = {.visit = visit, .context = context};
    for (uint32_t i = 0; i < structure_element_count(left); i++) {
        const Element *element = structure_element_at(left, i), *other = find(right, element_id(element));
        if (other) {
            compare_elements(&comparing, element, other);
        } else {
            visit_alone(&comparing, element, true);
        }
    }
    for (uint32_t i = 0; i < structure_element_count(right); i++) {
        const Element *element = structure_element_at(right, i);
        if (!find(left, element_id(element))) {
            visit_alone(&comparing, element, false);
        }
    }
    text_free(&comparing.left);
    text_free(&comparing.right);
    return comparing.counts;
}
