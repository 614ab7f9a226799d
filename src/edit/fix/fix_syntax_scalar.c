/* Fixes of text that is no JSON: strings, numbers and bare words. */
#include "src/base/ascii.h"
#include "src/edit/fix/fix_syntax.h"

#include "src/base/utf8.h"

/* Words of other languages that stand for nothing. */
static bool is_nothing(Slice word)
{
    static const char *const words[] = {"NaN", "Infinity", "None", "nil", "undefined"};
    bool is_found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        is_found = is_found || slice_equals_ignoring_case(word, slice_from(words[i]));
    }
    return is_found;
}

static Slice text_of(const FixOffer *offer, const SyntaxFault *fault)
{
    return slice_part(document_bytes(offer->document), fault->offset, fault->length);
}

/* ---- quotes ---- */

/* Appends text as a JSON string, in which bytes that are not UTF-8 stay as they are: what they stand for, only the user
 * knows. */
static void append_quoted(Slice said, Text *json)
{
    Text part = TEXT_EMPTY;
    text_append_byte(json, '"');
    for (size_t at = 0; at < said.length;) {
        size_t start = at;
        bool is_valid;
        utf8_next(said, &at, &is_valid);
        Slice character = slice_part(said, start, at - start);
        text_clear(&part);
        splice_quote(character, &part);
        text_append(json, is_valid ? slice_part(text_slice(&part), 1, part.length - 2) : character);
    }
    text_append_byte(json, '"');
    text_free(&part);
}

static void offer_quoted_bytes(const FixOffer *offer, bool is_certain, const SyntaxFault *fault)
{
    Text json = TEXT_EMPTY;
    append_quoted(text_of(offer, fault), &json);
    offer_bytes(offer, is_certain, fault->offset, fault->length, text_slice(&json), SLICE("Put the value in quotes"));
    text_free(&json);
}

void offer_key_quotes(const FixOffer *offer, const SyntaxFault *fault)
{
    offer_quoted_bytes(offer, true, fault);
}

void offer_closing_quote(const FixOffer *offer, const SyntaxFault *fault)
{
    char quote = document_bytes(offer->document).bytes[fault->offset];
    offer_bytes(offer, false, fault->offset + fault->length, 0, slice_make(&quote, 1),
                SLICE("Close the string at the end of its line"));
}

/* The string in single quotes that begins with the fault: a value, or the key of one of its children. */
static Slice quoted_from(const FixOffer *offer, const SyntaxFault *fault)
{
    const Document *document = offer->document;
    if (document_node(document, fault->node)->start == fault->offset) {
        return document_raw(document, fault->node);
    }
    Span key = document_key_span(document, document_node_at(document, fault->offset));
    bool is_key = key.length > 0 && key.start == fault->offset;
    return is_key ? slice_part(document_bytes(document), key.start, key.length) : (Slice){0};
}

void offer_single_quotes(const FixOffer *offer, const SyntaxFault *fault)
{
    Slice raw = quoted_from(offer, fault);
    Text json = TEXT_EMPTY;
    for (size_t i = 1; i + 1 < raw.length; i++) {
        bool is_escaped = raw.bytes[i] == '\\' && i + 2 < raw.length;
        if (is_escaped && raw.bytes[i + 1] != '\'') {
            text_append(&json, slice_part(raw, i, 2));
        } else if (raw.bytes[i + is_escaped] == '"') {
            text_append(&json, SLICE("\\\""));
        } else {
            text_append_byte(&json, raw.bytes[i + is_escaped]);
        }
        i += is_escaped;
    }
    text_splice(&json, 0, 0, SLICE("\""));
    text_append_byte(&json, '"');
    if (raw.length >= 2) {
        offer_bytes(offer, true, fault->offset, (uint32_t)raw.length, text_slice(&json), SLICE("Use double quotes"));
    }
    text_free(&json);
}

/* ---- inside of strings ---- */

/* Appends what stands for a byte that a string may not hold, or in another encoding. */
typedef void (*ByteWriter)(unsigned char byte, Text *text);

/* A fix of all the bytes of the fault's kind in its string: from the last to the first, so that the offsets hold. The
   issue is about the first of them. */
static void offer_rewritten(const FixOffer *offer, const SyntaxFault *fault, bool is_certain, ByteWriter write,
                            Slice title)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Slice bytes = document_bytes(offer->document);
    if (offer->list->is_certain_only && !is_certain) {
        return;
    }
    uint32_t first = document_fault_from(offer->document, fault->offset), end = first;
    while (end < document_fault_count(offer->document) &&
           document_node_at(offer->document, document_fault(offer->document, end)->offset) ==
               document_node_at(offer->document, fault->offset)) {
        end++;
    }
    for (uint32_t i = end; i-- > first;) {
        const SyntaxFault *other = document_fault(offer->document, i);
        if (other->kind == fault->kind && other->node == fault->node) {
            Text text = TEXT_EMPTY;
            write((unsigned char)bytes.bytes[other->offset], &text);
            splice_list_add(&splices, other->offset, other->length, text_slice(&text));
            text_free(&text);
        }
    }
    offer_splices(offer, is_certain, &splices, title);
}

static void write_escape(unsigned char byte, Text *text)
{
    Text json = TEXT_EMPTY;
    char character = (char)byte;
    splice_quote(slice_make(&character, 1), &json);
    text_append(text, slice_part(text_slice(&json), 1, json.length - 2));
    text_free(&json);
}

void offer_control(const FixOffer *offer, const SyntaxFault *fault)
{
    offer_rewritten(offer, fault, true, write_escape, SLICE("Escape the control characters"));
}

/* The characters of Windows-1252 from 0x80 to 0x9f; others are those of Latin-1. */
static void write_windows(unsigned char byte, Text *text)
{
    static const uint16_t characters[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    };
    utf8_append(text, byte >= 0x80 && byte < 0xA0 ? characters[byte - 0x80] : byte);
}

static void write_nothing(unsigned char byte, Text *text)
{
    (void)byte;
    (void)text;
}

void offer_encoding(const FixOffer *offer, const SyntaxFault *fault)
{
    Text title = TEXT_EMPTY;
    text_append(&title, SLICE("Decode as Windows-1252: '"));
    write_windows((unsigned char)document_bytes(offer->document).bytes[fault->offset], &title);
    text_append(&title, SLICE("'"));
    offer_rewritten(offer, fault, false, write_windows, text_slice(&title));
    offer_rewritten(offer, fault, false, write_nothing, SLICE("Remove the byte"));
    text_free(&title);
}

void offer_escape(const FixOffer *offer, const SyntaxFault *fault)
{
    bool is_quote = fault->is_recoverable;
    if (!is_quote) {
        offer_bytes(offer, false, fault->offset, 0, SLICE("\\"), SLICE("Escape the backslash"));
    }
    offer_bytes(offer, is_quote, fault->offset, 1, SLICE(""), SLICE("Remove the backslash"));
}

/* ---- words and numbers ---- */

void offer_word(const FixOffer *offer, const SyntaxFault *fault)
{
    enum { NEAR = 1 };
    static const char *const words[] = {"true", "false", "null"};
    Slice said = text_of(offer, fault);
    bool is_known = is_nothing(said);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Slice word = slice_from(words[i]);
        if (slice_distance(said, word, NEAR) <= NEAR && !is_known) {
            Text title = TEXT_EMPTY;
            text_format(&title, "Change to %s", words[i]);
            is_known = true;
            offer_bytes(offer, slice_equals_ignoring_case(said, word), fault->offset, fault->length, word,
                        text_slice(&title));
            text_free(&title);
        }
    }
    if (is_nothing(said)) {
        offer_removal(offer);
    }
    offer_quoted_bytes(offer, !is_known, fault);
}

/* The digits of a number as JSON has them: no plus, no zeros before others, digits on both sides of the point. */
static void append_number(Slice said, Text *number)
{
    size_t at = 0;
    if (at < said.length && (said.bytes[at] == '+' || said.bytes[at] == '-')) {
        text_append(number, said.bytes[at++] == '-' ? SLICE("-") : SLICE(""));
    }
    while (at + 1 < said.length && said.bytes[at] == '0' && ascii_is_digit(said.bytes[at + 1])) {
        at++;
    }
    text_append(number, at < said.length && said.bytes[at] == '.' ? SLICE("0") : SLICE(""));
    text_append(number, slice_part(said, at, said.length));
    if (said.length && said.bytes[said.length - 1] == '.') {
        number->length--;
    }
}

/* True for digits that may be an identifier, of which a zero at the beginning is a part. */
static bool has_leading_zero(Slice said)
{
    return said.length > 1 && said.bytes[0] == '0' && said.bytes[1] != '.';
}

/* True where the value's element is a number, or is not known (then it has no type). */
static bool may_be_number(const FixOffer *offer, bool *is_typed)
{
    const Element *element = NULL;
    check_elements(offer->operation->checker, offer->document, offer->issue->node, &element, 1);
    Slice type = fix_type(offer, element);
    *is_typed = type.length > 0;
    return !type.length || slice_equals(type, SLICE("decimal")) || slice_equals(type, SLICE("integer")) ||
           slice_equals(type, SLICE("unsignedInt")) || slice_equals(type, SLICE("positiveInt"));
}

void offer_number(const FixOffer *offer, const SyntaxFault *fault)
{
    Text number = TEXT_EMPTY, title = TEXT_EMPTY;
    Slice said = text_of(offer, fault);
    append_number(said, &number);
    Document *read = document_new(text_slice(&number), "number", NULL);
    bool is_typed, is_number = may_be_number(offer, &is_typed) && read && document_fault_count(read) == 0;
    text_format(&title, "Change to %.*s", SLICE_ARGS(text_slice(&number)));
    if (is_number) {
        offer_bytes(offer, is_typed || !has_leading_zero(said), fault->offset, fault->length, text_slice(&number),
                    text_slice(&title));
    }
    offer_quoted_bytes(offer, !is_number, fault);
    document_free(read);
    text_free(&number);
    text_free(&title);
}
