/*
 * Transfer: one exchange by libcurl, in a loop of our own that watches the limits of time.
 *
 * The multi interface never waits longer than it is told to. In each round what came is taken, then the limits are
 * looked at, then whoever waits for the request is asked whether it goes on.
 */
#include "src/net/http_inside.h"

#include "src/base/ascii.h"
#include "src/base/file.h"

#include <stdlib.h>
#include <time.h>

enum { ROUND_MILLISECONDS = 50, HEADERS_MAXIMUM = 1 << 18 };

int64_t http_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

bool http_look(Pace *pace)
{
    if (pace) {
        pace->steps = 0;
    }
    return pace_step(pace, 0);
}

/* ---- what comes ---- */

int http_transfer_status(const HttpTransfer *transfer)
{
    long status = 0;
    transfer->client->curl.easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    return (int)status;
}

/* Takes bytes of the body; anything but their number ends the transfer. */
static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    return http_body_take(context, slice_make(bytes, size * count)) ? size * count : 0;
}

/* Takes a header line; a status line begins anew, as after 100 (Continue). */
static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    HttpTransfer *transfer = context;
    Text *headers = &transfer->answer->headers;
    Slice line = slice_make(bytes, size * count);
    size_t colon = slice_find(line, SLICE(":"), 0);
    if (slice_starts_with(line, SLICE("HTTP/"))) {
        text_clear(headers);
    } else if (colon != SIZE_MAX) {
        if (headers->length + line.length > HEADERS_MAXIMUM) {
            transfer->has_large_headers = true;
            return 0;
        }
        for (size_t i = 0; i < colon; i++) {
            text_append_byte(headers, ascii_lower(line.bytes[i]));
        }
        text_append(headers, SLICE(": "));
        text_append(headers, slice_trim(slice_part(line, colon + 1, SIZE_MAX)));
        text_append_byte(headers, '\n');
    }
    return line.length;
}

/* ---- what is asked ---- */

static struct curl_slist *add_header(const HttpTransfer *transfer, struct curl_slist *list, const char *name,
                                     Slice value)
{
    Text line = TEXT_EMPTY;
    text_reserve(&line, strlen(name) + value.length + 3);
    text_append(&line, slice_from(name));
    text_append(&line, SLICE(": "));
    text_append(&line, value);
    text_append_byte(&line, '\0');
    struct curl_slist *longer = transfer->client->curl.slist_append(list, line.bytes);
    memset(line.bytes, 0, line.length);
    text_free(&line);
    if (!longer) {
        memory_exhausted(0);
    }
    return longer;
}

static struct curl_slist *all_headers(const HttpTransfer *transfer)
{
    const HttpRequest *request = transfer->request;
    struct curl_slist *list = transfer->client->curl.slist_append(NULL, "Expect:");
    list = add_header(transfer, list, "Accept-Encoding", SLICE("gzip"));
    if (request->accept) {
        list = add_header(transfer, list, "Accept", slice_from(request->accept));
    }
    if (request->type) {
        list = add_header(transfer, list, "Content-Type", slice_from(request->type));
    }
    for (size_t i = 0; i < request->header_count; i++) {
        list = add_header(transfer, list, request->headers[i].name, slice_from(request->headers[i].value));
    }
    if (transfer->authorization.length > 0) {
        list = add_header(transfer, list, "Authorization", transfer->authorization);
    }
    return list;
}

/* Sets how the server is checked, and who the client is. */
static void set_certificates(const HttpTransfer *transfer, char **ca, char **certificate)
{
    const CurlLibrary *curl = &transfer->client->curl;
    const NamedServer *server = transfer->server;
    const char *ca_path = server ? server->texts[SERVER_CA] : NULL;
    const char *certificate_path = server ? server->texts[SERVER_CERTIFICATE] : NULL;
    *ca = ca_path ? file_expand_home(slice_from(ca_path)) : NULL;
    *certificate = certificate_path ? file_expand_home(slice_from(certificate_path)) : NULL;
    if (*ca) {
        curl->easy_setopt(transfer->easy, CURLOPT_CAINFO, *ca);
    }
    if (*certificate) {
        curl->easy_setopt(transfer->easy, CURLOPT_SSLCERT, *certificate);
        curl->easy_setopt(transfer->easy, CURLOPT_SSLKEY, *certificate);
    }
}

static void set_method(const HttpTransfer *transfer)
{
    const CurlLibrary *curl = &transfer->client->curl;
    const HttpRequest *request = transfer->request;
    if (strcmp(request->method, "HEAD") == 0) {
        curl->easy_setopt(transfer->easy, CURLOPT_NOBODY, 1L);
    } else if (strcmp(request->method, "GET") != 0) {
        curl->easy_setopt(transfer->easy, CURLOPT_CUSTOMREQUEST, request->method);
        curl->easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.length);
        curl->easy_setopt(transfer->easy, CURLOPT_POSTFIELDS, request->body.length ? request->body.bytes : "");
    }
}

static void set_up(HttpTransfer *transfer, struct curl_slist *headers)
{
    const CurlLibrary *curl = &transfer->client->curl;
    CURL *easy = transfer->easy;
    curl->easy_setopt(easy, CURLOPT_URL, transfer->url->text.bytes);
    curl->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl->easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl->easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl->easy_setopt(easy, CURLOPT_USERAGENT, "ipse/" IPSE_VERSION);
    curl->easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)transfer->limits.total_milliseconds + 1000);
    curl->easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl->easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl->easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl->easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl->easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->reason);
    curl->easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
#ifdef CURLOPT_QUICK_EXIT
    curl->easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
    if (url_is_loopback(transfer->url)) {
        curl->easy_setopt(easy, CURLOPT_PROXY, "");
    }
    set_method(transfer);
}

/* ---- the loop ---- */

static curl_off_t number(const HttpTransfer *transfer, CURLINFO what)
{
    curl_off_t value = 0;
    transfer->client->curl.easy_getinfo(transfer->easy, what, &value);
    return value;
}

/* All bytes that moved so far. */
static curl_off_t count_moved(const HttpTransfer *transfer)
{
    long header = 0;
    transfer->client->curl.easy_getinfo(transfer->easy, CURLINFO_HEADER_SIZE, &header);
    return number(transfer, CURLINFO_SIZE_DOWNLOAD_T) + number(transfer, CURLINFO_SIZE_UPLOAD_T) + (curl_off_t)header +
           (curl_off_t)transfer->received;
}

/* Which limit of time is passed; `silent_since` follows the bytes. */
static HttpLate look_at_time(HttpTransfer *transfer, int64_t begun, int64_t *silent_since)
{
    int64_t now = http_now();
    bool is_connected = number(transfer, CURLINFO_PRETRANSFER_TIME_T) > 0;
    curl_off_t moved = count_moved(transfer);
    if (moved != transfer->moved || !is_connected) {
        transfer->moved = moved;
        *silent_since = now;
    }
    return !is_connected && now - begun > transfer->limits.connect_milliseconds ? HTTP_LATE_CONNECT
           : now - begun > transfer->limits.total_milliseconds                  ? HTTP_LATE_TOTAL
           : now - *silent_since > transfer->limits.silent_milliseconds         ? HTTP_LATE_SILENT
                                                                                : HTTP_IN_TIME;
}

/* Goes round until the transfer has ended; false where it was stopped. */
static bool go_round(HttpTransfer *transfer, Pace *pace, CURLcode *code)
{
    const CurlLibrary *curl = &transfer->client->curl;
    CURLM *multi = transfer->client->multi;
    int64_t begun = http_now(), silent_since = begun;
    int running = 1;
    *code = CURLE_OPERATION_TIMEDOUT;
    while (running) {
        if (curl->multi_perform(multi, &running) != CURLM_OK) {
            *code = CURLE_OUT_OF_MEMORY;
            return true;
        }
        transfer->late = running ? look_at_time(transfer, begun, &silent_since) : HTTP_IN_TIME;
        if (transfer->late != HTTP_IN_TIME) {
            return true;
        }
        if (running && !http_look(pace)) {
            return false;
        }
        if (running) {
            curl->multi_poll(multi, NULL, 0, ROUND_MILLISECONDS, NULL);
        }
    }
    int left;
    for (CURLMsg *message; (message = curl->multi_info_read(multi, &left));) {
        *code = message->msg == CURLMSG_DONE && message->easy_handle == transfer->easy ? message->data.result : *code;
    }
    return true;
}

/* Reports the result. */
static bool conclude(const HttpTransfer *transfer, CURLcode code, Error *error)
{
    if (transfer->is_stuck) {
        return error_set(error, transfer->error.code, transfer->error.where, "%s", transfer->error.message);
    }
    return (code == CURLE_OK && transfer->late == HTTP_IN_TIME && transfer->is_whole) ||
           http_fail_curl(transfer, code, error);
}

bool http_transfer_run(HttpTransfer *transfer, Pace *pace, Error *error)
{
    HttpClient *client = transfer->client;
    const CurlLibrary *curl = &client->curl;
    char *ca, *certificate;
    CURLcode code = CURLE_OK;
    transfer->easy = curl->easy_init();
    client->multi = client->multi ? client->multi : curl->multi_init();
    if (!transfer->easy || !client->multi) {
        memory_exhausted(0);
    }
    struct curl_slist *headers = all_headers(transfer);
    set_up(transfer, headers);
    set_certificates(transfer, &ca, &certificate);
    curl->multi_add_handle(client->multi, transfer->easy);
    bool is_ended = go_round(transfer, pace, &code);
    transfer->is_whole = http_body_end(transfer);
    transfer->answer->status = http_transfer_status(transfer);
    curl->easy_getinfo(transfer->easy, CURLINFO_HTTP_CONNECTCODE, &transfer->proxy_status);
    curl->multi_remove_handle(client->multi, transfer->easy);
    curl->easy_cleanup(transfer->easy);
    for (struct curl_slist *item = headers; item; item = item->next) {
        memset(item->data, 0, strlen(item->data));
    }
    curl->slist_free_all(headers);
    free(ca);
    free(certificate);
    return is_ended ? conclude(transfer, code, error) : http_fail_stopped(client, transfer->url, error);
}
