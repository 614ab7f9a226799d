/*
 * NDJSON: one line a finding, a JSON object with the same members in the same order each time; null where there is
 * nothing.
 *
 * file, line, column: the place. record: the line of the file in which the record starts. resourceType, id: of the
 * record; resource: the one within a Bundle that the finding is in ("Condition/c1"). severity: error, warning or note.
 * path: FHIRPath, pointer: JSON pointer within the record (RFC 6901). profile: canonical URL and version of what the
 * record was checked by. What is suppressed is written on demand only, with the reason as the last member, suppressed.
 */
#include "ui/cli/formats/json_text.h"
#include "ui/cli/formats/writer.h"

/* Rooms for the texts of one record. */
typedef struct Rooms {
    Text type;
    Text id;
    Text resource;
    Text path;
    Text pointer;
    Text profile;
} Rooms;

static void append_issue(const Record *record, const Issue *issue, const Slice *reason, Rooms *rooms, Text *json)
{
    Position position = record_position(record, issue->span.start);
    text_clear(&rooms->resource);
    text_clear(&rooms->path);
    text_clear(&rooms->pointer);
    record_append_inner(record, issue, &rooms->resource);
    record_append_path(record, issue, &rooms->path);
    record_append_pointer(record, issue, &rooms->pointer);
    json_open(json, NULL, '{');
    json_string(json, "file", slice_from(record->input));
    json_number(json, "line", position.line);
    json_number(json, "column", position.column);
    json_number(json, "record", record->line);
    json_string_or_null(json, "resourceType", record_text(record, "resourceType", &rooms->type));
    json_string_or_null(json, "id", record_text(record, "id", &rooms->id));
    json_string_or_null(json, "resource", text_slice(&rooms->resource));
    json_string(json, "severity", slice_from(severity_name(issue->severity)));
    json_string(json, "key", slice_from(issue->key));
    json_string(json, "path", text_slice(&rooms->path));
    json_string(json, "pointer", text_slice(&rooms->pointer));
    json_string(json, "message", issue->message);
    json_string_or_null(json, "profile", text_slice(&rooms->profile));
    json_string(json, "ipse", SLICE(IPSE_VERSION));
    if (reason) {
        json_string(json, "suppressed", *reason);
    }
    json_close(json, '}');
    text_append_byte(json, '\n');
}

static void write_record(const Record *record, RecordOutput *output)
{
    Rooms rooms = {0};
    record_append_profile(record, &rooms.profile);
    for (size_t i = 0; i < record->issue_count; i++) {
        Issue issue = record_issue(record, i);
        append_issue(record, &issue, record_reason(record, i), &rooms, &output->text);
        record_output_part(output);
    }
    Text *all[] = {&rooms.type, &rooms.id, &rooms.resource, &rooms.path, &rooms.pointer, &rooms.profile};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        text_free(all[i]);
    }
}

const Writer writer_ndjson = {.name = "ndjson", .is_json = true, .record = write_record};
