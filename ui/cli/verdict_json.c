/* Verdicts as OperationOutcomes. */
#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "ui/cli/verdict.h"

#define EXTENSION FHIR_STRUCTURES "operationoutcome-"

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

static void append_string(Text *json, const char *before, Slice value, const char *after)
{
    text_append(json, slice_from(before));
    visible_append_json(json, value);
    text_append(json, slice_from(after));
}

/* Appends what an issue is about: file line, column, key, severity, code and sentence. */
static void append_head(Text *json, Position position, const char *key, Severity severity, Slice message)
{
    text_format(json,
                "{\"extension\":[{\"url\":\"" EXTENSION "issue-line\",\"valueInteger\":%u},{\"url\":\"" EXTENSION
                "issue-col\",\"valueInteger\":%u},",
                position.line, position.column);
    append_string(json, "{\"url\":\"" EXTENSION "message-id\",\"valueString\":", slice_from(key), "}],");
    text_format(json, "\"severity\":\"%s\",\"code\":\"%s\",", outcome_severity(severity), issue_code(slice_from(key)));
    append_string(json, "\"details\":{\"text\":", message, "}");
}

static void append_issue(const Verdict *verdict, const Issue *issue, Text *path, Text *json)
{
    append_head(json, document_position(judged_document(verdict->judged), issue->span.start), issue->key,
                issue->severity, issue->message);
    if (issue->detail.length > 0) {
        append_string(json, ",\"diagnostics\":", issue->detail, "");
    }
    text_clear(path);
    report_append_issue_path(judged_report(verdict->judged), issue, path);
    append_string(json, ",\"expression\":[", text_slice(path), "]}");
}

static void append_issues(const Verdict *verdict, Text *json)
{
    Text path = TEXT_EMPTY;
    uint32_t count = report_count(judged_report(verdict->judged));
    for (uint32_t i = 0; i < count; i++) {
        text_append(json, i > 0 ? SLICE(",") : SLICE(""));
        append_issue(verdict, report_issue(judged_report(verdict->judged), i), &path, json);
    }
    if (count == 0) {
        text_append(json, SLICE("{\"severity\":\"information\",\"code\":\"informational\",\"details\":{\"text\":"
                                "\"No issues\"}}"));
    }
    text_free(&path);
}

void verdict_print_json(const Verdict *verdict, Output *output)
{
    Text json = TEXT_EMPTY;
    append_string(
        &json, "{\"resourceType\":\"OperationOutcome\",\"extension\":[{\"url\":\"" EXTENSION "file\",\"valueString\":",
        slice_from(verdict->input), "}],\"issue\":[");
    if (verdict->judged) {
        append_issues(verdict, &json);
    } else {
        append_head(&json, (Position){1, 1}, VERDICT_NO_JSON, SEVERITY_ERROR, slice_from(verdict->sentence));
        text_append(&json, SLICE("}"));
    }
    text_append(&json, SLICE("]}\n"));
    output_json(output, text_slice(&json));
    text_free(&json);
}
