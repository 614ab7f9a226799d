/*
 * Packages: bytes of a .tgz file; or, where the first byte is `t`, of a tar archive that is compressed here; or, where
 * it is `m`, members of one: a byte for the kind, the name up to a line end, and the content up to a byte 0xFF.
 */
#define _GNU_SOURCE
#include "tests/support/fuzz.h"
#include "tests/support/tar.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Makes an archive of members. */
static void append_members(Slice rest, Text *tar)
{
    while (rest.length > 1) {
        Slice member = fuzz_take_part(&rest);
        if (member.length < 2) {
            continue;
        }
        size_t end = slice_find(member, SLICE("\n"), 1);
        Slice name = slice_part(member, 1, end == SIZE_MAX ? member.length : end - 1);
        char *terminated = memory_copy_string(name);
        tar_append(tar, member.bytes[0], terminated, slice_part(member, name.length + 2, member.length));
        free(terminated);
    }
    tar_end(tar);
}

/* Writes the file; false where that cannot be done. */
static bool write_file(Slice input, int descriptor, const char *path)
{
    Text tar = TEXT_EMPTY;
    bool is_written;
    if (slice_starts_with(input, SLICE("m"))) {
        append_members(slice_part(input, 1, input.length), &tar);
        is_written = tar_write(&tar, path);
    } else if (slice_starts_with(input, SLICE("t"))) {
        text_append(&tar, slice_part(input, 1, input.length));
        is_written = tar.length > 0 && tar_write(&tar, path);
    } else {
        is_written = write(descriptor, input.bytes, input.length) == (ssize_t)input.length;
    }
    text_free(&tar);
    return is_written;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int descriptor = memfd_create("package.tgz", MFD_CLOEXEC);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    if (descriptor >= 0 && write_file(slice_make((const char *)data, size), descriptor, path)) {
        Rules *rules = rules_new();
        uint32_t skipped;
        Error error = {0};
        bool is_taken = rules_add(rules, path, &skipped, &error);
        fuzz_require(is_taken || error.message[0], "no sentence says why nothing was taken in");
        rules_free(rules);
    }
    close(descriptor);
    return 0;
}
