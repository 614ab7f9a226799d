/*
 * Decoder: bytes of a terminal as events.
 *
 * Bytes wait in `input` from `start` on. `read_one` looks at them and says how many make one event: none when more are
 * needed. A sequence that means nothing gives EVENT_NONE and is passed over.
 */
#include "ui/kit/decoder.h"

#include "src/base/memory.h"
#include "src/base/text.h"
#include "src/base/utf8.h"
#include "ui/kit/sequences.h"

#include <stdint.h>
#include <stdlib.h>

#define PASTE_START SLICE("\033[200~")
#define PASTE_END   SLICE("\033[201~")

enum { ESCAPE = 0x1B, COMPACT_SIZE = 4096, SEQUENCE_MAXIMUM = 64, ANSWER_MAXIMUM = 4096 };

typedef struct Learned {
    char bytes[16];
    size_t length;
    Key key;
} Learned;

struct Decoder {
    Text input;
    size_t start;
    Learned *learned;
    size_t learned_count;
    size_t learned_capacity;
    bool is_pasting;
    size_t scanned; /* of a paste: up to here there is no end mark */
    Text paste;
};

Decoder *decoder_new(void)
{
    return memory_allocate_zeroed(1, sizeof(Decoder));
}

void decoder_free(Decoder *decoder)
{
    if (decoder) {
        text_free(&decoder->input);
        text_free(&decoder->paste);
        free(decoder->learned);
        free(decoder);
    }
}

void decoder_learn(Decoder *decoder, Slice sequence, Key key)
{
    Learned learned = {.length = sequence.length, .key = key};
    if (sequence.length < 2 || sequence.length > sizeof learned.bytes) {
        return;
    }
    memcpy(learned.bytes, sequence.bytes, sequence.length);
    ARRAY_RESERVE(decoder->learned, decoder->learned_capacity, decoder->learned_count + 1);
    decoder->learned[decoder->learned_count++] = learned;
}

void decoder_feed(Decoder *decoder, Slice bytes)
{
    if (decoder->start == decoder->input.length || decoder->start > COMPACT_SIZE) {
        text_splice(&decoder->input, 0, decoder->start, SLICE(""));
        decoder->scanned = decoder->scanned > decoder->start ? decoder->scanned - decoder->start : 0;
        decoder->start = 0;
    }
    text_append(&decoder->input, bytes);
}

/* What waits to be read. */
static Slice rest_of(const Decoder *decoder)
{
    return slice_part(text_slice(&decoder->input), decoder->start, decoder->input.length);
}

static Event key_event(Key key)
{
    return (Event){.kind = key.code ? EVENT_KEY : EVENT_NONE, .key = key};
}

/* ---- pastes ---- */

/* The paste up to its end mark; false where that has not come yet. */
static bool read_paste(Decoder *decoder, bool is_timeout, Event *event)
{
    size_t from = decoder->scanned > decoder->start ? decoder->scanned : decoder->start;
    size_t end = slice_find(text_slice(&decoder->input), PASTE_END, from);
    size_t length = decoder->input.length;
    if (end == SIZE_MAX && !is_timeout) {
        decoder->scanned = length > PASTE_END.length ? length - PASTE_END.length : 0;
        return false;
    }
    size_t stop = end == SIZE_MAX ? length : end;
    text_clear(&decoder->paste);
    text_append(&decoder->paste, slice_part(text_slice(&decoder->input), decoder->start, stop - decoder->start));
    decoder->start = end == SIZE_MAX ? length : end + PASTE_END.length;
    decoder->scanned = 0;
    decoder->is_pasting = false;
    *event = (Event){.kind = EVENT_PASTE, .paste = text_slice(&decoder->paste)};
    return true;
}

/* ---- sequences ---- */

/* True where the bytes are the beginning of a longer learned sequence. */
static bool may_be_learned(const Decoder *decoder, Slice bytes)
{
    for (size_t i = 0; i < decoder->learned_count; i++) {
        const Learned *learned = &decoder->learned[i];
        if (learned->length > bytes.length && slice_starts_with(slice_make(learned->bytes, learned->length), bytes)) {
            return true;
        }
    }
    return false;
}

/* Length of the longest learned sequence that the bytes begin with; 0 for none. */
static size_t read_learned(const Decoder *decoder, Slice bytes, Event *event)
{
    size_t longest = 0;
    for (size_t i = 0; i < decoder->learned_count; i++) {
        const Learned *learned = &decoder->learned[i];
        if (learned->length > longest && slice_starts_with(bytes, slice_make(learned->bytes, learned->length))) {
            longest = learned->length;
            *event = key_event(learned->key);
        }
    }
    return longest;
}

/* An answer of the terminal (OSC, DCS …), up to BEL or ESC \; 0 where it is not complete. */
static size_t read_answer(Slice bytes, Event *event)
{
    *event = (Event){.kind = EVENT_NONE};
    for (size_t i = 2; i < bytes.length; i++) {
        if (bytes.bytes[i] == '\a' || (bytes.bytes[i] == '\\' && bytes.bytes[i - 1] == ESCAPE)) {
            return i + 1;
        }
    }
    return bytes.length > ANSWER_MAXIMUM ? bytes.length : 0;
}

/* ESC [ …; 0 where it is not complete. */
static size_t read_control(Slice bytes, Event *event)
{
    if (bytes.length > 2 && bytes.bytes[2] == 'M') {
        return sequence_x10_mouse(bytes, event);
    }
    size_t end = 2;
    if (bytes.length > 2 && bytes.bytes[2] == '[') {
        end = 3;
    }
    while (end < bytes.length && (unsigned char)bytes.bytes[end] >= 0x20 && (unsigned char)bytes.bytes[end] < 0x40 &&
           bytes.bytes[end] != '$') {
        end++;
    }
    if (end >= bytes.length) {
        *event = (Event){.kind = EVENT_NONE};
        return bytes.length > SEQUENCE_MAXIMUM ? bytes.length : 0;
    }
    *event = sequence_control(slice_part(bytes, 2, end - 1));
    return end + 1;
}

/* A character; 0 where its bytes are not complete. */
static size_t read_character(Slice bytes, bool is_timeout, Event *event)
{
    unsigned char first = (unsigned char)bytes.bytes[0];
    size_t needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    size_t offset = 0;
    bool is_valid;
    uint32_t character = utf8_next(bytes, &offset, &is_valid);
    if (!is_valid && bytes.length < needed && !is_timeout) {
        return 0;
    }
    *event = key_event(is_valid ? sequence_byte_key(character) : (Key){0});
    return offset;
}

/* What follows an ESC: a sequence, or a key with Alt. */
static size_t read_escape(const Decoder *decoder, Slice bytes, bool is_timeout, Event *event)
{
    size_t length = read_learned(decoder, bytes, event);
    if (length || (!is_timeout && may_be_learned(decoder, bytes))) {
        return length;
    }
    if (bytes.length == 1) {
        *event = key_event(key_make(KEYCODE_ESCAPE, 0));
        return is_timeout ? 1 : 0;
    }
    char second = bytes.bytes[1];
    bool is_answer = second == ']' || second == 'P' || second == '_' || second == '^';
    if (second == '[') {
        length = read_control(bytes, event);
    } else if (second == 'O') {
        *event = bytes.length > 2 ? key_event(sequence_application_key(bytes.bytes[2])) : (Event){0};
        length = bytes.length > 2 ? 3 : 0;
    } else if (is_answer && bytes.length > 2) {
        length = read_answer(bytes, event);
    }
    if (length || (!is_timeout && (second == '[' || second == 'O' || is_answer))) {
        return length;
    }
    Slice rest = slice_part(bytes, 1, bytes.length);
    length = second == ESCAPE ? read_escape(decoder, rest, is_timeout, event) : read_character(rest, is_timeout, event);
    event->key.modifiers |= KEY_ALT;
    return length ? length + 1 : 0;
}

/* One event at the front; 0 where more bytes are needed. */
static size_t read_one(const Decoder *decoder, Slice bytes, bool is_timeout, Event *event)
{
    return bytes.bytes[0] == ESCAPE ? read_escape(decoder, bytes, is_timeout, event)
                                    : read_character(bytes, is_timeout, event);
}

bool decoder_next(Decoder *decoder, bool is_timeout, Event *event)
{
    for (;;) {
        if (decoder->is_pasting) {
            return read_paste(decoder, is_timeout, event);
        }
        Slice bytes = rest_of(decoder);
        if (bytes.length == 0) {
            return false;
        }
        if (slice_starts_with(bytes, PASTE_START)) {
            decoder->start += PASTE_START.length;
            decoder->scanned = decoder->start;
            decoder->is_pasting = true;
            continue;
        }
        size_t length = read_one(decoder, bytes, is_timeout, event);
        if (length == 0) {
            return false;
        }
        decoder->start += length;
        if (event->kind != EVENT_NONE) {
            return true;
        }
    }
}

DecoderState decoder_state(const Decoder *decoder)
{
    if (decoder->is_pasting) {
        return DECODER_IN_PASTE;
    }
    return decoder->start < decoder->input.length ? DECODER_IN_SEQUENCE : DECODER_IDLE;
}
