/*
 * The inside of a LineEditor, for line_editor.c and its neighbours only.
 */
#ifndef IPSE_WIDGETS_LINE_EDITOR_INSIDE_H
#define IPSE_WIDGETS_LINE_EDITOR_INSIDE_H

#include "ui/widgets/line_editor.h"
#include "ui/widgets/line_steps.h"

struct LineEditor {
    Text text;
    size_t cursor;
    size_t left; /* first byte that is shown */
    Text killed;
    LineSteps steps;
    const LineHistory *history;
    size_t history_position; /* the history's count: the line that is being typed */
    Text typed;              /* that line, while an older one is shown */
    uint64_t revision;
    bool keeps_line_ends;
    bool is_selected; /* all of the text */
    ClusterMode mode; /* of the canvas it was drawn on last */
    Rect line;
};

#endif
