/*
 * lsp_latency PROGRAM FILE: milliseconds from a key that an editor sends to the diagnostics that follow, the median of
 * an odd number of keys typed into a UID in the middle of the file, and how long the first diagnostics take after
 * opening it.
 */
#include "src/base/clock.h"
#include "src/base/file.h"
#include "src/base/text.h"
#include "src/json/splice.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define KEYS 41

typedef struct Client {
    pid_t process;
    FILE *input; /* of the server */
    FILE *output;
} Client;

static bool start(Client *client, const char *program)
{
    int input[2], output[2];
    if (pipe(input) != 0 || pipe(output) != 0) {
        return false;
    }
    client->process = fork();
    if (client->process == 0) {
        dup2(input[0], STDIN_FILENO);
        dup2(output[1], STDOUT_FILENO);
        close(input[0]), close(input[1]), close(output[0]), close(output[1]);
        execl(program, "ipse", "lsp", (char *)NULL);
        _exit(127);
    }
    close(input[0]);
    close(output[1]);
    client->input = fdopen(input[1], "w");
    client->output = fdopen(output[0], "r");
    return client->process > 0 && client->input && client->output;
}

static void send(Client *client, const Text *message)
{
    fprintf(client->input, "Content-Length: %zu\r\n\r\n", message->length);
    fwrite(message->bytes, 1, message->length, client->input);
    fflush(client->input);
}

/* Reads one message and drops it; false at the end. */
static bool receive(Client *client)
{
    char line[256];
    size_t length = 0;
    bool is_there = false;
    while (fgets(line, sizeof line, client->output) && line[0] != '\r') {
        sscanf(line, "Content-Length: %zu", &length);
    }
    while (length > 0) {
        char part[65536];
        size_t taken = fread(part, 1, length < sizeof part ? length : sizeof part, client->output);
        if (taken == 0) {
            return false;
        }
        length -= taken;
        is_there = true;
    }
    return is_there;
}

static double now(void)
{
    Clock clock = clock_system();
    return (double)clock.milliseconds(clock.context);
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The line of a UID in the middle of the text, from 0, and its closing quote. */
static void find_uid(Slice bytes, uint32_t *line, uint32_t *character)
{
    size_t at = slice_find(bytes, SLICE("\"uid\""), bytes.length / 2), begin = 0;
    *line = 0;
    for (size_t i = 0; i < at; i++) {
        if (bytes.bytes[i] == '\n') {
            begin = i + 1;
            (*line)++;
        }
    }
    size_t value = slice_find(bytes, SLICE(": \""), at);
    *character = (uint32_t)(slice_find(bytes, SLICE("\""), value + 3) - begin);
}

static void type(Client *client, uint32_t line, uint32_t character, unsigned version)
{
    Text message = TEXT_EMPTY;
    text_format(&message,
                "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":"
                "\"file:///a.json\",\"version\":%u},\"contentChanges\":[{\"range\":{\"start\":{\"line\":%u,"
                "\"character\":%u},\"end\":{\"line\":%u,\"character\":%u}},\"text\":\"1\"}]}}",
                version, line, character, line, character);
    send(client, &message);
    text_free(&message);
}

static void open_text(Client *client, Slice bytes)
{
    Text message = TEXT_EMPTY;
    text_append(&message,
                SLICE("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}"));
    send(client, &message);
    receive(client);
    text_clear(&message);
    text_append(&message, SLICE("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":"
                                "{\"uri\":\"file:///a.json\",\"languageId\":\"json\",\"version\":1,\"text\":"));
    splice_quote(bytes, &message);
    text_append(&message, SLICE("}}}"));
    send(client, &message);
    text_free(&message);
}

int main(int count, char **words)
{
    Client client;
    Text bytes = TEXT_EMPTY;
    double keys[KEYS];
    uint32_t line, character;
    if (count != 3 || !file_read(words[2], 1u << 30, &bytes, NULL, NULL) || !start(&client, words[1])) {
        fprintf(stderr, "usage: lsp_latency PROGRAM FILE\n");
        return 2;
    }
    find_uid(text_slice(&bytes), &line, &character);
    double begin = now();
    open_text(&client, text_slice(&bytes));
    bool is_there = receive(&client);
    double opened = now() - begin;
    for (unsigned i = 0; i < KEYS && is_there; i++) {
        begin = now();
        type(&client, line, character, i + 2);
        is_there = receive(&client);
        keys[i] = now() - begin;
    }
    fclose(client.input);
    fclose(client.output);
    waitpid(client.process, NULL, 0);
    text_free(&bytes);
    if (!is_there) {
        return 1;
    }
    qsort(keys, KEYS, sizeof *keys, compare);
    printf("%.0f %.0f\n", keys[KEYS / 2], opened);
    return 0;
}
