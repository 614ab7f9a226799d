/* Osc52: ESC ] 52 ; c ; base64 BEL. */
#include "ui/kit/terminal/osc52.h"

#include <stdint.h>

enum { SCREEN_CHUNK = 240 }; /* GNU screen takes no longer strings */

/* Appends base64 (RFC 4648). */
static void append_base64(Text *text, Slice bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.length; i += 3) {
        uint32_t block = 0;
        for (size_t j = 0; j < 3; j++) {
            block = block << 8 | (i + j < bytes.length ? (unsigned char)bytes.bytes[i + j] : 0);
        }
        for (size_t j = 0; j < 4; j++) {
            bool is_padding = i + j > bytes.length;
            text_append_byte(text, is_padding ? '=' : digits[block >> (18 - 6 * j) & 63]);
        }
    }
}

void osc52_print(Slice text, bool is_screen, Text *output)
{
    Text sequence = TEXT_EMPTY;
    text_append(&sequence, SLICE("\033]52;c;"));
    append_base64(&sequence, text);
    text_append_byte(&sequence, '\a');
    size_t chunk = is_screen ? SCREEN_CHUNK : sequence.length;
    for (size_t at = 0; at < sequence.length; at += chunk) {
        text_append(output, is_screen ? SLICE("\033P") : SLICE(""));
        text_append(output, slice_part(text_slice(&sequence), at, chunk));
        text_append(output, is_screen ? SLICE("\033\\") : SLICE(""));
    }
    text_free(&sequence);
}
