/* Fixes of values that the profile prescribes, and of what disturbs in texts. */
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_search.h"
#include "src/edit/string_edit.h"
#include "src/profile/facts/language_tag.h"

/* The value that is fixed, or the pattern. */
void offer_prescribed(const FixOffer *offer)
{
    Slice type;
    Slice fixed = offer->issue->element ? element_fixed(offer->issue->element, &type) : (Slice){0};
    Slice pattern = offer->issue->element ? element_pattern(offer->issue->element, &type) : (Slice){0};
    Slice json = fixed.length ? fixed : pattern;
    bool is_simple = json.length && json.bytes[0] != '{';
    bool is_value = offer->node->kind != NODE_OBJECT && offer->node->kind != NODE_ARRAY;
    if (json.length && is_simple == is_value) {
        enum { SHOWN_MAXIMUM = 60 };
        Text title = TEXT_EMPTY;
        text_format(&title, "Change to %.*s%s", SLICE_ARGS(slice_part(json, 0, SHOWN_MAXIMUM)),
                    json.length > SHOWN_MAXIMUM ? "…" : "");
        bool is_same = slice_equals_ignoring_case(document_raw(offer->document, offer->issue->node), json);
        offer_json(offer, is_simple && is_same, json, text_slice(&title));
        text_free(&title);
    }
}

/* Base64 without space. */
void offer_base64(const FixOffer *offer)
{
    Text text = TEXT_EMPTY;
    Slice said = fix_string(offer, offer->issue->node);
    for (size_t i = 0; i < said.length; i++) {
        char byte = said.bytes[i];
        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') {
            text_append_byte(&text, byte);
        }
    }
    offer_string(offer, true, offer->issue->node, text_slice(&text), SLICE("Remove the whitespace"));
    text_free(&text);
}

/* An extension's url with a version after it. */
void offer_plain_url(const FixOffer *offer)
{
    NodeId node =
        offer->node->kind == NODE_OBJECT ? fix_member(offer, offer->issue->node, SLICE("url")) : offer->issue->node;
    Slice said = fix_string(offer, node);
    size_t bar = slice_find(said, SLICE("|"), 0);
    if (bar != SIZE_MAX) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        string_edit_set(offer->document, node, slice_part(said, 0, bar), &splices, NULL);
        offer_loss(offer, &splices, slice_part(said, bar, said.length), SLICE("Remove the version from 'url'"));
    }
}

/* An id that another element has, with a number after it that makes it one of its own. */
void offer_other_id(const FixOffer *offer)
{
    Slice said = fix_string(offer, offer->issue->node);
    Text text = TEXT_EMPTY;
    if (said.length > 0 && !offer->list->is_certain_only) {
        fix_search_free_id(offer->operation->memory, offer->document, offer->issue->node, said, 2, &text);
        offer_string(offer, false, offer->issue->node, text_slice(&text), SLICE("Change to a new id"));
    }
    offer_removal(offer);
    text_free(&text);
}

/* Gives an attribute of a tag in JSON text another value, or adds it after the name of the tag: [tag, end). */
static void set_attribute(Text *json, size_t tag, Slice name, Slice value)
{
    size_t end = slice_find(text_slice(json), SLICE(">"), tag), at = tag;
    Text text = TEXT_EMPTY;
    text_format(&text, " %.*s=", SLICE_ARGS(name));
    at = slice_find(slice_part(text_slice(json), 0, end), text_slice(&text), tag);
    if (at == SIZE_MAX) {
        text_format(&text, "\\\"%.*s\\\"", SLICE_ARGS(value));
        text_splice(json, tag + sizeof "<div" - 1, 0, text_slice(&text));
    } else {
        size_t start = at + text.length, mark = json->bytes[start] == '\\' ? 2 : 1;
        Text quote = TEXT_EMPTY;
        text_append(&quote, slice_part(text_slice(json), start, mark));
        size_t last = slice_find(text_slice(json), text_slice(&quote), start + mark);
        if (last != SIZE_MAX && last < end) {
            text_splice(json, start + mark, last - start - mark, value);
        }
        text_free(&quote);
    }
    text_free(&text);
}

/* The language of the resource in place of another one that the first tag of the narrative says. */
static void offer_other_language(const FixOffer *offer, Slice raw, size_t tag, Slice language)
{
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    text_append(&json, raw);
    set_attribute(&json, tag, SLICE("xml:lang"), language);
    set_attribute(&json, tag, SLICE("lang"), language);
    text_format(&title, "Change 'lang' and 'xml:lang' of the div to '%.*s'", SLICE_ARGS(language));
    offer_json(offer, false, text_slice(&json), text_slice(&title));
    text_free(&json);
    text_free(&title);
}

/* The language of the resource, said by the first tag of its narrative. */
void offer_narrative_language(const FixOffer *offer)
{
    NodeId resource = fix_resource(offer, offer->issue->node);
    Slice language = fix_string(offer, fix_member(offer, resource, SLICE("language")));
    Slice raw = document_raw(offer->document, offer->issue->node);
    size_t tag = slice_find(raw, SLICE("<div"), 0), end = tag == SIZE_MAX ? tag : slice_find(raw, SLICE(">"), tag);
    bool is_said = end != SIZE_MAX && slice_find(slice_part(raw, tag, end - tag), SLICE("lang="), 0) != SIZE_MAX;
    bool is_right = language.length > 0 && !language_tag_fault(language) && end != SIZE_MAX;
    if (is_right && is_said) {
        offer_other_language(offer, raw, tag, language);
    } else if (is_right) {
        Text json = TEXT_EMPTY, title = TEXT_EMPTY;
        text_append(&json, raw);
        Text attributes = TEXT_EMPTY;
        text_format(&attributes, " lang=\\\"%.*s\\\" xml:lang=\\\"%.*s\\\"", SLICE_ARGS(language),
                    SLICE_ARGS(language));
        text_splice(&json, tag + 4, 0, text_slice(&attributes));
        text_format(&title, "Add lang=\"%.*s\" to the div", SLICE_ARGS(language));
        offer_json(offer, true, text_slice(&json), text_slice(&title));
        text_free(&attributes);
        text_free(&json);
        text_free(&title);
    }
}
