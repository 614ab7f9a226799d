/* Model: FHIRPath types are elements, and their members are found by the tables of the packs. */
#include "src/profile/compile/model.h"

#include "src/profile/terminology.h"

static const Rules *rules_of(void *self)
{
    return ((const ModelBase *)self)->rules;
}

FhirpathType model_named_type(const Rules *rules, Slice name)
{
    const Structure *structure = rules_type(rules, name);
    return structure ? structure_root(structure) : NULL;
}

/* The element whose children hold for values of a type. */
static const Element *content_of(const Rules *rules, FhirpathType type)
{
    return rules_content(rules, type, SLICE(""));
}

/* What lies at a node without type can only be a resource, which says what it is. */
static FhirpathType root_type(void *self, const Document *document, NodeId node)
{
    ModelBase *base = self;
    NodeId member = document_member(document, node, SLICE("resourceType"));
    if (member == NODE_NONE) {
        return NULL;
    }
    return model_named_type(base->rules, document_string(document, member, &base->scratch));
}

static FhirpathType member_type(void *self, FhirpathType parent, Slice name)
{
    const Element *content = content_of(rules_of(self), parent);
    Slice choice;
    const Element *child = content ? element_child_find(content, name, &choice) : NULL;
    return child ? rules_content(rules_of(self), child, choice) : NULL;
}

static bool is_choice(void *self, FhirpathType parent, Slice name)
{
    const Element *content = content_of(rules_of(self), parent);
    return content && element_choice_find(content, name);
}

static bool has_member(void *self, FhirpathType parent, Slice name)
{
    const Element *content = content_of(rules_of(self), parent);
    Slice choice;
    const Element *child = content ? element_child_find(content, name, &choice) : NULL;
    return (child && !choice.length) || (content && element_choice_find(content, name));
}

static Slice type_name(void *self, FhirpathType type)
{
    const Element *element = type;
    (void)self;
    if (!element_parent(element)) {
        return structure_type(element_structure(element));
    }
    return element_type_count(element) ? type_fhir_code(element_type(element, 0)) : SLICE("");
}

static bool is_subtype(void *self, FhirpathType type, Slice name)
{
    const Structure *structure = rules_type(rules_of(self), type_name(self, type));
    return structure && rules_is_subtype(rules_of(self), structure, name);
}

static bool is_type_name(void *self, Slice name)
{
    return rules_type(rules_of(self), name);
}

/* The text of an item that is one, or of a member of an item; empty where it has none. It lies in `scratch` or the
   document. */
static Slice text_of(const FhirpathItem *item, const char *member, Text *scratch)
{
    if (item->kind != FHIRPATH_NODE) {
        return member ? SLICE("") : item->text;
    }
    NodeId node = member && item->node != NODE_NONE ? document_member(item->document, item->node, slice_from(member))
                                                    : item->node;
    bool is_text = node != NODE_NONE && document_node(item->document, node)->kind == NODE_STRING;
    return is_text ? document_string(item->document, node, scratch) : SLICE("");
}

/* Is a code (of any system in the set), or a Coding, in a value set? A Coding without system is in none. */
static Membership find_code(const Rules *rules, const ValueSet *set, const FhirpathItem *item)
{
    Text system = TEXT_EMPTY, code = TEXT_EMPTY;
    bool is_coding = item->kind == FHIRPATH_NODE && item->node != NODE_NONE &&
                     document_node(item->document, item->node)->kind == NODE_OBJECT;
    Slice system_text = is_coding ? text_of(item, "system", &system) : SLICE("");
    Slice code_text = text_of(item, is_coding ? "code" : NULL, &code);
    Membership answer = is_coding && system_text.length == 0
                            ? MEMBERSHIP_NO
                            : value_set_contains(rules, set, system_text, code_text, NULL, NULL);
    text_free(&system);
    text_free(&code);
    return answer;
}

/* Is one of the codings of a CodeableConcept in a value set? */
static Membership find_coding(const Rules *rules, const ValueSet *set, const FhirpathItem *item, NodeId codings)
{
    Membership answer = MEMBERSHIP_NO;
    for (NodeId id = document_first_child(item->document, codings); id != NODE_NONE && answer != MEMBERSHIP_YES;
         id = document_next_sibling(item->document, id)) {
        FhirpathItem coding = {.kind = FHIRPATH_NODE, .node = id, .sibling = NODE_NONE, .document = item->document};
        Membership found = find_code(rules, set, &coding);
        answer = found == MEMBERSHIP_NO ? answer : found;
    }
    return answer;
}

static int member_of(void *self, const FhirpathItem *item, Slice value_set)
{
    const ValueSet *set = rules_value_set(rules_of(self), value_set);
    if (!set) {
        return -1;
    }
    NodeId codings = item->kind == FHIRPATH_NODE && item->node != NODE_NONE
                         ? document_member(item->document, item->node, SLICE("coding"))
                         : NODE_NONE;
    Membership answer =
        codings != NODE_NONE ? find_coding(rules_of(self), set, item, codings) : find_code(rules_of(self), set, item);
    return answer == MEMBERSHIP_UNKNOWN ? -1 : answer == MEMBERSHIP_YES;
}

/* What is told here: whether the item is of the type that the structure defines. Profiles are for the checker to judge.
 */
static int conforms_to(void *self, const FhirpathItem *item, Slice url)
{
    const Structure *structure = rules_structure(rules_of(self), url);
    if (!structure || !item->type) {
        return -1;
    }
    if (!is_subtype(self, item->type, structure_type(structure))) {
        return 0;
    }
    return structure_is_profile(structure) ? -1 : 1;
}

void model_begin(FhirpathModel *model, ModelBase *base, const Rules *rules)
{
    *base = (ModelBase){.rules = rules};
    *model = (FhirpathModel){
        .self = base,
        .root_type = root_type,
        .member_type = member_type,
        .is_choice = is_choice,
        .has_member = has_member,
        .type_name = type_name,
        .is_subtype = is_subtype,
        .is_type_name = is_type_name,
        .member_of = member_of,
        .conforms_to = conforms_to,
    };
}

void model_end(ModelBase *base)
{
    text_free(&base->scratch);
}
