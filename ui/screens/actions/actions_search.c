/* Searching: what is typed is found as it is typed, with its number among all that are found. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/tree_search.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/prompt.h"

/* ---- what is searched for ---- */

static void print_label(const Workbench *bench, Text *label)
{
    static const char *const scopes[] = {"", " in values", " in names"};
    text_format(label, "Find%s%s: ", bench->search->search.is_expression ? " expression" : "",
                scopes[bench->search->search.scope]);
}

/* ---- the prompt ---- */

/* Shows how many places there are, if that is known. */
static Reaction find_changed(void *context, Slice text, Text *verdict, Style *style)
{
    Error error;
    if (tree_search_set(context, text, &error)) {
        tree_search_typed(context, verdict, style);
    } else {
        text_append(verdict, slice_from(error.message));
        *style = STYLE_ISSUE_WARNING;
    }
    return REACT_REDRAW;
}

static bool find_turned(void *context, Key key, Text *label)
{
    Workbench *bench = context;
    Search *search = &bench->search->search;
    if (key.code != 'r' && key.code != 'w') {
        return false;
    }
    search->is_expression ^= key.code == 'r';
    search->scope = key.code == 'w' ? (search->scope + 1) % SEARCH_SCOPE_COUNT : search->scope;
    print_label(bench, label);
    return true;
}

static Reaction find_entered(void *context, Slice text)
{
    Workbench *bench = context;
    Error error;
    if (!tree_search_set(bench, text, &error)) {
        messages_add_error(bench->messages, "Invalid expression", &error);
    } else if (text.length) {
        tree_search_go(bench, false);
    }
    return REACT_REDRAW;
}

static Reaction find_cancelled(void *context)
{
    tree_search_stop(context);
    ((Workbench *)context)->search->is_shown = false;
    return REACT_REDRAW;
}

/* `:find TEXT`, or an expression between slashes. */
static Reaction find_argument(Workbench *bench, Slice argument)
{
    bool is_expression = argument.length > 2 && argument.bytes[0] == '/' && slice_ends_with(argument, SLICE("/"));
    bench->search->search.is_expression = is_expression;
    line_history_add(bench->typed_before[TYPED_FIND], argument);
    return find_entered(bench, is_expression ? slice_part(argument, 1, argument.length - 2) : argument);
}

static Reaction search(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (call->argument.length) {
        return find_argument(bench, call->argument);
    }
    Text label = TEXT_EMPTY;
    print_label(bench, &label);
    text_append_byte(&label, '\0');
    stage_push(bench->stage, prompt_new((PromptOptions){.label = label.bytes,
                                                        .history = bench->typed_before[TYPED_FIND],
                                                        .context = bench,
                                                        .changed = find_changed,
                                                        .turned = find_turned,
                                                        .entered = find_entered,
                                                        .cancelled = find_cancelled}));
    text_free(&label);
    return REACT_REDRAW;
}

static Reaction search_again(void *context, const ActionCall *call)
{
    for (uint32_t i = 0; i < (call->count ? call->count : 1); i++) {
        tree_search_go(context, call->action->parameter < 0);
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "find",
     .help = "Find a string or /EXPRESSION/ in names and values",
     .label = "Find",
     .keys = "/, F3",
     .argument = "TEXT",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = search},
    {.name = "find-next",
     .help = "Find the next",
     .keys = "n",
     .group = GROUP_FIND,
     .places = IN_TREE,
     .needs = NEEDS_FILE | NEEDS_SEARCH,
     .run = search_again,
     .parameter = 1},
    {.name = "find-previous",
     .help = "Find the previous",
     .keys = "N",
     .group = GROUP_FIND,
     .places = IN_TREE,
     .needs = NEEDS_FILE | NEEDS_SEARCH,
     .run = search_again,
     .parameter = -1},
};

const ActionRows search_actions = ACTION_ROWS(rows);
