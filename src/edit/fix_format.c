/* Fixes of values that are not written as their type demands: space, dates and times, UIDs, whole numbers. */
#include "src/edit/fix_offer.h"

#define OID "urn:oid:"

static bool is_digits(Slice slice)
{
    for (size_t i = 0; i < slice.length; i++) {
        if (slice.bytes[i] < '0' || slice.bytes[i] > '9') {
            return false;
        }
    }
    return slice.length > 0;
}

/* Takes the digits at the start of a slice off it. */
static Slice take_digits(Slice *rest)
{
    size_t length = 0;
    while (length < rest->length && rest->bytes[length] >= '0' && rest->bytes[length] <= '9') {
        length++;
    }
    Slice digits = slice_part(*rest, 0, length);
    *rest = slice_part(*rest, length, rest->length);
    return digits;
}

static void offer_date(const FixOffer *offer, bool is_certain, Slice year, Slice month, Slice day, Slice time)
{
    Text date = TEXT_EMPTY;
    text_format(&date, "%.*s-%s%.*s-%s%.*s%.*s", SLICE_ARGS(year), month.length == 1 ? "0" : "", SLICE_ARGS(month),
                day.length == 1 ? "0" : "", SLICE_ARGS(day), SLICE_ARGS(time));
    offer_text(offer, is_certain, text_slice(&date));
    text_free(&date);
}

/* Two digits as a number; 0 for others. */
static unsigned number_of(Slice digits)
{
    return digits.length == 1   ? (unsigned)(digits.bytes[0] - '0')
           : digits.length == 2 ? (unsigned)((digits.bytes[0] - '0') * 10 + digits.bytes[1] - '0')
                                : 0;
}

/* Year, month and day with something between, in any of the orders that people write. */
static void offer_parts(const FixOffer *offer, Slice said)
{
    enum { MONTHS = 12 };
    Slice rest = said, first = take_digits(&rest);
    char mark = rest.length ? rest.bytes[0] : '\0';
    rest = slice_part(rest, 1, rest.length);
    Slice second = take_digits(&rest);
    bool is_parted = (mark == '-' || mark == '/' || mark == '.') && rest.length && rest.bytes[0] == mark;
    rest = slice_part(rest, 1, rest.length);
    Slice third = take_digits(&rest);
    if (!is_parted || rest.length || number_of(second) == 0) {
        return;
    }
    if (first.length == 4 && number_of(third) && number_of(second) <= MONTHS) {
        offer_date(offer, true, first, second, third, SLICE(""));
    } else if (third.length == 4 && number_of(first)) {
        bool is_day_first = number_of(second) <= MONTHS, is_month_first = number_of(first) <= MONTHS;
        if (is_day_first) {
            offer_date(offer, !is_month_first, third, second, first, SLICE(""));
        }
        if (is_month_first) {
            offer_date(offer, !is_day_first, third, first, second, SLICE(""));
        }
    }
}

/* A date and time whose seconds or zone are missing, or that has a space for the T. */
static void offer_time(const FixOffer *offer, Slice said)
{
    enum { DATE = 10, MINUTES = 16, SECONDS = 19 };
    Text time = TEXT_EMPTY;
    text_append(&time, said);
    bool has_mark =
        said.length >= MINUTES && (said.bytes[DATE] == ' ' || said.bytes[DATE] == 'T') && said.bytes[DATE + 3] == ':';
    if (has_mark) {
        time.bytes[DATE] = 'T';
        if (time.length == MINUTES || time.bytes[MINUTES] != ':') {
            text_splice(&time, MINUTES, 0, SLICE(":00"));
        }
        Slice zone = slice_part(text_slice(&time), SECONDS, time.length);
        bool has_zone = slice_find(zone, SLICE("Z"), 0) != SIZE_MAX || slice_find(zone, SLICE("+"), 0) != SIZE_MAX ||
                        slice_find(zone, SLICE("-"), 0) != SIZE_MAX;
        text_append(&time, has_zone ? SLICE("") : SLICE("Z"));
        if (!slice_equals(text_slice(&time), said)) {
            offer_text(offer, has_zone, text_slice(&time));
        }
        offer_text(offer, false, slice_part(said, 0, DATE));
    }
    text_free(&time);
}

static void offer_moment(const FixOffer *offer, Slice said)
{
    enum { COMPACT = 8, DATE = 10 };
    if (slice_equals(offer->type, SLICE("instant")) && said.length == DATE) {
        Text time = TEXT_EMPTY;
        text_format(&time, "%.*sT00:00:00Z", SLICE_ARGS(said));
        offer_text(offer, false, text_slice(&time));
        text_free(&time);
    }
    if (said.length == COMPACT && is_digits(said)) {
        offer_date(offer, true, slice_part(said, 0, 4), slice_part(said, 4, 2), slice_part(said, 6, 2), SLICE(""));
    } else {
        offer_parts(offer, said);
        offer_time(offer, said);
    }
}

/* A UID with urn:oid: where the bare one belongs, or the other way about. */
static void offer_uid(const FixOffer *offer, Slice said)
{
    Slice bare = slice_starts_with(said, SLICE(OID)) ? slice_part(said, sizeof OID - 1, said.length) : said;
    bool is_uri = slice_equals(slice_from(offer->issue->key), SLICE("identifier-uri"));
    if (bare.length < said.length) {
        offer_text(offer, true, bare);
    } else if ((is_uri || slice_equals(slice_from(offer->issue->key), SLICE("dicom-uid-urn"))) && said.length > 2 &&
               said.bytes[0] >= '0' && said.bytes[0] <= '2' && said.bytes[1] == '.') {
        Text text = TEXT_EMPTY;
        text_format(&text, OID "%.*s", SLICE_ARGS(said));
        offer_text(offer, true, text_slice(&text));
        text_free(&text);
    }
}

/* An id of letters, digits, hyphens and dots that is like the one that is there. */
static void offer_id(const FixOffer *offer, Slice said)
{
    enum { LENGTH_MAXIMUM = 64 };
    Text id = TEXT_EMPTY;
    for (size_t i = 0; i < said.length && id.length < LENGTH_MAXIMUM; i++) {
        char byte = said.bytes[i];
        bool is_allowed = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '.';
        text_append_byte(&id, is_allowed ? byte : '-');
    }
    if (id.length > 0 && !slice_equals(text_slice(&id), said)) {
        offer_text(offer, true, text_slice(&id));
    }
    text_free(&id);
}

/* A whole number with nothing but zeros behind the point. */
static void offer_whole(const FixOffer *offer, Slice raw)
{
    size_t point = slice_find(raw, SLICE("."), 0);
    if (point == SIZE_MAX || !is_digits(slice_part(raw, 0, point))) {
        return;
    }
    for (size_t i = point + 1; i < raw.length; i++) {
        if (raw.bytes[i] != '0') {
            return;
        }
    }
    offer_json(offer, true, slice_part(raw, 0, point), SLICE("Leave the zeros behind the point out"));
}

void offer_format(const FixOffer *offer)
{
    if (offer->node->kind == NODE_NUMBER) {
        offer_whole(offer, document_raw(offer->document, offer->issue->node));
        offer_count(offer);
    }
    if (offer->node->kind == NODE_STRING) {
        Text scratch = TEXT_EMPTY;
        Slice said = document_string(offer->document, offer->issue->node, &scratch), trimmed = slice_trim(said);
        if (trimmed.length < said.length && trimmed.length > 0) {
            offer_text(offer, true, trimmed);
        }
        if (slice_equals(offer->type, SLICE("date")) || slice_equals(offer->type, SLICE("dateTime")) ||
            slice_equals(offer->type, SLICE("instant"))) {
            offer_moment(offer, trimmed);
        } else {
            offer_uid(offer, trimmed);
            if (slice_equals(offer->type, SLICE("id"))) {
                offer_id(offer, trimmed);
            }
        }
        text_free(&scratch);
    }
    offer_removal(offer, false);
}
