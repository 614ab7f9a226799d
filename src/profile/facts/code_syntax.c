/*
 * Code syntax: scanners for the codes of systems that are too large or not free to ship.
 *
 * The check digits: SNOMED CT uses Verhoeff's scheme over the dihedral group D5 (Verhoeff 1969), LOINC the Luhn scheme
 * (Mod 10) in which a letter counts as the distance of its ASCII code from that of '0'.
 */
#include "src/profile/facts/code_syntax.h"

#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/profile/facts/language_tag.h"

enum {
    SNOMED_LENGTH_MINIMUM = 6,
    SNOMED_LENGTH_MAXIMUM = 18,
    SNOMED_EXTENSION_LENGTH_MINIMUM = 11,
    LOINC_NUMBER_LENGTH_MAXIMUM = 7
};

/* ---- SNOMED CT ---- */

/* Product of two elements of D5: rotations 0 to 4, reflections 5 to 9. */
static unsigned dihedral_product(unsigned a, unsigned b)
{
    unsigned rotation = b % 5;
    unsigned sum = a < 5 ? (a + rotation) % 5 : (a + 5 - rotation) % 5;
    return sum + ((a < 5) == (b < 5) ? 0 : 5);
}

/* True when the last digit is the Verhoeff check digit of those before it. */
static bool is_verhoeff(Slice digits)
{
    static const unsigned char permutation[10] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    unsigned check = 0;
    for (size_t i = 0; i < digits.length; i++) {
        unsigned digit = (unsigned)(digits.bytes[digits.length - 1 - i] - '0');
        for (size_t turn = i % 8; turn > 0; turn--) {
            digit = permutation[digit];
        }
        check = dihedral_product(check, digit);
    }
    return check == 0;
}

/* Judges one identifier, which consists of digits. */
static const char *snomed_identifier_fault(Slice digits)
{
    if (digits.length < SNOMED_LENGTH_MINIMUM || digits.length > SNOMED_LENGTH_MAXIMUM) {
        return "6 to 18 digits are required";
    }
    if (digits.bytes[0] == '0') {
        return "the first digit is 0";
    }
    char format = digits.bytes[digits.length - 3];
    if (format > '1' || (format == '1' && digits.length < SNOMED_EXTENSION_LENGTH_MINIMUM)) {
        return "the partition (digits 2 and 3 from the end) is unknown in SNOMED CT";
    }
    if (digits.bytes[digits.length - 2] != '0') {
        return "the partition (digits 2 and 3 from the end) is not a concept partition";
    }
    return is_verhoeff(digits) ? NULL : "the check digit (last digit) does not match";
}

/* True for what only an expression can hold. */
static bool is_snomed_expression(Slice code)
{
    for (size_t i = 0; i < code.length; i++) {
        if (code.bytes[i] != '\0' && strchr(":+={}|,()", code.bytes[i])) {
            return true;
        }
    }
    return false;
}

/* Judges the identifiers of an expression; terms between bars, strings and concrete numbers are passed over. */
static const char *snomed_expression_fault(Slice code)
{
    for (size_t i = 0; i < code.length;) {
        char c = code.bytes[i];
        size_t start = i++;
        if (c == '|' || c == '"') {
            size_t end = slice_find(code, slice_make(&c, 1), i);
            if (end >= code.length) {
                return "a term or string in the expression is not closed";
            }
            i = end + 1;
        } else if (c == '#' || ascii_is_digit(c)) {
            while (i < code.length && (ascii_is_digit(code.bytes[i]) || code.bytes[i] == '.')) {
                i++;
            }
            const char *fault = c == '#' ? NULL : snomed_identifier_fault(slice_part(code, start, i - start));
            if (fault) {
                return "an identifier in the expression is not valid";
            }
        } else if (c == '\0' || !strchr(":+={}|,()<> \t-.", c)) {
            return "a character is not allowed in an expression";
        }
    }
    return NULL;
}

const char *snomed_code_fault(Slice code)
{
    if (is_snomed_expression(code)) {
        return snomed_expression_fault(code);
    }
    return ascii_are_all(code, ascii_is_digit) ? snomed_identifier_fault(code) : "only digits are allowed";
}

/* ---- LOINC ---- */

/* The Luhn check digit of the characters before the hyphen. */
static unsigned loinc_check_digit(Slice number)
{
    unsigned sum = 0;
    for (size_t i = 0; i < number.length; i++) {
        unsigned value = (unsigned)(number.bytes[number.length - 1 - i] - '0');
        sum += i % 2 == 0 ? 2 * value - value / 5 * 9 : value;
    }
    return (10 - sum % 10) % 10;
}

const char *loinc_code_fault(Slice code)
{
    static const Slice prefixes[] = {SLICE("LP"), SLICE("LA"), SLICE("LL"), SLICE("LG")};
    size_t prefix = 0;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (slice_starts_with(code, prefixes[i])) {
            prefix = prefixes[i].length;
        }
    }
    if (code.length < prefix + 3 || code.bytes[code.length - 2] != '-') {
        return "a number, a hyphen and a check digit are required, such as 24627-2";
    }
    Slice number = slice_part(code, prefix, code.length - 2 - prefix);
    char check = code.bytes[code.length - 1];
    if (!ascii_are_all(number, ascii_is_digit) || !ascii_is_digit(check)) {
        return "only digits are allowed before and after the hyphen";
    }
    if (number.length > LOINC_NUMBER_LENGTH_MAXIMUM) {
        return "the number has more than 7 digits";
    }
    if (loinc_check_digit(slice_part(code, 0, code.length - 2)) != (unsigned)(check - '0')) {
        return "the check digit after the hyphen does not match the number";
    }
    return NULL;
}

/* ---- media types ---- */

/* True for the characters of a token (RFC 2045 section 5.1). */
static bool is_token_character(char c)
{
    return c > ' ' && c < 0x7F && !strchr("()<>@,;:\\\"/[]?=", c);
}

/* Moves past a token; false if there is none. */
static bool skip_token(Slice text, size_t *offset)
{
    size_t start = *offset;
    while (*offset < text.length && is_token_character(text.bytes[*offset])) {
        ++*offset;
    }
    return *offset > start;
}

static void skip_spaces(Slice text, size_t *offset)
{
    while (*offset < text.length && ascii_is_blank(text.bytes[*offset])) {
        ++*offset;
    }
}

/* Moves past a quoted string; false where it has no end. */
static bool skip_quoted(Slice text, size_t *offset)
{
    for (size_t i = *offset + 1; i < text.length; i++) {
        if (text.bytes[i] == '"') {
            *offset = i + 1;
            return true;
        }
        i += text.bytes[i] == '\\';
    }
    return false;
}

/* Judges "; name=value" from `offset` on. */
static const char *parameters_fault(Slice type, size_t offset)
{
    for (skip_spaces(type, &offset); offset < type.length; skip_spaces(type, &offset)) {
        if (type.bytes[offset] != ';') {
            return "after the subtype, only parameters with a semicolon are allowed";
        }
        offset++;
        skip_spaces(type, &offset);
        if (!skip_token(type, &offset) || offset >= type.length || type.bytes[offset] != '=') {
            return "a parameter must have the form NAME=VALUE";
        }
        offset++;
        bool is_quoted = offset < type.length && type.bytes[offset] == '"';
        if (!(is_quoted ? skip_quoted(type, &offset) : skip_token(type, &offset))) {
            return "a parameter must have the form NAME=VALUE";
        }
    }
    return NULL;
}

const char *media_type_fault(Slice type)
{
    size_t offset = 0;
    if (!skip_token(type, &offset) || offset >= type.length || type.bytes[offset] != '/') {
        return "TYPE/SUBTYPE is required, such as image/png";
    }
    offset++;
    if (!skip_token(type, &offset)) {
        return "the subtype after the slash is missing";
    }
    return parameters_fault(type, offset);
}

/* ---- by system ---- */

static const CodeSyntax SYNTAXES[] = {
    {SLICE(SYSTEM_SNOMED), "SNOMED CT identifier", snomed_code_fault},
    {SLICE(SYSTEM_LOINC), "LOINC code", loinc_code_fault},
    {SLICE(SYSTEM_LANGUAGE), "language tag", language_tag_fault},
    {SLICE(SYSTEM_MEDIA_TYPE), "media type", media_type_fault},
};

const CodeSyntax *code_syntax_find(Slice system)
{
    for (size_t i = 0; i < sizeof SYNTAXES / sizeof *SYNTAXES; i++) {
        if (slice_equals(SYNTAXES[i].system, system)) {
            return &SYNTAXES[i];
        }
    }
    return NULL;
}
