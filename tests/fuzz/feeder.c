/*
 * Feeder: gives a target of tests/fuzz/targets the files named, and all files of the folders named, one after the
 * other.
 *
 *     TARGET FILE|FOLDER…
 *
 * Takes the place of libFuzzer's main where no clang is needed. Ends with status 2 where a file cannot be read, or none
 * was.
 */
#include "src/base/file.h"
#include "tests/support/fuzz.h"
#include "tests/support/walk.h"

#include <stdio.h>
#include <stdlib.h>

static void feed(void *context, const char *path)
{
    Text input = TEXT_EMPTY;
    Error error;
    if (!file_read(path, SIZE_MAX / 2, &input, NULL, &error)) {
        fprintf(stderr, "%s: %s\n", path, error.message);
        exit(2);
    }
    /* Of exactly its size, so that the sanitizer sees a read past its end. */
    uint8_t *bytes = memory_allocate(input.length);
    if (input.length > 0) {
        memcpy(bytes, input.bytes, input.length);
    }
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(bytes, input.length);
    free(bytes);
    text_free(&input);
    ++*(unsigned *)context;
}

int main(int count, char **arguments)
{
    unsigned files = 0;
    for (int i = 1; i < count; i++) {
        walk_files(arguments[i], feed, &files);
    }
    printf("%u inputs\n", files);
    return files > 0 ? 0 : 2;
}
