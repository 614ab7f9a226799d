/* ImageJson: members with eight hexadecimal digits, each with an array of values. */
#include "src/images/image_json.h"

#include <stdlib.h>

/* The tag that a key is; false where it is none. */
static bool read_tag(Slice key, DicomTag *tag)
{
    char digits[9] = {0}, *end;
    if (key.length != 8) {
        return false;
    }
    memcpy(digits, key.bytes, 8);
    *tag = (DicomTag)strtoul(digits, &end, 16);
    return *end == '\0';
}

/* True for an array, and for one data set alone: an object that has an element. */
static bool is_dicom_json(const Document *document)
{
    DicomTag tag;
    if (document_fault_count(document) > 0 || document_node(document, 0)->kind != NODE_OBJECT) {
        return document_fault_count(document) == 0 && document_node(document, 0)->kind == NODE_ARRAY;
    }
    NodeId first = document_first_child(document, 0);
    return first != NODE_NONE && read_tag(document_raw_key(document, first), &tag);
}

Document *image_json_open(Text *bytes, const char *name, Error *error)
{
    if (slice_trim(text_slice(bytes)).length == 0) {
        text_clear(bytes);
        text_append(bytes, SLICE("[]"));
    }
    Document *document = document_take_as(bytes, name, DOCUMENT_JSON, error);
    if (document && !is_dicom_json(document)) {
        document_free(document);
        error_set(error, ERROR_FORMAT, name, "the answer is not DICOM JSON");
        return NULL;
    }
    return document;
}

NodeId image_json_next(const Document *document, NodeId after)
{
    if (document_node(document, 0)->kind == NODE_OBJECT) {
        return after == NODE_NONE ? 0 : NODE_NONE;
    }
    return after == NODE_NONE ? document_first_child(document, 0) : document_next_sibling(document, after);
}

/* Appends one value: a string or a number, or the alphabetic representation of a name, else another of them. */
static void append_value(const Document *document, NodeId value, Arena *arena, Text *text)
{
    if (document_node(document, value)->kind == NODE_OBJECT) {
        NodeId name = document_member(document, value, SLICE("Alphabetic"));
        name = name != NODE_NONE ? name : document_first_child(document, value);
        if (name == NODE_NONE) {
            return;
        }
        value = name;
    }
    NodeKind kind = document_node(document, value)->kind;
    if (kind == NODE_STRING || kind == NODE_NUMBER) {
        text_append(text, document_text(document, value, arena));
    }
}

/* The text of an element; several values are divided by backslashes. */
static Slice element_text(const Document *document, NodeId element, Arena *arena)
{
    Text text = TEXT_EMPTY;
    NodeId values = document_member(document, element, SLICE("Value"));
    NodeId first = values == NODE_NONE ? NODE_NONE : document_first_child(document, values);
    for (NodeId value = first; value != NODE_NONE; value = document_next_sibling(document, value)) {
        text_append(&text, value == first ? SLICE("") : SLICE("\\"));
        append_value(document, value, arena, &text);
    }
    Slice copy = image_text_keep(&text, arena);
    text_free(&text);
    return copy;
}

/* Fills from the elements of a data set that lies in a sequence (0: of the data set itself). */
static void fill(const Document *document, NodeId data_set, DicomTag sequence, Arena *arena, Image *image)
{
    for (NodeId element = document_first_child(document, data_set); element != NODE_NONE;
         element = document_next_sibling(document, element)) {
        DicomTag tag;
        if (!read_tag(document_raw_key(document, element), &tag)) {
            continue;
        }
        ImageValue value = image_value_of(sequence, tag);
        if (value < IMAGE_VALUE_COUNT && image->values[value].length == 0) {
            image->values[value] = element_text(document, element, arena);
        } else if (sequence == 0 && value == IMAGE_VALUE_COUNT) {
            NodeId items = document_member(document, element, SLICE("Value"));
            NodeId first = items == NODE_NONE ? NODE_NONE : document_first_child(document, items);
            bool is_item = first != NODE_NONE && document_node(document, first)->kind == NODE_OBJECT;
            if (is_item && image_value_is_sequence(tag)) {
                fill(document, first, tag, arena, image);
            }
        }
    }
}

void image_json_fill(const Document *document, NodeId data_set, Arena *arena, Image *image)
{
    if (document_node(document, data_set)->kind == NODE_OBJECT) {
        fill(document, data_set, 0, arena, image);
    }
}

size_t image_json_number(const Document *document, NodeId data_set, Slice tag)
{
    NodeId element = document_member(document, data_set, tag);
    NodeId values = element == NODE_NONE ? NODE_NONE : document_member(document, element, SLICE("Value"));
    NodeId value = values == NODE_NONE ? NODE_NONE : document_first_child(document, values);
    char digits[16] = {0};
    if (value != NODE_NONE) {
        Text scratch = TEXT_EMPTY;
        Slice text = document_string(document, value, &scratch);
        memcpy(digits, text.length > 0 ? text.bytes : "", text.length < sizeof digits ? text.length : 0);
        text_free(&scratch);
    }
    return (size_t)strtoul(digits, NULL, 10);
}
