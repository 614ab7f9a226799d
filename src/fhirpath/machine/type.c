/* Types of elements, found by walking from a node of known type down to the element, and asking the model at each key.
 */
#include "src/fhirpath/machine/type.h"

#include "src/base/ascii.h"

/* The FHIR primitives that are not read as a String, and Quantity. */
static const struct {
    Slice name;
    FhirpathKind kind;
} system_kinds[] = {
    {SLICE("boolean"), FHIRPATH_BOOLEAN},     {SLICE("integer"), FHIRPATH_INTEGER},
    {SLICE("positiveInt"), FHIRPATH_INTEGER}, {SLICE("unsignedInt"), FHIRPATH_INTEGER},
    {SLICE("integer64"), FHIRPATH_INTEGER},   {SLICE("decimal"), FHIRPATH_DECIMAL},
    {SLICE("date"), FHIRPATH_DATE},           {SLICE("dateTime"), FHIRPATH_DATETIME},
    {SLICE("instant"), FHIRPATH_DATETIME},    {SLICE("time"), FHIRPATH_TIME},
    {SLICE("Quantity"), FHIRPATH_QUANTITY},
};

static const char *const system_names[] = {"Boolean",  "String", "Integer",  "Decimal", "Date",
                                           "DateTime", "Time",   "Quantity", "Long",    "Any"};

/* The type of a resource at a node, where it says that it is one. */
static FhirpathType find_resource_type(Machine *machine, const Document *document, NodeId node)
{
    const FhirpathModel *model = &machine->context->model;
    if (!model->root_type || document_member(document, node, SLICE("resourceType")) == NODE_NONE) {
        return NULL;
    }
    return model->root_type(model->self, document, node);
}

/* True for the types that stand for any resource. */
static bool is_any_resource(Machine *machine, FhirpathType type)
{
    const FhirpathModel *model = &machine->context->model;
    if (!type || !model->type_name) {
        return !type;
    }
    Slice name = model->type_name(model->self, type);
    return slice_equals(name, SLICE("Resource")) || slice_equals(name, SLICE("DomainResource"));
}

/* The type of the value at a node, from its parent's. */
static FhirpathType step_down(Machine *machine, const Document *document, FhirpathType parent, NodeId id)
{
    const FhirpathModel *model = &machine->context->model;
    const Node *node = document_node(document, id);
    FhirpathType type = parent;
    if (node->key_length) {
        Text scratch = TEXT_EMPTY;
        Slice key = document_key(document, id, &scratch);
        key = slice_part(key, key.bytes[0] == '_', key.length);
        type = parent && model->member_type ? model->member_type(model->self, parent, key) : NULL;
        text_free(&scratch);
    }
    if (node->kind == NODE_OBJECT && is_any_resource(machine, type)) {
        FhirpathType resource = find_resource_type(machine, document, id);
        type = resource ? resource : type;
    }
    return type;
}

FhirpathType type_of(Machine *machine, const Item *item)
{
    const ItemElement *element = &item->as.element;
    if (item->kind != FHIRPATH_NODE) {
        return NULL;
    }
    NodeId way[DOCUMENT_DEPTH_MAXIMUM + 2];
    size_t length = 0;
    for (NodeId id = item_place(element);
         id != element->anchor && id != NODE_NONE && length < DOCUMENT_DEPTH_MAXIMUM + 2;) {
        way[length++] = id;
        id = document_node(element->document, id)->parent;
    }
    FhirpathType type = element->type;
    while (length > 0) {
        type = step_down(machine, element->document, type, way[--length]);
    }
    return type;
}

/* What the JSON of an element says of its type. */
static Slice guess_name(const ItemElement *element)
{
    if (element->node == NODE_NONE) {
        return SLICE("");
    }
    Slice raw = document_raw(element->document, element->node);
    switch (document_node(element->document, element->node)->kind) {
    case NODE_BOOLEAN:
        return SLICE("boolean");
    case NODE_NUMBER:
        return memchr(raw.bytes, '.', raw.length) ? SLICE("decimal") : SLICE("integer");
    case NODE_STRING:
        return SLICE("string");
    default:
        return SLICE("");
    }
}

TypeName type_name(Machine *machine, const Item *item)
{
    if (item->kind != FHIRPATH_NODE) {
        return (TypeName){SLICE("System"), item_system_type(item)};
    }
    const FhirpathModel *model = &machine->context->model;
    FhirpathType type = type_of(machine, item);
    Slice name = type && model->type_name ? model->type_name(model->self, type) : guess_name(&item->as.element);
    return (TypeName){SLICE("FHIR"), name};
}

bool type_derives_from(Machine *machine, const Item *item, Slice name)
{
    const FhirpathModel *model = &machine->context->model;
    FhirpathType type = type_of(machine, item);
    if (!type || !model->is_subtype) {
        return slice_equals(type_name(machine, item).name, name);
    }
    return model->is_subtype(model->self, type, name);
}

FhirpathKind type_system_kind(Machine *machine, const Item *item)
{
    if (item->kind != FHIRPATH_NODE) {
        return item->kind;
    }
    Slice name = type_name(machine, item).name;
    for (size_t i = 0; i < sizeof system_kinds / sizeof *system_kinds; i++) {
        if (slice_equals(name, system_kinds[i].name)) {
            return system_kinds[i].kind;
        }
    }
    bool is_complex = name.length == 0 || ascii_is_upper(name.bytes[0]);
    if (is_complex) {
        return type_derives_from(machine, item, SLICE("Quantity")) ? FHIRPATH_QUANTITY : FHIRPATH_NODE;
    }
    return FHIRPATH_STRING;
}

bool type_is(Machine *machine, const Item *item, TypeName name)
{
    bool is_value = item->kind != FHIRPATH_NODE;
    if (name.space.length && slice_equals(name.space, SLICE("System")) != is_value) {
        return false;
    }
    return is_value ? slice_equals(item_system_type(item), name.name) : type_derives_from(machine, item, name.name);
}

bool type_fits(Machine *machine, const Item *item, TypeName name)
{
    if (!type_is(machine, item, name) || item->kind != FHIRPATH_NODE) {
        return item->kind != FHIRPATH_NODE && type_is(machine, item, name);
    }
    Slice own = type_name(machine, item).name;
    bool is_primitive = own.length && ascii_is_lower(own.bytes[0]);
    return !is_primitive || slice_equals(own, name.name);
}

bool type_must_exist(Machine *machine, TypeName name)
{
    const FhirpathModel *model = &machine->context->model;
    bool is_system = slice_equals(name.space, SLICE("System"));
    for (size_t i = 0; !name.space.length && i < sizeof system_names / sizeof *system_names; i++) {
        is_system = is_system || slice_equals(name.name, slice_from(system_names[i]));
    }
    if (is_system || !model->is_type_name || model->is_type_name(model->self, name.name)) {
        return true;
    }
    return machine_fail(machine, ERROR_NOT_FOUND, "unknown type %.*s%s%.*s", SLICE_ARGS(name.space),
                        name.space.length ? "." : "", SLICE_ARGS(slice_part(name.name, 0, 80)));
}

bool type_has_choice(Machine *machine, const Item *item, Slice name, Slice suffix)
{
    const FhirpathModel *model = &machine->context->model;
    FhirpathType type = type_of(machine, item);
    if (type && model->is_choice) {
        return model->is_choice(model->self, type, name);
    }
    if (!model->is_type_name || suffix.length == 0) {
        return suffix.length > 0;
    }
    char primitive[64];
    if (suffix.length >= sizeof primitive) {
        return false;
    }
    memcpy(primitive, suffix.bytes, suffix.length);
    primitive[0] = (char)(primitive[0] - 'A' + 'a');
    return model->is_type_name(model->self, suffix) ||
           model->is_type_name(model->self, slice_make(primitive, suffix.length));
}
