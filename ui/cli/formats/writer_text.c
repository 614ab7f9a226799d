/*
 * Text: one line an issue, `FILE:LINE:COL: error|warning|note: PATH: MESSAGE [KEY]`.
 *
 * What could not be checked in the lines of NDJSON is said once per file, with the number of values in all of them,
 * after the lines of the file.
 */
#include "ui/cli/formats/validator_places.h"
#include "ui/cli/formats/writer.h"
#include "ui/cli/output/output.h"

/* Appends the place of an issue as the report writes it, or the HL7 validator. */
static void append_place(const Record *record, const Issue *issue, Text *path)
{
    if (record->as_validator && record->document && !issue_is_no_json(record->document, issue)) {
        validator_place_append(record->as_validator, record->document, issue, path);
        issue_append_missing(issue, path);
    } else {
        record_append_path(record, issue, path);
    }
}

/* Appends "FILE:LINE:COL: error: PATH: "; with a reason, "suppressed" in place of the severity. */
static void append_head(const Record *record, const Issue *issue, const Slice *reason, Text *path, Text *text)
{
    Position position = record_position(record, issue->span.start);
    text_clear(path);
    append_place(record, issue, path);
    visible_append(text, slice_from(record->input));
    text_append_byte(text, ':');
    text_append_number(text, position.line);
    text_append_byte(text, ':');
    text_append_number(text, position.column);
    text_append(text, SLICE(": "));
    text_append(text, slice_from(reason ? "suppressed" : severity_name(issue->severity)));
    text_append(text, SLICE(": "));
    visible_append_path(text, text_slice(path));
    text_append(text, SLICE(": "));
}

/* Appends " [KEY]", the reason and a line feed. */
static void append_tail(const Issue *issue, const Slice *reason, Text *text)
{
    text_append(text, SLICE(" ["));
    visible_append(text, slice_from(issue->key));
    text_append_byte(text, ']');
    if (reason) {
        text_append(text, SLICE(" Reason: "));
        visible_append(text, *reason);
    }
    text_append_byte(text, '\n');
}

/* Sets the line of an issue aside, to be joined with those of other records. */
static void set_aside(const Record *record, const Issue *issue, const UncheckedSubject *subject, RecordOutput *output)
{
    Text path = TEXT_EMPTY, head = TEXT_EMPTY, tail = TEXT_EMPTY;
    output->arena = output->arena ? output->arena : arena_new();
    append_head(record, issue, NULL, &path, &head);
    append_tail(issue, NULL, &tail);
    ARRAY_RESERVE(output->notes, output->note_capacity, output->note_count + 1);
    output->notes[output->note_count++] = (OnceNote){.subject = arena_copy(output->arena, subject->name),
                                                     .count = subject->count,
                                                     .head = text_take(&head, output->arena),
                                                     .tail = text_take(&tail, output->arena)};
    text_free(&path);
}

static void write_record(const Record *record, RecordOutput *output)
{
    Text path = TEXT_EMPTY;
    UncheckedNotes *notes = record->is_line && record->report ? check_unchecked(record->report) : NULL;
    for (size_t i = 0; i < record->issue_count; i++) {
        Issue issue = record_issue(record, i);
        const Slice *reason = record_reason(record, i);
        UncheckedSubject subject;
        bool may_be_note = notes && !reason && issue.severity == SEVERITY_NOTE;
        if (may_be_note && unchecked_notes_find(notes, &issue, &subject)) {
            set_aside(record, &issue, &subject, output);
            continue;
        }
        append_head(record, &issue, reason, &path, &output->text);
        visible_append(&output->text, issue.message);
        append_tail(&issue, reason, &output->text);
        record_output_part(output);
    }
    unchecked_notes_free(notes);
    text_free(&path);
}

const Writer writer_text = {.name = "text", .joins_records = true, .record = write_record};
