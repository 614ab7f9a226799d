/* The base protocol: heads, lengths and bytes. */
#include "ui/lsp/wire.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "ui/cli/output/output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

enum { READ_SIZE = 65536, HEAD_MAXIMUM = 4096 };

#define LENGTH_FIELD SLICE("Content-Length:")

struct Wire {
    Text input;    /* what came; */
    size_t taken;  /* of it, what was dealt with */
    size_t passed; /* bytes still to come that belong to a message that is too long */
    bool has_ended;
    int watched;     /* another descriptor; -1: none */
    bool is_noticed; /* bytes came to it */
    Output output;
};

Wire *wire_new(void)
{
    Wire *wire = memory_allocate_zeroed(1, sizeof *wire);
    wire->watched = -1;
    return wire;
}

void wire_free(Wire *wire)
{
    text_free(&wire->input);
    text_free(&wire->output.buffer);
    free(wire);
}

void wire_watch(Wire *wire, int descriptor)
{
    wire->watched = descriptor;
}

static Slice rest(const Wire *wire)
{
    return slice_part(text_slice(&wire->input), wire->taken, SIZE_MAX);
}

/* Forgets what was dealt with, once that is most of the buffer. */
static void tidy(Wire *wire)
{
    if (wire->taken > READ_SIZE && wire->taken > wire->input.length / 2) {
        text_splice(&wire->input, 0, wire->taken, SLICE(""));
        wire->taken = 0;
    }
}

/* Reads once; false where nothing came. */
static bool fill(Wire *wire, bool waits)
{
    struct pollfd descriptors[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = wire->watched, .events = POLLIN}};
    if (wire->has_ended || poll(descriptors, wire->watched >= 0 ? 2 : 1, waits ? -1 : 0) <= 0) {
        return false;
    }
    char dropped[64];
    while (descriptors[1].revents && read(wire->watched, dropped, sizeof dropped) > 0) {
        wire->is_noticed = true;
    }
    if (!descriptors[0].revents) {
        return false;
    }
    tidy(wire);
    text_reserve(&wire->input, wire->input.length + READ_SIZE + 1);
    ssize_t count = read(STDIN_FILENO, wire->input.bytes + wire->input.length, READ_SIZE);
    wire->has_ended = count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
    wire->input.length += count > 0 ? (size_t)count : 0;
    return count > 0;
}

/* ---- heads ---- */

/* The length that a head names; SIZE_MAX where it names none. */
static size_t length_of(Slice head)
{
    for (size_t at = 0; at < head.length;) {
        size_t end = slice_find(head, SLICE("\n"), at);
        end = end == SIZE_MAX ? head.length : end;
        Slice line = slice_trim(slice_part(head, at, end - at));
        Slice name = slice_part(line, 0, LENGTH_FIELD.length);
        Slice digits = slice_trim(slice_part(line, LENGTH_FIELD.length, SIZE_MAX));
        if (slice_equals_ignoring_case(name, LENGTH_FIELD) && digits.length > 0 && digits.length < 12) {
            size_t length;
            return ascii_number(digits, SIZE_MAX / 16, &length) ? length : SIZE_MAX;
        }
        at = end + 1;
    }
    return SIZE_MAX;
}

/* The end of the head at the start of the text, and where the message begins; false where it has not come yet. */
static bool head_end(Slice text, size_t *end, size_t *begin)
{
    text = slice_part(text, 0, HEAD_MAXIMUM);
    size_t strict = slice_find(text, SLICE("\r\n\r\n"), 0), loose = slice_find(text, SLICE("\n\n"), 0);
    *end = strict < loose ? strict : loose;
    *begin = *end == SIZE_MAX ? SIZE_MAX : *end + (strict < loose ? 4 : 2);
    return *end != SIZE_MAX;
}

/* Passes over bytes that are no head, up to the next that might be one; false unless there are too many. */
static bool skip_noise(Wire *wire)
{
    Slice text = rest(wire);
    if (text.length < HEAD_MAXIMUM) {
        return false;
    }
    size_t next = slice_find(text, LENGTH_FIELD, 1);
    wire->taken += next == SIZE_MAX ? text.length - LENGTH_FIELD.length : next;
    return true;
}

/* ---- messages ---- */

/* A \uXXXX at a byte; -1 if there is none. */
static long escape_at(Slice text, size_t at)
{
    if (at + 6 > text.length || text.bytes[at] != '\\' || text.bytes[at + 1] != 'u') {
        return -1;
    }
    uint32_t value;
    return ascii_hexadecimal_at(text, at + 2, 4, &value) ? (long)value : -1;
}

/* Writes \ufffd for the escapes that cJSON cannot hold. */
static void replace_escapes(char *bytes, size_t length)
{
    Slice text = {bytes, length}, replacement = SLICE("fffd");
    for (size_t at = 0; at + 1 < length; at++) {
        if (bytes[at] != '\\') {
            continue;
        }
        long value = escape_at(text, at), next = value >= 0 ? escape_at(text, at + 6) : -1;
        bool is_pair = value >= 0xD800 && value < 0xDC00 && next >= 0xDC00 && next < 0xE000;
        if (value == 0 || (value >= 0xD800 && value < 0xE000 && !is_pair)) {
            memcpy(bytes + at + 2, replacement.bytes, replacement.length);
        }
        at += value < 0 ? 1 : is_pair ? 11 : 5;
    }
}

static WireEvent parse(Wire *wire, size_t length, cJSON **message)
{
    char *bytes = wire->input.bytes + wire->taken;
    replace_escapes(bytes, length);
    *message = cJSON_ParseWithLength(bytes, length);
    wire->taken += length;
    return *message ? WIRE_MESSAGE : WIRE_BROKEN;
}

/* Takes a message that has come whole; WIRE_NOTHING where more has to come first. */
static WireEvent take(Wire *wire, cJSON **message)
{
    size_t dropped = rest(wire).length < wire->passed ? rest(wire).length : wire->passed;
    wire->taken += dropped;
    wire->passed -= dropped;
    size_t end, begin;
    if (wire->passed > 0 || !head_end(rest(wire), &end, &begin)) {
        return wire->passed == 0 && skip_noise(wire) ? WIRE_BROKEN : WIRE_NOTHING;
    }
    size_t length = length_of(slice_part(rest(wire), 0, end));
    if (length == SIZE_MAX || length > WIRE_MESSAGE_MAXIMUM) {
        wire->taken += begin;
        wire->passed = length == SIZE_MAX ? 0 : length;
        return WIRE_BROKEN;
    }
    if (rest(wire).length - begin < length) {
        return WIRE_NOTHING;
    }
    wire->taken += begin;
    return parse(wire, length, message);
}

WireEvent wire_next(Wire *wire, bool waits, cJSON **message)
{
    WireEvent event;
    *message = NULL;
    while ((event = take(wire, message)) == WIRE_NOTHING) {
        if (!fill(wire, waits)) {
            if (wire->has_ended) {
                return WIRE_END;
            }
            if (!waits || wire->is_noticed) {
                wire->is_noticed = false;
                return WIRE_NOTHING;
            }
        }
    }
    return event;
}

bool wire_send(Wire *wire, cJSON *message)
{
    Text body = TEXT_EMPTY;
    char *json = cJSON_PrintUnformatted(message);
    cJSON_Delete(message);
    if (!json) {
        memory_exhausted(0);
    }
    visible_append_json_text(&body, slice_from(json));
    cJSON_free(json);
    Text head = TEXT_EMPTY;
    text_format(&head, "Content-Length: %zu\r\n\r\n", body.length);
    output_exact(&wire->output, text_slice(&head));
    text_free(&head);
    output_exact(&wire->output, text_slice(&body));
    text_free(&body);
    return output_flush(&wire->output);
}
