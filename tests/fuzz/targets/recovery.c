/*
 * Recovery files: what can be read, made a recovery file again, is read as the same; and whatever bytes are kept come
 * back.
 */
#include "src/save/recovery_image.h"
#include "tests/support/fuzz.h"

#define TARGET "/home/a/b.json"

/* Makes an image of some work and reads it; the content must be the same. */
static void keep(const RecoveryWork *work)
{
    RecoveryImage image = {0};
    RecoveryContent content = {0};
    Error error = {0};
    fuzz_require(recovery_image_make(&image, TARGET, work), "no image");
    fuzz_require(recovery_image_read(slice_make(image.bytes, image.length), "path", TARGET, &content, &error), "%s",
                 error.message);
    fuzz_require(slice_equals(text_slice(&content.bytes), work->bytes) &&
                     slice_equals(text_slice(&content.prompt), work->prompt) &&
                     slice_equals(text_slice(&content.typed), work->typed) &&
                     content.milliseconds == work->milliseconds && content.state.size == work->state.size &&
                     content.state.modified_seconds == work->state.modified_seconds &&
                     content.state.modified_nanoseconds == work->state.modified_nanoseconds,
                 "other work than was kept");
    recovery_content_free(&content);
    recovery_image_free(&image);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Slice bytes = slice_make((const char *)data, size);
    RecoveryContent content = {0};
    Error error = {0};
    if (recovery_image_read(bytes, "path", TARGET, &content, &error)) {
        keep(&(RecoveryWork){.bytes = text_slice(&content.bytes),
                             .state = content.state,
                             .milliseconds = content.milliseconds,
                             .prompt = text_slice(&content.prompt),
                             .typed = text_slice(&content.typed)});
    } else {
        fuzz_require(error.message[0], "no sentence says why the file cannot be read");
    }
    recovery_content_free(&content);
    keep(&(RecoveryWork){.bytes = bytes,
                         .milliseconds = (int64_t)size,
                         .prompt = slice_part(bytes, 0, size / 2),
                         .typed = slice_part(bytes, size / 2, size)});
    return 0;
}
