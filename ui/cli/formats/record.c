/* Record: what formats ask of one. */
#include "ui/cli/formats/record.h"

#include "src/base/ascii.h"
#include "src/json/path.h"

#include <stdlib.h>

void record_take(Record *record, uint32_t position, const Slice *reason)
{
    size_t count = record->issue_count;
    ARRAY_RESERVE(record->positions, record->position_capacity, count + 1);
    record->positions[record->issue_count++] = position;
    if (reason || record->reasons) {
        bool is_first = !record->reasons;
        ARRAY_RESERVE(record->reasons, record->reason_capacity, count + 1);
        for (size_t i = 0; is_first && i < count; i++) {
            record->reasons[i] = NULL;
        }
        record->reasons[count] = reason;
    }
}

Issue record_issue(const Record *record, size_t number)
{
    uint32_t position = record->positions[number];
    if (record->own) {
        return record->own[position];
    }
    return record->report ? report_issue_at(record->report, position) : record->no_json;
}

const Slice *record_reason(const Record *record, size_t number)
{
    return record->reasons ? record->reasons[number] : NULL;
}

/* The issue of what has no document. */
static Issue bare_issue(KeyId key, Slice sentence)
{
    return (Issue){.severity = key_severity(key, CASE_NONE),
                   .id = key,
                   .key = key_name(key, NULL),
                   .node = NODE_NONE,
                   .missing = SLICE(""),
                   .message = sentence,
                   .detail = SLICE("")};
}

void record_set_no_json(Record *record, const char *sentence)
{
    Text *message = &record->no_json_message;
    text_clear(message);
    text_append_byte(message, ascii_upper(*sentence));
    text_format(message, "%s.", *sentence ? sentence + 1 : "");
    record->no_json = bare_issue(KEY_JSON_SYNTAX, text_slice(message));
}

void record_set_mark(Record *record)
{
    record->no_json = bare_issue(KEY_BYTE_ORDER_MARK, SLICE("Byte order mark is not allowed in JSON."));
}

void record_free(Record *record)
{
    free(record->positions);
    free(record->reasons);
    text_free(&record->no_json_message);
    *record = (Record){0};
}

NodeId record_root(const Record *record)
{
    if (!record->document) {
        return NODE_NONE;
    }
    return document_node(record->document, 0)->kind == NODE_LINES ? document_first_child(record->document, 0) : 0;
}

Position record_position(const Record *record, uint32_t offset)
{
    Position position = record->document ? document_position(record->document, offset) : (Position){1, 1};
    position.line += record->line - 1;
    return position;
}

void record_append_path(const Record *record, const Issue *issue, Text *path)
{
    if (record->document) {
        report_append_issue_path(record->report, issue, path);
    } else {
        text_append(path, SLICE("$"));
    }
}

/* Appends a name as a part of a JSON pointer (RFC 6901 section 3). */
static void append_part(Slice name, Text *pointer)
{
    text_append_byte(pointer, '/');
    for (size_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];
        text_append(pointer, c == '~' ? SLICE("~0") : c == '/' ? SLICE("~1") : slice_make(&c, 1));
    }
}

void record_append_pointer(const Record *record, const Issue *issue, Text *pointer)
{
    if (!record->document || issue_is_no_json(record->document, issue)) {
        return;
    }
    path_append_pointer(record->document, issue->node, pointer);
    if (issue->missing.length > 0) {
        append_part(issue->missing, pointer);
    }
}

/* The text of a member of a node; empty where it has none that is a string. */
static Slice text_of(const Document *document, NodeId node, const char *member, Text *scratch)
{
    NodeId value = node == NODE_NONE ? NODE_NONE : document_member(document, node, slice_from(member));
    bool is_text = value != NODE_NONE && document_node(document, value)->kind == NODE_STRING;
    return is_text ? document_string(document, value, scratch) : SLICE("");
}

Slice record_text(const Record *record, const char *member, Text *scratch)
{
    return record->document ? text_of(record->document, record_root(record), member, scratch) : SLICE("");
}

void record_append_inner(const Record *record, const Issue *issue, Text *resource)
{
    const Document *document = record->document;
    NodeId node = document ? issue->node : NODE_NONE, root = record_root(record);
    while (node != NODE_NONE && node != root && !document_key_equals(document, node, SLICE("resource"))) {
        node = document_node(document, node)->parent;
    }
    if (node == NODE_NONE || node == root) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    text_append(resource, text_of(document, node, "resourceType", &scratch));
    Slice id = text_of(document, node, "id", &scratch);
    if (resource->length > 0 && id.length > 0) {
        text_append_byte(resource, '/');
        text_append(resource, id);
    }
    text_free(&scratch);
}

const Structure *record_profile(const Record *record)
{
    NodeId root = record_root(record);
    return root == NODE_NONE ? NULL : check_profile(record->checker, record->document, root);
}

void record_append_profile(const Record *record, Text *text)
{
    const Structure *profile = record_profile(record);
    if (profile) {
        text_append(text, structure_url(profile));
        text_append(text, structure_version(profile).length > 0 ? SLICE("|") : SLICE(""));
        text_append(text, structure_version(profile));
    }
}
