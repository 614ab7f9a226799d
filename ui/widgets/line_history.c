/* LineHistory: lines that were entered before. */
#include "src/base/memory.h"
#include "ui/widgets/line_editor.h"

#include <stdlib.h>

enum { LINES_MAXIMUM = 200 };

struct LineHistory {
    char *lines[LINES_MAXIMUM];
    size_t count;
};

LineHistory *line_history_new(void)
{
    return memory_allocate_zeroed(1, sizeof(LineHistory));
}

void line_history_free(LineHistory *history)
{
    for (size_t i = 0; history && i < history->count; i++) {
        free(history->lines[i]);
    }
    free(history);
}

void line_history_add(LineHistory *history, Slice line)
{
    bool is_repeated = history->count && slice_equals(slice_from(history->lines[history->count - 1]), line);
    if (!line.length || is_repeated) {
        return;
    }
    if (history->count == LINES_MAXIMUM) {
        free(history->lines[0]);
        history->count--;
        memmove(history->lines, history->lines + 1, history->count * sizeof *history->lines);
    }
    history->lines[history->count++] = memory_copy_string(line);
}

size_t line_history_count(const LineHistory *history)
{
    return history->count;
}

Slice line_history_line(const LineHistory *history, size_t position)
{
    return slice_from(history->lines[position]);
}
