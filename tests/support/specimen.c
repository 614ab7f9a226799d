/* Specimens: the elements of a definition written down from the first to the last. */
#include "tests/support/specimen.h"

/* Data types within data types, and backbones within themselves, are followed this far. */
enum { DATA_DEPTH_MAXIMUM = 3, DEPTH_MAXIMUM = 8 };

typedef struct Specimen {
    const Rules *rules;
    uint32_t choice;
    Text *text;
    unsigned depth;
    unsigned data_depth;
} Specimen;

/* A value of each primitive type; of others a text. */
static const struct {
    const char *type;
    const char *json;
} primitives[] = {
    {"boolean", "true"},
    {"integer", "1"},
    {"positiveInt", "1"},
    {"unsignedInt", "1"},
    {"decimal", "1.5"},
    {"uri", "\"http://example.org/a\""},
    {"url", "\"http://example.org/a\""},
    {"canonical", "\"http://example.org/a\""},
    {"oid", "\"urn:oid:1.2.3\""},
    {"uuid", "\"urn:uuid:c757873d-ec9a-4326-a141-556f43239520\""},
    {"id", "\"a1\""},
    {"date", "\"2020-02-03\""},
    {"dateTime", "\"2020-02-03T10:00:00Z\""},
    {"instant", "\"2020-02-03T10:00:00Z\""},
    {"time", "\"10:00:00\""},
    {"base64Binary", "\"YQ==\""},
    {"xhtml", "\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">a</div>\""},
};

static void append_object(Specimen *specimen, const Element *content, bool has_member);

static void append_primitive(Specimen *specimen, Slice type)
{
    for (size_t i = 0; i < sizeof primitives / sizeof *primitives; i++) {
        if (slice_equals(type, slice_from(primitives[i].type))) {
            text_append(specimen->text, slice_from(primitives[i].json));
            return;
        }
    }
    text_append(specimen->text, SLICE("\"text\""));
}

/* A backbone has its children with it; everything else is a data type. */
static bool is_backbone(const Element *content)
{
    return element_parent(content) != NULL;
}

static void append_value(Specimen *specimen, const Element *element, Slice type)
{
    const Structure *structure = rules_type(specimen->rules, type);
    if (structure && structure_kind(structure) == STRUCTURE_RESOURCE) {
        text_append(specimen->text, SLICE("{\"resourceType\":\"Basic\",\"id\":\"b1\"}"));
    } else if (structure && structure_kind(structure) == STRUCTURE_PRIMITIVE) {
        append_primitive(specimen, type);
    } else {
        append_object(specimen, rules_content(specimen->rules, element, type), false);
    }
}

/* The type of an element's value; empty where it has none that can be written down. */
static Slice type_of(const Specimen *specimen, const Element *element)
{
    uint32_t count = element_type_count(element);
    uint32_t position = specimen->choice < count ? specimen->choice : count - 1;
    return count ? type_fhir_code(element_type(element, position)) : SLICE("");
}

/* Appends the member's name with the type of a choice after it. */
static void append_name(Specimen *specimen, const Element *element, Slice type)
{
    Slice name = element_name(element);
    text_format(specimen->text, "\"%.*s", SLICE_ARGS(name));
    if (element_is_choice(element) && type.length) {
        text_format(specimen->text, "%c%.*s", type.bytes[0] & ~0x20, SLICE_ARGS(slice_part(type, 1, type.length)));
    }
    text_append(specimen->text, SLICE("\":"));
}

/* True where following the element further would not come to an end. */
static bool is_too_deep(const Specimen *specimen, const Element *element, Slice type)
{
    const Element *content = rules_content(specimen->rules, element, type);
    const Structure *structure = rules_type(specimen->rules, type);
    bool is_primitive = structure && structure_kind(structure) == STRUCTURE_PRIMITIVE;
    return !is_primitive && content && !is_backbone(content) && specimen->data_depth >= DATA_DEPTH_MAXIMUM;
}

static void append_member(Specimen *specimen, const Element *element, bool *has_member)
{
    Slice type = type_of(specimen, element);
    bool is_extension = slice_equals(type, SLICE("Extension")) && specimen->data_depth > 2;
    if (element_maximum(element) == 0 || is_extension || is_too_deep(specimen, element, type)) {
        return;
    }
    bool is_list = element_base_maximum(element) > 1;
    text_append(specimen->text, *has_member ? SLICE(",") : SLICE(""));
    append_name(specimen, element, type);
    text_append(specimen->text, is_list ? SLICE("[") : SLICE(""));
    append_value(specimen, element, type);
    text_append(specimen->text, is_list ? SLICE("]") : SLICE(""));
    *has_member = true;
}

static void append_object(Specimen *specimen, const Element *content, bool has_member)
{
    bool is_data = content && !is_backbone(content);
    if (!has_member) {
        text_append(specimen->text, SLICE("{"));
    }
    if (content && specimen->depth < DEPTH_MAXIMUM) {
        specimen->depth++;
        specimen->data_depth += is_data;
        for (uint32_t i = 0; i < element_child_count(content); i++) {
            append_member(specimen, element_child(content, i), &has_member);
        }
        specimen->data_depth -= is_data;
        specimen->depth--;
    }
    text_append(specimen->text, SLICE("}"));
}

void specimen_append(const Rules *rules, const Structure *structure, uint32_t choice, Text *text)
{
    Specimen specimen = {.rules = rules, .choice = choice, .text = text};
    const Structure *type = rules_type(rules, structure_type(structure));
    if (structure_kind(structure) == STRUCTURE_RESOURCE) {
        text_format(text, "{\"resourceType\":\"%.*s\"", SLICE_ARGS(structure_type(structure)));
        append_object(&specimen, structure_root(type), true);
    } else {
        append_value(&specimen, structure_root(type), structure_type(structure));
    }
}
