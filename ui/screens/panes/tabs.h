/*
 * Tabs: the line below the header that shows the open files, where there are several.
 */
#ifndef IPSE_SCREENS_TABS_H
#define IPSE_SCREENS_TABS_H

#include "ui/kit/canvas/canvas.h"

typedef struct Workbench Workbench;

/* Lines that the tabs take: 1, or 0 where at most one file is open. */
int tabs_height(const Workbench *bench);

/* Draws them; there must be a file. */
void tabs_draw(const Workbench *bench, Canvas *canvas, Rect line);

/* The file whose tab lies at a column; at the arrows that stand for files that found no room, the next of those.
   SIZE_MAX if there is none. */
size_t tabs_at(const Workbench *bench, Rect line, int x);

#endif
