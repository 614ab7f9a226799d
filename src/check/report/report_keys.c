/* Report: how many issues there are of each key. */
#include "src/check/report/report_private.h"

#include <stdlib.h>

/* Counts by the address of the key: an open hash table. The same key may lie at a few addresses. */
typedef struct KeyTable {
    KeyCount *slots; /* free ones have no key */
    size_t capacity; /* a power of 2 */
    size_t used;
} KeyTable;

static KeyCount *find_slot(const KeyTable *table, const char *key)
{
    size_t at = (size_t)(((uintptr_t)key * 0x9E3779B97F4A7C15u) >> 32) & (table->capacity - 1);
    while (table->slots[at].key && table->slots[at].key != key) {
        at = (at + 1) & (table->capacity - 1);
    }
    return &table->slots[at];
}

/* Makes a table of twice the size. */
static void grow(KeyTable *table)
{
    KeyTable larger = {.capacity = table->capacity * 2, .used = table->used};
    larger.slots = memory_allocate_zeroed(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < table->capacity; i++) {
        if (table->slots[i].key) {
            *find_slot(&larger, table->slots[i].key) = table->slots[i];
        }
    }
    free(table->slots);
    *table = larger;
}

static void count_key(KeyTable *table, const char *key)
{
    KeyCount *slot = find_slot(table, key);
    if (!slot->key && (table->used + 1) * 2 > table->capacity) {
        grow(table);
        slot = find_slot(table, key);
    }
    table->used += slot->key == NULL;
    *slot = (KeyCount){key, slot->count + 1};
}

static int compare_keys(const void *a, const void *b)
{
    return strcmp(((const KeyCount *)a)->key, ((const KeyCount *)b)->key);
}

/* Packs the used slots to the front, sorts them and adds up those of one key; gives their number. */
static size_t pack(KeyTable *table)
{
    size_t all = 0, count = 0;
    for (size_t i = 0; i < table->capacity; i++) {
        if (table->slots[i].key) {
            table->slots[all++] = table->slots[i];
        }
    }
    qsort(table->slots, all, sizeof *table->slots, compare_keys);
    for (size_t i = 0; i < all; i++) {
        if (count > 0 && compare_keys(&table->slots[count - 1], &table->slots[i]) == 0) {
            table->slots[count - 1].count += table->slots[i].count;
        } else {
            table->slots[count++] = table->slots[i];
        }
    }
    return count;
}

KeyCount *report_count_keys(const Report *report, size_t *count)
{
    enum { FIRST_CAPACITY = 64 };
    static const IssueClass classes[] = {ISSUE_ERRORS, ISSUE_WARNINGS};
    KeyTable table = {.capacity = FIRST_CAPACITY};
    table.slots = memory_allocate_zeroed(table.capacity, sizeof *table.slots);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const IssueList *list = &report->classes[classes[i]];
        for (size_t j = 0; j < list->count; j++) {
            const Finding *finding = &report->findings[report->shown.positions[list->positions[j]]];
            const IssueText *text = &report->texts[finding->text];
            count_key(&table, key_name(text->key, text->invariant));
        }
    }
    for (size_t i = 0; i < report->shadows.count; i++) {
        const IssueText *text = &report->texts[report->findings[report->shadows.positions[i]].text];
        if (text->severity >= SEVERITY_WARNING) {
            count_key(&table, key_name(text->key, text->invariant));
        }
    }
    *count = pack(&table);
    return table.slots;
}
