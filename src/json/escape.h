/*
 * Escape: what a backslash in a JSON string stands for.
 */
#ifndef IPSE_JSON_ESCAPE_H
#define IPSE_JSON_ESCAPE_H

#include "src/base/slice.h"

#include <stdint.h>

/* The character of the escape at `*at`, where a backslash stands that is not the last byte; moves past it. Two \uXXXX
   that are a surrogate pair are one character, a lone surrogate is one as it is (U+D800 to U+DFFF), and \u without four
   digits is U+FFFD and two bytes long. Of an unknown escape the byte after the backslash is meant. */
uint32_t escape_read(Slice raw, size_t *at);

#endif
