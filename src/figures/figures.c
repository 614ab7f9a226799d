/* Figures: counting records and what was found in them. */
#include "src/figures/figures.h"

#include "src/base/ascii.h"
#include "src/check/report/issue_words.h"

#include <stdlib.h>

void figures_free(Figures *figures)
{
    FigureTable *tables[] = {&figures->rules, &figures->gaps, &figures->by_file, &figures->by_profile,
                             &figures->by_month};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        free(tables[i]->rows);
        slice_map_free(&tables[i]->map);
    }
    completeness_free(&figures->completeness);
    arena_free(figures->arena);
    text_free(&figures->scratch);
    *figures = (Figures){0};
}

/* The row of a name and an element, which is made where it is new. */
static FigureRow *row_of(Figures *figures, FigureTable *table, Slice name, Slice element)
{
    figures->arena = figures->arena ? figures->arena : arena_new();
    text_clear(&figures->scratch);
    text_append(&figures->scratch, name);
    text_append_byte(&figures->scratch, '\n');
    text_append(&figures->scratch, element);
    uint32_t *known = slice_map_find(&table->map, text_slice(&figures->scratch));
    if (known) {
        return &table->rows[*known];
    }
    Slice key = arena_copy(figures->arena, text_slice(&figures->scratch));
    *slice_map_add(&table->map, key, NULL) = (uint32_t)table->count;
    ARRAY_RESERVE(table->rows, table->capacity, table->count + 1);
    FigureRow *row = &table->rows[table->count++];
    *row = (FigureRow){.name = slice_part(key, 0, name.length),
                       .element = slice_part(key, name.length + 1, SIZE_MAX),
                       .place = SLICE(""),
                       .message = SLICE("")};
    return row;
}

static void add_counts(FigureCounts *to, const FigureCounts *from)
{
    to->records += from->records;
    to->clean += from->clean;
    to->errors += from->errors;
    to->warnings += from->warnings;
    to->gaps += from->gaps;
    to->notes += from->notes;
    to->completeness.obligated += from->completeness.obligated;
    to->completeness.present += from->completeness.present;
}

/* ---- one record ---- */

static NodeId root_of(const Document *document)
{
    return document_node(document, 0)->kind == NODE_LINES ? document_first_child(document, 0) : 0;
}

/* The month at the beginning of a date, "2025-03"; empty where it has none. */
static Slice month_of(Slice date)
{
    bool is_month = date.length >= 7 && date.bytes[4] == '-' && (date.length == 7 || date.bytes[7] == '-');
    for (size_t i = 0; i < 7 && is_month; i++) {
        is_month = i == 4 || ascii_is_digit(date.bytes[i]);
    }
    return is_month ? slice_part(date, 0, 7) : SLICE("");
}

/* The month that a record is from. */
static Slice record_month(const Document *document, NodeId root, Text *scratch)
{
    static const Slice names[] = {
        SLICE("started"),           SLICE("timestamp"),          SLICE("date"),       SLICE("effectiveDateTime"),
        SLICE("performedDateTime"), SLICE("occurrenceDateTime"), SLICE("authoredOn"), SLICE("issued"),
        SLICE("recordedDate")};
    for (size_t i = 0; i < sizeof names / sizeof *names && root != NODE_NONE; i++) {
        NodeId value = document_member(document, root, names[i]);
        if (value != NODE_NONE && document_node(document, value)->kind == NODE_STRING) {
            Slice month = month_of(document_string(document, value, scratch));
            if (month.length > 0) {
                return month;
            }
        }
    }
    return SLICE("none");
}

/* Notes the place of the first finding of a row. */
static void note_place(Figures *figures, const FigureRecord *record, const Issue *issue, FigureRow *row)
{
    Position position = document_position(record->document, issue->span.start);
    Text place = TEXT_EMPTY;
    text_format(&place, "%s:%u: ", record->input, position.line + record->line - 1);
    report_append_issue_path(record->report, issue, &place);
    row->place = text_take(&place, figures->arena);
    row->order = record->order;
    row->message = figures->takes_values ? arena_copy(figures->arena, issue->message) : SLICE("");
    row->words = issue->id == KEY_INVARIANT ? arena_copy(figures->arena, issue_words(issue)) : SLICE("");
}

/* Counts an issue in a row, and the record once. */
static void count_issue(Figures *figures, const FigureRecord *record, const Issue *issue, FigureRow *row)
{
    row->count++;
    row->severity = issue->severity > row->severity ? issue->severity : row->severity;
    row->counts.records += row->last != figures->all.records + 1;
    row->last = figures->all.records + 1;
    if (row->place.length == 0 || record->order < row->order) {
        note_place(figures, record, issue, row);
    }
}

static FigureCounts count_issues(Figures *figures, const FigureRecord *record)
{
    FigureCounts counts = {.records = 1};
    uint32_t broken = 0;
    for (uint32_t i = 0; i < report_count(record->report); i++) {
        const Issue *issue = report_issue(record->report, i);
        if (!issue_is_told(record->document, record->is_line, issue, &broken)) {
            continue;
        }
        bool is_gap = issue_is_gap(issue);
        counts.errors += issue->severity == SEVERITY_ERROR;
        counts.warnings += issue->severity == SEVERITY_WARNING;
        counts.gaps += is_gap;
        counts.notes += issue->severity == SEVERITY_NOTE && !is_gap;
        count_issue(figures, record, issue, row_of(figures, &figures->rules, slice_from(issue->key), SLICE("")));
        if (is_gap && issue->element) {
            count_issue(figures, record, issue,
                        row_of(figures, &figures->gaps, issue->detail, element_id(issue->element)));
        }
    }
    counts.clean = counts.errors == 0;
    return counts;
}

/* Counts an input that is no JSON. */
static FigureCounts count_no_json(Figures *figures, const FigureRecord *record)
{
    FigureRow *row = row_of(figures, &figures->rules, slice_from(key_name(KEY_JSON_SYNTAX, NULL)), SLICE(""));
    row->count++;
    row->counts.records++;
    row->severity = SEVERITY_ERROR;
    if (row->place.length == 0 || record->order < row->order) {
        row->place = arena_format(figures->arena, "%s:1: $", record->input);
        row->message = SLICE("");
        row->order = record->order;
    }
    return (FigureCounts){.records = 1, .errors = 1};
}

void figures_add(Figures *figures, const FigureRecord *record)
{
    FigureCounts counts = record->document ? count_issues(figures, record) : count_no_json(figures, record);
    NodeId root = record->document ? root_of(record->document) : NODE_NONE;
    const Structure *profile = NULL;
    Text scratch = TEXT_EMPTY;
    if (root != NODE_NONE) {
        CompletenessCount before = completeness_creator(&figures->completeness);
        completeness_add(&figures->completeness, record->checker, record->document, root);
        CompletenessCount after = completeness_creator(&figures->completeness);
        counts.completeness.obligated = after.obligated - before.obligated;
        counts.completeness.present = after.present - before.present;
        profile = check_profile(record->checker, record->document, root);
    }
    add_counts(&figures->all, &counts);
    add_counts(&row_of(figures, &figures->by_file, slice_from(record->input), SLICE(""))->counts, &counts);
    add_counts(
        &row_of(figures, &figures->by_profile, profile ? structure_url(profile) : SLICE("none"), SLICE(""))->counts,
        &counts);
    Slice month = root == NODE_NONE ? SLICE("none") : record_month(record->document, root, &scratch);
    add_counts(&row_of(figures, &figures->by_month, month, SLICE(""))->counts, &counts);
    text_free(&scratch);
}

/* ---- joining ---- */

static void join_table(Figures *figures, FigureTable *to, const FigureTable *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const FigureRow *other = &from->rows[i];
        FigureRow *row = row_of(figures, to, other->name, other->element);
        row->count += other->count;
        row->severity = other->severity > row->severity ? other->severity : row->severity;
        add_counts(&row->counts, &other->counts);
        if (other->place.length > 0 && (row->place.length == 0 || other->order < row->order)) {
            row->place = arena_copy(figures->arena, other->place);
            row->message = arena_copy(figures->arena, other->message);
            row->words = arena_copy(figures->arena, other->words);
            row->order = other->order;
        }
    }
}

void figures_join(Figures *figures, const Figures *other)
{
    figures->files += other->files;
    add_counts(&figures->all, &other->all);
    join_table(figures, &figures->rules, &other->rules);
    join_table(figures, &figures->gaps, &other->gaps);
    join_table(figures, &figures->by_file, &other->by_file);
    join_table(figures, &figures->by_profile, &other->by_profile);
    join_table(figures, &figures->by_month, &other->by_month);
    completeness_join(&figures->completeness, &other->completeness);
}
