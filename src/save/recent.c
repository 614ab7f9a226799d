/* Recent: a short text, read and written whole. */
#include "src/save/recent.h"

#include "src/base/memory.h"
#include "src/save/state_file.h"

#include <stdlib.h>

#define STATE_NAME "recent"

/* Takes the first line off a text. */
static Slice take_line(Slice *rest)
{
    size_t end = slice_find(*rest, SLICE("\n"), 0);
    Slice line = slice_part(*rest, 0, end);
    *rest = end == SIZE_MAX ? (Slice){0} : slice_part(*rest, end + 1, rest->length);
    return line;
}

void recent_add(const char *path)
{
    char *real = realpath(path, NULL);
    if (!real || strchr(real, '\n')) {
        free(real);
        return;
    }
    Text old = TEXT_EMPTY, list = TEXT_EMPTY;
    state_file_read(STATE_NAME, &old);
    text_format(&list, "%s\n", real);
    Slice rest = text_slice(&old);
    for (int count = 1; rest.length && count < RECENT_MAXIMUM;) {
        Slice line = take_line(&rest);
        if (line.length && !slice_equals(line, slice_from(real))) {
            text_format(&list, "%.*s\n", SLICE_ARGS(line));
            count++;
        }
    }
    state_file_write(STATE_NAME, text_slice(&list));
    text_free(&old);
    text_free(&list);
    free(real);
}

void recent_list(FileList *list)
{
    Text content = TEXT_EMPTY;
    state_file_read(STATE_NAME, &content);
    for (Slice rest = text_slice(&content); rest.length;) {
        char *path = memory_copy_string(take_line(&rest));
        FileState state;
        if (*path && file_state(path, &state, NULL)) {
            ARRAY_RESERVE(list->names, list->capacity, list->count + 1);
            list->names[list->count++] = path;
        } else {
            free(path);
        }
    }
    text_free(&content);
}
