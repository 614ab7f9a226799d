/*
 * Base64 (RFC 4648): bytes written as digits, three bytes as four digits each time.
 */
#ifndef IPSE_BASE_BASE64_H
#define IPSE_BASE_BASE64_H

#include "src/base/slice.h"
#include "src/base/text.h"

/* The 64 digits of the two alphabets (sections 4 and 5). */
extern const char base64_digits[];
extern const char base64_url_digits[];

/* Appends the digits for bytes, padded with '='. */
void base64_encode(Slice bytes, const char *digits, Text *output);

/* Appends the bytes that digits stand for; padding may lack. False where there is anything but digits, or one is left
   over; what came before is appended. */
bool base64_decode(Slice text, const char *digits, Text *output);

/* True for whole groups of four digits of the first alphabet, '=' among them and white space between them. */
bool base64_is_text(Slice text);

/* Bytes that such a text stands for. */
size_t base64_length(Slice text);

#endif
