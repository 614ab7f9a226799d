/* Type words: one function for each datatype that has its own words. */
#include "src/outline/type_words.h"

#include "src/base/ascii.h"

#include "src/outline/reading.h"

void words_separate(Text *text, size_t start, Slice separator)
{
    if (text->length > start) {
        text_append(text, separator);
    }
}

bool words_append_member(const Document *document, NodeId id, const char *name, size_t start, Slice separator,
                         Text *text)
{
    NodeId found = id == NODE_NONE ? NODE_NONE : document_member(document, id, slice_from(name));
    if (found == NODE_NONE || document_node(document, found)->end != found + 1) {
        return false;
    }
    Text scratch = TEXT_EMPTY;
    Slice value = document_string(document, found, &scratch);
    bool has_any = slice_trim(value).length > 0;
    if (has_any) {
        words_separate(text, start, separator);
        text_append(text, slice_part(value, 0, WORDS_MAXIMUM));
    }
    text_free(&scratch);
    return has_any;
}

void words_append_id(const Document *document, NodeId resource, size_t start, Slice separator, Text *text)
{
    enum { LONG = 16, BEFORE = 8, AFTER = 4 };
    Text whole = TEXT_EMPTY;
    words_append_member(document, resource, "id", 0, (Slice){0}, &whole);
    if (whole.length > LONG && ascii_are_all(text_slice(&whole), ascii_is_plain)) {
        text_splice(&whole, BEFORE, whole.length - BEFORE - AFTER, SLICE("…"));
    }
    if (whole.length > 0) {
        words_separate(text, start, separator);
        text_append(text, text_slice(&whole));
    }
    text_free(&whole);
}

/* Appends the display of a coding, or what a code of DICOM means; false if there is neither. */
static bool append_display(const Document *document, NodeId id, size_t start, Text *text)
{
    if (words_append_member(document, id, "display", start, SLICE("  "), text)) {
        return true;
    }
    NodeId code = document_member(document, id, SLICE("code"));
    Text scratch = TEXT_EMPTY;
    Slice meaning = code == NODE_NONE ? (Slice){0} : reading_meaning(document_string(document, code, &scratch));
    if (meaning.length) {
        words_separate(text, start, SLICE("  "));
        text_append(text, meaning);
    }
    text_free(&scratch);
    return meaning.length > 0;
}

/* True for a code that tells a reader nothing by itself: a long one, such as the UID of a SOP class, or a number. */
static bool is_opaque(Slice code)
{
    enum { CODE_SHORT = 12, NUMBER_SHORT = 4 };
    bool is_number = true;
    for (size_t i = 0; i < code.length && is_number; i++) {
        is_number = ascii_is_digit(code.bytes[i]);
    }
    return code.length > (is_number ? NUMBER_SHORT : CODE_SHORT);
}

/* The code and what it means; an opaque code comes last. */
void words_coding(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    Text written = TEXT_EMPTY;
    NodeId code = document_member(document, id, SLICE("code"));
    bool is_last = code != NODE_NONE && is_opaque(document_string(document, code, &written));
    bool is_meant = is_last && append_display(document, id, start, text);
    text_free(&written);
    words_append_member(document, id, "code", start, SLICE("  "), text);
    if (!is_last && !is_meant) {
        append_display(document, id, start, text);
    }
    if (text->length == start) {
        words_append_member(document, id, "system", start, SLICE("  "), text);
    }
}

void words_concept(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    if (words_append_member(document, id, "text", start, SLICE(""), text)) {
        return;
    }
    NodeId list = document_member(document, id, SLICE("coding"));
    NodeId coding = list == NODE_NONE ? NODE_NONE : document_first_child(document, list);
    if (coding != NODE_NONE && !words_append_member(document, coding, "display", start, SLICE(""), text)) {
        words_append_member(document, coding, "code", start, SLICE(""), text);
    }
}

void words_reference(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    words_append_member(document, id, "display", start, SLICE("  "), text);
    words_append_member(document, id, "reference", start, SLICE("  "), text);
}

void words_identifier(const Document *document, NodeId id, Text *text)
{
    words_append_member(document, id, "value", text->length, SLICE(""), text);
}

/* A HumanName: its text, else the family name and the given ones, as many as words show. */
void words_name(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    if (words_append_member(document, id, "text", start, SLICE(""), text)) {
        return;
    }
    words_append_member(document, id, "family", start, SLICE(""), text);
    NodeId given = document_member(document, id, SLICE("given"));
    Text scratch = TEXT_EMPTY;
    bool is_first = true;
    for (NodeId item = given == NODE_NONE ? NODE_NONE : document_first_child(document, given);
         item != NODE_NONE && text->length - start <= WORDS_MAXIMUM; item = document_next_sibling(document, item)) {
        Slice name = document_string(document, item, &scratch);
        if (slice_trim(name).length > 0) {
            words_separate(text, start, is_first ? SLICE(", ") : SLICE(" "));
            text_append(text, slice_part(name, 0, WORDS_MAXIMUM));
            is_first = false;
        }
    }
    text_free(&scratch);
}

void words_period(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    words_append_member(document, id, "start", start, SLICE(""), text);
    text_append(text, SLICE(" – "));
    words_append_member(document, id, "end", start, SLICE(""), text);
}

void words_quantity(const Document *document, NodeId id, Text *text)
{
    size_t start = text->length;
    words_append_member(document, id, "comparator", start, SLICE(" "), text);
    words_append_member(document, id, "value", start, SLICE(" "), text);
    if (!words_append_member(document, id, "unit", start, SLICE(" "), text)) {
        words_append_member(document, id, "code", start, SLICE(" "), text);
    }
}

AppendWords *words_of_type(Slice type)
{
    static const struct {
        const char *name;
        AppendWords *append;
    } types[] = {{"Coding", words_coding},         {"CodeableConcept", words_concept}, {"Reference", words_reference},
                 {"Identifier", words_identifier}, {"HumanName", words_name},          {"Period", words_period},
                 {"Quantity", words_quantity}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (slice_equals(type, slice_from(types[i].name))) {
            return types[i].append;
        }
    }
    return NULL;
}
