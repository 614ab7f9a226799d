/*
 * Narrative: one pass over the tokens of the text with a stack of open elements. Links to ids inside the document are
 * collected on the way and judged at the end, when all ids are known. What would be said twice is said once.
 */
#include "src/check/narrative.h"

#include "src/base/slice_map.h"
#include "src/base/text.h"
#include "src/check/html.h"
#include "src/check/link.h"
#include "src/check/xhtml.h"

#include <stdint.h>
#include <stdlib.h>

enum { DEPTH_MAXIMUM = 512, ATTRIBUTES_COMPARED = 32, PROBLEMS_MAXIMUM = 50, SHOWN_MAXIMUM = 80 };

/* One kind of problem, with what it stands on. */
typedef struct Rule {
    const char *key;
    Severity severity;
    const char *detail;
} Rule;

static const Rule MALFORMED = {"narrative-malformed", SEVERITY_ERROR,
                               "XML 1.0: the narrative is one well-formed XHTML element (FHIR R4, narrative.html)"};
/* The reference validator reads over it, so it is no error here. */
static const Rule UNCLOSED = {"narrative-unclosed", SEVERITY_WARNING, "XML 1.0, section 3: every element is closed"};
static const Rule ENTITY = {"narrative-entity", SEVERITY_ERROR,
                            "FHIR R4, narrative.html: only the five entities of XML and numbers of characters"};
static const Rule NAMESPACE = {"narrative-namespace", SEVERITY_ERROR,
                               "FHIR R4, narrative.html: xmlns=\"http://www.w3.org/1999/xhtml\""};
static const Rule ROOT = {"narrative-root", SEVERITY_ERROR, "FHIR R4, narrative.html: the content is a single div"};
static const Rule ELEMENT = {"narrative-element", SEVERITY_ERROR,
                             "txt-1: basic formatting elements of HTML 4.0 chapters 7 to 11 and 15, links and images"};
static const Rule ATTRIBUTE = {"narrative-attribute", SEVERITY_ERROR,
                               "txt-1: basic formatting attributes of HTML 4.0 chapters 7 to 11 and 15"};
static const Rule CONSTRUCT = {"narrative-construct", SEVERITY_ERROR,
                               "txt-1: no document type declarations and no processing instructions"};
static const Rule NESTING = {"narrative-nesting", SEVERITY_ERROR, "XHTML 1.0: which elements may stand inside which"};
static const Rule EMPTY = {"narrative-empty", SEVERITY_ERROR, "txt-2: some text that is not white space, or an image"};
static const Rule LINK = {"narrative-link", SEVERITY_ERROR, "FHIR R4, narrative.html: links to ids of the document"};
static const Rule DUPLICATE_ID = {"narrative-duplicate-id", SEVERITY_WARNING,
                                  "HTML 4.0, section 7.5.2: ids are unique"};
static const Rule LANGUAGE = {"narrative-language", SEVERITY_WARNING,
                              "XHTML: lang and xml:lang, both as the resource's language says"};
static const Rule SPACE = {"narrative-space", SEVERITY_NOTE, "XML 1.0, section 2.10"};

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

typedef struct Walk {
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
    Slice attributes[ATTRIBUTES_COMPARED]; /* names seen in the present tag */
    size_t attribute_count;
    SliceMap ids;
    InnerLink *links;
    size_t link_count;
    size_t link_capacity;
    SliceMap said; /* messages, in `arena` */
    Arena *arena;  /* made on first use */
} Walk;

/* At most the first SHOWN_MAXIMUM bytes of what the text says, cut before a character. */
static Slice shown(Slice text)
{
    if (text.length <= SHOWN_MAXIMUM) {
        return text;
    }
    size_t length = SHOWN_MAXIMUM;
    while (length > 0 && ((unsigned char)text.bytes[length] & 0xC0u) == 0x80u) {
        length--;
    }
    return slice_part(text, 0, length);
}

/* Tells the handler of a problem, unless the same was said before or enough was said. */
static void report(Walk *walk, const Rule *rule, size_t offset, size_t length, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static void report(Walk *walk, const Rule *rule, size_t offset, size_t length, const char *format, ...)
{
    if (!walk->handler || !walk->handler->problem || walk->said.count >= PROBLEMS_MAXIMUM) {
        return;
    }
    if (!walk->arena) {
        walk->arena = arena_new();
    }
    va_list arguments;
    va_start(arguments, format);
    Slice message = arena_format_list(walk->arena, format, arguments);
    va_end(arguments);
    bool is_new = false;
    slice_map_add(&walk->said, message, &is_new);
    if (is_new) {
        NarrativeProblem problem = {rule->key, rule->severity, offset, length, message, rule->detail};
        walk->handler->problem(walk->handler->context, &problem);
    }
}

/* Ends the walk: the text is not well-formed. */
static void break_off(Walk *walk, size_t offset, const char *fault)
{
    walk->is_broken = true;
    report(walk, &MALFORMED, offset, 1, "This narrative is not well-formed XHTML: %s.", fault);
}

/* Judges the entities of a text or attribute value that begins at `start`. */
static void check_entities(Walk *walk, Slice value, size_t start)
{
    size_t offset = 0;
    size_t length = 0;
    for (size_t from = 0; !walk->is_broken; from = offset + length) {
        XhtmlEntityKind kind = xhtml_entity(value, from, &offset, &length);
        if (kind == XHTML_ENTITY_NONE) {
            return;
        }
        if (kind == XHTML_ENTITY_BROKEN) {
            break_off(walk, start + offset, "an '&' begins nothing that XML knows (as text it is written &amp;)");
        } else if (kind == XHTML_ENTITY_UNKNOWN) {
            report(walk, &ENTITY, start + offset, length,
                   "XHTML in FHIR does not know the entity '%.*s'. Write the character itself, or its number as in "
                   "&#160;.",
                   SLICE_ARGS(shown(slice_part(value, offset, length))));
        }
    }
}

/* ---- elements ---- */

/* Judges where an element stands: `parent` is NULL for the root. */
static void check_place(Walk *walk, const OpenElement *parent, const OpenElement *child)
{
    const HtmlElement *element = child->element;
    const HtmlElement *outer = parent ? parent->element : NULL;
    size_t length = child->name.length + 1;
    if (outer && (outer->traits & HTML_VOID)) {
        report(walk, &NESTING, child->offset, length, "'%s' may hold nothing, but '%.*s' stands inside it.",
               outer->name, SLICE_ARGS(shown(child->name)));
    }
    if (!element) {
        return;
    }
    bool is_in_paragraph = walk->paragraph_depth > 0 && (element->traits & HTML_NOT_IN_PARAGRAPH);
    if (is_in_paragraph || (walk->textual_depth > 0 && (element->traits & HTML_BLOCK))) {
        report(walk, &NESTING, child->offset, length,
               "'%s' is a block and may not stand inside %s; end that element before it.", element->name,
               is_in_paragraph ? "a paragraph (p)" : "an element that holds only text");
    }
    if ((element->traits & HTML_ALONE) && walk->open_of[html_element_number(element)] > 0) {
        report(walk, &NESTING, child->offset, length, "'%s' may not stand inside another '%s'.", element->name,
               element->name);
    }
    if (outer && !(outer->traits & HTML_VOID) && !html_allows_child(outer, element)) {
        report(walk, &NESTING, child->offset, length, "'%s' may not stand directly inside '%s'.", element->name,
               outer->name);
    }
}

/* Counts an element in (`step` 1) or out (-1) of those that are open. */
static void count_open(Walk *walk, const HtmlElement *element, int step)
{
    if (!element) {
        return;
    }
    unsigned change = (unsigned)step;
    walk->open_of[html_element_number(element)] += change;
    walk->textual_depth += element->traits & HTML_TEXTUAL ? change : 0u;
    walk->paragraph_depth += strcmp(element->name, "p") == 0 ? change : 0u;
}

static void open_element(Walk *walk, const XhtmlToken *token)
{
    if (walk->depth == 0 && walk->has_root) {
        break_off(walk, token->offset, "a second element follows the first one; one div must hold everything");
        return;
    }
    if (walk->depth == DEPTH_MAXIMUM) {
        break_off(walk, token->offset, "its elements are nested deeper than 512 levels");
        return;
    }
    OpenElement element = {token->name, html_element_find(token->name), token->offset};
    const OpenElement *parent = walk->depth > 0 ? &walk->open[walk->depth - 1] : NULL;
    if (!parent && !slice_equals(token->name, SLICE("div"))) {
        report(walk, &ROOT, token->offset, token->name.length + 1,
               "A narrative must begin with 'div', not with '%.*s'. Put everything inside one div.",
               SLICE_ARGS(shown(token->name)));
    }
    if (!element.element) {
        walk->verdict.is_allowed = false;
        report(walk, &ELEMENT, token->offset, token->name.length + 1,
               "The element '%.*s' is not allowed in a narrative; only basic formatting is.",
               SLICE_ARGS(shown(token->name)));
    }
    check_place(walk, parent, &element);
    if (element.element && strcmp(element.element->name, "img") == 0) {
        walk->verdict.has_content = true;
    }
    ARRAY_RESERVE(walk->open, walk->capacity, walk->depth + 1);
    walk->open[walk->depth++] = element;
    count_open(walk, element.element, 1);
    walk->has_root = true;
    walk->attribute_count = 0;
}

/* Judges the start tag of the root once all of its attributes were read. */
static void check_root_tag(Walk *walk)
{
    if (!walk->has_namespace) {
        report(walk, &NAMESPACE, walk->open[0].offset, walk->open[0].name.length + 1,
               "The namespace of the narrative is missing. Its first tag must say "
               "xmlns=\"http://www.w3.org/1999/xhtml\".");
    }
}

static void close_element(Walk *walk)
{
    walk->depth--;
    count_open(walk, walk->open[walk->depth].element, -1);
}

/* Judges a close tag. */
static void check_close(Walk *walk, const XhtmlToken *token)
{
    if (walk->depth == 0) {
        break_off(walk, token->offset, "a tag closes what was never opened");
        return;
    }
    Slice expected = walk->open[walk->depth - 1].name;
    if (slice_equals(expected, token->name)) {
        close_element(walk);
        return;
    }
    walk->is_broken = true;
    report(walk, &MALFORMED, token->offset, token->name.length + 3,
           "This narrative is not well-formed XHTML: '%.*s' is still open where '%.*s' is closed.",
           SLICE_ARGS(shown(expected)), SLICE_ARGS(shown(token->name)));
}

/* ---- attributes ---- */

/* Reports an attribute that its tag has twice, which no XML may have. */
static void check_repetition(Walk *walk, const XhtmlToken *token)
{
    for (size_t i = 0; i < walk->attribute_count; i++) {
        if (slice_equals(walk->attributes[i], token->name)) {
            break_off(walk, token->offset, "a tag has the same attribute twice");
            return;
        }
    }
    if (walk->attribute_count < ATTRIBUTES_COMPARED) {
        walk->attributes[walk->attribute_count++] = token->name;
    }
}

/* Takes note of an id (or the name of an anchor). */
static void add_id(Walk *walk, const XhtmlToken *token)
{
    bool is_new = false;
    slice_map_add(&walk->ids, token->value, &is_new);
    if (!is_new) {
        report(walk, &DUPLICATE_ID, token->offset, token->name.length,
               "The id '%.*s' is used more than once in this narrative, so links to it are ambiguous.",
               SLICE_ARGS(shown(token->value)));
    }
}

/* Judges where a link or image leads; ids inside the document are kept for the end. */
static void check_link(Walk *walk, const XhtmlToken *token, bool is_image)
{
    if (token->value.length > 1 && token->value.bytes[0] == '#') {
        ARRAY_RESERVE(walk->links, walk->link_capacity, walk->link_count + 1);
        Slice id = slice_part(token->value, 1, token->value.length);
        walk->links[walk->link_count++] = (InnerLink){id, token->offset, is_image};
        return;
    }
    Severity severity = SEVERITY_ERROR;
    const char *fault = link_fault(token->value, is_image, &severity);
    if (fault) {
        Rule rule = {"narrative-url", severity, "FHIR R4, narrative.html; RFC 3986"};
        report(walk, &rule, token->offset, token->name.length, "The %s '%.*s' should be looked at: %s.",
               is_image ? "image" : "link", SLICE_ARGS(shown(token->value)), fault);
    }
}

/* Judges the namespace that a tag declares. */
static void check_namespace(Walk *walk, const XhtmlToken *token)
{
    walk->has_namespace = walk->has_namespace || walk->depth == 1;
    if (!slice_equals(token->value, SLICE("http://www.w3.org/1999/xhtml"))) {
        report(walk, &NAMESPACE, token->offset, token->name.length,
               "The namespace '%.*s' is not that of XHTML. It must be http://www.w3.org/1999/xhtml.",
               SLICE_ARGS(shown(token->value)));
    }
}

static void check_attribute(Walk *walk, const XhtmlToken *token)
{
    const OpenElement *holder = &walk->open[walk->depth - 1];
    const char *element = holder->element ? holder->element->name : "";
    check_repetition(walk, token);
    check_entities(walk, token->value, token->offset);
    if (!html_allows_attribute(holder->element, token->name)) {
        walk->verdict.is_allowed = false;
        report(walk, &ATTRIBUTE, token->offset, token->name.length,
               "The attribute '%.*s' is not allowed on '%.*s' in a narrative.", SLICE_ARGS(shown(token->name)),
               SLICE_ARGS(shown(holder->name)));
    }
    if (slice_equals(token->name, SLICE("xmlns"))) {
        check_namespace(walk, token);
    } else if (slice_equals(token->name, SLICE("id")) ||
               (strcmp(element, "a") == 0 && slice_equals(token->name, SLICE("name")))) {
        add_id(walk, token);
    } else if (strcmp(element, "a") == 0 && slice_equals(token->name, SLICE("href"))) {
        check_link(walk, token, false);
    } else if (strcmp(element, "img") == 0 && slice_equals(token->name, SLICE("src"))) {
        check_link(walk, token, true);
    } else if (slice_equals(token->name, SLICE("xml:space"))) {
        report(walk, &SPACE, token->offset, token->name.length,
               "'xml:space' is allowed but discouraged; it has no effect.");
    }
    if (walk->depth == 1 && slice_equals(token->name, SLICE("lang"))) {
        walk->languages[0] = token->value;
    } else if (walk->depth == 1 && slice_equals(token->name, SLICE("xml:lang"))) {
        walk->languages[1] = token->value;
    }
}

/* ---- text and the rest ---- */

static void check_text(Walk *walk, const XhtmlToken *token)
{
    bool is_blank = slice_trim(token->value).length == 0;
    if (walk->depth == 0) {
        if (!is_blank) {
            break_off(walk, token->offset,
                      walk->has_root ? "text follows the closing tag of its div" : "it does not begin with a tag");
        }
        return;
    }
    if (is_blank) {
        return;
    }
    walk->verdict.has_content = true;
    const HtmlElement *element = walk->open[walk->depth - 1].element;
    if (element && (element->traits & (HTML_FRAME | HTML_VOID))) {
        report(walk, &NESTING, token->offset, token->value.length, "'%s' may not hold text directly.", element->name);
    }
    if (!token->is_literal) {
        check_entities(walk, token->value, token->offset);
    }
}

/* Reports what is neither element nor text nor comment. */
static void check_construct(Walk *walk, const XhtmlToken *token)
{
    walk->verdict.is_allowed = false;
    report(walk, &CONSTRUCT, token->offset, 2, "%s in a narrative; take it out.",
           token->kind == XHTML_DOCTYPE ? "A document type declaration (<!…>) is not allowed"
                                        : "A processing instruction (<?…?>) is not allowed");
}

/* Judges one token; false at the end. */
static bool take(Walk *walk, const XhtmlToken *token)
{
    switch (token->kind) {
    case XHTML_OPEN:
        open_element(walk, token);
        break;
    case XHTML_ATTRIBUTE:
        check_attribute(walk, token);
        break;
    case XHTML_OPENED:
    case XHTML_EMPTY:
        if (walk->depth == 1) {
            check_root_tag(walk);
        }
        if (token->kind == XHTML_EMPTY) {
            close_element(walk);
        }
        break;
    case XHTML_CLOSE:
        check_close(walk, token);
        break;
    case XHTML_TEXT:
        check_text(walk, token);
        break;
    case XHTML_COMMENT:
        break;
    case XHTML_DOCTYPE:
    case XHTML_INSTRUCTION:
        check_construct(walk, token);
        break;
    case XHTML_FAULT:
        break_off(walk, token->offset, token->fault);
        break;
    case XHTML_END:
        return false;
    }
    return !walk->is_broken;
}

/* ---- at the end ---- */

/* Judges the links to ids inside the document. */
static void check_inner_links(Walk *walk)
{
    const NarrativeHandler *handler = walk->handler;
    for (size_t i = 0; handler && handler->has_target && i < walk->link_count; i++) {
        const InnerLink *link = &walk->links[i];
        if (!slice_map_find(&walk->ids, link->id) && !handler->has_target(handler->context, link->id)) {
            report(walk, &LINK, link->offset, 1, "The %s '#%.*s' leads nowhere: nothing in this document has that id.",
                   link->is_image ? "image" : "link", SLICE_ARGS(shown(link->id)));
        }
    }
}

/* Compares the languages that the root states with the resource's. */
static void check_languages(Walk *walk)
{
    static const char *const names[] = {"lang", "xml:lang"};
    Slice wanted = walk->handler ? walk->handler->language : (Slice){NULL, 0};
    if (wanted.length == 0) {
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        Slice stated = walk->languages[i];
        if (!stated.bytes) {
            report(walk, &LANGUAGE, walk->open[0].offset, 1,
                   "The resource is in '%.*s', but the first tag of its narrative has no '%s' that says so.",
                   SLICE_ARGS(shown(wanted)), names[i]);
        } else if (!slice_equals(stated, wanted)) {
            report(walk, &LANGUAGE, walk->open[0].offset, 1,
                   "The resource is in '%.*s', but '%s' of its narrative says '%.*s'.", SLICE_ARGS(shown(wanted)),
                   names[i], SLICE_ARGS(shown(stated)));
        }
    }
}

/* Judges what only the whole text shows. */
static void finish(Walk *walk)
{
    if (!walk->is_broken && walk->depth == 1) {
        report(
            walk, &UNCLOSED, walk->text.length, 0,
            "The closing tag of the narrative's div is missing at its end. Strict readers will refuse it: add </div>.");
    } else if (!walk->is_broken && walk->depth > 1) {
        break_off(walk, walk->text.length, "it ends while elements are still open");
    } else if (!walk->is_broken && !walk->has_root) {
        break_off(walk, 0, "it holds no element");
    }
    if (walk->is_broken) {
        walk->verdict = (NarrativeVerdict){false, false};
        return;
    }
    check_inner_links(walk);
    check_languages(walk);
    if (!walk->verdict.has_content) {
        report(walk, &EMPTY, walk->open[0].offset, 1,
               "This narrative shows nothing: it has neither text nor an image.");
    }
}

NarrativeVerdict narrative_check(Slice xhtml, const NarrativeHandler *handler)
{
    Walk walk = {.text = xhtml, .handler = handler, .verdict = {.is_allowed = true}};
    XhtmlReader reader = xhtml_reader(xhtml);
    for (XhtmlToken token = xhtml_next(&reader); take(&walk, &token); token = xhtml_next(&reader)) {
    }
    finish(&walk);
    free(walk.open);
    free(walk.links);
    slice_map_free(&walk.ids);
    slice_map_free(&walk.said);
    arena_free(walk.arena);
    return walk.verdict;
}
