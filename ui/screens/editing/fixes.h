/*
 * Fixes: what is offered for the issues of a row or inside it.
 */
#ifndef IPSE_SCREENS_FIXES_H
#define IPSE_SCREENS_FIXES_H

typedef struct Workbench Workbench;

void fixes_open(Workbench *bench);

#endif
