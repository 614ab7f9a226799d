/*
 * Issues pane: what was found, the worst first, by place or by kind; equal ones in one row, the selected one wrapped.
 */
#ifndef IPSE_SCREENS_ISSUES_PANE_H
#define IPSE_SCREENS_ISSUES_PANE_H

#include "ui/kit/stage/view.h"

typedef struct Workbench Workbench;

void issues_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused);

/* The title that says how the issues are sorted and filtered, and what is hidden. */
const char *issues_pane_title(Workbench *bench);

/* Shows the place of the selected issue in the tree; no jump is noted. */
void issues_pane_show(Workbench *bench);

/* Goes to the place of the selected issue, with the focus on the tree, and shows the text about it where the rule
   pane is not seen; equal ones are unfolded, or folded again. */
Reaction issues_pane_follow(Workbench *bench);

#endif
