/* An editor, as far as pipes tell. */
#include "tests/support/lsp_client.h"

#include "src/base/utf8.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 30000 }; /* milliseconds */

void lsp_start(LspClient *client)
{
    lsp_start_with(client, NULL, NULL);
}

void lsp_start_with(LspClient *client, const char *option, const char *value)
{
    char path[4096];
    int input[2], output[2];
    program_find(path, sizeof path);
    *client = (LspClient){.notices = cJSON_CreateArray()};
    assert_int_equal(pipe(input), 0);
    assert_int_equal(pipe(output), 0);
    client->process = fork();
    assert_true(client->process >= 0);
    if (client->process == 0) {
        dup2(input[0], STDIN_FILENO);
        dup2(output[1], STDOUT_FILENO);
        close(input[0]), close(input[1]), close(output[0]), close(output[1]);
        execl(path, "ipse", "lsp", option, value, (char *)NULL);
        _exit(127);
    }
    close(input[0]);
    close(output[1]);
    client->input = input[1];
    client->output = output[0];
}

void lsp_send_bytes(LspClient *client, Slice bytes)
{
    while (bytes.length > 0) {
        struct pollfd ends[] = {{.fd = client->input, .events = POLLOUT}, {.fd = client->output, .events = POLLIN}};
        assert_true(poll(ends, 2, PATIENCE) > 0);
        if (ends[1].revents & POLLIN) { /* the server must never wait for the client to read */
            char piece[4096];
            ssize_t count = read(client->output, piece, sizeof piece);
            text_append(&client->read, slice_make(piece, count > 0 ? (size_t)count : 0));
        }
        if (ends[0].revents & POLLOUT) {
            size_t least = bytes.length < 512 ? bytes.length : 512;
            ssize_t count = write(client->input, bytes.bytes, least);
            assert_true(count > 0);
            bytes = slice_part(bytes, (size_t)count, SIZE_MAX);
        } else {
            assert_false(ends[0].revents & (POLLERR | POLLHUP));
        }
    }
}

void lsp_send(LspClient *client, const char *json)
{
    Text message = TEXT_EMPTY;
    text_format(&message, "Content-Length: %zu\r\n\r\n%s", strlen(json), json);
    lsp_send_bytes(client, text_slice(&message));
    text_free(&message);
}

/* What a document holds may not leave the program as it is: neither controls nor characters that are not seen. */
static void assert_seen(Slice body)
{
    for (size_t at = 0; at < body.length;) {
        bool is_valid = true;
        uint32_t character = utf8_next(body, &at, &is_valid);
        assert_true(is_valid && !utf8_is_unseen(character));
    }
}

/* Takes a whole message from what was read; NULL where there is none. */
static cJSON *take(LspClient *client)
{
    static const char field[] = "Content-Length: ";
    Slice read = text_slice(&client->read);
    size_t end = slice_find(read, SLICE("\r\n\r\n"), 0);
    if (end == SIZE_MAX) {
        return NULL;
    }
    assert_memory_equal(read.bytes, field, strlen(field));
    size_t length = strtoul(read.bytes + strlen(field), NULL, 10);
    if (read.length - end - 4 < length) {
        return NULL;
    }
    assert_seen(slice_part(read, end + 4, length));
    cJSON *message = cJSON_ParseWithLength(read.bytes + end + 4, length);
    assert_non_null(message);
    text_splice(&client->read, 0, end + 4 + length, SLICE(""));
    return message;
}

cJSON *lsp_read(LspClient *client)
{
    cJSON *message;
    while (!(message = take(client))) {
        char piece[65536];
        struct pollfd end = {.fd = client->output, .events = POLLIN};
        assert_true(poll(&end, 1, PATIENCE) > 0);
        ssize_t count = read(client->output, piece, sizeof piece);
        assert_true(count > 0);
        text_append(&client->read, slice_make(piece, (size_t)count));
    }
    return message;
}

cJSON *lsp_ask(LspClient *client, const char *method, const char *params)
{
    Text message = TEXT_EMPTY;
    text_format(&message, "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}", ++client->last_id, method,
                params);
    lsp_send(client, message.bytes);
    text_free(&message);
    for (;;) {
        cJSON *answer = lsp_read(client);
        const cJSON *id = cJSON_GetObjectItem(answer, "id");
        if (cJSON_IsNumber(id) && id->valueint == client->last_id) {
            return answer;
        }
        cJSON_AddItemToArray(client->notices, answer);
    }
}

void lsp_notify(LspClient *client, const char *method, const char *params)
{
    Text message = TEXT_EMPTY;
    text_format(&message, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}", method, params);
    lsp_send(client, message.bytes);
    text_free(&message);
}

void lsp_open(LspClient *client, const char *capabilities, const char *settings)
{
    lsp_start(client);
    lsp_initialize(client, capabilities, settings);
}

void lsp_initialize(LspClient *client, const char *capabilities, const char *settings)
{
    Text params = TEXT_EMPTY;
    text_format(&params, "{\"processId\":null,\"rootUri\":null,\"capabilities\":%s,\"initializationOptions\":%s}",
                capabilities, settings);
    cJSON_Delete(lsp_ask(client, "initialize", params.bytes));
    lsp_notify(client, "initialized", "{}");
    text_free(&params);
}

/* A JSON string of a text; the caller frees it with cJSON_free. */
static char *quoted(const char *text)
{
    cJSON *string = cJSON_CreateString(text);
    char *json = cJSON_PrintUnformatted(string);
    cJSON_Delete(string);
    return json;
}

void lsp_open_text(LspClient *client, const char *uri, Slice text)
{
    Text params = TEXT_EMPTY;
    char *copy = memory_copy_string(text), *json = quoted(copy);
    text_format(&params, "{\"textDocument\":{\"uri\":\"%s\",\"languageId\":\"json\",\"version\":1,\"text\":%s}}", uri,
                json);
    lsp_notify(client, "textDocument/didOpen", params.bytes);
    cJSON_free(json);
    free(copy);
    text_free(&params);
}

void lsp_change(LspClient *client, const char *uri, int version, const char *range, const char *text)
{
    Text params = TEXT_EMPTY;
    char *json = quoted(text);
    text_format(&params, "{\"textDocument\":{\"uri\":\"%s\",\"version\":%d},\"contentChanges\":[{", uri, version);
    text_format(&params, range ? "\"range\":%s,\"text\":%s}]}" : "%s\"text\":%s}]}", range ? range : "", json);
    lsp_notify(client, "textDocument/didChange", params.bytes);
    cJSON_free(json);
    text_free(&params);
}

cJSON *lsp_diagnostics(LspClient *client)
{
    for (;;) {
        cJSON *message =
            cJSON_GetArraySize(client->notices) > 0 ? cJSON_DetachItemFromArray(client->notices, 0) : lsp_read(client);
        const cJSON *method = cJSON_GetObjectItem(message, "method");
        if (cJSON_IsString(method) && strcmp(method->valuestring, "textDocument/publishDiagnostics") == 0) {
            return message;
        }
        cJSON_Delete(message);
    }
}

int lsp_leave(LspClient *client)
{
    int status = 0;
    close(client->input);
    char piece[4096];
    while (read(client->output, piece, sizeof piece) > 0) {
    }
    assert_int_equal(waitpid(client->process, &status, 0), client->process);
    close(client->output);
    text_free(&client->read);
    cJSON_Delete(client->notices);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int lsp_close(LspClient *client)
{
    cJSON_Delete(lsp_ask(client, "shutdown", "null"));
    lsp_notify(client, "exit", "null");
    return lsp_leave(client);
}

const cJSON *lsp_get(const cJSON *object, const char *path)
{
    char names[128];
    snprintf(names, sizeof names, "%s", path);
    for (char *name = strtok(names, "."); name && object; name = strtok(NULL, ".")) {
        bool is_number = name[0] >= '0' && name[0] <= '9';
        object = is_number ? cJSON_GetArrayItem(object, atoi(name)) : cJSON_GetObjectItemCaseSensitive(object, name);
    }
    return object;
}

const char *lsp_text(const cJSON *object, const char *path)
{
    const cJSON *item = lsp_get(object, path);
    assert_true(cJSON_IsString(item));
    return item->valuestring;
}

int lsp_number(const cJSON *object, const char *path)
{
    const cJSON *item = lsp_get(object, path);
    assert_true(cJSON_IsNumber(item));
    return item->valueint;
}

const cJSON *lsp_find(const cJSON *array, const char *member, const char *text)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(item, member);
        if (cJSON_IsString(value) && strcmp(value->valuestring, text) == 0) {
            return item;
        }
    }
    return NULL;
}

cJSON *lsp_ask_at(LspClient *client, const char *method, int line, int character)
{
    char params[256];
    snprintf(params, sizeof params,
             "{\"textDocument\":{\"uri\":\"" LSP_URI "\"},\"position\":{\"line\":%d,\"character\":%d},"
             "\"context\":{\"includeDeclaration\":false},\"newName\":\"p2\"}",
             line, character);
    return lsp_ask(client, method, params);
}

void lsp_open_with(LspClient *client, const char *capabilities, const char *text)
{
    lsp_open(client, capabilities, "{}");
    lsp_open_text(client, LSP_URI, slice_from(text));
}
