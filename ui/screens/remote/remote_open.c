/* Reading what servers hold, and what becomes of it. */
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/remote/remote_view.h"
#include "ui/screens/remote/session_remote.h"
#include "ui/screens/remote/waiting.h"
#include "ui/screens/views/diff_view.h"
#include "ui/screens/views/opening.h"
#include "ui/screens/views/rescue.h"

#include "src/base/memory.h"
#include "src/remote/export.h"

#include <stdlib.h>

/* A request, and what came of it. */
typedef struct ReadWork {
    Workbench *bench;
    HttpClient *client;
    RemotePurpose purpose;
    Url url;
    RemoteResource resource;
    bool is_read;
    Error error;
} ReadWork;

/* ---- words ---- */

static bool wants(const Workbench *bench, Slice word)
{
    HttpClient *client = bench->session->client;
    return client && target_is_remote(http_client_servers(client), word);
}

bool remote_find(const Workbench *bench, Slice word, Url *url, Error *error)
{
    ServerTarget target;
    if (!target_parse(http_client_servers(bench->session->client), word, SERVER_FHIR, &target, error)) {
        return false;
    }
    *url = target.url;
    return true;
}

/* ---- reading ---- */

/* A search of studies with its patients, so that the list can name them; false where it is none, or says itself what it
 * includes. */
static bool include_patients(const Url *url, Url *search)
{
    Slice path = url_path(url), query = url_query(url);
    Text text = TEXT_EMPTY;
    bool is_search = slice_ends_with(path, SLICE("/ImagingStudy")) &&
                     slice_find(query, SLICE("_include"), 0) == SIZE_MAX &&
                     slice_find(query, SLICE("page"), 0) == SIZE_MAX;
    text_append(&text, url_slice(url));
    text_append(&text, query.length > 0 ? SLICE("&") : SLICE("?"));
    text_append(&text, SLICE("_include=ImagingStudy:patient"));
    is_search = is_search && url_parse(text_slice(&text), search, NULL);
    text_free(&text);
    return is_search;
}

/* Not every server can include: then the search is sent as it was given. */
bool remote_read_to_show(HttpClient *client, const Url *url, Pace *pace, RemoteResource *resource, Error *error)
{
    Url search;
    if (!include_patients(url, &search)) {
        return remote_read(client, url, pace, resource, error);
    }
    Error inner;
    bool is_read = remote_read(client, &search, pace, resource, &inner);
    url_free(&search);
    if (is_read || inner.code == ERROR_FORMAT) {
        return is_read || remote_read(client, url, pace, resource, error);
    }
    *error = inner;
    return false;
}

static void read_work(void *context, Pace *pace)
{
    ReadWork *work = context;
    work->is_read = (work->purpose == REMOTE_SHOW ? remote_read_to_show : remote_read)(work->client, &work->url, pace,
                                                                                       &work->resource, &work->error);
}

static void take_over(ReadWork *work)
{
    Workbench *bench = work->bench;
    bool was_modified = history_is_modified(bench_file(bench)->history);
    if (!session_take_remote(bench_file(bench), &work->resource, SLICE("reload"), &work->error)) {
        messages_add_error(bench->messages, "Not reloaded", &work->error);
        return;
    }
    bench_follow_change(bench);
    messages_add(bench->messages, STYLE_PLAIN, was_modified ? "Reloaded. Press u to restore your changes" : "Reloaded");
}

static void read_done(void *context)
{
    ReadWork *work = context;
    Workbench *bench = work->bench;
    if (!work->is_read) {
        messages_add_error(bench->messages, work->purpose == REMOTE_SHOW ? "Not opened" : "Not read", &work->error);
    } else if (work->purpose == REMOTE_SHOW) {
        remote_show(bench, &work->resource);
    } else if (work->purpose == REMOTE_RELOAD) {
        take_over(work);
    } else if (work->purpose == REMOTE_COMPARE) {
        diff_view_open(bench, text_slice(&work->resource.bytes), work->resource.name.bytes, NULL);
    } else {
        remote_save_over(bench, text_slice(&work->resource.etag));
    }
}

static void read_free(void *context)
{
    ReadWork *work = context;
    remote_resource_free(&work->resource);
    url_free(&work->url);
    free(work);
}

void remote_read_for(Workbench *bench, const Url *url, RemotePurpose purpose)
{
    ReadWork *work = memory_allocate_zeroed(1, sizeof *work);
    Text words = TEXT_EMPTY;
    *work = (ReadWork){.bench = bench, .client = bench->session->client, .purpose = purpose};
    url_parse(url_slice(url), &work->url, NULL);
    text_append(&words, SLICE("Reading "));
    target_append_name(http_client_servers(work->client), url, &words);
    text_append_byte(&words, '\0');
    waiting_run(
        bench,
        (WaitingWork){.words = words.bytes, .context = work, .work = read_work, .done = read_done, .free = read_free});
    text_free(&words);
}

/* ---- showing ---- */

/* Shows a file that is open already; false where it is not. */
static bool show_open(Workbench *bench, const Url *url)
{
    size_t position = session_find_remote(bench->session, url);
    if (position == SIZE_MAX) {
        return false;
    }
    bench_show(bench, position);
    return true;
}

void remote_show(Workbench *bench, RemoteResource *resource)
{
    Error error;
    if (remote_bytes_are_page(text_slice(&resource->bytes))) {
        remote_list_open(bench, remote_search_new(bench->session->client, resource));
    } else if (session_open_remote(bench->session, resource, &error)) {
        bench_show_last(bench);
        if (!stage_is_driven(bench->stage)) {
            rescue_look(bench, bench_file(bench));
            rescue_offer_next(bench);
        }
    } else {
        messages_add_error(bench->messages, "Not opened", &error);
    }
}

static void open_word(Workbench *bench, Slice word)
{
    Url url;
    Error error;
    if (!remote_find(bench, word, &url, &error)) {
        messages_add_error(bench->messages, "Not opened", &error);
        return;
    }
    if (remote_is_export(&url)) {
        messages_add(bench->messages, STYLE_ISSUE_ERROR, "Not opened: an export has many files; use `ipse fetch`");
    } else if (!show_open(bench, &url)) {
        remote_read_for(bench, &url, REMOTE_SHOW);
    }
    url_free(&url);
}

const RemoteHooks remote_hooks = {.wants = wants, .open = open_word, .save = remote_save_file};
