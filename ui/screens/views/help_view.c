/*
 * Help for where one is: the actions whose keys work in the pane with the focus, or what keys do in the view on top.
 */
#include "ui/screens/views/help_view.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/running.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/widgets/action_help.h"
#include "ui/widgets/text_view.h"

#include <stdio.h>

enum { KEYS_COLUMN = 30, TITLE_MAXIMUM = 32 };

/* Keys that are no actions. */
static const char typing_help[] =
    "Enter\tapply the value\nTab Shift-Tab\tapply the value and go to the next, the previous field\nEsc\tcancel; of an "
    "added element, leave the other fields as gaps\nletters\treplace the value; after a move, edit the value\nUp "
    "Down\tchange the part of a date; else show earlier input\n^A ^E Ctrl-Left "
    "Ctrl-Right\tgo to the start, the end, from word to word\n^W ^U ^K\tdelete the word before, to the start, to the "
    "end\n^Y\tinsert the deleted text\n^_ Alt-_\tundo and redo within the line";
static const char rule_help[] =
    "Up Down j k PgUp PgDn Space ^F ^B ^D ^U\tscroll\nHome End g G\tgo to the start, the end";

static void push(Workbench *bench, TextView *view, const char *title)
{
    stage_push(bench->stage, text_view_as_view(view, bench->stage, title));
}

/* Appends lines "KEYS\tWHAT THEY DO" in columns. */
static void add_keys(TextView *view, const char *help)
{
    for (Slice rest = slice_from(help); rest.length;) {
        Slice line = slice_part(rest, 0, slice_find(rest, SLICE("\n"), 0));
        size_t tab = slice_find(line, SLICE("\t"), 0);
        rest = slice_part(rest, line.length + 1, rest.length);
        text_view_line_indent(view, KEYS_COLUMN + 2);
        text_view_format(view, STYLE_HINT_KEY, "  %-*.*s", KEYS_COLUMN, SLICE_ARGS(slice_part(line, 0, tab)));
        text_view_add(view, STYLE_PLAIN, slice_part(line, tab + 1, line.length));
        text_view_end_line(view);
    }
}

void help_open_keys(void *context, const char *help)
{
    TextView *view = text_view_new();
    add_keys(view, help);
    push(context, view, "Help: keys");
}

void help_open(Workbench *bench)
{
    static const char *const names[] = {
        [PANE_TREE] = "the tree", [PANE_ISSUES] = "the issues", [PANE_RULE] = "the rule"};
    char title[TITLE_MAXIMUM];
    if (typing_is_on(bench)) {
        help_open_keys(bench, typing_help);
        return;
    }
    TextView *view = text_view_new();
    text_view_add(view, STYLE_PLAIN, SLICE("■ obligation   □ obligation, missing   ✗ error   ! warning   · note\n"));
    text_view_add(view, STYLE_PLAIN, SLICE("Of obligations in few words: fill SHALL   (fill) SHOULD   [fill] MAY\n"));
    text_view_add(view, STYLE_PLAIN, SLICE("In short headers: ? fields to fill in   ~ suppressed issues\n"));
    text_view_add(view, STYLE_DIM, SLICE("Keys of this pane. Press Tab for the next pane, : for all commands.\n"));
    if (bench->panes.focus == PANE_RULE) {
        add_keys(view, rule_help);
    }
    action_help_fill(view, keymap_table(bench->keymap), bench->keymap, bench_keys_place(bench));
    snprintf(title, sizeof title, "Help: %s", names[bench->panes.focus]);
    push(bench, view, title);
}
