/* Html: one sorted table of elements and one list of common attributes. */
#include "src/check/narrative/html_elements.h"

#include "src/base/ascii.h"

enum {
    INLINE = HTML_ALONE | HTML_TEXTUAL,
    PARAGRAPH = HTML_TEXTUAL | HTML_NOT_IN_PARAGRAPH,
    LIST = HTML_BLOCK | HTML_NOT_IN_PARAGRAPH | HTML_FRAME,
};

#define ROW_PARENTS  "table thead tbody tfoot "
#define CELL_PARENTS "tr "

static const HtmlElement ELEMENTS[HTML_ELEMENT_COUNT] = {
    {"a", INLINE, NULL, "href name charset type hreflang rel rev shape coords "},
    {"abbr", INLINE, NULL, NULL},
    {"acronym", INLINE, NULL, NULL},
    {"address", HTML_TEXTUAL, NULL, NULL},
    {"area", HTML_VOID, "map ", "shape coords href nohref alt "},
    {"b", INLINE, NULL, NULL},
    {"bdo", INLINE, NULL, NULL},
    {"big", INLINE, NULL, NULL},
    {"blockquote", HTML_NOT_IN_PARAGRAPH, NULL, "cite "},
    {"br", HTML_VOID, NULL, NULL},
    {"caption", HTML_TEXTUAL, "table ", NULL},
    {"cite", INLINE, NULL, NULL},
    {"code", INLINE, NULL, NULL},
    {"col", HTML_VOID, "table colgroup ", NULL},
    {"colgroup", HTML_FRAME, "table ", NULL},
    {"dd", HTML_TEXTUAL, "dl ", NULL},
    {"dfn", INLINE, NULL, NULL},
    {"div", HTML_BLOCK | HTML_NOT_IN_PARAGRAPH, NULL, NULL},
    {"dl", HTML_FRAME, NULL, NULL},
    {"dt", HTML_TEXTUAL, "dl ", NULL},
    {"em", INLINE, NULL, NULL},
    {"h1", HTML_TEXTUAL, NULL, NULL},
    {"h2", HTML_TEXTUAL, NULL, NULL},
    {"h3", HTML_TEXTUAL, NULL, NULL},
    {"h4", HTML_TEXTUAL, NULL, NULL},
    {"h5", HTML_TEXTUAL, NULL, NULL},
    {"h6", HTML_TEXTUAL, NULL, NULL},
    {"hr", HTML_VOID, NULL, NULL},
    {"i", INLINE, NULL, NULL},
    {"img", HTML_VOID, NULL, "src border alt longdesc height width usemap ismap "},
    {"kbd", INLINE, NULL, NULL},
    {"li", 0, "ul ol ", NULL},
    {"map", 0, NULL, "name "},
    {"ol", LIST, NULL, NULL},
    {"p", PARAGRAPH, NULL, NULL},
    {"pre", HTML_TEXTUAL | HTML_BLOCK, NULL, "space xml:space "},
    {"q", INLINE, NULL, "cite "},
    {"samp", INLINE, NULL, NULL},
    {"small", INLINE, NULL, NULL},
    {"span", HTML_TEXTUAL, NULL, NULL},
    {"strong", INLINE, NULL, NULL},
    {"sub", INLINE, NULL, NULL},
    {"sup", INLINE, NULL, NULL},
    {"table", LIST, NULL, "summary width border frame rules cellspacing cellpadding "},
    {"tbody", HTML_FRAME, "table ", NULL},
    {"td", 0, CELL_PARENTS, "nowrap "},
    {"tfoot", HTML_FRAME, "table ", NULL},
    {"th", 0, CELL_PARENTS, "nowrap "},
    {"thead", HTML_FRAME, "table ", NULL},
    {"tr", HTML_FRAME, ROW_PARENTS, NULL},
    {"tt", INLINE, NULL, NULL},
    {"ul", LIST, NULL, NULL},
    {"var", INLINE, NULL, NULL},
};

/* Those that are written most come first. */
static const Slice COMMON_ATTRIBUTES[] = {
    SLICE("style"),   SLICE("class"),     SLICE("colspan"),  SLICE("id"),    SLICE("lang"),   SLICE("xml:lang"),
    SLICE("title"),   SLICE("dir"),       SLICE("width"),    SLICE("align"), SLICE("valign"), SLICE("rowspan"),
    SLICE("span"),    SLICE("scope"),     SLICE("abbr"),     SLICE("axis"),  SLICE("char"),   SLICE("charoff"),
    SLICE("headers"), SLICE("accesskey"), SLICE("tabindex"),
};

/* Order of a name and one of the table. */
static int compare_names(Slice name, const char *other)
{
    size_t at = 0;
    while (at < name.length && other[at] && name.bytes[at] == other[at]) {
        at++;
    }
    unsigned char left = at < name.length ? (unsigned char)name.bytes[at] : 0, right = (unsigned char)other[at];
    return at < name.length && !right ? 1 : left - right;
}

const HtmlElement *html_element_find(Slice name)
{
    size_t low = 0;
    size_t high = HTML_ELEMENT_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_names(name, ELEMENTS[middle].name);
        if (order == 0) {
            return &ELEMENTS[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

/* The name in lower case in a buffer; empty where it has no capitals or is too long for an element or attribute. */
static Slice in_lower_case(Slice name, char buffer[HTML_NAME_MAXIMUM])
{
    bool has_capital = false;
    for (size_t i = 0; i < name.length && name.length <= HTML_NAME_MAXIMUM; i++) {
        bool is_capital = ascii_is_upper(name.bytes[i]);
        buffer[i] = is_capital ? (char)(name.bytes[i] - 'A' + 'a') : name.bytes[i];
        has_capital = has_capital || is_capital;
    }
    return has_capital ? slice_make(buffer, name.length) : (Slice){NULL, 0};
}

const HtmlElement *html_element_in_lower_case(Slice name)
{
    char buffer[HTML_NAME_MAXIMUM];
    return html_element_find(in_lower_case(name, buffer));
}

bool html_allows_attribute_in_lower_case(const HtmlElement *element, Slice attribute)
{
    char buffer[HTML_NAME_MAXIMUM];
    Slice lower = in_lower_case(attribute, buffer);
    return lower.length > 0 && html_allows_attribute(element, lower);
}

unsigned html_element_number(const HtmlElement *element)
{
    return (unsigned)(element - ELEMENTS);
}

/* True when a list of names, each followed by a space, has the name. */
static bool list_has(const char *list, Slice name)
{
    while (list && *list) {
        size_t length = 0;
        while (length < name.length && list[length] == name.bytes[length]) {
            length++;
        }
        if (length == name.length && list[length] == ' ') {
            return length > 0;
        }
        while (*list++ != ' ') {
        }
    }
    return false;
}

static bool is_common(Slice attribute)
{
    for (size_t i = 0; i < sizeof COMMON_ATTRIBUTES / sizeof *COMMON_ATTRIBUTES; i++) {
        if (slice_equals(attribute, COMMON_ATTRIBUTES[i])) {
            return true;
        }
    }
    return false;
}

bool html_allows_attribute(const HtmlElement *element, Slice attribute)
{
    bool is_namespace = slice_equals(attribute, SLICE("xmlns")) || slice_starts_with(attribute, SLICE("xmlns:"));
    return is_namespace || is_common(attribute) || (element && list_has(element->attributes, attribute));
}

bool html_allows_child(const HtmlElement *parent, const HtmlElement *element)
{
    if (element->parents) {
        return list_has(element->parents, slice_from(parent->name));
    }
    return !(parent->traits & HTML_FRAME);
}
