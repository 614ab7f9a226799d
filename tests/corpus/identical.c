/*
 * identical FOLDER…: every file of the folders and those within, opened and saved unchanged, is byte for byte what it
 * was, and its index holds together. Nothing is written to the folders.
 */
#include "src/base/file.h"
#include "src/json/document.h"
#include "src/save/save.h"
#include "tests/support/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct Run {
    char copy[64]; /* where files are saved */
    unsigned files;
    unsigned different;
} Run;

/* Flushing to the disk proves nothing here and takes most of the time. */
static int skip_flush(int descriptor)
{
    (void)descriptor;
    return 0;
}

/* Opens the bytes as a document and saves that; true where the saved file holds the same bytes. */
static bool survives(const Run *run, Slice bytes, const char *path, Error *error)
{
    SaveSystem system = save_system;
    system.fsync = skip_flush;
    Document *document = document_new(bytes, path, error);
    Text saved = TEXT_EMPTY;
    bool is_same = document && document_verify(document, error);
    if (is_same) {
        SaveRequest request = {.path = run->copy, .bytes = document_bytes(document)};
        is_same = save_file(&system, &request, NULL, error) &&
                  file_read(run->copy, DOCUMENT_SIZE_MAXIMUM, &saved, NULL, error) &&
                  (slice_equals(text_slice(&saved), bytes) || error_set(error, ERROR_CHANGED, path, "other bytes"));
    }
    text_free(&saved);
    document_free(document);
    return is_same;
}

static void compare_file(void *context, const char *path)
{
    Run *run = context;
    Text content = TEXT_EMPTY;
    Error error;
    bool is_same = file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, &error) &&
                   survives(run, text_slice(&content), path, &error);
    run->files++;
    if (!is_same) {
        run->different++;
        printf("%s: %s\n", path, error.message);
    }
    text_free(&content);
}

int main(int count, char **arguments)
{
    Run run = {.copy = "/tmp/ipse-identical-XXXXXX"};
    int descriptor = mkstemp(run.copy);
    if (descriptor < 0) {
        perror("identical");
        return 2;
    }
    close(descriptor);
    for (int i = 1; i < count; i++) {
        walk_files(arguments[i], compare_file, &run);
    }
    unlink(run.copy);
    printf("%u files, %u different\n", run.files, run.different);
    return run.different > 0 || run.files == 0;
}
