/*
 * Messages: what the program told the person, the latest on the status line, all of them to read again.
 */
#ifndef IPSE_WIDGETS_MESSAGES_H
#define IPSE_WIDGETS_MESSAGES_H

#include "src/base/clock.h"
#include "src/base/error.h"
#include "src/base/text.h"
#include "ui/kit/canvas/canvas.h"

typedef struct Messages Messages;

/* At most 500 are kept; times come from the clock. */
Messages *messages_new(Clock clock);
void messages_free(Messages *messages);

/* Adds a sentence: STYLE_PLAIN, STYLE_GOOD, STYLE_ISSUE_WARNING or STYLE_ISSUE_ERROR. */
void messages_add(Messages *messages, Style style, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* "Could not save study.json: …", from an Error. */
void messages_add_error(Messages *messages, const char *what, const Error *error);

/* The latest message repeats what the issues pane says: one row is enough for it where it stands there whole. */
void messages_mark_repeated(Messages *messages);
bool messages_is_repeated(const Messages *messages);

/* The status line is empty again; the log keeps what was said. Called when a key is pressed. */
void messages_dismiss(Messages *messages);

/* True while the status line has something to show. */
bool messages_is_showing(const Messages *messages);

/* Draws the latest message whole, if it was not dismissed, in the lowest rows of the area: as many as it takes when it
   is wrapped at blanks, at most half of them, for which the longest words (paths, values) are shortened in their
   middle; in an area of one row it is cut at its end. Returns the rows. */
int messages_draw(const Messages *messages, Canvas *canvas, Rect area);

/* What of the line a plain message that shows leaves to others; nothing where it is no plain one, or leaves too little.
 */
Rect messages_rest(const Messages *messages, Rect line);

/* All that are kept (the last 500) as text, one a line, the time of day first, for `:messages`; where there were more,
   the first line tells how many. */
void messages_print(const Messages *messages, Text *text);

#endif
