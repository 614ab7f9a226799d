/*
 * Rule pane: what an element is for, what the rules require, and who has an obligation.
 */
#ifndef IPSE_SCREENS_RULE_PANE_H
#define IPSE_SCREENS_RULE_PANE_H

#include "ui/kit/canvas/canvas.h"

#include "ui/widgets/text_view.h"

typedef struct Workbench Workbench;

/* What the pane shows. */
typedef struct RulePane {
    TextView *text;
    uint64_t revision; /* of the document */
    uint32_t row;
    uint32_t node;    /* of the row */
    bool is_unfolded; /* with sources and expressions */
} RulePane;

void rule_pane_draw(Workbench *bench, Canvas *canvas, Rect area);

/* Unfolds sources and expressions, or folds them away. */
void rule_pane_turn(Workbench *bench);

/* Shows the whole text in a box over the screen. There must be a file. */
void rule_pane_open(Workbench *bench);

#endif
