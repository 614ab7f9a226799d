/* Fixes of values that are of another JSON kind than their element. */
#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_memory.h"
#include "src/profile/terminology.h"

/* What a text in place of an object becomes: the member that holds the words of its type. */
static const struct {
    const char *type, *member;
} homes[] = {{"CodeableConcept", "text"}, {"Annotation", "text"}, {"Reference", "display"}, {"Coding", "display"},
             {"HumanName", "text"},       {"Address", "text"},    {"Identifier", "value"},  {"ContactPoint", "value"},
             {"Period", "start"},         {"Narrative", "div"}};

static bool is_number(Slice type)
{
    return slice_equals(type, SLICE("integer")) || slice_equals(type, SLICE("decimal")) ||
           slice_equals(type, SLICE("unsignedInt")) || slice_equals(type, SLICE("positiveInt"));
}

/* True when the element is written as a JSON array and the node is the whole of it. */
static bool wants_array(const FixOffer *offer)
{
    NodeId parent = offer->node->parent;
    return offer->issue->element && element_base_maximum(offer->issue->element) > 1 && offer->node->key &&
           parent != NODE_NONE && document_node(offer->document, parent)->kind == NODE_OBJECT;
}

/* True for what a reference may say: Type/id, #id, urn:… or an address. */
static bool is_reference(Slice said)
{
    size_t slash = slice_find(said, SLICE("/"), 0);
    bool is_typed = said.length && ascii_is_upper(said.bytes[0]) && slash != SIZE_MAX;
    bool is_address = slice_starts_with(said, SLICE("urn:")) || slice_starts_with(said, SLICE("http"));
    bool is_local = said.length > 1 && said.bytes[0] == '#';
    return (is_typed || is_address || is_local) && slice_find(said, SLICE(" "), 0) == SIZE_MAX;
}

/* The member that takes a text of the document in the object that is asked for; NULL where none does. */
static const char *home_of(const FixOffer *offer, NodeId text)
{
    if (slice_equals(offer->type, SLICE("Reference")) && is_reference(fix_string(offer, text))) {
        return "reference";
    }
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        if (slice_equals(offer->type, slice_from(homes[i].type))) {
            return homes[i].member;
        }
    }
    return NULL;
}

/* A code in place of a CodeableConcept or a Coding gets the system that the value set of the binding has it from. */
static void offer_coded(const FixOffer *offer, bool is_listed)
{
    const Rules *rules = checker_rules(offer->operation->checker);
    const Element *element = offer->issue->element;
    const ValueSet *set = element ? rules_value_set(rules, element_binding_value_set(element)) : NULL;
    bool is_concept = slice_equals(offer->type, SLICE("CodeableConcept"));
    Slice code = fix_string(offer, offer->issue->node);
    Concept concept;
    if (set && (is_concept || slice_equals(offer->type, SLICE("Coding"))) &&
        value_set_contains(rules, set, SLICE(""), code, &concept, NULL) == MEMBERSHIP_YES &&
        concept.system.length > 0) {
        Text json = TEXT_EMPTY, title = TEXT_EMPTY;
        text_format(&json, "%s%s{\"system\":\"%.*s\",\"code\":\"%.*s\"}%s%s", is_listed ? "[" : "",
                    is_concept ? "{\"coding\":[" : "", SLICE_ARGS(concept.system), SLICE_ARGS(concept.code),
                    is_concept ? "]}" : "", is_listed ? "]" : "");
        text_format(&title, "Convert to %.*s with the code '%.*s'", SLICE_ARGS(offer->type), SLICE_ARGS(concept.code));
        offer_json(offer, element_binding_strength(element) >= BINDING_EXTENSIBLE, text_slice(&json),
                   text_slice(&title));
        text_free(&json);
        text_free(&title);
    }
}

/* The text becomes a part of the object that is asked for, in a list where one is asked for. */
static void offer_home(const FixOffer *offer, Slice raw, bool is_listed)
{
    const char *member = home_of(offer, offer->issue->node);
    offer_coded(offer, is_listed);
    if (member) {
        Text json = TEXT_EMPTY, title = TEXT_EMPTY;
        text_format(&json, is_listed ? "[{\"%s\":%.*s}]" : "{\"%s\":%.*s}", member, SLICE_ARGS(raw));
        text_format(&title, "Convert to %.*s with '%s'", SLICE_ARGS(offer->type), member);
        offer_json(offer, true, text_slice(&json), text_slice(&title));
        text_free(&json);
        text_free(&title);
    }
}

/* A value alone in place of a list. */
static void offer_wrapped(const FixOffer *offer, Slice raw)
{
    if (offer->node->kind == NODE_STRING) {
        offer_home(offer, raw, true);
    }
    if (offer->node->kind != NODE_STRING || !home_of(offer, offer->issue->node)) {
        Text json = TEXT_EMPTY;
        text_format(&json, "[%.*s]", SLICE_ARGS(raw));
        offer_json(offer, true, text_slice(&json), SLICE("Put the value in an array"));
        text_free(&json);
    }
}

/* A list in place of a value: the value that it holds, or one of those that it holds. */
static void offer_unwrapped(const FixOffer *offer)
{
    enum { ITEMS_MAXIMUM = 8 };
    uint32_t count = document_child_count(offer->document, offer->issue->node), position = 1;
    for (NodeId item = document_first_child(offer->document, offer->issue->node);
         item != NODE_NONE && position <= ITEMS_MAXIMUM; item = document_next_sibling(offer->document, item)) {
        Text title = TEXT_EMPTY;
        text_format(&title, count == 1 ? "Remove the array around the value" : "Keep only item %u of %u", position++,
                    count);
        offer_json(offer, count == 1, document_raw(offer->document, item), text_slice(&title));
        text_free(&title);
    }
}

/* What people write for true and false. */
static const struct {
    const char *word;
    bool is_true, is_certain;
} truths[] = {{"true", true, true}, {"false", false, true}, {"yes", true, true}, {"no", false, true},
              {"y", true, false},   {"n", false, false},    {"1", true, false},  {"0", false, false},
              {"on", true, false},  {"off", false, false},  {"ja", true, false}, {"nein", false, false}};

static void offer_truth(const FixOffer *offer, Slice said)
{
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
        if (slice_equals_ignoring_case(said, slice_from(truths[i].word))) {
            offer_json(offer, truths[i].is_certain, truths[i].is_true ? SLICE("true") : SLICE("false"),
                       truths[i].is_true ? SLICE("Change to true") : SLICE("Change to false"));
        }
    }
}

/* A number or a truth that stands in quotes. */
static void offer_unquoted(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY, json = TEXT_EMPTY;
    Slice said = slice_trim(document_string(offer->document, offer->issue->node, &scratch));
    operation_compose(offer->issue->element, offer->type, said, &json);
    if (json.length && json.bytes[0] != '"') {
        offer_json(offer, true, text_slice(&json), SLICE("Remove the quotes"));
    } else if (slice_equals(offer->type, SLICE("boolean"))) {
        offer_truth(offer, said);
    } else {
        offer_numeral(offer, said);
    }
    text_free(&scratch);
    text_free(&json);
}

static void offer_quoted(const FixOffer *offer, Slice raw)
{
    Text json = TEXT_EMPTY;
    splice_quote(raw, &json);
    offer_json(offer, true, text_slice(&json), SLICE("Put the value in quotes"));
    text_free(&json);
}

/* A SOP class that is nothing but its UID, as STU3 has it. */
static void offer_sop_class_code(const FixOffer *offer, Slice raw)
{
    Text json = TEXT_EMPTY;
    text_format(&json, "{\"system\":\"" SYSTEM_URI "\",\"code\":%.*s}", SLICE_ARGS(raw));
    offer_json(offer, true, text_slice(&json), SLICE("Convert to a Coding (R4)"));
    text_free(&json);
}

/* True when a value of a type is written as a string. */
static bool is_string(const FixOffer *offer)
{
    const Structure *structure = rules_type(checker_rules(offer->operation->checker), offer->type);
    return structure && structure_kind(structure) == STRUCTURE_PRIMITIVE;
}

/* True for an object with nothing but extensions and an id, and for a list of such objects and nulls. */
static bool holds_extensions(const FixOffer *offer, NodeId node)
{
    const Document *document = offer->document;
    bool is_list = document_node(document, node)->kind == NODE_ARRAY;
    bool is_right = is_list || fix_member(offer, node, SLICE("extension")) != NODE_NONE;
    for (NodeId child = document_first_child(document, node); is_right && child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        is_right = is_list ? document_node(document, child)->kind == NODE_NULL || holds_extensions(offer, child)
                           : document_key_equals(document, child, SLICE("extension")) ||
                                 document_key_equals(document, child, SLICE("id"));
    }
    return is_right;
}

/* True for the `_x` of a value. */
static bool is_sibling(const FixOffer *offer)
{
    Slice key = document_raw_key(offer->document, offer->issue->node);
    return key.length && key.bytes[0] == '_';
}

/* A reference in an object of its own: the inner object takes the place of the outer one, or only its text where the
   outer one says more. */
static void offer_inner_reference(const FixOffer *offer, Slice raw)
{
    NodeId inner = fix_member(offer, offer->issue->node, SLICE("reference"));
    bool is_plain = inner != NODE_NONE && document_child_count(offer->document, offer->issue->node) == 1;
    if (document_child_count(offer->document, offer->node->parent) == 1) {
        offer_value(offer, true, offer->node->parent, raw, SLICE("Remove the object around the reference"));
    } else if (is_plain) {
        offer_json(offer, true, document_raw(offer->document, inner), SLICE("Remove the object around the reference"));
    }
}

/* The name with the underscore more or less, where the object lacks a member of that name: for an object of extensions
   that has the name of the value, and a value that has the name of the extensions. False where it is neither. */
static bool offer_partner_name(const FixOffer *offer)
{
    const Document *document = offer->document;
    bool is_item = !offer->node->key, has_sibling = is_sibling(offer);
    NodeId member = is_item ? offer->node->parent : offer->issue->node;
    Slice key = document_raw_key(document, member);
    Text name = TEXT_EMPTY, title = TEXT_EMPTY;
    SpliceList splices = SPLICE_LIST_EMPTY;
    bool is_alone = !is_item && offer->node->kind == NODE_ARRAY && !wants_array(offer) &&
                    document_child_count(document, member) == 1;
    bool is_wrong = has_sibling ? offer->node->kind != NODE_OBJECT && offer->node->kind != NODE_NULL &&
                                      !holds_extensions(offer, member)
                                : is_string(offer) && holds_extensions(offer, member);
    text_format(&name, "%s%.*s", has_sibling ? "" : "_", SLICE_ARGS(slice_part(key, has_sibling, key.length)));
    NodeId object = document_node(document, member)->parent;
    if (is_wrong && (!is_item || !has_sibling) && fix_member(offer, object, text_slice(&name)) == NODE_NONE) {
        if (is_alone) {
            splice_set_value(document, member, document_raw(document, document_first_child(document, member)), &splices,
                             NULL);
        }
        splice_rename(document, member, text_slice(&name), &splices, NULL);
        text_format(&title, "Rename to '%.*s'%s", SLICE_ARGS(text_slice(&name)),
                    is_alone ? " without the array around the value" : "");
        offer_splices(offer, true, &splices, text_slice(&title));
    } else {
        is_wrong = false;
    }
    text_free(&name);
    text_free(&title);
    return is_wrong;
}

/* The value in the form that is asked for. */
static void offer_form(const FixOffer *offer, Slice raw)
{
    NodeKind kind = (NodeKind)offer->node->kind;
    bool is_truth = slice_equals(offer->type, SLICE("boolean")), is_typed = is_truth || is_number(offer->type);
    if (fix_is_named(offer, SLICE("reference")) && kind == NODE_OBJECT) {
        offer_inner_reference(offer, raw);
    } else if (kind == NODE_STRING && fix_is_named(offer, SLICE("sopClass"))) {
        offer_sop_class_code(offer, raw);
    } else if (wants_array(offer) && kind != NODE_ARRAY) {
        offer_wrapped(offer, raw);
    } else if (kind == NODE_ARRAY) {
        offer_unwrapped(offer);
    } else if (is_sibling(offer)) {
        return;
    } else if (kind == NODE_NUMBER && is_truth) {
        offer_truth(offer, raw);
    } else if (kind == NODE_STRING && is_typed) {
        offer_unquoted(offer);
    } else if (kind == NODE_STRING) {
        offer_home(offer, raw, false);
    } else if (kind == NODE_NUMBER && !is_typed && is_string(offer)) {
        offer_quoted(offer, raw);
    }
}

/* An object with nothing but a value, in place of the value. */
static void offer_only_member(const FixOffer *offer)
{
    static const char *const names[] = {"value", "text", "display", "div", "code", "reference"};
    NodeId only = offer->node->kind == NODE_OBJECT && document_child_count(offer->document, offer->issue->node) == 1
                      ? document_first_child(offer->document, offer->issue->node)
                      : NODE_NONE;
    bool is_value = only != NODE_NONE && is_string(offer) && !is_sibling(offer) &&
                    document_node(offer->document, only)->end == only + 1;
    for (size_t i = 0; is_value && i < sizeof names / sizeof *names; i++) {
        if (document_key_equals(offer->document, only, slice_from(names[i]))) {
            offer_json(offer, true, document_raw(offer->document, only), SLICE("Remove the object around the value"));
        }
    }
}

/* True for an object of extensions in the place of a value, of which the array has others before it, where what is
   offered for the first of them is for all. */
static bool is_repeated(const FixOffer *offer)
{
    const Document *document = offer->document;
    NodeId list = offer->node->parent;
    Text name = TEXT_EMPTY;
    text_format(&name, "_%.*s", SLICE_ARGS(document_raw_key(document, list)));
    bool is_taken = fix_member(offer, document_node(document, list)->parent, text_slice(&name)) != NODE_NONE;
    text_free(&name);
    if (!offer->list->skips_repeats || is_taken) {
        return false;
    }
    bool is_new;
    NodeId *first = fix_memory_group(offer->operation->memory, document, list, ALIKE_EXTENDED, (Slice){0}, &is_new);
    for (NodeId item = document_first_child(document, list); *first == NODE_NONE && item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        bool is_like = document_node(document, item)->kind == NODE_OBJECT && holds_extensions(offer, item);
        *first = is_like ? item : NODE_NONE;
    }
    offer->list->is_repeat = *first != offer->issue->node;
    return offer->list->is_repeat;
}

void offer_kind(const FixOffer *offer)
{
    if (offer->node->kind == NODE_NULL) {
        offer_removal(offer);
        return;
    }
    bool is_extended = !offer->node->key && is_string(offer) && offer->node->kind == NODE_OBJECT &&
                       holds_extensions(offer, offer->issue->node);
    if (is_extended && is_repeated(offer)) {
        return;
    }
    offer_only_member(offer);
    bool is_renamed = offer_partner_name(offer) || (is_extended && offer_split_items(offer));
    if (!is_renamed) {
        offer_form(offer, document_raw(offer->document, offer->issue->node));
    }
    if (slice_equals(offer->type, SLICE("code")) && offer->node->kind != NODE_STRING && !is_sibling(offer)) {
        offer_codes(offer);
    }
    offer_count(offer);
    offer_removal(offer);
}
