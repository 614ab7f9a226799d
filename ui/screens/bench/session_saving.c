/* Saving: before, meanwhile and after. */
#include "ui/screens/bench/session_saving.h"

#include "src/base/memory.h"
#include "src/base/work/lent_bytes.h"
#include "src/remote/remote_file.h"
#include "ui/screens/bench/session_recovery.h"

#include <stdlib.h>
#include <string.h>

/* True where a file may be saved under its own name. */
static bool may_keep_name(const Session *session, const OpenFile *file, Error *error)
{
    if (session->is_readonly) {
        return error_set(error, ERROR_NOT_POSSIBLE, file->path, "the file is open read-only; save under another name");
    }
    if (file->state.is_packed) {
        return error_set(error, ERROR_NOT_POSSIBLE, file->path,
                         "cannot save: the file is packed with gzip; save under another name");
    }
    return file->is_on_disk || file->is_unborn ||
           error_set(error, ERROR_NOT_POSSIBLE, NULL, "the data have no file; save with :w FILE");
}

bool session_saving_begin(SessionSaving *saving, Session *session, OpenFile *file, const char *path, bool is_forced,
                          Error *error)
{
    bool is_own = !path || strcmp(path, file->path) == 0;
    if (is_own && !may_keep_name(session, file, error)) {
        return false;
    }
    Slice bytes = document_bytes(file->document);
    *saving = (SessionSaving){.file = file,
                              .path = memory_copy_string(slice_from(is_own ? file->path : path)),
                              .is_own = is_own,
                              .before = file->state};
    file->lent = lent_bytes_new(bytes);
    saving->source = (SaveSource){lent_bytes_fetch, file->lent};
    saving->request = (SaveRequest){.path = saving->path,
                                    .bytes = bytes,
                                    .source = &saving->source,
                                    .is_new = (!is_own || file->is_unborn) && !is_forced};
    saving->request.expected = is_own && !is_forced && !file->is_unborn ? &saving->before : NULL;
    history_begin_saving(file->history);
    return true;
}

bool session_saving_write(SessionSaving *saving, Pace *pace, Error *error)
{
    saving->request.pace = pace;
    return save_file(&save_system, &saving->request, &saving->after, error);
}

void session_saving_drop(SessionSaving *saving)
{
    history_end_saving(saving->file->history, false, 0);
    lent_bytes_free(saving->file->lent);
    saving->file->lent = NULL;
    free(saving->path);
}

/* The file has another name from now on. */
static void take_name(OpenFile *file, const char *path)
{
    session_end_keeping(file);
    remote_file_free(file->remote);
    file->remote = NULL;
    free(file->path);
    file->path = memory_copy_string(slice_from(path));
    recovery_close(file->recovery);
    file->recovery = recovery_open(file->path, NULL);
}

void session_saving_end(SessionSaving *saving, bool is_saved)
{
    OpenFile *file = saving->file;
    bool is_taken = is_saved && (saving->is_own || !file->is_on_disk), was_on_disk = file->is_on_disk;
    history_end_saving(file->history, is_taken, saving->after.content);
    if (is_taken) {
        file->state = saving->after;
        file->is_protected = false;
        if (history_is_modified(file->history)) {
            session_renew_work(file);
        } else {
            session_forget_work(file);
        }
    }
    if (is_saved) {
        file->is_on_disk = was_on_disk || file->is_unborn || !saving->is_own;
        file->is_unborn = false;
    }
    if (is_saved && !saving->is_own && !was_on_disk) {
        take_name(file, saving->path);
    }
    session_saving_drop(saving);
}
