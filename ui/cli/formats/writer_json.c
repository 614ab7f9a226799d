/*
 * JSON: one OperationOutcome a record, on a line (http://hl7.org/fhir/R4/operationoutcome.html).
 *
 * Extensions of the outcome: the file (operationoutcome-file), then what judged: profile, version of its guide, version
 * of ipse, and of a line of NDJSON, the line. Extensions of an issue: line, column, key (operationoutcome-message-id)
 * and source.
 */
#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "ui/cli/formats/json_text.h"
#include "ui/cli/formats/writer.h"

#define EXTENSION     FHIR_STRUCTURES "operationoutcome-"
#define OWN_EXTENSION "urn:ipse:operationoutcome-"

/* Words of OperationOutcome (http://hl7.org/fhir/R4/valueset-issue-severity.html) for our severities. */
static const char *outcome_severity(Severity severity)
{
    return severity == SEVERITY_NOTE ? "information" : severity_name(severity);
}

/* The code of an issue (http://hl7.org/fhir/R4/valueset-issue-type.html) by the beginning of its key. */
static const struct {
    Slice beginning;
    const char *code;
} issue_codes[] = {
    {SLICE("json-"), "structure"},
    {SLICE("gap"), "informational"},
    {SLICE("not-checked"), "not-supported"},
    {SLICE("binding-"), "code-invalid"},
    {SLICE("code-"), "code-invalid"},
    {SLICE("display-"), "code-invalid"},
    {SLICE("system-"), "code-invalid"},
    {SLICE("language-"), "code-invalid"},
    {SLICE("ucum-"), "code-invalid"},
    {SLICE("dicom-"), "business-rule"},
    {SLICE("extension-"), "extension"},
    {SLICE("required"), "required"},
    {SLICE("slice-required"), "required"},
    {SLICE("duplicate-"), "duplicate"},
    {SLICE("unknown-property"), "structure"},
    {SLICE("empty-"), "structure"},
    {SLICE("null-"), "structure"},
    {SLICE("too-long"), "too-long"},
    {SLICE("too-many"), "structure"},
    {SLICE("format"), "value"},
    {SLICE("value-"), "value"},
    {SLICE("fixed-"), "value"},
    {SLICE("pattern-"), "value"},
    {SLICE("reference-bundle"), "not-found"},
    {SLICE("reference-contained"), "not-found"},
};

/* The code of an issue; keys of invariants end with a number. */
static const char *issue_code(Slice key)
{
    for (size_t i = 0; i < sizeof issue_codes / sizeof *issue_codes; i++) {
        if (slice_starts_with(key, issue_codes[i].beginning)) {
            return issue_codes[i].code;
        }
    }
    char last = key.length > 0 ? key.bytes[key.length - 1] : ' ';
    return ascii_is_digit(last) ? "invariant" : "invalid";
}

static void append_text_extension(Text *json, const char *url, const char *type, Slice value)
{
    json_open(json, NULL, '{');
    json_string(json, "url", slice_from(url));
    json_string(json, type, value);
    json_close(json, '}');
}

static void append_number_extension(Text *json, const char *url, uint32_t value)
{
    json_open(json, NULL, '{');
    json_string(json, "url", slice_from(url));
    json_number(json, "valueInteger", value);
    json_close(json, '}');
}

static void append_issue(const Record *record, const Issue *issue, const Slice *reason, Text *path, Text *json)
{
    Position position = record_position(record, issue->span.start);
    json_open(json, NULL, '{');
    json_open(json, "extension", '[');
    append_number_extension(json, EXTENSION "issue-line", position.line);
    append_number_extension(json, EXTENSION "issue-col", position.column);
    append_text_extension(json, EXTENSION "message-id", "valueString", slice_from(issue->key));
    append_text_extension(json, EXTENSION "issue-source", "valueString", SLICE("ipse"));
    if (reason) {
        append_text_extension(json, OWN_EXTENSION "suppressed", "valueString", *reason);
    }
    json_close(json, ']');
    json_string(json, "severity", slice_from(outcome_severity(issue->severity)));
    json_string(json, "code", slice_from(issue_code(slice_from(issue->key))));
    json_open(json, "details", '{');
    json_string(json, "text", issue->message);
    json_close(json, '}');
    if (issue->detail.length > 0) {
        json_string(json, "diagnostics", issue->detail);
    }
    if (record->document) {
        text_clear(path);
        record_append_path(record, issue, path);
        json_open(json, "expression", '[');
        json_string(json, NULL, text_slice(path));
        json_close(json, ']');
    }
    json_close(json, '}');
}

static void append_issues(const Record *record, RecordOutput *output)
{
    Text *json = &output->text;
    Text path = TEXT_EMPTY;
    json_open(json, "issue", '[');
    for (size_t i = 0; i < record->issue_count; i++) {
        Issue issue = record_issue(record, i);
        append_issue(record, &issue, record_reason(record, i), &path, json);
        record_output_part(output);
    }
    if (record->issue_count == 0) {
        text_append(json, SLICE("{\"severity\":\"information\",\"code\":\"informational\",\"details\":{\"text\":"
                                "\"No issues\"}}"));
    }
    json_close(json, ']');
    text_free(&path);
}

static void write_record(const Record *record, RecordOutput *output)
{
    const Structure *profile = record_profile(record);
    Text *json = &output->text;
    json_open(json, NULL, '{');
    json_string(json, "resourceType", SLICE("OperationOutcome"));
    json_open(json, "extension", '[');
    append_text_extension(json, EXTENSION "file", "valueString", slice_from(record->input));
    if (profile) {
        append_text_extension(json, OWN_EXTENSION "profile", "valueCanonical", structure_url(profile));
        append_text_extension(json, OWN_EXTENSION "guide-version", "valueString", structure_version(profile));
    }
    append_text_extension(json, OWN_EXTENSION "ipse-version", "valueString", SLICE(IPSE_VERSION));
    if (record->is_line) {
        append_number_extension(json, OWN_EXTENSION "record", record->line);
    }
    json_close(json, ']');
    append_issues(record, output);
    json_close(json, '}');
    text_append_byte(json, '\n');
}

const Writer writer_json = {.name = "json", .is_json = true, .record = write_record};
