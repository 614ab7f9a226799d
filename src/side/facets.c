/* Facets: one function each. */
#include "src/side/facets.h"

/* The last part of a URL, without its version; of FHIRPath's System.String what stands after the point. */
static Slice short_name(Slice url)
{
    url = slice_part(url, 0, slice_find(url, SLICE("|"), 0));
    size_t start = url.length;
    while (start > 0 && url.bytes[start - 1] != '/') {
        start--;
    }
    return slice_without_prefix(slice_part(url, start, SIZE_MAX), SLICE("System."));
}

/* Appends a word after those before it. */
static void append_word(Text *text, Slice word, const char *between)
{
    text_append(text, text->length && word.length ? slice_from(between) : SLICE(""));
    text_append(text, word);
}

static void append_cardinality(const Element *element, Text *text)
{
    text_format(text, "%u..", element_minimum(element));
    if (element_maximum(element) == MAXIMUM_UNBOUNDED) {
        text_append_byte(text, '*');
    } else {
        text_format(text, "%u", element_maximum(element));
    }
}

static void append_types(const Element *element, Text *text)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        append_word(text, short_name(type_code(type)), " | ");
        for (uint32_t k = 0; k < type_profile_count(type); k++) {
            text_append(text, k == 0 ? SLICE(" by ") : SLICE(", "));
            text_append(text, short_name(type_profile(type, k)));
        }
        for (uint32_t k = 0; k < type_target_count(type); k++) {
            text_append(text, k == 0 ? SLICE("(") : SLICE(" | "));
            text_append(text, short_name(type_target(type, k)));
        }
        text_append(text, type_target_count(type) > 0 ? SLICE(")") : SLICE(""));
    }
}

static void append_value(const Element *element, Text *text)
{
    Slice fixed = element_fixed(element, NULL), pattern = element_pattern(element, NULL);
    text_append(text, fixed);
    if (pattern.length) {
        append_word(text, SLICE("like "), "; ");
        text_append(text, pattern);
    }
}

static void append_binding(const Element *element, Text *text)
{
    static const char *const names[] = {[BINDING_NONE] = "",
                                        [BINDING_EXAMPLE] = "example",
                                        [BINDING_PREFERRED] = "preferred",
                                        [BINDING_EXTENSIBLE] = "extensible",
                                        [BINDING_REQUIRED] = "required"};
    if (element_binding_strength(element) != BINDING_NONE) {
        text_append(text, slice_from(names[element_binding_strength(element)]));
        append_word(text, short_name(element_binding_value_set(element)), " ");
    }
    for (uint32_t i = 0; i < element_additional_binding_count(element); i++) {
        append_word(text, element_additional_binding_purpose(element, i), "; ");
        append_word(text, short_name(element_additional_binding_value_set(element, i)), " ");
    }
}

static void append_support(const Element *element, Text *text)
{
    text_append(text, element_is_must_support(element) ? SLICE("must be supported") : SLICE(""));
    append_word(text, element_is_modifier(element) ? SLICE("changes the meaning") : SLICE(""), "; ");
}

static void append_obligations(const Element *element, Text *text)
{
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        append_word(text, obligation.actor_name.length ? obligation.actor_name : SLICE("any"), "; ");
        append_word(text, obligation.code, " ");
    }
}

static void append_invariants(const Element *element, Text *text)
{
    for (uint32_t i = 0; i < element_constraint_count(element); i++) {
        const Constraint *constraint = element_constraint(element, i);
        append_word(text, constraint_is_core(constraint) ? SLICE("") : constraint_key(constraint), ", ");
    }
}

static void append_slices(const Element *element, Text *text)
{
    for (uint32_t i = 0; i < element_slice_count(element); i++) {
        append_word(text, element_slice_name(element_slice(element, i)), ", ");
    }
    if (element_is_sliced(element) && element_slicing_rules(element) == SLICING_CLOSED) {
        append_word(text, SLICE("(closed)"), " ");
    }
}

static const struct {
    const char *name;
    void (*append)(const Element *element, Text *text);
} facets[] = {[FACET_CARDINALITY] = {"cardinality", append_cardinality},
              [FACET_TYPES] = {"types", append_types},
              [FACET_VALUE] = {"value", append_value},
              [FACET_BINDING] = {"binding", append_binding},
              [FACET_SUPPORT] = {"support", append_support},
              [FACET_OBLIGATIONS] = {"obligations", append_obligations},
              [FACET_INVARIANTS] = {"invariants", append_invariants},
              [FACET_SLICES] = {"slices", append_slices}};

const char *facet_name(Facet facet)
{
    return facets[facet].name;
}

void facet_append(Facet facet, const Element *element, Text *text)
{
    if (element) {
        facets[facet].append(element, text);
    }
}
