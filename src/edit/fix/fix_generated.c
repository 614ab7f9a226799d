/* Fixes of empty narratives: a narrative made from what the object around it says in words. */
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"

enum { WORDS_MAXIMUM = 600 };

/* True for members that hold words for people. */
static bool has_words(Slice name)
{
    static const char *const names[] = {"display", "text",  "title", "description",
                                        "family",  "given", "value", "comment"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_equals(name, slice_from(names[i]))) {
            return true;
        }
    }
    return false;
}

/* True for members that say nothing of what the object is about: parts with a narrative or words of their own. */
static bool is_passed_over(Slice name)
{
    static const char *const names[] = {"meta", "contained", "extension", "modifierExtension", "section", "identifier"};
    bool is_found = name.length > 0 && name.bytes[0] == '_';
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        is_found = is_found || slice_equals(name, slice_from(names[i]));
    }
    return is_found;
}

/* Appends text as XHTML writes it. */
static void append_escaped(Slice said, Text *words)
{
    for (size_t i = 0; i < said.length; i++) {
        char byte = said.bytes[i];
        if (byte == '&' || byte == '<' || byte == '>') {
            text_append(words, byte == '&' ? SLICE("&amp;") : byte == '<' ? SLICE("&lt;") : SLICE("&gt;"));
        } else {
            text_append_byte(words, byte);
        }
    }
}

/* Appends the words in a value, with semicolons between them, but for the narrative `without`. `name` is that of the
   value, or of the array that it is an item of. */
static void append_words(const FixOffer *offer, NodeId value, Slice name, NodeId without, Text *words)
{
    const Node *node = document_node(offer->document, value);
    if (value == without || is_passed_over(name) || words->length > WORDS_MAXIMUM) {
        return;
    }
    Slice said = slice_trim(fix_string(offer, value));
    if (said.length > 0 && has_words(name)) {
        text_append(words, words->length > 0 ? SLICE("; ") : SLICE(""));
        append_escaped(said, words);
    }
    for (NodeId child = document_first_child(offer->document, value); child != NODE_NONE;
         child = document_next_sibling(offer->document, child)) {
        append_words(offer, child, node->kind == NODE_OBJECT ? document_raw_key(offer->document, child) : name, without,
                     words);
    }
}

/* Appends the start tag of the div that is there, which may have a language; a plain one where it has none. */
static void append_start_tag(Slice div, Text *text)
{
    size_t end = slice_find(div, SLICE(">"), 0);
    bool has_tag = slice_starts_with(div, SLICE("<div ")) && end < div.length;
    Slice tag = slice_part(div, 0, has_tag ? end - (div.bytes[end - 1] == '/') : 0);
    text_append(text, has_tag ? slice_trim(tag) : SLICE("<div xmlns=\"" XHTML_NAMESPACE "\""));
    text_append_byte(text, '>');
}

void offer_generated(const FixOffer *offer)
{
    NodeId narrative = fix_holder(offer, offer->issue->node);
    NodeId object = narrative == NODE_NONE ? NODE_NONE : fix_holder(offer, narrative);
    if (object == NODE_NONE || offer->list->is_certain_only || offer->node->kind != NODE_STRING) {
        return;
    }
    Text words = TEXT_EMPTY, div = TEXT_EMPTY;
    append_words(offer, object, SLICE(""), narrative, &words);
    if (words.length > 0) {
        append_start_tag(slice_trim(fix_string(offer, offer->issue->node)), &div);
        text_format(&div, "%.*s</div>", SLICE_ARGS(text_slice(&words)));
        offer_string(offer, false, offer->issue->node, text_slice(&div),
                     SLICE("Make a narrative from the words of the resource"));
    }
    text_free(&words);
    text_free(&div);
}

/* The member of a narrative whose text is a div, under another name; NODE_NONE for none. */
static NodeId misnamed_div(const FixOffer *offer)
{
    NodeId member = document_first_child(offer->document, offer->issue->node), found = NODE_NONE;
    for (; member != NODE_NONE && found == NODE_NONE; member = document_next_sibling(offer->document, member)) {
        found = slice_starts_with(slice_trim(fix_string(offer, member)), SLICE("<div")) ? member : NODE_NONE;
    }
    return found;
}

void offer_missing_div(const FixOffer *offer)
{
    NodeId object = fix_holder(offer, offer->issue->node);
    bool is_narrative = slice_equals(offer->issue->missing, SLICE("div")) && object != NODE_NONE &&
                        document_key_equals(offer->document, offer->issue->node, SLICE("text"));
    if (!is_narrative || offer->list->is_certain_only) {
        return;
    }
    Text words = TEXT_EMPTY, json = TEXT_EMPTY;
    NodeId misnamed = misnamed_div(offer);
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (misnamed != NODE_NONE) {
        splice_rename(offer->document, misnamed, SLICE("div"), &splices, NULL);
        offer_splices(offer, false, &splices, SLICE("Rename to 'div'"));
        return;
    }
    append_words(offer, object, SLICE(""), offer->issue->node, &words);
    if (words.length > 0) {
        text_splice(&words, 0, 0, SLICE("<div xmlns=\"" XHTML_NAMESPACE "\">"));
        text_append(&words, SLICE("</div>"));
        splice_quote(text_slice(&words), &json);
        operation_add(offer->operation, offer->issue->node, offer->issue->element, text_slice(&json), &splices, NULL);
        offer_splices(offer, false, &splices, SLICE("Add 'div': a narrative from the words of the resource"));
    }
    text_free(&words);
    text_free(&json);
}
