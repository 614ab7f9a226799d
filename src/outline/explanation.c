/* Explanation: the ways to come to a text or a value, tried one after the other. */
#include "src/outline/explanation.h"

#include "src/json/splice.h"
#include "src/profile/facts/explain.h"
#include "src/profile/terminology.h"

/* ---- places ---- */

void explanation_place(const Document *document, NodeId id, Slice absent, Text *place)
{
    enum { LEVELS_MAXIMUM = 16 };
    NodeId levels[LEVELS_MAXIMUM];
    size_t count = 0;
    NodeId type = NODE_NONE;
    Text scratch = TEXT_EMPTY;
    for (; id != NODE_NONE && type == NODE_NONE && count < LEVELS_MAXIMUM; id = document_node(document, id)->parent) {
        bool is_object = document_node(document, id)->kind == NODE_OBJECT;
        type = is_object ? document_member(document, id, SLICE("resourceType")) : NODE_NONE;
        levels[count] = id;
        count += type == NODE_NONE && document_node(document, id)->key;
    }
    text_append(place, type == NODE_NONE ? (Slice){0} : document_string(document, type, &scratch));
    while (type != NODE_NONE && count-- > 0) {
        text_append_byte(place, '.');
        text_append(place, document_key(document, levels[count], &scratch));
    }
    if (place->length && absent.length) {
        text_append_byte(place, '.');
        text_append(place, absent);
    }
    text_free(&scratch);
}

/* The path without the mark of a choice. */
static Slice plain_path(const Element *element)
{
    Slice path = element_path(element);
    return slice_ends_with(path, SLICE("[x]")) ? slice_part(path, 0, path.length - 3) : path;
}

/* The path of an element in the type that holds it; empty where that is not one type. */
static Slice path_in_type(const Element *element, Text *scratch)
{
    const Element *parent = element_parent(element);
    text_clear(scratch);
    if (parent && element_type_count(parent) == 1) {
        text_append(scratch, type_fhir_code(element_type(parent, 0)));
        text_append_byte(scratch, '.');
        text_append(scratch, element_name(element));
    }
    return text_slice(scratch);
}

/* The text that `find` has for a subject; empty where it has none. */
static Slice look_up(const Subject *subject, Slice (*find)(Slice path))
{
    Text scratch = TEXT_EMPTY;
    Slice text = find(subject->place);
    for (uint32_t i = 0; i < subject->count && !text.length; i++) {
        text = find(plain_path(subject->elements[i]));
        text = text.length ? text : find(path_in_type(subject->elements[i], &scratch));
    }
    text_free(&scratch);
    return text;
}

/* ---- sentences ---- */

/* A sentence about what any value or record may have, by the name of the element. */
static Slice explain_common(Slice name)
{
    static const char *const owners[] = {"Resource.", "DomainResource.", "Element.", "BackboneElement."};
    Slice sentence = {0};
    Text path = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof owners / sizeof *owners && !sentence.length; i++) {
        text_clear(&path);
        text_append(&path, slice_from(owners[i]));
        text_append(&path, name);
        sentence = explain_element(text_slice(&path));
    }
    text_free(&path);
    return sentence;
}

Slice explanation_sentence(const Subject *subject)
{
    Slice sentence = look_up(subject, explain_element);
    return sentence.length || !subject->count ? sentence : explain_common(element_name(subject->elements[0]));
}

Slice explanation_source(const Subject *subject)
{
    return look_up(subject, explain_source);
}

/* ---- examples ---- */

/* Appends a text that is there; false where it is empty. */
static bool take(Slice json, Text *text)
{
    text_append(text, json);
    return json.length > 0;
}

static bool take_prescribed(const Element *element, Text *json)
{
    Slice type;
    return take(element_fixed(element, &type), json) || take(element_pattern(element, &type), json);
}

static bool take_concept(void *context, const Concept *concept)
{
    *(Concept *)context = *concept;
    return concept->is_abstract;
}

static void append_member(Text *json, const char *name, Slice value)
{
    text_append(json, slice_from(name));
    splice_quote(value, json);
}

/* The first code of the element's value set, as its type writes it. */
static bool take_code(const Rules *rules, const Element *element, Slice type, Text *json)
{
    Slice url = element_binding_value_set(element);
    const ValueSet *set = url.length ? rules_value_set(rules, url) : NULL;
    bool is_coding = slice_equals(type, SLICE("Coding")), is_concept = slice_equals(type, SLICE("CodeableConcept"));
    Concept concept = {0};
    if (set) {
        value_set_visit(rules, set, take_concept, &concept);
    }
    if (!concept.code.length || (!is_coding && !is_concept && !slice_equals(type, SLICE("code")))) {
        return false;
    }
    if (!is_coding && !is_concept) {
        splice_quote(concept.code, json);
        return true;
    }
    text_append(json, is_concept ? SLICE("{\"coding\": [") : (Slice){0});
    append_member(json, "{\"system\": ", concept.system);
    append_member(json, ", \"code\": ", concept.code);
    if (concept.display.length) {
        append_member(json, ", \"display\": ", concept.display);
    }
    text_append(json, is_concept ? SLICE("}]}") : SLICE("}"));
    return true;
}

bool explanation_example(const Subject *subject, Text *json)
{
    const Element *first = subject->count ? subject->elements[0] : NULL;
    Slice type = first && element_type_count(first) ? type_fhir_code(element_type(first, 0)) : (Slice){0};
    bool is_taken = take(look_up(subject, explain_example), json);
    for (uint32_t i = 0; i < subject->count && !is_taken; i++) {
        is_taken = take_prescribed(subject->elements[i], json);
    }
    for (uint32_t i = 0; i < subject->count && !is_taken; i++) {
        is_taken = take_code(subject->rules, subject->elements[i], type, json);
    }
    return is_taken || take(explain_example(type), json);
}
