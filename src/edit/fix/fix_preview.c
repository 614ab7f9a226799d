/* What a fix does to the text, in a few words: the bytes that it replaces, and those that stand there afterwards. */
#include "src/base/ascii.h"
#include "src/base/shown.h"
#include "src/base/utf8.h"
#include "src/edit/fix/fix.h"

/* A run of the document, and the same run afterwards. */
typedef struct Window {
    uint32_t start;
    uint32_t end;
    uint32_t end_after;
} Window;

/* The run that holds all splices. Their offsets are those after the splices before them. */
static Window window_of(const SpliceList *list)
{
    Window window = {UINT32_MAX, 0, 0};
    for (size_t i = 0; i < list->count; i++) {
        const Splice *splice = &list->splices[i];
        uint32_t end = splice->offset + splice->removed;
        if (window.start == UINT32_MAX) {
            window = (Window){splice->offset, splice->offset, splice->offset};
        }
        window.start = splice->offset < window.start ? splice->offset : window.start;
        window.end += end > window.end_after ? end - window.end_after : 0;
        window.end_after =
            (end > window.end_after ? end : window.end_after) - splice->removed + (uint32_t)splice->inserted.length;
    }
    return window;
}

/* Takes in some bytes at both sides, on the same line: a comma alone says nothing. */
static void widen(Window *window, Slice bytes)
{
    enum { ENOUGH = 6, AROUND = 16 };
    uint32_t size = window->end - window->start, size_after = window->end_after - window->start;
    if (size >= ENOUGH || size_after >= ENOUGH) {
        return;
    }
    for (int i = 0; i < AROUND && window->start > 0 && bytes.bytes[window->start - 1] != '\n'; i++) {
        window->start--;
    }
    for (int i = 0; i < AROUND && window->end < bytes.length && bytes.bytes[window->end] != '\n'; i++) {
        window->end++;
        window->end_after++;
    }
}

/* Longer texts are cut. */
enum { SHOWN_MAXIMUM = 48 };

/* Appends bytes in one line, cut where they are long. */
static void append_short(Slice bytes, Text *text)
{
    size_t start = text->length;
    bool is_blank = false;
    bytes = slice_trim(bytes);
    for (size_t i = 0; i < bytes.length && text->length - start <= SHOWN_MAXIMUM; i++) {
        bool is_space = ascii_is_json_white(bytes.bytes[i]);
        if (!is_space || !is_blank) {
            shown_append_byte(text, is_space ? ' ' : bytes.bytes[i]);
        }
        is_blank = is_space;
    }
    Slice line = slice_part(text_slice(text), start, text->length);
    if (line.length > SHOWN_MAXIMUM) {
        text->length = start + utf8_beginning(line, SHOWN_MAXIMUM).length;
        text_append(text, SLICE("…"));
    }
}

/* The bytes that two texts have in common at their beginning, or at their end. */
static size_t common_length(Slice a, Slice b, bool is_at_end)
{
    size_t most = a.length < b.length ? a.length : b.length, length = 0;
    while (length < most && (is_at_end ? a.bytes[a.length - 1 - length] == b.bytes[b.length - 1 - length]
                                       : a.bytes[length] == b.bytes[length])) {
        length++;
    }
    return length;
}

static bool is_inside_character(char byte)
{
    return ((unsigned char)byte & 0xC0u) == 0x80;
}

/* Leaves of two long texts what differs, and a little at both sides of it. */
static void narrow(Slice *before, Slice *after)
{
    enum { LONG = 64, AROUND = 12 };
    size_t first = common_length(*before, *after, false);
    if (before->length <= LONG && after->length <= LONG && first + AROUND < SHOWN_MAXIMUM) {
        return;
    }
    first = first > AROUND ? first - AROUND : 0;
    while (first > 0 && is_inside_character(before->bytes[first])) {
        first--;
    }
    *before = slice_part(*before, first, before->length);
    *after = slice_part(*after, first, after->length);
    size_t last = common_length(*before, *after, true);
    last = last > AROUND ? last - AROUND : 0;
    while (last > 0 && is_inside_character(before->bytes[before->length - last])) {
        last--;
    }
    *before = slice_part(*before, 0, before->length - last);
    *after = slice_part(*after, 0, after->length - last);
}

void fix_preview(const Document *document, const Fix *fix, Text *text)
{
    Slice bytes = document_bytes(document);
    Window window = window_of(&fix->splices);
    if (fix->splices.count == 0 || window.end > bytes.length) {
        return;
    }
    widen(&window, bytes);
    Slice before = slice_part(bytes, window.start, window.end - window.start);
    Text after = TEXT_EMPTY;
    text_append(&after, before);
    for (size_t i = 0; i < fix->splices.count; i++) {
        const Splice *splice = &fix->splices.splices[i];
        text_splice(&after, splice->offset - window.start, splice->removed, splice->inserted);
    }
    Slice afterwards = text_slice(&after);
    narrow(&before, &afterwards);
    append_short(before, text);
    text_append(text, slice_trim(before).length ? SLICE(" → ") : SLICE("→ "));
    append_short(afterwards, text);
    text_append(text, slice_trim(afterwards).length ? SLICE("") : SLICE("(nothing)"));
    text_free(&after);
}
