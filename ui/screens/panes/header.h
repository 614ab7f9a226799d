/*
 * Header: file, profile, and the counts of what was found.
 */
#ifndef IPSE_SCREENS_HEADER_H
#define IPSE_SCREENS_HEADER_H

#include "ui/kit/canvas/canvas.h"

typedef struct Workbench Workbench;

void header_draw(Workbench *bench, Canvas *canvas, Rect line);

/* A bar in a header of its own, where no file is shown yet: what is worked on (a name), and how far that is. */
typedef struct BackgroundBar BackgroundBar;
void header_draw_work(Canvas *canvas, Rect line, Slice name, const BackgroundBar *bar);

#endif
