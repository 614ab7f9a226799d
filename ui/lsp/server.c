/* The server: its life, its documents, and which function answers what. */
#include "ui/lsp/server.h"

#include "src/base/memory.h"
#include "ui/cli/output/exit_status.h"
#include "ui/cli/output/output.h"
#include "ui/lsp/requests.h"

#include <stdlib.h>

/* Codes of errors (JSON-RPC 2.0 section 5.1, Language Server Protocol 3.17). */
enum {
    FAULT_PARSE = -32700,
    FAULT_REQUEST = -32600,
    FAULT_METHOD = -32601,
    FAULT_PARAMS = -32602,
    FAULT_NOT_INITIALIZED = -32002,
    FAULT_CANCELLED = -32800
};

/* The messages that wait. */
typedef struct Queue {
    cJSON **items;
    size_t count;
    size_t capacity;
} Queue;

enum { QUEUE_MAXIMUM = 4096 };

static const cJSON *get(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const char *get_string(const cJSON *object, const char *name)
{
    const cJSON *item = get(object, name);
    return cJSON_IsString(item) ? item->valuestring : NULL;
}

/* ---- sending ---- */

static bool send_message(Server *server, cJSON *message)
{
    cJSON_AddStringToObject(message, "jsonrpc", "2.0");
    return wire_send(server->wire, message);
}

static bool send_result(Server *server, const cJSON *id, cJSON *result)
{
    cJSON *message = cJSON_CreateObject();
    cJSON_AddItemToObject(message, "id", cJSON_Duplicate(id, true));
    cJSON_AddItemToObject(message, "result", result);
    return send_message(server, message);
}

static bool send_fault(Server *server, const cJSON *id, int code, const char *sentence)
{
    cJSON *message = cJSON_CreateObject(), *fault = cJSON_CreateObject();
    cJSON_AddItemToObject(message, "id", id ? cJSON_Duplicate(id, true) : cJSON_CreateNull());
    cJSON_AddNumberToObject(fault, "code", code);
    cJSON_AddStringToObject(fault, "message", sentence);
    cJSON_AddItemToObject(message, "error", fault);
    return send_message(server, message);
}

void server_show(Server *server, const char *sentence)
{
    cJSON *message = cJSON_CreateObject(), *params = cJSON_CreateObject();
    cJSON_AddStringToObject(message, "method", "window/showMessage");
    cJSON_AddNumberToObject(params, "type", 2);
    Text shown = TEXT_EMPTY;
    visible_append(&shown, slice_from(sentence));
    cJSON_AddStringToObject(params, "message", shown.length > 0 ? shown.bytes : "");
    text_free(&shown);
    cJSON_AddItemToObject(message, "params", params);
    send_message(server, message);
}

/* ---- documents ---- */

static OpenText *find_text(Server *server, const cJSON *params)
{
    const char *uri = get_string(get(params, "textDocument"), "uri");
    for (size_t i = 0; uri && i < server->text_count; i++) {
        if (strcmp(server->texts[i].uri, uri) == 0) {
            return &server->texts[i];
        }
    }
    return NULL;
}

OpenText *server_text(Server *server, const cJSON *params)
{
    OpenText *text = find_text(server, params);
    if (text) {
        judged_settle(text->judged);
    }
    return text;
}

Operation server_operation(const OpenText *text)
{
    return judged_operation(text->judged, clock_system());
}

static void text_close(OpenText *text)
{
    judged_free(text->judged);
    free(text->uri);
}

/* The judged document of a text; NULL with a sentence to the person where it is too large. */
static Judged *judge(Server *server, Slice bytes, const char *name)
{
    Error error;
    Document *document = document_new(bytes, name, &error);
    if (!document) {
        server_show(server, error.message);
        return NULL;
    }
    return judged_new(server->checker, document, (PatchListener){0});
}

static void remove_text(Server *server, OpenText *text)
{
    text_close(text);
    *text = server->texts[--server->text_count];
}

static void did_open(Server *server, const cJSON *params)
{
    const cJSON *item = get(params, "textDocument");
    const char *uri = get_string(item, "uri"), *bytes = get_string(item, "text");
    OpenText *present = find_text(server, params);
    if (present) {
        remove_text(server, present);
    }
    Judged *judged = uri && bytes ? judge(server, slice_from(bytes), uri) : NULL;
    if (judged) {
        ARRAY_RESERVE(server->texts, server->text_capacity, server->text_count + 1);
        server->texts[server->text_count++] =
            (OpenText){.uri = memory_copy_string(slice_from(uri)),
                       .version = cJSON_GetNumberValue(get(item, "version")),
                       .judged = judged,
                       .places = {.document = judged_document(judged), .encoding = server->encoding}};
    }
}

static void did_close(Server *server, const cJSON *params)
{
    OpenText *text = find_text(server, params);
    if (text) {
        diagnostics_clear(server, text->uri);
        remove_text(server, text);
    }
}

/* Makes one change of a text: of a range, or of the whole where none is named. */
static void change(OpenText *text, const cJSON *item)
{
    const char *bytes = get_string(item, "text");
    const Document *document = judged_document(text->judged);
    Span span = {0, (uint32_t)document_bytes(document).length};
    const cJSON *range = get(item, "range");
    if (!bytes || (range && !places_span(&text->places, range, &span))) {
        return;
    }
    if (!range) {
        judged_replace(text->judged, slice_from(bytes), SLICE("change"), NULL);
        return;
    }
    SpliceList list = SPLICE_LIST_EMPTY;
    splice_list_add(&list, span.start, span.length, slice_from(bytes));
    history_apply(judged_history(text->judged), &list, SLICE("change"), NULL);
    splice_list_free(&list);
}

static void did_change(Server *server, const cJSON *params)
{
    OpenText *text = find_text(server, params);
    const cJSON *item, *changes = get(params, "contentChanges");
    if (!text) {
        return;
    }
    cJSON_ArrayForEach(item, changes)
    {
        change(text, item);
    }
    text->version = cJSON_GetNumberValue(get(get(params, "textDocument"), "version"));
    text->is_told = false;
}

/* ---- life ---- */

static void did_change_configuration(Server *server, const cJSON *params)
{
    const cJSON *settings = get(params, "settings"), *own = get(settings, "ipse");
    if (cJSON_IsObject(own) || cJSON_IsObject(settings)) {
        server_configure(server, cJSON_IsObject(own) ? own : settings);
    }
}

static cJSON *capabilities(const Server *server)
{
    static const char *const triggers[] = {"\"", ":", "/"}, *const kinds[] = {"quickfix", "source.fixAll"};
    cJSON *all = cJSON_CreateObject(), *completion = cJSON_CreateObject(), *actions = cJSON_CreateObject(),
          *rename = cJSON_CreateObject(), *sync = cJSON_CreateObject();
    cJSON_AddStringToObject(all, "positionEncoding", encoding_name(server->encoding));
    cJSON_AddTrueToObject(sync, "openClose");
    cJSON_AddNumberToObject(sync, "change", 2); /* incremental */
    cJSON_AddItemToObject(all, "textDocumentSync", sync);
    cJSON_AddTrueToObject(all, "hoverProvider");
    cJSON_AddItemToObject(completion, "triggerCharacters", cJSON_CreateStringArray(triggers, 3));
    cJSON_AddItemToObject(all, "completionProvider", completion);
    cJSON_AddItemToObject(actions, "codeActionKinds", cJSON_CreateStringArray(kinds, 2));
    cJSON_AddTrueToObject(actions, "resolveProvider");
    cJSON_AddItemToObject(all, "codeActionProvider", actions);
    cJSON_AddTrueToObject(all, "documentSymbolProvider");
    cJSON_AddTrueToObject(all, "inlayHintProvider");
    cJSON_AddTrueToObject(all, "foldingRangeProvider");
    cJSON_AddTrueToObject(all, "definitionProvider");
    cJSON_AddTrueToObject(all, "referencesProvider");
    cJSON_AddTrueToObject(rename, "prepareProvider");
    cJSON_AddItemToObject(all, "renameProvider", rename);
    return all;
}

static cJSON *request_initialize(Server *server, const cJSON *params)
{
    const cJSON *client = get(params, "capabilities"), *settings = get(params, "initializationOptions");
    const cJSON *actions = get(get(client, "textDocument"), "codeAction");
    const cJSON *item, *resolved = get(get(actions, "resolveSupport"), "properties");
    cJSON_ArrayForEach(item, resolved)
    {
        server->resolves_edits |= cJSON_IsString(item) && strcmp(item->valuestring, "edit") == 0;
    }
    server->encoding = encoding_choose(client);
    server->is_initialized = true;
    if (cJSON_IsObject(settings)) {
        server_configure(server, cJSON_IsObject(get(settings, "ipse")) ? get(settings, "ipse") : settings);
    }
    cJSON *result = cJSON_CreateObject(), *info = cJSON_CreateObject();
    cJSON_AddItemToObject(result, "capabilities", capabilities(server));
    cJSON_AddStringToObject(info, "name", "ipse");
    cJSON_AddStringToObject(info, "version", IPSE_VERSION);
    cJSON_AddItemToObject(result, "serverInfo", info);
    return result;
}

static cJSON *request_shutdown(Server *server, const cJSON *params)
{
    (void)params;
    server->is_shut_down = true;
    return cJSON_CreateNull();
}

/* ---- which function answers what ---- */

static const struct {
    const char *method;
    cJSON *(*answer)(Server *server, const cJSON *params);
    bool needs_text; /* JSON null is the answer for a document that is not open */
} requests[] = {
    {"initialize", request_initialize, false},
    {"shutdown", request_shutdown, false},
    {"textDocument/hover", request_hover, true},
    {"textDocument/completion", request_completion, true},
    {"textDocument/codeAction", request_code_action, true},
    {"codeAction/resolve", request_code_action_resolve, false},
    {"textDocument/documentSymbol", request_symbols, true},
    {"textDocument/inlayHint", request_hints, true},
    {"textDocument/foldingRange", request_folding, true},
    {"textDocument/definition", request_definition, true},
    {"textDocument/references", request_references, true},
    {"textDocument/prepareRename", request_rename_prepare, true},
    {"textDocument/rename", request_rename, true},
};

static const struct {
    const char *method;
    void (*take)(Server *server, const cJSON *params);
} notifications[] = {
    {"textDocument/didOpen", did_open},
    {"textDocument/didChange", did_change},
    {"textDocument/didClose", did_close},
    {"workspace/didChangeConfiguration", did_change_configuration},
};

/* True where a message that waits takes a request back. */
static bool is_cancelled(const Queue *queue, const cJSON *id)
{
    for (size_t i = 0; i < queue->count; i++) {
        const char *method = get_string(queue->items[i], "method");
        if (method && strcmp(method, "$/cancelRequest") == 0 &&
            cJSON_Compare(get(get(queue->items[i], "params"), "id"), id, true)) {
            return true;
        }
    }
    return false;
}

static void answer(Server *server, const Queue *queue, const char *method, const cJSON *id, const cJSON *params)
{
    bool is_first = strcmp(method, "initialize") == 0;
    if (is_cancelled(queue, id)) {
        send_fault(server, id, FAULT_CANCELLED, "cancelled");
    } else if (server->is_initialized == is_first || server->is_shut_down) {
        int code = server->is_initialized ? FAULT_REQUEST : FAULT_NOT_INITIALIZED;
        send_fault(server, id, code,
                   server->is_shut_down ? "shut down"
                   : is_first           ? "initialized already"
                                        : "not initialized");
    } else {
        for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
            if (strcmp(requests[i].method, method) == 0) {
                bool is_absent = requests[i].needs_text && !find_text(server, params);
                cJSON *result = is_absent ? cJSON_CreateNull() : requests[i].answer(server, params);
                result ? send_result(server, id, result) : send_fault(server, id, FAULT_PARAMS, "invalid parameters");
                return;
            }
        }
        send_fault(server, id, FAULT_METHOD, "unknown method");
    }
}

static void take_notice(Server *server, const char *method, const cJSON *params)
{
    for (size_t i = 0; server->is_initialized && i < sizeof notifications / sizeof *notifications; i++) {
        if (strcmp(notifications[i].method, method) == 0) {
            notifications[i].take(server, params);
        }
    }
}

/* Deals with a message; false where it is the last one. */
static bool deal_with(Server *server, const Queue *queue, const cJSON *message)
{
    const char *method = get_string(message, "method");
    const cJSON *id = get(message, "id");
    if (!method) {
        bool is_reply = get(message, "result") || get(message, "error");
        return is_reply || send_fault(server, NULL, FAULT_REQUEST, "no method");
    }
    if (strcmp(method, "exit") == 0) {
        return false;
    }
    if (id) {
        answer(server, queue, method, id, get(message, "params"));
    } else {
        take_notice(server, method, get(message, "params"));
    }
    return true;
}

/* Sends the diagnostics of what changed. */
static bool tell(Server *server)
{
    for (size_t i = 0; i < server->text_count; i++) {
        if (!server->texts[i].is_told && !diagnostics_send(server, &server->texts[i])) {
            return false;
        }
    }
    return true;
}

static bool is_all_told(const Server *server)
{
    for (size_t i = 0; i < server->text_count; i++) {
        if (!server->texts[i].is_told) {
            return false;
        }
    }
    return true;
}

/* Reads what has come into the queue; waits for a message where there is nothing else to do. False at the end. */
static bool listen(Server *server, Queue *queue)
{
    cJSON *message;
    WireEvent event = WIRE_MESSAGE;
    bool waits = queue->count == 0 && is_all_told(server);
    while (queue->count < QUEUE_MAXIMUM && (event == WIRE_MESSAGE || event == WIRE_BROKEN)) {
        event = wire_next(server->wire, waits, &message);
        if (event == WIRE_MESSAGE) {
            ARRAY_RESERVE(queue->items, queue->capacity, queue->count + 1);
            queue->items[queue->count++] = message;
            waits = false;
        } else if (event == WIRE_BROKEN && !send_fault(server, NULL, FAULT_PARSE, "no message")) {
            return false;
        }
    }
    return event != WIRE_END || queue->count > 0;
}

static void serve(Server *server)
{
    Queue queue = {0};
    bool goes_on = true;
    while (goes_on && listen(server, &queue)) {
        if (queue.count == 0) {
            terminology_go_on(server);
            goes_on = tell(server);
            continue;
        }
        cJSON *message = queue.items[0];
        memmove(queue.items, queue.items + 1, --queue.count * sizeof *queue.items);
        goes_on = deal_with(server, &queue, message);
        cJSON_Delete(message);
    }
    while (queue.count > 0) {
        cJSON_Delete(queue.items[--queue.count]);
    }
    free(queue.items);
}

int server_run(const Arguments *arguments)
{
    Server server = {.arguments = arguments};
    Error error;
    if (!rule_options_open(&server.chosen, arguments, &error) ||
        !settings_terms(arguments, &server.asked, &server.chosen.options, &error)) {
        complain(&error);
        asked_terms_close(&server.asked);
        rule_options_close(&server.chosen);
        return EXIT_TROUBLE;
    }
    server.checker = checker_new(server.chosen.rules, &server.chosen.options, clock_system());
    server.actors = actors_of(server.chosen.rules);
    server.wire = wire_new();
    terminology_open(&server);
    serve(&server);
    terminology_close(&server);
    while (server.text_count > 0) {
        remove_text(&server, &server.texts[0]);
    }
    free(server.texts);
    wire_free(server.wire);
    checker_free(server.checker);
    actors_free(&server.actors);
    rule_options_close(&server.chosen);
    return server.is_shut_down ? EXIT_FINE : EXIT_FOUND;
}
