/*
 * Rule text: what an element is for, who has an obligation, what fails, what the rules say.
 */
#ifndef IPSE_SCREENS_RULE_TEXT_H
#define IPSE_SCREENS_RULE_TEXT_H

#include "ui/screens/bench/bench.h"
#include "ui/widgets/text_view.h"

/* Adds the text about the row under the cursor; sources and expressions only where it is unfolded. There must be a
 * file. */
void rule_text_fill(Workbench *bench, bool is_unfolded, TextView *view);

#endif
