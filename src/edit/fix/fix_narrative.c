/*
 * Fixes of narratives. They are made in the text of the div as it reads, not as JSON writes it: the place of an issue
 * is carried over from the bytes of the document.
 */
#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/string_edit.h"

#include "src/check/groups/string_place.h"
#include "src/check/narrative/html_elements.h"

#define DIV       "<div xmlns=\"" XHTML_NAMESPACE "\">"
#define NAMESPACE " xmlns=\"" XHTML_NAMESPACE "\""

/* Entities of HTML that XHTML without a DTD does not know, by their code points (HTML, section 13.5). */
static const struct {
    const char *name;
    unsigned code;
} entities[] = {
    {"nbsp", 160},   {"iexcl", 161},  {"cent", 162},   {"pound", 163},   {"yen", 165},    {"sect", 167},
    {"copy", 169},   {"laquo", 171},  {"reg", 174},    {"deg", 176},     {"plusmn", 177}, {"sup2", 178},
    {"sup3", 179},   {"micro", 181},  {"para", 182},   {"middot", 183},  {"raquo", 187},  {"frac12", 189},
    {"iquest", 191}, {"Agrave", 192}, {"Auml", 196},   {"Aring", 197},   {"Ccedil", 199}, {"Egrave", 200},
    {"Eacute", 201}, {"Ntilde", 209}, {"Ouml", 214},   {"times", 215},   {"Oslash", 216}, {"Uuml", 220},
    {"szlig", 223},  {"agrave", 224}, {"aacute", 225}, {"acirc", 226},   {"atilde", 227}, {"auml", 228},
    {"aring", 229},  {"aelig", 230},  {"ccedil", 231}, {"egrave", 232},  {"eacute", 233}, {"ecirc", 234},
    {"euml", 235},   {"iacute", 237}, {"icirc", 238},  {"ntilde", 241},  {"oacute", 243}, {"ocirc", 244},
    {"otilde", 245}, {"ouml", 246},   {"divide", 247}, {"oslash", 248},  {"ugrave", 249}, {"uacute", 250},
    {"ucirc", 251},  {"uuml", 252},   {"ndash", 8211}, {"mdash", 8212},  {"lsquo", 8216}, {"rsquo", 8217},
    {"ldquo", 8220}, {"rdquo", 8221}, {"bull", 8226},  {"hellip", 8230}, {"euro", 8364},  {"trade", 8482},
    {"rarr", 8594},  {"le", 8804},    {"ge", 8805},
};

unsigned narrative_entity(Slice name)
{
    unsigned code = 0;
    for (size_t i = 0; i < sizeof entities / sizeof *entities && code == 0; i++) {
        code = slice_equals(name, slice_from(entities[i].name)) ? entities[i].code : 0;
    }
    return code;
}

/* The place of the issue in the text of the string. */
static size_t place_in_text(const FixOffer *offer, size_t text_length)
{
    Slice raw = document_raw(offer->document, offer->issue->node);
    size_t wanted = offer->issue->span.start - offer->node->start, low = 0, high = text_length;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (string_place(raw, middle) < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* A fix that writes the whole div anew; `removed` is what of its content goes, empty for nothing. */
static void offer_div(const FixOffer *offer, bool is_certain, const Text *text, Slice removed, Slice title)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text json = TEXT_EMPTY;
    string_edit_value(offer->document, offer->issue->node, text_slice(text), &json);
    splice_set_value(offer->document, offer->issue->node, text_slice(&json), &splices, NULL);
    if (removed.length > 0) {
        offer_loss(offer, &splices, removed, title);
    } else {
        offer_splices(offer, is_certain, &splices, title);
    }
    text_free(&json);
}

/* ---- parts ---- */

/* Writes the entity at a place by its number; false, with its & as text, where it is none. */
static bool fix_entity(Text *text, size_t at)
{
    Slice rest = slice_part(text_slice(text), at, text->length);
    size_t end = slice_find(rest, SLICE(";"), 0);
    Slice name = slice_part(rest, 1, end == SIZE_MAX || end == 0 ? 0 : end - 1);
    unsigned code = narrative_entity(name);
    if (code > 0) {
        Text number = TEXT_EMPTY;
        text_format(&number, "&#%u;", code);
        text_splice(text, at, end + 1, text_slice(&number));
        text_free(&number);
        return true;
    }
    text_splice(text, at, 1, SLICE("&amp;"));
    return false;
}

/* True for a byte that may be in the name of an element or attribute. */
static bool is_name_byte(char byte)
{
    return ascii_is_letter_or_digit(byte) || byte == '-' || byte == ':' || byte == '_';
}

/* The name that starts at a place. */
static Slice name_at(const Text *text, size_t at)
{
    size_t end = at;
    while (end < text->length && is_name_byte(text->bytes[end])) {
        end++;
    }
    return slice_part(text_slice(text), at, end - at);
}

static void append_lower_case(Slice name, Text *lower)
{
    for (size_t i = 0; i < name.length; i++) {
        text_append_byte(lower, ascii_lower(name.bytes[i]));
    }
}

/* The tag that holds a place. */
static size_t tag_around(const Text *text, size_t at)
{
    while (at > 0 && text->bytes[at] != '<') {
        at--;
    }
    return at;
}

/* Writes the name of an element in small letters in all of its tags, which may differ in their capitals. */
static void fix_element_case(Text *text, Slice lower)
{
    for (size_t at = 0; at + 1 < text->length; at++) {
        size_t start = at + 1 + (text->bytes[at + 1] == '/');
        if (text->bytes[at] == '<' && slice_equals_ignoring_case(name_at(text, start), lower)) {
            text_splice(text, start, lower.length, lower);
        }
    }
}

/* The end of the attribute at a place, with its value in quotes; SIZE_MAX where it has none. */
static size_t attribute_end(const Text *text, size_t at)
{
    Slice all = text_slice(text);
    size_t quote = at + name_at(text, at).length;
    while (quote < all.length && (ascii_is_xml_white(all.bytes[quote]) || all.bytes[quote] == '=')) {
        quote++;
    }
    bool is_quoted = quote < all.length && (all.bytes[quote] == '"' || all.bytes[quote] == '\'');
    size_t end = is_quoted ? slice_find(all, slice_part(all, quote, 1), quote + 1) : SIZE_MAX;
    return end == SIZE_MAX ? end : end + 1;
}

/* Removes the attribute at a place, with the space before it. */
static void remove_attribute(Text *text, size_t at, Text *removed)
{
    size_t end = attribute_end(text, at);
    if (end != SIZE_MAX) {
        text_append(removed, slice_part(text_slice(text), at, end - at));
        while (at > 0 && ascii_is_xml_white(text->bytes[at - 1])) {
            at--;
        }
        text_splice(text, at, end - at, SLICE(""));
    }
}

/* Removes the tags of the element at a place; a script or a style with what is in it. */
static void remove_element(Text *text, size_t at, Slice name, Text *removed)
{
    Slice all = text_slice(text);
    Text closing = TEXT_EMPTY;
    text_format(&closing, "</%.*s>", SLICE_ARGS(name));
    size_t tag_end = slice_find(all, SLICE(">"), at);
    size_t close = tag_end == SIZE_MAX ? SIZE_MAX : slice_find(all, text_slice(&closing), tag_end + 1);
    bool is_hidden = slice_equals(name, SLICE("script")) || slice_equals(name, SLICE("style"));
    if (close != SIZE_MAX && is_hidden) {
        text_append(removed, slice_part(all, at, close + closing.length - at));
        text_splice(text, at, close + closing.length - at, SLICE(""));
    } else if (tag_end != SIZE_MAX) {
        text_append(removed, slice_part(all, at, tag_end + 1 - at));
        if (close != SIZE_MAX) {
            text_splice(text, close, closing.length, SLICE(""));
        }
        text_splice(text, at, tag_end + 1 - at, SLICE(""));
    }
    text_free(&closing);
}

/* ---- the whole ---- */

/* True when an ampersand begins an entity. */
static bool is_entity(Slice all, size_t at)
{
    enum { NAME_MAXIMUM = 10 };
    size_t end = slice_find(slice_part(all, at, NAME_MAXIMUM), SLICE(";"), 0);
    return end != SIZE_MAX && slice_find(slice_part(all, at, end), SLICE(" "), 0) == SIZE_MAX;
}

/* The words of a narrative without its tags; what would be read as markup is escaped. */
static void append_words(Slice all, Text *words)
{
    bool is_tag = false;
    for (size_t i = 0; i < all.length; i++) {
        char byte = all.bytes[i];
        if (byte == '<') {
            is_tag = true;
        } else if (byte == '>' && is_tag) {
            is_tag = false;
            text_append_byte(words, ' ');
        } else if (!is_tag && byte == '&' && !is_entity(all, i)) {
            text_append(words, SLICE("&amp;"));
        } else if (!is_tag && byte == '>') {
            text_append(words, SLICE("&gt;"));
        } else if (!is_tag) {
            text_append_byte(words, byte);
        }
    }
}

static void offer_words(const FixOffer *offer, Slice all)
{
    Text words = TEXT_EMPTY, text = TEXT_EMPTY;
    append_words(all, &words);
    Slice said = slice_trim(text_slice(&words));
    if (said.length) {
        text_format(&text, DIV "%.*s</div>", SLICE_ARGS(said));
        offer_div(offer, false, &text, document_raw(offer->document, offer->issue->node),
                  SLICE("Keep only the words of the narrative"));
    }
    text_free(&words);
    text_free(&text);
}

/* What happens to the words of an element that goes: script and style go with them. */
static const char *fate_of_words(Slice removed)
{
    Text words = TEXT_EMPTY;
    append_words(removed, &words);
    bool has_words = slice_trim(text_slice(&words)).length > 0;
    bool is_open = slice_find(removed, SLICE("/>"), 0) == SIZE_MAX;
    text_free(&words);
    return has_words ? " with its content" : is_open ? ", keep its words" : "";
}

/* An element or attribute in capitals is one in small letters; else it goes. */
static void offer_tag(const FixOffer *offer, Text *text, size_t at)
{
    bool is_element = offer->issue->id == KEY_NARRATIVE_ELEMENT;
    size_t tag = tag_around(text, at), start = is_element ? tag + 1 : at;
    Text name = TEXT_EMPTY, lower = TEXT_EMPTY, holder = TEXT_EMPTY, title = TEXT_EMPTY, removed = TEXT_EMPTY;
    text_append(&name, name_at(text, start));
    append_lower_case(text_slice(&name), &lower);
    append_lower_case(name_at(text, tag + 1), &holder);
    const HtmlElement *element = html_element_find(text_slice(&holder));
    bool is_case = !slice_equals(text_slice(&name), text_slice(&lower));
    bool is_known = element && (is_element || html_allows_attribute(element, text_slice(&lower)));
    if (is_case && is_known && is_element) {
        fix_element_case(text, text_slice(&lower));
    } else if (is_case && is_known) {
        text_splice(text, start, name.length, text_slice(&lower));
    } else if (is_element) {
        remove_element(text, tag, text_slice(&name), &removed);
    } else {
        remove_attribute(text, at, &removed);
    }
    Slice shown = text_slice(&name);
    if (is_case && is_known) {
        text_format(&title, "Change '%.*s' to lower case", SLICE_ARGS(shown));
    } else {
        text_format(&title, "Remove the %s '%.*s'%s", is_element ? "element" : "attribute", SLICE_ARGS(shown),
                    is_element ? fate_of_words(text_slice(&removed)) : "");
    }
    offer_div(offer, true, text, text_slice(&removed), text_slice(&title));
    text_free(&name);
    text_free(&lower);
    text_free(&holder);
    text_free(&title);
    text_free(&removed);
}

/* Removes the link of the tag around a place, and keeps its words. False where the tag has none. */
static bool remove_link(Text *text, size_t place, Text *removed)
{
    size_t tag = tag_around(text, place), end = slice_find(text_slice(text), SLICE(">"), tag);
    size_t link = slice_find(text_slice(text), SLICE(" href"), tag);
    if (end == SIZE_MAX || link == SIZE_MAX || link > end) {
        return false;
    }
    remove_attribute(text, link + 1, removed);
    return removed->length > 0;
}

/* Puts text without any tag inside a div. */
static void wrap_words(Text *text)
{
    Text words = TEXT_EMPTY;
    append_words(text_slice(text), &words);
    text_clear(text);
    text_format(text, DIV "%.*s</div>", SLICE_ARGS(text_slice(&words)));
    text_free(&words);
}

enum { DEPTH_MAXIMUM = 64 };

/* The names of the elements that are open at a place, from the outermost; as many as there is room for. */
static size_t open_elements(const Text *text, size_t place, Slice open[DEPTH_MAXIMUM])
{
    Slice all = text_slice(text);
    size_t depth = 0;
    for (size_t at = 0; at < place && depth < DEPTH_MAXIMUM; at++) {
        size_t end = all.bytes[at] == '<' ? slice_find(all, SLICE(">"), at) : SIZE_MAX;
        Slice name = end == SIZE_MAX ? SLICE("") : name_at(text, at + 1);
        bool is_end = end != SIZE_MAX && all.bytes[at + 1] == '/';
        if (name.length > 0 && all.bytes[end - 1] != '/') {
            open[depth++] = name;
        }
        depth -= is_end && depth > 0;
    }
    return depth;
}

/* Gives the tag at a place, which closes the innermost open element but for its capitals, the name of that. False where
 * it is none. */
static bool close_by_name(Text *text, size_t place)
{
    Slice open[DEPTH_MAXIMUM], all = text_slice(text), name = name_at(text, place + 2);
    size_t depth = open_elements(text, place, open);
    bool is_closing = place + 2 < all.length && all.bytes[place] == '<' && all.bytes[place + 1] == '/';
    if (!is_closing || depth == 0 || !slice_equals_ignoring_case(open[depth - 1], name)) {
        return false;
    }
    Text opened = TEXT_EMPTY;
    text_append(&opened, open[depth - 1]);
    text_splice(text, place + 2, name.length, text_slice(&opened));
    text_free(&opened);
    return true;
}

/* Closes the elements that are still open where the tag at a place closes one that holds them, or all of them at the
   end of the text; first one that may hold nothing, in its own tag. False where that closes none. */
static bool close_open_elements(Text *text, size_t place)
{
    Slice open[DEPTH_MAXIMUM], all = text_slice(text), closed = name_at(text, place + 2);
    size_t depth = open_elements(text, place, open), holder = 0;
    for (size_t i = 0; i < depth; i++) {
        holder = slice_equals(open[i], closed) ? i + 1 : holder;
    }
    bool is_closing = place + 2 < text->length && all.bytes[place] == '<' && all.bytes[place + 1] == '/';
    bool is_end = place >= text->length && depth < DEPTH_MAXIMUM && slice_find(all, SLICE(">"), place) == SIZE_MAX;
    if (holder == depth || (!is_end && (!is_closing || holder == 0))) {
        return false;
    }
    Text tags = TEXT_EMPTY;
    for (size_t i = holder; i < depth; i++) {
        const HtmlElement *element = html_element_find(open[i]);
        size_t end = slice_find(all, SLICE(">"), (size_t)(open[i].bytes - all.bytes));
        if (element && (element->traits & HTML_VOID) && end != SIZE_MAX) {
            text_splice(text, end, 0, SLICE("/"));
            return true;
        }
    }
    for (size_t i = depth; i-- > holder;) {
        text_format(&tags, "</%.*s>", SLICE_ARGS(open[i]));
    }
    text_splice(text, place, 0, text_slice(&tags));
    text_free(&tags);
    return true;
}

/* Writes the element at a place that holds nothing but whitespace without it: <br> </br> as <br/>. False where it is
 * none. */
static bool empty_element(Text *text, size_t place)
{
    Slice all = text_slice(text), name = name_at(text, place + 1);
    size_t end = slice_find(all, SLICE(">"), place);
    if (end == SIZE_MAX) {
        return false;
    }
    size_t close = end + 1;
    while (close < all.length && ascii_is_xml_white(all.bytes[close])) {
        close++;
    }
    bool is_closed = close + 2 + name.length < all.length && all.bytes[close] == '<' && all.bytes[close + 1] == '/' &&
                     slice_equals(name_at(text, close + 2), name);
    size_t last = slice_find(all, SLICE(">"), close);
    if (name.length == 0 || !is_closed || close == end + 1 || last == SIZE_MAX) {
        return false;
    }
    text_splice(text, end, last - end + 1, SLICE("/>"));
    return true;
}

/* Writes the namespace of XHTML in place of another one that the attribute at a place declares. False where it is none.
 */
static bool offer_namespace(const FixOffer *offer, Text *text, size_t at)
{
    size_t end = slice_equals(name_at(text, at), SLICE("xmlns")) ? attribute_end(text, at) : SIZE_MAX;
    if (end == SIZE_MAX) {
        return false;
    }
    text_splice(text, at, end - at, slice_trim(SLICE(NAMESPACE)));
    offer_div(offer, false, text, SLICE(""), SLICE("Change to the namespace of XHTML"));
    return true;
}

/* Writes a root that is a div in capitals in small letters; puts another one in a div. Gives the title of that. */
static Slice fix_root(Text *text)
{
    size_t start = 0;
    while (start < text->length && ascii_is_xml_white(text->bytes[start])) {
        start++;
    }
    Slice name = name_at(text, start + 1);
    bool is_div = start < text->length && text->bytes[start] == '<' && slice_equals_ignoring_case(name, SLICE("div"));
    if (is_div && !slice_equals(name, SLICE("div"))) {
        fix_element_case(text, SLICE("div"));
        return SLICE("Change the root to lower case: 'div'");
    }
    text_splice(text, 0, 0, SLICE(DIV));
    text_append(text, SLICE("</div>"));
    return SLICE("Put all content in one 'div'");
}

/* True for a '<' that begins no tag. */
static bool is_less_than(const Text *text, size_t at)
{
    char next = at + 1 < text->length ? text->bytes[at + 1] : ' ';
    return at < text->length && text->bytes[at] == '<' && !ascii_is_letter(next) && !strchr("/!?_:", next);
}

/* The fix of the part that the issue is about; false if there is none for its key. */
static bool offer_part(const FixOffer *offer, Text *text)
{
    KeyId key = offer->issue->id;
    Slice title = SLICE("");
    size_t at = place_in_text(offer, text->length);
    Text removed = TEXT_EMPTY;
    bool is_link = key == KEY_NARRATIVE_LINK || key == KEY_NARRATIVE_URL;
    if (is_link && remove_link(text, at, &removed)) {
        offer_div(offer, false, text, text_slice(&removed), SLICE("Remove the link, and keep its words"));
        text_free(&removed);
        return true;
    }
    text_free(&removed);
    if (key == KEY_NARRATIVE_ATTRIBUTE || key == KEY_NARRATIVE_ELEMENT) {
        offer_tag(offer, text, at);
        return true;
    }
    if (key == KEY_NARRATIVE_NAMESPACE && offer_namespace(offer, text, at)) {
        return true;
    }
    if (key == KEY_NARRATIVE_ENTITY) {
        title = fix_entity(text, at) ? SLICE("Change to the number of the character") : SLICE("Change '&' to '&amp;'");
    } else if (key == KEY_NARRATIVE_MALFORMED && at < text->length && text->bytes[at] == '&') {
        text_splice(text, at, 1, SLICE("&amp;"));
        title = SLICE("Change '&' to '&amp;'");
    } else if (key == KEY_NARRATIVE_MALFORMED && is_less_than(text, at)) {
        text_splice(text, at, 1, SLICE("&lt;"));
        title = SLICE("Change '<' to '&lt;'");
    } else if (key == KEY_NARRATIVE_MALFORMED && close_by_name(text, at)) {
        title = SLICE("Change the closing tag to the name of the open element");
    } else if ((key == KEY_NARRATIVE_MALFORMED || key == KEY_NARRATIVE_UNCLOSED) && close_open_elements(text, at)) {
        title = SLICE("Close the open element");
    } else if (key == KEY_NARRATIVE_NESTING && empty_element(text, tag_around(text, at))) {
        title = SLICE("Remove the whitespace in the element");
    } else if (key == KEY_NARRATIVE_MALFORMED && slice_find(text_slice(text), SLICE("<"), 0) == SIZE_MAX) {
        wrap_words(text);
        title = SLICE("Put all content in one 'div'");
    } else if (key == KEY_NARRATIVE_NAMESPACE && slice_starts_with(text_slice(text), SLICE("<div"))) {
        text_splice(text, sizeof "<div" - 1, 0, SLICE(NAMESPACE));
        title = SLICE("Add the namespace");
    } else if (key == KEY_NARRATIVE_ROOT) {
        title = fix_root(text);
    }
    if (title.length > 0) {
        offer_div(offer, true, text, SLICE(""), title);
    }
    return title.length > 0;
}

/* A fix that is made in the text of the whole narrative. */
static void offer_in_text(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY, text = TEXT_EMPTY;
    Slice all = document_string(offer->document, offer->issue->node, &scratch);
    text_append(&text, all);
    if (!offer_part(offer, &text)) {
        offer_words(offer, all);
    }
    text_free(&scratch);
    text_free(&text);
}

void offer_narrative(const FixOffer *offer)
{
    if (offer->node->kind != NODE_STRING) {
        return;
    }
    if (!offer_narrative_part(offer)) {
        offer_in_text(offer);
    }
    offer_removal_of(offer, fix_holder(offer, offer->issue->node));
}
