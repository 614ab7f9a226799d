/* Quick looks: a stack of truths, and instructions that push and join them. */
#include "src/fhirpath/machine/quick.h"

#include "src/base/ascii.h"
#include "src/fhirpath/machine/function.h"
#include "src/fhirpath/machine/program.h"

enum { HEIGHT_MAXIMUM = 16 };

/* What a collection is: a boolean, or of items of which there are none. */
typedef enum State { STATE_EMPTY, STATE_FALSE, STATE_TRUE, STATE_UNCERTAIN } State;

typedef struct Quick {
    const FhirpathProgram *program;
    const Node *nodes;
    const char *bytes;
    NodeId focus;
    State stack[HEIGHT_MAXIMUM];
    unsigned height;
    uint32_t at; /* number of the instruction to go on with */
} Quick;

static bool push(Quick *quick, State state)
{
    if (state == STATE_UNCERTAIN || quick->height == HEIGHT_MAXIMUM) {
        return false;
    }
    quick->stack[quick->height++] = state;
    return true;
}

static State state_of(bool truth)
{
    return truth ? STATE_TRUE : STATE_FALSE;
}

/* ---- members ---- */

static Slice name_of(const Quick *quick, const Instruction *instruction)
{
    return quick->program->constants[instruction->operand].as.string;
}

/* True for a value, and for an array with one at its start, that certainly is an element. */
static bool is_something(const Quick *quick, NodeId node)
{
    NodeKind kind = (NodeKind)quick->nodes[node].kind;
    if (kind == NODE_ARRAY) {
        kind = quick->nodes[node].end > node + 1 ? (NodeKind)quick->nodes[node + 1].kind : NODE_NULL;
    }
    return kind != NODE_NULL && kind != NODE_BROKEN && kind != NODE_ARRAY;
}

/* The member of an object with just the name; NODE_NONE where there is certainly none. False where that is not certain:
   the name may be that of a choice, of a sibling, or written with escapes. */
static bool find_member(const Quick *quick, NodeId object, Slice name, NodeId *member)
{
    *member = NODE_NONE;
    for (NodeId id = object + 1, end = quick->nodes[object].end; id < end; id = quick->nodes[id].end) {
        const Node *node = &quick->nodes[id];
        Slice key = {quick->bytes + node->key, node->key_length};
        size_t skip = key.length > 0 && key.bytes[0] == '_';
        bool may_match = key.length >= name.length + skip && bytes_are_equal(key.bytes + skip, name.bytes, name.length);
        bool is_same = may_match && key.length == name.length;
        char next = may_match && key.length > name.length + skip ? key.bytes[name.length + skip] : 'A';
        bool is_other = may_match && !is_same && ascii_is_upper(next);
        if ((node->flags & NODE_KEY_HAS_ESCAPE) || is_other || (is_same && *member != NODE_NONE)) {
            return false;
        }
        *member = is_same ? id : *member;
    }
    return true;
}

static State path_exists(const Quick *quick, NodeId object, const Instruction *step, unsigned more);

/* Is there something at the end of a path of `more` steps below a value or the items of an array? */
static State value_exists(const Quick *quick, NodeId value, const Instruction *step, unsigned more)
{
    const Node *nodes = quick->nodes;
    if (more == 0) {
        return is_something(quick, value) ? STATE_TRUE : STATE_UNCERTAIN;
    }
    if (nodes[value].kind != NODE_ARRAY) {
        return nodes[value].kind == NODE_OBJECT ? path_exists(quick, value, step, more) : STATE_UNCERTAIN;
    }
    State state = STATE_FALSE;
    for (NodeId item = value + 1; item < nodes[value].end && state == STATE_FALSE; item = nodes[item].end) {
        state = nodes[item].kind == NODE_OBJECT ? path_exists(quick, item, step, more) : STATE_UNCERTAIN;
    }
    return state;
}

/* The same below an object. Programs are short, and so are their paths. */
static State path_exists(const Quick *quick, NodeId object, const Instruction *step, unsigned more)
{
    NodeId member;
    if (!find_member(quick, object, name_of(quick, step), &member)) {
        return STATE_UNCERTAIN;
    }
    return member == NODE_NONE ? STATE_FALSE : value_exists(quick, member, step + 1, more - 1);
}

/* ---- instructions ---- */

/* Pushes what an instruction wants of a collection that is known to be empty or not. */
static bool push_wanted(Quick *quick, const Instruction *instruction, State exists)
{
    static const State wanted[][2] = {[WANT_ITEMS] = {STATE_EMPTY, STATE_UNCERTAIN},
                                      [WANT_COUNT] = {STATE_UNCERTAIN, STATE_UNCERTAIN},
                                      [WANT_EXISTS] = {STATE_FALSE, STATE_TRUE},
                                      [WANT_EMPTY] = {STATE_TRUE, STATE_FALSE}};
    return exists != STATE_UNCERTAIN && push(quick, wanted[instruction->want][exists == STATE_TRUE]);
}

/* True for an instruction that goes on from the one before it, which gathers items for it. */
static bool goes_on(const Quick *quick, uint32_t at)
{
    const Instruction *code = quick->program->code;
    return at + 1 < quick->program->code_count && code[at].want == WANT_ITEMS && code[at + 1].op == OP_MEMBER &&
           !(code[at + 1].flags & FROM_FOCUS);
}

/* A path of members from the focus. Names of types begin one as well; those of resources and elements are capital. */
static bool look_at_members(Quick *quick, const Instruction *instruction)
{
    Slice name = name_of(quick, instruction);
    bool is_member = name.length > 0 && ascii_is_lower(name.bytes[0]);
    bool is_from_focus = instruction->flags & FROM_FOCUS;
    if (!is_from_focus && quick->height > 0 && quick->stack[quick->height - 1] == STATE_EMPTY) {
        quick->height--;
        return push_wanted(quick, instruction, STATE_FALSE);
    }
    if (!is_member || !is_from_focus || quick->nodes[quick->focus].kind != NODE_OBJECT) {
        return false;
    }
    uint32_t last = quick->at - 1;
    while (goes_on(quick, last)) {
        last++;
    }
    State exists = path_exists(quick, quick->focus, instruction, last - (quick->at - 1) + 1);
    quick->at = last + 1;
    return push_wanted(quick, &quick->program->code[last], exists);
}

/* True for an instruction that counts what it finds in the focus. */
static bool counts_in_focus(const Instruction *instruction)
{
    return (instruction->flags & FROM_FOCUS) && instruction->want == WANT_COUNT;
}

/* `children().count() > name.count()` of the focus: true where there is something of another name. */
static bool look_at_children(Quick *quick, const Instruction *instruction)
{
    static const Slice type = SLICE("resourceType"); /* is no element */
    const Instruction *own = instruction + 1, *greater = instruction + 2;
    bool is_whole = quick->at + 1 < quick->program->code_count;
    if (!is_whole || own->op != OP_MEMBER || greater->op != OP_GREATER || !counts_in_focus(instruction) ||
        !counts_in_focus(own) || quick->nodes[quick->focus].kind != NODE_OBJECT) {
        return false;
    }
    Slice name = name_of(quick, own);
    for (NodeId id = quick->focus + 1, end = quick->nodes[quick->focus].end; id < end; id = quick->nodes[id].end) {
        const Node *node = &quick->nodes[id];
        Slice key = {quick->bytes + node->key, node->key_length};
        bool is_plain = key.length > 0 && key.bytes[0] != '_' && !(node->flags & NODE_KEY_HAS_ESCAPE);
        if (is_plain && !slice_equals(key, name) && !slice_equals(key, type) && is_something(quick, id)) {
            quick->at += 2;
            return push(quick, STATE_TRUE);
        }
    }
    return false;
}

static bool look_at_value(Quick *quick, const Instruction *instruction)
{
    (void)instruction;
    const Node *node = &quick->nodes[quick->focus];
    bool is_scalar = node->kind == NODE_BOOLEAN || node->kind == NODE_NUMBER;
    return push(quick, state_of(is_scalar || (node->kind == NODE_STRING && node->length > 2)));
}

/* Functions of what is a boolean or empty. */
static bool look_at_call(Quick *quick, const Instruction *instruction)
{
    static const struct {
        const char *name;
        State of[3]; /* of an empty collection, of false and of true */
    } outcomes[] = {
        {"not", {STATE_EMPTY, STATE_TRUE, STATE_FALSE}},
        {"empty", {STATE_TRUE, STATE_UNCERTAIN, STATE_UNCERTAIN}},
        {"exists", {STATE_FALSE, STATE_UNCERTAIN, STATE_UNCERTAIN}},
        {"hasValue", {STATE_FALSE, STATE_UNCERTAIN, STATE_UNCERTAIN}},
        {"where", {STATE_EMPTY, STATE_UNCERTAIN, STATE_UNCERTAIN}},
        {"select", {STATE_EMPTY, STATE_UNCERTAIN, STATE_UNCERTAIN}},
    };
    const char *name = quick->program->functions[instruction->operand]->name;
    for (size_t i = 0; quick->height > 0 && i < sizeof outcomes / sizeof *outcomes; i++) {
        if (strcmp(name, outcomes[i].name) == 0) {
            quick->at = instruction->next;
            return push(quick, outcomes[i].of[quick->stack[--quick->height]]);
        }
    }
    return false;
}

/* The left side of a logical operator, on top: where it decides, the right side is passed over. */
static bool look_at_left(Quick *quick, const Instruction *instruction)
{
    static const State deciding[OP_COUNT] = {
        [OP_AND_LEFT] = STATE_FALSE, [OP_OR_LEFT] = STATE_TRUE, [OP_IMPLIES_LEFT] = STATE_FALSE};
    if (quick->height == 0) {
        return false;
    }
    State *left = &quick->stack[quick->height - 1];
    bool decides = *left == deciding[instruction->op] && *left != STATE_EMPTY;
    if (decides) {
        *left = instruction->op == OP_AND_LEFT ? STATE_FALSE : STATE_TRUE;
        quick->at = instruction->next;
    }
    return true;
}

/* Joins both sides of a logical operator (FHIRPath N1, section 6.5). */
static bool look_at_sides(Quick *quick, const Instruction *instruction)
{
#define E STATE_EMPTY
#define F STATE_FALSE
#define T STATE_TRUE
    static const State joined[OP_COUNT][3][3] = {[OP_AND] = {{E, F, E}, {F, F, F}, {E, F, T}},
                                                 [OP_OR] = {{E, E, T}, {E, F, T}, {T, T, T}},
                                                 [OP_IMPLIES] = {{E, E, T}, {T, T, T}, {E, F, T}},
                                                 [OP_XOR] = {{E, E, E}, {E, F, T}, {E, T, F}}};
#undef E
#undef F
#undef T
    if (quick->height < 2) {
        return false;
    }
    State right = quick->stack[--quick->height], left = quick->stack[--quick->height];
    return push(quick, joined[instruction->op][left][right]);
}

typedef bool (*Look)(Quick *quick, const Instruction *instruction);

static const Look looks[OP_COUNT] = {
    [OP_MEMBER] = look_at_members,    [OP_CHILDREN] = look_at_children, [OP_HAS_VALUE] = look_at_value,
    [OP_CALL] = look_at_call,         [OP_AND_LEFT] = look_at_left,     [OP_OR_LEFT] = look_at_left,
    [OP_IMPLIES_LEFT] = look_at_left, [OP_XOR_LEFT] = look_at_left,     [OP_AND] = look_at_sides,
    [OP_OR] = look_at_sides,          [OP_IMPLIES] = look_at_sides,     [OP_XOR] = look_at_sides,
};

/* True for `hasValue() or …` of a value: every element has such an invariant (ele-1). */
static bool is_presence(const FhirpathProgram *program, const Node *value)
{
    const Instruction *code = program->code;
    bool asks_only = program->code_count > 2 && code[0].op == OP_HAS_VALUE && code[1].op == OP_OR_LEFT &&
                     code[1].next == program->code_count;
    return asks_only &&
           (value->kind == NODE_STRING ? value->length > 2 : value->kind == NODE_BOOLEAN || value->kind == NODE_NUMBER);
}

bool quick_truth(const FhirpathProgram *program, const FhirpathItem *focus, bool *is_true)
{
    if (focus->kind != FHIRPATH_NODE || focus->node == NODE_NONE) {
        return false;
    }
    if (is_presence(program, document_node(focus->document, focus->node))) {
        return *is_true = true;
    }
    Quick quick = {.program = program,
                   .nodes = document_nodes(focus->document),
                   .bytes = document_bytes(focus->document).bytes,
                   .focus = focus->node};
    while (quick.at < program->code_count) {
        const Instruction *instruction = &program->code[quick.at++];
        Look look = looks[instruction->op];
        if (!look || !look(&quick, instruction)) {
            return false;
        }
    }
    *is_true = quick.height == 1 && quick.stack[0] == STATE_TRUE;
    return quick.height == 1;
}
