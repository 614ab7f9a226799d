/*
 * Machine: one evaluation of a program, a stack of items cut into collections by marks.
 *
 * An instruction takes the collections on top and leaves one in their place; a block is run in a frame that says what
 * $this, $index and $total are, and leaves its collection on top. The stack belongs to the context and is left as it
 * was found. What must live longer than an instruction (texts, quantities) is made in the machine's arena.
 */
#ifndef IPSE_FHIRPATH_MACHINE_H
#define IPSE_FHIRPATH_MACHINE_H

#include "src/fhirpath/machine/function.h"
#include "src/fhirpath/machine/regex_cache.h"

#define MACHINE_ITEMS_FREE      ((size_t)1 << 20) /* items that an evaluation may hold at a time */
#define MACHINE_ITEMS_PER_NODE  4                 /* and for every node of the document */
#define MACHINE_TEXT_MAXIMUM    ((size_t)1 << 28) /* bytes of a text that is made */
#define MACHINE_ENTRIES_MAXIMUM 32                /* evaluations within each other, by way of the model */

typedef struct Stack {
    Item *items;
    size_t count, capacity;
    size_t *marks; /* where each collection starts */
    size_t mark_count, mark_capacity;
} Stack;

/* What $this, $index and $total are. */
typedef struct Frame {
    Item item; /* $this */
    bool has_item;
    Range items;   /* where there is no single item: $this is all of these */
    int64_t index; /* -1: none */
    Range total;
} Frame;

/* What defineVariable() defined, the newest first. */
typedef struct Variable {
    const struct Variable *outer;
    Slice name;
    const Item *items;
    size_t count;
} Variable;

struct FhirpathContext {
    FhirpathModel model;
    Clock clock;
    Arena *results; /* of fhirpath_evaluate */
    Arena *scratch; /* of fhirpath_evaluate_truth */
    Stack stack;
    RegexCache regexes;
    unsigned entries;      /* evaluations that are under way */
    bool has_compared_all; /* objects or arrays were compared by all that is in them, since fhirpath_forget_compared */
};

/* A result that is kept for the rest of an evaluation. */
typedef struct Memo {
    bool is_filled;
    const Item *items;
    size_t count;
} Memo;

struct Machine {
    FhirpathContext *context;
    const FhirpathProgram *program;
    const FhirpathInput *input;
    Arena *arena;
    Stack *stack;
    const Frame *frame;
    const Variable *variables;
    Memo *memos;           /* of the program, in the arena; NULL until one is filled */
    const Instruction *at; /* the instruction under way */
    Error *error;
    bool is_full; /* an item found no room: the evaluation fails */
    bool has_now;
    Moment now;
    const Document *document; /* whose nodes and bytes these are */
    const Node *nodes;
    const char *bytes;
};

/* Carries out the program for the input; the result is on top. */
bool machine_run_program(Machine *machine);

/* Runs a block in a frame; the result lies on top of the stack, for the caller to take down. */
bool machine_run_block(Machine *machine, uint32_t block, const Frame *frame, Range *result);

/* As machine_run_block, without the sign of a key of sort() that asks for descending order. */
bool machine_run_key(Machine *machine, uint32_t block, const Frame *frame, Range *result);

/* As machine_run_block, in the frame that holds; and read as a boolean, the stack as before. */
bool machine_run_here(Machine *machine, uint32_t block, Range *result);
bool machine_run_truth(Machine *machine, uint32_t block, const Frame *frame, Truth *truth);

/* Number of the call's block at a position. */
static inline uint32_t machine_block(const Call *call, uint32_t position)
{
    return call->instruction->block + position;
}

/* A frame for an item of the input. The stack may move while a block runs: the item is copied. */
Frame machine_frame(const Machine *machine, Range range, size_t position);

/* The frame that holds, with all items of a collection as $this. */
Frame machine_frame_of_all(const Machine *machine, Range range);

/* Fills the error with the place of the instruction under way; returns false. */
bool machine_fail(Machine *machine, ErrorCode code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* False with the machine's error where a text of so many bytes is more than one may be. */
bool machine_allows_text(Machine *machine, size_t length);

/* ---- the stack ---- */

/* Makes room for one more item; false if there is none. */
bool machine_grow(Machine *machine);

static inline void machine_push(Machine *machine, const Item *item)
{
    Stack *stack = machine->stack;
    if (stack->count < stack->capacity || machine_grow(machine)) {
        stack->items[stack->count++] = *item;
    }
}

/* A new item on top, for the caller to fill; NULL where there is no room. */
static inline Item *machine_push_new(Machine *machine, FhirpathKind kind)
{
    Stack *stack = machine->stack;
    if (stack->count == stack->capacity && !machine_grow(machine)) {
        return NULL;
    }
    Item *item = &stack->items[stack->count++];
    item->kind = kind;
    return item;
}

static inline void machine_push_boolean(Machine *machine, bool truth)
{
    Item *item = machine_push_new(machine, FHIRPATH_BOOLEAN);
    if (item) {
        item->as.truth = truth;
    }
}

static inline void machine_push_truth(Machine *machine, Truth truth)
{
    if (truth != TRUTH_EMPTY) {
        machine_push_boolean(machine, truth == TRUTH_TRUE);
    }
}

static inline void machine_push_integer(Machine *machine, int64_t integer)
{
    Item *item = machine_push_new(machine, FHIRPATH_INTEGER);
    if (item) {
        item->as.integer = integer;
    }
}

void machine_push_string(Machine *machine, Slice string); /* borrowed */
void machine_push_item(Machine *machine, Item item);      /* may be made of one on the stack */

/* Pushes a copy of items on the stack. */
void machine_push_range(Machine *machine, Range range);

/* Starts a collection. */
static inline void machine_open(Machine *machine)
{
    Stack *stack = machine->stack;
    if (stack->mark_count == stack->mark_capacity) {
        ARRAY_RESERVE(stack->marks, stack->mark_capacity, stack->mark_count + 1);
    }
    stack->marks[stack->mark_count++] = stack->count;
}

/* Ends the topmost collection, whose items stay. */
Range machine_close(Machine *machine);

/* The topmost collection. */
static inline Range machine_top(const Machine *machine)
{
    size_t first = machine->stack->marks[machine->stack->mark_count - 1];
    return (Range){first, machine->stack->count - first};
}

static inline Item *machine_item(const Machine *machine, size_t position)
{
    return &machine->stack->items[position];
}

/* Drops all items from a position on. */
static inline void machine_drop(Machine *machine, size_t position)
{
    machine->stack->count = position;
}

/* Puts the items from `start` on in place of the topmost collection. */
void machine_replace(Machine *machine, size_t start);

/* Copies a collection to the arena. */
const Item *machine_keep(Machine *machine, Range range);

/* ---- collections read ---- */

/* A collection of at most one item: copies it, or sets `is_empty`. False where there are several. */
bool machine_single(Machine *machine, Range range, Item *item, bool *is_empty);

/* The same read as a boolean: a single item that is none is true (FHIRPath N1 section 4.5). */
bool machine_truth(Machine *machine, Range range, Truth *truth);

/* The same as a text, whole number or number. False where it is something else. */
bool machine_string(Machine *machine, Range range, Slice *string, bool *is_empty);
bool machine_integer(Machine *machine, Range range, int64_t *integer, bool *is_empty);

/* Makes `document` the one whose nodes are at hand. */
void machine_load(Machine *machine, const Document *document);

static inline void machine_use(Machine *machine, const Document *document)
{
    if (machine->document != document) {
        machine_load(machine, document);
    }
}

/* ---- operators.c: one instruction, on the topmost collections ---- */
bool operator_arithmetic(Machine *machine, const Instruction *instruction);
bool operator_polarity(Machine *machine, const Instruction *instruction);
bool operator_concatenate(Machine *machine, const Instruction *instruction);
bool operator_union(Machine *machine, const Instruction *instruction);
bool operator_equality(Machine *machine, const Instruction *instruction);
bool operator_order(Machine *machine, const Instruction *instruction);
bool operator_membership(Machine *machine, const Instruction *instruction);
bool operator_logic(Machine *machine, const Instruction *instruction);
bool operator_at(Machine *machine, const Instruction *instruction);

/* ---- environment.c: OP_VARIABLE ---- */
bool environment_push(Machine *machine, Slice name);

/* ---- navigate.c: OP_MEMBER and OP_CHILDREN ---- */
bool navigate_member(Machine *machine, const Instruction *instruction);
bool navigate_children(Machine *machine, const Instruction *instruction);

/* Pushes the children of an element; nothing for values. */
void navigate_push_children(Machine *machine, const Item *item);

/* Pushes the members of one name. */
void navigate_push_members(Machine *machine, const Item *item, Slice name);

#endif
