/*
 * Text editor: a text of several lines, in a box.
 */
#ifndef IPSE_SCREENS_TEXT_EDITOR_H
#define IPSE_SCREENS_TEXT_EDITOR_H

typedef struct Workbench Workbench;

void text_editor_open(Workbench *bench);

#endif
