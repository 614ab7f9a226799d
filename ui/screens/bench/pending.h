/*
 * Pending: a text that is edited in a view of its own, and is in the document only once it is entered. As long as it is
 * not, it counts as unsaved work (views/rescue.h).
 */
#ifndef IPSE_SCREENS_PENDING_H
#define IPSE_SCREENS_PENDING_H

#include "ui/screens/bench/bench.h"
#include "ui/widgets/line_editor.h"

/* Plans what entering the text does to the document. */
typedef bool PendingPlan(void *context, SpliceList *list, Error *error);

/* Starts all zero. */
typedef struct Pending {
    const LineEditor *editor; /* NULL: none */
    uint64_t revision;        /* of the editor's text before something was typed */
    uint64_t serial;          /* tells it from those before */
    PendingPlan *plan;
    void *context;
} Pending;

/* From now on the editor's text is pending; NULL: no longer. */
void bench_set_pending(Workbench *bench, const LineEditor *editor, PendingPlan *plan, void *context);

/* True where something was typed into it. */
bool pending_is_changed(const Pending *pending);

#endif
