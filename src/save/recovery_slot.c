/* Recovery slot: numbers that are taken by making a lock file, and given back by the system when the process ends. */
#include "src/save/recovery_slot.h"

#include "src/base/memory.h"
#include "src/save/state_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NUMBER_MAXIMUM = 100000 };

static const char *const endings[RECOVERY_KIND_COUNT] = {
    [RECOVERY_UNSAVED] = "recovery", [RECOVERY_DISCARDED] = "discarded"};

/* A 64-bit FNV-1a hash: should two paths collide, the header of the work tells them apart. */
static uint64_t hash_path(const char *path)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *path; path++) {
        hash = (hash ^ (unsigned char)*path) * 0x100000001B3u;
    }
    return hash;
}

void recovery_slot_init(RecoverySlot *slot, const char *target, const char *state_folder)
{
    Text folder = TEXT_EMPTY;
    *slot = (RecoverySlot){.lock = -1};
    state_folder_append(state_folder, &folder);
    slot->folder = memory_copy_string(text_slice(&folder));
    text_free(&folder);
    snprintf(slot->stem, sizeof slot->stem, "%016" PRIx64, hash_path(target));
}

/* ---- locks ---- */

/* True where the lock of a slot is held by a running process, whose id goes to `process`. A lock that nobody holds is
   removed, with what was being written. Where the file system has no locks, the process id in the file decides. */
static bool is_held(const char *path, const char *temporary, long *process)
{
    int descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) {
        return false;
    }
    char text[32] = "";
    ssize_t length = read(descriptor, text, sizeof text - 1);
    *process = length > 0 ? strtol(text, NULL, 10) : 0;
    bool is_free = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    bool has_no_locks = !is_free && errno != EWOULDBLOCK && errno != EINTR;
    bool is_alive = !is_free;
    if (has_no_locks) {
        is_alive = *process > 0 && (kill((pid_t)*process, 0) == 0 || errno == EPERM);
    }
    if (!is_alive) {
        unlink(temporary);
        unlink(path);
    }
    close(descriptor);
    return is_alive;
}

/* Makes the lock file, in the place of one that nobody holds; -1 where it cannot be made. */
static int make_lock(const RecoverySlot *slot)
{
    enum { FLAGS = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW };
    long process;
    int descriptor = open(slot->lock_path, FLAGS, 0600);
    if (descriptor >= 0 || errno != EEXIST) {
        return descriptor;
    }
    if (is_held(slot->lock_path, slot->temporary, &process)) {
        errno = EEXIST;
        return -1;
    }
    return open(slot->lock_path, FLAGS, 0600);
}

/* Makes the lock file and locks it; false where the number is taken. `errno` is 0 then, and else says what is wrong. */
static bool lock_number(RecoverySlot *slot)
{
    errno = EEXIST;
    int descriptor = make_lock(slot);
    if (descriptor < 0) {
        errno = errno == EEXIST ? 0 : errno;
        return false;
    }
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", (long)getpid());
    struct stat status;
    bool is_locked = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
    /* Somebody who looked for programs that have ended may have removed the file before it was locked. */
    bool is_own = is_locked && fstat(descriptor, &status) == 0 && status.st_nlink > 0;
    if (is_own && write(descriptor, text, (size_t)length) == length) {
        slot->lock = descriptor;
        return true;
    }
    int why = is_own ? errno : 0;
    if (is_own) {
        unlink(slot->lock_path);
    }
    close(descriptor);
    errno = why;
    return false;
}

/* ---- taking and giving back ---- */

/* "FOLDER/STEM.NUMBER.ENDING". */
static char *slot_path(const RecoverySlot *slot, unsigned number, const char *ending)
{
    Text path = TEXT_EMPTY;
    text_format(&path, "%s/%s.%u.%s", slot->folder, slot->stem, number, ending);
    return path.bytes;
}

static void forget_paths(RecoverySlot *slot)
{
    free(slot->lock_path);
    free(slot->temporary);
    slot->lock_path = slot->temporary = NULL;
    for (size_t i = 0; i < RECOVERY_KIND_COUNT; i++) {
        free(slot->paths[i]);
        slot->paths[i] = NULL;
    }
}

/* True where the slot of these paths has work. */
static bool has_work(const RecoverySlot *slot)
{
    return access(slot->paths[RECOVERY_UNSAVED], F_OK) == 0 || access(slot->paths[RECOVERY_DISCARDED], F_OK) == 0;
}

/* Tries one number; false with errno 0 where it is taken. */
static bool take_number(RecoverySlot *slot, unsigned number)
{
    forget_paths(slot);
    slot->lock_path = slot_path(slot, number, "lock");
    slot->temporary = slot_path(slot, number, "tmp");
    for (size_t i = 0; i < RECOVERY_KIND_COUNT; i++) {
        slot->paths[i] = slot_path(slot, number, endings[i]);
    }
    if (!lock_number(slot)) {
        return false;
    }
    if (has_work(slot)) {
        unlink(slot->lock_path);
        close(slot->lock);
        slot->lock = -1;
        errno = 0;
        return false;
    }
    slot->number = number;
    return true;
}

/* True where a taken slot is as it was made: someone may have emptied the state folder. */
static bool is_still_there(const RecoverySlot *slot)
{
    struct stat own, named;
    return slot->number && fstat(slot->lock, &own) == 0 && stat(slot->lock_path, &named) == 0 &&
           own.st_ino == named.st_ino && own.st_dev == named.st_dev;
}

bool recovery_slot_take(RecoverySlot *slot)
{
    if (is_still_there(slot)) {
        return true;
    }
    if (slot->lock >= 0) {
        close(slot->lock);
        slot->lock = -1;
    }
    slot->number = 0;
    for (unsigned number = 1; number < NUMBER_MAXIMUM; number++) {
        if (number == 1) {
            char *path = slot_path(slot, number, "lock");
            state_folder_make(path);
            free(path);
        }
        if (take_number(slot, number)) {
            return true;
        }
        if (errno) {
            return false;
        }
    }
    errno = EEXIST;
    return false;
}

void recovery_slot_free(RecoverySlot *slot)
{
    if (slot->lock >= 0) {
        unlink(slot->lock_path);
        close(slot->lock);
    }
    forget_paths(slot);
    free(slot->folder);
    *slot = (RecoverySlot){.lock = -1};
}

void recovery_slot_discard(const char *path)
{
    const char *ending = strrchr(path, '.');
    Text discarded = TEXT_EMPTY;
    text_format(&discarded, "%.*s.%s", ending ? (int)(ending - path) : 0, path, endings[RECOVERY_DISCARDED]);
    rename(path, discarded.bytes);
    text_free(&discarded);
}

/* ---- looking at others ---- */

/* The number in "STEM.NUMBER.ENDING"; 0 for other names. */
static unsigned number_of(const RecoverySlot *slot, const char *name, const char *ending)
{
    size_t stem = strlen(slot->stem);
    if (strncmp(name, slot->stem, stem) != 0 || name[stem] != '.') {
        return 0;
    }
    char *end;
    unsigned long number = strtoul(name + stem + 1, &end, 10);
    return *end == '.' && strcmp(end + 1, ending) == 0 && number < NUMBER_MAXIMUM ? (unsigned)number : 0;
}

/* True where the slot belongs to another running process. */
static bool is_of_other(const RecoverySlot *slot, unsigned number, long *process)
{
    if (number == slot->number) {
        return false;
    }
    char *path = slot_path(slot, number, "lock"), *temporary = slot_path(slot, number, "tmp");
    bool is_alive = is_held(path, temporary, process);
    free(path);
    free(temporary);
    return is_alive;
}

typedef struct Found {
    char *path;
    struct timespec modified;
} Found;

static int compare_found(const void *a, const void *b)
{
    const struct timespec *x = &((const Found *)a)->modified, *y = &((const Found *)b)->modified;
    return x->tv_sec != y->tv_sec ? (x->tv_sec < y->tv_sec ? 1 : -1)
                                  : (x->tv_nsec < y->tv_nsec) - (x->tv_nsec > y->tv_nsec);
}

void recovery_slot_list(const RecoverySlot *slot, RecoveryKind kind, RecoveryList *list)
{
    FileList names = {0};
    Found *found = NULL;
    size_t count = 0, capacity = 0;
    file_list_folder(slot->folder, &names, NULL);
    for (size_t i = 0; i < names.count; i++) {
        unsigned number = number_of(slot, names.names[i], endings[kind]);
        long process;
        struct stat status;
        bool is_own = number && number == slot->number;
        if (number == 0 || (kind == RECOVERY_UNSAVED && (is_own || is_of_other(slot, number, &process)))) {
            continue;
        }
        char *path = file_join(slot->folder, names.names[i]);
        if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
            free(path);
            continue;
        }
        ARRAY_RESERVE(found, capacity, count + 1);
        found[count++] = (Found){path, status.st_mtim};
    }
    if (count) {
        qsort(found, count, sizeof *found, compare_found);
    }
    for (size_t i = 0; i < count; i++) {
        ARRAY_RESERVE(list->paths, list->capacity, list->count + 1);
        list->paths[list->count++] = found[i].path;
    }
    free(found);
    file_list_free(&names);
}

long recovery_slot_other_process(const RecoverySlot *slot)
{
    FileList names = {0};
    long process = 0;
    bool is_found = false;
    file_list_folder(slot->folder, &names, NULL);
    for (size_t i = 0; i < names.count && !is_found; i++) {
        unsigned number = number_of(slot, names.names[i], "lock");
        is_found = number && is_of_other(slot, number, &process);
    }
    file_list_free(&names);
    return is_found ? process : 0;
}
