/*
 * Help: the keys of the pane with the focus, of what is typed, or of a view.
 */
#ifndef IPSE_SCREENS_HELP_VIEW_H
#define IPSE_SCREENS_HELP_VIEW_H

typedef struct Workbench Workbench;

void help_open(Workbench *bench);

/* Help for a view above the workbench (`help` as in ui/kit/stage/view.h); `bench` is the Workbench. */
void help_open_keys(void *bench, const char *help);

#endif
