/*
 * Html: the elements and attributes that a narrative may use, and how they may nest.
 *
 * FHIR allows the basic formatting of HTML 4.0 chapters 7 to 11 (without section 4 of chapter 9) and 15, links with
 * names or targets, images and style attributes (http://hl7.org/fhir/R4/narrative.html, invariant txt-1). How elements
 * nest follows XHTML 1.0.
 */
#ifndef IPSE_CHECK_HTML_ELEMENTS_H
#define IPSE_CHECK_HTML_ELEMENTS_H

#include "src/base/slice.h"

typedef enum HtmlTrait {
    HTML_ALONE = 1,            /* may not stand inside another element of its own name */
    HTML_TEXTUAL = 2,          /* may hold no block, at any depth */
    HTML_BLOCK = 4,            /* div, pre, table, ul, ol */
    HTML_NOT_IN_PARAGRAPH = 8, /* may not stand inside a p, at any depth */
    HTML_VOID = 16,            /* may hold nothing */
    HTML_FRAME = 32            /* holds only the elements that name it as their parent, and no text */
} HtmlTrait;

typedef struct HtmlElement {
    const char *name;
    unsigned traits;        /* a set of HtmlTrait */
    const char *parents;    /* names of the elements that it may stand in, with a space after each; NULL: any */
    const char *attributes; /* names beyond the common ones, with a space after each; NULL: none */
} HtmlElement;

enum { HTML_ELEMENT_COUNT = 53, HTML_NAME_MAXIMUM = 32 };

/* The element of a name in lower case; NULL where narratives may not use it. */
const HtmlElement *html_element_find(Slice name);

/* The element that a name with capitals would be in lower case; NULL if there is none, or it has no capitals. */
const HtmlElement *html_element_in_lower_case(Slice name);

/* Position of an element in the table, below HTML_ELEMENT_COUNT. */
unsigned html_element_number(const HtmlElement *element);

/* True when the element may carry the attribute; `element` may be NULL: then only the common ones are known. */
bool html_allows_attribute(const HtmlElement *element, Slice attribute);

/* True when an attribute with capitals would be allowed in lower case. */
bool html_allows_attribute_in_lower_case(const HtmlElement *element, Slice attribute);

/* True when the element may stand directly inside `parent`. */
bool html_allows_child(const HtmlElement *parent, const HtmlElement *element);

#endif
