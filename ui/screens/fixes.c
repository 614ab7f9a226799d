/* Fixes: the repairs that are offered for the issues of the row under the cursor, or for the issue that is selected. */
#include "src/edit/fix.h"

#include "ui/screens/bench.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

/* What is offered, with the key of the issue that each fix mends. */
typedef struct Offers {
    Workbench *bench;
    FixList list;
    const char **keys;
    size_t capacity;
} Offers;

static void offers_free(void *context)
{
    Offers *offers = context;
    fix_list_free(&offers->list);
    free(offers->keys);
    free(offers);
}

/* Adds the fixes for one issue. */
static void add_fixes(Offers *offers, const Operation *operation, const Issue *issue)
{
    size_t before = offers->list.count;
    fix_offer(operation, issue, &offers->list);
    ARRAY_RESERVE(offers->keys, offers->capacity, offers->list.count + 1);
    for (size_t i = before; i < offers->list.count; i++) {
        offers->keys[i] = issue->key;
    }
}

/* Adds the fixes for what the cursor is on. */
static void gather(Offers *offers)
{
    Workbench *bench = offers->bench;
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    if (bench->panes.focus == PANE_ISSUES) {
        if (bench->issues.selected < report_count(file->report)) {
            Issue issue = *report_issue(file->report, (uint32_t)bench->issues.selected);
            add_fixes(offers, &operation, &issue);
        }
        return;
    }
    const RowView *row = bench_row(bench);
    Slice missing = row->is_ghost ? row->name : (Slice){0};
    uint32_t first = 0, count = report_issues_of(file->report, row->node, &first);
    for (uint32_t i = first; i < first + count; i++) {
        Issue issue = *report_issue(file->report, i);
        if (slice_equals(issue.missing, missing) || (!row->is_ghost && !issue.missing.length)) {
            add_fixes(offers, &operation, &issue);
        }
    }
}

static PickerRow offer_row(void *context, size_t position)
{
    const Offers *offers = context;
    return (PickerRow){.code = offers->list.fixes[position].title, .note = slice_from(offers->keys[position])};
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
                     "%.*s: %u errors before, %u now. u takes it back.", SLICE_ARGS(fix->title), before.errors,
                     after.errors);
    }
}

static Reaction offer_chosen(void *context, size_t position, Slice typed)
{
    Offers *offers = context;
    (void)typed;
    if (position < offers->list.count) {
        mend(offers, position);
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
    PickerSource source = {
        .context = offers, .count = offers->list.count, .row = offer_row, .chosen = offer_chosen, .free = offers_free};
    stage_push(offers->bench->stage, picker_new(source, (PickerOptions){.title = "Fix"}));
    return REACT_REDRAW;
}
