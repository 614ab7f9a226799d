/*
 * removal STRIDE FOLDER…: in the documents of the folders and those within, removing a required element makes no
 * findings elsewhere go. Every STRIDE-th required element is tried.
 */
#include "tests/support/removal.h"

#include "src/base/file.h"
#include "src/json/document.h"
#include "tests/support/walk.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Run {
    unsigned stride;
    unsigned files;
    RemovalCounts counts;
} Run;

static void try_file(void *context, const char *path)
{
    Run *run = context;
    Text content = TEXT_EMPTY;
    if (file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, NULL)) {
        RemovalCounts counts = removal_try(text_slice(&content), path, run->stride);
        run->files++;
        run->counts.removals += counts.removals;
        run->counts.lowered += counts.lowered;
    }
    text_free(&content);
}

int main(int count, char **arguments)
{
    Run run = {.stride = count > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : 1};
    for (int i = 2; i < count; i++) {
        walk_files(arguments[i], try_file, &run);
    }
    printf("removal: %u files, %u removals, %u lowered\n", run.files, run.counts.removals, run.counts.lowered);
    return run.counts.lowered > 0;
}
