/*
 * Value steps: what deleting, copying, pasting and moving values have in common.
 */
#ifndef IPSE_SCREENS_VALUE_STEPS_H
#define IPSE_SCREENS_VALUE_STEPS_H

#include "ui/screens/bench/bench.h"

/* Carries out a plan that was made and frees it, or says why there is none (`error`); true where it was done. */
bool value_carry_out(Workbench *bench, bool is_planned, SpliceList *list, const char *label, const Error *error);

/* The node under the cursor; NODE_NONE, with a sentence, on a absent row. */
NodeId value_present_node(Workbench *bench);

/* Does something as often as the count says, in one step of undo; `once` tells whether it can go on. Returns how often
   it was done. */
uint32_t value_counted(Workbench *bench, const ActionCall *call, bool (*once)(Workbench *bench, int parameter),
                       const char *label);

#endif
