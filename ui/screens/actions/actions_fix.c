/* Fixing the issues of a row, and all of a kind. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/editing/fix_all.h"
#include "ui/screens/editing/fixes.h"

static Reaction fix(void *context, const ActionCall *call)
{
    (void)call;
    fixes_open(context);
    return REACT_REDRAW;
}

static Reaction fix_all(void *context, const ActionCall *call)
{
    (void)call;
    fix_all_ask(context);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "fix",
     .help = "Choose a fix for the issues of this row and its content",
     .label = "Fix",
     .keys = "a, F6",
     .group = GROUP_EDIT,
     .places = IN_TREE | IN_ISSUES,
     .needs = NEEDS_CHANGES,
     .run = fix},
    {.name = "fix-all",
     .help = "Fix all issues of this kind, or of the file",
     .keys = "A",
     .group = GROUP_EDIT,
     .places = IN_TREE | IN_ISSUES,
     .needs = NEEDS_CHANGES,
     .run = fix_all},
};

const ActionRows fix_actions = ACTION_ROWS(rows);
