/* DicomText: parts between escape sequences, each with a converter. */
#include "src/dicom/dicom_text.h"

#include "src/base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { ESCAPE = 0x1b };

/* The defined terms, the names of iconv, and the escape sequences that choose the set (PS3.3, tables C.12-2 to C.12-4).
   Where iconv reads the escape sequence itself, it is kept. */
static const struct CharacterSet {
    Slice term;    /* after "ISO_IR " or "ISO 2022 IR ", or the whole */
    Slice escapes; /* after ESC; two that are divided by a zero byte */
    const char *encoding;
    bool keeps_escape;
} sets[] = {
    {SLICE("6"), SLICE("(B"), "ASCII", false},           {SLICE("100"), SLICE("-A"), "ISO-8859-1", false},
    {SLICE("101"), SLICE("-B"), "ISO-8859-2", false},    {SLICE("109"), SLICE("-C"), "ISO-8859-3", false},
    {SLICE("110"), SLICE("-D"), "ISO-8859-4", false},    {SLICE("144"), SLICE("-L"), "ISO-8859-5", false},
    {SLICE("127"), SLICE("-G"), "ISO-8859-6", false},    {SLICE("126"), SLICE("-F"), "ISO-8859-7", false},
    {SLICE("138"), SLICE("-H"), "ISO-8859-8", false},    {SLICE("148"), SLICE("-M"), "ISO-8859-9", false},
    {SLICE("203"), SLICE("-b"), "ISO-8859-15", false},   {SLICE("166"), SLICE("-T"), "TIS-620", false},
    {SLICE("13"), SLICE(")I\0(J"), "SHIFT_JIS", false},  {SLICE("87"), SLICE("$B"), "ISO-2022-JP", true},
    {SLICE("159"), SLICE("$(D"), "ISO-2022-JP-2", true}, {SLICE("149"), SLICE("$)C"), "EUC-KR", false},
    {SLICE("58"), SLICE("$)A"), "EUC-CN", false},        {SLICE("192"), SLICE(""), "UTF-8", false},
    {SLICE("GB18030"), SLICE(""), "GB18030", false},     {SLICE("GBK"), SLICE(""), "GBK", false},
};

enum { SET_COUNT = sizeof sets / sizeof *sets };

/* The first term of a character set; NULL where it is empty or unknown. */
static const struct CharacterSet *first_set(Slice charset)
{
    size_t end = slice_find(charset, SLICE("\\"), 0);
    Slice term = slice_part(charset, 0, end);
    while (term.length > 0 && (term.bytes[term.length - 1] == '\0' || term.bytes[term.length - 1] == ' ')) {
        term.length--;
    }
    term = slice_without_prefix(slice_without_prefix(slice_trim(term), SLICE("ISO_IR ")), SLICE("ISO 2022 IR "));
    for (size_t i = 0; i < SET_COUNT; i++) {
        if (slice_equals(sets[i].term, term)) {
            return &sets[i];
        }
    }
    return NULL;
}

/* The set that the bytes after ESC choose, and the length of the sequence; NULL where it is none. */
static const struct CharacterSet *escaped_set(Slice rest, size_t *length)
{
    for (size_t i = 0; i < SET_COUNT; i++) {
        for (size_t start = 0; start < sets[i].escapes.length; start += 3) {
            size_t end = slice_find(sets[i].escapes, SLICE("\0"), start);
            Slice sequence =
                slice_part(sets[i].escapes, start, (end == SIZE_MAX ? sets[i].escapes.length : end) - start);
            if (slice_starts_with(rest, sequence)) {
                *length = sequence.length;
                return &sets[i];
            }
        }
    }
    return NULL;
}

static bool is_ascii(Slice part)
{
    for (size_t i = 0; i < part.length; i++) {
        if ((unsigned char)part.bytes[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static bool is_utf8(Slice part)
{
    bool is_valid = true;
    for (size_t offset = 0; offset < part.length && is_valid;) {
        utf8_next(part, &offset, &is_valid);
    }
    return is_valid;
}

/* Appends a part that is written in one encoding. */
static void append_part(const char *encoding, Slice part, Text *utf8)
{
    iconv_t converter = iconv_open("UTF-8", encoding);
    bool is_open = converter != (iconv_t)-1;
    char *in = memory_copy_string(part), *from = in;
    size_t left = part.length;
    while (left > 0) {
        char out[256], *to = out;
        size_t room = sizeof out;
        bool is_done = is_open && iconv(converter, &from, &left, &to, &room) != (size_t)-1;
        text_append(utf8, slice_make(out, (size_t)(to - out)));
        if (!is_done && (!is_open || errno != E2BIG)) {
            utf8_append(utf8, UTF8_REPLACEMENT);
            from++;
            left--;
        }
    }
    if (is_open) {
        iconv_close(converter);
    }
    free(in);
}

/* Where the part from `start` on ends: before the next escape sequence, and in a set that was chosen by one, before a
   delimiter. */
static size_t part_end(Slice value, size_t start, bool is_chosen, bool is_multibyte)
{
    size_t end = start;
    while (end < value.length && value.bytes[end] != ESCAPE) {
        unsigned char byte = (unsigned char)value.bytes[end];
        if (is_chosen && (byte < 0x20 || (!is_multibyte && (byte == '\\' || byte == '^' || byte == '=')))) {
            break;
        }
        end++;
    }
    return end;
}

/* Appends a value with escape sequences. */
static void append_escaped(const struct CharacterSet *first, Slice value, Text *utf8)
{
    const struct CharacterSet *set = first;
    size_t start = 0, kept = 0;
    bool is_chosen = false;
    while (start < value.length) {
        bool is_seven_bit =
            set && set->keeps_escape; /* two bytes a character, each of which may look like a delimiter */
        size_t end = part_end(value, start, is_chosen, is_seven_bit);
        if (end > start) {
            Slice part = slice_part(value, start - kept, end - start + kept);
            if (kept == 0 && is_ascii(part)) {
                text_append(utf8, part);
            } else {
                append_part(set ? set->encoding : "ISO-8859-1", part, utf8);
            }
        }
        size_t length;
        const struct CharacterSet *next = NULL;
        if (end < value.length && value.bytes[end] == ESCAPE) {
            next = escaped_set(slice_part(value, end + 1, SIZE_MAX), &length);
            start = end + 1 + (next ? length : 0);
            kept = next && next->keeps_escape ? length + 1 : 0;
            is_chosen = next != NULL;
            set = next ? next : first;
        } else {
            start = end;
            kept = 0;
            is_chosen = false;
            set = first;
        }
    }
}

void dicom_text_append(Slice charset, Slice value, Text *utf8)
{
    while (value.length > 0 && (value.bytes[value.length - 1] == '\0' || value.bytes[value.length - 1] == ' ')) {
        value.length--;
    }
    bool has_escape = slice_find(value, SLICE("\x1b"), 0) != SIZE_MAX;
    if (!has_escape && is_ascii(value)) {
        text_append(utf8, value);
        return;
    }
    const struct CharacterSet *set = first_set(charset);
    if (has_escape) {
        append_escaped(set, value, utf8);
    } else if (!set && is_utf8(value)) {
        text_append(utf8, value);
    } else {
        append_part(set ? set->encoding : "ISO-8859-1", value, utf8);
    }
}
