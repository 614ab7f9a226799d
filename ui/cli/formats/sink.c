/* Sink: separators, and notes that are joined. */
#include "ui/cli/formats/sink.h"

#include <stdlib.h>

static void write_text(Sink *sink, Slice text)
{
    if (sink->writer->is_json) {
        output_json(sink->output, text);
    } else {
        output_text(sink->output, text);
    }
}

void sink_open(Sink *sink, const Writer *writer, const Rules *rules, Selection *selection, Output *output)
{
    *sink = (Sink){.writer = writer, .rules = rules, .selection = selection, .output = output, .arena = arena_new()};
    write_text(sink, writer->beginning);
}

/* Adds a note to those of the same subject. */
static void join_note(Sink *sink, const OnceNote *note)
{
    uint32_t *known = slice_map_find(&sink->subjects, note->subject);
    if (known) {
        sink->notes[*known].count += note->count;
        return;
    }
    ARRAY_RESERVE(sink->notes, sink->note_capacity, sink->note_count + 1);
    sink->notes[sink->note_count] = (OnceNote){.subject = arena_copy(sink->arena, note->subject),
                                               .count = note->count,
                                               .head = arena_copy(sink->arena, note->head),
                                               .tail = arena_copy(sink->arena, note->tail)};
    *slice_map_add(&sink->subjects, sink->notes[sink->note_count].subject, NULL) = (uint32_t)sink->note_count;
    sink->note_count++;
    sink->totals.counts.notes++;
}

/* Writes text of a record, after the separator where it is the first. */
static void write_record(Sink *sink, const RecordOutput *record, Slice text)
{
    bool is_separated = sink->has_written && !record->is_begun;
    write_text(sink, is_separated ? sink->writer->separator : SLICE(""));
    write_text(sink, text);
    sink->has_written = true;
}

void sink_take_part(Sink *sink, RecordOutput *record)
{
    Text *text = &record->text;
    write_record(sink, record, slice_part(text_slice(text), 0, text->length - 1));
    char last = text->bytes[text->length - 1];
    text_clear(text);
    text_append_byte(text, last);
    record->is_begun = true;
}

void sink_take(Sink *sink, const RecordOutput *record)
{
    if (record->text.length > 0) {
        write_record(sink, record, text_slice(&record->text));
    }
    for (size_t i = 0; i < record->note_count; i++) {
        join_note(sink, &record->notes[i]);
    }
    for (size_t i = 0; i < record->keys.count; i++) {
        slice_map_add(&sink->keys, record->keys.entries[i].key, NULL);
    }
    for (size_t i = 0; i < record->used_count; i++) {
        sink->selection->suppressions.items[record->used[i]].use_count++;
    }
    if (sink->selection->notes_baseline) {
        baseline_join(&sink->noted, &record->noted.counts);
    }
    identities_take(&sink->identities, record->input, text_slice(&record->identities));
    totals_join(&sink->totals, &record->totals);
    sink->totals.counts.notes -= (uint32_t)record->note_count;
}

void sink_end_input(Sink *sink)
{
    Text sentence = TEXT_EMPTY;
    for (size_t i = 0; i < sink->note_count; i++) {
        const OnceNote *note = &sink->notes[i];
        text_clear(&sentence);
        unchecked_append_sentence(note->subject, note->count, &sentence);
        write_text(sink, note->head);
        output_visible(sink->output, text_slice(&sentence));
        write_text(sink, note->tail);
    }
    text_free(&sentence);
    sink->note_count = 0;
    slice_map_clear(&sink->subjects);
    arena_reset(sink->arena);
    sink->totals.inputs++;
}

void sink_close(Sink *sink)
{
    if (sink->writer->end) {
        Text text = TEXT_EMPTY;
        sink->writer->end(&(WriterEnd){.keys = &sink->keys, .rules = sink->rules}, &text);
        write_text(sink, text_slice(&text));
        text_free(&text);
    }
}

void sink_free(Sink *sink)
{
    baseline_free(&sink->noted);
    identities_free(&sink->identities);
    slice_map_free(&sink->keys);
    slice_map_free(&sink->subjects);
    free(sink->notes);
    arena_free(sink->arena);
}
