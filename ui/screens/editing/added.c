/* Added: undone where nothing was typed or chosen for it. */
#include "ui/screens/editing/added.h"

#include "ui/screens/bench/cursor.h"

void added_drop(Workbench *bench, Added added)
{
    OpenFile *file = bench_file(bench);
    history_drop(file->history, added.from);
    session_settle(file);
    bench_go_to(bench, added.holder, (Slice){0});
}
