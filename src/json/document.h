/*
 * Document: the bytes of one file, plus an index of the values in it.
 *
 * The bytes are the truth, the index is derived from them. Opening never repairs; saving an unedited document gives
 * back the same bytes, whatever they are. The index is one flat array of Nodes in document order: the first child of
 * a node is the next entry, its next sibling is the entry at `end`. Node 0 is the root value.
 *
 * A file of several JSON values, one a line (NDJSON), has a root of kind NODE_LINES whose children are the lines'
 * values. A byte order mark at the start, or at the start of a line of a file of lines, is kept and not part of any
 * value.
 *
 * Text that is no JSON (RFC 8259) still gives an index of what could be read, and a list of SyntaxFaults in order of
 * place. Limits: DOCUMENT_SIZE_MAXIMUM bytes, DOCUMENT_DEPTH_MAXIMUM levels of nesting; neither recursion nor the C
 * stack bounds anything.
 *
 * Offsets and lengths are in bytes from the start of the file, mark included. Node numbers are valid until the next
 * splice; a Patch tells how they moved.
 */
#ifndef IPSE_JSON_DOCUMENT_H
#define IPSE_JSON_DOCUMENT_H

#include "src/base/error.h"
#include "src/base/memory.h"
#include "src/base/slice.h"
#include "src/base/text.h"
#include "src/base/work/pace.h"

#include <stdint.h>

#define DOCUMENT_SIZE_MAXIMUM  0xFFFFFF00u /* just below 4 GiB */
#define DOCUMENT_DEPTH_MAXIMUM 512

typedef struct Document Document;

typedef uint32_t NodeId;
#define NODE_NONE 0xFFFFFFFFu

typedef enum NodeKind {
    NODE_NULL,
    NODE_BOOLEAN,
    NODE_NUMBER,
    NODE_STRING,
    NODE_ARRAY,
    NODE_OBJECT,
    NODE_LINES,  /* the root of an NDJSON file */
    NODE_BROKEN, /* text that is no value; its span is what was skipped, possibly empty */
    NODE_KIND_COUNT
} NodeKind;

typedef enum NodeFlag {
    NODE_HAS_ESCAPE = 1,     /* a string with a backslash in it */
    NODE_KEY_HAS_ESCAPE = 2, /* likewise its key */
    NODE_NOT_ASCII = 4,      /* a string with a byte of 0x80 or more */
    NODE_HAS_FAULT = 8,      /* a syntax fault names the node: it lies in the value itself, not in a descendant */
    NODE_IS_BARE = 16,       /* a string that lacks its quotes: one word (a fault) */
    NODE_KEY_IS_BARE = 32    /* likewise its key */
} NodeFlag;

/* A run of bytes of the document. */
typedef struct Span {
    uint32_t start;
    uint32_t length;
} Span;

/* One value. 24 bytes, so that the index of a file stays smaller than the file. */
typedef struct Node {
    uint32_t start;      /* first byte of the value; of a string: its opening quote, unless it is bare */
    uint32_t length;     /* up to and with the closing quote, bracket or last character */
    uint32_t key;        /* first byte of the key, inside its quotes; 0 where the value has no key */
    uint32_t parent;     /* NODE_NONE for the root */
    uint32_t end;        /* one past the last descendant */
    uint16_t key_length; /* bytes of the key as written; a longer key than 65,535 bytes is a syntax fault */
    uint8_t kind;        /* NodeKind */
    uint8_t flags;       /* NodeFlag */
} Node;

/* First byte that belongs to a node: its key's opening quote, or where it has no key, its value's. */
static inline uint32_t node_begin(const Node *node)
{
    return !node->key ? node->start : node->flags & NODE_KEY_IS_BARE ? node->key : node->key - 1;
}

/* One past the last byte of a node. */
static inline uint32_t node_finish(const Node *node)
{
    return node->start + node->length;
}

typedef enum DocumentForm { DOCUMENT_JSON, DOCUMENT_NDJSON } DocumentForm;

/* Makes a document of the bytes, which are copied. `name` is for messages and its ending `.ndjson` (or `.jsonl`) asks
   for NDJSON; other names are NDJSON when the first lines tell so (src/json/line_form.h).
   Fails only when the size limit is exceeded. Free with document_free. */
Document *document_new(Slice bytes, const char *name, Error *error);

/* As document_new, but takes the bytes over: `bytes` is empty afterwards, also on failure. */
Document *document_take(Text *bytes, const char *name, Error *error);

/* As document_take; the pace counts bytes from 0 on. Where it stops the reading, the document is good for nothing but
 * to be freed. */
Document *document_take_paced(Text *bytes, const char *name, Pace *pace, Error *error);

/* As document_take, where the form is known. */
Document *document_take_as(Text *bytes, const char *name, DocumentForm form, Error *error);

void document_free(Document *document);

const char *document_name(const Document *document);
DocumentForm document_form(const Document *document);

/* All bytes. Valid until the next splice. */
Slice document_bytes(const Document *document);

/* Number of nodes; at least 1. */
uint32_t document_count(const Document *document);

/* The index itself, for loops; valid until the next splice. */
const Node *document_nodes(const Document *document);

/* One node; `id` must be below document_count. */
const Node *document_node(const Document *document, NodeId id);

/* A number that is different after every splice. */
uint64_t document_revision(const Document *document);

/* ---- going about ---- */

/* NODE_NONE if there is none. */
NodeId document_first_child(const Document *document, NodeId id);
NodeId document_next_sibling(const Document *document, NodeId id);
NodeId document_previous_sibling(const Document *document, NodeId id);
uint32_t document_child_count(const Document *document, NodeId id);
NodeId document_child_at(const Document *document, NodeId id, uint32_t position);

/* Position of a node among its siblings, from 0. */
uint32_t document_position_in_parent(const Document *document, NodeId id);

/* The first member of an object with this (unescaped) key; NODE_NONE if there is none, and where `id` is no
   object or NODE_NONE. */
NodeId document_member(const Document *document, NodeId id, Slice key);

/* The items of an element that repeats, one after the other: those of an array, or the object that stands in place of
   one. NODE_NONE at the end, and if there are none. */
NodeId document_item(const Document *document, NodeId list);
NodeId document_item_after(const Document *document, NodeId list, NodeId item);

/* True when `id` lies within `ancestor` or is it. */
bool document_contains(const Document *document, NodeId ancestor, NodeId id);

/* The deepest node whose key or value covers the byte; the root where none does. */
NodeId document_node_at(const Document *document, uint32_t offset);

/* ---- reading values ---- */

/* The value's bytes as written. */
Slice document_raw(const Document *document, NodeId id);

/* The key between its quotes as written; empty where the node has no key. */
Slice document_raw_key(const Document *document, NodeId id);

/* The key with those of its quotes that exist; an empty span where the node has no key. */
Span document_key_span(const Document *document, NodeId id);

/* What a string says: escapes resolved (lone surrogates as U+FFFD, "\u0000" as a zero byte), of other scalars the
   bytes as written. Without escapes the slice lies in the document; else the text is written to `scratch` (cleared
   first) and the slice lies there. */
Slice document_string(const Document *document, NodeId id, Text *scratch);

/* The same the key. */
Slice document_key(const Document *document, NodeId id, Text *scratch);

/* The same two, but what has escapes is put into an arena. */
Slice document_text(const Document *document, NodeId id, Arena *arena);
Slice document_key_text(const Document *document, NodeId id, Arena *arena);

/* True when the node is a string that says exactly this. */
bool document_string_equals(const Document *document, NodeId id, Slice text);

/* True when the node has a key and it says exactly this. */
bool document_key_equals(const Document *document, NodeId id, Slice text);

/* Equality of values: objects regardless of order, numbers by value and precision as FHIRPath `=` does not ask:
   by lexeme after normalising (1.0 and 1.00 differ, 1E2 and 1e2 do not). The documents may differ. */
bool document_values_equal(const Document *a, NodeId a_id, const Document *b, NodeId b_id);

/* ---- places ---- */

/* Line and column of a byte, both from 1; the column counts characters. Lines end with LF, CRLF or a lone CR. */
typedef struct Position {
    uint32_t line;
    uint32_t column;
} Position;
Position document_position(const Document *document, uint32_t offset);

/* First byte of a line (from 1); the size of the document for lines past the end. */
uint32_t document_line_start(const Document *document, uint32_t line);

uint32_t document_line_count(const Document *document);

/* ---- syntax ---- */

/* What may be wrong in a text; document_fault_message says it. */
typedef enum FaultKind {
    FAULT_UNICODE_ESCAPE,
    FAULT_ESCAPE,
    FAULT_NOT_UTF8,
    FAULT_CONTROL,
    FAULT_QUOTE_MISSING,
    FAULT_QUOTE_SINGLE,
    FAULT_NUMBER,
    FAULT_WORD,
    FAULT_COMMENT,
    FAULT_DEPTH,
    FAULT_VALUE_EXPECTED,
    FAULT_VALUE_AT_END,
    FAULT_KEY_BARE,
    FAULT_KEY_LENGTH,
    FAULT_KEY_EXPECTED,
    FAULT_COLON_AND_VALUE,
    FAULT_COLON,
    FAULT_OBJECT_OPEN,
    FAULT_ARRAY_OPEN,
    FAULT_NOT_BRACKET,
    FAULT_NOT_BRACE,
    FAULT_COMMA_LAST,
    FAULT_COMMA_FIRST,
    FAULT_COLON_STRAY,
    FAULT_COMMA_MISSING,
    FAULT_OBJECT_AT_END,
    FAULT_ARRAY_AT_END,
    FAULT_MORE_TEXT,
    FAULT_MANY,
    FAULT_KIND_COUNT
} FaultKind;

typedef struct SyntaxFault {
    uint32_t offset;
    uint32_t length;     /* at least 1 except at the end of the file */
    NodeId node;         /* the innermost value that was being read; the root where none was */
    bool is_recoverable; /* the reader knew what was meant (a trailing comma, a comment, a missing comma, an unquoted
                             key …) and read on as if it stood there; false: what follows is a guess */
    FaultKind kind;
} SyntaxFault;

/* Of very broken text only the first ten thousand are kept; the last one says so. */
uint32_t document_fault_count(const Document *document);
const SyntaxFault *document_fault(const Document *document, uint32_t position);

/* True where a byte order mark stands before the root, or before the value of a line: at `offset`. */
bool document_mark(const Document *document, NodeId root, uint32_t *offset);

/* Position of the first fault that lies at an offset or after it; the number of faults if there is none. */
uint32_t document_fault_from(const Document *document, uint32_t offset);

/* One sentence: what is wrong and what was expected. */
const char *document_fault_message(const SyntaxFault *fault);

/* False with a sentence, of the first fault with its place, where the text is no JSON. */
bool document_is_json(const Document *document, const char *name, Error *error);

/* ---- changing ---- */

/* How node numbers moved: nodes [first, first + removed) became [first, first + inserted); those after moved along.
   They are children of `parent`, with all that is below them, which were read again; either number may be 0. `parent`
   and its ancestors keep their numbers; it is NODE_NONE where the root itself was read again. Byte offsets at or past
   `offset + removed_bytes` moved by inserted_bytes - removed_bytes. */
typedef struct Patch {
    NodeId parent;
    NodeId first;
    uint32_t removed;
    uint32_t inserted;
    uint32_t offset;
    uint32_t removed_bytes;
    uint32_t inserted_bytes;
} Patch;

/* Replaces `removed` bytes at `offset` by `inserted` and brings the index up to date, reading again as few siblings as
   will do. Any bytes may be inserted that are not the document's own; the document may become or cease to be JSON.
   False, with nothing changed, when the result would exceed the size limit or the run does not lie within the document.
   `patch` may be NULL. */
bool document_splice(Document *document, uint32_t offset, uint32_t removed, Slice inserted, Patch *patch, Error *error);

/* Carries out `count` splices (src/json/splice.h) at once: each lies before the one before it in the list, so that none
   moves another. The whole document is read again once, and the patch is about all of it: parent NODE_NONE. Costs as
   much as reading the document, however many there are. Fails as document_splice. */
struct Splice;
bool document_splice_all(Document *document, const struct Splice *splices, size_t count, Patch *patch, Error *error);

/* The number that a node has after a patch; NODE_NONE for those that were removed (read again). */
NodeId patch_node(const Patch *patch, NodeId id);

/* Checks every invariant of the index against a fresh reading of the bytes; false with a sentence where one is broken.
   Called after every step in debug builds, tests and fuzzers. */
bool document_verify(const Document *document, Error *error);

#endif
