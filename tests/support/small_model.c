/* The types as a table of members, searched in order. */
#include "tests/support/small_model.h"

#include <stdlib.h>

/* A member of a type, or (with an empty member) the type's base. A choice element is written once for each type. */
typedef struct Row {
    const char *type;
    const char *member;
    const char *member_type;
} Row;

static const Row rows[] = {
    {"Element", "", ""},
    {"Element", "id", "string"},
    {"Element", "extension", "Extension"},
    {"BackboneElement", "", "Element"},
    {"BackboneElement", "modifierExtension", "Extension"},
    {"Resource", "", ""},
    {"Resource", "id", "id"},
    {"Resource", "meta", "Meta"},
    {"DomainResource", "", "Resource"},
    {"DomainResource", "text", "Narrative"},
    {"DomainResource", "contained", "Resource"},
    {"DomainResource", "extension", "Extension"},
    {"DomainResource", "modifierExtension", "Extension"},
    {"boolean", "", "Element"},
    {"integer", "", "Element"},
    {"positiveInt", "", "integer"},
    {"string", "", "Element"},
    {"code", "", "string"},
    {"id", "", "string"},
    {"markdown", "", "string"},
    {"uri", "", "Element"},
    {"url", "", "uri"},
    {"uuid", "", "uri"},
    {"canonical", "", "uri"},
    {"decimal", "", "Element"},
    {"date", "", "Element"},
    {"dateTime", "", "Element"},
    {"instant", "", "Element"},
    {"time", "", "Element"},
    {"xhtml", "", "Element"},
    {"Meta", "", "Element"},
    {"Meta", "profile", "canonical"},
    {"Narrative", "", "Element"},
    {"Narrative", "status", "code"},
    {"Narrative", "div", "xhtml"},
    {"Extension", "", "Element"},
    {"Extension", "url", "uri"},
    {"Extension", "valueString", "string"},
    {"Extension", "valueDateTime", "dateTime"},
    {"Extension", "valueAge", "Age"},
    {"Coding", "", "Element"},
    {"Coding", "system", "uri"},
    {"Coding", "code", "code"},
    {"Coding", "display", "string"},
    {"CodeableConcept", "", "Element"},
    {"CodeableConcept", "coding", "Coding"},
    {"CodeableConcept", "text", "string"},
    {"Quantity", "", "Element"},
    {"Quantity", "value", "decimal"},
    {"Quantity", "comparator", "code"},
    {"Quantity", "unit", "string"},
    {"Quantity", "system", "uri"},
    {"Quantity", "code", "code"},
    {"Age", "", "Quantity"},
    {"Duration", "", "Quantity"},
    {"Period", "", "Element"},
    {"Period", "start", "dateTime"},
    {"Period", "end", "dateTime"},
    {"Reference", "", "Element"},
    {"Reference", "reference", "string"},
    {"Reference", "display", "string"},
    {"Identifier", "", "Element"},
    {"Identifier", "use", "code"},
    {"Identifier", "system", "uri"},
    {"Identifier", "value", "string"},
    {"Identifier", "period", "Period"},
    {"Identifier", "type", "CodeableConcept"},
    {"Identifier", "assigner", "Reference"},
    {"HumanName", "", "Element"},
    {"HumanName", "use", "code"},
    {"HumanName", "family", "string"},
    {"HumanName", "given", "string"},
    {"HumanName", "text", "string"},
    {"HumanName", "period", "Period"},
    {"ContactPoint", "", "Element"},
    {"ContactPoint", "system", "code"},
    {"ContactPoint", "value", "string"},
    {"ContactPoint", "use", "code"},
    {"ContactPoint", "rank", "positiveInt"},
    {"Patient", "", "DomainResource"},
    {"Patient", "identifier", "Identifier"},
    {"Patient", "active", "boolean"},
    {"Patient", "name", "HumanName"},
    {"Patient", "telecom", "ContactPoint"},
    {"Patient", "gender", "code"},
    {"Patient", "birthDate", "date"},
    {"Patient", "deceasedBoolean", "boolean"},
    {"Patient", "deceasedDateTime", "dateTime"},
    {"Patient", "maritalStatus", "CodeableConcept"},
    {"Patient", "contact", "BackboneElement"},
    {"Patient", "managingOrganization", "Reference"},
    {"Organization", "", "DomainResource"},
    {"Organization", "name", "string"},
    {"Observation", "", "DomainResource"},
    {"Observation", "status", "code"},
    {"Observation", "code", "CodeableConcept"},
    {"Observation", "category", "CodeableConcept"},
    {"Observation", "subject", "Reference"},
    {"Observation", "effectiveDateTime", "dateTime"},
    {"Observation", "valueQuantity", "Quantity"},
    {"Observation", "valueString", "string"},
    {"Observation", "valueInteger", "integer"},
    {"Observation", "valuePeriod", "Period"},
    {"Parameters", "", "Resource"},
    {"Parameters", "parameter", "BackboneElement"},
    {"BackboneElement", "name", "string"},
    {"BackboneElement", "valueString", "string"},
    {"BackboneElement", "valueInteger", "integer"},
    {"BackboneElement", "valueDecimal", "decimal"},
    {"BackboneElement", "valueUuid", "uuid"},
    {"BackboneElement", "valueQuantity", "Quantity"},
    {"BackboneElement", "valueDate", "date"},
    {"BackboneElement", "valueTime", "time"},
    {"Questionnaire", "", "DomainResource"},
    {"Questionnaire", "url", "uri"},
    {"ValueSet", "", "DomainResource"},
    {"ValueSet", "version", "string"},
    {"Resource", "resource", "Resource"},
    {"Bundle", "", "Resource"},
    {"Bundle", "entry", "BackboneElement"},
    {"BackboneElement", "resource", "Resource"},
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

/* The row that introduces a type; NULL if there is none. */
static const Row *find_type(Slice name)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (rows[i].member[0] == '\0' && slice_equals(name, slice_from(rows[i].type))) {
            return &rows[i];
        }
    }
    return NULL;
}

static FhirpathType root_type(void *self, const Document *document, NodeId node)
{
    (void)self;
    NodeId type = document_member(document, node, SLICE("resourceType"));
    if (type == NODE_NONE) {
        return NULL;
    }
    Text scratch = TEXT_EMPTY;
    const Row *row = find_type(document_string(document, type, &scratch));
    text_free(&scratch);
    return row;
}

/* The member of a type or of one of its bases for which `is_it` holds. */
static const Row *find_member(FhirpathType type, Slice name, bool (*is_it)(const char *member, Slice name))
{
    for (const Row *own = type; own; own = find_type(slice_from(own->member_type))) {
        for (size_t i = 0; i < ROW_COUNT; i++) {
            if (rows[i].member[0] && strcmp(rows[i].type, own->type) == 0 && is_it(rows[i].member, name)) {
                return &rows[i];
            }
        }
    }
    return NULL;
}

static bool is_same(const char *member, Slice name)
{
    return slice_equals(slice_from(member), name);
}

static bool is_choice_of(const char *member, Slice name)
{
    return strncmp(member, name.bytes, name.length) == 0 && member[name.length] >= 'A' && member[name.length] <= 'Z';
}

static FhirpathType member_type(void *self, FhirpathType parent, Slice name)
{
    (void)self;
    const Row *row = find_member(parent, name, is_same);
    return row ? find_type(slice_from(row->member_type)) : NULL;
}

static bool is_choice(void *self, FhirpathType parent, Slice name)
{
    (void)self;
    return find_member(parent, name, is_choice_of) != NULL;
}

static bool has_member(void *self, FhirpathType parent, Slice name)
{
    (void)self;
    const Row *row = find_member(parent, name, is_same);
    bool is_typed = row && (slice_starts_with(name, SLICE("value")) || slice_starts_with(name, SLICE("deceased"))) &&
                    name.length > 5 && strcmp(((const Row *)parent)->type, "Identifier") != 0;
    return (row && !is_typed) || is_choice(self, parent, name);
}

static Slice type_name(void *self, FhirpathType type)
{
    (void)self;
    return slice_from(((const Row *)type)->type);
}

static bool is_subtype(void *self, FhirpathType type, Slice name)
{
    (void)self;
    for (const Row *own = type; own; own = find_type(slice_from(own->member_type))) {
        if (slice_equals(slice_from(own->type), name)) {
            return true;
        }
    }
    return false;
}

static bool is_type_name(void *self, Slice name)
{
    (void)self;
    return find_type(name) != NULL;
}

static bool resolve(void *self, Slice reference, const FhirpathItem *from, FhirpathItem *resource)
{
    if (!slice_starts_with(reference, SLICE("#"))) {
        return false;
    }
    NodeId contained = document_member(from->document, 0, SLICE("contained"));
    for (NodeId id = contained == NODE_NONE ? NODE_NONE : document_first_child(from->document, contained);
         id != NODE_NONE; id = document_next_sibling(from->document, id)) {
        NodeId name = document_member(from->document, id, SLICE("id"));
        if (name != NODE_NONE &&
            document_string_equals(from->document, name, slice_part(reference, 1, reference.length))) {
            *resource =
                (FhirpathItem){.kind = FHIRPATH_NODE, .node = id, .sibling = NODE_NONE, .document = from->document};
            resource->type = root_type(self, from->document, id);
            return true;
        }
    }
    return false;
}

static int member_of(void *self, const FhirpathItem *item, Slice value_set)
{
    (void)self;
    if (!slice_equals(value_set, SLICE("http://example.org/colours"))) {
        return -1;
    }
    Slice code = item->kind == FHIRPATH_NODE ? document_raw(item->document, item->node) : item->text;
    return slice_find(code, SLICE("red"), 0) != SIZE_MAX || slice_find(code, SLICE("green"), 0) != SIZE_MAX;
}

static int conforms_to(void *self, const FhirpathItem *item, Slice structure)
{
    return item->type && slice_ends_with(structure, type_name(self, item->type));
}

static int html_checks(void *self, const FhirpathItem *item)
{
    (void)self;
    return slice_find(document_raw(item->document, item->node), SLICE("<script"), 0) == SIZE_MAX;
}

FhirpathModel small_model(void)
{
    return (FhirpathModel){.root_type = root_type,
                           .member_type = member_type,
                           .is_choice = is_choice,
                           .has_member = has_member,
                           .type_name = type_name,
                           .is_subtype = is_subtype,
                           .is_type_name = is_type_name,
                           .resolve = resolve,
                           .member_of = member_of,
                           .conforms_to = conforms_to,
                           .html_checks = html_checks};
}
