/*
 * LineSteps: the changes of one line of text, to be undone and done again.
 *
 * Every change is a step {offset, removed, inserted}; `done` of them are in effect. Typing joins the last step until a
 * word ends. At most 1,000 steps are kept.
 */
#ifndef IPSE_WIDGETS_LINE_STEPS_H
#define IPSE_WIDGETS_LINE_STEPS_H

#include "src/base/text.h"

typedef struct LineStep {
    size_t offset;
    Text removed;
    Text inserted;
    bool is_typing; /* further typing joins in */
} LineStep;

/* Starts all zero. */
typedef struct LineSteps {
    LineStep *steps;
    size_t count;
    size_t capacity;
    size_t done;
} LineSteps;

void line_steps_free(LineSteps *steps);

/* Forgets all steps. */
void line_steps_clear(LineSteps *steps);

/* Changes the text and keeps the step; those that were undone are forgotten. */
void line_steps_change(LineSteps *steps, Text *text, size_t offset, size_t removed, Slice inserted, bool is_typing);

/* Undo or redo one step; false if there is none. `*cursor` is put after what came in. */
bool line_steps_undo(LineSteps *steps, Text *text, size_t *cursor);
bool line_steps_redo(LineSteps *steps, Text *text, size_t *cursor);

#endif
