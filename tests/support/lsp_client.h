/*
 * LspClient: `ipse lsp` as a process, spoken to as an editor speaks to it.
 */
#ifndef IPSE_TESTS_LSP_CLIENT_H
#define IPSE_TESTS_LSP_CLIENT_H

#include "src/base/text.h"

#include <cjson/cJSON.h>
#include <sys/types.h>

/* The one file of most tests. */
#define LSP_URI "file:///tmp/study.json"

typedef struct LspClient {
    pid_t process;
    int input;  /* of the server: written by the client */
    int output; /* of the server: read by the client */
    Text read;  /* what was read and not yet taken */
    int last_id;
    cJSON *notices; /* those that came while an answer was waited for */
} LspClient;

/* Starts the program beside the test that runs. All functions fail the test where the server does not do its part
   within half a minute. */
void lsp_start(LspClient *client);

/* The same with an option of the command line and its value. */
void lsp_start_with(LspClient *client, const char *option, const char *value);

/* Starts it and initializes it with capabilities and settings as JSON texts. */
void lsp_open(LspClient *client, const char *capabilities, const char *settings);

/* Initializes one that was started. */
void lsp_initialize(LspClient *client, const char *capabilities, const char *settings);

/* Sends bytes as they are; a message with its head. */
void lsp_send_bytes(LspClient *client, Slice bytes);
void lsp_send(LspClient *client, const char *json);

/* Sends a request with parameters as JSON text and gives its answer, which the caller frees: a result or an error. */
cJSON *lsp_ask(LspClient *client, const char *method, const char *params);
void lsp_notify(LspClient *client, const char *method, const char *params);

/* The next message of the server; the caller frees it. */
cJSON *lsp_read(LspClient *client);

/* Opens a text, replaces a range of it (a Range as JSON), and gives the diagnostics that come for it. */
void lsp_open_text(LspClient *client, const char *uri, Slice text);
void lsp_change(LspClient *client, const char *uri, int version, const char *range, const char *text);
cJSON *lsp_diagnostics(LspClient *client);

/* Starts the program with a text as the file LSP_URI, and asks for something at a place of it. */
void lsp_open_with(LspClient *client, const char *capabilities, const char *text);
cJSON *lsp_ask_at(LspClient *client, const char *method, int line, int character);

/* A part of an answer by its path, such as "result.items.0"; its string, or its number. */
const cJSON *lsp_get(const cJSON *object, const char *path);
const char *lsp_text(const cJSON *object, const char *path);
int lsp_number(const cJSON *object, const char *path);

/* The item of an array whose member is exactly this text; NULL if there is none. */
const cJSON *lsp_find(const cJSON *array, const char *member, const char *text);

/* Shuts the server down, and gives its exit status. */
int lsp_close(LspClient *client);

/* Closes the pipe without a word, and gives its exit status. */
int lsp_leave(LspClient *client);

#endif
