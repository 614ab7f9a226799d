/*
 * Sink: what records became, in the order of the inputs, on its way to standard output.
 *
 * For one thread. Between sink_open and sink_close: for each input its records with sink_take, then sink_end_input.
 */
#ifndef IPSE_CLI_FORMATS_SINK_H
#define IPSE_CLI_FORMATS_SINK_H

#include "ui/cli/formats/identities.h"
#include "ui/cli/formats/selection.h"
#include "ui/cli/output/output.h"

typedef struct Sink {
    const Writer *writer;
    const Rules *rules;
    Output *output;
    Selection *selection;
    Baseline noted; /* for a new baseline */
    Identities identities;
    bool has_written; /* the next text needs a separator before it */
    Totals totals;
    SliceMap keys;     /* of all issues so far */
    SliceMap subjects; /* of the notes of this input, to their positions */
    OnceNote *notes;
    size_t note_count;
    size_t note_capacity;
    Arena *arena; /* of the notes */
} Sink;

/* Writes the beginning. `output`, `rules` and `selection` are borrowed. */
void sink_open(Sink *sink, const Writer *writer, const Rules *rules, Selection *selection, Output *output);

/* Writes what a record became so far, all but the last byte, which stays for the writer to see what comes after it. */
void sink_take_part(Sink *sink, RecordOutput *record);

/* Writes what a record became, or what is left of it. */
void sink_take(Sink *sink, const RecordOutput *record);

/* Writes what is said once about an input, and counts the input. */
void sink_end_input(Sink *sink);

/* Writes the end. What was counted and noted stays. */
void sink_close(Sink *sink);
void sink_free(Sink *sink);

#endif
