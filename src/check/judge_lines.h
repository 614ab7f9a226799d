/*
 * Judge lines: the lines of a file of lines, each by itself, and their UIDs together. For src/check/check.c and
 * src/check/recheck.c.
 *
 * A UID that is in two lines is reported in the later one (src/check/uid_set.h). So a line is judged with those of its
 * UIDs as known that are in lines before it; and where an edit changes the UIDs of a line, later lines that have one of
 * those that came or went are judged again.
 */
#ifndef IPSE_CHECK_JUDGE_LINES_H
#define IPSE_CHECK_JUDGE_LINES_H

#include "src/check/state/session.h"

/* Judges all lines, the first time. */
void judge_all_lines(Walk *walk);

/* Judges the lines [first, end) as a whole, after an edit, and later ones as far as these must be judged again. What
   was found in them before goes. `gone` has the UIDs that were there before; it is freed. The session knows the last
   line that was judged from then on. */
void judge_lines(CheckSession *session, Report *report, NodeId first, NodeId end, UidNotes *gone);

/* To follow an edit in the line that the session knows: its UIDs are noted between begin and end. `is_compared`: UIDs
   were compared anew, so that other lines are judged again where they have one that came or went. */
void judge_line_begin(CheckSession *session);
void judge_line_end(CheckSession *session, Report *report, bool is_compared);

#endif
