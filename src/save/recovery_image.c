/* Recovery image: written into memory of its own, which is kept for the next one, and read line by line. */
#include "src/save/recovery_image.h"

#include "src/base/ascii.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIXED_SIZE = 512, SIZE_KEPT = 1 << 20 };

/* ---- making ---- */

static void put(RecoveryImage *image, Slice bytes)
{
    if (bytes.length) {
        memcpy(image->bytes + image->length, bytes.bytes, bytes.length);
        image->length += bytes.length;
    }
}

/* Appends "NAME LENGTH VALUE" and a line end. */
static void put_value(RecoveryImage *image, const char *name, Slice value)
{
    char start[64];
    snprintf(start, sizeof start, "%s %zu ", name, value.length);
    put(image, slice_from(start));
    put(image, value);
    put(image, SLICE("\n"));
}

/* Room for so many bytes, without a word where there is no memory. */
static bool reserve(RecoveryImage *image, size_t size)
{
    if (size <= image->capacity) {
        return true;
    }
    size_t capacity = size + size / 8;
    char *bytes = realloc(image->bytes, capacity);
    if (bytes) {
        image->bytes = bytes;
        image->capacity = capacity;
    }
    return bytes != NULL;
}

/* Makes an image with so many of the bytes of the document. */
static bool make(RecoveryImage *image, const char *target, const RecoveryWork *work, size_t count)
{
    Slice file = slice_from(target);
    size_t size = FIXED_SIZE + file.length + work->prompt.length + work->typed.length + work->unfilled.length + count;
    sig_atomic_t was_whole = image->is_whole;
    image->is_whole = 0;
    if (!reserve(image, size)) {
        image->is_whole = was_whole;
        return false;
    }
    char numbers[FIXED_SIZE / 2];
    image->length = 0;
    put(image, SLICE("ipse-recovery 3\n"));
    put_value(image, "file", file);
    snprintf(numbers, sizeof numbers, "state %" PRIu64 " %" PRId64 " %" PRId64 "\ntime %" PRId64 "\n", work->state.size,
             work->state.modified_seconds, work->state.modified_nanoseconds, work->milliseconds);
    put(image, slice_from(numbers));
    put_value(image, "prompt", work->prompt);
    put_value(image, "typed", work->typed);
    put_value(image, "unfilled", work->unfilled);
    snprintf(numbers, sizeof numbers, "bytes %zu\n", work->bytes.length);
    put(image, slice_from(numbers));
    put(image, slice_part(work->bytes, 0, count));
    image->is_whole = 1;
    return true;
}

bool recovery_image_make(RecoveryImage *image, const char *target, const RecoveryWork *work)
{
    return make(image, target, work, work->bytes.length);
}

bool recovery_image_begin(RecoveryImage *image, const char *target, const RecoveryWork *work)
{
    return make(image, target, work, 0);
}

void recovery_image_trim(RecoveryImage *image)
{
    if (image->capacity > SIZE_KEPT) {
        recovery_image_free(image);
    }
}

void recovery_image_free(RecoveryImage *image)
{
    image->is_whole = 0;
    free(image->bytes);
    *image = (RecoveryImage){0};
}

/* ---- reading ---- */

/* Takes these bytes off the front; false where others are there. */
static bool take(Slice *rest, Slice expected)
{
    bool is_there = slice_starts_with(*rest, expected);
    if (is_there) {
        *rest = slice_part(*rest, expected.length, rest->length);
    }
    return is_there;
}

/* Takes a number, and the byte that ends it. */
static bool take_number(Slice *rest, char end, int64_t *number)
{
    size_t at = 0;
    bool is_negative = rest->length > 0 && rest->bytes[0] == '-';
    uint64_t value = 0;
    for (at = is_negative; at < rest->length && ascii_is_digit(rest->bytes[at]); at++) {
        if (value > (UINT64_MAX >> 1) / 10 - 1) {
            return false;
        }
        value = value * 10 + (uint64_t)(rest->bytes[at] - '0');
    }
    if (at == (size_t)is_negative || at >= rest->length || rest->bytes[at] != end) {
        return false;
    }
    *number = is_negative ? -(int64_t)value : (int64_t)value;
    *rest = slice_part(*rest, at + 1, rest->length);
    return true;
}

/* Takes "NAME LENGTH VALUE" and a line end. */
static bool take_value(Slice *rest, Slice name, Slice *value)
{
    int64_t length;
    if (!take(rest, name) || !take_number(rest, ' ', &length) || length < 0 || (uint64_t)length > rest->length) {
        return false;
    }
    *value = slice_part(*rest, 0, (size_t)length);
    *rest = slice_part(*rest, (size_t)length, rest->length);
    return take(rest, SLICE("\n"));
}

bool recovery_image_read(Slice image, const char *path, const char *target, RecoveryContent *content, Error *error)
{
    Slice rest = image, file, prompt = {0}, typed = {0}, unfilled = {0};
    bool is_former = slice_starts_with(image, SLICE("ipse-recovery 2\n"));
    int64_t size, seconds, nanoseconds, length = -1;
    bool is_read =
        take(&rest, is_former ? SLICE("ipse-recovery 2\n") : SLICE("ipse-recovery 3\n")) &&
        take_value(&rest, SLICE("file "), &file) && take(&rest, SLICE("state ")) && take_number(&rest, ' ', &size) &&
        take_number(&rest, ' ', &seconds) && take_number(&rest, '\n', &nanoseconds) && take(&rest, SLICE("time ")) &&
        take_number(&rest, '\n', &content->milliseconds) && take_value(&rest, SLICE("prompt "), &prompt) &&
        take_value(&rest, SLICE("typed "), &typed) && (is_former || take_value(&rest, SLICE("unfilled "), &unfilled)) &&
        take(&rest, SLICE("bytes ")) && take_number(&rest, '\n', &length) && (uint64_t)length == rest.length;
    if (!is_read) {
        return error_set(error, ERROR_FORMAT, path, "the recovery file is damaged");
    }
    if (!slice_equals(file, slice_from(target))) {
        return error_set(error, ERROR_NOT_FOUND, path, "the recovery file belongs to another file");
    }
    content->state =
        (FileState){.size = (uint64_t)size, .modified_seconds = seconds, .modified_nanoseconds = nanoseconds};
    text_append(&content->prompt, prompt);
    text_append(&content->typed, typed);
    text_append(&content->unfilled, unfilled);
    text_append(&content->bytes, rest);
    return true;
}
