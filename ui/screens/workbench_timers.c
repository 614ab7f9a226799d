/* What the workbench does without being asked: recovery files at most two seconds old, and a look at the files on disk.
 */
#include "ui/screens/asking/asking.h"
#include "ui/screens/background/background.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/screens/views/diff_view.h"
#include "ui/screens/views/reloading.h"
#include "ui/screens/views/rescue.h"
#include "ui/screens/workbench_parts.h"
#include "ui/widgets/menu.h"

/* Half of what may be lost, for writing takes its time. */
enum { RESCUE_MILLISECONDS = 1000, LOOK_MILLISECONDS = 2000 };

static int64_t now(const Workbench *bench)
{
    return bench->session->clock.milliseconds(bench->session->clock.context);
}

/* ---- files that were changed by another program ---- */

static Reaction changed_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    if (position == 0) {
        bench_reload(bench, "Reloaded. Press u to undo");
    } else if (position == 1) {
        diff_view_open_disk(bench);
    }
    return REACT_REDRAW;
}

/* Reports once of every change that there is one, and offers what can be done. */
static Reaction look_at_disk(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    static const MenuItem items[] = {{"Reload the file (undo restores the old content)", NULL, 'r'},
                                     {"Show the differences", NULL, 'c'},
                                     {"Keep the content; saving asks before overwriting", NULL, 'k'}};
    if (stage_top(bench->stage).kind != bench->kind || typing_is_on(bench)) {
        return REACT_NONE;
    }
    ErrorCode news = session_notice_change(file);
    if (news == ERROR_REMOVED) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Another program removed %s. :w! saves the file",
                     file->path);
        return REACT_REDRAW;
    }
    if (news != ERROR_CHANGED) {
        return REACT_NONE;
    }
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Changed on disk",
                                                    .text = "Another program changed the file.",
                                                    .items = items,
                                                    .count = sizeof items / sizeof *items,
                                                    .selected = history_is_modified(file->history) ? 2 : 0,
                                                    .context = bench,
                                                    .chosen = changed_chosen}));
    return REACT_REDRAW;
}

/* ---- both ---- */

/* The time that is left until a moment, which is set where it is not, or where the clock was set back meanwhile. */
static int64_t left(const Workbench *bench, int64_t *moment, int64_t milliseconds)
{
    int64_t time = now(bench);
    if (!*moment || *moment > time + milliseconds) {
        *moment = time + milliseconds;
    }
    return *moment > time ? *moment - time : 0;
}

int64_t bench_wait(void *self)
{
    Workbench *bench = self;
    int64_t rescue = -1, look = -1;
    rescue_prepare(bench);
    if (rescue_is_due(bench)) {
        rescue = left(bench, &bench->rescue_at, RESCUE_MILLISECONDS);
    } else {
        bench->rescue_at = 0;
    }
    if (bench_file(bench)) {
        look = left(bench, &bench->look_at, LOOK_MILLISECONDS);
    }
    int64_t waits[] = {rescue, look, background_wait(bench), asking_wait(bench, typing_is_on(bench))}, least = -1;
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        least = least < 0 || (waits[i] >= 0 && waits[i] < least) ? waits[i] : least;
    }
    return least;
}

Reaction bench_tick(void *self)
{
    Workbench *bench = self;
    Reaction reaction = background_go_on(bench) | asking_tick(bench, typing_is_on(bench));
    if (bench->rescue_at && now(bench) >= bench->rescue_at) {
        bench->rescue_at = 0;
        reaction |= bench->session->waits ? rescue_write(bench) : rescue_write_beside(bench);
    }
    if (bench->look_at && now(bench) >= bench->look_at) {
        bench->look_at = 0;
        reaction |= bench_file(bench) ? look_at_disk(bench) : REACT_NONE;
    }
    return reaction;
}
