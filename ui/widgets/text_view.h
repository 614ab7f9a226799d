/*
 * TextView: lines of styled text to read: scrolled, wrapped, searched.
 *
 * Help, explanations, the rule pane and the differences are text views. The content is built once by appending runs of
 * one style; lines end with text_view_end_line.
 */
#ifndef IPSE_WIDGETS_TEXT_VIEW_H
#define IPSE_WIDGETS_TEXT_VIEW_H

#include "ui/kit/stage/stage.h"

typedef struct TextView TextView;

TextView *text_view_new(void);
void text_view_free(TextView *view);

/* ---- content ---- */

void text_view_clear(TextView *view); /* keeps the scroll position */

/* Appends a run to the present line; line ends in `text` end lines. Untrusted text is welcome. */
void text_view_add(TextView *view, Style style, Slice text);
void text_view_format(TextView *view, Style style, const char *format, ...) __attribute__((format(printf, 3, 4)));
void text_view_end_line(TextView *view);

/* The column to which the wrapped parts of the present line are indented. */
void text_view_line_indent(TextView *view, int cells);

size_t text_view_line_count(const TextView *view);

/* ---- showing ---- */

void text_view_draw(TextView *view, Canvas *canvas, Rect area);

/* Rows that the content takes in this width. */
int text_view_rows(TextView *view, int width);

void text_view_scroll_to(TextView *view, size_t line);
size_t text_view_first_line(const TextView *view); /* the topmost line that is seen */

/* Up Down j k PgUp PgDn Space ^F ^B ^D ^U Home End g G; n and N after a search; Left and Right do nothing; everything
   else is REACT_UNHANDLED. */
Reaction text_view_key(TextView *view, Key key);
Reaction text_view_mouse(TextView *view, Mouse mouse);

/* Marks all occurrences (case smart) and scrolls to the first at or after the top; returns their number. An empty
   needle ends the search. */
size_t text_view_search(TextView *view, Slice needle);
Reaction text_view_search_next(TextView *view, bool is_backward);

/* Asks what to search for, in a prompt that searches at every key. The view must outlive the prompt. */
Reaction text_view_ask(TextView *view, Stage *stage);

/* ---- as a view of its own ---- */

/* A view for stage_push: a box over the screen with a title, which is copied, as large as its content asks. It takes
   the text view over. `/` searches within; q, Esc and a click outside close. */
View text_view_as_view(TextView *view, Stage *stage, const char *title);

#endif
