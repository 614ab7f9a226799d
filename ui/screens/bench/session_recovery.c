/* Session recovery: stamps say when there is something to do. */
#include "ui/screens/bench/session_recovery.h"

#include "src/base/memory.h"
#include "src/base/work/errand.h"
#include "src/base/work/lent_bytes.h"

#include <stdlib.h>

typedef struct Keeping Keeping;

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
        const OpenFile *file = session->files[i];
        is_needed = file->keeping != NULL || stamp_of(file, unentered) != file->kept;
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
        session_end_keeping(file);
        rescue(session, file, unentered);
        is_changed = is_changed || file->is_unkept != was_unkept;
    }
    return is_changed;
}

/* ---- beside the keys ---- */

struct Keeping {
    Errand *errand;
    LentBytes *lent;
    RecoveryWriting *writing;
    uint64_t stamp; /* of the work that is written */
    bool is_written;
    Error error;
};

static void keep(void *context, Pace *pace)
{
    Keeping *keeping = context;
    keeping->is_written = recovery_writing_run(keeping->writing, pace, &keeping->error);
}

void session_keeping_is_changing(const OpenFile *file)
{
    if (file->keeping) {
        lent_bytes_keep(file->keeping->lent);
    }
}

void session_end_keeping(OpenFile *file)
{
    Keeping *keeping = file->keeping;
    if (keeping) {
        errand_free(keeping->errand);
        file->kept = keeping->is_written ? keeping->stamp : file->kept;
        recovery_writing_end(keeping->writing);
        lent_bytes_free(keeping->lent);
        free(keeping);
        file->keeping = NULL;
    }
}

/* Takes what came of the writing, where it is over. */
static void follow_keeping(OpenFile *file)
{
    Keeping *keeping = file->keeping;
    if (errand_wait(keeping->errand, 0)) {
        file->is_unkept = !keeping->is_written;
        file->unkept = keeping->is_written ? file->unkept : keeping->error;
        session_end_keeping(file);
    }
}

/* Lets another thread write the work of a file. */
static void begin_keeping(const Session *session, OpenFile *file, const Unentered *unentered)
{
    Text none = TEXT_EMPTY;
    RecoveryWork work = work_of(session, file, unentered, &none);
    LentBytes *lent = lent_bytes_new(work.bytes);
    RecoveryWriting *writing = recovery_writing_begin(file->recovery, &work, lent_bytes_fetch, lent, &file->unkept);
    if (!writing) {
        file->is_unkept = true;
        lent_bytes_free(lent);
        return;
    }
    Keeping *keeping = memory_allocate_zeroed(1, sizeof *keeping);
    *keeping = (Keeping){.lent = lent, .writing = writing, .stamp = stamp_of(file, unentered)};
    file->keeping = keeping;
    keeping->errand = errand_start(keep, keeping);
}

/* True where writing the work takes so long that keys would wait. What a plan of what is typed makes of a document is
 * written at once. */
static bool is_kept_beside(const OpenFile *file, const Unentered *unentered)
{
    bool has_plan = unentered->file == file && unentered->plan;
    return !has_plan && stamp_of(file, unentered) != 0 && document_bytes(file->document).length > PREPARED_MAXIMUM;
}

bool session_rescue_beside(Session *session, const Unentered *unentered)
{
    bool is_changed = false;
    for (size_t i = 0; i < session->count; i++) {
        OpenFile *file = session->files[i];
        bool was_unkept = file->is_unkept;
        if (file->keeping) {
            follow_keeping(file);
        } else if (stamp_of(file, unentered) != file->kept && is_kept_beside(file, unentered)) {
            begin_keeping(session, file, unentered);
        } else {
            rescue(session, file, unentered);
        }
        is_changed = is_changed || file->is_unkept != was_unkept;
    }
    return is_changed;
}

void session_prepare_rescue(Session *session, const Unentered *unentered)
{
    for (size_t i = 0; i < session->count; i++) {
        OpenFile *file = session->files[i];
        uint64_t stamp = stamp_of(file, unentered);
        if (stamp == file->prepared || file->keeping || document_bytes(file->document).length > PREPARED_MAXIMUM) {
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
    session_end_keeping(file);
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
    session_end_keeping(file); /* what is being kept names the file as it was before */
    file->kept = file->prepared = 0;
}

void session_discard(Session *session, OpenFile *file)
{
    session_end_keeping(file);
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
