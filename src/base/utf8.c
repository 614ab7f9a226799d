/* UTF-8: decoding, encoding and the characters that a terminal must not see. */
#include "src/base/utf8.h"

/* Length of the sequence that a lead byte announces, the bits of the character in it, and the least character that the
   sequence may encode; 0 where the byte leads none. */
static size_t sequence_length(unsigned char lead, uint32_t *bits, uint32_t *least)
{
    if (lead < 0x80) {
        *bits = lead;
        *least = 0;
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        *bits = lead & 0x1Fu;
        *least = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        *bits = lead & 0x0Fu;
        *least = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead < 0xF5) {
        *bits = lead & 0x07u;
        *least = 0x10000;
        return 4;
    }
    return 0;
}

uint32_t utf8_next(Slice slice, size_t *offset, bool *is_valid)
{
    uint32_t character = 0, least = 0;
    size_t length = sequence_length((unsigned char)slice.bytes[*offset], &character, &least);
    bool is_sound = length > 0 && length <= slice.length - *offset;
    for (size_t i = 1; is_sound && i < length; i++) {
        unsigned char byte = (unsigned char)slice.bytes[*offset + i];
        is_sound = (byte & 0xC0u) == 0x80u;
        character = character << 6 | (byte & 0x3Fu);
    }
    is_sound = is_sound && character >= least && character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
    if (is_valid) {
        *is_valid = is_sound;
    }
    *offset += is_sound ? length : 1;
    return is_sound ? character : UTF8_REPLACEMENT;
}

size_t utf8_previous(Slice slice, size_t offset)
{
    size_t start = offset - 1;
    while (start > 0 && offset - start < 4 && ((unsigned char)slice.bytes[start] & 0xC0u) == 0x80u) {
        start--;
    }
    size_t after = start;
    bool is_valid;
    utf8_next(slice, &after, &is_valid);
    return is_valid && after == offset ? start : offset - 1;
}

Slice utf8_beginning(Slice slice, size_t maximum)
{
    size_t length = slice.length < maximum ? slice.length : maximum;
    while (length > 0 && length < slice.length && ((unsigned char)slice.bytes[length] & 0xC0u) == 0x80u) {
        length--;
    }
    return slice_part(slice, 0, length);
}

size_t utf8_write(char *bytes, uint32_t character)
{
    if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) {
        character = UTF8_REPLACEMENT;
    }
    size_t length = 0;
    if (character < 0x80) {
        bytes[length++] = (char)character;
    } else if (character < 0x800) {
        bytes[length++] = (char)(0xC0u | character >> 6);
        bytes[length++] = (char)(0x80u | (character & 0x3Fu));
    } else if (character < 0x10000) {
        bytes[length++] = (char)(0xE0u | character >> 12);
        bytes[length++] = (char)(0x80u | (character >> 6 & 0x3Fu));
        bytes[length++] = (char)(0x80u | (character & 0x3Fu));
    } else {
        bytes[length++] = (char)(0xF0u | character >> 18);
        bytes[length++] = (char)(0x80u | (character >> 12 & 0x3Fu));
        bytes[length++] = (char)(0x80u | (character >> 6 & 0x3Fu));
        bytes[length++] = (char)(0x80u | (character & 0x3Fu));
    }
    return length;
}

void utf8_append(Text *text, uint32_t character)
{
    char bytes[UTF8_MAXIMUM];
    size_t length = utf8_write(bytes, character);
    text_append(text, slice_make(bytes, length));
}

/* The first byte at or after `offset` that is not ASCII, found eight at a time. */
static size_t skip_ascii(Slice slice, size_t offset)
{
    uint64_t word;
    while (slice.length - offset >= sizeof word) {
        memcpy(&word, slice.bytes + offset, sizeof word);
        if (word & 0x8080808080808080u) {
            break;
        }
        offset += sizeof word;
    }
    while (offset < slice.length && (unsigned char)slice.bytes[offset] < 0x80) {
        offset++;
    }
    return offset;
}

size_t utf8_count(Slice slice)
{
    size_t count = 0, offset = 0;
    while (offset < slice.length) {
        size_t high = skip_ascii(slice, offset);
        count += high - offset;
        for (offset = high; offset < slice.length && (unsigned char)slice.bytes[offset] >= 0x80; count++) {
            utf8_next(slice, &offset, NULL);
        }
    }
    return count;
}

size_t utf8_text_width(Slice slice)
{
    size_t width = 0;
    for (size_t offset = 0; offset < slice.length;) {
        width += (size_t)utf8_width(utf8_next(slice, &offset, NULL));
    }
    return width;
}

bool utf8_is_hidden(uint32_t character)
{
    static const struct {
        uint32_t first, last;
    } hidden[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x61C, 0x61C},    {0x200B, 0x200B},
                  {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2069},  {0xFEFF, 0xFEFF},
                  {0xFDD0, 0xFDEF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};
    if (character >= ' ' && character < 0x7F) { /* nearly all that is asked for */
        return false;
    }
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        if (character >= hidden[i].first && character <= hidden[i].last) {
            return true;
        }
    }
    return (character & 0xFFFEu) == 0xFFFEu;
}

bool utf8_is_unseen(uint32_t character)
{
    static const struct {
        uint32_t first, last;
    } unseen[] = {{0xAD, 0xAD},     {0x34F, 0x34F},     {0x115F, 0x1160},   {0x17B4, 0x17B5},  {0x180B, 0x180F},
                  {0x200B, 0x200F}, {0x206A, 0x206F},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},  {0xFFA0, 0xFFA0},
                  {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0080, 0xE0FFF}};
    for (size_t i = 0; character >= unseen[0].first && i < sizeof unseen / sizeof *unseen; i++) {
        if (character >= unseen[i].first && character <= unseen[i].last) {
            return true;
        }
    }
    return utf8_is_hidden(character);
}
