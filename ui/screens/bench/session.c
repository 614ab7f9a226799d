/* Session: the files that are open, and what is known of each. */
#include "ui/screens/bench/session.h"

#include "src/base/memory.h"
#include "src/base/streams/worker_pool.h"
#include "src/base/work/lent_bytes.h"
#include "src/json/source.h"
#include "src/masking/masking.h"
#include "src/remote/remote_file.h"
#include "ui/screens/bench/session_judging.h"
#include "ui/screens/bench/session_recovery.h"

#include <stdlib.h>

Session *session_new(const Rules *rules, const CheckOptions *options, Clock clock)
{
    Session *session = memory_allocate_zeroed(1, sizeof *session);
    session->rules = rules;
    session->clock = clock;
    session->checker = checker_new(rules, options, clock);
    session->actors = actors_of(rules);
    session->actor = memory_copy_string(options->actor);
    session->options = *options;
    session->options.actor = slice_from(session->actor);
    return session;
}

void session_drop_opinion(OpenFile *file)
{
    if (file->opinion) {
        second_opinion_free(file->opinion);
    }
    free(file->opinion);
    free(file->opinion_name);
    file->opinion = NULL;
    file->opinion_name = NULL;
}

/* Reads an outcome, without the patient where the file is shown so. */
static bool read_outcome(const OpenFile *file, const Document *document, Outcome *outcome, Error *error)
{
    if (!file->mask) {
        return outcome_read(document, outcome, error);
    }
    Text bytes = TEXT_EMPTY;
    mask_apply(file->mask, document, &bytes);
    Document *masked = document_take(&bytes, "", error);
    bool is_read = masked && outcome_read(masked, outcome, error);
    document_free(masked);
    return is_read;
}

bool session_import_document(OpenFile *file, const Document *document, const char *name, Error *error)
{
    Outcome outcome = {0};
    bool is_read = read_outcome(file, document, &outcome, error);
    if (is_read) {
        bool is_about = false;
        for (size_t i = 0; i < outcome.count; i++) {
            is_about = is_about || outcome_is_about(&outcome.items[i], slice_from(file->path));
        }
        session_drop_opinion(file);
        file->opinion = memory_allocate_zeroed(1, sizeof *file->opinion);
        file->opinion_name = memory_copy_string(slice_from(name));
        second_opinion_open(file->opinion, &outcome, file->session->rules, file->session->clock, file->document,
                            file->report, is_about ? slice_from(file->path) : SLICE(""));
    }
    outcome_free(&outcome);
    return is_read;
}

bool session_import(OpenFile *file, const char *path, Error *error)
{
    const char *slash = strrchr(path, '/');
    Document *document = source_open_file(path, path, NULL, error);
    bool is_read = document && session_import_document(file, document, slash ? slash + 1 : path, error);
    document_free(document);
    return is_read;
}

static void file_free(OpenFile *file)
{
    session_end_keeping(file);
    outline_free(file->outline);
    judged_free(file->judged);
    recovery_close(file->recovery);
    session_drop_opinion(file);
    if (file->sides) {
        sides_free(file->sides);
        free(file->sides);
    }
    remote_file_free(file->remote);
    mask_free(file->mask);
    free(file->path);
    free(file);
}

static void free_helpers(Checker **helpers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        checker_free(helpers[i]);
    }
    free(helpers);
}

void session_free(Session *session)
{
    if (!session) {
        return;
    }
    for (size_t i = 0; i < session->count; i++) {
        file_free(session->files[i]);
    }
    free(session->files);
    checker_free(session->checker);
    free_helpers(session->helpers, session->helper_count);
    checker_free(session->second);
    free(session->actor);
    actors_free(&session->actors);
    free(session);
}

/* The rows and places follow each patch. */
static void take_patch(void *context, const Document *document, const Patch *patch)
{
    (void)document;
    OpenFile *file = context;
    file->is_patched = true;
    outline_patch(file->outline, patch);
    jumps_patch(&file->jumps, patch);
}

/* What is being saved is as it was before the change. */
static void announce_change(void *context)
{
    const OpenFile *file = context;
    if (file->lent) {
        lent_bytes_keep(file->lent);
    }
    session_keeping_is_changing(file);
}

/* ---- helpers ---- */

/* Files of lines of more bytes are judged on all processors. */
enum { SHARED_BYTES = 1 << 20 };

/* Gives the checker helpers. A service that is asked about codes is asked by one thread only. */
static void make_helpers(Session *session)
{
    size_t count = session->options.terms ? 0 : worker_pool_processors();
    session->helper_count = count > 1 ? count : 0;
    session->helpers = memory_allocate_zeroed(session->helper_count + 1, sizeof *session->helpers);
    for (size_t i = 0; i < session->helper_count; i++) {
        session->helpers[i] = checker_new(session->rules, &session->options, session->clock);
    }
    checker_set_helpers(session->checker, session->helpers, session->helper_count);
}

/* Makes helpers where a file is worth it. */
static void want_helpers(Session *session, const Document *document)
{
    if (!session->helpers && document_node(document, 0)->kind == NODE_LINES &&
        document_bytes(document).length > SHARED_BYTES) {
        make_helpers(session);
    }
}

OpenFile *session_add(Session *session, Document *document, const char *name)
{
    OpenFile *file = memory_allocate_zeroed(1, sizeof *file);
    want_helpers(session, document);
    file->session = session;
    file->path = memory_copy_string(slice_from(name));
    file->judged = judged_open(session->checker, document, (PatchListener){take_patch, file, announce_change});
    file->document = judged_document(file->judged);
    file->history = judged_history(file->judged);
    file->report = judged_report(file->judged);
    file->recovery = recovery_open(name, NULL);
    ARRAY_RESERVE(session->files, session->capacity, session->count + 1);
    session->files[session->count++] = file;
    session_judge_at_once(file);
    file->is_new = judged_is_waiting(file->judged);
    file->outline = outline_new(session->checker, document, file->report);
    NodeId study = outline_hoist_study(file->outline);
    file->cursor = study == NODE_NONE ? 0 : outline_reveal(file->outline, study, (Slice){0});
    outline_set_actor(file->outline, slice_from(session->actor));
    return file;
}

void session_close(Session *session, size_t position)
{
    file_free(session->files[position]);
    session->count--;
    for (size_t i = position; i < session->count; i++) {
        session->files[i] = session->files[i + 1];
    }
    session->current -= session->current > position || session->current == session->count;
}

Slice open_file_name(const OpenFile *file)
{
    const char *slash = file->remote ? NULL : strrchr(file->path, '/');
    return strcmp(file->path, SOURCE_STANDARD_INPUT) == 0 ? SLICE("standard input")
                                                          : slice_from(slash ? slash + 1 : file->path);
}

bool open_file_has_mark(const OpenFile *file)
{
    return file->mask && !slice_ends_with(slice_from(file->path), SLICE(MASKED_MARK));
}

OpenFile *session_file(const Session *session)
{
    return session->count ? session->files[session->current] : NULL;
}

void session_settle(OpenFile *file)
{
    judged_settle(file->judged);
    if (judged_is_waiting(file->judged)) {
        session_judge_at_once(file);
    }
    if (file->is_patched) {
        outline_refresh(file->outline, file->report);
    }
    file->is_patched = false;
}

Operation session_operation(const Session *session, const OpenFile *file)
{
    return judged_operation(file->judged, session->clock);
}

bool session_replace(OpenFile *file, Slice bytes, Slice label, Error *error)
{
    bool is_done = judged_replace(file->judged, bytes, label, error);
    session_settle(file);
    return is_done;
}

bool session_may_reload(const OpenFile *file, Error *error)
{
    if (file->lent) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "the file is being saved");
    }
    return file->is_on_disk || error_set(error, ERROR_NOT_POSSIBLE, NULL,
                                         file->is_unborn ? "the file is new and was never saved"
                                                         : "the data have no file and cannot be reloaded");
}

bool session_take_disk(OpenFile *file, Slice bytes, FileState state, Error *error)
{
    bool is_done = session_replace(file, bytes, SLICE("reload"), error);
    if (is_done) {
        file->state = state;
        history_begin_saving(file->history);
        bool is_known = state.content && !state.is_packed;
        history_end_saving(file->history, true, is_known ? state.content : file_content_print(bytes));
    }
    return is_done;
}

/* A state that was found on disk, with a content that is known of it. */
static FileState with_content(FileState state, uint64_t content)
{
    state.content = content;
    return state;
}

ErrorCode session_notice_change(OpenFile *file)
{
    FileState state = {0};
    Error error = {.code = ERROR_NONE};
    if (!file->is_on_disk || file->lent) {
        return ERROR_NONE;
    }
    if (!file_state(file->path, &state, &error) && error.code != ERROR_NOT_FOUND) {
        return ERROR_NONE;
    }
    bool is_known =
        file_states_equal(state, file->state) || (file->is_noticed && file_states_equal(state, file->noticed));
    if (is_known || file_is_as_read(file->path, file->state, &error)) {
        file->state = is_known ? file->state : with_content(state, file->state.content);
        return ERROR_NONE;
    }
    file->noticed = state;
    file->is_noticed = true;
    return error.code == ERROR_CHANGED || error.code == ERROR_REMOVED ? error.code : ERROR_NONE;
}

size_t session_modified_count(const Session *session)
{
    size_t count = 0;
    for (size_t i = 0; i < session->count; i++) {
        count += history_is_modified(session->files[i]->history);
    }
    return count;
}

/* Judges all files anew by the options. */
static void judge_anew(Session *session)
{
    Checker *checker = checker_new(session->rules, &session->options, session->clock), *before = session->checker;
    Checker **helpers = session->helpers;
    size_t helper_count = session->helper_count;
    session->checker = checker;
    if (helpers) {
        make_helpers(session);
    }
    for (size_t i = 0; i < session->count; i++) {
        OpenFile *file = session->files[i];
        judged_set_checker(file->judged, checker);
        session_judge_at_once(file);
        file->is_patched = false;
        outline_set_checker(file->outline, checker);
        outline_set_actor(file->outline, session->options.actor);
        outline_refresh(file->outline, file->report);
    }
    checker_free(before);
    free_helpers(helpers, helper_count);
    checker_free(session->second);
    session->second = NULL;
}

Checker *session_second_checker(Session *session)
{
    if (!session->second) {
        session->second = checker_new(session->rules, &session->options, session->clock);
    }
    return session->second;
}

void session_set_actor(Session *session, const char *actor)
{
    char *copy = memory_copy_string(slice_from(actor));
    free(session->actor);
    session->actor = copy;
    session->options.actor = slice_from(copy);
    judge_anew(session);
}

void session_set_options(Session *session, const CheckOptions *options)
{
    session->options = *options;
    session->options.actor = slice_from(session->actor);
    judge_anew(session);
}
