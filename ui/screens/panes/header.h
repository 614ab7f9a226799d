/*
 * Header: file, profile, and the counts of what was found.
 */
#ifndef IPSE_SCREENS_HEADER_H
#define IPSE_SCREENS_HEADER_H

#include "ui/kit/canvas/canvas.h"

typedef struct Workbench Workbench;

void header_draw(Workbench *bench, Canvas *canvas, Rect line);

#endif
