/*
 * Writers: how what was found is written. One table; a format is one writer: one file and one row.
 *
 * A writer writes a record into a RecordOutput, knowing nothing of other records: that may happen in any order and on
 * several threads. What was written then passes, in the order of the inputs, through the Sink (ui/cli/formats/sink.h),
 * which puts beginning, separators and end around it, and joins what is said once per file.
 */
#ifndef IPSE_CLI_FORMATS_WRITER_H
#define IPSE_CLI_FORMATS_WRITER_H

#include "src/base/slice_map.h"
#include "ui/cli/formats/record.h"
#include "ui/cli/formats/totals.h"
#include "ui/kit/suppress/baseline.h"

/* A note about what could not be checked, which formats for readers write once per file. */
typedef struct OnceNote {
    Slice subject; /* src/check/check.h */
    uint32_t count;
    Slice head; /* what is written before the sentence */
    Slice tail; /* and after it */
} OnceNote;

/* A record with many issues is taken in parts of about so many bytes. */
enum { RECORD_PART = 1 << 20 };

/* What a record became, or several with the separator between them. */
typedef struct RecordOutput {
    Text text;
    void (*part)(void *context); /* takes the text so far, all but its last byte (sink_take_part); NULL: nobody does */
    void *part_context;
    bool is_begun;   /* some of the text was taken */
    OnceNote *notes; /* their slices are in the arena */
    size_t note_count;
    size_t note_capacity;
    Arena *arena;  /* made on first use */
    SliceMap keys; /* of the issues that were written; they live as long as the rules */
    Totals own;    /* of the record that is being written, or was last */
    Totals totals; /* of all of them; inputs are not counted */
    size_t *used;  /* numbers of suppressions, one for each issue that they hold for */
    size_t used_count;
    size_t used_capacity;
    BaselineRecord baseline; /* of the record that is being written */
    Baseline noted;          /* of all of them, for a new baseline */
    Text identities;         /* ui/cli/formats/identities.h */
    const char *input;
} RecordOutput;

#define RECORD_OUTPUT_EMPTY ((RecordOutput){0})

void record_output_free(RecordOutput *output);

/* For writers, after each issue: lets the text so far be taken where it has become long. */
void record_output_part(RecordOutput *output);

/* Forgets what was written, keeps the room. */
void record_output_clear(RecordOutput *output);

/* What the end of all knows. */
typedef struct WriterEnd {
    const SliceMap *keys;
    const Rules *rules;
} WriterEnd;

typedef struct Writer {
    const char *name;
    bool is_json;       /* what is written is JSON: the output escapes as JSON does (ui/cli/output/output.h) */
    bool joins_records; /* what spans the lines of NDJSON is written too: notes said once, UIDs of several records */
    Slice separator;    /* between what two records became */
    Slice beginning;
    void (*record)(const Record *record, RecordOutput *output);
    void (*end)(const WriterEnd *end, Text *text); /* NULL: nothing */
} Writer;

/* The formats in the order of the help: `const Writer writer_NAME` is in writer_NAME.c. */
#define WRITERS(X) X(text) X(json) X(ndjson) X(records) X(sarif) X(github) X(junit)

#define WRITER_DECLARATION(name) extern const Writer writer_##name;
WRITERS(WRITER_DECLARATION)
#undef WRITER_DECLARATION

/* The names as an option has them: "text|json|…" for readers, "text json …" as a list of words. */
#define FORMAT_BAR(name)   "|" #name
#define FORMAT_SPACE(name) " " #name
#define FORMAT_NAMES       (&("" WRITERS(FORMAT_BAR))[1])
#define FORMAT_WORDS       (&("" WRITERS(FORMAT_SPACE))[1])

/* The format of this name; NULL if there is none. */
const Writer *writer_find(const char *name);

/* Appends a record and counts its issues. */
void writer_write(const Writer *writer, const Record *record, RecordOutput *output);

#endif
