/* UID set: a table with linear probing, of notes only. */
#include "src/check/uid_set.h"

#include "src/base/memory.h"

#include <stdlib.h>

enum { OWNER_BITS = 2, OWNER_MASK = (1 << OWNER_BITS) - 1, CAPACITY_FIRST = 1024 };

struct UidSet {
    UidNote *slots;  /* UID_NOTE_NONE: free; at most three quarters full */
    size_t capacity; /* a power of two */
    size_t count;
    size_t capacity_maximum;
    bool is_full;
};

/* ---- notes ---- */

void uid_notes_add(UidNotes *notes, UidNote note)
{
    ARRAY_RESERVE(notes->items, notes->capacity, notes->count + 1);
    notes->items[notes->count++] = note;
}

void uid_notes_free(UidNotes *notes)
{
    free(notes->items);
    *notes = (UidNotes){0};
}

UidNote uid_note(uint64_t hash, UidOwner owner)
{
    uint64_t kept = hash & ~(uint64_t)OWNER_MASK;
    return (kept ? kept : (uint64_t)1 << OWNER_BITS) | (uint64_t)owner;
}

UidOwner uid_note_owner(UidNote note)
{
    return (UidOwner)(note & OWNER_MASK);
}

/* True for notes of one UID, whatever it belongs to. */
static bool is_same(UidNote a, UidNote b)
{
    return ((a ^ b) & ~(uint64_t)OWNER_MASK) == 0;
}

static int compare_notes(const void *a, const void *b)
{
    UidNote left = *(const UidNote *)a, right = *(const UidNote *)b;
    return (left > right) - (left < right);
}

void uid_notes_sort(UidNotes *notes)
{
    if (notes->count > 1) {
        qsort(notes->items, notes->count, sizeof *notes->items, compare_notes);
    }
}

UidNote uid_notes_find(const UidNotes *notes, uint64_t hash)
{
    UidNote wanted = uid_note(hash, UID_OF_STUDY);
    size_t low = 0, high = notes ? notes->count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (notes->items[middle] < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return notes && low < notes->count && is_same(notes->items[low], wanted) ? notes->items[low] : UID_NOTE_NONE;
}

/* ---- the set ---- */

UidSet *uid_set_new(size_t size)
{
    UidSet *set = memory_allocate_zeroed(1, sizeof *set);
    set->capacity_maximum = CAPACITY_FIRST;
    while (set->capacity_maximum * 2 * sizeof *set->slots <= size) {
        set->capacity_maximum *= 2;
    }
    return set;
}

void uid_set_free(UidSet *set)
{
    if (set) {
        free(set->slots);
        free(set);
    }
}

bool uid_set_is_full(const UidSet *set)
{
    return set->is_full;
}

/* The slot that has the UID of a note, or the free one where it belongs. */
static UidNote *slot_of(UidNote *slots, size_t capacity, UidNote note)
{
    size_t at = (size_t)(note >> OWNER_BITS) & (capacity - 1);
    while (slots[at] != UID_NOTE_NONE && !is_same(slots[at], note)) {
        at = (at + 1) & (capacity - 1);
    }
    return &slots[at];
}

/* The note in the set that has the UID of another one; UID_NOTE_NONE if there is none. */
static UidNote find(const UidSet *set, UidNote note)
{
    bool can_be_there = note != UID_NOTE_NONE && set->capacity > 0;
    return can_be_there ? *slot_of(set->slots, set->capacity, note) : UID_NOTE_NONE;
}

static void grow(UidSet *set)
{
    size_t capacity = set->capacity ? set->capacity * 2 : CAPACITY_FIRST;
    UidNote *slots = memory_allocate_zeroed(capacity, sizeof *slots);
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->slots[i] != UID_NOTE_NONE) {
            *slot_of(slots, capacity, set->slots[i]) = set->slots[i];
        }
    }
    free(set->slots);
    set->slots = slots;
    set->capacity = capacity;
}

/* Makes room for one more note; false where the set may not grow any more. */
static bool make_room(UidSet *set, UidOwner owner)
{
    if (set->count < set->capacity / 2) {
        return true;
    }
    if (set->capacity < set->capacity_maximum) {
        grow(set);
        return true;
    }
    bool has_room = owner == UID_OF_STUDY && set->count < set->capacity / 4 * 3;
    set->is_full = set->is_full || !has_room;
    return has_room;
}

static void add(UidSet *set, UidNote note)
{
    if (make_room(set, uid_note_owner(note))) {
        UidNote *slot = slot_of(set->slots, set->capacity, note);
        set->count += *slot == UID_NOTE_NONE;
        *slot = *slot == UID_NOTE_NONE ? note : *slot;
    }
}

/* The first of the notes from `at` on that belongs to the next study; `count` if there is none. */
static size_t next_study(const UidNote *notes, size_t count, size_t at)
{
    do {
        at++;
    } while (at < count && uid_note_owner(notes[at]) != UID_OF_STUDY);
    return at;
}

/* Appends to `known` what is in the set of the UIDs from `at` to `end`; where the study itself is, its parts are not
   asked for. */
static void find_known(const UidSet *set, const UidNote *notes, size_t at, size_t end, UidNotes *known)
{
    bool is_repeated = false;
    for (size_t i = at; i < end && !is_repeated; i++) {
        UidNote found = find(set, notes[i]);
        is_repeated = found != UID_NOTE_NONE && i == at;
        if (found != UID_NOTE_NONE) {
            uid_notes_add(known, found);
        }
    }
}

void uid_set_take(UidSet *set, const UidNote *notes, size_t count, UidNotes *known)
{
    for (size_t at = 0, end; at < count; at = end) {
        end = next_study(notes, count, at);
        find_known(set, notes, at, end, known);
    }
    for (size_t at = 0, end; at < count; at = end) {
        end = next_study(notes, count, at);
        bool is_repeated = find(set, notes[at]) != UID_NOTE_NONE;
        for (size_t i = at; i < end && !is_repeated; i++) {
            if (notes[i] != UID_NOTE_NONE) {
                add(set, notes[i]);
            }
        }
    }
}
