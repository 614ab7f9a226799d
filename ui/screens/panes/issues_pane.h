/*
 * Issues pane: what was found, by place, by severity or by kind.
 */
#ifndef IPSE_SCREENS_ISSUES_PANE_H
#define IPSE_SCREENS_ISSUES_PANE_H

#include "ui/kit/stage/view.h"

typedef struct Workbench Workbench;

void issues_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused);

/* The title that says how the issues are sorted and filtered. */
const char *issues_pane_title(Workbench *bench);

/* Goes to the place of the selected issue. */
Reaction issues_pane_follow(Workbench *bench);

#endif
