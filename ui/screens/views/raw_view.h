/*
 * Raw view: the text of the file, to read and to edit, next to the tree where there is room.
 */
#ifndef IPSE_SCREENS_RAW_VIEW_H
#define IPSE_SCREENS_RAW_VIEW_H

typedef struct Workbench Workbench;

void raw_view_open(Workbench *bench);

#endif
