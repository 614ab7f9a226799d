/* Remote export: kick-off, polling, files. */
#include "src/remote/export.h"

#include "src/base/ascii.h"
#include "src/remote/resource.h"

#include <stdio.h>
#include <time.h>

enum { WAIT_USUAL = 2000, WAIT_LEAST = 100, ROUND_MILLISECONDS = 50 };

bool remote_is_export(const Url *url)
{
    return slice_ends_with(url_path(url), SLICE("/$export"));
}

/* Fails with a sentence about a place of the export. */
static bool fail_at(HttpClient *client, const Url *url, Error *error, ErrorCode code, const char *sentence)
{
    Text where = TEXT_EMPTY;
    target_append_name(http_client_servers(client), url, &where);
    text_append_byte(&where, '\0');
    error_set(error, code, where.bytes, "%s", sentence);
    text_free(&where);
    return false;
}

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Waits as long as the server asks for, but not longer than until a time; false where it is stopped. */
static bool wait(const HttpAnswer *answer, int64_t until, Pace *pace)
{
    int64_t given = http_retry_after(answer), most = EXPORT_WAIT_MAXIMUM * 1000;
    int64_t rest = given < 0 ? WAIT_USUAL : given < WAIT_LEAST ? WAIT_LEAST : given > most ? most : given;
    int64_t end = now() + rest;
    end = end < until ? end : until;
    do {
        struct timespec round = {.tv_nsec = ROUND_MILLISECONDS * 1000000L};
        nanosleep(&round, NULL);
        if (!pace_piece(pace, 0)) {
            return false;
        }
    } while (now() < end);
    return true;
}

/* Asks the server to begin; sets where its work is watched. */
static bool begin(HttpClient *client, const Url *url, Pace *pace, Url *status, Error *error)
{
    HttpAnswer answer = {0};
    HttpHeader prefer = {"Prefer", "respond-async"};
    HttpRequest request = {.method = "GET", .accept = HTTP_ACCEPT_FHIR, .headers = &prefer, .header_count = 1};
    bool is_begun = http_send(client, url, &request, pace, &answer, error) && remote_is_success(client, &answer, error);
    Slice place = http_header(&answer, "content-location");
    if (is_begun && place.length == 0) {
        is_begun = fail_at(client, url, error, ERROR_FORMAT,
                           "the server did not begin an export: Content-Location is missing");
    }
    is_begun = is_begun && http_follow(client, &answer.url, place, status, error);
    http_answer_free(&answer);
    return is_begun;
}

/* Tells what the server says of its progress, where that is new. */
static void tell_progress(const RemoteExport *wanted, const HttpAnswer *answer, Text *before)
{
    Slice progress = http_header(answer, "x-progress");
    if (wanted->progress && progress.length > 0 && !slice_equals(progress, text_slice(before))) {
        wanted->progress(wanted->context, progress);
        text_clear(before);
        text_append(before, progress);
    }
}

/* True where an answer says that the work is under way: also one that asks for more patience. */
static bool is_under_way(const HttpAnswer *answer)
{
    bool is_later = (answer->status == 429 || answer->status == 503) && http_retry_after(answer) >= 0;
    return answer->status == 202 || is_later;
}

/* How long the work is waited for. */
static int64_t patience(HttpClient *client, const Url *status, const RemoteExport *wanted)
{
    unsigned set = servers_number(http_client_servers(client), status, SERVER_TIMEOUT, 0);
    return wanted->milliseconds ? wanted->milliseconds : (set > EXPORT_SECONDS ? set : EXPORT_SECONDS) * 1000LL;
}

/* Looks until the work is done; the last answer is the list of files. */
static bool watch(HttpClient *client, const Url *status, const RemoteExport *wanted, Pace *pace, HttpAnswer *answer,
                  Error *error)
{
    Text before = TEXT_EMPTY;
    HttpRequest request = {.method = "GET", .accept = "application/json"};
    int64_t until = now() + patience(client, status, wanted);
    bool goes_on = true, is_done = false;
    while (goes_on && !is_done) {
        goes_on = http_send(client, status, &request, pace, answer, error);
        is_done = goes_on && !is_under_way(answer);
        if (goes_on && !is_done) {
            tell_progress(wanted, answer, &before);
            goes_on = now() < until || fail_at(client, status, error, ERROR_LIMIT,
                                               "the export takes too long; set a longer `timeout` for the server in "
                                               "config.yaml");
            goes_on = goes_on && (wait(answer, until, pace) ||
                                  fail_at(client, status, error, ERROR_STOPPED, "the export was stopped"));
        }
    }
    text_free(&before);
    return is_done && remote_is_success(client, answer, error);
}

/* What is being read: the list of files, and who gets them. */
typedef struct ExportRun {
    HttpClient *client;
    const Url *status; /* where the list was read */
    const Document *list;
    const RemoteExport *wanted;
    Pace *pace;
    unsigned number; /* of the file, from 1 */
    bool goes_on;    /* false: no more files are wanted */
} ExportRun;

static bool fail(const ExportRun *run, const Url *url, Error *error, const char *sentence)
{
    return fail_at(run->client, url, error, ERROR_FORMAT, sentence);
}

/* Reads the file that an item of the list names. */
static bool read_file(const ExportRun *run, NodeId item, Url *url, HttpAnswer *answer, Error *error)
{
    Text scratch = TEXT_EMPTY;
    NodeId member = document_member(run->list, item, SLICE("url"));
    bool is_named = member != NODE_NONE && document_node(run->list, member)->kind == NODE_STRING;
    bool is_read = is_named
                       ? http_follow(run->client, run->status, document_string(run->list, member, &scratch), url, error)
                       : fail(run, run->status, error, "a file of the export has no URL");
    text_free(&scratch);
    if (is_read && http_get(run->client, url, "application/fhir+ndjson", run->pace, answer, error)) {
        const char *foreign = remote_recognise(text_slice(&answer->body));
        return !foreign || fail(run, url, error, foreign);
    }
    return false;
}

/* The number of lines that are not empty. */
static size_t count_resources(Slice rest)
{
    size_t count = 0;
    while (rest.length > 0) {
        Slice line = slice_part(rest, 0, slice_find(rest, SLICE("\n"), 0));
        count += slice_trim(line).length > 0;
        rest = slice_part(rest, line.length + 1, SIZE_MAX);
    }
    return count;
}

/* False with a sentence where a file has another number of resources than the list says. */
static bool has_count(const ExportRun *run, NodeId item, const Url *url, size_t found, Error *error)
{
    size_t expected;
    char sentence[120];
    NodeId count = document_member(run->list, item, SLICE("count"));
    if (count == NODE_NONE || !ascii_number(document_raw(run->list, count), SIZE_MAX / 16, &expected) ||
        expected == found) {
        return true;
    }
    snprintf(sentence, sizeof sentence, "the file has %zu resource%s; the list of the export has %zu", found,
             found == 1 ? "" : "s", expected);
    return fail(run, url, error, sentence);
}

/* Reads a file of the list, and gives it out. */
static bool take_file(ExportRun *run, NodeId item, Error *error)
{
    Text scratch = TEXT_EMPTY, name = TEXT_EMPTY;
    HttpAnswer answer = {0};
    Url url = {0};
    bool is_read = read_file(run, item, &url, &answer, error);
    if (is_read) {
        NodeId type = document_member(run->list, item, SLICE("type"));
        Slice type_name = type == NODE_NONE ? SLICE("") : document_string(run->list, type, &scratch);
        bool is_plain = type_name.length > 0 && ascii_are_all(type_name, ascii_is_letter);
        size_t found = count_resources(text_slice(&answer.body));
        text_format(&name, "%.*s.%u.ndjson", SLICE_ARGS(is_plain ? type_name : SLICE("file")), ++run->number);
        run->goes_on = run->wanted->take(run->wanted->context, name.bytes, &answer.body);
        is_read = has_count(run, item, &url, found, error);
    }
    http_answer_free(&answer);
    url_free(&url);
    text_free(&scratch);
    text_free(&name);
    return is_read;
}

/* Fails with what a file of errors says: the first OperationOutcome of it. */
static bool take_faults(ExportRun *run, NodeId item, Error *error)
{
    Text said = TEXT_EMPTY;
    HttpAnswer answer = {0};
    Url url = {0};
    if (read_file(run, item, &url, &answer, error)) {
        Slice body = text_slice(&answer.body);
        text_append(&said, SLICE("the server could not export everything"));
        size_t length = said.length;
        text_append(&said, SLICE(": "));
        remote_append_diagnostics(slice_part(body, 0, slice_find(body, SLICE("\n"), 0)), &said);
        said.length = said.length == length + 2 ? length : said.length;
        text_append_byte(&said, '\0');
        fail(run, &url, error, said.bytes);
    }
    http_answer_free(&answer);
    url_free(&url);
    text_free(&said);
    return false;
}

/* Does something with each item of a member of the list, until that fails. */
static bool each_item(ExportRun *run, Slice member, bool (*take)(ExportRun *run, NodeId item, Error *error),
                      Error *error)
{
    NodeId items = document_member(run->list, 0, member);
    NodeId item = items == NODE_NONE ? NODE_NONE : document_item(run->list, items);
    bool is_done = true;
    while (item != NODE_NONE && is_done && run->goes_on) {
        is_done = take(run, item, error);
        item = document_item_after(run->list, items, item);
    }
    return is_done;
}

/* Sets the place of the next list that a list links to; false where it is the last one, or that cannot be asked. */
static bool find_next(ExportRun *run, Url *next, bool *is_whole, Error *error)
{
    NodeId links = document_member(run->list, 0, SLICE("link"));
    NodeId link = links == NODE_NONE ? NODE_NONE : document_item(run->list, links);
    for (; link != NODE_NONE; link = document_item_after(run->list, links, link)) {
        NodeId relation = document_member(run->list, link, SLICE("relation")),
               url = document_member(run->list, link, SLICE("url"));
        if (relation != NODE_NONE && url != NODE_NONE && document_string_equals(run->list, relation, SLICE("next"))) {
            Text scratch = TEXT_EMPTY;
            *is_whole = http_follow(run->client, run->status, document_string(run->list, url, &scratch), next, error);
            text_free(&scratch);
            return *is_whole;
        }
    }
    return false;
}

/* Reads the files that a list names. `has_next`: `next` is where the next list is. */
static bool take_list(ExportRun *run, Slice bytes, Url *next, bool *has_next, Error *error)
{
    *has_next = false;
    if (slice_trim(bytes).length == 0) {
        return fail(run, run->status, error, remote_recognise(bytes));
    }
    Document *list = document_new(bytes, "export", error);
    run->list = list;
    NodeId output = list && document_fault_count(list) == 0 ? document_member(list, 0, SLICE("output")) : NODE_NONE;
    bool is_list = output != NODE_NONE && document_node(list, output)->kind == NODE_ARRAY;
    bool is_done = is_list ? each_item(run, SLICE("output"), take_file, error) &&
                                 each_item(run, SLICE("error"), take_faults, error)
                           : list && fail(run, run->status, error, "the answer is not the list of files of an export");
    *has_next = is_done && run->goes_on && find_next(run, next, &is_done, error);
    document_free(list);
    return is_done;
}

/* Reads the files of a list and of those that it links to. */
static bool take_lists(ExportRun *run, const Url *status, HttpAnswer *answer, Error *error)
{
    Url place = {0}, next = {0};
    bool has_next, is_done = url_parse(url_slice(status), &place, error);
    run->status = &place;
    for (unsigned count = 1; is_done; count++) {
        is_done = take_list(run, text_slice(&answer->body), &next, &has_next, error);
        if (!is_done || !has_next) {
            break;
        }
        url_free(&place);
        place = next;
        next = (Url){0};
        is_done = count < EXPORT_LISTS_MAXIMUM
                      ? http_get(run->client, &place, "application/json", run->pace, answer, error)
                      : fail(run, &place, error, "the lists of the export have no end; the rest is not read");
    }
    url_free(&place);
    return is_done;
}

bool remote_export(HttpClient *client, const Url *url, const RemoteExport *wanted, Pace *pace, Error *error)
{
    Url status = {0};
    HttpAnswer list = {0}, ended = {0};
    if (!begin(client, url, pace, &status, error)) {
        return false;
    }
    ExportRun run = {.client = client, .wanted = wanted, .pace = pace, .goes_on = true};
    bool is_done = watch(client, &status, wanted, pace, &list, error) && take_lists(&run, &status, &list, error);
    http_send(client, &status, &(HttpRequest){.method = "DELETE"}, NULL, &ended, NULL);
    http_answer_free(&list);
    http_answer_free(&ended);
    url_free(&status);
    return is_done;
}
