/* Http: what is asked, of whom, with which secret, and once more where that is right. */
#include "src/net/http.h"

#include "src/base/ascii.h"
#include "src/base/file.h"
#include "src/net/credential.h"
#include "src/net/http_inside.h"

#include <stdlib.h>
#include <time.h>

enum { REDIRECT_MAXIMUM = 5, WAIT_ROUND_MILLISECONDS = 20 };

const HttpLimits http_usual_limits = {.connect_milliseconds = 5000,
                                      .silent_milliseconds = 10000,
                                      .total_milliseconds = 60000,
                                      .retry_milliseconds = 5000,
                                      .command_milliseconds = 30000,
                                      .size = 100000000};

HttpClient *http_client_new(const Servers *servers, const HttpLimits *limits, bool is_offline)
{
    HttpClient *client = memory_allocate_zeroed(1, sizeof *client);
    *client = (HttpClient){.servers = servers, .limits = *limits, .is_offline = is_offline};
    return client;
}

void http_client_free(HttpClient *client)
{
    if (!client) {
        return;
    }
    if (client->multi) {
        client->curl.multi_cleanup(client->multi);
    }
    for (size_t i = 0; i < client->secret_count; i++) {
        credential_forget(&client->secrets[i].header);
    }
    free(client->secrets);
    free(client);
}

const Servers *http_client_servers(const HttpClient *client)
{
    return client->servers;
}

void http_answer_free(HttpAnswer *answer)
{
    url_free(&answer->url);
    text_free(&answer->body);
    text_free(&answer->headers);
    *answer = (HttpAnswer){0};
}

Slice http_header(const HttpAnswer *answer, const char *name)
{
    Slice rest = text_slice(&answer->headers), wanted = slice_from(name);
    while (rest.length > 0) {
        Slice line = slice_part(rest, 0, slice_find(rest, SLICE("\n"), 0));
        if (slice_starts_with(line, wanted) &&
            slice_starts_with(slice_part(line, wanted.length, SIZE_MAX), SLICE(": "))) {
            return slice_part(line, wanted.length + 2, SIZE_MAX);
        }
        rest = slice_part(rest, line.length + 1, SIZE_MAX);
    }
    return SLICE("");
}

/* ---- secrets ---- */

static HttpSecret *find_secret(HttpClient *client, const NamedServer *server)
{
    for (size_t i = 0; i < client->secret_count; i++) {
        if (client->secrets[i].server == server) {
            return &client->secrets[i];
        }
    }
    return NULL;
}

/* The header Authorization for a server; empty where it has no secret. */
static bool authorize(HttpClient *client, const NamedServer *server, Pace *pace, Slice *header, Error *error)
{
    *header = SLICE("");
    if (!server) {
        return true;
    }
    const char *certificate = server->texts[SERVER_CERTIFICATE];
    char *path = certificate ? file_expand_home(slice_from(certificate)) : NULL;
    bool is_private = !path || credential_file_is_private(path, error);
    free(path);
    if (!is_private || !credential_is_named(server)) {
        return is_private;
    }
    HttpSecret *secret = find_secret(client, server);
    if (!secret) {
        ARRAY_RESERVE(client->secrets, client->secret_capacity, client->secret_count + 1);
        secret = &client->secrets[client->secret_count];
        *secret = (HttpSecret){.server = server};
        if (!credential_read(server, client->limits.command_milliseconds, pace, &secret->header, error)) {
            credential_forget(&secret->header);
            return false;
        }
        client->secret_count++;
    }
    *header = text_slice(&secret->header);
    return true;
}

/* Reads the secret of a command anew: it may be a token that has expired. */
static bool renew(HttpClient *client, const NamedServer *server, Pace *pace, Slice *header, Error *error)
{
    HttpSecret *secret = find_secret(client, server);
    text_clear(&secret->header);
    bool is_read = credential_read(server, client->limits.command_milliseconds, pace, &secret->header, error);
    *header = text_slice(&secret->header);
    return is_read;
}

/* ---- one place ---- */

int64_t http_retry_after(const HttpAnswer *answer)
{
    Slice value = http_header(answer, "retry-after");
    size_t seconds;
    if (ascii_number(value, 1000000, &seconds)) {
        return (int64_t)seconds * 1000;
    }
    char text[64] = "";
    struct tm date = {0};
    memcpy(text, value.bytes, value.length < sizeof text ? value.length : 0);
    const char *end = strptime(text, "%a, %d %b %Y %H:%M:%S GMT", &date);
    return end && !*end ? ((int64_t)timegm(&date) - (int64_t)time(NULL)) * 1000 : -1;
}

/* True where the answer says that the same request may soon succeed; waits until then. */
static bool is_worth_waiting(const HttpTransfer *transfer, Pace *pace, bool *is_stopped)
{
    const HttpAnswer *answer = transfer->answer;
    int64_t rest = answer->status == 429 || answer->status == 503 ? http_retry_after(answer) : -1;
    if (rest < 0 || rest > transfer->limits.retry_milliseconds) {
        return false;
    }
    for (int64_t until = http_now() + rest; http_now() < until && !*is_stopped;) {
        struct timespec round = {.tv_nsec = WAIT_ROUND_MILLISECONDS * 1000000L};
        nanosleep(&round, NULL);
        *is_stopped = !http_look(pace);
    }
    return true;
}

/* The limits for a request to a server. */
static HttpLimits limits_of(const HttpClient *client, const NamedServer *server, const HttpRequest *request)
{
    HttpLimits limits = client->limits;
    if (server && server->numbers[SERVER_TIMEOUT]) {
        limits.total_milliseconds = server->numbers[SERVER_TIMEOUT] * 1000;
    }
    if (server && server->numbers[SERVER_LIMIT]) {
        limits.size = (size_t)server->numbers[SERVER_LIMIT] * 1000000;
    }
    if (!request->take && request->size > 0 && request->size < limits.size) {
        limits.size = (size_t)request->size;
    }
    if (request->total_milliseconds > limits.total_milliseconds) {
        limits.total_milliseconds = request->total_milliseconds;
    }
    if (limits.total_milliseconds > client->limits.total_milliseconds) {
        limits.silent_milliseconds = limits.total_milliseconds; /* who takes long says nothing meanwhile */
    }
    return limits;
}

/* True where the body is what was asked for, and kept as it is. */
static bool has_document(const HttpTransfer *transfer)
{
    int status = transfer->answer->status;
    return strcmp(transfer->request->method, "GET") == 0 && status >= 200 && status < 300;
}

/* One exchange, begun anew. */
static bool run_once(HttpTransfer *transfer, Pace *pace, Error *error)
{
    HttpTransfer fresh = {.client = transfer->client,
                          .url = transfer->url,
                          .server = transfer->server,
                          .request = transfer->request,
                          .authorization = transfer->authorization,
                          .limits = transfer->limits,
                          .answer = transfer->answer,
                          .most = transfer->request->size ? transfer->request->size : transfer->limits.size};
    *transfer = fresh;
    text_clear(&transfer->answer->body);
    text_clear(&transfer->answer->headers);
    bool is_answered = http_transfer_run(transfer, pace, error);
    http_hide_secret(transfer->authorization, has_document(transfer), transfer->answer);
    return is_answered;
}

/* Asks one place; once more where it asks for that. */
static bool ask(HttpClient *client, const Url *url, const HttpRequest *request, Pace *pace, HttpAnswer *answer,
                Error *error)
{
    ServerBase base;
    const NamedServer *server = servers_of_url(client->servers, url, &base);
    HttpTransfer transfer = {.client = client,
                             .url = url,
                             .server = server,
                             .request = request,
                             .limits = limits_of(client, server, request),
                             .answer = answer};
    bool is_stopped = false;
    if (!authorize(client, server, pace, &transfer.authorization, error) || !run_once(&transfer, pace, error)) {
        return false;
    }
    if (answer->status == 401 && server && server->texts[SERVER_TOKEN_COMMAND]) {
        if (!renew(client, server, pace, &transfer.authorization, error) || !run_once(&transfer, pace, error)) {
            return false;
        }
    }
    if (is_worth_waiting(&transfer, pace, &is_stopped)) {
        return is_stopped ? http_fail_stopped(client, url, error) : run_once(&transfer, pace, error);
    }
    return true;
}

/* ---- redirects ---- */

bool http_is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool http_follow(const HttpClient *client, const Url *from, Slice reference, Url *url, Error *error)
{
    Error inner;
    if (!url_resolve(from, reference, url, &inner)) {
        return http_fail(client, from, error, inner.code, "%s", inner.message);
    }
    if (url_same_origin(from, url) || servers_may_follow(client->servers, from, url)) {
        return true;
    }
    Slice origin = url_origin(url);
    http_fail(client, from, error, ERROR_FORMAT, "the server refers to another server, which is not followed: %.*s",
              SLICE_ARGS(origin));
    url_free(url);
    return false;
}

/* Sets the place to ask next from a redirect. */
static bool redirect(const HttpClient *client, Url *place, const HttpAnswer *answer, Error *error)
{
    Slice location = http_header(answer, "location");
    Url next;
    if (location.length == 0) {
        return http_fail(client, place, error, ERROR_FORMAT, "the redirect has no place (HTTP %d)", answer->status);
    }
    if (!http_follow(client, place, location, &next, error)) {
        return false;
    }
    url_free(place);
    *place = next;
    return true;
}

/* Loads what is needed for the first request. */
static bool prepare(HttpClient *client, const Url *url, Error *error)
{
    if (client->is_offline) {
        return http_fail(client, url, error, ERROR_NOT_POSSIBLE, "no request is sent with --offline");
    }
    client->is_loaded = client->is_loaded || curl_library_load(&client->curl, error);
    return client->is_loaded;
}

bool http_send(HttpClient *client, const Url *url, const HttpRequest *request, Pace *pace, HttpAnswer *answer,
               Error *error)
{
    http_answer_free(answer);
    if (!prepare(client, url, error)) {
        return false;
    }
    Url place = {0};
    if (!url_parse(url_slice(url), &place, error)) {
        return false;
    }
    bool is_reading = strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0;
    bool is_done = ask(client, &place, request, pace, answer, error);
    for (int hop = 0; is_done && is_reading && http_is_redirect(answer->status); hop++) {
        is_done = hop < REDIRECT_MAXIMUM
                      ? redirect(client, &place, answer, error) && ask(client, &place, request, pace, answer, error)
                      : http_fail(client, &place, error, ERROR_LIMIT, "more than %d redirects", REDIRECT_MAXIMUM);
    }
    answer->url = place;
    return is_done;
}

bool http_get(HttpClient *client, const Url *url, const char *accept, Pace *pace, HttpAnswer *answer, Error *error)
{
    HttpRequest request = {.method = "GET", .accept = accept};
    return http_send(client, url, &request, pace, answer, error) && http_is_success(client, answer, error);
}
