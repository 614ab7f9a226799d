/*
 * Cursor: the file that is shown, and the row under the cursor, which everything else follows.
 */
#ifndef IPSE_SCREENS_CURSOR_H
#define IPSE_SCREENS_CURSOR_H

#include "ui/screens/bench/bench.h"

/* The file that is shown; NULL where none is open. */
OpenFile *bench_file(const Workbench *bench);

/* The row under the cursor; NULL where no file is open. It lives until another row is asked for. */
const RowView *bench_row(Workbench *bench);

/* Goes to a node, or with a name to what is absent in it, and reveals it; where the cursor was is noted as a jump. */
void bench_go_to(Workbench *bench, NodeId node, Slice absent);
void bench_go_to_row(Workbench *bench, uint32_t row);

/* Shows another of the open files, with the cursor where it was there. */
void bench_show(Workbench *bench, size_t position);

#endif
