/*
 * Saving to servers.
 *
 * The first time, what will be sent is shown; Enter sends it. What is there is replaced only where it is still the
 * version that was read; else the server refuses, and what can be done is asked. After it, what the server kept is read
 * back and compared.
 */
#include "src/remote/save.h"

#include "src/base/memory.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/remote/remote_view.h"
#include "ui/screens/remote/session_remote.h"
#include "ui/screens/remote/waiting.h"
#include "ui/screens/views/diff_view.h"
#include "ui/screens/views/saving.h"
#include "ui/widgets/menu.h"
#include "ui/widgets/text_view.h"

#include <stdlib.h>

typedef struct SaveWork {
    Workbench *bench;
    HttpClient *client;
    OpenFile *file;
    RemoteMethod method;
    Url url;
    Text name; /* of the URL */
    Text etag;
    Text bytes;
    RemoteSaved saved;
    bool is_done;
    void (*then)(Workbench *bench); /* NULL: nothing is done after it */
    Error error;
} SaveWork;

static void save_free(void *context)
{
    SaveWork *work = context;
    remote_saved_free(&work->saved);
    url_free(&work->url);
    text_free(&work->name);
    text_free(&work->etag);
    text_free(&work->bytes);
    free(work);
}

/* A save of the file that is shown to a URL, which is taken over. */
static SaveWork *save_new(Workbench *bench, RemoteMethod method, Url *url, Slice etag)
{
    SaveWork *work = memory_allocate_zeroed(1, sizeof *work);
    *work = (SaveWork){.bench = bench,
                       .client = bench->session->client,
                       .file = bench_file(bench),
                       .method = method,
                       .url = *url,
                       .then = bench->saving->then,
                       .error = {.code = ERROR_NONE}};
    *url = (Url){0};
    target_append_name(http_client_servers(work->client), &work->url, &work->name);
    text_append_byte(&work->name, '\0');
    work->name.length--;
    text_append(&work->etag, etag);
    return work;
}

/* ---- after it ---- */

/* Shows what the server did not keep. */
static void show_lost(Workbench *bench, Slice lines)
{
    TextView *view = text_view_new();
    while (lines.length > 0) {
        Slice line = slice_part(lines, 0, slice_find(lines, SLICE("\n"), 0));
        text_view_add(view, STYLE_PLAIN, line);
        text_view_end_line(view);
        lines = slice_part(lines, line.length + 1, SIZE_MAX);
    }
    stage_push(bench->stage, text_view_as_view(view, bench->stage, "Not kept by the server"));
}

static size_t count_lines(Slice lines)
{
    size_t count = 0;
    for (size_t i = 0; i < lines.length; i++) {
        count += lines.bytes[i] == '\n';
    }
    return count;
}

/* Compares what was sent with what the server has, and says what is gone; true where nothing is. */
static bool tell_kept(const SaveWork *work)
{
    Workbench *bench = work->bench;
    const RemoteResource *kept = &work->saved.kept;
    Text lines = TEXT_EMPTY;
    Document *after = document_new(text_slice(&kept->bytes), kept->name.bytes, NULL);
    Document *before = document_new(text_slice(&work->bytes), kept->name.bytes, NULL);
    if (after && before) {
        remote_compare_kept(before, after, &lines);
    }
    size_t count = count_lines(text_slice(&lines));
    if (count > 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Saved %s. The server did not keep %zu value%s",
                     kept->name.bytes, count, count == 1 ? "" : "s");
        show_lost(bench, text_slice(&lines));
    } else {
        messages_add(bench->messages, STYLE_GOOD, "Saved %s (%zu bytes)", kept->name.bytes, work->bytes.length);
    }
    document_free(after);
    document_free(before);
    text_free(&lines);
    return count == 0;
}

/* The file is from now on what the server has: under the id that the server gave, where it is new. */
static void follow_server(SaveWork *work)
{
    Workbench *bench = work->bench;
    if (work->method == REMOTE_ADD && work->saved.is_read_back) {
        if (!session_take_remote(work->file, &work->saved.kept, SLICE("save"), &work->error)) {
            messages_add_error(bench->messages, "Not reloaded", &work->error);
        }
        bench_follow_change(bench);
    } else {
        session_saved_remote(work->file, &work->saved.kept);
    }
}

/* Reports how it went; true where the server has all of the document. */
static bool tell_saved(SaveWork *work)
{
    Workbench *bench = work->bench;
    const char *name = work->saved.kept.name.bytes;
    bool is_kept = false;
    if (work->saved.outcome.length > 0) {
        remote_show_outcome(bench, "Answer of the server", text_slice(&work->saved.outcome));
        messages_add(bench->messages, STYLE_GOOD, "Sent to %s", work->name.bytes);
        return false;
    }
    if (work->saved.is_read_back) {
        is_kept = tell_kept(work);
    } else {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Saved %s. Not read back: %s",
                     name ? name : work->name.bytes, work->error.message);
    }
    if (work->saved.kept.url.text.length > 0 && !work->file->is_on_disk) {
        follow_server(work);
    }
    return is_kept;
}

/* ---- refusals ---- */

static Reaction changed_chosen(void *context, size_t position)
{
    static const RemotePurpose purposes[] = {REMOTE_COMPARE, REMOTE_RELOAD, REMOTE_OVERWRITE};
    Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    if (position < sizeof purposes / sizeof *purposes && file->remote) {
        remote_read_for(bench, &file->remote->url, purposes[position]);
    }
    return REACT_REDRAW;
}

static void ask_changed(Workbench *bench)
{
    static const MenuItem items[] = {{"Compare with the version of the server", NULL, 'c'},
                                     {"Take over the server's version (u restores yours)", NULL, 't'},
                                     {"Overwrite the version of the server", NULL, 'o'},
                                     {"Keep the changes (they stay unsaved)", NULL, 'k'}};
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Not saved",
                                                    .text = "The resource was changed meanwhile on the server.",
                                                    .items = items,
                                                    .count = sizeof items / sizeof *items,
                                                    .selected = 3,
                                                    .context = bench,
                                                    .chosen = changed_chosen}));
}

static void tell_refused(const SaveWork *work)
{
    Workbench *bench = work->bench;
    bench_note_unsaved(bench, &work->error);
    messages_add_error(bench->messages, "Not saved", &work->error);
    if (work->error.code == ERROR_CHANGED && work->method == REMOTE_UPDATE) {
        ask_changed(bench);
    } else if (work->saved.outcome.length > 0) {
        remote_show_outcome(bench, "Not saved", text_slice(&work->saved.outcome));
    }
}

/* ---- sending ---- */

static void save_work(void *context, Pace *pace)
{
    SaveWork *work = context;
    work->is_done = remote_save(work->client, &work->url, work->method, text_slice(&work->etag),
                                text_slice(&work->bytes), pace, &work->saved, &work->error);
}

static void save_done(void *context)
{
    SaveWork *work = context;
    if (!work->is_done) {
        tell_refused(work);
    } else if (tell_saved(work) && work->then) {
        work->then(work->bench);
    }
}

/* Sends what the document is now; the work is taken over. */
static void start(SaveWork *work)
{
    Text words = TEXT_EMPTY;
    text_append(&work->bytes, document_bytes(work->file->document));
    text_format(&words, "Saving %s", work->name.bytes);
    waiting_run(
        work->bench,
        (WaitingWork){.words = words.bytes, .context = work, .work = save_work, .done = save_done, .free = save_free});
    text_free(&words);
}

/* Enter in the view of what is sent. */
static void send_entered(void *context)
{
    SaveWork **work = context;
    start(*work);
    *work = NULL;
}

static void send_free(void *context)
{
    SaveWork **work = context;
    if (*work) {
        save_free(*work);
    }
    free(work);
}

/* Shows what is sent, the first time; `before` is what the server has. */
static void show_or_start(SaveWork *work, bool is_shown, Slice before)
{
    if (!is_shown) {
        start(work);
        return;
    }
    SaveWork **kept = memory_allocate(sizeof *kept);
    *kept = work;
    diff_view_open_send(work->bench, before, work->name.bytes,
                        (DiffSend){.context = kept, .entered = send_entered, .free = send_free});
}

/* Fails before anything is sent. */
static bool refuse(Workbench *bench, const Error *error)
{
    bench_note_unsaved(bench, error);
    messages_add_error(bench->messages, "Not saved", error);
    return false;
}

/* Saves a file of a server. */
static bool save_own(Workbench *bench)
{
    RemoteFile *remote = bench_file(bench)->remote;
    const char *path = bench_file(bench)->path;
    Error error;
    Url url;
    if (bench->session->is_readonly || remote->is_version || remote->is_answer) {
        error_set(&error, ERROR_NOT_POSSIBLE, path, "%s; save under another name",
                  remote->is_version  ? "an old version cannot be saved"
                  : remote->is_answer ? "the answer of an operation has no place on the server"
                                      : "the file is open read-only");
        return refuse(bench, &error);
    }
    bool is_shown = !remote->was_shown;
    remote->was_shown = true;
    url_parse(url_slice(&remote->url), &url, NULL);
    SaveWork *work = save_new(bench, REMOTE_UPDATE, &url, text_slice(&remote->etag));
    show_or_start(work, is_shown, text_slice(&remote->received));
    return false;
}

/* The number of segments of a path. */
static size_t count_segments(Slice rest)
{
    size_t count = rest.length > 0;
    for (size_t i = 0; i + 1 < rest.length; i++) {
        count += rest.bytes[i] == '/';
    }
    return count;
}

/* Saves under a name: of a server or a type, as something new there; of a resource, where nothing is yet. */
static bool save_as(Workbench *bench, Slice word)
{
    Url url, base, place;
    Error error;
    if (!remote_find(bench, word, &url, &error)) {
        return refuse(bench, &error);
    }
    remote_base_of(bench->session->client, &url, &base);
    size_t segments = url_is_below(&url, &base) ? count_segments(url_rest(&url, &base)) : 0;
    Slice bytes = document_bytes(bench_file(bench)->document);
    bool has_place =
        segments >= 2 ? url_parse(url_slice(&url), &place, &error) : remote_url_of_new(&base, bytes, &place, &error);
    url_free(&url);
    url_free(&base);
    if (!has_place) {
        return refuse(bench, &error);
    }
    show_or_start(save_new(bench, segments >= 2 ? REMOTE_CREATE : REMOTE_ADD, &place, SLICE("")), true, SLICE(""));
    return false;
}

bool remote_save_file(Workbench *bench, const char *path)
{
    return path ? save_as(bench, slice_from(path)) : save_own(bench);
}

void remote_save_over(Workbench *bench, Slice etag)
{
    Url url;
    url_parse(url_slice(&bench_file(bench)->remote->url), &url, NULL);
    start(save_new(bench, REMOTE_UPDATE, &url, etag));
}
