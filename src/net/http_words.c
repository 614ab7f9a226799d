/* Sentences of requests that failed. */
#include "src/net/http_inside.h"

#include "src/base/shown.h"

#include <stdarg.h>
#include <stdio.h>

bool http_fail(const HttpClient *client, const Url *url, Error *error, ErrorCode code, const char *format, ...)
{
    Text where = TEXT_EMPTY, message = TEXT_EMPTY;
    target_append_place(client->servers, url, &where);
    http_hide_in_name(client, &where);
    text_append_byte(&where, '\0');
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&message, format, arguments);
    va_end(arguments);
    error_set(error, code, where.bytes, "%s", message.bytes);
    text_free(&where);
    text_free(&message);
    return false;
}

/* A number of milliseconds in words: "5 s", "200 ms". */
static const char *span(unsigned milliseconds, char *words, size_t size)
{
    snprintf(words, size, milliseconds % 1000 ? "%u ms" : "%u s",
             milliseconds % 1000 ? milliseconds : milliseconds / 1000);
    return words;
}

/* A number of bytes in words. */
static const char *amount(uint64_t bytes, char *words, size_t size)
{
    bool is_round = bytes % 1000000 == 0;
    snprintf(words, size, is_round ? "%llu MB" : "%llu bytes",
             (unsigned long long)(is_round ? bytes / 1000000 : bytes));
    return words;
}

/* Fails because a limit of time was passed. */
static bool fail_late(const HttpTransfer *transfer, Error *error)
{
    const HttpLimits *limits = &transfer->limits;
    bool is_connecting = transfer->late == HTTP_LATE_CONNECT, is_silent = transfer->late == HTTP_LATE_SILENT;
    unsigned milliseconds = is_connecting ? limits->connect_milliseconds
                            : is_silent   ? limits->silent_milliseconds
                                          : limits->total_milliseconds;
    char words[32];
    return http_fail(transfer->client, transfer->url, error, ERROR_LIMIT, "%s %s%s",
                     is_connecting ? "no connection after"
                     : is_silent   ? "the server sent nothing for"
                                   : "the answer is not complete after",
                     span(milliseconds, words, sizeof words),
                     is_connecting ? "" : "; set a longer `timeout` for the server in config.yaml");
}

bool http_fail_stopped(const HttpClient *client, const Url *url, Error *error)
{
    return http_fail(client, url, error, ERROR_STOPPED, "the request was stopped");
}

/* True where a reason of libcurl names the host that was asked for: else it is about a proxy. */
static bool names_host(const char *reason, Slice host)
{
    Slice name = slice_part(host, 0, slice_find(host, SLICE(":"), 0));
    return slice_find(slice_from(reason), SLICE("ailed to connect to "), 0) == SIZE_MAX ||
           slice_find(slice_from(reason), slice_starts_with(host, SLICE("[")) ? SLICE(" ") : name, 0) != SIZE_MAX;
}

/* Fails for what is wrong with the answer itself, or for a limit that it passed; false, and the error is not filled,
   where that is nothing. */
static bool blame_answer(const HttpTransfer *transfer, CURLcode code, const char *reason, Error *error)
{
    const HttpClient *client = transfer->client;
    const Url *url = transfer->url;
    char words[32];
    bool has_no_end = code == CURLE_OUT_OF_MEMORY && transfer->received == 0; /* a line that libcurl cannot hold */
    if (transfer->has_large_headers || has_no_end || strstr(reason, "Too large response headers")) {
        http_fail(client, url, error, ERROR_LIMIT, "the headers of the answer are too large");
    } else if (transfer->is_large) {
        http_fail(client, url, error, ERROR_LIMIT, "the answer is too large; allowed: at most %s%s",
                  amount(transfer->most, words, sizeof words),
                  transfer->request->size ? "" : "; set a larger `limit` for the server in config.yaml");
    } else if (transfer->has_many_values) {
        http_fail(client, url, error, ERROR_LIMIT, "the answer has too many values; allowed: at most %llu%s",
                  (unsigned long long)http_values_most(transfer),
                  transfer->request->size ? "" : "; set a larger `limit` for the server in config.yaml");
    } else if (transfer->is_foreign) {
        http_fail(client, url, error, ERROR_DAMAGED, "the answer is packed as '" SHOWN "', but gzip was requested",
                  SHOWN_ARGS(shown_value(http_header(transfer->answer, "content-encoding"))));
    } else if (transfer->is_damaged) {
        http_fail(client, url, error, ERROR_DAMAGED, "the answer cannot be unpacked");
    } else if (transfer->late != HTTP_IN_TIME || code == CURLE_OPERATION_TIMEDOUT) {
        fail_late(transfer, error);
    } else if (transfer->proxy_status >= 300) {
        http_fail(client, url, error, ERROR_SYSTEM, "the proxy refused the connection (HTTP %ld)",
                  transfer->proxy_status);
    } else {
        return false;
    }
    return true;
}

bool http_fail_curl(const HttpTransfer *transfer, CURLcode code, Error *error)
{
    const HttpClient *client = transfer->client;
    const Url *url = transfer->url;
    Slice host = url_authority(url);
    const char *reason = *transfer->reason ? transfer->reason : client->curl.easy_strerror(code);
    if (blame_answer(transfer, code, reason, error)) {
        return false;
    }
    switch (code) {
    case CURLE_OK: /* a packed body that ends too early */
        return http_fail(client, url, error, ERROR_DAMAGED, "the packed answer ends too early");
    case CURLE_COULDNT_RESOLVE_HOST:
        return http_fail(client, url, error, ERROR_SYSTEM, "unknown host '%.*s'", SLICE_ARGS(host));
    case CURLE_COULDNT_RESOLVE_PROXY:
        return http_fail(client, url, error, ERROR_SYSTEM, "unknown host of the proxy");
    case CURLE_COULDNT_CONNECT:
        return http_fail(client, url, error, ERROR_SYSTEM, "cannot connect to %.*s",
                         SLICE_ARGS(names_host(reason, host) ? host : SLICE("the proxy")));
    case CURLE_PEER_FAILED_VERIFICATION:
        return http_fail(
            client, url, error, ERROR_SYSTEM,
            "the certificate of %.*s is not trusted: %s; set `ca` for the server in config.yaml if you trust it",
            SLICE_ARGS(host), reason);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
        return http_fail(client, url, error, ERROR_SYSTEM, "cannot connect by TLS: %s", reason);
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2_STREAM:
        return http_fail(client, url, error, ERROR_DAMAGED, "the connection ended before the end of the answer");
    case CURLE_GOT_NOTHING:
        return http_fail(client, url, error, ERROR_DAMAGED, "the connection ended without an answer");
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return http_fail(client, url, error, ERROR_SYSTEM, "the server does not answer by HTTP");
    default:
        return http_fail(client, url, error, ERROR_SYSTEM, "the request failed: %s", reason);
    }
}

/* What a status means, for those that need more than a number. */
static const struct {
    int status;
    ErrorCode code;
    const char *words;
} statuses[] = {
    {300, ERROR_SYSTEM, "the server offers several resources; name one of them"},
    {400, ERROR_FORMAT, "the server does not accept the request"},
    {401, ERROR_SYSTEM,
     "the server requires a login; set token_env, token_file or token_command of the server in config.yaml"},
    {403, ERROR_SYSTEM, "the server does not allow the request; the user of the token lacks the right to it"},
    {404, ERROR_NOT_FOUND, "the server does not have the resource"},
    {405, ERROR_SYSTEM, "the server does not support the request"},
    {406, ERROR_SYSTEM, "the server does not answer in JSON"},
    {407, ERROR_SYSTEM, "the proxy requires a login"},
    {408, ERROR_SYSTEM, "the server waited too long for the request; try again"},
    {409, ERROR_CHANGED, "the resource was changed meanwhile on the server"},
    {410, ERROR_NOT_FOUND, "the resource is deleted on the server"},
    {412, ERROR_CHANGED, "the resource was changed meanwhile on the server"},
    {413, ERROR_LIMIT, "the request is too large for the server"},
    {414, ERROR_LIMIT, "the URL is too long for the server; ask for less at a time"},
    {415, ERROR_FORMAT, "the server does not accept FHIR resources in JSON"},
    {422, ERROR_FORMAT, "the server does not accept the resource"},
    {423, ERROR_SYSTEM, "the resource is locked on the server; try again later"},
    {428, ERROR_SYSTEM, "the server requires a version (If-Match)"},
    {429, ERROR_SYSTEM, "too many requests; try again later"},
    {431, ERROR_LIMIT, "the headers of the request are too large for the server; the token may be too long"},
    {500, ERROR_SYSTEM, "the server failed"},
    {501, ERROR_SYSTEM, "the server does not support the request"},
    {502, ERROR_SYSTEM, "the server does not answer its gateway; try again later"},
    {503, ERROR_SYSTEM, "the server is not available; try again later"},
    {504, ERROR_SYSTEM, "the server does not answer its gateway in time; try again later"},
    {507, ERROR_SYSTEM, "the server has no space left"},
};

enum { NAME_MAXIMUM = 300 };

/* Fails for a redirect of what is not only read: a person may name the place. */
static bool fail_redirect(const HttpClient *client, const HttpAnswer *answer, Error *error)
{
    Url url;
    Slice location = http_header(answer, "location");
    if (location.length == 0 || !url_resolve(&answer->url, location, &url, NULL)) {
        return http_fail(client, &answer->url, error, ERROR_SYSTEM,
                         "the server redirects the request to no URL (HTTP %d)", answer->status);
    }
    Text name = TEXT_EMPTY;
    target_append_name(client->servers, &url, &name);
    http_hide_in_location(client, &name);
    http_fail(client, &answer->url, error, ERROR_SYSTEM,
              "the server redirects the request, which is followed for reading only; use %.*s (HTTP %d)",
              (int)(name.length < NAME_MAXIMUM ? name.length : NAME_MAXIMUM), name.bytes, answer->status);
    text_free(&name);
    url_free(&url);
    return false;
}

bool http_is_success(const HttpClient *client, const HttpAnswer *answer, Error *error)
{
    if (answer->status >= 200 && answer->status < 300) {
        return true;
    }
    if (http_is_redirect(answer->status)) {
        return fail_redirect(client, answer, error);
    }
    ErrorCode code = ERROR_SYSTEM;
    const char *words = answer->status >= 500 ? "the server failed" : "the server refused";
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        if (statuses[i].status == answer->status) {
            code = statuses[i].code;
            words = statuses[i].words;
        }
    }
    Slice retry = http_header(answer, "retry-after");
    bool is_later = retry.length > 0 && (answer->status == 429 || answer->status == 503);
    return http_fail(client, &answer->url, error, code, "%s (HTTP %d)%s" SHOWN, words, answer->status,
                     is_later ? "; Retry-After: " : "", SHOWN_ARGS(shown_value(is_later ? retry : SLICE(""))));
}
