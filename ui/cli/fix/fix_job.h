/*
 * Fix job: an input that a worker fixes.
 *
 * A worker reads the input, finds out which fixes are kept, and writes what is said of them. It saves nothing and
 * prints nothing: the owner does both, in the order of the inputs, and says only what was saved.
 */
#ifndef IPSE_CLI_FIX_FIX_JOB_H
#define IPSE_CLI_FIX_FIX_JOB_H

#include "src/base/file.h"
#include "src/edit/autofix/autofix.h"
#include "src/images/image_set.h"
#include "ui/cli/formats/totals.h"
#include "ui/cli/output/progress.h"

/* What is asked for; nothing of it changes. */
typedef struct FixRules {
    AutofixOptions options;
    const char *folder;      /* of --output; NULL: files are written where they are */
    bool is_written;         /* files are changed: neither --dry-run nor --offers */
    bool asks_terms;         /* a terminology server is asked */
    bool is_offers;          /* nothing is fixed, all that is offered is written */
    Progress *progress;      /* counts what is done; NULL: nothing shows it */
    const ImageSet *archive; /* of --archive: its values are taken over, and nothing else is fixed; NULL: none */
} FixRules;

/* Starts as all zero; its texts are freed with fix_job_free. */
typedef struct FixJob {
    const char *operand; /* these two are borrowed */
    const char *name;    /* of the input */
    Text *bytes;         /* borrowed, and taken over: the input, which was read already; NULL: it is read */
    bool is_passed;      /* not read: what an earlier run wrote */
    bool is_done;        /* false: it could not be read or cannot be saved, as the error says */
    bool is_cut_short;   /* not all fixes that must be tried one by one were tried */
    bool is_text_kept;   /* of an archive: a narrative that another program wrote stays as it is */
    bool is_refused;     /* it was no JSON and is none now: it stays as it is */
    Error error;
    FileState state;
    Text before;     /* as it was read */
    Text after;      /* as it is to be saved */
    Text lines;      /* what is said of the fixes */
    Text difference; /* for output_diff */
    Totals unfixed;  /* what is left where the file is not saved */
    Totals fixed;    /* where it is */
} FixJob;

/* Fixes the input by a checker that no other thread uses. */
void fix_job_do(FixJob *job, const FixRules *rules, Checker *checker);

void fix_job_clear(FixJob *job);
void fix_job_free(FixJob *job);

/* True for the name of standard input. */
bool fix_is_standard(const char *name);

/* True where the text of a job has no place where it could be saved: of standard input, or of what a server holds. */
bool fix_is_stream(const FixJob *job);

#endif
