/* The filter of the tree: chosen from a list, or a text that is typed. */
#include "ui/screens/actions/actions_table.h"
#include "ui/screens/bench/bench.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/prompt.h"

/* What can be filtered for, in the order of the list. */
static const struct {
    FilterKind kind;
    const char *name, *note, *title;
} filters[] = {
    {FILTER_ISSUES, "issues", "errors, warnings and notes", "Study, issues only"},
    {FILTER_GAPS, "gaps", "what a Creator has to fill in and is absent", "Study, gaps only"},
    {FILTER_OBLIGATED, "obligated", "what has an obligation", "Study, obligated only"},
    {FILTER_NONE, "everything", "no filter", NULL},
};

const char *filter_title(const Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    const char *title = NULL;
    for (size_t i = 0; file && i < sizeof filters / sizeof *filters; i++) {
        title = outline_filter(file->outline)->kind == filters[i].kind ? filters[i].title : title;
    }
    return file && outline_filter(file->outline)->kind == FILTER_TEXT ? "Study, rows with the text only" : title;
}

/* Filters, and keeps the cursor where it was or near it. */
static void filter(Workbench *bench, FilterKind kind, Slice text)
{
    OpenFile *file = bench_file(bench);
    NodeId node = bench_row(bench)->node;
    outline_set_filter(file->outline, kind, text);
    bench_go_to_row(bench, outline_row_of(file->outline, node, (Slice){0}));
    bench->rule_row = ROW_NONE;
    if (outline_filter(file->outline)->kept && outline_filter(file->outline)->matches == 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Nothing here is such; Esc shows all rows again");
    }
}

bool filter_clear(Workbench *bench)
{
    if (bench->issue_rows.filter.length > 0) {
        issues_pane_filter(bench, (Slice){0});
        return true;
    }
    bool is_on = bench_file(bench) && outline_filter(bench_file(bench)->outline)->kind != FILTER_NONE;
    if (is_on) {
        filter(bench, FILTER_NONE, (Slice){0});
    }
    return is_on;
}

static PickerRow filter_row(void *context, size_t position)
{
    (void)context;
    return (PickerRow){.code = slice_from(filters[position].name), .note = slice_from(filters[position].note)};
}

static Reaction filter_chosen(void *context, size_t position, Slice typed)
{
    Workbench *bench = context;
    bool is_text = position == SIZE_MAX;
    filter(bench, is_text ? FILTER_TEXT : filters[position].kind, is_text ? typed : (Slice){0});
    return REACT_REDRAW;
}

static Reaction issues_text_entered(void *context, Slice text)
{
    issues_pane_filter(context, text);
    return REACT_REDRAW;
}

static Reaction choose_filter(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (bench->panes.focus == PANE_ISSUES && !call->argument.length) {
        stage_push(bench->stage, prompt_new((PromptOptions){.label = "Issues with: ",
                                                            .history = bench->find_history,
                                                            .context = bench,
                                                            .entered = issues_text_entered}));
        return REACT_REDRAW;
    }
    if (call->argument.length) {
        filter(bench, FILTER_TEXT, call->argument);
        return REACT_REDRAW;
    }
    PickerSource source = {
        .context = bench, .count = sizeof filters / sizeof *filters, .row = filter_row, .chosen = filter_chosen};
    PickerOptions options = {.title = "Show only", .placeholder = "or type a text", .is_free_text = true};
    stage_push(bench->stage, picker_new(source, options));
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "filter",
     .help = "Show only issues, gaps, what is obligated, or a text",
     .keys = "\\",
     .argument = "TEXT",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = choose_filter},
};

const ActionRows filter_actions = ACTION_ROWS(rows);
