/* Recent: a short text, read and written whole. */
#include "src/save/recent.h"

#include "src/base/memory.h"
#include "src/save/save.h"
#include "src/save/state_folder.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { SIZE_MAXIMUM = 1 << 20 };

/* The file that holds the list, ended by a zero. */
static void append_path(Text *path)
{
    state_folder_append(NULL, path);
    text_append(path, SLICE("/recent"));
    text_append_byte(path, '\0');
}

static void read_list(Text *content)
{
    Text path = TEXT_EMPTY;
    append_path(&path);
    file_read(path.bytes, SIZE_MAXIMUM, content, NULL, NULL);
    text_free(&path);
}

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
    Text old = TEXT_EMPTY, list = TEXT_EMPTY, target = TEXT_EMPTY;
    read_list(&old);
    text_format(&list, "%s\n", real);
    Slice rest = text_slice(&old);
    for (int count = 1; rest.length && count < RECENT_MAXIMUM;) {
        Slice line = take_line(&rest);
        if (line.length && !slice_equals(line, slice_from(real))) {
            text_format(&list, "%.*s\n", SLICE_ARGS(line));
            count++;
        }
    }
    append_path(&target);
    state_folder_make(target.bytes);
    int descriptor = open(target.bytes, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor >= 0) {
        close(descriptor);
        save_file(&save_system, &(SaveRequest){.path = target.bytes, .bytes = text_slice(&list)}, NULL, NULL);
    }
    text_free(&old);
    text_free(&list);
    text_free(&target);
    free(real);
}

void recent_list(FileList *list)
{
    Text content = TEXT_EMPTY;
    read_list(&content);
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
