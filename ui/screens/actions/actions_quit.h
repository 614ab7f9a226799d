/*
 * Quitting.
 */
#ifndef IPSE_SCREENS_ACTIONS_QUIT_H
#define IPSE_SCREENS_ACTIONS_QUIT_H

#include "ui/kit/stage/view.h"

typedef struct Workbench Workbench;

/* Quits, or asks first where something is not saved. */
Reaction quit_ask(Workbench *bench);

#endif
