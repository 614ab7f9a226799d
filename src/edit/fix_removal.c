/* FixRemoval: the splices are applied to the run of bytes that they lie in, one after the other, and counted. */
#include "src/edit/fix_removal.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t skip_blanks(Slice json, size_t at)
{
    while (at < json.length && is_blank(json.bytes[at])) {
        at++;
    }
    return at;
}

/* The end of a string with its closing quote, if it has one. */
static size_t string_end(Slice json, size_t start)
{
    size_t at = start + 1;
    while (at < json.length && json.bytes[at] != json.bytes[start]) {
        at += json.bytes[at] == '\\' && at + 1 < json.length ? 2 : 1;
    }
    return at < json.length ? at + 1 : json.length;
}

/* The end of a comment that starts at a place; the place itself where none does. */
static size_t comment_end(Slice json, size_t start)
{
    Slice rest = slice_part(json, start, json.length);
    size_t end = start;
    if (slice_starts_with(rest, SLICE("/*"))) {
        end = slice_find(json, SLICE("*/"), start + 2);
        end = end == SIZE_MAX ? json.length : end + 2;
    } else if (slice_starts_with(rest, SLICE("//"))) {
        end = slice_find(json, SLICE("\n"), start);
        end = end == SIZE_MAX ? json.length : end;
    }
    return end;
}

/* The end of a number or of words without quotes, with the blanks between them. */
static size_t word_end(Slice json, size_t start)
{
    size_t at = start;
    while (at < json.length && !strchr(",:{}[]\"'\n\r/\\", json.bytes[at])) {
        at++;
    }
    return at;
}

size_t fix_value_count(Slice json)
{
    size_t count = 0;
    for (size_t at = 0; at < json.length;) {
        size_t start = at, comment = comment_end(json, at);
        bool is_string = json.bytes[at] == '"' || json.bytes[at] == '\'';
        at = comment > at ? comment : is_string ? string_end(json, at) : word_end(json, at);
        Slice token = slice_trim(slice_part(json, start, at - start));
        size_t next = skip_blanks(json, at);
        bool is_name = comment == start && next < json.length && json.bytes[next] == ':';
        Slice content = is_string ? slice_trim(slice_part(token, 1, token.length > 2 ? token.length - 2 : 0)) : token;
        count += content.length > 0 && !is_name && !slice_equals(token, SLICE("null"));
        at += at == start;
    }
    return count;
}

/* The run of bytes that the splices lie in, as it is before them. */
static Slice run_of(const Document *document, const SpliceList *splices, uint32_t *start)
{
    uint32_t end = 0, end_after = 0;
    *start = UINT32_MAX;
    for (size_t i = 0; i < splices->count; i++) {
        const Splice *splice = &splices->splices[i];
        uint32_t last = splice->offset + splice->removed;
        end = i == 0 ? splice->offset : end;
        end_after = i == 0 ? splice->offset : end_after;
        *start = splice->offset < *start ? splice->offset : *start;
        end += last > end_after ? last - end_after : 0;
        end_after = (last > end_after ? last : end_after) - splice->removed + (uint32_t)splice->inserted.length;
    }
    return slice_part(document_bytes(document), *start, end - *start);
}

static Slice trim_commas(Slice text)
{
    text = slice_trim(text);
    size_t first = text.length > 0 && text.bytes[0] == ',';
    text = slice_trim(slice_part(text, first, text.length));
    bool has_last = text.length > 0 && text.bytes[text.length - 1] == ',';
    return slice_trim(slice_part(text, 0, text.length - has_last));
}

bool fix_removes(const Document *document, const SpliceList *splices, Text *removed)
{
    uint32_t start;
    size_t before = 0, after = 0;
    if (splices->count == 0) {
        return false;
    }
    Text run = TEXT_EMPTY;
    text_append(&run, run_of(document, splices, &start));
    for (size_t i = 0; i < splices->count; i++) {
        const Splice *splice = &splices->splices[i];
        Slice replaced = slice_part(text_slice(&run), splice->offset - start, splice->removed);
        before += fix_value_count(replaced);
        after += fix_value_count(splice->inserted);
        Slice shown = trim_commas(replaced);
        text_append(removed, removed->length > 0 && shown.length > 0 ? SLICE(" ") : SLICE(""));
        text_append(removed, shown);
        text_splice(&run, splice->offset - start, splice->removed, splice->inserted);
    }
    text_free(&run);
    return before > after;
}
