/*
 * Narrative: one pass over the tokens of the text with a stack of open elements. Links to ids inside the document are
 * collected on the way and judged at the end, when all ids are known. What would be said twice is said once.
 */
#include "src/check/narrative/narrative_check.h"

#include "src/base/slice_map.h"
#include "src/base/systems.h"
#include "src/base/text.h"
#include "src/check/narrative/attribute_names.h"
#include "src/check/narrative/html_elements.h"
#include "src/check/narrative/link.h"
#include "src/check/narrative/narrative_rules.h"
#include "src/check/narrative/xhtml_reader.h"

#include <stdint.h>
#include <stdlib.h>

enum { DEPTH_MAXIMUM = 512 };

typedef struct OpenElement {
    Slice name;
    const HtmlElement *element; /* NULL for one that is not allowed */
    size_t offset;
} OpenElement;

/* A link to an id inside the document. */
typedef struct InnerLink {
    Slice id;
    size_t offset;
    bool is_image;
} InnerLink;

typedef struct Reading {
    Slice text;
    const NarrativeHandler *handler;
    NarrativeVerdict verdict;
    bool is_broken;     /* not well-formed: nothing that follows can be judged */
    bool has_root;      /* the root was opened */
    bool has_namespace; /* of the root */
    Slice languages[2]; /* lang and xml:lang of the root; NULL bytes where absent */
    OpenElement *open;
    size_t depth;
    size_t capacity;
    unsigned open_of[HTML_ELEMENT_COUNT];
    unsigned textual_depth;
    unsigned paragraph_depth;
    AttributeNames attributes; /* of the present tag */
    SliceMap ids;
    InnerLink *links;
    size_t link_count;
    size_t link_capacity;
    NarrativeReporter reporter;
} Reading;

/* Ends the reading: the text is not well-formed. */
static void break_off(Reading *reading, size_t offset, const char *fault)
{
    reading->is_broken = true;
    narrative_report(&reading->reporter, KEY_NARRATIVE_MALFORMED, offset, 1, "Narrative is not well-formed XHTML: %s.",
                     fault);
}

/* Reports that the text is not well-formed where it can be read on all the same. */
static void report_flaw(Reading *reading, size_t offset, size_t length, const char *fault)
{
    reading->verdict.is_allowed = false;
    narrative_report(&reading->reporter, KEY_NARRATIVE_MALFORMED, offset, length,
                     "Narrative is not well-formed XHTML: %s.", fault);
}

/* Judges the entities of a text or attribute value that begins at `start`. */
static void check_entities(Reading *reading, Slice value, size_t start)
{
    size_t offset = 0;
    size_t length = 0;
    for (size_t from = 0; !reading->is_broken; from = offset + length) {
        XhtmlEntityKind kind = xhtml_entity(value, from, &offset, &length);
        if (kind == XHTML_ENTITY_NONE) {
            return;
        }
        if (kind == XHTML_ENTITY_BROKEN) {
            break_off(reading, start + offset, "'&' does not start an XML entity (write '&' as &amp;)");
        } else if (kind == XHTML_ENTITY_FORBIDDEN) {
            report_flaw(reading, start + offset, length,
                        "a character reference names a character that XML does not allow");
        } else if (kind == XHTML_ENTITY_UNKNOWN) {
            narrative_report(&reading->reporter, KEY_NARRATIVE_ENTITY, start + offset, length,
                             "Entity '" SHOWN
                             "' is not allowed in FHIR. Expected: the character, or a number such as &#160;.",
                             SHOWN_ARGS(shown_value(slice_part(value, offset, length))));
        }
    }
}

/* ---- elements ---- */

/* Judges where an element stands: `parent` is NULL for the root. */
static void check_place(Reading *reading, const OpenElement *parent, const OpenElement *child)
{
    const HtmlElement *element = child->element;
    const HtmlElement *outer = parent ? parent->element : NULL;
    size_t length = child->name.length + 1;
    if (outer && (outer->traits & HTML_VOID)) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_NESTING, child->offset, length,
                         "Element '%s' must be empty, but contains '%.*s'.", outer->name, SLICE_ARGS(child->name));
    }
    if (!element) {
        return;
    }
    bool is_in_paragraph = reading->paragraph_depth > 0 && (element->traits & HTML_NOT_IN_PARAGRAPH);
    if (is_in_paragraph || (reading->textual_depth > 0 && (element->traits & HTML_BLOCK))) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_NESTING, child->offset, length,
                         "Block element '%s' is not allowed in %s. Close the outer element first.", element->name,
                         is_in_paragraph ? "a paragraph" : "an inline element");
    }
    if ((element->traits & HTML_ALONE) && reading->open_of[html_element_number(element)] > 0) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_NESTING, child->offset, length,
                         "Element '%s' is not allowed inside another '%s'.", element->name, element->name);
    }
    if (outer && !(outer->traits & HTML_VOID) && !html_allows_child(outer, element)) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_NESTING, child->offset, length,
                         "Element '%s' is not allowed directly inside '%s'.", element->name, outer->name);
    }
}

/* Counts an element in (`step` 1) or out (-1) of those that are open. */
static void count_open(Reading *reading, const HtmlElement *element, int step)
{
    if (!element) {
        return;
    }
    unsigned change = (unsigned)step;
    reading->open_of[html_element_number(element)] += change;
    reading->textual_depth += element->traits & HTML_TEXTUAL ? change : 0u;
    reading->paragraph_depth += strcmp(element->name, "p") == 0 ? change : 0u;
}

/* Takes an opening tag: is the element allowed where it stands? */
static void open_element(Reading *reading, const XhtmlToken *token)
{
    if (reading->depth == 0 && reading->has_root) {
        break_off(reading, token->offset, "a second element follows the root div");
        return;
    }
    if (reading->depth == DEPTH_MAXIMUM) {
        break_off(reading, token->offset, "elements are nested deeper than 512 levels");
        return;
    }
    OpenElement element = {token->name, html_element_find(token->name), token->offset};
    const OpenElement *parent = reading->depth > 0 ? &reading->open[reading->depth - 1] : NULL;
    if (!parent && !slice_equals(token->name, SLICE("div"))) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_ROOT, token->offset, token->name.length + 1,
                         "Narrative starts with '%.*s'. Expected: one 'div' around all content.",
                         SLICE_ARGS(token->name));
    }
    if (!element.element) {
        reading->verdict.is_allowed = false;
        const HtmlElement *meant = html_element_in_lower_case(token->name);
        narrative_report(&reading->reporter, KEY_NARRATIVE_ELEMENT, token->offset, token->name.length + 1,
                         "Element '%.*s' is not allowed in a narrative%s%s%s", SLICE_ARGS(token->name),
                         meant ? " in upper case. Expected: '" : ". Allowed: basic formatting.",
                         meant ? meant->name : "", meant ? "'." : "");
    }
    check_place(reading, parent, &element);
    if (element.element && strcmp(element.element->name, "img") == 0) {
        reading->verdict.has_content = true;
    }
    ARRAY_RESERVE(reading->open, reading->capacity, reading->depth + 1);
    reading->open[reading->depth++] = element;
    count_open(reading, element.element, 1);
    reading->has_root = true;
    attribute_names_clear(&reading->attributes);
}

/* Judges the start tag of the root once all of its attributes were read. */
static void check_root_tag(Reading *reading)
{
    if (!reading->has_namespace) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_NAMESPACE, reading->open[0].offset,
                         reading->open[0].name.length + 1,
                         "Namespace of the narrative is missing. Expected: xmlns=\"" XHTML_NAMESPACE "\" in the div.");
    }
}

static void close_element(Reading *reading)
{
    reading->depth--;
    count_open(reading, reading->open[reading->depth].element, -1);
}

/* Judges a close tag. */
static void check_close(Reading *reading, const XhtmlToken *token)
{
    if (reading->depth == 0) {
        break_off(reading, token->offset, "a closing tag has no opening tag");
        return;
    }
    Slice expected = reading->open[reading->depth - 1].name;
    if (slice_equals(expected, token->name)) {
        close_element(reading);
        return;
    }
    reading->is_broken = true;
    narrative_report(&reading->reporter, KEY_NARRATIVE_MALFORMED, token->offset, token->name.length + 3,
                     "Narrative is not well-formed XHTML: '%.*s' is not closed before '%.*s'.", SLICE_ARGS(expected),
                     SLICE_ARGS(token->name));
}

/* ---- attributes ---- */

/* Reports an attribute that its tag has twice, which no XML may have. */
static void check_repetition(Reading *reading, const XhtmlToken *token)
{
    if (!attribute_names_add(&reading->attributes, token->name)) {
        report_flaw(reading, token->offset, token->name.length, "a tag has a duplicate attribute");
    }
}

/* Takes note of an id (or the name of an anchor). */
static void add_id(Reading *reading, const XhtmlToken *token)
{
    bool is_new = false;
    slice_map_add(&reading->ids, token->value, &is_new);
    if (!is_new) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_DUPLICATE_ID, token->offset, token->name.length,
                         "Duplicate id '" SHOWN "' in the narrative. Links to the id are ambiguous.",
                         SHOWN_ARGS(shown_value(token->value)));
    }
}

/* Judges where a link or image leads; ids inside the document are kept for the end. */
static void check_link(Reading *reading, const XhtmlToken *token, bool is_image)
{
    if (token->value.length > 1 && token->value.bytes[0] == '#') {
        ARRAY_RESERVE(reading->links, reading->link_capacity, reading->link_count + 1);
        Slice id = slice_part(token->value, 1, token->value.length);
        reading->links[reading->link_count++] = (InnerLink){id, token->offset, is_image};
        return;
    }
    bool is_possible = false;
    const char *fault = link_fault(token->value, is_image, &is_possible);
    if (fault) {
        KeyCase in_case = is_possible ? CASE_URL_OF_OTHER_SCHEME : CASE_NONE;
        narrative_report_in(&reading->reporter, KEY_NARRATIVE_URL, in_case, token->offset, token->name.length,
                            "%s '" SHOWN "' %s: %s.", is_image ? "Image" : "Link",
                            SHOWN_ARGS(shown_value(token->value)), is_possible ? "might not work" : "cannot be used",
                            fault);
    }
}

/* Judges the namespace that a tag declares. */
static void check_namespace(Reading *reading, const XhtmlToken *token)
{
    reading->has_namespace = reading->has_namespace || reading->depth == 1;
    if (!slice_equals(token->value, SLICE(XHTML_NAMESPACE))) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_NAMESPACE, token->offset, token->name.length,
                         "Namespace '" SHOWN "' is not the XHTML namespace. Expected: 'http://www.w3.org/1999/xhtml'.",
                         SHOWN_ARGS(shown_value(token->value)));
    }
}

/* Judges an attribute of the innermost open element. */
static void check_attribute(Reading *reading, const XhtmlToken *token)
{
    const OpenElement *holder = &reading->open[reading->depth - 1];
    const char *element = holder->element ? holder->element->name : "";
    check_repetition(reading, token);
    check_entities(reading, token->value, token->offset);
    bool is_known = html_allows_attribute(holder->element, token->name);
    if (!is_known) {
        bool is_case = html_allows_attribute_in_lower_case(holder->element, token->name);
        reading->verdict.is_allowed = false;
        narrative_report(&reading->reporter, KEY_NARRATIVE_ATTRIBUTE, token->offset, token->name.length,
                         "Attribute '%.*s' is not allowed on '%.*s' in a narrative%s.", SLICE_ARGS(token->name),
                         SLICE_ARGS(holder->name), is_case ? ": names must be in lower case" : "");
    }
    if (slice_equals(token->name, SLICE("xmlns"))) {
        check_namespace(reading, token);
    } else if (slice_equals(token->name, SLICE("id")) ||
               (strcmp(element, "a") == 0 && slice_equals(token->name, SLICE("name")))) {
        add_id(reading, token);
    } else if (strcmp(element, "a") == 0 && slice_equals(token->name, SLICE("href"))) {
        check_link(reading, token, false);
    } else if (strcmp(element, "img") == 0 && slice_equals(token->name, SLICE("src"))) {
        check_link(reading, token, true);
    } else if (is_known && slice_equals(token->name, SLICE("xml:space"))) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_SPACE, token->offset, token->name.length,
                         "'xml:space' has no effect. XHTML discourages the attribute.");
    }
    if (reading->depth == 1 && slice_equals(token->name, SLICE("lang"))) {
        reading->languages[0] = token->value;
    } else if (reading->depth == 1 && slice_equals(token->name, SLICE("xml:lang"))) {
        reading->languages[1] = token->value;
    }
}

/* ---- text and the rest ---- */

/* The element that is open and must be empty; NULL if there is no such element. */
static const HtmlElement *open_void(const Reading *reading)
{
    const HtmlElement *element = reading->depth > 0 ? reading->open[reading->depth - 1].element : NULL;
    return element && (element->traits & HTML_VOID) ? element : NULL;
}

/* Reports what is inside an element that must be empty. */
static void report_filled(Reading *reading, const XhtmlToken *token, const char *action)
{
    narrative_report(&reading->reporter, KEY_NARRATIVE_NESTING, token->offset, token->value.length,
                     "Element '%s' must be empty: %s.", open_void(reading)->name, action);
}

/* Takes text outside of the root: nothing but white space is allowed there. */
static void check_outer_text(Reading *reading, const XhtmlToken *token)
{
    if (token->is_literal || slice_trim(token->value).length > 0) {
        break_off(reading, token->offset,
                  reading->has_root ? "text follows the closing tag of the root div"
                                    : "the narrative does not start with a tag");
    }
}

/* Takes text between tags: it may stand in an open element only. */
static void check_text(Reading *reading, const XhtmlToken *token)
{
    bool is_blank = xhtml_is_blank(token->value, token->is_literal);
    if (reading->depth == 0) {
        check_outer_text(reading, token);
        return;
    }
    if (open_void(reading)) {
        report_filled(reading, token, is_blank ? "remove the whitespace" : "move the content after the element");
    }
    if (is_blank) {
        return;
    }
    reading->verdict.has_content = true;
    const HtmlElement *element = reading->open[reading->depth - 1].element;
    if (element && (element->traits & HTML_FRAME)) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_NESTING, token->offset, token->value.length,
                         "Element '%s' must not contain text directly.", element->name);
    }
    if (!token->is_literal) {
        check_entities(reading, token->value, token->offset);
    }
}

/* Takes a comment, which may stand anywhere but in an element that must be empty. */
static void check_comment(Reading *reading, const XhtmlToken *token)
{
    if (open_void(reading)) {
        report_filled(reading, token, "remove the comment");
    }
}

/* Reports what is neither element nor text nor comment. */
static void check_construct(Reading *reading, const XhtmlToken *token)
{
    reading->verdict.is_allowed = false;
    if (token->flaw) {
        return; /* not even well-formed */
    }
    bool is_doctype = token->kind == XHTML_DOCTYPE;
    narrative_report(&reading->reporter, KEY_NARRATIVE_CONSTRUCT, token->offset, 2,
                     "%s is not allowed in a narrative. Remove the %s.",
                     is_doctype ? "Document type declaration" : "Processing instruction",
                     is_doctype ? "declaration" : "instruction");
}

/* Judges one token; false at the end. */
static bool take(Reading *reading, const XhtmlToken *token)
{
    if (token->flaw) {
        report_flaw(reading, token->flaw_offset, 1, token->flaw);
    }
    switch (token->kind) {
    case XHTML_OPEN:
        open_element(reading, token);
        break;
    case XHTML_ATTRIBUTE:
        check_attribute(reading, token);
        break;
    case XHTML_OPENED:
    case XHTML_EMPTY:
        if (reading->depth == 1) {
            check_root_tag(reading);
        }
        if (token->kind == XHTML_EMPTY) {
            close_element(reading);
        }
        break;
    case XHTML_CLOSE:
        check_close(reading, token);
        break;
    case XHTML_TEXT:
        check_text(reading, token);
        break;
    case XHTML_COMMENT:
        check_comment(reading, token);
        break;
    case XHTML_DOCTYPE:
    case XHTML_INSTRUCTION:
        check_construct(reading, token);
        break;
    case XHTML_FAULT:
        break_off(reading, token->offset, token->fault);
        break;
    case XHTML_END:
        return false;
    }
    return !reading->is_broken;
}

/* ---- at the end ---- */

/* Judges the links to ids inside the document. */
static void check_inner_links(Reading *reading)
{
    const NarrativeHandler *handler = reading->handler;
    for (size_t i = 0; handler && handler->has_target && i < reading->link_count; i++) {
        const InnerLink *link = &reading->links[i];
        if (!slice_map_find(&reading->ids, link->id) && !handler->has_target(handler->context, link->id)) {
            narrative_report(&reading->reporter, KEY_NARRATIVE_LINK, link->offset, 1,
                             "%s '#" SHOWN "' does not resolve: no element of the document has this id.",
                             link->is_image ? "Image" : "Link", SHOWN_ARGS(shown_value(link->id)));
        }
    }
}

/* Compares the languages that the root states with the resource's (taken over: language-attributes). */
static void check_languages(Reading *reading)
{
    Slice wanted = reading->handler ? reading->handler->language : (Slice){NULL, 0};
    bool differs[2];
    for (size_t i = 0; i < 2; i++) {
        differs[i] = !slice_equals(reading->languages[i], wanted);
    }
    if (wanted.length == 0 || (!differs[0] && !differs[1])) {
        return;
    }
    narrative_report(&reading->reporter, KEY_NARRATIVE_LANGUAGE, reading->open[0].offset, 1,
                     "Narrative does not state the language of the resource in %s%s%s. Expected: '%.*s'.",
                     differs[0] ? "'lang'" : "", differs[0] && differs[1] ? " and " : "",
                     differs[1] ? "'xml:lang'" : "", SLICE_ARGS(wanted));
}

/* Judges what only the whole text shows. */
static void finish(Reading *reading)
{
    if (!reading->is_broken && reading->depth == 1) {
        /* taken over: narrative-unclosed */
        narrative_report(&reading->reporter, KEY_NARRATIVE_UNCLOSED, reading->text.length, 0,
                         "Closing tag of the root div is missing. Strict readers refuse the narrative. Add </div>.");
    } else if (!reading->is_broken && reading->depth > 1) {
        break_off(reading, reading->text.length, "an element is not closed at the end");
    } else if (!reading->is_broken && !reading->has_root) {
        break_off(reading, 0, "the narrative has no element");
    }
    if (reading->is_broken) {
        reading->verdict = (NarrativeVerdict){false, false};
        return;
    }
    check_inner_links(reading);
    check_languages(reading);
    if (!reading->verdict.has_content) {
        narrative_report(&reading->reporter, KEY_NARRATIVE_EMPTY, reading->open[0].offset, 1,
                         "Narrative is empty: no text and no image.");
    }
}

NarrativeVerdict narrative_check(Slice xhtml, const NarrativeHandler *handler)
{
    Reading reading = {
        .text = xhtml, .handler = handler, .reporter = {.handler = handler}, .verdict = {.is_allowed = true}};
    size_t forbidden = xhtml_forbidden_character(xhtml);
    if (forbidden != SIZE_MAX) {
        report_flaw(&reading, forbidden, 1, "a character is not allowed in XML");
    }
    XhtmlReader reader = xhtml_reader(xhtml);
    for (XhtmlToken token = xhtml_next(&reader); take(&reading, &token); token = xhtml_next(&reader)) {
    }
    finish(&reading);
    free(reading.open);
    free(reading.links);
    attribute_names_free(&reading.attributes);
    slice_map_free(&reading.ids);
    narrative_reporter_free(&reading.reporter);
    return reading.verdict;
}
