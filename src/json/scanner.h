/*
 * Scanner: reads JSON text (RFC 8259) into nodes, and goes on after what is wrong.
 *
 * The scanner is a loop over an explicit chain of open containers (the parents of the nodes that it writes); nothing
 * recurses. It appends nodes in document order to a NodeList and faults in order of place to a FaultList. Node numbers
 * and offsets that it writes are those of the document. A node has NODE_HAS_FAULT when a fault names it, and only then.
 */
#ifndef IPSE_JSON_SCANNER_H
#define IPSE_JSON_SCANNER_H

#include "src/base/work/pace.h"
#include "src/json/fault.h"

typedef struct NodeList {
    Node *nodes;
    size_t count;
    size_t capacity;
} NodeList;

/* What is to be read: bytes[at, end) of a file that starts at `bytes`. */
typedef struct ScanInput {
    const char *bytes;
    uint32_t at;
    uint32_t end;
    NodeId parent;  /* of the values; NODE_NONE for a root */
    NodeId first;   /* the number that the first value gets */
    uint32_t depth; /* levels of nesting around the values */
    Pace *pace;     /* of scan_text, counts bytes; NULL: nobody looks */
} ScanInput;

/* Reads text that is to be one value, with blanks around it. Always appends at least one node (NODE_BROKEN where no
   value stands). Where the pace stops it, the text ends there. */
void scan_text(const ScanInput *input, NodeList *nodes, FaultList *faults);

/* What surrounds a run of children of an array or object. */
typedef struct ScanEdges {
    bool is_object;  /* what `parent` is */
    bool has_before; /* a child ends where the run begins; else the opening bracket does */
    bool has_behind; /* a child begins where the run ends; else the closing bracket does */
} ScanEdges;

/* Reads a run of children with the commas around them. False, with some nodes appended, where there is a fault in it or
   it does not fit its edges; the text outside the run then cannot be relied on to mean what it meant. */
bool scan_children(const ScanInput *input, const ScanEdges *edges, NodeList *nodes);

#endif
