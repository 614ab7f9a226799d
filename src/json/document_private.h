/*
 * The inside of a Document, for the files of this folder that implement document.h.
 */
#ifndef IPSE_JSON_DOCUMENT_PRIVATE_H
#define IPSE_JSON_DOCUMENT_PRIVATE_H

#include "src/json/scanner.h"

/* Line ends are counted once per block of this many bytes, so that a line is found by a search among few numbers. */
enum { LINE_BLOCK_SIZE = 4096 };

typedef struct LineIndex {
    uint32_t *lines_before; /* line ends in all blocks before this one */
    size_t count;
    size_t capacity;
    bool is_current;
} LineIndex;

struct Document {
    Text bytes;
    NodeList nodes;
    FaultList faults;
    LineIndex lines;
    uint64_t revision;
    DocumentForm form;
    char *name;
};

/* Reads all bytes anew into the index. */
void document_read(Document *document);

/* Bytes of the byte order mark at the start: 3 or 0. */
uint32_t document_mark_length(const Document *document);

#endif
