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

/* Forgets the index: it is made anew when it is next asked. */
void line_index_forget(const Document *document);

/* What was asked about the children of large nodes (children.c). */
typedef struct ChildMemory ChildMemory;
ChildMemory *child_memory_new(void); /* freed with free() */

/* The members of an object that has very many (member_memory.c). */
typedef struct MemberMemory MemberMemory;
MemberMemory *member_memory_new(void);
void member_memory_free(MemberMemory *memory);

/* Looks a member up; NODE_NONE goes to `member` where the object has none of the name. False where the object is asked
   for the first time, so that going over its members is as good. */
bool member_memory_find(const Document *document, NodeId object, Slice key, NodeId *member);

/* What is known of how the document is laid out (layout_memory.c). */
typedef struct LayoutMemory LayoutMemory;
LayoutMemory *layout_memory_new(void); /* freed with free() */

struct Document {
    Text bytes;
    NodeList nodes;
    FaultList faults;
    LineIndex *lines;
    ChildMemory *children;
    MemberMemory *members;
    LayoutMemory *layout;
    uint64_t revision;
    Pace *pace; /* while all of it is read for the first time, where somebody looks; else NULL */
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
