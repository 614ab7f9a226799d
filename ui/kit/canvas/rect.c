/* Rect: where things lie on the screen. */
#include "ui/kit/canvas/rect.h"

/* The smaller of two. */
static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The greater of two. */
static int most(int a, int b)
{
    return a > b ? a : b;
}

bool rect_contains(Rect rect, int x, int y)
{
    return x >= rect.x && y >= rect.y && x - rect.x < rect.width && y - rect.y < rect.height;
}

Rect rect_intersection(Rect a, Rect b)
{
    int x = most(a.x, b.x);
    int y = most(a.y, b.y);
    int width = least(a.x + a.width, b.x + b.width) - x;
    int height = least(a.y + a.height, b.y + b.height) - y;
    return (Rect){x, y, most(width, 0), most(height, 0)};
}

Rect rect_inset(Rect rect, int horizontal, int vertical)
{
    return (Rect){rect.x + horizontal, rect.y + vertical, most(rect.width - 2 * horizontal, 0),
                  most(rect.height - 2 * vertical, 0)};
}

Rect rect_centred(Rect outer, int width, int height)
{
    width = most(least(width, outer.width), 0);
    height = most(least(height, outer.height), 0);
    return (Rect){outer.x + (outer.width - width) / 2, outer.y + (outer.height - height) / 2, width, height};
}
