/*
 * lossless FOLDER…: makes the certain fixes of every file of the folders, in memory, and compares what was there with what
 * is there. No word of a value and no number may be lost: each value that is not there any more must have been written
 * anew in a way that tests/support/rewriting.c names. The result is JSON where the file was, and a second run changes
 * nothing. Fails where one of these does not hold, or less than a quarter of the files was changed. Prints how often each
 * rewriting was seen.
 */
#include "src/base/memory.h"
#include "src/edit/autofix/autofix.h"
#include "src/json/source.h"
#include "tests/support/rewriting.h"
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
    Seen seen[NAMES_MAXIMUM];
    unsigned files;
    unsigned changed;
    unsigned bad;
} Run;

/* The simple values of a document, as texts. */
typedef struct Values {
    Arena *arena;
    Slice *items; /* sorted by bytes */
    size_t count;
    size_t capacity;
} Values;

static int compare_slices(const void *a, const void *b)
{
    const Slice *left = a, *right = b;
    size_t length = left->length < right->length ? left->length : right->length;
    int difference = length > 0 ? memcmp(left->bytes, right->bytes, length) : 0;
    return difference != 0 ? difference : (left->length > right->length) - (left->length < right->length);
}

static Values values_of(const Document *document)
{
    Values values = {.arena = arena_new()};
    Text scratch = TEXT_EMPTY;
    for (NodeId id = 0; id < document_count(document); id++) {
        NodeKind kind = document_node(document, id)->kind;
        if (kind != NODE_OBJECT && kind != NODE_ARRAY && kind != NODE_NULL) {
            ARRAY_RESERVE(values.items, values.capacity, values.count + 1);
            values.items[values.count++] = arena_copy(values.arena, document_string(document, id, &scratch));
        }
    }
    text_free(&scratch);
    if (values.count > 0) {
        qsort(values.items, values.count, sizeof *values.items, compare_slices);
    }
    return values;
}

static void values_free(Values *values)
{
    arena_free(values->arena);
    free(values->items);
}

/* Takes out of both what both have. */
static void cancel(Values *a, Values *b)
{
    size_t i = 0, j = 0, left = 0, right = 0;
    while (i < a->count || j < b->count) {
        int order = i == a->count ? 1 : j == b->count ? -1 : compare_slices(&a->items[i], &b->items[j]);
        if (order == 0) {
            i++;
            j++;
        } else if (order < 0) {
            a->items[left++] = a->items[i++];
        } else {
            b->items[right++] = b->items[j++];
        }
    }
    a->count = left;
    b->count = right;
}

static void note(Run *run, const char *name)
{
    size_t at = 0;
    while (at + 1 < NAMES_MAXIMUM && run->seen[at].name && run->seen[at].name != name) {
        at++;
    }
    run->seen[at] = (Seen){name, run->seen[at].count + 1};
}

static void complain(Run *run, const char *path, const char *what, Slice value)
{
    run->bad++;
    printf("%s: %s '%.*s'\n", path, what, SLICE_ARGS(value));
}

/* The longest first. */
static int compare_lengths(const void *a, const void *b)
{
    const Slice *left = a, *right = b;
    return (left->length < right->length) - (left->length > right->length);
}

/* The name of the rewriting that makes one of the found values of a lost one; the shortest such is taken, and serves once. */
static const char *take_rewriting(const Run *run, Slice lost, Values *found)
{
    const char *name = NULL;
    size_t taken = 0;
    for (size_t i = found->count; i-- > 0 && !name;) {
        name = rewriting_of(run->rules, lost, found->items[i]);
        taken = i;
    }
    for (size_t i = taken; name && i + 1 < found->count; i++) {
        found->items[i] = found->items[i + 1];
    }
    found->count -= name != NULL;
    return name;
}

/* Finds what each lost value was written anew as. */
static void explain(Run *run, const char *path, Values *lost, Values *found)
{
    qsort(lost->items, lost->count, sizeof *lost->items, compare_lengths);
    qsort(found->items, found->count, sizeof *found->items, compare_lengths);
    for (size_t i = 0; i < lost->count; i++) {
        bool counts_only = rewriting_keeps_words(lost->items[i], SLICE(""));
        const char *name = counts_only ? "nothing but marks, left out" : take_rewriting(run, lost->items[i], found);
        if (name) {
            note(run, name);
        } else {
            complain(run, path, "lost", lost->items[i]);
        }
    }
}

/* Text that was no JSON is compared as a whole: its values could only be guessed. */
static void compare(Run *run, const char *path, const Document *before, const Document *after)
{
    Values lost = values_of(before), found = values_of(after);
    if (document_fault_count(before) > 0) {
        if (!rewriting_keeps_words(document_bytes(before), document_bytes(after))) {
            complain(run, path, "lost a word of text that was no JSON", (Slice){0});
        }
    } else {
        cancel(&lost, &found);
        if (lost.count > 0) {
            explain(run, path, &lost, &found);
        }
    }
    values_free(&lost);
    values_free(&found);
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
            complain(run, document_name(judged_document(judged)), "removed", autofix_row(engine, i)->removed);
        }
    }
    autofix_free(engine);
    return is_changed;
}

static void fix_file(void *context, const char *path)
{
    Run *run = context;
    Document *before = slice_ends_with(slice_from(path), SLICE(".json")) ? source_open(path, path, NULL, NULL) : NULL;
    Document *after = before ? source_open(path, path, NULL, NULL) : NULL;
    Judged *judged = after ? judged_new(run->checker, after, (PatchListener){0}) : NULL;
    if (judged) {
        run->files++;
        if (fix(run, judged)) {
            run->changed++;
            compare(run, path, before, after);
            if (document_fault_count(after) > document_fault_count(before)) {
                complain(run, path, "has more faults than before", (Slice){0});
            }
            if (fix(run, judged)) {
                complain(run, path, "changes again in a second run", (Slice){0});
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
