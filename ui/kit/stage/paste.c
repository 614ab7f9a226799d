/* Paste: end marks are taken out, also those that are made by taking others out. */
#include "ui/kit/stage/paste.h"

void paste_disarm(Slice text, Text *safe)
{
    static const Slice ends[] = {SLICE("\033[201~"), SLICE("\302\233"
                                                           "201~")};
    for (size_t i = 0; i < text.length; i++) {
        text_append_byte(safe, text.bytes[i]);
        for (size_t end = 0; end < sizeof ends / sizeof *ends; end++) {
            if (slice_ends_with(text_slice(safe), ends[end])) {
                text_splice(safe, safe->length - ends[end].length, ends[end].length, (Slice){0});
            }
        }
    }
}
