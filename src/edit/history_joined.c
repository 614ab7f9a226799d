/* History: changes that belong together, as those of a value that is applied at every key. */
#include "src/edit/history_inside.h"

#include <stdlib.h>
#include <string.h>

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
    bool is_saved = history->saved == history->count, is_being_saved = history->saving == history->count;
    HistoryChange *first = &history->changes[from];
    for (size_t i = from + 1; i < history->count; i++) {
        take_steps(first, &history->changes[i]);
    }
    free(first->label);
    first->label = memory_copy_string(label);
    history->position = from + 1;
    history_forget_from(history, history->position);
    if (is_saved) {
        history->saved = history->position;
    }
    if (is_being_saved) {
        history->saving = history->position;
    }
}

void history_drop(History *history, uint32_t from)
{
    while (history->position > from) {
        history_undo(history);
    }
    history_forget_from(history, from);
}

/* ---- the last change, done otherwise ---- */

/* The change after a position where it is the last and one splice; NULL for others. */
static HistoryChange *single_change(const History *history, uint32_t from)
{
    bool is_last = history->position == history->count && history->count == (size_t)from + 1;
    HistoryChange *change = is_last ? &history->changes[from] : NULL;
    return change && change->count == 1 ? change : NULL;
}

static SingleSplice splice_of(const HistoryStep *step)
{
    return (SingleSplice){step->offset, text_slice(&step->removed), text_slice(&step->inserted)};
}

size_t history_step_count(const History *history, uint32_t change)
{
    return history->changes[change].count;
}

SingleSplice history_step(const History *history, uint32_t change, size_t step)
{
    return splice_of(&history->changes[change].steps[step]);
}

bool history_single(const History *history, uint32_t from, SingleSplice *splice)
{
    const HistoryChange *change = single_change(history, from);
    if (change) {
        *splice = splice_of(&change->steps[0]);
    }
    return change;
}

/* Puts bytes in the place of others at an offset by one splice of what differs; nothing where they are alike. */
static bool splice_difference(History *history, uint32_t offset, Slice old, Slice new, Error *error)
{
    size_t start = 0, tail = 0, shorter = old.length < new.length ? old.length : new.length;
    while (start < shorter && old.bytes[start] == new.bytes[start]) {
        start++;
    }
    while (tail < shorter - start && old.bytes[old.length - 1 - tail] == new.bytes[new.length - 1 - tail]) {
        tail++;
    }
    uint32_t removed = (uint32_t)(old.length - start - tail);
    Slice added = slice_part(new, start, new.length - start - tail);
    return (removed == 0 && added.length == 0) ||
           history_splice(history, offset + (uint32_t)start, removed, added, error);
}

bool history_amend(History *history, uint32_t from, Slice inserted, Error *error)
{
    HistoryStep *step = &single_change(history, from)->steps[0];
    history_announce(history);
    if (!splice_difference(history, step->offset, text_slice(&step->inserted), inserted, error)) {
        return false;
    }
    history->last_offset = step->offset;
    history_forget_saved(history, from);
    if (slice_equals(text_slice(&step->removed), inserted)) {
        history->position = from;
        history_forget_from(history, from);
        return true;
    }
    text_clear(&step->inserted);
    text_append(&step->inserted, inserted);
    return true;
}
