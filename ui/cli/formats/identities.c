/* Identities: noting and comparing. */
#include "ui/cli/formats/identities.h"

#include "src/base/systems.h"
#include "ui/cli/output/output.h"

#include <stdlib.h>

/* Before the lines of a record: its own line. */
#define RECORD_LEAD "record "

/* Appends a line, unless the text cannot stand on one. */
static void append_line(const char *lead, Slice text, Text *lines)
{
    if (text.length > 0 && slice_find(text, SLICE("\n"), 0) == SIZE_MAX) {
        text_append(lines, slice_from(lead));
        text_append(lines, text);
        text_append_byte(lines, '\n');
    }
}

/* Appends the UIDs of the study at a node. */
static void append_study(const Document *document, NodeId study, Text *lines)
{
    Text scratch = TEXT_EMPTY;
    NodeId list = document_member(document, study, SLICE("identifier"));
    if (list == NODE_NONE) {
        return;
    }
    for (NodeId item = document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        NodeId system = document_member(document, item, SLICE("system"));
        NodeId value = document_member(document, item, SLICE("value"));
        bool is_uid = system != NODE_NONE && document_string_equals(document, system, SLICE(SYSTEM_DICOM_UID));
        if (is_uid && value != NODE_NONE && document_node(document, value)->kind == NODE_STRING) {
            append_line("study ", slice_without_prefix(document_string(document, value, &scratch), SLICE(SCHEME_OID)),
                        lines);
        }
    }
    text_free(&scratch);
}

void identities_append(const Record *record, Text *lines)
{
    NodeId root = record_root(record);
    if (root == NODE_NONE) {
        return;
    }
    Text type = TEXT_EMPTY, id = TEXT_EMPTY, name = TEXT_EMPTY;
    size_t before = lines->length;
    text_format(lines, RECORD_LEAD "%u\n", record->line);
    size_t start = lines->length;
    Slice kind = record_text(record, "resourceType", &type), key = record_text(record, "id", &id);
    if (kind.length > 0 && key.length > 0) {
        text_append(&name, kind);
        text_append_byte(&name, '/');
        text_append(&name, key);
        append_line("resource ", text_slice(&name), lines);
    }
    const Document *document = record->document;
    for (NodeId node = root; node < document_node(document, root)->end; node++) {
        bool is_type = document_key_equals(document, node, SLICE("resourceType")) &&
                       document_string_equals(document, node, SLICE("ImagingStudy"));
        if (is_type) {
            append_study(document, document_node(document, node)->parent, lines);
        }
    }
    lines->length = lines->length == start ? before : lines->length;
    text_free(&type);
    text_free(&id);
    text_free(&name);
}

void identities_free(Identities *identities)
{
    slice_map_free(&identities->places);
    free(identities->names);
    text_free(&identities->twice);
    arena_free(identities->arena);
    *identities = (Identities){0};
}

/* The number of a record's place. */
static uint32_t add_place(Identities *identities, const char *input, Slice line)
{
    ARRAY_RESERVE(identities->names, identities->capacity, identities->count + 1);
    identities->names[identities->count] = arena_format(identities->arena, "%s:%.*s", input, SLICE_ARGS(line));
    return (uint32_t)identities->count++;
}

/* Compares one identity of the record at a place. */
static void take_identity(Identities *identities, uint32_t place, Slice identity)
{
    uint32_t *first = slice_map_find(&identities->places, identity);
    if (!first) {
        *slice_map_add(&identities->places, arena_copy(identities->arena, identity), NULL) = place;
    } else if (*first != place) {
        identities->twice_count++;
        visible_append(&identities->twice, identities->names[place]);
        text_append(&identities->twice, SLICE(": "));
        visible_append(&identities->twice, identity);
        text_append(&identities->twice, SLICE(" is also in "));
        visible_append(&identities->twice, identities->names[*first]);
        text_append_byte(&identities->twice, '\n');
    }
}

void identities_take(Identities *identities, const char *input, Slice lines)
{
    uint32_t place = 0;
    identities->arena = identities->arena ? identities->arena : arena_new();
    while (lines.length > 0) {
        Slice line = slice_part(lines, 0, slice_find(lines, SLICE("\n"), 0));
        if (slice_starts_with(line, SLICE(RECORD_LEAD))) {
            place = add_place(identities, input, slice_part(line, sizeof RECORD_LEAD - 1, SIZE_MAX));
        } else {
            take_identity(identities, place, line);
        }
        lines = slice_part(lines, line.length + 1, SIZE_MAX);
    }
}

void identities_append_summary(const Identities *identities, Text *text)
{
    text_append(text, text_slice(&identities->twice));
    text_format(text, "summary: %zu record%s, %u duplicate%s\n", identities->count, identities->count == 1 ? "" : "s",
                identities->twice_count, identities->twice_count == 1 ? "" : "s");
}
