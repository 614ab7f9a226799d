/*
 * LineEditor: one line of text that is being typed.
 *
 * Keys: arrows, Home End ^A ^E, ^B ^F, word movement (Alt-B Alt-F, Ctrl-Left Ctrl-Right), Backspace Del ^D, kill to the
 * end (^K), to the start (^U), the word before (^W, Alt-Backspace) and after (Alt-D), yank (^Y), swap (^T), undo (^_,
 * ^Z within the line) and redo (Alt-_), history (Up Down, ^P ^N). Movement and deletion go by graphemes (what
 * a person takes for one character). Enter, Esc, Tab and every other
 * key is left to the owner.
 */
#ifndef IPSE_WIDGETS_LINE_EDITOR_H
#define IPSE_WIDGETS_LINE_EDITOR_H

#include "src/base/text.h"
#include "ui/kit/stage/view.h"

typedef struct LineEditor LineEditor;

LineEditor *line_editor_new(void);
void line_editor_free(LineEditor *editor);

/* Replaces the text, puts the cursor at its end and forgets what could be undone. */
void line_editor_set(LineEditor *editor, Slice text);

Slice line_editor_text(const LineEditor *editor); /* valid until the next change */
size_t line_editor_cursor(const LineEditor *editor);
void line_editor_set_cursor(LineEditor *editor, size_t offset);

/* Selects all of the text: what is typed or pasted next replaces it, Backspace and Del empty it, any other key takes
   the selection back. */
void line_editor_select(LineEditor *editor);

/* Pasted line ends are kept in the text, each as LF (shown as ␊, or as lines by a TextBox), and Home, End, ^K and ^U
   keep to the line that the cursor is in; false at first: they become blanks. */
void line_editor_keep_line_ends(LineEditor *editor, bool is_kept);

/* Replaces a run of bytes as one step of undo, and puts the cursor after what was inserted. */
void line_editor_replace(LineEditor *editor, size_t offset, size_t removed, Slice inserted);

/* REACT_REDRAW when the text or the cursor changed, REACT_NONE when nothing could, REACT_UNHANDLED for keys that are
   not its own. */
Reaction line_editor_key(LineEditor *editor, Key key);
Reaction line_editor_paste(LineEditor *editor, Slice text);

/* A number that is different after every change of the text. */
uint64_t line_editor_revision(const LineEditor *editor);

/* Draws one line on GROUND_INPUT, scrolled so that the cursor is seen, with signs where text is cut off, and sets the
   canvas's cursor when `is_focused`. */
void line_editor_draw(LineEditor *editor, Canvas *canvas, Rect line, bool is_focused);

/* Puts the cursor under a click, at column `x` of the canvas, as the line was drawn last. */
Reaction line_editor_click(LineEditor *editor, int x);

/* ---- history ---- */

/* Lines that were entered, newest last, at most 200, no two alike in a row. Shared by editors; outlives them. */
typedef struct LineHistory LineHistory;
LineHistory *line_history_new(void);
void line_history_free(LineHistory *history);
void line_history_add(LineHistory *history, Slice line);
size_t line_history_count(const LineHistory *history);
Slice line_history_line(const LineHistory *history, size_t position);

/* NULL: none. */
void line_editor_set_history(LineEditor *editor, const LineHistory *history);

#endif
