/* Fixes: the repairs that are offered for the issues of the row under the cursor, or for the issue that is selected. */
#include "src/edit/fix.h"

#include "ui/screens/bench.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

/* Larger documents are not judged for each repair. */
enum { TRIED_BYTES_MAXIMUM = 400000, TRIED_MAXIMUM = 24, COUNTS_CELLS = 29 };

/* What is known of a fix beside it. */
typedef struct Offer {
    const char *key; /* of the issue that it mends */
    bool is_tried;
    ReportCounts after; /* what there would be after it, where it was tried */
} Offer;

/* What is offered. */
typedef struct Offers {
    Workbench *bench;
    FixList list;
    Offer *items; /* for each fix of the list */
    size_t capacity;
    size_t *order; /* of the rows: those that help first */
    Text preview;
    Text note;
} Offers;

static void offers_free(void *context)
{
    Offers *offers = context;
    fix_list_free(&offers->list);
    free(offers->items);
    free(offers->order);
    text_free(&offers->preview);
    text_free(&offers->note);
    free(offers);
}

/* Adds the fixes for one issue. */
static void add_fixes(Offers *offers, const Operation *operation, const Issue *issue)
{
    size_t before = offers->list.count;
    fix_offer(operation, issue, &offers->list);
    ARRAY_RESERVE(offers->items, offers->capacity, offers->list.count + 1);
    for (size_t i = before; i < offers->list.count; i++) {
        offers->items[i] = (Offer){.key = issue->key};
    }
}

/* Adds the fixes for the issues of a row; `is_of_missing`: of those about members that it has not. */
static void gather_row(Offers *offers, const Operation *operation, const RowView *row, bool is_of_missing)
{
    OpenFile *file = bench_file(offers->bench);
    uint32_t first = 0, count = report_issues_of(file->report, row->node, &first);
    if (document_fault_count(file->document) > 0) {
        first = 0; /* faults lie anywhere in the value that they belong to */
        count = report_count(file->report);
    }
    for (uint32_t i = first; i < first + count; i++) {
        Issue issue = *report_issue(file->report, i);
        bool is_here =
            row->is_ghost ? slice_equals(issue.missing, row->name) : (issue.missing.length > 0) == is_of_missing;
        if (issue.node == row->node && is_here) {
            add_fixes(offers, operation, &issue);
        }
    }
}

/* Adds the fixes for what the cursor is on; where that is nothing itself, for what is missing in it. */
static void gather(Offers *offers)
{
    Workbench *bench = offers->bench;
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    uint32_t selected = issues_pane_selected(bench);
    if (bench->panes.focus == PANE_ISSUES && selected != UINT32_MAX) {
        Issue issue = *report_issue(file->report, selected);
        add_fixes(offers, &operation, &issue);
    }
    if (bench->panes.focus == PANE_ISSUES) {
        return;
    }
    const RowView *row = bench_row(bench);
    gather_row(offers, &operation, row, false);
    if (offers->list.count == 0 && !row->is_ghost) {
        gather_row(offers, &operation, row, true);
    }
}

/* ---- trying ---- */

/* Carries a fix out on a copy of the document and counts what is left. */
static bool try_fix(const Offers *offers, const Fix *fix, ReportCounts *after)
{
    const OpenFile *file = bench_file(offers->bench);
    Document *copy = document_new(document_bytes(file->document), file->path, NULL);
    bool is_done = copy != NULL;
    for (size_t i = 0; is_done && i < fix->splices.count; i++) {
        const Splice *splice = &fix->splices.splices[i];
        is_done = document_splice(copy, splice->offset, splice->removed, splice->inserted, NULL, NULL);
    }
    if (is_done) {
        Report *report = check_document(offers->bench->session->checker, copy);
        *after = report_counts(report);
        report_free(report);
    }
    document_free(copy);
    return is_done;
}

/* True when a fix was tried and leaves fewer errors, or as many and fewer warnings. */
static bool is_better(const Offer *item, ReportCounts before)
{
    return item->is_tried && (item->after.errors < before.errors ||
                              (item->after.errors == before.errors && item->after.warnings < before.warnings));
}

/* Puts the fixes that leave fewer errors or warnings first; the others keep their order behind them. */
static void sort(Offers *offers)
{
    const OpenFile *file = bench_file(offers->bench);
    ReportCounts before = report_counts(file->report);
    bool is_small = document_bytes(file->document).length <= TRIED_BYTES_MAXIMUM;
    size_t count = offers->list.count, placed = 0;
    offers->order = memory_allocate(count * sizeof *offers->order);
    for (size_t i = 0; i < count; i++) {
        Offer *item = &offers->items[i];
        item->is_tried = is_small && i < TRIED_MAXIMUM && try_fix(offers, &offers->list.fixes[i], &item->after);
    }
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < count; i++) {
            bool helps = offers->list.fixes[i].opening != OPENS_NOTHING || is_better(&offers->items[i], before);
            if (helps == (round == 0)) {
                offers->order[placed++] = i;
            }
        }
    }
}

static PickerRow offer_row(void *context, size_t position)
{
    Offers *offers = context;
    size_t fix = offers->order[position];
    const Offer *item = &offers->items[fix];
    text_clear(&offers->note);
    text_clear(&offers->preview);
    fix_preview(bench_file(offers->bench)->document, &offers->list.fixes[fix], &offers->preview);
    if (item->is_tried) {
        text_format(&offers->note, "%u error%s, %u warning%s left · ", item->after.errors,
                    item->after.errors == 1 ? "" : "s", item->after.warnings, item->after.warnings == 1 ? "" : "s");
    }
    text_append(&offers->note, slice_from(item->key));
    return (PickerRow){.code = offers->list.fixes[fix].title,
                       .display = text_slice(&offers->preview),
                       .note = text_slice(&offers->note)};
}

/* Carries a fix out. */
static void mend(Offers *offers, size_t position)
{
    Workbench *bench = offers->bench;
    const OpenFile *file = bench_file(bench);
    Fix *fix = &offers->list.fixes[position];
    ReportCounts before = report_counts(file->report);
    if (bench_apply(bench, &fix->splices, "fix")) {
        ReportCounts after = report_counts(file->report);
        messages_add(bench->messages, after.errors <= before.errors ? STYLE_GOOD : STYLE_ISSUE_WARNING,
                     "%.*s: %u error%s before, %u now. u takes it back.", SLICE_ARGS(fix->title), before.errors,
                     before.errors == 1 ? "" : "s", after.errors);
    }
}

static Reaction offer_chosen(void *context, size_t position, Slice typed)
{
    Offers *offers = context;
    (void)typed;
    if (position < offers->list.count) {
        mend(offers, offers->order[position]);
    }
    return REACT_REDRAW;
}

Reaction action_fix(void *context, const ActionCall *call)
{
    (void)call;
    Offers *offers = memory_allocate_zeroed(1, sizeof *offers);
    offers->bench = context;
    gather(offers);
    if (offers->list.count == 0) {
        messages_add(offers->bench->messages, STYLE_DIM, "No repair is known for this row. ]d goes to the next issue.");
        offers_free(offers);
        return REACT_REDRAW;
    }
    sort(offers);
    PickerSource source = {
        .context = offers, .count = offers->list.count, .row = offer_row, .chosen = offer_chosen, .free = offers_free};
    stage_push(offers->bench->stage, picker_new(source, (PickerOptions){.title = "Fix", .note_cells = COUNTS_CELLS}));
    return REACT_REDRAW;
}
