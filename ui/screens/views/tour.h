/*
 * Tour: lessons on a sample, each of which is done rather than read. A band above the footer says what to do; when it
 * is done the next lesson comes.
 */
#ifndef IPSE_SCREENS_TOUR_H
#define IPSE_SCREENS_TOUR_H

#include "ui/kit/canvas/canvas.h"

typedef struct Workbench Workbench;
typedef struct Tour Tour;

/* Opens a copy of the sample in a temporary folder, and begins with the first lesson. */
void tour_begin(Workbench *bench);

/* Goes on where the lesson at hand is done; called after every event. */
void tour_follow(Workbench *bench);

/* Rows that the lesson at hand takes on a screen of this width, and it drawn there. */
int tour_height(const Workbench *bench, int width);
void tour_draw(const Workbench *bench, Canvas *canvas, Rect area);

/* Removes the copy and its folder. */
void tour_free(Tour *tour);

#endif
