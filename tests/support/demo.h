/*
 * Demo: a small program of views for tests of stage, script and terminal: a list of numbered rows, an overlay, an
 * input.
 *
 * Keys: arrows move; `o` opens an overlay that Esc closes; `q` quits with status 3; `y` copies the selected row;
 * a paste becomes the title; ^Z suspends; `:` begins a command, which Enter shows in the last row. A second after any
 * event a tick shows "tick" in the title.
 */
#ifndef IPSE_TESTS_DEMO_H
#define IPSE_TESTS_DEMO_H

#include "ui/kit/stage/stage.h"

/* Pushes the view. `rescued` (may be NULL) is set when the view is asked to leave a recovery file. */
void demo_push(Stage *stage, bool *rescued);

#endif
