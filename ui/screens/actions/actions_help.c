/* Help, the list of all commands, the messages so far, and the tour. */
#include "src/base/shown.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/actions/actions_record.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/running.h"
#include "ui/screens/files/file_offers.h"
#include "ui/screens/panes/rule_pane.h"
#include "ui/screens/play/lesson.h"
#include "ui/screens/views/help_view.h"
#include "ui/screens/views/tour.h"
#include "ui/widgets/action_help.h"
#include "ui/widgets/text_view.h"

static Reaction help(void *context, const ActionCall *call)
{
    (void)call;
    help_open(context);
    return REACT_REDRAW;
}

static Reaction palette_run(void *context, const Action *action, const ActionCall *call)
{
    return bench_run(context, action, *call) | REACT_REDRAW;
}

static void palette_said(void *context, const char *sentence)
{
    messages_add(((Workbench *)context)->messages, STYLE_ISSUE_WARNING, "%s", sentence);
}

static Reaction list_commands(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    record_mark(bench);
    stage_push(bench->stage, palette_new(bench->stage, (PaletteOptions){.table = keymap_table(bench->keymap),
                                                                        .keymap = bench->keymap,
                                                                        .context = bench,
                                                                        .run = palette_run,
                                                                        .offers_files = file_offers,
                                                                        .history = bench->typed_before[TYPED_COMMAND],
                                                                        .said = palette_said}));
    return REACT_REDRAW;
}

static Reaction show_messages(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    TextView *view = text_view_new();
    Text text = TEXT_EMPTY;
    messages_print(bench->messages, &text);
    text_view_add(view, STYLE_PLAIN, text_slice(&text));
    text_free(&text);
    stage_push(bench->stage, text_view_as_view(view, bench->stage, "Messages"));
    return REACT_REDRAW;
}

static Reaction show_why(void *context, const ActionCall *call)
{
    (void)call;
    rule_pane_open(context);
    return REACT_REDRAW;
}

static Reaction unfold_sources(void *context, const ActionCall *call)
{
    (void)call;
    rule_pane_turn(context);
    return REACT_REDRAW;
}

static Reaction tour(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    Error error;
    if (!call->argument.length) {
        tour_begin(bench);
    } else if (!lesson_is(call->argument)) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Unknown lesson: " SHOWN ". Allowed: profile",
                     SHOWN_ARGS(shown_value(call->argument)));
    } else if (!lesson_begin(bench, &error)) {
        messages_add_error(bench->messages, "No lesson", &error);
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "help",
     .help = "Keys and commands",
     .label = "Help",
     .keys = "F1, ?",
     .commands = "h",
     .group = GROUP_VIEW,
     .run = help},
    {.name = "palette",
     .help = "All commands",
     .label = "Commands",
     .keys = ":, ^P, F9",
     .group = GROUP_VIEW,
     .run = list_commands},
    {.name = "why",
     .help = "Explain the row: purpose, obligations, what fails, the rule",
     .keys = "w",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = show_why},
    {.name = "sources",
     .help = "Unfold sources and expressions in the rule pane",
     .keys = "zx",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = unfold_sources},
    {.name = "tour",
     .help = "Start the tour on a copy of a sample, or the profile lesson",
     .keys = "Z?",
     .argument = "profile",
     .group = GROUP_VIEW,
     .run = tour},
    {.name = "messages", .help = "Show the earlier messages", .keys = "zl", .group = GROUP_VIEW, .run = show_messages},
};

const ActionRows help_actions = ACTION_ROWS(rows);
