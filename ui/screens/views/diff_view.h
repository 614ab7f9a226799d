/*
 * Differences: what differs from another text, hunk by hunk.
 */
#ifndef IPSE_SCREENS_DIFF_VIEW_H
#define IPSE_SCREENS_DIFF_VIEW_H

#include "ui/screens/bench/bench.h"

/* Shows what differs from another text, which is copied; `name` says what that is. With `taken` it is one that may be
   brought in, and `taken` is called once all of it was; else it is one that was there before. */
void diff_view_open(Workbench *bench, Slice other, const char *name, void (*taken)(Workbench *bench));

/* Shows what another text has otherwise: the changes lead from the document to that. */
void diff_view_open_to(Workbench *bench, Slice other, const char *name);

/* What differs from the file on disk, or from what a server has. */
void diff_view_open_disk(Workbench *bench);

/* What is to be sent, and what Enter does. */
typedef struct DiffSend {
    void *context;
    void (*entered)(void *context);
    void (*free)(void *context);
} DiffSend;

/* Shows what differs from a text that a server has, before it is sent; Enter closes the view and calls `entered`.
   Without differences it is called at once. */
void diff_view_open_send(Workbench *bench, Slice other, const char *name, DiffSend send);

#endif
