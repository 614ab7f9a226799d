/* Fhir server: a list of resources, and the few requests that are asked of it. */
#include "tests/support/net/fhir_server.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static FhirItem *find(FhirServer *server, Slice path)
{
    for (unsigned i = 0; i < server->item_count; i++) {
        if (slice_equals(slice_from(server->items[i].path), path)) {
            return &server->items[i];
        }
    }
    return NULL;
}

static FhirItem *add(FhirServer *server, Slice path, Slice body)
{
    FhirItem *item = find(server, path);
    if (!item) {
        item = &server->items[server->item_count++];
        snprintf(item->path, sizeof item->path, "%.*s", SLICE_ARGS(path));
    }
    Text *text = &item->versions[item->count++];
    text_append(text, body);
    size_t place = server->dropped ? slice_find(body, slice_from(server->dropped), 0) : SIZE_MAX;
    if (place != SIZE_MAX) {
        text_splice(text, place, strlen(server->dropped), SLICE(""));
    }
    return item;
}

void fhir_server_put(FhirServer *server, const char *path, const char *body)
{
    add(server, slice_from(path), slice_from(body));
}

const char *fhir_server_body(const FhirServer *server, const char *path)
{
    for (unsigned i = 0; i < server->item_count; i++) {
        if (strcmp(server->items[i].path, path) == 0) {
            return server->items[i].versions[server->items[i].count - 1].bytes;
        }
    }
    return "";
}

/* ---- answers ---- */

static void refuse(HttpExchange *exchange, const FhirServer *server, int status, const char *words)
{
    Text text = TEXT_EMPTY;
    text_format(&text,
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"processing\","
                "\"diagnostics\":\"%s\"}]}",
                words);
    exchange_answer(exchange, status, "Content-Type: application/fhir+json\r\n",
                    server->outcome ? server->outcome : text.bytes);
    text_free(&text);
}

static void answer_version(HttpExchange *exchange, int status, const FhirItem *item, unsigned version)
{
    char headers[160];
    snprintf(headers, sizeof headers,
             "Content-Type: application/fhir+json\r\nETag: W/\"%u\"\r\nLocation: /fhir/%s/_history/%u\r\n", version,
             item->path, version);
    exchange_answer_bytes(exchange, status, headers, text_slice(&item->versions[version - 1]));
}

static void append_entry(const FhirServer *server, const FhirItem *item, const char *mode, bool is_first, Text *text)
{
    text_format(text, "%s{\"fullUrl\":\"%s/%s\",\"resource\":", is_first ? "" : ",", server->base, item->path);
    text_append(text, text_slice(&item->versions[item->count - 1]));
    text_format(text, ",\"search\":{\"mode\":\"%s\"}}", mode);
}

static bool is_of_type(const FhirItem *item, Slice type)
{
    Slice path = slice_from(item->path);
    return slice_starts_with(path, type) && path.bytes[type.length] == '/';
}

/* A page of all resources of a type; `page` counts from 0. */
static void answer_search(HttpExchange *exchange, const FhirServer *server, Slice type, Slice query, unsigned page)
{
    Text text = TEXT_EMPTY;
    unsigned number = page;
    page = server->is_endless ? 0 : page;
    unsigned total = 0, first = page * server->page_size, count = 0;
    text_append(&text, SLICE("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":["));
    for (unsigned i = 0; i < server->item_count; i++) {
        if (is_of_type(&server->items[i], type)) {
            if (total >= first && total < first + server->page_size) {
                append_entry(server, &server->items[i], "match", count++ == 0, &text);
            }
            total++;
        }
    }
    for (unsigned i = 0; i < server->item_count && slice_find(query, SLICE("_include"), 0) != SIZE_MAX; i++) {
        if (is_of_type(&server->items[i], SLICE("Patient"))) {
            append_entry(server, &server->items[i], "include", count++ == 0, &text);
        }
    }
    text_format(&text, "],\"total\":%u,\"link\":[{\"relation\":\"self\",\"url\":\"%s\"}", total, server->base);
    if (first + server->page_size < total || server->is_ring || server->is_endless) {
        unsigned next = server->is_endless ? number + 1 : first + server->page_size < total ? page + 1 : 0;
        text_format(&text, ",{\"relation\":\"next\",\"url\":\"%s/%.*s?page=%u%s\"}", server->base, SLICE_ARGS(type),
                    next, slice_find(query, SLICE("_include"), 0) != SIZE_MAX ? "&_include=x" : "");
    }
    text_append(&text, SLICE("]}"));
    exchange_answer_bytes(exchange, 200, "Content-Type: application/fhir+json\r\n", text_slice(&text));
    text_free(&text);
}

static void answer_history(HttpExchange *exchange, const FhirServer *server, const FhirItem *item)
{
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE("{\"resourceType\":\"Bundle\",\"type\":\"history\",\"entry\":["));
    for (unsigned version = item->count; version > 0; version--) {
        text_format(&text, "%s{\"fullUrl\":\"%s/%s\",\"resource\":", version == item->count ? "" : ",", server->base,
                    item->path);
        text_append(&text, text_slice(&item->versions[version - 1]));
        text_format(
            &text,
            ",\"response\":{\"status\":\"200\",\"etag\":\"W/\\\"%u\\\"\",\"lastModified\":\"2025-03-%02uT10:00:00Z\"}}",
            version, version);
    }
    text_append(&text, SLICE("]}"));
    exchange_answer_bytes(exchange, 200, "", text_slice(&text));
    text_free(&text);
}

/* An export: begun, under way, done, then its file and its end. */
static bool answer_export(HttpExchange *exchange, FhirServer *server, Slice path)
{
    Text text = TEXT_EMPTY;
    if (slice_equals(path, SLICE("$export"))) {
        bool is_asynchronous = slice_equals(exchange_header(exchange, "prefer"), SLICE("respond-async"));
        text_format(&text, "Content-Location: %s/watch\r\n", server->base);
        exchange_answer(exchange, is_asynchronous ? 202 : 400, text.bytes, "");
    } else if (exchange_is(exchange, "DELETE", "/fhir/watch")) {
        exchange_answer(exchange, 202, "", "");
    } else if (slice_equals(path, SLICE("watch")) && server->looks++ == 0) {
        exchange_answer(exchange, 202, "Retry-After: 0\r\nX-Progress: half done\r\n", "");
    } else if (slice_equals(path, SLICE("watch"))) {
        const char *manifest =
            server->manifest ? server->manifest : "{\"output\":[{\"type\":\"Patient\",\"url\":\"%s/files/1\"}]}";
        for (const char *c = manifest; *c; c++) {
            bool is_base = c[0] == '%' && c[1] == 's';
            text_append(&text, is_base ? slice_from(server->base) : slice_make(c, 1));
            c += is_base;
        }
        exchange_answer(exchange, 200, "", text.bytes);
    } else if (slice_equals(path, SLICE("files/1"))) {
        for (unsigned i = 0; i < server->item_count; i++) {
            text_append(&text, text_slice(&server->items[i].versions[0]));
            text_append_byte(&text, '\n');
        }
        exchange_answer(exchange, 200, "Content-Type: application/fhir+ndjson\r\n", text.bytes);
    } else {
        return false;
    }
    text_free(&text);
    return true;
}

/* ---- requests ---- */

static void read(HttpExchange *exchange, FhirServer *server, Slice path, Slice query)
{
    size_t history = slice_find(path, SLICE("/_history"), 0), page = slice_find(query, SLICE("page="), 0);
    FhirItem *item = find(server, slice_part(path, 0, history));
    if (item && history != SIZE_MAX) {
        unsigned version = (unsigned)strtoul(path.bytes + history + strlen("/_history/"), NULL, 10);
        if (version > 0 && version <= item->count) {
            answer_version(exchange, 200, item, version);
        } else {
            answer_history(exchange, server, item);
        }
    } else if (item) {
        answer_version(exchange, 200, item, item->count);
    } else if (slice_find(path, SLICE("/"), 0) == SIZE_MAX) {
        answer_search(exchange, server, path, query,
                      page == SIZE_MAX ? 0 : (unsigned)strtoul(query.bytes + page + strlen("page="), NULL, 10));
    } else {
        refuse(exchange, server, 404, "no such resource");
    }
}

static void write(HttpExchange *exchange, FhirServer *server, Slice path)
{
    bool is_new = slice_equals(text_slice(&exchange->method), SLICE("POST"));
    Slice match = exchange_header(exchange, "if-match");
    FhirItem *item = find(server, path);
    char etag[32] = "", new_path[64];
    if (server->refusal) {
        refuse(exchange, server, server->refusal, "refused by the test");
        return;
    }
    if (server->login) {
        exchange_answer(exchange, 200, "Content-Type: text/html\r\n", server->login);
        return;
    }
    if (slice_ends_with(path, SLICE("$validate"))) {
        exchange_answer(exchange, 200, "",
                        server->outcome ? server->outcome : "{\"resourceType\":\"OperationOutcome\"}");
        return;
    }
    if (item && server->meanwhile) {
        fhir_server_put(server, item->path, server->meanwhile);
        server->meanwhile = NULL;
    }
    if (item) {
        snprintf(etag, sizeof etag, "W/\"%u\"", item->count);
    }
    if (item && !slice_equals(match, slice_from(etag))) {
        refuse(exchange, server, 412, "another version");
        return;
    }
    if (is_new && path.length > 0) {
        snprintf(new_path, sizeof new_path, "%.*s/%u", SLICE_ARGS(path), 100 + server->item_count);
        path = slice_from(new_path);
    }
    if (is_new && path.length == 0) { /* a transaction */
        add(server, SLICE("transaction"), text_slice(&exchange->body));
        exchange_answer(exchange, 200, "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[{\"response\":{"
                        "\"status\":\"201 Created\",\"location\":\"Patient/100/_history/1\"}}]}");
        return;
    }
    item = add(server, path, text_slice(&exchange->body));
    answer_version(exchange, item->count == 1 ? 201 : 200, item, item->count);
}

/* Refuses who has another token. */
static void refuse_login(HttpExchange *exchange, const FhirServer *server)
{
    Text words = TEXT_EMPTY;
    text_format(&words, "unknown token: %.*s", SLICE_ARGS(exchange_header(exchange, "authorization")));
    if (server->repeats) {
        refuse(exchange, server, 401, words.bytes);
    } else {
        exchange_answer(exchange, 401, "", "");
    }
    text_free(&words);
}

static void handle(HttpExchange *exchange, void *context)
{
    FhirServer *server = context;
    Slice target = text_slice(&exchange->target), match = exchange_header(exchange, "if-match");
    text_format(&server->log, "%s %.*s%s%.*s\n", exchange->method.bytes, SLICE_ARGS(target), match.length ? " " : "",
                SLICE_ARGS(match));
    if (server->is_silent) {
        exchange_wait(exchange);
        exchange_close(exchange);
        return;
    }
    if (server->token && !slice_equals(exchange_header(exchange, "authorization"), slice_from(server->token))) {
        refuse_login(exchange, server);
        return;
    }
    Slice path = slice_without_prefix(target, SLICE("/fhir/"));
    size_t question = slice_find(path, SLICE("?"), 0);
    Slice query = question == SIZE_MAX ? SLICE("") : slice_part(path, question + 1, SIZE_MAX);
    path = slice_part(path, 0, question);
    if (answer_export(exchange, server, path)) {
        return;
    }
    bool is_search = slice_find(path, SLICE("/"), 0) == SIZE_MAX;
    if (slice_equals(text_slice(&exchange->method), SLICE("GET"))) {
        if (is_search && !slice_equals(exchange_header(exchange, "cache-control"), SLICE("no-cache"))) {
            refuse(exchange, server, 400, "without Cache-Control, HAPI would answer what it found before");
            return;
        }
        read(exchange, server, path, query);
    } else {
        write(exchange, server, path);
    }
}

void fhir_server_start(FhirServer *server)
{
    server->page_size = server->page_size ? server->page_size : 2;
    server->http = http_server_start(handle, server);
    snprintf(server->base, sizeof server->base, "%s/fhir", http_server_url(server->http));
}

void fhir_server_stop(FhirServer *server)
{
    http_server_stop(server->http);
    for (unsigned i = 0; i < server->item_count; i++) {
        for (unsigned k = 0; k < server->items[i].count; k++) {
            text_free(&server->items[i].versions[k]);
        }
    }
    text_free(&server->log);
}
