/* Every file of a folder and of those within it: a stack of paths that are still to be seen. */
#include "tests/support/walk.h"

#include "src/base/file.h"
#include "src/base/memory.h"

#include <stdlib.h>

/* Puts the entries of a folder on the stack, the last name first. */
static void push_entries(FileList *waiting, const char *folder)
{
    FileList entries = {0};
    if (!file_list_folder(folder, &entries, NULL)) {
        return;
    }
    ARRAY_RESERVE(waiting->names, waiting->capacity, waiting->count + entries.count);
    for (size_t i = entries.count; i-- > 0;) {
        waiting->names[waiting->count++] = file_join(folder, entries.names[i]);
    }
    file_list_free(&entries);
}

void walk_files(const char *path, void (*visit)(void *context, const char *path), void *context)
{
    FileList waiting = {0};
    ARRAY_RESERVE(waiting.names, waiting.capacity, 1);
    waiting.names[waiting.count++] = memory_copy_string(slice_from(path));
    while (waiting.count > 0) {
        char *next = waiting.names[--waiting.count];
        if (file_is_folder(next)) {
            push_entries(&waiting, next);
        } else {
            visit(context, next);
        }
        free(next);
    }
    file_list_free(&waiting);
}
