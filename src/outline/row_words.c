/* Row words: what a value means, where that is not what it says. */
#include "src/outline/row_words.h"

#include "src/base/ascii.h"
#include "src/outline/reading.h"

/* ---- types ---- */

/* True where two names are the same, but perhaps for the case of their first letter ("dateTime", "DateTime"). */
static bool is_named(Slice type, Slice suffix)
{
    return type.length == suffix.length && type.length > 0 &&
           ascii_lower(type.bytes[0]) == ascii_lower(suffix.bytes[0]) &&
           slice_equals(slice_part(type, 1, type.length), slice_part(suffix, 1, suffix.length));
}

Slice row_type(const Document *document, NodeId id, const Element *element)
{
    uint32_t count = element ? element_type_count(element) : 0;
    if (count == 1 && !element_is_choice(element)) {
        return type_fhir_code(element_type(element, 0));
    }
    Slice found = {0};
    Text scratch = TEXT_EMPTY;
    Slice name = element ? element_name(element) : (Slice){0};
    Slice key = document_node(document, id)->key ? document_key(document, id, &scratch) : (Slice){0};
    for (uint32_t i = 0; i < count && slice_starts_with(key, name); i++) {
        Slice type = type_fhir_code(element_type(element, i));
        found = is_named(type, slice_part(key, name.length, key.length)) ? type : found;
    }
    text_free(&scratch);
    return found;
}

NodeId row_narrative(const Document *document, NodeId id, Slice type)
{
    bool is_narrative = slice_equals(type, SLICE("Narrative"));
    NodeId div = is_narrative ? document_member(document, id, SLICE("div")) : id;
    bool is_xhtml = is_narrative || slice_equals(type, SLICE("xhtml"));
    return is_xhtml && div != NODE_NONE && document_node(document, div)->kind == NODE_STRING ? div : NODE_NONE;
}

/* ---- words ---- */

static void append_date(const Document *document, NodeId id, Text *text)
{
    Text scratch = TEXT_EMPTY, words = TEXT_EMPTY;
    Slice written = document_string(document, id, &scratch);
    reading_date(written, &words);
    if (!slice_equals(text_slice(&words), written)) {
        text_append(text, text_slice(&words));
    }
    text_free(&words);
    text_free(&scratch);
}

/* Appends the name of a SOP class by its UID; short codes are told by the coding. */
static void append_meaning(const Document *document, NodeId code, Text *text)
{
    enum { CODE_SHORT = 12 };
    Text scratch = TEXT_EMPTY;
    Slice written = document_string(document, code, &scratch);
    text_append(text, written.length > CODE_SHORT ? reading_meaning(written) : (Slice){0});
    text_free(&scratch);
}

static void append_target(Names *names, const Document *document, NodeId reference, Text *text)
{
    Text scratch = TEXT_EMPTY;
    bool is_text = reference != NODE_NONE && document_node(document, reference)->kind == NODE_STRING;
    NodeId target =
        is_text ? names_resolve(names, reference, document_string(document, reference, &scratch)) : NODE_NONE;
    if (target != NODE_NONE) {
        names_append(names, target, text);
    }
    text_free(&scratch);
}

void row_words(Names *names, const Document *document, NodeId id, Slice type, Text *text)
{
    const Node *node = document_node(document, id);
    bool is_date = slice_equals(type, SLICE("date")) || slice_equals(type, SLICE("dateTime")) ||
                   slice_equals(type, SLICE("instant"));
    if (is_date && node->kind == NODE_STRING) {
        append_date(document, id, text);
    } else if (slice_equals(type, SLICE("Reference")) && node->kind == NODE_OBJECT) {
        append_target(names, document, document_member(document, id, SLICE("reference")), text);
    } else if (node->kind == NODE_STRING && document_key_equals(document, id, SLICE("code")) &&
               document_member(document, node->parent, SLICE("system")) != NODE_NONE) {
        append_meaning(document, id, text);
    } else if (node->kind == NODE_STRING && document_key_equals(document, id, SLICE("reference"))) {
        append_target(names, document, id, text);
    }
}
