/* Fixes of values that are not written as their type requires: space, UIDs, ids, whole numbers. */
#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/base/unicode/ascii_letters.h"
#include "src/base/utf8.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/string_edit.h"

/* What is left of a UID without the mark of an OID before it, in any capitals. */
static Slice bare_uid(Slice said)
{
    static const char *const marks[] = {SCHEME_OID, "urn:uid:", "oid:", "uid:"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        Slice mark = slice_from(marks[i]);
        if (slice_equals_ignoring_case(slice_part(said, 0, mark.length), mark)) {
            return slice_part(said, mark.length, said.length);
        }
    }
    return said;
}

static bool is_uid(Slice said)
{
    return said.length > 2 && said.bytes[0] >= '0' && said.bytes[0] <= '2' && said.bytes[1] == '.';
}

/* A UID with urn:oid: where the bare one belongs, or the other way about. False where it is none. */
static bool offer_uid(const FixOffer *offer, Slice said)
{
    Slice bare = bare_uid(said);
    bool is_uri = offer->issue->id == KEY_IDENTIFIER_URI || fix_is_named(offer, SLICE("value")) ||
                  slice_equals(offer->type, SLICE("uri"));
    if (!is_uid(bare)) {
        return false;
    }
    if (is_uri && !slice_starts_with(said, SLICE(SCHEME_OID))) {
        Text text = TEXT_EMPTY;
        text_format(&text, SCHEME_OID "%.*s", SLICE_ARGS(bare));
        offer_text(offer, true, text_slice(&text));
        text_free(&text);
    } else if (!is_uri && bare.length < said.length) {
        offer_text(offer, true, bare);
    }
    return true;
}

/* An id of letters, digits, hyphens and dots that is like the one that is there, nothing where no letter and no digit
   is left; a person is asked, for what refers to the id does not change. */
static void offer_id(const FixOffer *offer, Slice said)
{
    enum { LENGTH_MAXIMUM = 64 };
    Text id = TEXT_EMPTY;
    bool is_valid, says_something = false;
    for (size_t i = 0; i < said.length && id.length < LENGTH_MAXIMUM;) {
        uint32_t character = utf8_next(said, &i, &is_valid);
        if (character == '-' || character == '.') {
            text_append_byte(&id, (char)character);
        } else if (is_valid && ascii_letters_append(character, &id)) {
            says_something = true;
        } else {
            text_append_byte(&id, '-');
        }
    }
    id.length = id.length > LENGTH_MAXIMUM ? LENGTH_MAXIMUM : id.length;
    if (says_something && !slice_equals(text_slice(&id), said)) {
        offer_text(offer, false, text_slice(&id));
    }
    text_free(&id);
}

/* True when the issue's element is of a type. */
static bool is_of_type(const FixOffer *offer, const char *type)
{
    return slice_equals(offer->type, slice_from(type));
}

static void offer_written(const FixOffer *offer, Slice said)
{
    if (is_of_type(offer, "date") || is_of_type(offer, "dateTime") || is_of_type(offer, "instant")) {
        offer_date(offer, said);
    } else if (is_of_type(offer, "time")) {
        offer_time(offer, said);
    } else if (!offer_uid(offer, said) && is_of_type(offer, "id")) {
        offer_id(offer, said);
    }
}

/* Offers a string without the whitespace around it. */
static void offer_trimmed(const FixOffer *offer, Slice trimmed)
{
    Text json = TEXT_EMPTY;
    string_edit_value(offer->document, offer->issue->node, trimmed, &json);
    offer_json(offer, true, text_slice(&json), SLICE("Remove the whitespace"));
    text_free(&json);
}

void offer_format(const FixOffer *offer)
{
    if (offer->node->kind == NODE_NUMBER) {
        offer_whole(offer, document_raw(offer->document, offer->issue->node));
        if (!fix_is_offered(offer)) { /* else the number is known, and must not become another one unseen */
            offer_count(offer);
        }
    }
    if (offer->node->kind == NODE_STRING) {
        Text scratch = TEXT_EMPTY;
        Slice said = document_string(offer->document, offer->issue->node, &scratch), trimmed = slice_trim(said);
        bool is_space = offer->issue->id == KEY_STRING_SPACE;
        if (trimmed.length < said.length && trimmed.length > 0 && is_space) {
            offer_trimmed(offer, trimmed);
        } else if (trimmed.length < said.length && trimmed.length > 0) {
            offer_text(offer, true, trimmed);
        }
        if (!is_space) {
            offer_written(offer, trimmed);
        }
        text_free(&scratch);
    }
    offer_removal(offer);
}
