/* History: changes of a document, undone and done again without limit. */
#include "src/edit/history.h"

#include "src/base/ascii.h"
#include "src/base/hash.h"
#include "src/base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* One splice that was done: its bytes before and after, both owned. */
typedef struct HistoryStep {
    uint32_t offset;
    Text removed;
    Text inserted;
} HistoryStep;

typedef struct HistoryChange {
    HistoryStep *steps;
    size_t count;
    size_t capacity;
    char *label;
} HistoryChange;

/* What is known of the bytes on disk, and of their comparison with the document. */
typedef struct SavedBytes {
    uint64_t print;
    size_t length;
    uint64_t compared; /* the revision that was compared with them last, and what came of it */
    bool is_alike;
} SavedBytes;

struct History {
    Document *document;
    PatchListener listener;
    HistoryChange *changes;
    size_t count;
    size_t capacity;
    size_t position;
    size_t saved; /* the position that is on disk; SIZE_MAX where none is any more */
    uint32_t last_offset;
    SavedBytes *saved_bytes;
};

static void note_saved(History *history)
{
    Slice bytes = document_bytes(history->document);
    *history->saved_bytes = (SavedBytes){.print = hash_bytes(bytes, hash_seed_of_process()),
                                         .length = bytes.length,
                                         .compared = document_revision(history->document),
                                         .is_alike = true};
}

History *history_new(Document *document, PatchListener listener)
{
    History *history = memory_allocate_zeroed(1, sizeof *history);
    history->document = document;
    history->listener = listener;
    history->saved_bytes = memory_allocate_zeroed(1, sizeof *history->saved_bytes);
    note_saved(history);
    return history;
}

static void change_free(HistoryChange *change)
{
    for (size_t i = 0; i < change->count; i++) {
        text_free(&change->steps[i].removed);
        text_free(&change->steps[i].inserted);
    }
    free(change->steps);
    free(change->label);
    *change = (HistoryChange){0};
}

/* Forgets the changes from `first` on. */
static void forget_from(History *history, size_t first)
{
    while (history->count > first) {
        change_free(&history->changes[--history->count]);
    }
    if (history->saved > first) {
        history->saved = SIZE_MAX;
    }
}

void history_free(History *history)
{
    if (!history) {
        return;
    }
    forget_from(history, 0);
    free(history->saved_bytes);
    free(history->changes);
    free(history);
}

/* Replaces bytes of the document and tells the listener. */
static bool splice(History *history, uint32_t offset, uint32_t removed, Slice inserted, Error *error)
{
    Patch patch;
    if (!document_splice(history->document, offset, removed, inserted, &patch, error)) {
        return false;
    }
    history->last_offset = offset;
    if (history->listener.patched) {
        history->listener.patched(history->listener.context, history->document, &patch);
    }
    return true;
}

/* A splice that cannot fail, for its inverse was done before. */
static void splice_back(History *history, uint32_t offset, uint32_t removed, Slice inserted)
{
    bool is_done = splice(history, offset, removed, inserted, NULL);
    assert(is_done);
    (void)is_done;
}

static void undo_steps(History *history, const HistoryChange *change)
{
    for (size_t i = change->count; i-- > 0;) {
        const HistoryStep *step = &change->steps[i];
        splice_back(history, step->offset, (uint32_t)step->inserted.length, text_slice(&step->removed));
    }
}

/* Carries splices out one by one and notes them as steps of a change; false, with an error, at the first that cannot
   be. */
static bool apply_steps(History *history, const SpliceList *splices, HistoryChange *change, Error *error)
{
    for (size_t i = 0; i < splices->count; i++) {
        const Splice *planned = &splices->splices[i];
        Slice present = slice_part(document_bytes(history->document), planned->offset, planned->removed);
        if (present.length == planned->removed && slice_equals(present, planned->inserted)) {
            continue;
        }
        HistoryStep step = {.offset = planned->offset};
        text_append(&step.removed, present);
        text_append(&step.inserted, planned->inserted);
        if (!splice(history, planned->offset, planned->removed, planned->inserted, error)) {
            text_free(&step.removed);
            text_free(&step.inserted);
            return false;
        }
        ARRAY_RESERVE(change->steps, change->capacity, change->count + 1);
        change->steps[change->count++] = step;
    }
    return true;
}

bool history_apply(History *history, const SpliceList *splices, Slice label, Error *error)
{
    if (splices->count == 0) {
        return true;
    }
    HistoryChange change = {0};
    if (!apply_steps(history, splices, &change, error)) {
        undo_steps(history, &change);
        change_free(&change);
        return false;
    }
    if (change.count == 0) {
        return true;
    }
    forget_from(history, history->position);
    change.label = memory_copy_string(label);
    ARRAY_RESERVE(history->changes, history->capacity, history->count + 1);
    history->changes[history->count++] = change;
    history->position = history->count;
    return true;
}

bool history_undo(History *history)
{
    if (!history_can_undo(history)) {
        return false;
    }
    undo_steps(history, &history->changes[--history->position]);
    return true;
}

bool history_redo(History *history)
{
    if (!history_can_redo(history)) {
        return false;
    }
    const HistoryChange *change = &history->changes[history->position++];
    for (size_t i = 0; i < change->count; i++) {
        const HistoryStep *step = &change->steps[i];
        splice_back(history, step->offset, (uint32_t)step->removed.length, text_slice(&step->inserted));
    }
    return true;
}

bool history_can_undo(const History *history)
{
    return history->position > 0;
}

bool history_can_redo(const History *history)
{
    return history->position < history->count;
}

Slice history_undo_label(const History *history)
{
    return history_can_undo(history) ? slice_from(history->changes[history->position - 1].label) : (Slice){0};
}

Slice history_redo_label(const History *history)
{
    return history_can_redo(history) ? slice_from(history->changes[history->position].label) : (Slice){0};
}

uint32_t history_last_offset(const History *history)
{
    Slice bytes = document_bytes(history->document);
    uint32_t offset = history->last_offset;
    while (offset < bytes.length && ascii_is_blank(bytes.bytes[offset])) {
        offset++;
    }
    return offset;
}

uint32_t history_position(const History *history)
{
    return (uint32_t)history->position;
}

uint32_t history_count(const History *history)
{
    return (uint32_t)history->count;
}

void history_mark_saved(History *history)
{
    history->saved = history->position;
    note_saved(history);
}

/* The comparison is kept until the bytes change. */
bool history_is_modified(const History *history)
{
    SavedBytes *saved = history->saved_bytes;
    Slice bytes = document_bytes(history->document);
    if (history->saved == history->position || bytes.length != saved->length) {
        return history->saved != history->position;
    }
    if (saved->compared != document_revision(history->document)) {
        saved->compared = document_revision(history->document);
        saved->is_alike = hash_bytes(bytes, hash_seed_of_process()) == saved->print;
    }
    return !saved->is_alike;
}

/* Moves all steps of `next` after those of `first`. */
static void take_steps(HistoryChange *first, HistoryChange *next)
{
    ARRAY_RESERVE(first->steps, first->capacity, first->count + next->count);
    memcpy(first->steps + first->count, next->steps, next->count * sizeof *next->steps);
    first->count += next->count;
    next->count = 0;
}

void history_join(History *history, uint32_t from, Slice label)
{
    if (history->position != history->count || from >= history->count) {
        return;
    }
    bool is_saved = history->saved == history->count;
    HistoryChange *first = &history->changes[from];
    for (size_t i = from + 1; i < history->count; i++) {
        take_steps(first, &history->changes[i]);
    }
    free(first->label);
    first->label = memory_copy_string(label);
    history->position = from + 1;
    forget_from(history, history->position);
    if (is_saved) {
        history->saved = history->position;
    }
}

void history_drop(History *history, uint32_t from)
{
    while (history->position > from) {
        history_undo(history);
    }
    forget_from(history, from);
}

/* Applies a change, or its inverse, to plain bytes. */
static void replay(const HistoryChange *change, bool is_undo, Text *bytes)
{
    for (size_t i = 0; i < change->count; i++) {
        const HistoryStep *step = &change->steps[is_undo ? change->count - 1 - i : i];
        const Text *out = is_undo ? &step->inserted : &step->removed, *in = is_undo ? &step->removed : &step->inserted;
        text_splice(bytes, step->offset, out->length, text_slice(in));
    }
}

bool history_verify(const History *history, Error *error)
{
    Text bytes = TEXT_EMPTY;
    text_append(&bytes, document_bytes(history->document));
    for (size_t i = history->position; i-- > 0;) {
        replay(&history->changes[i], true, &bytes);
    }
    for (size_t i = 0; i < history->position; i++) {
        replay(&history->changes[i], false, &bytes);
    }
    bool is_sound = slice_equals(text_slice(&bytes), document_bytes(history->document));
    text_free(&bytes);
    return is_sound || error_set(error, ERROR_FORMAT, document_name(history->document),
                                 "the history does not restore the bytes of the document");
}
