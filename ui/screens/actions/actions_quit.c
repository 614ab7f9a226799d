/* Quitting, with a question where something is not saved, and suspending. */
#include "ui/screens/actions/actions_quit.h"

#include "ui/screens/actions/actions_list.h"
#include "ui/screens/actions/actions_record.h"
#include "ui/screens/background/side_job.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/session_recovery.h"
#include "ui/screens/views/saving.h"
#include "ui/widgets/menu.h"

enum { QUIT_ASK, QUIT_DISCARD };

/* Leaves nothing after that the next start would offer. */
static void discard_all(Workbench *bench)
{
    for (size_t i = 0; i < bench->session->count; i++) {
        session_discard(bench->session, bench->session->files[i]);
    }
}

/* Saves every modified file; false at the first that cannot be. */
static bool save_all(Workbench *bench)
{
    for (size_t i = 0; i < bench->session->count; i++) {
        if (history_is_modified(bench->session->files[i]->history)) {
            bench->session->current = i;
            if (!bench_save(bench, NULL, false)) {
                return false;
            }
        }
    }
    return true;
}

static Reaction save_and_quit(Workbench *bench);

/* A server has a file by now: saves what is left. */
static void go_on(Workbench *bench)
{
    if (save_and_quit(bench) & REACT_QUIT) {
        stage_quit(bench->stage);
    }
}

/* Saves every modified file and quits; where one is saved to a server, goes on when that is done. */
static Reaction save_and_quit(Workbench *bench)
{
    if (bench_save_then(bench, go_on)) {
        return REACT_REDRAW;
    }
    bench->saving->then = go_on;
    bool are_saved = save_all(bench);
    bench->saving->then = NULL;
    return are_saved ? quit_ask(bench) : REACT_REDRAW;
}

/* Ends the program, and a recording before; stays where that could not be saved. */
static Reaction leave(Workbench *bench)
{
    if (!record_finish(bench)) {
        return REACT_REDRAW;
    }
    discard_all(bench);
    return REACT_QUIT;
}

static Reaction quit_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    if (position == 0) {
        return save_and_quit(bench);
    }
    return position == 1 ? leave(bench) : REACT_REDRAW;
}

/* The file is saved by now. */
static void quit_saved(Workbench *bench)
{
    if (quit_ask(bench) & REACT_QUIT) {
        stage_quit(bench->stage);
    }
}

/* A recording is to end before the key that quits; before a typed command it is marked when that begins. */
static void mark_recording(Workbench *bench)
{
    if (stage_top(bench->stage).self == bench) {
        record_mark(bench);
    }
}

Reaction quit_ask(Workbench *bench)
{
    mark_recording(bench);
    static const MenuItem items[] = {
        {"Save and quit", NULL, 's'}, {"Discard the changes and quit", NULL, 'd'}, {"Stay", NULL, 'c'}};
    if (bench->saving->is_late && session_modified_count(bench->session) > 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "ipse stays open: there are unsaved changes");
        return REACT_REDRAW;
    }
    if (bench_save_then(bench, quit_saved)) {
        messages_add(bench->messages, STYLE_PLAIN, "ipse quits when the file is saved. Esc stops the saving");
        return REACT_REDRAW;
    }
    if (side_job_wait(bench) >= 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     "The work in the header is not finished. Esc stops it, ZQ quits");
        return REACT_REDRAW;
    }
    if (session_modified_count(bench->session) == 0) {
        return leave(bench);
    }
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Quit",
                                                    .text = "The file has unsaved changes.",
                                                    .items = items,
                                                    .count = 3,
                                                    .context = bench,
                                                    .chosen = quit_chosen}));
    return REACT_REDRAW;
}

static Reaction quit(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (call->is_forced || call->action->parameter == QUIT_DISCARD) {
        mark_recording(bench);
        return leave(bench);
    }
    return quit_ask(bench);
}

static Reaction suspend(void *context, const ActionCall *call)
{
    (void)context;
    (void)call;
    return REACT_SUSPEND;
}

static const Action rows[] = {
    {.name = "suspend", .help = "Suspend the program", .keys = "^Z", .group = GROUP_FILES, .run = suspend},
    {.name = "discard",
     .help = "Quit and discard all changes",
     .keys = "ZQ",
     .group = GROUP_FILES,
     .needs = NEEDS_WHOLE_NAME,
     .run = quit,
     .parameter = QUIT_DISCARD},
    {.name = "quit",
     .help = "Quit",
     .label = "Quit",
     .keys = "q, F10",
     .commands = "q",
     .group = GROUP_FILES,
     .run = quit,
     .parameter = QUIT_ASK},
};

const ActionRows quit_actions = ACTION_ROWS(rows);
