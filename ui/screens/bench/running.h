/*
 * Running: actions, by their rows of the table of actions.
 */
#ifndef IPSE_SCREENS_RUNNING_H
#define IPSE_SCREENS_RUNNING_H

#include "ui/screens/bench/bench.h"

/* Runs an action, or reports why it is not possible now. */
Reaction bench_run(Workbench *bench, const Action *action, ActionCall call);

/* The same for the action with a name, which must exist. */
Reaction bench_run_named(Workbench *bench, const char *name);

/* Where keys go now: one or more bits of the places of actions. */
uint32_t bench_keys_place(Workbench *bench);

/* The needs of actions that the footer leaves out: all where no file is open, else none. */
uint32_t bench_needs_unmet(Workbench *bench);

#endif
