/* Searching: what is typed is found as it is typed, with its number among all that are found. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/tree_search.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/prompt.h"

/* Of larger files the places are counted once the search is entered, not at every key. */
enum { COUNTED_WHILE_TYPED = 300000 };

/* On narrower screens the keys of the prompt are told in fewer words. */
enum { WORDS_FROM_WIDTH = 100 };

/* ---- what is searched for ---- */

static void print_label(const Workbench *bench, Text *label)
{
    static const char *const scopes[] = {"", " in values", " in names"};
    text_format(label, "Find%s%s: ", bench->search->search.is_expression ? " expression" : "",
                scopes[bench->search->search.scope]);
}

/* Appends "3 of 17 · Observation 9 · Heart rate" for the value under the cursor. */
static void print_position(Workbench *bench, Text *text)
{
    uint32_t position,
        count = search_count(&bench->search->search, bench_file(bench)->document, bench_row(bench)->node, &position);
    text_format(text, "%u of %u", position, count);
    NodeId holder = names_holder(bench_file(bench)->document, bench_row(bench)->node);
    text_append(text, holder == NODE_NONE ? (Slice){0} : SLICE(" · "));
    if (holder != NODE_NONE) {
        names_append_place(outline_names(bench_file(bench)->outline), holder, text);
    }
}

static void find_from(Workbench *bench, bool is_backward)
{
    NodeId from = bench_row(bench)->node;
    NodeId found = search_next(&bench->search->search, bench_file(bench)->document, from, is_backward);
    Slice wanted = text_slice(&bench->search->search.text);
    bench->search->is_shown = found != NODE_NONE;
    if (found == NODE_NONE) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "“%.*s” is not in the file", SLICE_ARGS(wanted));
        return;
    }
    Text position = TEXT_EMPTY;
    bench->panes.focus = PANE_TREE;
    bench_go_to(bench, found, (Slice){0});
    print_position(bench, &position);
    messages_add(bench->messages, STYLE_PLAIN, "“%.*s”: %.*s", SLICE_ARGS(wanted), SLICE_ARGS(text_slice(&position)));
    text_free(&position);
}

/* ---- the prompt ---- */

/* Shows the first place that is found from where the search began, and how many there are. */
static Reaction find_changed(void *context, Slice text, Text *verdict, Style *style)
{
    Workbench *bench = context;
    Error error;
    const Document *document = bench_file(bench)->document;
    bool is_narrow = stage_bounds(bench->stage).width < WORDS_FROM_WIDTH;
    const char *keys = is_narrow ? "Alt-r regex · Alt-w where" : "Alt-r expression · Alt-w where";
    if (!search_set(&bench->search->search, text, bench->search->search.is_expression, bench->search->search.scope,
                    &error)) {
        text_append(verdict, slice_from(error.message));
        *style = STYLE_ISSUE_WARNING;
    } else if (!text.length) {
        bool has_earlier = line_history_count(bench->typed_before[TYPED_FIND]) > 0;
        text_format(verdict, "%s%s", has_earlier ? "Up earlier · " : "", keys);
    } else if (document_count(document) <= COUNTED_WHILE_TYPED) {
        uint32_t unused, count = search_count(&bench->search->search, document, 0, &unused);
        if (count) {
            text_format(verdict, is_narrow ? "%u found" : "%u found · %s", count, keys);
        } else {
            text_append(verdict, SLICE("not found"));
        }
        *style = count ? STYLE_HINT : STYLE_ISSUE_WARNING;
    }
    bench->search->is_shown = text.length > 0;
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
    if (!search_set(&bench->search->search, text, bench->search->search.is_expression, bench->search->search.scope,
                    &error)) {
        messages_add_error(bench->messages, "Invalid expression", &error);
    } else if (text.length) {
        find_from(bench, false);
    }
    return REACT_REDRAW;
}

static Reaction find_cancelled(void *context)
{
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
        find_from(context, call->action->parameter < 0);
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
