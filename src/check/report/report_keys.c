/* Report: how many issues there are of each key. */
#include "src/check/report/report_private.h"

#include <stdlib.h>

/* Counts by the address of the key. The same key may lie at a few addresses. */
typedef struct KeyCounts {
    KeyCount *items;
    size_t count;
    size_t capacity;
    HashTable table; /* their positions */
} KeyCounts;

static void count_key(KeyCounts *counts, const char *key)
{
    uint32_t hash = hash_addresses(key, NULL);
    for (HashProbe probe = hash_table_probe(&counts->table, hash); hash_probe_next(&probe);) {
        if (counts->items[probe.number].key == key) {
            counts->items[probe.number].count++;
            return;
        }
    }
    hash_table_add(&counts->table, hash, (uint32_t)counts->count);
    ARRAY_RESERVE(counts->items, counts->capacity, counts->count + 1);
    counts->items[counts->count++] = (KeyCount){key, 1};
}

static int compare_keys(const void *a, const void *b)
{
    return strcmp(((const KeyCount *)a)->key, ((const KeyCount *)b)->key);
}

/* Sorts the counts and adds up those of one key; gives their number. */
static size_t unite(KeyCounts *counts)
{
    size_t count = 0;
    if (counts->count > 0) {
        qsort(counts->items, counts->count, sizeof *counts->items, compare_keys);
    }
    for (size_t i = 0; i < counts->count; i++) {
        if (count > 0 && compare_keys(&counts->items[count - 1], &counts->items[i]) == 0) {
            counts->items[count - 1].count += counts->items[i].count;
        } else {
            counts->items[count++] = counts->items[i];
        }
    }
    return count;
}

KeyCount *report_count_keys(const Report *report, size_t *count)
{
    static const IssueClass classes[] = {ISSUE_ERRORS, ISSUE_WARNINGS};
    KeyCounts counts = {0};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const IssueList *list = &report->classes[classes[i]];
        for (size_t j = 0; j < list->count; j++) {
            const Finding *finding = &report->findings[issue_list_at(&report->shown, issue_list_at(list, j))];
            const IssueText *text = &report->texts[finding->text];
            count_key(&counts, key_name(text->key, text->invariant));
        }
    }
    for (size_t i = 0; i < report->shadows.count; i++) {
        const IssueText *text = &report->texts[report->findings[issue_list_at(&report->shadows, i)].text];
        if (text->severity >= SEVERITY_WARNING) {
            count_key(&counts, key_name(text->key, text->invariant));
        }
    }
    *count = unite(&counts);
    hash_table_free(&counts.table);
    return counts.items;
}

static IssuePlace place_of(const Report *report, uint32_t number, bool is_shown)
{
    const Finding *finding = &report->findings[number];
    const IssueText *text = &report->texts[finding->text];
    return (IssuePlace){.key = key_name(text->key, text->invariant),
                        .start = finding_start(report, finding),
                        .severity = text->severity,
                        .is_shown = is_shown};
}

/* Findings that are shown and those that are not are two lists in order. */
IssuePlace *report_places(const Report *report, size_t *count)
{
    const IssueList *shown = &report->shown, *shadows = &report->shadows;
    IssuePlace *places = memory_allocate((shown->count + shadows->count + 1) * sizeof *places);
    size_t i = 0, j = 0;
    *count = 0;
    while (i < shown->count || j < shadows->count) {
        bool is_shown =
            j == shadows->count || (i < shown->count && issue_list_at(shown, i) < issue_list_at(shadows, j));
        IssuePlace place =
            place_of(report, is_shown ? issue_list_at(shown, i++) : issue_list_at(shadows, j++), is_shown);
        if (place.severity >= SEVERITY_WARNING) {
            places[(*count)++] = place;
        }
    }
    return places;
}
