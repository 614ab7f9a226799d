/* Moving the cursor: by rows, pages and levels, and to the place of an issue. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/panes/issues_pane.h"

enum { MOVE_DOWN, MOVE_UP, MOVE_PAGE_DOWN, MOVE_PAGE_UP, MOVE_HALF_DOWN, MOVE_HALF_UP, MOVE_FIRST, MOVE_LAST };

static Reaction move_in(List *list, const ActionCall *call)
{
    int64_t count = call->count ? call->count : 1;
    int64_t page = list->height > 1 ? list->height - 1 : 1, half = list->height > 2 ? list->height / 2 : 1;
    switch (call->action->parameter) {
    case MOVE_DOWN:
        return list_move(list, count);
    case MOVE_UP:
        return list_move(list, -count);
    case MOVE_PAGE_DOWN:
        return list_move(list, count * page);
    case MOVE_PAGE_UP:
        return list_move(list, -count * page);
    case MOVE_HALF_DOWN:
        return list_move(list, count * half);
    case MOVE_HALF_UP:
        return list_move(list, -count * half);
    case MOVE_FIRST:
        list_select(list, call->count ? call->count - 1 : 0);
        return REACT_REDRAW;
    default:
        list_select(list, call->count ? call->count - 1 : list->count ? list->count - 1 : 0);
        return REACT_REDRAW;
    }
}

/* Moves in the list of the pane with the focus; the tree follows the list of issues. */
static Reaction move(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (bench->panes.focus == PANE_ISSUES) {
        shown_issues_refresh(bench);
        Reaction reaction = move_in(&bench->issues->list, call);
        issues_pane_show(bench);
        return reaction;
    }
    list_set_count(&bench->tree, outline_count(bench_file(bench)->outline));
    return move_in(&bench->tree, call);
}

/* The row of the next value on the level of a row, or of the one before; the row itself if there is none. */
static uint32_t sibling_row(Outline *outline, uint32_t row, bool is_forward)
{
    uint32_t count = outline_count(outline);
    unsigned depth = outline_row(outline, row)->depth;
    for (uint32_t next = row; is_forward ? ++next < count : next-- > 0;) {
        unsigned other = outline_row(outline, next)->depth;
        if (other <= depth) {
            return other == depth ? next : row;
        }
    }
    return row;
}

static Reaction go_to_sibling(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    Outline *outline = bench_file(bench)->outline;
    uint32_t row = (uint32_t)bench->tree.selected;
    for (uint32_t left = call->count ? call->count : 1; left > 0; left--) {
        uint32_t next = sibling_row(outline, row, call->action->parameter > 0);
        if (next == row) {
            break;
        }
        row = next;
    }
    bench_go_to_row(bench, row);
    return REACT_REDRAW;
}

/* From an issue to its place in the tree; from equal ones to each of them. */
static Reaction follow(void *context, const ActionCall *call)
{
    (void)call;
    return issues_pane_follow(context);
}

static const Action rows[] = {
    {.name = "down",
     .help = "Move down",
     .keys = "Down, j",
     .group = GROUP_MOVE,
     .needs = NEEDS_FILE,
     .run = move,
     .parameter = MOVE_DOWN},
    {.name = "up",
     .help = "Move up",
     .keys = "Up, k",
     .group = GROUP_MOVE,
     .needs = NEEDS_FILE,
     .run = move,
     .parameter = MOVE_UP},
    {.name = "page-down",
     .help = "Move down a page",
     .keys = "PgDn, ^F",
     .group = GROUP_MOVE,
     .needs = NEEDS_FILE,
     .run = move,
     .parameter = MOVE_PAGE_DOWN},
    {.name = "page-up",
     .help = "Move up a page",
     .keys = "PgUp, ^B",
     .group = GROUP_MOVE,
     .needs = NEEDS_FILE,
     .run = move,
     .parameter = MOVE_PAGE_UP},
    {.name = "half-page-down",
     .help = "Move down half a page",
     .keys = "^D",
     .group = GROUP_MOVE,
     .needs = NEEDS_FILE,
     .run = move,
     .parameter = MOVE_HALF_DOWN},
    {.name = "half-page-up",
     .help = "Move up half a page",
     .keys = "^U",
     .group = GROUP_MOVE,
     .needs = NEEDS_FILE,
     .run = move,
     .parameter = MOVE_HALF_UP},
    {.name = "first",
     .help = "Go to the first row",
     .keys = "Home, g",
     .group = GROUP_MOVE,
     .needs = NEEDS_FILE,
     .run = move,
     .parameter = MOVE_FIRST},
    {.name = "last",
     .help = "Go to the last row",
     .keys = "End, G",
     .group = GROUP_MOVE,
     .needs = NEEDS_FILE,
     .run = move,
     .parameter = MOVE_LAST},
    {.name = "next-sibling",
     .help = "Go to the next value on this level",
     .keys = "J",
     .group = GROUP_MOVE,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = go_to_sibling,
     .parameter = 1},
    {.name = "previous-sibling",
     .help = "Go to the previous value on this level",
     .keys = "K",
     .group = GROUP_MOVE,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = go_to_sibling,
     .parameter = -1},
    {.name = "follow",
     .help = "Go to the place of the issue, or unfold equal ones",
     .label = "Go to",
     .keys = "Enter",
     .group = GROUP_MOVE,
     .places = IN_ISSUES,
     .needs = NEEDS_FILE,
     .run = follow},
};

const ActionRows cursor_actions = ACTION_ROWS(rows);
