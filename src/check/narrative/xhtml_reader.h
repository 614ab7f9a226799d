/*
 * Xhtml: a strict pull reader of XML 1.0 for the small documents that stand in Narrative.div.
 *
 * It reads one root element with what may stand around it, and knows well-formedness, nothing of HTML: the names and
 * nesting that narratives may have are src/check/narrative/narrative_check.h. Namespaces are not resolved; a prefix is
 * part of a name. Entities are not replaced: texts and attribute values are slices of the input.
 *
 * Standard: https://www.w3.org/TR/xml/ (fifth edition), sections 2 and 3.1.
 */
#ifndef IPSE_CHECK_XHTML_READER_H
#define IPSE_CHECK_XHTML_READER_H

#include "src/base/slice.h"

typedef enum XhtmlKind {
    XHTML_OPEN,      /* `<name`: its attributes follow, then XHTML_OPENED or XHTML_EMPTY */
    XHTML_ATTRIBUTE, /* `name`, and `value` between the quotes */
    XHTML_OPENED,    /* `>` of a start tag */
    XHTML_EMPTY,     /* a slash and `>`: the element is closed */
    XHTML_CLOSE,     /* `</name>` */
    XHTML_TEXT,      /* a run of characters and entities, or the inside of a CDATA section */
    XHTML_COMMENT,
    XHTML_DOCTYPE,     /* `<!` that begins neither a comment nor a CDATA section */
    XHTML_INSTRUCTION, /* `<?…?>` */
    XHTML_FAULT,       /* not well-formed: `fault` says why; the reader stands still */
    XHTML_END          /* the end of the input */
} XhtmlKind;

typedef struct XhtmlToken {
    XhtmlKind kind;
    size_t offset; /* of its first byte in the input */
    Slice name;
    Slice value;
    bool is_literal;   /* a text from a CDATA section, in which an ampersand begins nothing */
    const char *fault; /* a constant phrase */
    const char *flaw;  /* why a token that could be read is not well-formed, a constant phrase; NULL if it is */
    size_t flaw_offset;
} XhtmlToken;

typedef struct XhtmlReader {
    Slice input;
    size_t offset;
    bool is_in_tag;
} XhtmlReader;

/* A reader at the beginning; the input is borrowed. */
XhtmlReader xhtml_reader(Slice input);

/* The next token. Whether close tags match their open tags is for the caller to see. */
XhtmlToken xhtml_next(XhtmlReader *reader);

typedef enum XhtmlEntityKind {
    XHTML_ENTITY_NONE,
    XHTML_ENTITY_FINE,      /* one of the five of XML, or a number of a character that XML allows */
    XHTML_ENTITY_UNKNOWN,   /* a well-formed name that XML does not define */
    XHTML_ENTITY_FORBIDDEN, /* a number of a character that XML does not allow */
    XHTML_ENTITY_BROKEN     /* an ampersand that begins no entity */
} XhtmlEntityKind;

/* Finds the first entity at or after `from` in a text or value: its place goes to `offset` and `length`. */
XhtmlEntityKind xhtml_entity(Slice text, size_t from, size_t *offset, size_t *length);

/* True for a text of nothing but white space (section 2.3), also where it is written by number (&#9;). Inside a CDATA
   section (`is_literal`) an ampersand begins nothing. */
bool xhtml_is_blank(Slice text, bool is_literal);

/* Offset of the first character that XML does not allow (section 2.2); SIZE_MAX if there is no such character. */
size_t xhtml_forbidden_character(Slice text);

#endif
