/*
 * Scanner: reads JSON text (RFC 8259) into nodes, and goes on after what is wrong.
 *
 * The scanner is a loop over an explicit chain of open containers (the parents of the nodes that it writes); nothing
 * recurses. It reads one value, or what stands in its place, from a run of bytes, and appends nodes in document order
 * to a NodeList and faults in order of place to a FaultList. Node numbers and offsets that it writes are absolute.
 */
#ifndef IPSE_JSON_SCANNER_H
#define IPSE_JSON_SCANNER_H

#include "src/json/document.h"

typedef struct NodeList {
    Node *nodes;
    size_t count;
    size_t capacity;
} NodeList;

typedef struct FaultList {
    SyntaxFault *faults;
    size_t count;
    size_t capacity;
} FaultList;

/* What is to be read: bytes[at, end) of a file that starts at `bytes`. */
typedef struct ScanInput {
    const char *bytes;
    uint32_t at;
    uint32_t end;
    NodeId parent;       /* of the value; NODE_NONE for a root */
    NodeId first;        /* the number that the value gets */
    uint32_t depth;      /* levels of nesting around the value */
    uint32_t key;        /* as in Node */
    uint16_t key_length; /* as in Node */
    uint8_t flags;       /* NODE_KEY_HAS_ESCAPE or 0 */
} ScanInput;

/* Reads one value with the blanks before it; returns the offset behind it. Always appends at least one node (NODE_BROKEN
   where no value stands). */
uint32_t scan_value(const ScanInput *input, NodeList *nodes, FaultList *faults);

/* Moves past blanks and comments (each of which is a fault at `node`). */
uint32_t scan_blanks(const char *bytes, uint32_t at, uint32_t end, NodeId node, FaultList *faults);

void fault_list_add(FaultList *faults, SyntaxFault fault);

#endif
