/*
 * Cluster: what is shown in a cell.
 *
 * Reading goes forward only. Reading backward finds a place that surely begins a cluster (a printable ASCII character
 * begins one always) and goes forward from there.
 */
#include "ui/kit/canvas/cluster.h"

#include "src/base/utf8.h"
#include "ui/kit/canvas/glyphs.h"

#include <stdio.h>

/* Letters before this one are joined and varied by nothing: what is not seen after them only makes two texts look
 * alike. */
#define LATIN_END 0x250u

enum {
    DELETE_CHARACTER = 0x7F,
    CONTROL_PICTURES = 0x2400, /* ␀ … ␟ */
    DELETE_PICTURE = 0x2421,   /* ␡ */
    DOTTED_CIRCLE = 0x25CC,
    LOOK_BACK_MAXIMUM = 256
};

static bool is_ascii_control(uint32_t character)
{
    return character < 0x20 || character == DELETE_CHARACTER;
}

/* A cluster of one character in one or two cells. */
static Cluster single(uint32_t character, int cells, bool is_escape)
{
    Cluster cluster = {.count = 1, .cells = (uint8_t)cells, .is_escape = is_escape};
    cluster.characters[0] = character;
    return cluster;
}

/* A cluster that spells out what can't be shown, a character to a cell. */
static Cluster spelled(const char *text)
{
    Cluster cluster = {.is_escape = true};
    for (; *text && cluster.count < CLUSTER_CHARACTERS_MAXIMUM; text++) {
        cluster.characters[cluster.count++] = (unsigned char)*text;
    }
    cluster.cells = cluster.count;
    return cluster;
}

/* The form \x9f of a byte that is no UTF-8. */
static Cluster spelled_byte(unsigned char byte)
{
    char text[8];
    snprintf(text, sizeof text, "\\x%02x", byte);
    return spelled(text);
}

/* The form \u202e of a character. */
static Cluster spelled_character(uint32_t character)
{
    char text[16];
    snprintf(text, sizeof text, character > 0xFFFF ? "\\U%08x" : "\\u%04x", (unsigned)character);
    return spelled(text);
}

/* The visible form of an ASCII control character. */
static Cluster control(uint32_t character, ClusterMode mode)
{
    if (mode == CLUSTER_UNICODE) {
        return single(character == DELETE_CHARACTER ? DELETE_PICTURE : CONTROL_PICTURES + character, 1, true);
    }
    Cluster cluster = {.characters = {'^', character ^ 0x40}, .count = 2, .cells = 2, .is_escape = true};
    return cluster;
}

/* Adds the combining marks at `*offset` to a cluster and moves past them. */
static void take_marks(Cluster *cluster, Slice text, size_t *offset)
{
    while (*offset < text.length) {
        size_t next = *offset;
        bool is_valid;
        uint32_t character = utf8_next(text, &next, &is_valid);
        bool is_riddle = utf8_is_unseen(character) && cluster->characters[0] < LATIN_END;
        if (!is_valid || utf8_width(character) != 0 || utf8_is_hidden(character) || is_riddle ||
            is_ascii_control(character)) {
            return;
        }
        if (cluster->count <= CLUSTER_MARKS_MAXIMUM) {
            cluster->characters[cluster->count++] = character;
        }
        *offset = next;
    }
}

/* A character that needs more than printable ASCII does. */
static Cluster read_special(Slice text, size_t *offset, ClusterMode mode)
{
    size_t start = *offset;
    bool is_valid;
    uint32_t character = utf8_next(text, offset, &is_valid);
    if (!is_valid) {
        return spelled_byte((unsigned char)text.bytes[start]);
    }
    if (is_ascii_control(character)) {
        return control(character, mode);
    }
    if (utf8_is_unseen(character)) {
        return spelled_character(character);
    }
    if (mode != CLUSTER_UNICODE) {
        uint32_t ascii = mode == CLUSTER_LABEL ? glyph_to_ascii(character) : character;
        return ascii < 0x80 ? single(ascii, 1, false) : spelled_character(character);
    }
    int width = utf8_width(character);
    if (width > 0) {
        Cluster cluster = single(character, width, false);
        take_marks(&cluster, text, offset);
        return cluster;
    }
    Cluster cluster = single(DOTTED_CIRCLE, 1, true);
    *offset = start;
    take_marks(&cluster, text, offset);
    cluster.is_escape = false;
    return cluster;
}

Cluster cluster_next(Slice text, size_t *offset, ClusterMode mode)
{
    unsigned char byte = (unsigned char)text.bytes[*offset];
    if (byte < 0x20 || byte >= DELETE_CHARACTER) {
        return read_special(text, offset, mode);
    }
    ++*offset;
    Cluster cluster = single(byte, 1, false);
    bool is_followed_by_ascii = *offset >= text.length || (unsigned char)text.bytes[*offset] < 0x80;
    if (mode == CLUSTER_UNICODE && !is_followed_by_ascii) {
        take_marks(&cluster, text, offset);
    }
    return cluster;
}

size_t cluster_previous(Slice text, size_t offset, ClusterMode mode)
{
    size_t start = offset;
    do {
        start = utf8_previous(text, start);
        unsigned char byte = (unsigned char)text.bytes[start];
        if (byte >= 0x20 && byte < DELETE_CHARACTER) {
            break;
        }
    } while (start > 0 && offset - start < LOOK_BACK_MAXIMUM);
    size_t last = start;
    while (start < offset) {
        last = start;
        cluster_next(text, &start, mode);
    }
    return last;
}

size_t cluster_width(Slice text, ClusterMode mode)
{
    size_t cells = 0;
    for (size_t offset = 0; offset < text.length;) {
        cells += cluster_next(text, &offset, mode).cells;
    }
    return cells;
}

size_t cluster_at_cell(Slice text, size_t cell, ClusterMode mode)
{
    size_t cells = 0;
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        cells += cluster_next(text, &offset, mode).cells;
        if (cells > cell) {
            return start;
        }
    }
    return text.length;
}

Slice cluster_parts(Slice text, int width, ClusterMode mode)
{
    Slice part = text, separator = SLICE(" · ");
    while (part.length > 0 && (int)cluster_width(part, mode) > width) {
        size_t end = part.length - 1;
        while (end > 0 && !slice_starts_with(slice_part(text, end, text.length), separator)) {
            end--;
        }
        part = slice_part(text, 0, end);
    }
    return part;
}
