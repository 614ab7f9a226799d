/* Baseline: keys are lines without their counts. */
#include "ui/kit/suppress/baseline.h"
#include "ui/kit/suppress/wildcard.h"

#include "src/base/ascii.h"
#include "src/base/file.h"
#include "src/json/document.h"
#include "src/json/splice.h"

#include <stdlib.h>

enum { BASELINE_LIMIT = 1 << 30 };

#define COUNT_LEAD ",\"count\":"

void baseline_free(Baseline *baseline)
{
    slice_map_free(&baseline->counts);
    arena_free(baseline->arena);
    *baseline = (Baseline){0};
}

void baseline_record_free(BaselineRecord *record)
{
    slice_map_free(&record->counts);
    arena_free(record->arena);
    text_free(&record->key);
    *record = (BaselineRecord){0};
}

/* The count of a key, which is put in where it is new. */
static uint32_t *count_of(SliceMap *counts, Arena **arena, Slice key)
{
    uint32_t *known = slice_map_find(counts, key);
    if (known) {
        return known;
    }
    *arena = *arena ? *arena : arena_new();
    return slice_map_add(counts, arena_copy(*arena, key), NULL);
}

/* Takes a line, `{…,"count":N}`; false where it is none. */
static bool read_line(Baseline *baseline, Slice line)
{
    size_t at = slice_find(line, SLICE(COUNT_LEAD), 0), next;
    while (at != SIZE_MAX && (next = slice_find(line, SLICE(COUNT_LEAD), at + 1)) != SIZE_MAX) {
        at = next;
    }
    uint32_t count = 0;
    size_t i = at == SIZE_MAX ? line.length : at + sizeof COUNT_LEAD - 1;
    for (; i < line.length && ascii_is_digit(line.bytes[i]) && count < 100000000; i++) {
        count = count * 10 + (uint32_t)(line.bytes[i] - '0');
    }
    bool is_line = slice_starts_with(line, SLICE("{\"record\":")) && i + 1 == line.length && line.bytes[i] == '}';
    if (is_line) {
        *count_of(&baseline->counts, &baseline->arena, slice_part(line, 0, at)) = count;
    }
    return is_line;
}

bool baseline_read(Baseline *baseline, const char *path, Error *error)
{
    Text text = TEXT_EMPTY;
    if (!file_read(path, BASELINE_LIMIT, &text, NULL, error)) {
        return false;
    }
    Slice rest = text_slice(&text);
    bool is_read = true;
    for (unsigned number = 1; is_read && rest.length > 0; number++) {
        Slice line = slice_part(rest, 0, slice_find(rest, SLICE("\n"), 0));
        if (!read_line(baseline, line)) {
            is_read = error_set(error, ERROR_FORMAT, path, "line %u is not a line of a baseline", number);
        }
        rest = slice_part(rest, line.length + 1, SIZE_MAX);
    }
    text_free(&text);
    return is_read;
}

bool baseline_record_add(BaselineRecord *record, const Baseline *baseline, Slice name, Slice key, Slice path)
{
    Text plain = TEXT_EMPTY;
    path_append_plain(path, &plain);
    text_clear(&record->key);
    text_append(&record->key, SLICE("{\"record\":"));
    splice_quote(name, &record->key);
    text_append(&record->key, SLICE(",\"key\":"));
    splice_quote(key, &record->key);
    text_append(&record->key, SLICE(",\"path\":"));
    splice_quote(text_slice(&plain), &record->key);
    text_free(&plain);
    uint32_t *count = count_of(&record->counts, &record->arena, text_slice(&record->key));
    const uint32_t *known = baseline ? slice_map_find(&baseline->counts, text_slice(&record->key)) : NULL;
    return ++*count <= (known ? *known : 0);
}

void baseline_join(Baseline *baseline, const SliceMap *counts)
{
    for (size_t i = 0; i < counts->count; i++) {
        const SliceMapEntry *entry = &counts->entries[i];
        uint32_t *count = count_of(&baseline->counts, &baseline->arena, entry->key);
        *count = *count > entry->value ? *count : entry->value;
    }
}

static int compare(const void *left, const void *right)
{
    const SliceMapEntry *a = left, *b = right;
    size_t shorter = a->key.length < b->key.length ? a->key.length : b->key.length;
    int order = memcmp(a->key.bytes, b->key.bytes, shorter);
    return order != 0 ? order : (a->key.length > b->key.length) - (a->key.length < b->key.length);
}

void baseline_append(const Baseline *baseline, Text *text)
{
    size_t count = baseline->counts.count;
    SliceMapEntry *entries = memory_allocate(count * sizeof *entries);
    if (count > 0) {
        memcpy(entries, baseline->counts.entries, count * sizeof *entries);
        qsort(entries, count, sizeof *entries, compare);
    }
    for (size_t i = 0; i < count; i++) {
        text_append(text, entries[i].key);
        text_format(text, COUNT_LEAD "%u}\n", entries[i].value);
    }
    free(entries);
}
