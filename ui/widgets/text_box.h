/*
 * TextBox: text of several lines that is being typed.
 *
 * The text, its cursor and its undo are a LineEditor's, which keeps line ends; the box lays it out in rows, moves by
 * them, and scrolls. Enter begins a new line; Esc, Tab, ^S and all that the line editor does not know are the owner's.
 */
#ifndef IPSE_WIDGETS_TEXT_BOX_H
#define IPSE_WIDGETS_TEXT_BOX_H

#include "ui/widgets/line_editor.h"

typedef struct TextBox TextBox;

/* The editor is borrowed and must outlive the box; it keeps line ends from now on. */
TextBox *text_box_new(LineEditor *editor);
void text_box_free(TextBox *box);

Reaction text_box_key(TextBox *box, Key key);
Reaction text_box_paste(TextBox *box, Slice text);

/* A click puts the cursor there, the wheel scrolls; REACT_UNHANDLED outside. */
Reaction text_box_mouse(TextBox *box, Mouse mouse);

void text_box_draw(TextBox *box, Canvas *canvas, Rect area, bool is_focused);

#endif
