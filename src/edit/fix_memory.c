/* FixMemory: forgotten when the document changes. */
#include "src/edit/fix_memory.h"

#include "src/base/ascii.h"
#include "src/edit/fix_codes.h"
#include "src/edit/fix_resources.h"
#include "src/edit/fix_search.h"

#include <stdlib.h>

FixMemory *fix_memory_new(void)
{
    FixMemory *memory = memory_allocate_zeroed(1, sizeof *memory);
    memory->bundle = NODE_NONE;
    memory->list = NODE_NONE;
    memory->free.list = NODE_NONE;
    memory->contained.list = memory->entries.list = NODE_NONE;
    return memory;
}

void fix_memory_free(FixMemory *memory)
{
    if (memory) {
        text_free(&memory->base);
        text_free(&memory->open.text);
        free(memory->free.items);
        fix_search_forget(&memory->search);
        fix_resources_forget(&memory->contained);
        fix_resources_forget(&memory->entries);
        fix_codes_free(&memory->codes);
        slice_map_free(&memory->groups.firsts);
        arena_free(memory->groups.arena);
        free(memory);
    }
}

void fix_memory_follow(FixMemory *memory, const Document *document)
{
    if (memory->revision != document_revision(document)) {
        memory->revision = document_revision(document);
        memory->bundle = NODE_NONE;
        memory->list = NODE_NONE;
        memory->free.list = NODE_NONE;
        memory->plain = (PlainRun){0};
        memory->open.is_known = memory->stray.is_known = false;
        fix_search_forget(&memory->search);
        fix_resources_forget(&memory->contained);
        fix_resources_forget(&memory->entries);
        slice_map_clear(&memory->groups.firsts);
        if (memory->groups.arena) {
            arena_reset(memory->groups.arena);
        }
    }
}

static NodeId first_with(const Document *document, NodeId list, Slice name)
{
    NodeId found = NODE_NONE, item = document_first_child(document, list);
    while (item != NODE_NONE && found == NODE_NONE) {
        found = document_member(document, item, name);
        item = document_next_sibling(document, item);
    }
    return found;
}

NodeId fix_memory_first_with(FixMemory *memory, const Document *document, NodeId list, Slice name)
{
    if (!memory) {
        return first_with(document, list, name);
    }
    fix_memory_follow(memory, document);
    if (memory->list != list || !slice_equals(memory->name, name)) {
        memory->list = list;
        memory->name = name;
        memory->found = first_with(document, list, name);
    }
    return memory->found;
}

/* ---- free numbers ---- */

/* The number of an item of an array. */
typedef struct ItemNumber {
    unsigned number;
    NodeId item;
} ItemNumber;

static int compare_numbers(const void *a, const void *b)
{
    const ItemNumber *left = a, *right = b;
    int order = (left->number > right->number) - (left->number < right->number);
    return order ? order : (left->item > right->item) - (left->item < right->item);
}

static int compare_items(const void *a, const void *b)
{
    const FreeNumber *left = a, *right = b;
    return (left->item > right->item) - (left->item < right->item);
}

/* The numbers of the items that have one of at most nine digits; the caller frees the array. */
static ItemNumber *read_numbers(const Document *document, NodeId list, size_t *count)
{
    enum { DIGITS = 9 };
    ItemNumber *numbers = memory_allocate(((size_t)document_child_count(document, list) + 1) * sizeof *numbers);
    *count = 0;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        NodeId number = document_member(document, item, SLICE("number"));
        Slice raw = number == NODE_NONE ? (Slice){0} : document_raw(document, number);
        unsigned value = 0;
        for (size_t i = 0; i < raw.length && i < DIGITS && ascii_is_digit(raw.bytes[i]); i++) {
            value = value * 10 + (unsigned)(raw.bytes[i] - '0');
        }
        if (raw.length > 0) {
            numbers[(*count)++] = (ItemNumber){value, item};
        }
    }
    return numbers;
}

static FreeNumbers find_free(const Document *document, NodeId list)
{
    size_t count;
    ItemNumber *numbers = read_numbers(document, list, &count);
    FreeNumbers free_numbers = {.list = list, .items = memory_allocate((count + 1) * sizeof(FreeNumber))};
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    for (size_t i = 1; i < count; i++) {
        if (numbers[i].number == numbers[i - 1].number) {
            free_numbers.items[free_numbers.count++] = (FreeNumber){.item = numbers[i].item};
        }
    }
    free_numbers.next = count > 0 ? numbers[count - 1].number + 1 : 1;
    free(numbers);
    qsort(free_numbers.items, free_numbers.count, sizeof(FreeNumber), compare_items);
    for (size_t i = 0; i < free_numbers.count; i++) {
        free_numbers.items[i].number = free_numbers.next + (unsigned)i;
    }
    return free_numbers;
}

unsigned fix_memory_free_number(FixMemory *memory, const Document *document, NodeId list, NodeId item)
{
    FreeNumbers own = {.list = NODE_NONE}, *known = memory ? &memory->free : &own;
    if (memory) {
        fix_memory_follow(memory, document);
    }
    if (known->list != list) {
        free(known->items);
        *known = find_free(document, list);
    }
    FreeNumber wanted = {.item = item};
    const FreeNumber *found = bsearch(&wanted, known->items, known->count, sizeof wanted, compare_items);
    unsigned number = found ? found->number : known->next;
    free(own.items);
    return number;
}

/* ---- items that are alike ---- */

NodeId *fix_memory_group(FixMemory *memory, const Document *document, NodeId list, FixLikeness likeness, Slice detail,
                         bool *is_new)
{
    FixGroups *groups = &memory->groups;
    Text key = TEXT_EMPTY;
    fix_memory_follow(memory, document);
    text_format(&key, "%u %d %.*s", list, (int)likeness, SLICE_ARGS(detail));
    NodeId *first = slice_map_find(&groups->firsts, text_slice(&key));
    *is_new = !first;
    if (!first) {
        groups->arena = groups->arena ? groups->arena : arena_new();
        first = slice_map_add(&groups->firsts, arena_copy(groups->arena, text_slice(&key)), NULL);
        *first = NODE_NONE;
    }
    text_free(&key);
    return first;
}
