/* PathCompletion: what the entries of a folder have in common. */
#include "ui/widgets/path_completion.h"

#include "src/base/file.h"
#include "src/base/memory.h"

#include <stdint.h>
#include <stdlib.h>

/* Length of the part up to and with the last slash. */
static size_t folder_length(Slice path)
{
    size_t length = path.length;
    while (length > 0 && path.bytes[length - 1] != '/') {
        length--;
    }
    return length;
}

/* Bytes that two names have in common at their beginning. */
static size_t common_length(Slice a, Slice b)
{
    size_t length = 0;
    while (length < a.length && length < b.length && a.bytes[length] == b.bytes[length]) {
        length++;
    }
    return length;
}

/* Finds what the entries that begin with `start` have in common; returns their number. */
static size_t find_common(const FileList *list, Slice start, Slice *common)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        Slice name = slice_from(list->names[i]);
        bool is_hidden = slice_starts_with(name, SLICE(".")) && !slice_starts_with(start, SLICE("."));
        if (is_hidden || !slice_starts_with(name, start)) {
            continue;
        }
        *common = count ? slice_part(*common, 0, common_length(*common, name)) : name;
        count++;
    }
    return count;
}

bool path_complete(Slice path, Text *completed)
{
    size_t folder = folder_length(path);
    Slice start = slice_part(path, folder, path.length);
    char *name = folder ? file_expand_home(slice_part(path, 0, folder)) : memory_copy_string(SLICE("."));
    FileList list = {0};
    Slice common = {0};
    size_t count = file_list_folder(name, &list, NULL) ? find_common(&list, start, &common) : 0;
    text_append(completed, slice_part(path, 0, folder));
    text_append(completed, count ? common : start);
    if (count == 1) {
        char *entry = memory_copy_string(common), *whole = file_join(name, entry);
        if (file_is_folder(whole)) {
            text_append_byte(completed, '/');
        }
        free(entry);
        free(whole);
    }
    file_list_free(&list);
    free(name);
    return count > 0;
}
