/* LineSteps: undo of one line. */
#include "ui/widgets/line_steps.h"

#include "src/base/memory.h"

#include <stdlib.h>

enum { STEPS_MAXIMUM = 1000 };

/* Frees the steps from a position on. */
static void drop(LineSteps *steps, size_t from)
{
    for (size_t i = from; i < steps->count; i++) {
        text_free(&steps->steps[i].removed);
        text_free(&steps->steps[i].inserted);
    }
    steps->count = from;
}

void line_steps_free(LineSteps *steps)
{
    drop(steps, 0);
    free(steps->steps);
    *steps = (LineSteps){0};
}

void line_steps_clear(LineSteps *steps)
{
    drop(steps, 0);
    steps->done = 0;
}

/* Adds a step that is being done. */
static void add(LineSteps *steps, size_t offset, Slice removed, Slice inserted, bool is_typing)
{
    drop(steps, steps->done);
    if (steps->count == STEPS_MAXIMUM) {
        text_free(&steps->steps[0].removed);
        text_free(&steps->steps[0].inserted);
        steps->count--;
        memmove(steps->steps, steps->steps + 1, steps->count * sizeof *steps->steps);
    }
    ARRAY_RESERVE(steps->steps, steps->capacity, steps->count + 1);
    LineStep *step = &steps->steps[steps->count++];
    *step = (LineStep){.offset = offset, .is_typing = is_typing};
    text_append(&step->removed, removed);
    text_append(&step->inserted, inserted);
    steps->done = steps->count;
}

/* True when typing `inserted` at `offset` goes on with the step: right after it, and not the blank that ends a word. */
static bool joins(const LineStep *step, size_t offset, Slice inserted)
{
    bool ends_word = slice_equals(inserted, SLICE(" ")) && !slice_ends_with(text_slice(&step->inserted), SLICE(" "));
    return step->is_typing && step->offset + step->inserted.length == offset && !ends_word;
}

void line_steps_change(LineSteps *steps, Text *text, size_t offset, size_t removed, Slice inserted, bool is_typing)
{
    LineStep *last = steps->done && steps->done == steps->count ? &steps->steps[steps->done - 1] : NULL;
    if (is_typing && removed == 0 && last && joins(last, offset, inserted)) {
        text_append(&last->inserted, inserted);
    } else {
        add(steps, offset, slice_part(text_slice(text), offset, removed), inserted, is_typing);
    }
    text_splice(text, offset, removed, inserted);
}

bool line_steps_undo(LineSteps *steps, Text *text, size_t *cursor)
{
    if (steps->done == 0) {
        return false;
    }
    const LineStep *step = &steps->steps[--steps->done];
    text_splice(text, step->offset, step->inserted.length, text_slice(&step->removed));
    *cursor = step->offset + step->removed.length;
    return true;
}

bool line_steps_redo(LineSteps *steps, Text *text, size_t *cursor)
{
    if (steps->done == steps->count) {
        return false;
    }
    const LineStep *step = &steps->steps[steps->done++];
    text_splice(text, step->offset, step->removed.length, text_slice(&step->inserted));
    *cursor = step->offset + step->inserted.length;
    return true;
}
