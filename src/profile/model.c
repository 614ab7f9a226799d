/* Model: FHIRPath types are elements, and their members are found by the tables of the packs. */
#include "src/profile/model.h"

static const Rules *rules_of(void *self)
{
    return ((const ModelBase *)self)->rules;
}

FhirpathType model_type(const Rules *rules, const Element *element, Slice type)
{
    return rules_content(rules, element, type);
}

FhirpathType model_named_type(const Rules *rules, Slice name)
{
    const Structure *structure = rules_type(rules, name);
    return structure ? structure_root(structure) : NULL;
}

/* The element whose children hold for values of a type. */
static const Element *content_of(const Rules *rules, FhirpathType type)
{
    return rules_content(rules, type, (Slice){"", 0});
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
    };
}

void model_end(ModelBase *base)
{
    text_free(&base->scratch);
}
