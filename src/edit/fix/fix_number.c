/* Fixes of numbers: in quotes with signs, zeros, commas or a unit that JSON does not have, and whole ones with a point
 * or an exponent. */
#include "src/base/ascii.h"
#include "src/edit/fix/fix_offer.h"

#include <string.h>

/* The parts of a number as it is written. */
typedef struct Numeral {
    bool is_negative;
    Slice digits;   /* before the exponent, with points and commas */
    Slice exponent; /* with its letter; may be empty */
    Slice rest;     /* what follows, without whitespace */
    size_t point;   /* in `digits`: of the mark before the decimal places; the length if there is none */
    bool is_plain;  /* no mark but one point */
} Numeral;

static size_t count_byte(Slice text, char byte)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += text.bytes[i] == byte;
    }
    return count;
}

/* True where marks part all digits before a place into groups of three, but for the first group. */
static bool is_grouped(Slice digits, size_t end)
{
    size_t run = 0;
    for (size_t i = end; i-- > 0;) {
        if (ascii_is_digit(digits.bytes[i])) {
            run++;
        } else if (run != 3) {
            return false;
        } else {
            run = 0;
        }
    }
    return run > 0 && run <= 3;
}

/* Finds the mark before the decimal places; false where the marks make no sense. */
static bool find_point(Numeral *numeral)
{
    Slice digits = numeral->digits;
    size_t points = count_byte(digits, '.'), commas = count_byte(digits, ','), last = digits.length;
    while (last > 0 && ascii_is_digit(digits.bytes[last - 1])) {
        last--;
    }
    bool is_last_single = last > 0 && (digits.bytes[last - 1] == '.' ? points : commas) == 1;
    numeral->is_plain = commas == 0 && points <= 1;
    numeral->point = points + commas > 0 && is_last_single ? last - 1 : digits.length;
    return numeral->is_plain || points + commas == 1 || is_grouped(digits, numeral->point);
}

/* The length of an exponent at the start of a text; 0 if there is none. */
static size_t exponent_length(Slice text)
{
    size_t start = text.length > 0 && (text.bytes[0] | 0x20) == 'e', end;
    start += start > 0 && text.length > 1 && (text.bytes[1] == '+' || text.bytes[1] == '-');
    for (end = start; start > 0 && end < text.length && ascii_is_digit(text.bytes[end]); end++) {
    }
    return end > start ? end : 0;
}

static bool read_numeral(Slice said, Numeral *numeral)
{
    bool has_sign = said.length > 0 && (said.bytes[0] == '-' || said.bytes[0] == '+');
    numeral->is_negative = has_sign && said.bytes[0] == '-';
    said = slice_part(said, has_sign, said.length);
    size_t end = 0, digits = 0;
    for (; end < said.length && (ascii_is_digit(said.bytes[end]) || strchr(".,", said.bytes[end])); end++) {
        digits += ascii_is_digit(said.bytes[end]);
    }
    numeral->digits = slice_part(said, 0, end);
    numeral->exponent = slice_part(said, end, exponent_length(slice_part(said, end, said.length)));
    numeral->rest = slice_trim(slice_part(said, end + numeral->exponent.length, said.length));
    return digits > 0 && find_point(numeral);
}

/* Appends the digits of a run, without the marks between them. */
static void append_digits(Slice run, Text *text)
{
    for (size_t i = 0; i < run.length; i++) {
        if (ascii_is_digit(run.bytes[i])) {
            text_append_byte(text, run.bytes[i]);
        }
    }
}

/* Appends a number as JSON writes it. */
static void append_number(const Numeral *numeral, Text *json)
{
    Text whole = TEXT_EMPTY;
    append_digits(slice_part(numeral->digits, 0, numeral->point), &whole);
    size_t zeros = 0;
    while (zeros + 1 < whole.length && whole.bytes[zeros] == '0') {
        zeros++;
    }
    Slice places = slice_part(numeral->digits, numeral->point + 1, numeral->digits.length);
    Slice digits = whole.length > 0 ? slice_part(text_slice(&whole), zeros, whole.length) : SLICE("0");
    text_format(json, "%s%.*s%s%.*s%.*s", numeral->is_negative ? "-" : "", SLICE_ARGS(digits),
                places.length > 0 ? "." : "", SLICE_ARGS(places), SLICE_ARGS(numeral->exponent));
    text_free(&whole);
}

/* True where what follows a number is said by the unit or the code beside it as well. */
static bool is_said(const FixOffer *offer, Slice rest)
{
    NodeId holder = offer->node->parent;
    return rest.length == 0 || slice_equals(fix_string(offer, fix_member(offer, holder, SLICE("unit"))), rest) ||
           slice_equals(fix_string(offer, fix_member(offer, holder, SLICE("code"))), rest);
}

/* Moves what is written beside a number to a member of the object around it, which may have that member and has not. */
static void offer_moved(const FixOffer *offer, Slice json, Slice name, Slice text)
{
    NodeId holder = offer->node->parent;
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text value = TEXT_EMPTY, title = TEXT_EMPTY;
    if (fix_child_element(offer, holder, name) && fix_member(offer, holder, name) == NODE_NONE) {
        splice_quote(text, &value);
        splice_insert(offer->document, offer->issue->node, PLACE_AFTER, name, text_slice(&value), &splices, NULL);
        splice_set_value(offer->document, offer->issue->node, json, &splices, NULL);
        text_format(&title, "Change to %.*s, and add '%.*s': %.*s", SLICE_ARGS(json), SLICE_ARGS(name),
                    SLICE_ARGS(text_slice(&value)));
        offer_splices(offer, false, &splices, text_slice(&title));
    }
    text_free(&value);
    text_free(&title);
}

/* The sign of a comparison that a text begins with; empty if there is none. */
static Slice comparator_of(Slice said)
{
    static const Slice signs[] = {SLICE("<="), SLICE(">="), SLICE("<"), SLICE(">")};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (slice_starts_with(said, signs[i])) {
            return signs[i];
        }
    }
    return SLICE("");
}

void offer_numeral(const FixOffer *offer, Slice said)
{
    Numeral numeral;
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    Slice comparator = comparator_of(said);
    if (read_numeral(slice_trim(slice_part(said, comparator.length, said.length)), &numeral)) {
        bool is_said_all = is_said(offer, numeral.rest);
        append_number(&numeral, &json);
        text_format(&title, "Change to %.*s", SLICE_ARGS(text_slice(&json)));
        if (is_said_all && comparator.length > 0) {
            offer_moved(offer, text_slice(&json), SLICE("comparator"), comparator);
        } else if (is_said_all) {
            offer_json(offer, numeral.is_plain, text_slice(&json), text_slice(&title));
        } else if (comparator.length == 0) {
            offer_moved(offer, text_slice(&json), SLICE("unit"), numeral.rest);
        }
    }
    text_free(&json);
    text_free(&title);
}

/* The whole number that a numeral gives, with its exponent carried out: another numeral, of digits alone; false where
 * it is none. */
static bool read_whole(const Numeral *numeral, Text *digits)
{
    enum { EXPONENT_MAXIMUM = 10 };
    size_t shift = 0;
    Slice exponent = slice_without_prefix(slice_part(numeral->exponent, 1, SIZE_MAX), SLICE("+"));
    Slice places = slice_part(numeral->digits, numeral->point + 1, SIZE_MAX);
    if (!numeral->is_plain || numeral->rest.length > 0 ||
        (exponent.length > 0 && !ascii_number(exponent, EXPONENT_MAXIMUM, &shift))) {
        return false;
    }
    text_append(digits, slice_part(numeral->digits, 0, numeral->point));
    for (size_t i = 0; i < shift; i++) {
        text_append_byte(digits, i < places.length ? places.bytes[i] : '0');
    }
    for (size_t i = shift; i < places.length; i++) {
        if (places.bytes[i] != '0') {
            return false;
        }
    }
    return true;
}

void offer_whole(const FixOffer *offer, Slice raw)
{
    Numeral numeral;
    Text digits = TEXT_EMPTY, json = TEXT_EMPTY, title = TEXT_EMPTY;
    if (read_numeral(raw, &numeral) && read_whole(&numeral, &digits)) {
        Numeral whole = {.is_negative = numeral.is_negative, .digits = text_slice(&digits), .point = digits.length};
        append_number(&whole, &json);
        text_format(&title, "Change to %.*s", SLICE_ARGS(text_slice(&json)));
        offer_json(offer, true, text_slice(&json), text_slice(&title));
    }
    text_free(&digits);
    text_free(&json);
    text_free(&title);
}
