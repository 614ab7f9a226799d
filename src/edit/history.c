/* History: changes of a document, undone and done again without limit. */
#include "src/edit/history_inside.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

History *history_new(Document *document, PatchListener listener)
{
    History *history = memory_allocate_zeroed(1, sizeof *history);
    history->document = document;
    history->listener = listener;
    history->saved_bytes = memory_allocate_zeroed(1, sizeof *history->saved_bytes);
    history->saving = SIZE_MAX;
    history_note_saved(history);
    return history;
}

/* Takes the steps from a number on out of a change. */
static void drop_steps(HistoryChange *change, size_t first)
{
    while (change->count > first) {
        HistoryStep *step = &change->steps[--change->count];
        text_free(&step->removed);
        text_free(&step->inserted);
    }
}

static void change_free(HistoryChange *change)
{
    drop_steps(change, 0);
    free(change->steps);
    free(change->label);
    *change = (HistoryChange){0};
}

void history_forget_from(History *history, size_t first)
{
    while (history->count > first) {
        change_free(&history->changes[--history->count]);
    }
    history_forget_saved(history, first);
}

void history_free(History *history)
{
    if (!history) {
        return;
    }
    history_forget_from(history, 0);
    free(history->saved_bytes);
    free(history->changes);
    free(history);
}

void history_announce(const History *history)
{
    if (history->listener.changing) {
        history->listener.changing(history->listener.context);
    }
}

bool history_splice(History *history, uint32_t offset, uint32_t removed, Slice inserted, Error *error)
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
    bool is_done = history_splice(history, offset, removed, inserted, NULL);
    assert(is_done);
    (void)is_done;
}

/* ---- many steps at once ---- */

/* Steps that lie one before the other in the bytes are a run. Done one by one each moves all that lies after it; a run
   that moves more than this many bytes in all, or has very many steps (in text that is no JSON each may read all
   again), is carried out at once. */
enum { RUN_MINIMUM = 16, RUN_MAXIMUM = 1024, MOVED_MAXIMUM = 1 << 25 };

/* True where so many steps are carried out at once. */
static bool is_crowd(const History *history, size_t steps)
{
    return steps > RUN_MAXIMUM ||
           (steps >= RUN_MINIMUM && steps * document_bytes(history->document).length > MOVED_MAXIMUM);
}

/* The end of the run that begins with a step. */
static size_t run_after(const HistoryChange *change, size_t first)
{
    size_t end = first + 1;
    while (end < change->count &&
           change->steps[end].offset + change->steps[end].removed.length <= change->steps[end - 1].offset) {
        end++;
    }
    return end;
}

/* The beginning of the run that ends before `end`. */
static size_t run_before(const HistoryChange *change, size_t end)
{
    size_t first = end - 1;
    while (first > 0 &&
           change->steps[first].offset + change->steps[first].removed.length <= change->steps[first - 1].offset) {
        first--;
    }
    return first;
}

/* Carries out the steps of a run at once, or the inverse of them. */
static bool splice_run(History *history, const HistoryChange *change, size_t first, size_t end, bool is_undo,
                       Error *error)
{
    Splice *splices = memory_allocate((end - first) * sizeof *splices);
    uint32_t moved = 0;
    for (size_t i = end; i-- > first;) {
        const HistoryStep *step = &change->steps[i];
        splices[i - first] =
            is_undo ? (Splice){step->offset + moved, (uint32_t)step->inserted.length, text_slice(&step->removed)}
                    : (Splice){step->offset, (uint32_t)step->removed.length, text_slice(&step->inserted)};
        moved += (uint32_t)step->inserted.length - (uint32_t)step->removed.length;
    }
    Patch patch;
    bool is_done = document_splice_all(history->document, splices, end - first, &patch, error);
    if (is_done) {
        history->last_offset = splices[is_undo ? 0 : end - first - 1].offset;
    }
    if (is_done && history->listener.patched) {
        history->listener.patched(history->listener.context, history->document, &patch);
    }
    free(splices);
    return is_done;
}

static void undo_steps(History *history, const HistoryChange *change)
{
    for (size_t end = change->count; end > 0;) {
        size_t first = run_before(change, end);
        if (is_crowd(history, end - first)) {
            bool is_done = splice_run(history, change, first, end, true, NULL);
            assert(is_done);
            (void)is_done;
            end = first;
        }
        for (; end > first; end--) {
            const HistoryStep *step = &change->steps[end - 1];
            splice_back(history, step->offset, (uint32_t)step->inserted.length, text_slice(&step->removed));
        }
    }
}

static void redo_steps(History *history, const HistoryChange *change)
{
    for (size_t first = 0; first < change->count;) {
        size_t end = run_after(change, first);
        if (is_crowd(history, end - first)) {
            bool is_done = splice_run(history, change, first, end, false, NULL);
            assert(is_done);
            (void)is_done;
            first = end;
        }
        for (; first < end; first++) {
            const HistoryStep *step = &change->steps[first];
            splice_back(history, step->offset, (uint32_t)step->removed.length, text_slice(&step->inserted));
        }
    }
}

/* Notes a planned splice as a step, with the bytes that it will remove; false where it changes nothing. */
static bool add_step(const History *history, const Splice *planned, HistoryChange *change)
{
    Slice present = slice_part(document_bytes(history->document), planned->offset, planned->removed);
    if (present.length == planned->removed && slice_equals(present, planned->inserted)) {
        return false;
    }
    HistoryStep step = {.offset = planned->offset};
    text_append(&step.removed, present);
    text_append(&step.inserted, planned->inserted);
    ARRAY_RESERVE(change->steps, change->capacity, change->count + 1);
    change->steps[change->count++] = step;
    return true;
}

/* The end of the run of planned splices that begins with one; a splice that cannot be carried out is none. */
static size_t planned_run(const History *history, const SpliceList *list, size_t first)
{
    size_t end = first + 1;
    const Splice *last = &list->splices[first];
    if ((uint64_t)last->offset + last->removed > document_bytes(history->document).length) {
        return end;
    }
    while (end < list->count &&
           (uint64_t)list->splices[end].offset + list->splices[end].removed <= list->splices[end - 1].offset) {
        end++;
    }
    return end;
}

/* Carries out a run of planned splices at once, and notes them. */
static bool apply_run(History *history, const SpliceList *list, size_t first, size_t end, HistoryChange *change,
                      Error *error)
{
    size_t before = change->count;
    for (size_t i = first; i < end; i++) {
        add_step(history, &list->splices[i], change);
    }
    if (change->count == before || splice_run(history, change, before, change->count, false, error)) {
        return true;
    }
    drop_steps(change, before);
    return false;
}

/* Carries splices out and notes them as steps of a change; false, with an error, at the first that cannot be. */
static bool apply_steps(History *history, const SpliceList *list, HistoryChange *change, Error *error)
{
    for (size_t i = 0; i < list->count;) {
        size_t end = planned_run(history, list, i);
        if (is_crowd(history, end - i)) {
            if (!apply_run(history, list, i, end, change, error)) {
                return false;
            }
            i = end;
        }
        for (; i < end; i++) {
            const Splice *planned = &list->splices[i];
            bool is_step = add_step(history, planned, change);
            if (is_step && !history_splice(history, planned->offset, planned->removed, planned->inserted, error)) {
                drop_steps(change, change->count - 1);
                return false;
            }
        }
    }
    return true;
}

/* ---- changes ---- */

bool history_apply(History *history, const SpliceList *splices, Slice label, Error *error)
{
    if (splices->count == 0) {
        return true;
    }
    HistoryChange change = {0};
    history_announce(history);
    if (!apply_steps(history, splices, &change, error)) {
        undo_steps(history, &change);
        change_free(&change);
        return false;
    }
    if (change.count == 0) {
        return true;
    }
    history_forget_from(history, history->position);
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
    history_announce(history);
    undo_steps(history, &history->changes[--history->position]);
    return true;
}

bool history_redo(History *history)
{
    if (!history_can_redo(history)) {
        return false;
    }
    history_announce(history);
    redo_steps(history, &history->changes[history->position++]);
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

/* Applies a change, or its inverse, to plain bytes. */
static void replay(const HistoryChange *change, bool is_undo, Text *bytes)
{
    for (size_t i = 0; i < change->count; i++) {
        const HistoryStep *step = &change->steps[is_undo ? change->count - 1 - i : i];
        const Text *out = is_undo ? &step->inserted : &step->removed, *in = is_undo ? &step->removed : &step->inserted;
        text_splice(bytes, step->offset, out->length, text_slice(in));
    }
}

void history_append_first(const History *history, Text *bytes)
{
    Text first = TEXT_EMPTY;
    text_append(&first, document_bytes(history->document));
    for (size_t i = history->position; i-- > 0;) {
        replay(&history->changes[i], true, &first);
    }
    text_append(bytes, text_slice(&first));
    text_free(&first);
}

bool history_verify(const History *history, Error *error)
{
    Text bytes = TEXT_EMPTY;
    history_append_first(history, &bytes);
    for (size_t i = 0; i < history->position; i++) {
        replay(&history->changes[i], false, &bytes);
    }
    bool is_sound = slice_equals(text_slice(&bytes), document_bytes(history->document));
    text_free(&bytes);
    return is_sound || error_set(error, ERROR_FORMAT, document_name(history->document),
                                 "the history does not restore the bytes of the document");
}
