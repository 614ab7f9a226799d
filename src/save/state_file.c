/* State file: written as any other file is saved, so that it is whole or as it was. */
#include "src/save/state_file.h"

#include "src/save/save.h"
#include "src/save/state_folder.h"

#include <fcntl.h>
#include <unistd.h>

enum { SIZE_MAXIMUM = 1 << 20 };

/* The path of the file, ended by a zero. */
static void append_path(const char *name, Text *path)
{
    state_folder_append(NULL, path);
    text_format(path, "/%s", name);
    text_append_byte(path, '\0');
}

void state_file_read(const char *name, Text *content)
{
    Text path = TEXT_EMPTY;
    append_path(name, &path);
    file_read(path.bytes, SIZE_MAXIMUM, content, NULL, NULL);
    text_free(&path);
}

void state_file_write(const char *name, Slice content)
{
    Text path = TEXT_EMPTY;
    append_path(name, &path);
    state_folder_make(path.bytes);
    int descriptor = open(path.bytes, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (descriptor >= 0) {
        close(descriptor);
        save_file(&save_system, &(SaveRequest){.path = path.bytes, .bytes = content}, NULL, NULL);
    }
    text_free(&path);
}

void state_file_provide(const char *name, Slice content, Text *path)
{
    size_t start = path->length;
    append_path(name, path);
    if (access(path->bytes + start, F_OK) != 0) {
        state_file_write(name, content);
    }
}
