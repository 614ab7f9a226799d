/*
 * Going to a path. Where it names no value it may name a gap: an element that is absent, in a row of its own below what
 * would hold it.
 */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"

#include "src/json/path.h"
#include "ui/screens/play/element_offers.h"
#include "ui/screens/play/element_path.h"
#include "ui/widgets/prompt.h"

static Reaction path_changed(void *context, Slice text, Text *verdict, Style *style)
{
    const Workbench *bench = context;
    Slice name;
    Error error;
    Text whole = TEXT_EMPTY;
    Slice path = element_path_whole(bench, text, &whole);
    bool is_begun = slice_ends_with(text, SLICE(".")); /* its members are listed */
    if (!is_begun && path_find(bench_file(bench)->document, path, &error) == NODE_NONE) {
        bool is_gap = element_path_gap(bench, path, &name) != NODE_NONE;
        text_append(verdict, is_gap ? SLICE("absent") : slice_from(error.message));
        *style = is_gap ? STYLE_HINT : STYLE_ISSUE_WARNING;
    }
    text_free(&whole);
    return REACT_REDRAW;
}

static Reaction path_entered(void *context, Slice text)
{
    Workbench *bench = context;
    Error error;
    if (element_path_go(bench, text, &error)) {
        bench->panes.focus = PANE_TREE;
    } else {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", error.message);
    }
    return REACT_REDRAW;
}

static Reaction go_to_path(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (call->argument.length) {
        return path_entered(bench, call->argument);
    }
    const RowView row = *bench_row(bench);
    Text path = TEXT_EMPTY;
    path_append(bench_file(bench)->document, row.node, &path);
    if (row.is_absent) {
        text_format(&path, ".%.*s", SLICE_ARGS(row.name));
    }
    stage_push(bench->stage, prompt_new((PromptOptions){.label = "Path: ",
                                                        .text = text_slice(&path),
                                                        .is_selected = true,
                                                        .history = bench->typed_before[TYPED_PATH],
                                                        .context = bench,
                                                        .changed = path_changed,
                                                        .offers = element_offers,
                                                        .entered = path_entered}));
    text_free(&path);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "go-to-path",
     .help = "Go to a path, such as series[0].uid",
     .keys = "@",
     .commands = "go",
     .argument = "PATH",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_path,
     .offers = element_offers},
};

const ActionRows path_actions = ACTION_ROWS(rows);
