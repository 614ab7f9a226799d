/*
 * The inside of quick looks, for the files that implement src/fhirpath/machine/quick.h.
 *
 * The stack holds what collections are. Of one string the text lies beside it, of elements a stretch of a list of
 * nodes: such lists are short, and a look at more gives up.
 */
#ifndef IPSE_FHIRPATH_QUICK_PRIVATE_H
#define IPSE_FHIRPATH_QUICK_PRIVATE_H

#include "src/fhirpath/machine/machine.h"
#include "src/fhirpath/machine/quick.h"

enum { QUICK_HEIGHT = 16, QUICK_NODES = 64, QUICK_MEMOS = 4 };

/* What a collection is: without items, a boolean, one string, or one or more other elements. */
typedef enum State { STATE_EMPTY, STATE_FALSE, STATE_TRUE, STATE_TEXT, STATE_NODES, STATE_UNCERTAIN } State;

/* A stretch of the list of nodes. */
typedef struct QuickRange {
    uint32_t first;
    uint32_t count;
} QuickRange;

typedef struct Quick {
    const FhirpathModel *model;
    const FhirpathProgram *program;
    const Document *document;
    const Node *nodes;
    const char *bytes;
    NodeId focus;
    NodeId resource;                  /* as QuickInput */
    FhirpathType type;                /* of the focus; NULL: not known */
    const QuickSupposition *supposed; /* NULL: nothing is */
    NodeId found;                     /* the string that the last path leads to, if to just one; else NODE_NONE */
    State stack[QUICK_HEIGHT];
    Slice texts[QUICK_HEIGHT];
    QuickRange ranges[QUICK_HEIGHT];
    unsigned height;
    NodeId items[QUICK_NODES];
    uint32_t item_count;
    State memos[QUICK_MEMOS]; /* what parts of criteria are that are the same for every item; STATE_UNCERTAIN: not known
                               */
    uint32_t at;              /* number of the instruction to go on with */
} Quick;

/* Each returns false where the outcome is uncertain. */
bool quick_push(Quick *quick, State state);
bool quick_push_text(Quick *quick, Slice text);

/* Pushes the nodes of the list from `first` on: nothing, the text of a single string, or the nodes. */
bool quick_push_items(Quick *quick, uint32_t first);

/* Carries out instructions up to `end`. */
bool quick_run(Quick *quick, uint32_t end);

/* The member of an object with the name, or of the choice of that name; NODE_NONE where there is certainly none. False
   where that is not certain: there is a sibling, the name is there twice or written with escapes. */
bool quick_find_member(const Quick *quick, NodeId object, Slice name, NodeId *member);

/* Adds to the list what a path of `more` members leads to below a value or the items of an array. */
bool quick_gather(Quick *quick, NodeId value, const Instruction *step, unsigned more);

/* A call whose input is a string or elements. */
bool quick_call(Quick *quick, const Instruction *instruction);

static inline Slice quick_name(const Quick *quick, const Instruction *instruction)
{
    return quick->program->constants[instruction->operand].as.string;
}

static inline State quick_state(bool truth)
{
    return truth ? STATE_TRUE : STATE_FALSE;
}

/* True for a string whose bytes are its text, which is not empty. */
static inline bool quick_is_plain(const Node *node)
{
    return node->kind == NODE_STRING && node->length > 2 &&
           !(node->flags & (NODE_HAS_ESCAPE | NODE_HAS_FAULT | NODE_IS_BARE));
}

#endif
