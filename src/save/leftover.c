/* Leftover: the entries of a folder whose names are made as those of temporary files. */
#include "src/save/leftover.h"

#include "src/base/ascii.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".tmp"

/* Longer names are cut, so that what is added to them fits. */
enum { NAME_MAXIMUM = 200 };

void leftover_append_name(const char *folder, const char *name, pid_t process, int number, Text *path)
{
    text_format(path, "%s/.%.*s.%ld-%d" ENDING, folder, NAME_MAXIMUM, name, (long)process, number);
}

void leftover_lock(int descriptor)
{
    int ignored = flock(descriptor, LOCK_EX | LOCK_NB);
    (void)ignored;
}

/* Takes digits off a text as a number; 0 without a digit, or with too many. */
static long take_number(Slice *text)
{
    long number = 0;
    size_t at = 0;
    for (; at < text->length && ascii_is_digit(text->bytes[at]) && number < INT_MAX / 10; at++) {
        number = number * 10 + (text->bytes[at] - '0');
    }
    *text = slice_part(*text, at, SIZE_MAX);
    return number;
}

/* The process that an entry is named after, as a temporary file of a file; 0 where it is none. */
static pid_t process_in(Slice entry, Slice name)
{
    name = slice_part(name, 0, NAME_MAXIMUM);
    if (!slice_starts_with(entry, SLICE(".")) || !slice_starts_with(slice_part(entry, 1, SIZE_MAX), name)) {
        return 0;
    }
    Slice rest = slice_part(entry, 1 + name.length, SIZE_MAX);
    if (!slice_starts_with(rest, SLICE("."))) {
        return 0;
    }
    rest = slice_part(rest, 1, SIZE_MAX);
    long process = take_number(&rest);
    if (!slice_starts_with(rest, SLICE("-"))) {
        return 0;
    }
    rest = slice_part(rest, 1, SIZE_MAX);
    take_number(&rest);
    return slice_equals(rest, SLICE(ENDING)) ? (pid_t)process : 0;
}

/* True for a file of this user that nobody writes any more. */
static bool is_abandoned(int folder, const char *entry)
{
    struct stat status;
    int descriptor = openat(folder, entry, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool is_own = descriptor >= 0 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
                  status.st_uid == geteuid() && status.st_nlink == 1;
    bool is_free = is_own && flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    if (descriptor >= 0) {
        close(descriptor);
    }
    return is_free;
}

void leftover_remove(const char *folder, const char *name)
{
    DIR *entries = opendir(folder);
    struct dirent *entry;
    while (entries && (entry = readdir(entries))) {
        pid_t process = process_in(slice_from(entry->d_name), slice_from(name));
        bool is_gone = process > 0 && kill(process, 0) != 0 && errno == ESRCH;
        if (is_gone && is_abandoned(dirfd(entries), entry->d_name)) {
            unlinkat(dirfd(entries), entry->d_name, 0);
        }
    }
    if (entries) {
        closedir(entries);
    }
}
