/*
 * Line jobs: the lines of a large file of lines, judged by several checkers at a time. For src/check/judge_lines.c.
 *
 * A job is a run of lines. A worker reads its bytes into a document of its own and judges that with a checker of its
 * own, so that it shares nothing with others but the rules. The owner takes what was found in the order of the lines;
 * lines that depend on others, or that are not plain, it judges itself.
 */
#ifndef IPSE_CHECK_LINE_JOBS_H
#define IPSE_CHECK_LINE_JOBS_H

#include "src/check/state/session.h"

/* What the owner does with a line, in order. `uids` (sorted) were found in it, and are taken over or freed; true: what
   was found in it holds. NULL: it is to be judged by the owner. */
typedef bool LineTaken(void *context, NodeId line, UidNotes *uids);

/* Judges all lines; false where that is not worth it, and nothing was done. */
bool line_jobs_run(Walk *walk, LineTaken *taken, void *context);

#endif
