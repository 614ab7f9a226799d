/* CompareRun: findings become a record. */
#include "ui/cli/archive/compare_run.h"

#include "src/base/shown.h"
#include "src/edit/alignment.h"
#include "ui/cli/formats/sink.h"
#include "ui/cli/output/exit_status.h"

#include <stdlib.h>

/* Writes issues as those of a document; gives the exit status, by whether something differs. */
static int write_issues(const CompareRun *run, const Document *document, const Issue *issues, size_t count,
                        bool has_found)
{
    Selection selection = {.least = run->least};
    Output output = OUTPUT_EMPTY;
    Sink sink;
    RecordOutput written = RECORD_OUTPUT_EMPTY;
    Report *report = check_document(run->checker, document);
    Record record = {.input = document_name(document),
                     .line = 1,
                     .checker = run->checker,
                     .document = document,
                     .report = report,
                     .own = issues};
    for (uint32_t i = 0; i < count; i++) {
        if (issues[i].severity >= run->least) {
            record_take(&record, i, NULL);
        }
    }
    sink_open(&sink, run->writer, checker_rules(run->checker), &selection, &output);
    writer_write(run->writer, &record, &written);
    sink_take(&sink, &written);
    sink_end_input(&sink);
    sink_close(&sink);
    int status = output_close(&output, has_found ? EXIT_FOUND : EXIT_FINE);
    Text line = TEXT_EMPTY;
    totals_append(&sink.totals, &line);
    output_error(text_slice(&line));
    text_free(&line);
    sink_free(&sink);
    record_output_free(&written);
    record_free(&record);
    report_free(report);
    return status;
}

int compare_with_archive(const CompareRun *run, const Document *document, const ImageSet *set)
{
    Error error;
    int status = EXIT_TROUBLE;
    ArchiveComparison comparison = {0};
    if (archive_compare(document, set, &comparison, &error)) {
        Issue *issues = memory_allocate((comparison.count + 1) * sizeof *issues);
        for (size_t i = 0; i < comparison.count; i++) {
            issues[i] = comparison.findings[i].issue;
        }
        status =
            write_issues(run, document, issues, comparison.count, archive_comparison_differs(&comparison, run->least));
        free(issues);
    } else {
        complain(&error);
    }
    archive_comparison_free(&comparison);
    return status;
}

/* ---- two documents ---- */

/* The differences of two documents while they become issues. */
typedef struct DocumentPair {
    const Document *here;
    const Document *there;
    Arena *arena;
    Issue *issues;
    size_t count;
    size_t capacity;
    NodeId *holders; /* of each depth, the value here whose parts are compared */
    size_t depth_capacity;
} DocumentPair;

static Shown shown_raw(const Document *document, NodeId node)
{
    return shown_value(document_raw(document, node));
}

static void add_issue(DocumentPair *pair, KeyId key, NodeId node, Slice missing, Slice message)
{
    const Node *place = document_node(pair->here, node);
    ARRAY_RESERVE(pair->issues, pair->capacity, pair->count + 1);
    pair->issues[pair->count++] = (Issue){.severity = key_severity(key, CASE_NONE),
                                          .id = key,
                                          .key = key_name(key, NULL),
                                          .node = node,
                                          .missing = missing,
                                          .span = {place->start, missing.length > 0 ? 1 : place->length},
                                          .message = message,
                                          .detail = slice_from(key_source(key, CASE_NONE))};
}

/* Adds what a row of the alignment says. */
static void add_row(DocumentPair *pair, const AlignmentRow *row)
{
    ARRAY_RESERVE(pair->holders, pair->depth_capacity, row->depth + 2);
    pair->holders[row->depth] = row->left;
    if (row->state == ALIGNED_CHANGED) {
        add_issue(pair, KEY_COMPARE_CHANGED, row->left, SLICE(""),
                  arena_format(pair->arena, "Value is " SHOWN ". Other file: " SHOWN ".",
                               SHOWN_ARGS(shown_raw(pair->here, row->left)),
                               SHOWN_ARGS(shown_raw(pair->there, row->right))));
    } else if (row->state == ALIGNED_LEFT_ONLY) {
        add_issue(pair, KEY_COMPARE_ADDED, row->left, SLICE(""), SLICE("The other file does not have this value."));
    } else if (row->state == ALIGNED_RIGHT_ONLY) {
        NodeId holder = row->depth > 0 ? pair->holders[row->depth - 1] : 0;
        add_issue(pair, KEY_COMPARE_MISSING, holder, document_key_text(pair->there, row->right, pair->arena),
                  arena_format(pair->arena, "The other file also has: " SHOWN ".",
                               SHOWN_ARGS(shown_raw(pair->there, row->right))));
    }
}

int compare_documents(const CompareRun *run, const Document *document, const Document *other)
{
    DocumentPair pair = {.here = document, .there = other, .arena = arena_new()};
    Alignment alignment = alignment_make(document, other);
    for (size_t i = 0; i < alignment.count; i++) {
        add_row(&pair, &alignment.rows[i]);
    }
    bool has_found = false;
    for (size_t i = 0; i < pair.count; i++) {
        has_found = has_found || pair.issues[i].severity >= run->least;
    }
    int status = write_issues(run, document, pair.issues, pair.count, has_found);
    free(pair.issues);
    free(pair.holders);
    alignment_free(&alignment);
    arena_free(pair.arena);
    return status;
}
