/*
 * GitHub: one workflow command a finding, which GitHub Actions shows at the line of the file:
 * `::error file=F,line=L,col=C,title=KEY::PATH: MESSAGE`. Notes are notices;
 * what is suppressed is not written.
 */
#include "ui/cli/formats/writer.h"
#include "ui/cli/output/output.h"

/* Appends text that was made visible, with the characters escaped that commands give a meaning; `is_property`: also
   those that end a property. */
static void append_escaped(Text *text, Slice visible, bool is_property)
{
    for (size_t i = 0; i < visible.length; i++) {
        char c = visible.bytes[i];
        bool is_escaped = c == '%' || (is_property && (c == ':' || c == ','));
        if (is_escaped) {
            text_format(text, "%%%02X", (unsigned)c);
        } else {
            text_append_byte(text, c);
        }
    }
}

static void append_property(Text *text, const char *name, Slice value)
{
    Text visible = TEXT_EMPTY;
    visible_append(&visible, value);
    text_append(text, slice_from(name));
    append_escaped(text, text_slice(&visible), true);
    text_free(&visible);
}

static void append_issue(const Record *record, const Issue *issue, Text *path, Text *text)
{
    Position position = record_position(record, issue->span.start);
    text_clear(path);
    Text raw = TEXT_EMPTY;
    record_append_path(record, issue, &raw);
    visible_append_path(path, text_slice(&raw));
    text_append(path, SLICE(": "));
    visible_append(path, issue->message);
    text_format(text, "::%s ", issue->severity == SEVERITY_NOTE ? "notice" : severity_name(issue->severity));
    append_property(text, "file=", slice_from(record->input));
    text_format(text, ",line=%u,col=%u", position.line, position.column);
    append_property(text, ",title=", slice_from(issue->key));
    text_append(text, SLICE("::"));
    append_escaped(text, text_slice(path), false);
    text_append_byte(text, '\n');
    text_free(&raw);
}

static void write_record(const Record *record, RecordOutput *output)
{
    Text path = TEXT_EMPTY;
    for (size_t i = 0; i < record->issue_count; i++) {
        Issue issue = record_issue(record, i);
        if (!record_reason(record, i)) {
            append_issue(record, &issue, &path, &output->text);
        }
        record_output_part(output);
    }
    text_free(&path);
}

const Writer writer_github = {.name = "github", .record = write_record};
