/*
 * pace FOLDER…: opens and judges every file of the folders and those within, asks for the rules of every value as the
 * tree does, and fails where one takes longer than a second per megabyte of the processor's time (at least a tenth of a
 * second). Prints the slowest. With the sanitizers it also shows that no file
 * crashes the program.
 */
#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/check/check.h"
#include "src/json/source.h"
#include "tests/support/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SECONDS_PER_BYTE 1e-6
#define SECONDS_LEAST    0.1

typedef struct Tempo {
    Checker *checker;
    unsigned files;
    unsigned slow;
    double worst; /* seconds over seconds allowed */
    char *worst_name;
} Tempo;

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Asks what the rules say of every value. */
static void ask(Checker *checker, const Document *document)
{
    const Element *element;
    for (NodeId id = 0; id < document_count(document); id++) {
        check_elements(checker, document, id, &element, 1);
        check_children(checker, document, id, NULL, 0);
    }
}

/* Opens and judges a file; gives its size. */
static size_t judge(Checker *checker, const char *path)
{
    Document *document = source_open(path, path, NULL, NULL);
    if (!document) {
        return 0;
    }
    size_t size = document_bytes(document).length;
    report_free(check_document(checker, document));
    ask(checker, document);
    document_free(document);
    return size;
}

static void time_file(void *context, const char *path)
{
    Tempo *pace = context;
    double start = seconds_now();
    size_t size = judge(pace->checker, path);
    double allowed = (double)size * SECONDS_PER_BYTE;
    double share = (seconds_now() - start) / (allowed < SECONDS_LEAST ? SECONDS_LEAST : allowed);
    pace->files++;
    if (share > 1) {
        pace->slow++;
        printf("slow: %s takes %.1f times what it may\n", path, share);
    }
    if (share > pace->worst) {
        pace->worst = share;
        free(pace->worst_name);
        pace->worst_name = memory_copy_string(slice_from(path));
    }
}

int main(int count, char **arguments)
{
    Rules *rules = rules_new();
    CheckOptions options = {.profile = SLICE("")};
    Tempo pace = {.checker = checker_new(rules, &options, clock_system())};
    for (int i = 1; i < count; i++) {
        walk_files(arguments[i], time_file, &pace);
    }
    printf("%u files, %u slow; the slowest takes %.2f of what it may: %s\n", pace.files, pace.slow, pace.worst,
           pace.worst_name ? pace.worst_name : "none");
    free(pace.worst_name);
    checker_free(pace.checker);
    rules_free(rules);
    return pace.slow > 0 || pace.files == 0;
}
