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

enum { COUNTS_REMEMBERED = 8, COUNT_WORTH_REMEMBERING = 64 };

/* The child that was last asked for by its position, so that asking for one after the other is no walk from the first
   each time; and how many children large values have, which screens ask at every paint. */
typedef struct LastChild {
    NodeId parent; /* NODE_NONE when none was asked for since the last splice */
    NodeId child;
    uint32_t position;
    uint64_t revision; /* of the document when the counts were made */
    uint32_t next;     /* the oldest of the counts */
    NodeId counted[COUNTS_REMEMBERED];
    uint32_t counts[COUNTS_REMEMBERED]; /* 0: none */
} LastChild;

struct Document {
    Text bytes;
    NodeList nodes;
    FaultList faults;
    LineIndex *lines;
    LastChild *last_child;
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
