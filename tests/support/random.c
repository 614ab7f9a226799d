/* Random: numbers and JSON texts that follow from a seed. */
#include "tests/support/random.h"

#include <stddef.h>

/* SplitMix64. */
uint32_t random_below(Random *random, uint32_t limit)
{
    uint64_t number = random->state += 0x9E3779B97F4A7C15u;
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9u;
    number = (number ^ number >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)((number >> 32) % limit);
}

const char *random_choice(Random *random, const char *const *choices)
{
    uint32_t count = 0;
    while (choices[count]) {
        count++;
    }
    return choices[random_below(random, count)];
}

static void append_choice(Random *random, const char *const *choices, Text *text)
{
    text_append(text, slice_from(random_choice(random, choices)));
}

static void append_blank(Random *random, Text *text)
{
    static const char *const blanks[] = {"", "", "", " ", "\n", "\r\n  ", "\t", NULL};
    append_choice(random, blanks, text);
}

static void append_string(Random *random, Text *text)
{
    static const char *const parts[] = {"a",
                                        "status",
                                        " ",
                                        "\xC3\xA9",
                                        "\xE6\x97\xA5\xE6\x9C\xAC",
                                        "\\n",
                                        "\\\"",
                                        "\\\\",
                                        "/",
                                        "\\/",
                                        "\\u00e9",
                                        "\\ud83d\\ude00",
                                        "1.2.840",
                                        "'",
                                        ":",
                                        "{",
                                        "\xF0\x9F\x98\x80",
                                        NULL};
    text_append_byte(text, '"');
    for (uint32_t i = random_below(random, 5); i > 0; i--) {
        append_choice(random, parts, text);
    }
    text_append_byte(text, '"');
}

static void append_scalar(Random *random, Text *text)
{
    static const char *const scalars[] = {"true", "false", "null",     "0",    "-0",   "1.50",
                                          "1e3",  "-2E-2", "12345678", "0.25", "1E+2", NULL};
    if (random_below(random, 2)) {
        append_string(random, text);
    } else {
        append_choice(random, scalars, text);
    }
}

void random_value(Random *random, unsigned depth, Text *text)
{
    if (depth == 0 || random_below(random, 4) == 0) {
        append_scalar(random, text);
        return;
    }
    bool is_object = random_below(random, 2);
    text_append_byte(text, is_object ? '{' : '[');
    append_blank(random, text);
    for (uint32_t i = 0, count = random_below(random, 5); i < count; i++) {
        if (i > 0) {
            append_blank(random, text);
            text_append_byte(text, ',');
            append_blank(random, text);
        }
        if (is_object) {
            append_string(random, text);
            append_blank(random, text);
            text_append_byte(text, ':');
            append_blank(random, text);
        }
        random_value(random, depth - 1, text);
    }
    append_blank(random, text);
    text_append_byte(text, is_object ? '}' : ']');
}
