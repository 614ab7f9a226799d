/*
 * Judging: the files of a session are judged in pieces, between keys, one file after the other.
 *
 * Small files are judged at once, and so are all where nobody looks meanwhile (`waits` of the session). Of others the
 * tree is shown first; what is found is shown as it comes, and where a change cannot be followed the whole file is
 * judged again in the same way. What is shown of a file that is not judged to its end is true but not all.
 */
#ifndef IPSE_SCREENS_SESSION_JUDGING_H
#define IPSE_SCREENS_SESSION_JUDGING_H

#include "ui/screens/bench/session.h"

/* The file that is judged now, or next; NULL: all are judged. */
OpenFile *session_judging(const Session *session);

/* Judges a file that was opened or changed for as long as nobody minds. */
void session_judge_at_once(OpenFile *file);

/* What a piece came to. */
typedef enum JudgingNews {
    JUDGING_SILENT, /* there is nothing new to show */
    JUDGING_MORE,   /* the report says more than before */
    JUDGING_DONE    /* the report is current */
} JudgingNews;

/* Judges a piece of the file that session_judging gave. */
JudgingNews session_judge_on(OpenFile *file, int milliseconds);

/* How much of a file is judged, in a thousand parts, and how many bytes a second; false where it is judged to the end.
 */
bool session_judging_share(const OpenFile *file, unsigned *thousandths, uint64_t *rate);

#endif
