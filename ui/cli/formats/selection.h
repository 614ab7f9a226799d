/*
 * Selection: which findings of a record are written.
 *
 * In this order: those below a severity, or not among the keys of --only, or among those of --ignore, are left out
 * without a word. What a suppression holds for is counted, and written with its reason only on demand. What a baseline
 * knows is counted. A selection is not changed by choosing, so that several threads may use it.
 */
#ifndef IPSE_CLI_FORMATS_SELECTION_H
#define IPSE_CLI_FORMATS_SELECTION_H

#include "ui/cli/formats/writer.h"
#include "ui/kit/suppress/suppressions.h"

typedef struct Selection {
    Severity least;            /* of the findings that are written */
    SliceMap only;             /* keys; none: all */
    SliceMap ignored;          /* keys */
    Suppressions suppressions; /* their uses are counted by the sink */
    Baseline baseline;         /* what is known; empty: nothing */
    bool shows_suppressed;     /* they are written too, with the reason */
    bool notes_baseline;       /* findings are noted for a new baseline */
    bool notes_identities;     /* UIDs of studies and ids of resources are noted, to find those that are there twice */
} Selection;

void selection_free(Selection *selection);

/* Chooses among the issues of a record that has none yet: of its report, or of no JSON with a sentence. What is counted
   goes to `output`. */
void selection_choose(const Selection *selection, Record *record, RecordOutput *output);

#endif
