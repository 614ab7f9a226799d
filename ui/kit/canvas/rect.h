/*
 * Rect: a rectangle of cells, from the upper left corner of the screen; a small value.
 */
#ifndef IPSE_KIT_RECT_H
#define IPSE_KIT_RECT_H

#include <stdbool.h>

typedef struct Rect {
    int x;
    int y;
    int width;
    int height;
} Rect;

static inline Rect rect_make(int x, int y, int width, int height)
{
    return (Rect){x, y, width, height};
}

bool rect_contains(Rect rect, int x, int y);

/* The part that both have in common; of size 0 if there is none. */
Rect rect_intersection(Rect a, Rect b);

/* The rectangle without `amount` cells on each side. */
Rect rect_inset(Rect rect, int horizontal, int vertical);

/* A rectangle of at most this size in the middle of `outer`. */
Rect rect_centred(Rect outer, int width, int height);

#endif
