/* Remote export: kick-off, polling, files. */
#include "src/remote/export.h"

#include "src/base/ascii.h"

#include <time.h>

enum { WAIT_USUAL = 2, ROUND_MILLISECONDS = 50, ROUNDS_A_SECOND = 1000 / ROUND_MILLISECONDS };

bool remote_is_export(const Url *url)
{
    return slice_ends_with(url_path(url), SLICE("/$export"));
}

/* Waits as long as the server asks for; false where it is stopped. */
static bool wait(const HttpAnswer *answer, Pace *pace)
{
    size_t seconds = WAIT_USUAL;
    ascii_number(http_header(answer, "retry-after"), EXPORT_WAIT_MAXIMUM, &seconds);
    for (size_t i = 0; i < seconds * ROUNDS_A_SECOND; i++) {
        struct timespec round = {.tv_nsec = ROUND_MILLISECONDS * 1000000L};
        nanosleep(&round, NULL);
        if (pace) {
            pace->steps = 0;
        }
        if (!pace_step(pace, 0)) {
            return false;
        }
    }
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
        is_begun =
            error_set(error, ERROR_FORMAT, NULL, "the server did not begin an export: Content-Location is missing");
    }
    is_begun = is_begun && http_follow(client, &answer.url, place, status, error);
    http_answer_free(&answer);
    return is_begun;
}

/* Looks until the work is done; the last answer is the list of files. */
static bool watch(HttpClient *client, const Url *status, const RemoteExport *wanted, Pace *pace, HttpAnswer *answer,
                  Error *error)
{
    Text before = TEXT_EMPTY;
    bool is_done = false, goes_on = true;
    while (goes_on && !is_done) {
        goes_on = http_get(client, status, "application/json", pace, answer, error);
        is_done = goes_on && answer->status != 202;
        if (goes_on && !is_done) {
            Slice progress = http_header(answer, "x-progress");
            if (wanted->progress && progress.length > 0 && !slice_equals(progress, text_slice(&before))) {
                wanted->progress(wanted->context, progress);
                text_clear(&before);
                text_append(&before, progress);
            }
            goes_on = wait(answer, pace) || error_set(error, ERROR_STOPPED, NULL, "the export was stopped");
        }
    }
    text_free(&before);
    return is_done;
}

/* Reads a file of the list, and gives it out; `*goes_on` false: no more are wanted. */
static bool take_file(HttpClient *client, const Url *status, const Document *list, NodeId item, unsigned number,
                      const RemoteExport *wanted, Pace *pace, bool *goes_on, Error *error)
{
    Text type_text = TEXT_EMPTY, url_text = TEXT_EMPTY, name = TEXT_EMPTY;
    NodeId url_node = document_member(list, item, SLICE("url")), type = document_member(list, item, SLICE("type"));
    HttpAnswer answer = {0};
    Url url = {0};
    bool is_read = url_node != NODE_NONE &&
                   http_follow(client, status, document_string(list, url_node, &url_text), &url, error) &&
                   http_get(client, &url, "application/fhir+ndjson", pace, &answer, error);
    Slice type_name = type == NODE_NONE ? SLICE("") : document_string(list, type, &type_text);
    if (is_read) {
        bool is_plain = ascii_are_all(type_name, ascii_is_letter);
        text_format(&name, "%.*s.%u.ndjson", SLICE_ARGS(is_plain ? type_name : SLICE("file")), number);
        *goes_on = wanted->take(wanted->context, name.bytes, &answer.body);
    } else if (url_node == NODE_NONE) {
        error_set(error, ERROR_FORMAT, NULL, "a file of the export has no URL");
    }
    http_answer_free(&answer);
    url_free(&url);
    text_free(&type_text);
    text_free(&url_text);
    text_free(&name);
    return is_read;
}

/* Reads the files that a list names. */
static bool take_files(HttpClient *client, const Url *status, Slice bytes, const RemoteExport *wanted, Pace *pace,
                       Error *error)
{
    Document *list = document_new(bytes, "export", error);
    bool is_done = list != NULL, goes_on = true;
    NodeId output = list ? document_member(list, 0, SLICE("output")) : NODE_NONE;
    unsigned number = 0;
    for (NodeId item = output == NODE_NONE ? NODE_NONE : document_item(list, output);
         item != NODE_NONE && is_done && goes_on; item = document_item_after(list, output, item)) {
        is_done = take_file(client, status, list, item, ++number, wanted, pace, &goes_on, error);
    }
    document_free(list);
    return is_done;
}

bool remote_export(HttpClient *client, const Url *url, const RemoteExport *wanted, Pace *pace, Error *error)
{
    Url status = {0};
    HttpAnswer list = {0}, ended = {0};
    if (!begin(client, url, pace, &status, error)) {
        return false;
    }
    bool is_done = watch(client, &status, wanted, pace, &list, error) &&
                   take_files(client, &status, text_slice(&list.body), wanted, pace, error);
    http_send(client, &status, &(HttpRequest){.method = "DELETE"}, NULL, &ended, NULL);
    http_answer_free(&list);
    http_answer_free(&ended);
    url_free(&status);
    return is_done;
}
