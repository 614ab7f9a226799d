/*
 * Fixing all issues of a kind at once.
 */
#ifndef IPSE_SCREENS_FIX_ALL_H
#define IPSE_SCREENS_FIX_ALL_H

typedef struct Workbench Workbench;

/* Asks whether all issues of the kind of the selected one are to be fixed. */
void fix_all_ask(Workbench *bench);

#endif
