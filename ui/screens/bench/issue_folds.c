/* Issue folds: wordings found by the hash of their message. */
#include "ui/screens/bench/issue_folds.h"

#include "src/base/memory.h"
#include "ui/screens/bench/issue_rows.h"

#include <stdlib.h>
#include <string.h>

void issue_folds_free(IssueFolds *folds)
{
    free(folds->fold_of);
    free(folds->items);
    hash_table_free(&folds->table);
    *folds = (IssueFolds){0};
}

static bool are_equal(const Wording *a, const Wording *b)
{
    return a->severity == b->severity && strcmp(a->key, b->key) == 0 && slice_equals(a->message, b->message);
}

/* The fold of what is said for the first time, a new one where nothing equal was. */
static uint32_t find_fold(IssueFolds *folds, uint32_t wording)
{
    Wording said = report_wording_text(folds->report, wording);
    uint32_t hash = hash_key(said.message, hash_key_seed());
    for (HashProbe probe = hash_table_probe(&folds->table, hash); hash_probe_next(&probe);) {
        Wording other = report_wording_text(folds->report, folds->items[probe.number].wording);
        if (are_equal(&said, &other)) {
            return probe.number;
        }
    }
    uint32_t number = (uint32_t)folds->count++;
    ARRAY_RESERVE(folds->items, folds->item_capacity, folds->count);
    folds->items[number] = (IssueFold){.hash = hash, .wording = wording};
    hash_table_add(&folds->table, hash, number);
    return number;
}

void issue_folds_refresh(IssueFolds *folds, const Report *report)
{
    uint64_t version = report_wordings_version(report);
    uint32_t count = report_wording_count(report);
    if (folds->report != report || folds->version != version) {
        folds->known = folds->count = 0;
        hash_table_clear(&folds->table);
    }
    folds->report = report;
    folds->version = version;
    ARRAY_RESERVE(folds->fold_of, folds->capacity, count);
    for (; folds->known < count; folds->known++) {
        folds->fold_of[folds->known] = find_fold(folds, (uint32_t)folds->known);
    }
    for (size_t i = 0; i < folds->count; i++) {
        folds->items[i].count = 0;
    }
}

IssueFold *issue_folds_of(const IssueFolds *folds, uint32_t position)
{
    return &folds->items[folds->fold_of[report_wording(folds->report, position)]];
}

/* ---- rows ---- */

/* Calls `take` for all positions, those of the errors first; gaps before notes (issue_rows.c). */
static void visit_by_severity(IssueRows *rows, const Report *report,
                              void (*take)(IssueRows *rows, IssueFold *fold, uint32_t position))
{
    static const IssueClass classes[] = {ISSUE_ERRORS, ISSUE_WARNINGS, ISSUE_GAPS, ISSUE_NOTES};
    for (size_t i = 0; i < ISSUE_CLASS_COUNT; i++) {
        for (uint32_t at = 0; at < report_class_count(report, classes[i]); at++) {
            uint32_t position = report_of_class(report, classes[i], at);
            take(rows, issue_folds_of(&rows->folds, position), position);
        }
    }
}

/* Counts an issue; the first of its fold has the row. */
static void take_issue(IssueRows *rows, IssueFold *fold, uint32_t position)
{
    if (fold->count++ == 0) {
        fold->row = rows->count;
        ARRAY_RESERVE(rows->items, rows->capacity, rows->count + 1u);
        rows->items[rows->count++] = (IssueRow){.position = position, .hash = fold->hash};
    }
}

/* Puts an issue among those of its fold, where that is unfolded. */
static void take_inside(IssueRows *rows, IssueFold *fold, uint32_t position)
{
    IssueRow *row = &rows->items[fold->row];
    if (row->is_open) {
        rows->items[fold->row + 1 + row->count++] = (IssueRow){.position = position, .count = 1, .is_inside = true};
    }
}

/* Makes room after the rows that are unfolded; false where none is. */
static bool open_rows(IssueRows *rows)
{
    uint32_t further = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        IssueRow *row = &rows->items[i];
        const IssueFold *fold = issue_folds_of(&rows->folds, row->position);
        row->count = fold->count;
        row->is_open = fold->count > 1 && issue_rows_is_unfolded(rows, row->hash);
        further += row->is_open ? fold->count : 0;
    }
    ARRAY_RESERVE(rows->items, rows->capacity, (size_t)rows->count + further);
    for (uint32_t i = rows->count, at = rows->count + further; i-- > 0 && further > 0;) {
        IssueRow row = rows->items[i];
        at -= 1 + (row.is_open ? row.count : 0);
        issue_folds_of(&rows->folds, row.position)->row = at;
        row.count = row.is_open ? 0 : row.count;
        rows->items[at] = row;
    }
    rows->count += further;
    return further > 0;
}

void issue_folds_make_rows(IssueRows *rows, const Report *report)
{
    free(rows->row_of);
    issue_folds_refresh(&rows->folds, report);
    rows->row_of = NULL;
    rows->row_of_count = rows->issues = report_count(report);
    rows->count = 0;
    visit_by_severity(rows, report, take_issue);
    if (open_rows(rows)) {
        visit_by_severity(rows, report, take_inside);
    }
}

/* Those of a fold are in the order of their positions. */
uint32_t issue_folds_row_of(const IssueRows *rows, uint32_t position)
{
    uint32_t header = issue_folds_of(&rows->folds, position)->row;
    uint32_t low = header + 1, high = header + 1 + (rows->items[header].is_open ? rows->items[header].count : 0);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (rows->items[middle].position < position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return rows->items[header].is_open ? low : header;
}
