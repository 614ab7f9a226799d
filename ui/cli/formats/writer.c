/* Writers: the table, and what all of them do. */
#include "ui/cli/formats/writer.h"

#include <stdlib.h>

static const Writer *const writers[] = {
#define X(name) &writer_##name,
    WRITERS(X)
#undef X
};

const Writer *writer_find(const char *name)
{
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        if (strcmp(writers[i]->name, name) == 0) {
            return writers[i];
        }
    }
    return NULL;
}

void writer_write(const Writer *writer, const Record *record, RecordOutput *output)
{
    output->input = record->input;
    output->own = (Totals){0};
    const char *key = NULL;
    for (size_t i = 0; i < record->issue_count; i++) {
        Issue issue = record_issue(record, i);
        if (!record_reason(record, i)) {
            totals_add_issue(&output->own, &issue);
        }
        if (issue.key != key) {
            slice_map_add(&output->keys, slice_from(issue.key), NULL);
        }
        key = issue.key;
    }
    totals_join(&output->totals, &output->own);
    size_t before = output->text.length;
    if (before > 0) {
        text_append(&output->text, writer->separator);
    }
    size_t start = output->text.length;
    writer->record(record, output);
    output->text.length = output->text.length == start ? before : output->text.length;
}

void record_output_part(RecordOutput *output)
{
    if (output->part && output->text.length >= RECORD_PART) {
        output->part(output->part_context);
    }
}

void record_output_clear(RecordOutput *output)
{
    text_clear(&output->text);
    output->is_begun = false;
    output->note_count = 0;
    if (output->arena) {
        arena_reset(output->arena);
    }
    slice_map_clear(&output->keys);
    output->totals = (Totals){0};
    output->used_count = 0;
    baseline_record_free(&output->baseline);
    baseline_free(&output->noted);
    text_clear(&output->identities);
}

void record_output_free(RecordOutput *output)
{
    text_free(&output->text);
    free(output->notes);
    arena_free(output->arena);
    slice_map_free(&output->keys);
    free(output->used);
    baseline_record_free(&output->baseline);
    baseline_free(&output->noted);
    text_free(&output->identities);
    *output = RECORD_OUTPUT_EMPTY;
}
