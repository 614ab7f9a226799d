/* Units of a line, counted. */
#include "ui/lsp/places.h"

#include "src/base/utf8.h"

static const char *const names[] = {
    [ENCODING_UTF16] = "utf-16", [ENCODING_UTF8] = "utf-8", [ENCODING_UTF32] = "utf-32"};

const char *encoding_name(Encoding encoding)
{
    return names[encoding];
}

Encoding encoding_choose(const cJSON *capabilities)
{
    const cJSON *general = cJSON_GetObjectItemCaseSensitive(capabilities, "general");
    const cJSON *offered = cJSON_GetObjectItemCaseSensitive(general, "positionEncodings");
    const cJSON *item;
    cJSON_ArrayForEach(item, offered)
    {
        for (size_t i = 0; cJSON_IsString(item) && i < sizeof names / sizeof *names; i++) {
            if (strcmp(item->valuestring, names[i]) == 0) {
                return (Encoding)i;
            }
        }
    }
    return ENCODING_UTF16;
}

/* The units of the character at a byte, which is moved past it. */
static uint32_t unit_count(Encoding encoding, Slice bytes, size_t *at)
{
    size_t start = *at;
    uint32_t character = utf8_next(bytes, at, NULL);
    return encoding == ENCODING_UTF8                          ? (uint32_t)(*at - start)
           : encoding == ENCODING_UTF16 && character > 0xFFFF ? 2
                                                              : 1;
}

/* The characters between two bytes that are two units of UTF-16: those that begin with a byte of 0xF0 or more. */
static uint32_t count_pairs(Slice bytes, uint32_t from, uint32_t to)
{
    uint32_t pairs = 0;
    for (size_t at = from; at < to; at++) {
        if ((unsigned char)bytes.bytes[at] >= 0xF0) {
            size_t next = at;
            pairs += utf8_next(bytes, &next, NULL) > 0xFFFF;
        }
    }
    return pairs;
}

/* The pairs of UTF-16 before a byte in its line. */
static uint32_t pairs_before(Places *places, uint32_t line, uint32_t offset)
{
    uint64_t revision = document_revision(places->document) + 1;
    bool is_after = places->revision == revision && places->line == line && places->offset <= offset;
    uint32_t from = is_after ? places->offset : document_line_start(places->document, line);
    uint32_t pairs = (is_after ? places->pairs : 0) + count_pairs(document_bytes(places->document), from, offset);
    *places = (Places){places->document, places->encoding, revision, line, offset, pairs};
    return pairs;
}

cJSON *places_position(Places *places, uint32_t offset)
{
    size_t length = document_bytes(places->document).length;
    offset = offset < length ? offset : (uint32_t)length;
    Position at = document_position(places->document, offset);
    uint32_t units =
        places->encoding == ENCODING_UTF8 ? offset - document_line_start(places->document, at.line) : at.column - 1;
    units += places->encoding == ENCODING_UTF16 ? pairs_before(places, at.line, offset) : 0;
    cJSON *position = cJSON_CreateObject();
    cJSON_AddNumberToObject(position, "line", at.line - 1);
    cJSON_AddNumberToObject(position, "character", units);
    return position;
}

cJSON *places_range(Places *places, Span span)
{
    cJSON *range = cJSON_CreateObject();
    cJSON_AddItemToObject(range, "start", places_position(places, span.start));
    Places kept = *places;
    cJSON_AddItemToObject(range, "end", places_position(places, span.start + span.length));
    *places = kept;
    return range;
}

/* A whole number from 0 of an object; false where it has none. */
static bool read_number(const cJSON *object, const char *name, uint32_t *number)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, name);
    bool is_whole = cJSON_IsNumber(value) && value->valuedouble >= 0;
    *number = !is_whole ? 0 : value->valuedouble > 4e9 ? 4000000000u : (uint32_t)value->valuedouble;
    return is_whole;
}

/* The end of the line that starts at a byte, before what ends it. */
static uint32_t line_end(Slice bytes, uint32_t start)
{
    while (start < bytes.length && bytes.bytes[start] != '\n' && bytes.bytes[start] != '\r') {
        start++;
    }
    return start;
}

bool places_offset(Places *places, const cJSON *position, uint32_t *offset)
{
    uint32_t line, character;
    if (!read_number(position, "line", &line) || !read_number(position, "character", &character)) {
        return false;
    }
    Slice bytes = document_bytes(places->document);
    size_t at =
        line >= document_line_count(places->document) ? bytes.length : document_line_start(places->document, line + 1);
    uint32_t end = line_end(bytes, (uint32_t)at);
    for (uint32_t units = 0; at < end;) {
        size_t next = at;
        units += unit_count(places->encoding, slice_part(bytes, 0, end), &next);
        if (units > character) {
            break;
        }
        at = next;
    }
    *offset = (uint32_t)at;
    return true;
}

bool places_span(Places *places, const cJSON *range, Span *span)
{
    uint32_t end;
    if (!places_offset(places, cJSON_GetObjectItemCaseSensitive(range, "start"), &span->start) ||
        !places_offset(places, cJSON_GetObjectItemCaseSensitive(range, "end"), &end)) {
        return false;
    }
    span->length = end > span->start ? end - span->start : 0;
    return true;
}
