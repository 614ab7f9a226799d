/*
 * StringEdit: both strings are rows of characters, which are matched (matching.h); those with a partner are written as
 * they were.
 */
#include "src/edit/string_edit.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "src/edit/matching.h"
#include "src/json/escape.h"

#include <stdlib.h>

/* Numbers of bytes that are no UTF-8, above those of all characters. */
#define BYTE_NUMBERS 0x200000u

/* The characters of a text: a number for each, and where it begins; one place more, where the last ends. */
typedef struct Characters {
    uint32_t *numbers;
    size_t *starts;
    size_t count;
} Characters;

/* The number of the character at `*at`; moves past it. */
static uint32_t next_number(Slice text, bool is_raw, size_t *at)
{
    size_t start = *at;
    if (is_raw && text.bytes[start] == '\\' && start + 1 < text.length) {
        uint32_t character = escape_read(text, at);
        return character >= 0xD800 && character < 0xE000 ? UTF8_REPLACEMENT : character;
    }
    bool is_valid;
    uint32_t character = utf8_next(text, at, &is_valid);
    return is_valid ? character : BYTE_NUMBERS + (unsigned char)text.bytes[start];
}

static Characters read_characters(Slice text, bool is_raw)
{
    Characters characters = {.numbers = memory_allocate_zeroed(text.length + 1, sizeof *characters.numbers),
                             .starts = memory_allocate_zeroed(text.length + 1, sizeof *characters.starts)};
    size_t at = 0;
    while (at < text.length) {
        characters.starts[characters.count] = at;
        characters.numbers[characters.count++] = next_number(text, is_raw, &at);
    }
    characters.starts[characters.count] = text.length;
    return characters;
}

static void characters_free(Characters *characters)
{
    free(characters->numbers);
    free(characters->starts);
}

static Slice part_of(const Characters *characters, Slice text, size_t from, size_t to)
{
    size_t start = characters->starts[from];
    return slice_part(text, start, characters->starts[to] - start);
}

/* Appends the characters [from, to) of a text, escaped where they must be. */
static void append_new(const Characters *characters, Slice text, size_t from, size_t to, Text *json)
{
    Text quoted = TEXT_EMPTY;
    splice_quote(part_of(characters, text, from, to), &quoted);
    text_append(json, slice_part(text_slice(&quoted), 1, quoted.length - 2));
    text_free(&quoted);
}

void string_edit_append(Slice raw, Slice text, Text *json)
{
    Characters old = read_characters(raw, true), new = read_characters(text, false);
    uint32_t *matches = memory_allocate_zeroed(old.count + 1, sizeof *matches);
    size_t written = 0;
    matching_find(old.numbers, old.count, new.numbers, new.count, matches);
    text_append_byte(json, '"');
    for (size_t i = 0; i < old.count; i++) {
        if (matches[i] != MATCH_NONE) {
            append_new(&new, text, written, matches[i], json);
            text_append(json, part_of(&old, raw, i, i + 1));
            written = matches[i] + 1;
        }
    }
    append_new(&new, text, written, new.count, json);
    text_append_byte(json, '"');
    free(matches);
    characters_free(&old);
    characters_free(&new);
}

/* True for runs that begin and end with the quote of JSON. */
static bool is_quoted(Slice raw)
{
    return raw.length >= 2 && raw.bytes[0] == '"' && raw.bytes[raw.length - 1] == '"';
}

/* True where the inside of a string has nothing that JSON forbids as it stands. */
static bool is_clean(Slice raw)
{
    for (size_t i = 0; i < raw.length; i++) {
        if ((unsigned char)raw.bytes[i] < 0x20) {
            return false;
        }
    }
    return true;
}

void string_edit_over(Slice raw, Slice text, Text *json)
{
    Slice inside = is_quoted(raw) ? slice_part(raw, 1, raw.length - 2) : (Slice){0};
    if (is_quoted(raw) && is_clean(inside)) {
        string_edit_append(inside, text, json);
    } else {
        splice_quote(text, json);
    }
}

void string_edit_value(const Document *document, NodeId id, Slice text, Text *json)
{
    bool is_string = document_node(document, id)->kind == NODE_STRING;
    string_edit_over(is_string ? document_raw(document, id) : (Slice){0}, text, json);
}

bool string_edit_set(const Document *document, NodeId id, Slice text, SpliceList *list, Error *error)
{
    Text json = TEXT_EMPTY;
    string_edit_value(document, id, text, &json);
    bool is_done = splice_set_value(document, id, text_slice(&json), list, error);
    text_free(&json);
    return is_done;
}

bool string_edit_rename(const Document *document, NodeId id, Slice key, SpliceList *list, Error *error)
{
    Span span = document_key_span(document, id);
    Text json = TEXT_EMPTY;
    string_edit_over(slice_part(document_bytes(document), span.start, span.length), key, &json);
    bool is_done = splice_rename_raw(document, id, text_slice(&json), list, error);
    text_free(&json);
    return is_done;
}
