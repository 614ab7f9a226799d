/*
 * In view: the rows of the tree that are seen are judged first, while the rest of a file that was opened is still to be
 * judged.
 */
#ifndef IPSE_SCREENS_IN_VIEW_H
#define IPSE_SCREENS_IN_VIEW_H

#include "ui/screens/bench/bench.h"

/* The rows that were judged last; starts all zero. */
typedef struct InView {
    const OpenFile *file;
    uint64_t revision; /* of its document */
    uint64_t first;
    uint64_t rows; /* of all the tree */
    int height;
} InView;

/* Judges what is seen of the file that is shown, where that was not done; true where it was judged now. */
bool in_view_judge(Workbench *bench);

#endif
