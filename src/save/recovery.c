/* Recovery: slots in the state folder, each held by a lock of the running program. */
#include "src/save/recovery.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/save/recovery_image.h"
#include "src/save/recovery_slot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct Recovery {
    char *target;
    RecoverySlot slot;
    RecoveryImage image;
    bool is_wanted; /* the image was made ready to be written */
};

/* The real path of a file, or of its folder and its name where it does not exist; the path as it is where neither is
 * found. */
static char *target_of(const char *path)
{
    char *real = realpath(path, NULL);
    const char *slash = strrchr(path, '/');
    if (!real) {
        char *folder = slash ? memory_copy_string(slice_make(path, (size_t)(slash - path) + 1)) : NULL;
        char *real_folder = realpath(folder ? folder : ".", NULL);
        real = real_folder ? file_join(real_folder, slash ? slash + 1 : path) : NULL;
        free(folder);
        free(real_folder);
    }
    char *target = memory_copy_string(slice_from(real ? real : path));
    free(real);
    return target;
}

Recovery *recovery_open(const char *path, const char *state_folder)
{
    Recovery *recovery = memory_allocate_zeroed(1, sizeof *recovery);
    recovery->target = target_of(path);
    recovery_slot_init(&recovery->slot, recovery->target, state_folder);
    recovery_slot_take(&recovery->slot);
    return recovery;
}

void recovery_close(Recovery *recovery)
{
    if (recovery) {
        recovery_slot_free(&recovery->slot);
        recovery_image_free(&recovery->image);
        free(recovery->target);
        free(recovery);
    }
}

/* ---- writing ---- */

static bool flush(int descriptor)
{
    int result;
    do {
        result = fsync(descriptor);
    } while (result != 0 && errno == EINTR);
    return result == 0 || errno == EINVAL || errno == EROFS;
}

/* Opens a new file beside those of the slot; -1 with errno. What an interrupted writing left, or someone put there, is
   not opened, which may wait. */
static int open_temporary(const RecoverySlot *slot)
{
    unlink(slot->temporary);
    return open(slot->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
}

/* Closes it, and puts it in the place of a file of the slot where it is written; else removes it. False with errno. */
static bool end_temporary(const RecoverySlot *slot, RecoveryKind kind, int descriptor, bool is_written)
{
    int why = errno;
    if (close(descriptor) != 0 && is_written) {
        is_written = false;
        why = errno;
    }
    if (is_written && rename(slot->temporary, slot->paths[kind]) == 0) {
        return true;
    }
    why = is_written ? errno : why;
    unlink(slot->temporary);
    errno = why;
    return false;
}

/* Replaces a file of the slot by the image; safe in a signal handler. */
static bool write_image(const RecoverySlot *slot, RecoveryKind kind, const RecoveryImage *image)
{
    int descriptor = open_temporary(slot);
    if (descriptor < 0) {
        return false;
    }
    bool is_written = fchmod(descriptor, 0600) == 0 &&
                      file_write_all(write, descriptor, slice_make(image->bytes, image->length)) && flush(descriptor);
    return end_temporary(slot, kind, descriptor, is_written);
}

bool recovery_write(Recovery *recovery, RecoveryKind kind, const RecoveryWork *work, Error *error)
{
    if (!recovery_image_make(&recovery->image, recovery->target, work)) {
        return error_set(error, ERROR_LIMIT, recovery->target, "cannot keep unsaved work: out of memory");
    }
    if (!recovery_slot_take(&recovery->slot) || !write_image(&recovery->slot, kind, &recovery->image)) {
        recovery->is_wanted = recovery->is_wanted || kind == RECOVERY_UNSAVED;
        return error_set_errno(error, recovery->slot.folder, "cannot keep unsaved work");
    }
    recovery->is_wanted = false;
    recovery_image_trim(&recovery->image);
    return true;
}

/* ---- writing in pieces ---- */

enum { PIECE_BYTES = 1 << 20, FLUSHED_BYTES = 16 << 20 };

struct RecoveryWriting {
    Recovery *recovery;
    RecoveryImage start;
    size_t length; /* of the bytes that follow */
    void (*fetch)(void *context, size_t offset, size_t count, char *bytes);
    void *context;
};

RecoveryWriting *recovery_writing_begin(Recovery *recovery, const RecoveryWork *work,
                                        void (*fetch)(void *context, size_t offset, size_t count, char *bytes),
                                        void *context, Error *error)
{
    if (!recovery_slot_take(&recovery->slot)) {
        error_set_errno(error, recovery->slot.folder, "cannot keep unsaved work");
        return NULL;
    }
    RecoveryWriting *writing = memory_allocate_zeroed(1, sizeof *writing);
    *writing =
        (RecoveryWriting){.recovery = recovery, .length = work->bytes.length, .fetch = fetch, .context = context};
    recovery_image_begin(&writing->start, recovery->target, work);
    recovery->is_wanted = false;
    recovery_image_trim(&recovery->image);
    return writing;
}

/* Writes the bytes that follow the start; false with errno. */
static bool write_pieces(const RecoveryWriting *writing, int descriptor, Pace *pace)
{
    char *piece = memory_allocate(PIECE_BYTES);
    bool is_written = true;
    for (size_t at = 0; at < writing->length && is_written; at += PIECE_BYTES) {
        size_t rest = writing->length - at, count = rest < PIECE_BYTES ? rest : PIECE_BYTES;
        writing->fetch(writing->context, at, count, piece);
        is_written = file_write_all(write, descriptor, slice_make(piece, count)) &&
                     ((at + PIECE_BYTES) % FLUSHED_BYTES != 0 || flush(descriptor));
        if (is_written && !pace_piece(pace, count)) {
            errno = ECANCELED;
            is_written = false;
        }
    }
    free(piece);
    return is_written;
}

bool recovery_writing_run(RecoveryWriting *writing, Pace *pace, Error *error)
{
    const RecoverySlot *slot = &writing->recovery->slot;
    int descriptor = open_temporary(slot);
    pace_begin(pace, writing->length);
    if (descriptor >= 0) {
        bool is_written = fchmod(descriptor, 0600) == 0 &&
                          file_write_all(write, descriptor, slice_make(writing->start.bytes, writing->start.length)) &&
                          write_pieces(writing, descriptor, pace) && flush(descriptor);
        if (end_temporary(slot, RECOVERY_UNSAVED, descriptor, is_written)) {
            return true;
        }
    }
    return error_set_errno(error, slot->folder, "cannot keep unsaved work");
}

void recovery_writing_end(RecoveryWriting *writing)
{
    recovery_image_free(&writing->start);
    free(writing);
}

/* ---- the end of the process ---- */

bool recovery_prepare(Recovery *recovery, const RecoveryWork *work)
{
    if (!work) {
        recovery->is_wanted = false;
        recovery_image_trim(&recovery->image);
        return true;
    }
    recovery->is_wanted = recovery_image_make(&recovery->image, recovery->target, work) || recovery->is_wanted;
    return recovery->is_wanted;
}

bool recovery_write_prepared(Recovery *recovery)
{
    if (!recovery->is_wanted || !recovery->image.is_whole) {
        return true;
    }
    errno = ENOENT;
    if (recovery->slot.number == 0 || !write_image(&recovery->slot, RECOVERY_UNSAVED, &recovery->image)) {
        return false;
    }
    recovery->is_wanted = false;
    return true;
}

/* ---- what the slot has ---- */

void recovery_remove(Recovery *recovery, RecoveryKind kind)
{
    if (kind == RECOVERY_UNSAVED) {
        recovery->is_wanted = false;
    }
    if (recovery->slot.number) {
        unlink(recovery->slot.paths[kind]);
    }
}

/* ---- what other runs left ---- */

void recovery_list(const Recovery *recovery, RecoveryKind kind, RecoveryList *list)
{
    recovery_slot_list(&recovery->slot, kind, list);
}

void recovery_list_free(RecoveryList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->paths[i]);
    }
    free(list->paths);
    *list = (RecoveryList){0};
}

bool recovery_is_left(const char *path, const char *state_folder)
{
    Recovery recovery = {.target = target_of(path)};
    RecoveryList list = {0};
    recovery_slot_init(&recovery.slot, recovery.target, state_folder);
    recovery_list(&recovery, RECOVERY_UNSAVED, &list);
    bool is_left = list.count > 0;
    recovery_list_free(&list);
    recovery_slot_free(&recovery.slot);
    free(recovery.target);
    return is_left;
}

long recovery_other_process(const Recovery *recovery)
{
    return recovery_slot_other_process(&recovery->slot);
}

bool recovery_read(const Recovery *recovery, const char *path, RecoveryContent *content, Error *error)
{
    Text image = TEXT_EMPTY;
    *content = (RecoveryContent){0};
    bool is_read = file_read(path, SIZE_MAX / 2, &image, NULL, error) &&
                   recovery_image_read(text_slice(&image), path, recovery->target, content, error);
    text_free(&image);
    return is_read;
}

void recovery_content_free(RecoveryContent *content)
{
    text_free(&content->bytes);
    text_free(&content->prompt);
    text_free(&content->typed);
    text_free(&content->unfilled);
    *content = (RecoveryContent){0};
}

bool recovery_is_outdated(const RecoveryContent *content, FileState state)
{
    return content->state.size != state.size || content->state.modified_seconds != state.modified_seconds ||
           content->state.modified_nanoseconds != state.modified_nanoseconds;
}

void recovery_discard(const char *path)
{
    recovery_slot_discard(path);
}

void recovery_delete(const char *path)
{
    unlink(path);
}

void recovery_forget_discarded(const Recovery *recovery)
{
    RecoveryList list = {0};
    recovery_list(recovery, RECOVERY_DISCARDED, &list);
    for (size_t i = 0; i < list.count; i++) {
        unlink(list.paths[i]);
    }
    recovery_list_free(&list);
}
