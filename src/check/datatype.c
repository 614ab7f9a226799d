/* Datatype: what single datatypes demand beyond their elements: Identifier, Attachment, Narrative, and URIs by element. */
#include "src/check/families.h"
#include "src/profile/identifier_syntax.h"

#include <stdlib.h>

static void check_identifier(Walk *walk, const Value *value)
{
    Text scratch = TEXT_EMPTY, other = TEXT_EMPTY;
    Slice system = walk_member_string(walk->document, value->node, SLICE("system"), &scratch);
    Slice text = walk_member_string(walk->document, value->node, SLICE("value"), &other);
    const Element *element = value->facets->items[0].element;
    bool is_absolute = slice_starts_with(system, SLICE("http:")) || slice_starts_with(system, SLICE("https:")) ||
                       slice_starts_with(system, SLICE("urn:")) || slice_starts_with(system, SLICE("ldap:"));
    if (system.length && !is_absolute) {
        walk_error(walk, "identifier-system", value->node, element,
                   "the system of an identifier must be an absolute URI (http:…, urn:…)");
    }
    if (slice_equals(system, SLICE("urn:ietf:rfc:3986")) && text.length && !uri_is_absolute(text)) {
        walk_error(walk, "identifier-uri", value->node, element,
                   "with the system urn:ietf:rfc:3986 the value is itself a URI, with its scheme: urn:oid:…, "
                   "urn:uuid:… or http…");
    }
    text_free(&scratch);
    text_free(&other);
}

static bool has(const Walk *walk, NodeId object, const char *name)
{
    return document_member(walk->document, object, slice_from(name)) != NODE_NONE;
}

static void check_attachment(Walk *walk, const Value *value)
{
    NodeId node = value->node;
    if (!has(walk, node, "data") && !has(walk, node, "url") && !has(walk, node, "contentType") &&
        !has(walk, node, "language")) {
        walk_issue(walk, SEVERITY_WARNING, "attachment-empty", node, value->facets->items[0].element,
                   "an attachment has data or a url, or else says at least its media type or language");
    }
    NodeId size = document_member(walk->document, node, SLICE("size")),
           data = document_member(walk->document, node, SLICE("data"));
    if (size == NODE_NONE || data == NODE_NONE || document_node(walk->document, data)->kind != NODE_STRING) {
        return;
    }
    Slice text = slice_part(document_raw(walk->document, data), 1, document_node(walk->document, data)->length - 2);
    size_t padding = slice_ends_with(text, SLICE("==")) ? 2 : slice_ends_with(text, SLICE("="));
    size_t actual = text.length / 4 * 3 - padding;
    if (text.length % 4 == 0 && strtoull(document_raw(walk->document, size).bytes, NULL, 10) != actual) {
        walk_error(walk, "attachment-size", node, value->facets->items[0].element,
                   "size does not fit the data, which have %zu bytes", actual);
    }
}

typedef struct DatatypeRow {
    const char *type;
    ValueCheck *check;
} DatatypeRow;

static const DatatypeRow rows[] = {
    {"Identifier", check_identifier},
    {"Attachment", check_attachment},
    {"xhtml", narrative_value_check},
};

void datatype_check(Walk *walk, const Value *value)
{
    for (size_t i = 0; value->node != NODE_NONE && i < sizeof rows / sizeof *rows; i++) {
        if (slice_equals(structure_type(value->type), slice_from(rows[i].type))) {
            rows[i].check(walk, value);
        }
    }
}
