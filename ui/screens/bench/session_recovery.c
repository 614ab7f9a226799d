/* Session recovery: stamps say when there is something to do. */
#include "ui/screens/bench/session_recovery.h"

enum {
    PREPARED_MAXIMUM = 16 << 20
}; /* larger documents are kept by the clock alone: they would be copied at every key */

/* ---- what is to be kept ---- */

/* A number for the unsaved work of a file; 0: there is none. */
static uint64_t stamp_of(const OpenFile *file, const Unentered *unentered)
{
    bool is_typed = unentered->file == file;
    if (!history_is_modified(file->history) && !is_typed) {
        return 0;
    }
    uint64_t stamp = (document_revision(file->document) + 1) * 0x9E3779B97F4A7C15u;
    return (stamp ^ (is_typed ? unentered->revision * 0xBF58476D1CE4E5B9u : 0)) | 1;
}

/* Appends the bytes of the document as they were if what is typed were entered; false where it cannot be. */
static bool append_entered(const OpenFile *file, const Unentered *unentered, Text *bytes)
{
    SpliceList list = SPLICE_LIST_EMPTY;
    bool is_planned = unentered->plan(unentered->context, &list, NULL);
    if (is_planned) {
        text_append(bytes, document_bytes(file->document));
        for (size_t i = 0; i < list.count; i++) {
            text_splice(bytes, list.splices[i].offset, list.splices[i].removed, list.splices[i].inserted);
        }
    }
    splice_list_free(&list);
    return is_planned;
}

/* The work of a file. `entered` holds its bytes where something is typed, and is freed by the caller. */
static RecoveryWork work_of(const Session *session, const OpenFile *file, const Unentered *unentered, Text *entered)
{
    RecoveryWork work = {.bytes = document_bytes(file->document),
                         .state = file->state,
                         .unfilled = unentered->begun_in == file ? unentered->begun : (Slice){0},
                         .milliseconds = session->clock.milliseconds(session->clock.context)};
    if (unentered->file == file) {
        work.prompt = unentered->prompt;
        work.typed = unentered->typed;
        if (unentered->plan && append_entered(file, unentered, entered)) {
            work.bytes = text_slice(entered);
        }
    }
    return work;
}

/* ---- keeping ---- */

bool session_needs_rescue(const Session *session, const Unentered *unentered)
{
    bool is_needed = false;
    for (size_t i = 0; i < session->count && !is_needed; i++) {
        is_needed = stamp_of(session->files[i], unentered) != session->files[i]->kept;
    }
    return is_needed;
}

/* Brings the recovery file of a file up to date. */
static void rescue(const Session *session, OpenFile *file, const Unentered *unentered)
{
    uint64_t stamp = stamp_of(file, unentered);
    if (stamp == file->kept) {
        return;
    }
    if (stamp == 0) {
        recovery_remove(file->recovery, RECOVERY_UNSAVED);
        file->kept = 0;
        file->is_unkept = false;
        return;
    }
    Text entered = TEXT_EMPTY;
    RecoveryWork work = work_of(session, file, unentered, &entered);
    file->is_unkept = !recovery_write(file->recovery, RECOVERY_UNSAVED, &work, &file->unkept);
    file->kept = file->is_unkept ? file->kept : stamp;
    text_free(&entered);
}

bool session_rescue(Session *session, const Unentered *unentered)
{
    bool is_changed = false;
    for (size_t i = 0; i < session->count; i++) {
        OpenFile *file = session->files[i];
        bool was_unkept = file->is_unkept;
        rescue(session, file, unentered);
        is_changed = is_changed || file->is_unkept != was_unkept;
    }
    return is_changed;
}

void session_prepare_rescue(Session *session, const Unentered *unentered)
{
    for (size_t i = 0; i < session->count; i++) {
        OpenFile *file = session->files[i];
        uint64_t stamp = stamp_of(file, unentered);
        if (stamp == file->prepared || document_bytes(file->document).length > PREPARED_MAXIMUM) {
            continue;
        }
        file->prepared = stamp;
        if (stamp == 0 || stamp == file->kept) {
            recovery_prepare(file->recovery, NULL);
            continue;
        }
        Text entered = TEXT_EMPTY;
        RecoveryWork work = work_of(session, file, unentered, &entered);
        recovery_prepare(file->recovery, &work);
        text_free(&entered);
    }
}

bool session_rescue_prepared(const Session *session, bool *is_any)
{
    bool is_done = true;
    *is_any = false;
    for (size_t i = 0; i < session->count; i++) {
        bool is_written = recovery_write_prepared(session->files[i]->recovery);
        is_done = is_done && is_written;
        *is_any = *is_any || (is_written && (session->files[i]->prepared || session->files[i]->kept));
    }
    return is_done;
}

/* ---- giving up ---- */

/* Nothing of a file is unsaved any more. */
static void forget(OpenFile *file)
{
    recovery_remove(file->recovery, RECOVERY_UNSAVED);
    file->kept = file->prepared = 0;
    file->is_unkept = false;
}

void session_forget_work(OpenFile *file)
{
    forget(file);
    recovery_forget_discarded(file->recovery);
}

void session_renew_work(OpenFile *file)
{
    file->kept = file->prepared = 0;
}

void session_discard(Session *session, OpenFile *file)
{
    Text none = TEXT_EMPTY;
    RecoveryWork work = work_of(session, file, &(Unentered){0}, &none);
    if (history_is_modified(file->history)) {
        recovery_write(file->recovery, RECOVERY_DISCARDED, &work, NULL);
    }
    forget(file);
}

/* ---- files that were never saved ---- */

/* Reads the newest work of earlier runs on a file that does not exist; the path of its recovery file goes to `kept`. */
static bool read_left(const char *path, RecoveryContent *content, Text *kept)
{
    Recovery *recovery = recovery_open(path, NULL);
    RecoveryList list = {0};
    bool is_read = false;
    recovery_list(recovery, RECOVERY_UNSAVED, &list);
    for (size_t i = 0; i < list.count && !is_read; i++) {
        is_read = recovery_read(recovery, list.paths[i], content, NULL);
        if (is_read) {
            text_append(kept, slice_from(list.paths[i]));
            text_append_byte(kept, '\0');
        }
    }
    recovery_list_free(&list);
    recovery_close(recovery);
    return is_read;
}

/* The kind of new document that some bytes are of. */
static const NewDocument *kind_of(Slice bytes)
{
    Document *document = document_new(bytes, "", NULL);
    NodeId type = document ? document_member(document, 0, SLICE("resourceType")) : NODE_NONE;
    bool is_bundle = type != NODE_NONE && document_string_equals(document, type, SLICE("Bundle"));
    document_free(document);
    return new_document_find(is_bundle ? SLICE("ips") : SLICE("study"));
}

bool session_open_left(Session *session, const char *path, Text *begun, Text *kept)
{
    RecoveryContent content = {0};
    Text bytes = TEXT_EMPTY;
    bool is_open =
        file_kind(path, false) == FILE_MISSING && recovery_is_left(path, NULL) && read_left(path, &content, kept);
    if (is_open) {
        new_document_append(kind_of(text_slice(&content.bytes)), session->clock, &bytes);
        is_open = session_begin(session, path, &bytes, NULL);
    }
    if (is_open) {
        OpenFile *file = session->files[session->count - 1];
        is_open = session_replace(file, text_slice(&content.bytes), SLICE("recover"), NULL);
        text_append(begun, text_slice(&content.unfilled));
    }
    recovery_content_free(&content);
    text_free(&bytes);
    return is_open;
}
