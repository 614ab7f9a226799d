/* The filter of the tree: chosen from a list, or a text that is typed. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/bench/tree_filter.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/prompt.h"

/* What can be filtered for, in the order of the list. */
static const struct {
    FilterKind kind;
    const char *name, *note;
} filters[] = {
    {FILTER_ISSUES, "issues", "errors, warnings and notes"},
    {FILTER_GAPS, "gaps", "missing elements with a Creator obligation"},
    {FILTER_OBLIGATED, "obligated", "elements with an obligation"},
    {FILTER_NONE, "everything", "no filter"},
};

static PickerRow filter_row(void *context, size_t position)
{
    (void)context;
    return (PickerRow){.code = slice_from(filters[position].name), .note = slice_from(filters[position].note)};
}

static Reaction filter_chosen(void *context, size_t position, Slice typed)
{
    Workbench *bench = context;
    bool is_text = position == SIZE_MAX;
    tree_filter_set(bench, is_text ? FILTER_TEXT : filters[position].kind, is_text ? typed : (Slice){0});
    return REACT_REDRAW;
}

static Reaction issues_text_entered(void *context, Slice text)
{
    shown_issues_filter(context, text);
    return REACT_REDRAW;
}

static Reaction choose_filter(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (bench->panes.focus == PANE_ISSUES && !call->argument.length) {
        stage_push(bench->stage, prompt_new((PromptOptions){.label = "Issues with: ",
                                                            .history = bench->typed_before[TYPED_FIND],
                                                            .context = bench,
                                                            .entered = issues_text_entered}));
        return REACT_REDRAW;
    }
    if (call->argument.length) {
        tree_filter_set(bench, FILTER_TEXT, call->argument);
        return REACT_REDRAW;
    }
    PickerSource source = {
        .context = bench, .count = sizeof filters / sizeof *filters, .row = filter_row, .chosen = filter_chosen};
    PickerOptions options = {.title = "Show only", .placeholder = "or type a string", .is_free_text = true};
    stage_push(bench->stage, picker_new(source, options));
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "filter",
     .help = "Show only issues, gaps, obligations, or matching rows",
     .keys = "\\",
     .argument = "TEXT",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = choose_filter},
};

const ActionRows filter_actions = ACTION_ROWS(rows);
