/*
 * lossless FOLDER…: makes the certain fixes of every file of the folders, in memory, and compares what was there with
 * what is there. No word of a value and no number may be lost: each value that is not there any more must have been
 * written anew in a way that tests/support/rewriting.c names. The result is JSON where the file was, and a second run
 * changes nothing. Fails where one of these does not hold, or less than a quarter of the files was changed. Prints how
 * often each rewriting was seen.
 */
#include "src/base/memory.h"
#include "src/edit/autofix/autofix.h"
#include "src/json/source.h"
#include "tests/support/losses.h"
#include "tests/support/walk.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAMES_MAXIMUM = 32 };

typedef struct Seen {
    const char *name;
    unsigned count;
} Seen;

typedef struct Run {
    Rules *rules;
    Checker *checker;
    const char *path; /* of the file that is looked at */
    Seen seen[NAMES_MAXIMUM];
    unsigned files;
    unsigned changed;
    unsigned bad;
} Run;

static void note(void *context, const char *name)
{
    Run *run = context;
    size_t at = 0;
    while (at + 1 < NAMES_MAXIMUM && run->seen[at].name && run->seen[at].name != name) {
        at++;
    }
    run->seen[at] = (Seen){name, run->seen[at].count + 1};
}

static void complain(void *context, const char *what, Slice value)
{
    Run *run = context;
    run->bad++;
    printf("%s: %s '%.*s'\n", run->path, what, SLICE_ARGS(value));
}

/* Makes the certain fixes; true where there was one. */
static bool fix(Run *run, Judged *judged)
{
    AutofixOptions options = {0};
    Autofix *engine = autofix_new(judged, clock_system(), &options);
    autofix_run(engine);
    bool is_changed = autofix_row_count(engine) > 0;
    for (size_t i = 0; i < autofix_row_count(engine); i++) {
        if (autofix_row(engine, i)->removed.length > 0) {
            complain(run, "removed", autofix_row(engine, i)->removed);
        }
    }
    autofix_free(engine);
    return is_changed;
}

static void fix_file(void *context, const char *path)
{
    Run *run = context;
    run->path = path;
    Document *before = slice_ends_with(slice_from(path), SLICE(".json")) ? source_open(path, path, NULL, NULL) : NULL;
    Document *after = before ? source_open(path, path, NULL, NULL) : NULL;
    Judged *judged = after ? judged_new(run->checker, after, (PatchListener){0}) : NULL;
    if (judged) {
        run->files++;
        if (fix(run, judged)) {
            run->changed++;
            losses_find(run->rules, before, after, &(LossListener){run, note, complain});
            if (document_fault_count(after) > document_fault_count(before)) {
                complain(run, "has more faults than before", (Slice){0});
            }
            if (fix(run, judged)) {
                complain(run, "changes again in a second run", (Slice){0});
            }
        }
    }
    document_free(before);
    judged_free(judged);
}

int main(int count, char **arguments)
{
    CheckOptions options = {.profile = SLICE("")};
    Run run = {.rules = rules_new()};
    run.checker = checker_new(run.rules, &options, clock_system());
    for (int i = 1; i < count; i++) {
        walk_files(arguments[i], fix_file, &run);
    }
    for (size_t i = 0; i < NAMES_MAXIMUM && run.seen[i].name; i++) {
        printf("%6u times %s\n", run.seen[i].count, run.seen[i].name);
    }
    printf("%u of %u files changed, nothing may be lost: %u losses\n", run.changed, run.files, run.bad);
    checker_free(run.checker);
    rules_free(run.rules);
    return run.bad > 0 || run.files == 0 || run.changed * 4 < run.files;
}
