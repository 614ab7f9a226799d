/*
 * Unfinished: what was begun in a document and not filled in, and is to be a gap again.
 *
 * While fields are filled in (filling.h) the document has skeletons in it. Work that is kept says which these are, a
 * line each: U and the trail of a value in which what is empty goes, W and that of one that goes as a whole; a trail's
 * lines end by an empty one.
 */
#ifndef IPSE_SCREENS_UNFINISHED_H
#define IPSE_SCREENS_UNFINISHED_H

#include "ui/screens/bench/session.h"

/* Removes what is unfilled in a value, or the value as a whole, as changes of their own. */
void unfinished_remove_blank(const Session *session, OpenFile *file, Slice trail);
void unfinished_remove_whole(const Session *session, OpenFile *file, Slice trail);

/* Appends a line of either kind. */
void unfinished_append(bool is_whole, Slice trail, Text *list);

/* Removes all that a list names; they become one change with those after the position `from` of the history. */
void unfinished_remove(const Session *session, OpenFile *file, Slice list, uint32_t from);

/* Opens what an earlier run left of a file that was never saved, as it was apart from what was not filled in, with a
   recovery file of its own. False where the file exists, or there is no such work. */
bool unfinished_open_left(Session *session, const char *path);

#endif
