/*
 * JUnit: a testsuite a record (`FILE`, or `FILE:LINE` for a line of NDJSON), a testcase a finding, as programs that
 * show test results read them. Errors are failures; warnings and notes pass, and are told in system-out; what is
 * suppressed is skipped. A record without findings has one testcase, which passes.
 */
#include "ui/cli/formats/writer.h"
#include "ui/cli/output/output.h"

/* Appends text as a value of an attribute or as content: made visible, and with what XML gives a meaning escaped. */
static void append_xml(Text *text, Slice value)
{
    static const struct {
        char character;
        Slice entity;
    } entities[] = {{'&', SLICE("&amp;")},
                    {'<', SLICE("&lt;")},
                    {'>', SLICE("&gt;")},
                    {'"', SLICE("&quot;")},
                    {'\'', SLICE("&apos;")}};
    Text visible = TEXT_EMPTY;
    visible_append(&visible, value);
    for (size_t i = 0; i < visible.length; i++) {
        size_t k = 0;
        while (k < sizeof entities / sizeof *entities && entities[k].character != visible.bytes[i]) {
            k++;
        }
        text_append(text,
                    k < sizeof entities / sizeof *entities ? entities[k].entity : slice_make(&visible.bytes[i], 1));
    }
    text_free(&visible);
}

static void append_attribute(Text *text, const char *name, Slice value)
{
    text_format(text, " %s=\"", name);
    append_xml(text, value);
    text_append_byte(text, '"');
}

/* Appends the name of the record. */
static void append_record_name(const Record *record, Text *name)
{
    text_append(name, slice_from(record->input));
    if (record->is_line) {
        text_format(name, ":%u", record->line);
    }
}

static void append_case(const Record *record, const Issue *issue, const Slice *reason, Slice suite, Text *text)
{
    Position position = record_position(record, issue->span.start);
    bool is_failure = issue->severity == SEVERITY_ERROR && !reason;
    Text name = TEXT_EMPTY, sentence = TEXT_EMPTY;
    text_format(&name, "%s at ", issue->key);
    record_append_path(record, issue, &name);
    text_format(&sentence, "%s:%u:%u: %s: ", record->input, position.line, position.column,
                severity_name(issue->severity));
    text_append(&sentence, issue->message);
    text_append(text, SLICE("    <testcase"));
    append_attribute(text, "classname", suite);
    append_attribute(text, "name", text_slice(&name));
    if (reason) {
        text_append(text, SLICE(" time=\"0\">\n      <skipped"));
        append_attribute(text, "message", *reason);
        text_append(text, SLICE("/>\n    </testcase>\n"));
        text_free(&name);
        text_free(&sentence);
        return;
    }
    text_append(text, is_failure ? SLICE(" time=\"0\">\n      <failure") : SLICE(" time=\"0\">\n      <system-out>"));
    if (is_failure) {
        append_attribute(text, "message", issue->message);
        append_attribute(text, "type", slice_from(issue->key));
        text_append_byte(text, '>');
    }
    append_xml(text, text_slice(&sentence));
    text_append(text, is_failure ? SLICE("</failure>\n    </testcase>\n") : SLICE("</system-out>\n    </testcase>\n"));
    text_free(&name);
    text_free(&sentence);
}

static void write_record(const Record *record, RecordOutput *output)
{
    Text *text = &output->text, suite = TEXT_EMPTY;
    append_record_name(record, &suite);
    text_append(text, SLICE("  <testsuite"));
    append_attribute(text, "name", text_slice(&suite));
    text_format(text, " tests=\"%zu\" failures=\"%u\" errors=\"0\" time=\"0\">\n",
                record->issue_count > 0 ? record->issue_count : 1, output->own.counts.errors);
    for (size_t i = 0; i < record->issue_count; i++) {
        Issue issue = record_issue(record, i);
        append_case(record, &issue, record_reason(record, i), text_slice(&suite), text);
        record_output_part(output);
    }
    if (record->issue_count == 0) {
        text_append(text, SLICE("    <testcase"));
        append_attribute(text, "classname", text_slice(&suite));
        text_append(text, SLICE(" name=\"no issues\" time=\"0\"/>\n"));
    }
    text_append(text, SLICE("  </testsuite>\n"));
    text_free(&suite);
}

static void write_end(const WriterEnd *end, Text *text)
{
    (void)end;
    text_append(text, SLICE("</testsuites>\n"));
}

const Writer writer_junit = {.name = "junit",
                             .beginning =
                                 SLICE("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ipse\">\n"),
                             .record = write_record,
                             .end = write_end};
