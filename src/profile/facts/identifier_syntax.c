/* Identifier syntax: small scanners, one for each form, that stop at the first fault. */
#include "src/profile/facts/identifier_syntax.h"

#include "src/base/ascii.h"
#include "src/base/systems.h"

enum { UID_LENGTH_MAXIMUM = 64, UUID_LENGTH = 36, OID_BRANCH_LENGTH = 4 };

/* Judges the component of an object identifier that begins at `start` and ends before `end`. */
static const char *component_fault(Slice oid, size_t start, size_t end)
{
    if (start == end) {
        return "a component is empty";
    }
    if (oid.bytes[start] == '0' && end - start > 1) {
        return "a component starts with 0";
    }
    if (start == 0 && (end != 1 || oid.bytes[0] > '2')) {
        return "the first component must be 0, 1 or 2";
    }
    return NULL;
}

/* True when the second component of an object identifier under root 0 or 1 is more than 39. */
static bool has_large_second(Slice oid)
{
    size_t start = 2;
    size_t end = start;
    while (end < oid.length && oid.bytes[end] != '.') {
        end++;
    }
    size_t length = end - start;
    return oid.bytes[0] != '2' && (length > 2 || (length == 2 && oid.bytes[start] > '3'));
}

/* True for eight digits, which are looked at as one number. */
static bool are_eight_digits(const char *bytes)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    word ^= each * '0'; /* digits are now 0 to 9 */
    return ((word | (word + each * (0x7F - 9))) & each * 0x80) == 0;
}

/* The end of the digits from a byte on. */
static size_t digits_end(Slice text, size_t at)
{
    while (text.length - at >= sizeof(uint64_t) && are_eight_digits(text.bytes + at)) {
        at += sizeof(uint64_t);
    }
    while (at < text.length && ascii_is_digit(text.bytes[at])) {
        at++;
    }
    return at;
}

const char *oid_fault(Slice oid)
{
    if (oid.length == 0) {
        return "the value is empty";
    }
    size_t start = 0;
    for (size_t i = digits_end(oid, 0); i < oid.length; i = digits_end(oid, i + 1)) {
        if (oid.bytes[i] != '.') {
            return "only digits and dots are allowed";
        }
        const char *fault = component_fault(oid, start, i);
        if (fault) {
            return fault;
        }
        start = i + 1;
    }
    const char *fault = component_fault(oid, start, oid.length);
    if (fault) {
        return fault;
    }
    if (start == 0) {
        return "at least 2 components, separated by a dot, are required";
    }
    return has_large_second(oid) ? "the second component must be at most 39 after 0 or 1" : NULL;
}

const char *dicom_uid_fault(Slice uid)
{
    if (uid.length > UID_LENGTH_MAXIMUM) {
        return "more than 64 characters";
    }
    return oid_fault(uid);
}

/* True when a decimal number without leading zeros is above 2^128 - 1. */
static bool is_beyond_uuid(Slice number)
{
    static const Slice largest = SLICE("340282366920938463463374607431768211455");
    if (number.length != largest.length) {
        return number.length > largest.length;
    }
    return memcmp(number.bytes, largest.bytes, largest.length) > 0;
}

const char *dicom_uid_root_fault(Slice uid)
{
    Slice own = SLICE("1.2.840.10008."), uuid = SLICE("2.25.");
    if (slice_starts_with(uid, own)) {
        return "1.2.840.10008 is reserved for the DICOM standard";
    }
    Slice number = slice_part(uid, uuid.length, uid.length);
    bool is_of_uuid = slice_starts_with(uid, uuid);
    number = slice_part(number, 0, slice_find(number, SLICE("."), 0));
    return is_of_uuid && is_beyond_uuid(number) ? "the number after 2.25 is larger than a UUID" : NULL;
}

const char *oid_urn_fault(Slice urn)
{
    Slice prefix = SLICE(SCHEME_OID);
    if (!slice_starts_with(urn, prefix)) {
        return "the prefix 'urn:oid:' is missing";
    }
    return oid_fault(slice_part(urn, prefix.length, urn.length));
}

bool oid_is_branch(Slice oid)
{
    size_t last = oid.length;
    while (last > 0 && oid.bytes[last - 1] != '.') {
        last--;
    }
    return last <= OID_BRANCH_LENGTH && !slice_starts_with(oid, SLICE("1.3"));
}

const char *uuid_fault(Slice uuid)
{
    if (uuid.length != UUID_LENGTH) {
        return "the UUID must have 36 characters";
    }
    for (size_t i = 0; i < uuid.length; i++) {
        char c = uuid.bytes[i];
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-') {
                return "5 groups of digits, separated by hyphens, are required";
            }
        } else if (c >= 'A' && c <= 'F') {
            return "letters must be in lower case";
        } else if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f')) {
            return "only the hexadecimal digits 0-9 and a-f are allowed between hyphens";
        }
    }
    return NULL;
}

const char *uuid_urn_fault(Slice urn)
{
    Slice prefix = SLICE(SCHEME_UUID);
    if (!slice_starts_with(urn, prefix)) {
        return "the prefix 'urn:uuid:' is missing";
    }
    return uuid_fault(slice_part(urn, prefix.length, urn.length));
}

bool uri_is_absolute(Slice uri)
{
    if (uri.length == 0 || !ascii_is_letter(uri.bytes[0])) {
        return false;
    }
    for (size_t i = 1; i < uri.length; i++) {
        char c = uri.bytes[i];
        if (c == ':') {
            return true;
        }
        if (!ascii_is_letter(c) && !ascii_is_digit(c) && c != '+' && c != '-' && c != '.') {
            return false;
        }
    }
    return false;
}

/* True when a colon stands in the first segment, where only a scheme may end with one. */
static bool has_early_colon(Slice uri)
{
    for (size_t i = 0; i < uri.length; i++) {
        char c = uri.bytes[i];
        if (c == ':') {
            return true;
        }
        if (c == '/' || c == '?' || c == '#') {
            return false;
        }
    }
    return false;
}

const char *uri_fault(Slice uri)
{
    if (uri.length == 0) {
        return "the value is empty";
    }
    for (size_t i = 0; i < uri.length; i++) {
        char c = uri.bytes[i];
        if (ascii_is_fhir_white(c)) {
            return "whitespace is not allowed";
        }
        if ((unsigned char)c < 0x20 || c == 0x7F || strchr("\"<>\\^`{}", c)) {
            return "a character must be written as a percent escape";
        }
        if (c == '%' && (uri.length - i < 3 || !ascii_is_hexadecimal(uri.bytes[i + 1]) ||
                         !ascii_is_hexadecimal(uri.bytes[i + 2]))) {
            return "2 hexadecimal digits must follow a percent sign";
        }
    }
    if (has_early_colon(uri) && !uri_is_absolute(uri)) {
        return "the scheme before the first colon is not valid";
    }
    return NULL;
}
