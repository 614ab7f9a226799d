/* Fresh: numbers from the randomness of the clock, and its time. */
#include "src/base/fresh.h"

#include <time.h>

void fresh_append_uid(Clock clock, Text *text)
{
    uint64_t high = clock.random(clock.context), low = clock.random(clock.context);
    char digits[48];
    size_t at = sizeof digits;
    while (high || low) {
        uint64_t remainder = high % 10;
        high /= 10;
        uint64_t upper = (remainder << 32) | (low >> 32), first = upper / 10;
        uint64_t lower = ((upper % 10) << 32) | (low & 0xFFFFFFFFu), second = lower / 10;
        low = (first << 32) | second;
        digits[--at] = (char)('0' + lower % 10);
    }
    text_append(text, SLICE("2.25."));
    text_append(text, slice_make(digits + at, sizeof digits - at));
}

void fresh_append_uuid(Clock clock, Text *text)
{
    uint64_t high = clock.random(clock.context), low = clock.random(clock.context);
    text_format(text, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(high >> 32), (unsigned)(high >> 16 & 0xFFFF),
                (unsigned)(high & 0xFFF), (unsigned)(low >> 48 & 0x3FFF) | 0x8000,
                (unsigned long long)(low & 0xFFFFFFFFFFFFull));
}

void fresh_append_now(Clock clock, bool is_date, Text *text)
{
    time_t seconds = (time_t)(clock.milliseconds(clock.context) / 1000);
    struct tm now;
    char written[sizeof "2025-03-14T09:12:44+0100"];
    bool is_known = localtime_r(&seconds, &now);
    if (is_known && (is_date ? strftime(written, sizeof written, "%Y-%m-%d", &now)
                             : strftime(written, sizeof written, "%Y-%m-%dT%H:%M:%S%z", &now))) {
        Slice said = slice_from(written);
        size_t minutes = is_date ? said.length : said.length - 2;
        text_append(text, slice_part(said, 0, minutes));
        text_append(text, is_date ? SLICE("") : SLICE(":"));
        text_append(text, slice_part(said, minutes, said.length));
    }
}
