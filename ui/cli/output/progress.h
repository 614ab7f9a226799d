/*
 * Progress: a line on standard error that tells how much of the inputs is done, while they are worked on.
 *
 *     ipse: checking 43 % · 120 MB/s
 *
 * It is there only where standard error is a terminal, and comes after half a second, so that short runs show nothing.
 * A thread writes it; whoever writes lines takes it away before (progress_hide) and lets it come again after
 * (progress_show). It is never written after half a line of the output. Workers count bytes; that needs no locks.
 */
#ifndef IPSE_CLI_PROGRESS_H
#define IPSE_CLI_PROGRESS_H

#include "src/base/work/pace.h"
#include "ui/cli/output/output.h"

typedef struct Progress Progress;

/* Begins; NULL where standard error is no terminal: then the functions below do nothing. `verb` is a constant:
   "checking". Free with progress_free, which takes the line away. */
Progress *progress_new(const char *verb);
void progress_free(Progress *progress);

/* Adds the size of an input to the whole. Where that is not known (standard input, packed files), the line tells how
   much is done, and no share. */
void progress_expect(Progress *progress, const char *input);

/* Counts bytes as done. */
void progress_add(Progress *progress, uint64_t bytes);

/* Around all that its owner writes: afterwards the line comes again where the output, and the screen, are at the start
   of a line. */
void progress_hide(Progress *progress);
void progress_show(Progress *progress, const Output *output);

/* Work on one input, whose pace counts so many bytes step by step. */
typedef struct ProgressPart {
    Pace pace;
    Progress *progress;
    uint64_t bytes;
    uint64_t told;     /* of them */
    double steps_done; /* their share in the bytes */
    double step;       /* share of the step that is under way */
    double step_done;  /* of that step */
} ProgressPart;

/* Begins a part; the pace to work with, NULL where there is no progress. With `has_steps` the work consists of several,
   of which each is counted as half of what is left. */
Pace *progress_part_begin(ProgressPart *part, Progress *progress, uint64_t bytes, bool has_steps);

/* All of it is done. */
void progress_part_end(ProgressPart *part);

#endif
