/*
 * Fixes of one place in a narrative, made in the bytes of the string as JSON writes it: entities, ampersands,
 * attributes and links. Each changes a few bytes and looks at no more than its tag, so that very many of them in one
 * narrative are made together.
 */
#include "src/edit/fix/fix_offer.h"

#include "src/base/ascii.h"
#include "src/check/narrative/html_elements.h"

/* The string that the issue is in, and the place of the issue in it. */
typedef struct Part {
    const FixOffer *offer;
    Slice raw;
    size_t at;
} Part;

static void replace(const Part *part, size_t start, size_t end, Slice inserted, SpliceList *splices)
{
    splice_list_add(splices, part->offer->node->start + (uint32_t)start, (uint32_t)(end - start), inserted);
}

/* ---- entities ---- */

/* Writes an entity by its number, or an ampersand that begins none as one. */
static bool offer_ampersand(const Part *part)
{
    enum { NAME_MAXIMUM = 16 };
    if (part->raw.bytes[part->at] != '&') {
        return false;
    }
    bool is_entity = part->offer->issue->id == KEY_NARRATIVE_ENTITY;
    Slice rest = slice_part(part->raw, part->at + 1, NAME_MAXIMUM);
    size_t end = slice_find(rest, SLICE(";"), 0);
    unsigned code = is_entity && end != SIZE_MAX ? narrative_entity(slice_part(rest, 0, end)) : 0;
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (code > 0) {
        Text number = TEXT_EMPTY;
        text_format(&number, "&#%u;", code);
        replace(part, part->at, part->at + 1 + end + 1, text_slice(&number), &splices);
        text_free(&number);
    } else {
        replace(part, part->at, part->at + 1, SLICE("&amp;"), &splices);
    }
    offer_equivalent(part->offer, &splices,
                     code > 0 ? SLICE("Change to the number of the character") : SLICE("Change '&' to '&amp;'"));
    return true;
}

/* ---- attributes ---- */

static bool is_name_byte(char byte)
{
    return ascii_is_letter_or_digit(byte) || byte == '-' || byte == ':' || byte == '_';
}

/* The name that begins at a place. */
static Slice name_at(Slice raw, size_t at)
{
    size_t end = at;
    while (end < raw.length && is_name_byte(raw.bytes[end])) {
        end++;
    }
    return slice_part(raw, at, end - at);
}

/* The end of the value of an attribute whose name ends at a place, with its quotes; SIZE_MAX where it has none. */
static size_t value_end(Slice raw, size_t at)
{
    while (at < raw.length && (raw.bytes[at] == ' ' || raw.bytes[at] == '=')) {
        at++;
    }
    Slice rest = slice_part(raw, at, raw.length);
    Slice quote = slice_starts_with(rest, SLICE("\\\"")) ? SLICE("\\\"") : SLICE("'");
    size_t end = slice_starts_with(rest, quote) ? slice_find(raw, quote, at + quote.length) : SIZE_MAX;
    return end == SIZE_MAX ? end : end + quote.length;
}

/* The element in whose tag a place is; NULL where it is none that is known. */
static const HtmlElement *element_around(const Part *part)
{
    size_t at = part->at;
    while (at > 0 && part->raw.bytes[at] != '<') {
        at--;
    }
    Text lower = TEXT_EMPTY;
    Slice name = name_at(part->raw, at + 1);
    for (size_t i = 0; i < name.length; i++) {
        text_append_byte(&lower, ascii_lower(name.bytes[i]));
    }
    const HtmlElement *element = html_element_find(text_slice(&lower));
    text_free(&lower);
    return element;
}

/* Removes an attribute with the space before it. False where its bytes are not plain. */
static bool offer_without(const Part *part, Slice name, Slice title)
{
    size_t start = part->at, end = value_end(part->raw, part->at + name.length);
    while (start > 0 && part->raw.bytes[start - 1] == ' ') {
        start--;
    }
    bool is_plain = start > 2 && part->raw.bytes[start - 2] != '\\' && start < part->at;
    if (end == SIZE_MAX || !is_plain) {
        return false;
    }
    Text removed = TEXT_EMPTY;
    for (size_t i = part->at; i < end; i++) {
        i += part->raw.bytes[i] == '\\' && i + 1 < end;
        text_append_byte(&removed, part->raw.bytes[i]);
    }
    SpliceList splices = SPLICE_LIST_EMPTY;
    replace(part, start, end, SLICE(""), &splices);
    offer_loss(part->offer, &splices, text_slice(&removed), title);
    text_free(&removed);
    return true;
}

/* An attribute in capitals is one in small letters; else it goes. */
static bool offer_attribute(const Part *part)
{
    Slice name = name_at(part->raw, part->at);
    Text lower = TEXT_EMPTY, title = TEXT_EMPTY;
    for (size_t i = 0; i < name.length; i++) {
        text_append_byte(&lower, ascii_lower(name.bytes[i]));
    }
    bool has_capitals = !slice_equals(name, text_slice(&lower));
    const HtmlElement *element = has_capitals ? element_around(part) : NULL;
    bool is_case = element && html_allows_attribute(element, text_slice(&lower));
    bool is_done = name.length > 0 && (is_case || part->offer->list->is_certain_only);
    if (name.length > 0 && is_case) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        replace(part, part->at, part->at + name.length, text_slice(&lower), &splices);
        text_format(&title, "Change '%.*s' to lower case", SLICE_ARGS(name));
        offer_equivalent(part->offer, &splices, text_slice(&title));
    } else if (name.length > 0 && !is_done) {
        text_format(&title, "Remove the attribute '%.*s'", SLICE_ARGS(name));
        is_done = offer_without(part, name, text_slice(&title));
    }
    text_free(&lower);
    text_free(&title);
    return is_done;
}

/* Removes the link of the tag around a place, which is not certain. */
static bool offer_unlinked(const Part *part)
{
    if (part->offer->list->is_certain_only) {
        return true;
    }
    size_t tag = part->at;
    while (tag > 0 && part->raw.bytes[tag] != '<') {
        tag--;
    }
    size_t end = slice_find(part->raw, SLICE(">"), tag);
    size_t link = end == SIZE_MAX ? end : slice_find(slice_part(part->raw, tag, end - tag), SLICE(" href"), 0);
    Part whole = *part;
    whole.at = tag + link + 1;
    return link != SIZE_MAX && offer_without(&whole, SLICE("href"), SLICE("Remove the link, and keep its words"));
}

bool offer_narrative_part(const FixOffer *offer)
{
    KeyId key = offer->issue->id;
    Part part = {.offer = offer, .raw = document_raw(offer->document, offer->issue->node)};
    part.at = offer->issue->span.start - offer->node->start;
    if (part.at == 0 || part.at >= part.raw.length || offer->issue->span.start < offer->node->start) {
        return false;
    }
    bool is_ampersand =
        key == KEY_NARRATIVE_ENTITY || (key == KEY_NARRATIVE_MALFORMED && part.raw.bytes[part.at] == '&');
    bool is_link = key == KEY_NARRATIVE_LINK || key == KEY_NARRATIVE_URL;
    return is_ampersand ? offer_ampersand(&part)
           : is_link    ? offer_unlinked(&part)
                        : key == KEY_NARRATIVE_ATTRIBUTE && offer_attribute(&part);
}
