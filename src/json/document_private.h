/*
 * The inside of a Document, for the files of this folder that implement document.h.
 */
#ifndef IPSE_JSON_DOCUMENT_PRIVATE_H
#define IPSE_JSON_DOCUMENT_PRIVATE_H

#include "src/json/scanner.h"

/* What finds the line of a byte (position.c); filled when it is first asked. */
typedef struct LineIndex LineIndex;
LineIndex *line_index_new(void);
void line_index_free(LineIndex *index);

/* Brings the index up to date after `removed` bytes at `offset` gave way to `inserted` ones. */
void line_index_splice(const Document *document, uint32_t offset, uint32_t removed, uint32_t inserted);

/* What was asked about the children of large nodes (children.c). */
typedef struct ChildMemory ChildMemory;
ChildMemory *child_memory_new(void); /* freed with free() */

struct Document {
    Text bytes;
    NodeList nodes;
    FaultList faults;
    LineIndex *lines;
    ChildMemory *children;
    uint64_t revision;
    DocumentForm form;
    char *name;
};

/* Reads all bytes anew into the index. */
void document_read(Document *document);

/* Reads the lines of bytes[at, end), which begin and end with lines; their first value gets the number `first`. */
void document_read_lines(const Document *document, uint32_t at, uint32_t end, NodeId first, NodeList *nodes,
                         FaultList *faults);

/* Bytes of the byte order mark at the start: 3 or 0. */
uint32_t document_mark_length(const Document *document);

#endif
