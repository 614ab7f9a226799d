/* Quick looks: a stack of truths and texts, and instructions that push and join them. */
#include "src/fhirpath/machine/quick.h"

#include "src/base/ascii.h"
#include "src/fhirpath/machine/function.h"
#include "src/fhirpath/machine/machine.h"

#include <stdint.h>

enum { HEIGHT_MAXIMUM = 16 };

/* What a collection is: without items, a boolean, or one string, whose text lies beside it. */
typedef enum State { STATE_EMPTY, STATE_FALSE, STATE_TRUE, STATE_TEXT, STATE_UNCERTAIN } State;

typedef struct Quick {
    const FhirpathModel *model;
    const FhirpathProgram *program;
    const Node *nodes;
    const char *bytes;
    NodeId focus;
    FhirpathType type;                /* of the focus; NULL: not known */
    const QuickSupposition *supposed; /* NULL: nothing is */
    NodeId found;                     /* the string that the last path leads to, if to just one; else NODE_NONE */
    State stack[HEIGHT_MAXIMUM];
    Slice texts[HEIGHT_MAXIMUM];
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

static bool push_text(Quick *quick, Slice text)
{
    bool is_pushed = push(quick, STATE_TEXT);
    if (is_pushed) {
        quick->texts[quick->height - 1] = text;
    }
    return is_pushed;
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
static bool is_something(const Node *nodes, NodeId node)
{
    NodeKind kind = (NodeKind)nodes[node].kind;
    if (kind == NODE_ARRAY) {
        kind = nodes[node].end > node + 1 ? (NodeKind)nodes[node + 1].kind : NODE_NULL;
    }
    return kind != NODE_NULL && kind != NODE_BROKEN && kind != NODE_ARRAY;
}

/* True for a string whose bytes are its text, which is not empty. */
static bool is_plain_string(const Node *node)
{
    return node->kind == NODE_STRING && node->length > 2 &&
           !(node->flags & (NODE_HAS_ESCAPE | NODE_HAS_FAULT | NODE_IS_BARE));
}

/* What a key is to a name. */
typedef enum KeyKind { KEY_OTHER, KEY_SAME, KEY_SIBLING, KEY_CHOICE } KeyKind;

/* Tells the name itself, the name after an underscore, and the name with a capital after it ("valueString" for "value"). */
static inline KeyKind compare_key(const char *bytes, const Node *node, Slice name)
{
    const char *key = bytes + node->key;
    if (node->key_length < name.length) {
        return KEY_OTHER;
    }
    size_t skip = key[0] == '_', rest = node->key_length - name.length;
    if (rest < skip || !bytes_are_equal(key + skip, name.bytes, name.length)) {
        return KEY_OTHER;
    }
    if (rest == skip) {
        return skip ? KEY_SIBLING : KEY_SAME;
    }
    return ascii_is_upper(key[name.length + skip]) ? KEY_CHOICE : KEY_OTHER;
}

/* True where the type of the focus tells that a name is, or is not, that of a choice. */
static bool is_choice(const Quick *quick, NodeId object, Slice name, bool *is_it)
{
    bool is_known = object == quick->focus && quick->type && quick->model && quick->model->is_choice;
    *is_it = is_known && quick->model->is_choice(quick->model->self, quick->type, name);
    return is_known;
}

/* The member of an object with the name, or of the choice of that name; NODE_NONE where there is certainly none. False where
   that is not certain: there is a sibling, the name is there twice or written with escapes. */
static bool find_member(const Quick *quick, NodeId object, Slice name, NodeId *member)
{
    NodeId choice = NODE_NONE;
    unsigned choices = 0;
    *member = NODE_NONE;
    for (NodeId id = object + 1, end = quick->nodes[object].end; id < end; id = quick->nodes[id].end) {
        const Node *node = &quick->nodes[id];
        KeyKind kind = node->flags & NODE_KEY_HAS_ESCAPE ? KEY_SIBLING : compare_key(quick->bytes, node, name);
        if (kind == KEY_OTHER) {
            continue;
        }
        if (kind == KEY_SIBLING || (kind == KEY_SAME && *member != NODE_NONE)) {
            return false;
        }
        *member = kind == KEY_SAME ? id : *member;
        choice = kind == KEY_CHOICE ? id : choice;
        choices += kind == KEY_CHOICE;
    }
    if (*member != NODE_NONE || choices == 0) {
        return true;
    }
    bool is_it, is_single = choices == 1 && quick->bytes[quick->nodes[choice].key] != '_';
    bool is_known = is_single && is_choice(quick, object, name, &is_it);
    *member = is_known && is_it ? choice : NODE_NONE;
    return is_known;
}

static State path_exists(Quick *quick, NodeId object, const Instruction *step, unsigned more);

/* Is there something at the end of a path of `more` steps below a value or the items of an array? */
static State value_exists(Quick *quick, NodeId value, const Instruction *step, unsigned more)
{
    const Node *nodes = quick->nodes;
    if (more == 0) {
        quick->found = is_plain_string(&nodes[value]) ? value : NODE_NONE;
        return is_something(quick->nodes, value) ? STATE_TRUE : STATE_UNCERTAIN;
    }
    if (nodes[value].kind != NODE_ARRAY) {
        return nodes[value].kind == NODE_OBJECT ? path_exists(quick, value, step, more) : STATE_UNCERTAIN;
    }
    State state = STATE_FALSE;
    for (NodeId item = value + 1; item < nodes[value].end && state == STATE_FALSE; item = nodes[item].end) {
        state = nodes[item].kind == NODE_OBJECT ? path_exists(quick, item, step, more) : STATE_UNCERTAIN;
    }
    bool is_single = nodes[value].end > value + 1 && nodes[value + 1].end == nodes[value].end;
    quick->found = is_single ? quick->found : NODE_NONE;
    return state;
}

/* The same below an object. Programs are short, and so are their paths. */
static State path_exists(Quick *quick, NodeId object, const Instruction *step, unsigned more)
{
    NodeId member;
    Slice name = name_of(quick, step);
    quick->found = NODE_NONE;
    if (quick->supposed && quick->supposed->object == object && slice_equals(quick->supposed->name, name)) {
        return more == 1 ? STATE_TRUE : STATE_UNCERTAIN;
    }
    if (!find_member(quick, object, name, &member)) {
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
    if (instruction->want == WANT_ITEMS && exists == STATE_TRUE && quick->found != NODE_NONE) {
        const Node *node = &quick->nodes[quick->found];
        return push_text(quick, slice_make(quick->bytes + node->start + 1, node->length - 2));
    }
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
        if (is_plain && !slice_equals(key, name) && !slice_equals(key, type) && is_something(quick->nodes, id)) {
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

static bool look_at_literal(Quick *quick, const Instruction *instruction)
{
    const Item *constant = &quick->program->constants[instruction->operand];
    return constant->kind == FHIRPATH_STRING && constant->as.string.length > 0 && push_text(quick, constant->as.string);
}

/* True where both of the topmost two are strings, which are removed, or none is there of the lower one. */
static bool take_texts(Quick *quick, Slice *text, Slice *other, bool *is_empty)
{
    if (quick->height < 2 || quick->stack[quick->height - 1] != STATE_TEXT) {
        return false;
    }
    State lower = quick->stack[quick->height - 2];
    *is_empty = lower == STATE_EMPTY;
    if (lower != STATE_TEXT && lower != STATE_EMPTY) {
        return false;
    }
    quick->height -= 2;
    *text = quick->texts[quick->height];
    *other = quick->texts[quick->height + 1];
    return true;
}

/* `contains()` and the like of a string. */
static bool look_at_occurrence(Quick *quick, const char *name)
{
    Slice text, part;
    bool is_empty;
    if (!take_texts(quick, &text, &part, &is_empty)) {
        return false;
    }
    if (is_empty) {
        return push(quick, STATE_EMPTY);
    }
    return push(quick, state_of(name[0] == 's'   ? slice_starts_with(text, part)
                                : name[0] == 'e' ? slice_ends_with(text, part)
                                                 : slice_find(text, part, 0) != SIZE_MAX));
}

static bool is_named(const char *name, const char *other)
{
    return name[0] == other[0] && strcmp(name, other) == 0;
}

/* Functions of what is a boolean, a string or empty. */
static bool look_at_call(Quick *quick, const Instruction *instruction)
{
    static const struct {
        const char *name;
        State of[4]; /* of an empty collection, of false, of true and of a string */
    } outcomes[] = {
        {"not", {STATE_EMPTY, STATE_TRUE, STATE_FALSE, STATE_UNCERTAIN}},
        {"empty", {STATE_TRUE, STATE_UNCERTAIN, STATE_UNCERTAIN, STATE_FALSE}},
        {"exists", {STATE_FALSE, STATE_UNCERTAIN, STATE_UNCERTAIN, STATE_UNCERTAIN}},
        {"hasValue", {STATE_FALSE, STATE_UNCERTAIN, STATE_UNCERTAIN, STATE_TRUE}},
        {"where", {STATE_EMPTY, STATE_UNCERTAIN, STATE_UNCERTAIN, STATE_UNCERTAIN}},
        {"select", {STATE_EMPTY, STATE_UNCERTAIN, STATE_UNCERTAIN, STATE_UNCERTAIN}},
    };
    static const char *const occurrences[] = {"contains", "startsWith", "endsWith"};
    const char *name = quick->program->functions[instruction->operand]->name;
    for (size_t i = 0; quick->height > 0 && i < sizeof outcomes / sizeof *outcomes; i++) {
        if (is_named(name, outcomes[i].name)) {
            quick->at = instruction->next;
            return push(quick, outcomes[i].of[quick->stack[--quick->height]]);
        }
    }
    for (size_t i = 0; i < sizeof occurrences / sizeof *occurrences; i++) {
        if (is_named(name, occurrences[i])) {
            quick->at = instruction->next;
            return look_at_occurrence(quick, name);
        }
    }
    return false;
}

/* `=` and `!=` of two strings, or of two booleans; of nothing they are nothing. */
static bool look_at_equality(Quick *quick, const Instruction *instruction)
{
    if (quick->height < 2) {
        return false;
    }
    quick->height -= 2;
    State left = quick->stack[quick->height], right = quick->stack[quick->height + 1];
    if (left == STATE_EMPTY || right == STATE_EMPTY) {
        return push(quick, STATE_EMPTY);
    }
    bool are_texts = left == STATE_TEXT && right == STATE_TEXT;
    if (!are_texts && (left == STATE_TEXT || right == STATE_TEXT)) {
        return false;
    }
    bool is_same =
        are_texts ? slice_equals(quick->texts[quick->height], quick->texts[quick->height + 1]) : left == right;
    return push(quick, state_of(is_same == (instruction->op == OP_EQUAL)));
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
    return left != STATE_TEXT && right != STATE_TEXT && push(quick, joined[instruction->op][left][right]);
}

typedef bool (*Look)(Quick *quick, const Instruction *instruction);

static const Look looks[OP_COUNT] = {
    [OP_MEMBER] = look_at_members,    [OP_CHILDREN] = look_at_children, [OP_HAS_VALUE] = look_at_value,
    [OP_CALL] = look_at_call,         [OP_AND_LEFT] = look_at_left,     [OP_OR_LEFT] = look_at_left,
    [OP_IMPLIES_LEFT] = look_at_left, [OP_XOR_LEFT] = look_at_left,     [OP_AND] = look_at_sides,
    [OP_OR] = look_at_sides,          [OP_IMPLIES] = look_at_sides,     [OP_XOR] = look_at_sides,
    [OP_LITERAL] = look_at_literal,   [OP_EQUAL] = look_at_equality,    [OP_NOT_EQUAL] = look_at_equality,
};

/* True for `hasValue() or …` of a value: every element has such an invariant (ele-1). */
static bool asks_presence(const FhirpathProgram *program)
{
    const Instruction *code = program->code;
    return program->code_count > 2 && code[0].op == OP_HAS_VALUE && code[1].op == OP_OR_LEFT &&
           code[1].next == program->code_count;
}

static bool is_value(const Node *node)
{
    return node->kind == NODE_STRING ? node->length > 2 : node->kind == NODE_BOOLEAN || node->kind == NODE_NUMBER;
}

bool quick_is_present(const Document *document, NodeId node)
{
    static const Slice type = SLICE("resourceType"), own = SLICE("id");
    const Node *nodes = document_nodes(document);
    const char *bytes = document_bytes(document).bytes;
    if (nodes[node].kind != NODE_OBJECT) {
        return is_value(&nodes[node]);
    }
    for (NodeId id = node + 1, end = nodes[node].end; id < end; id = nodes[id].end) {
        Slice key = {bytes + nodes[id].key, nodes[id].key_length};
        bool is_plain = key.length > 0 && key.bytes[0] != '_' && !(nodes[id].flags & NODE_KEY_HAS_ESCAPE);
        if (is_plain && !slice_equals(key, own) && !slice_equals(key, type) && is_something(nodes, id)) {
            return true;
        }
    }
    return false;
}

bool quick_lacks(const Document *document, NodeId node, Slice name)
{
    const Node *nodes = document_nodes(document);
    const char *bytes = document_bytes(document).bytes;
    if (nodes[node].kind != NODE_OBJECT) {
        return false;
    }
    for (NodeId id = node + 1, end = nodes[node].end; id < end; id = nodes[id].end) {
        if ((nodes[id].flags & NODE_KEY_HAS_ESCAPE) || compare_key(bytes, &nodes[id], name) != KEY_OTHER) {
            return false;
        }
    }
    return true;
}

bool quick_truth(const FhirpathContext *context, const FhirpathProgram *program, const FhirpathItem *focus,
                 const QuickSupposition *supposed, bool *is_true)
{
    if (focus->kind != FHIRPATH_NODE || focus->node == NODE_NONE) {
        return false;
    }
    if (asks_presence(program) && is_value(document_node(focus->document, focus->node))) {
        return *is_true = true;
    }
    Quick quick; /* what lies above the height of the stack is not read */
    quick.model = &context->model;
    quick.program = program;
    quick.nodes = document_nodes(focus->document);
    quick.bytes = document_bytes(focus->document).bytes;
    quick.focus = focus->node;
    quick.type = focus->type;
    quick.supposed = supposed;
    quick.height = 0;
    quick.at = 0;
    while (quick.at < program->code_count) {
        const Instruction *instruction = &program->code[quick.at++];
        Look look = looks[instruction->op];
        if (!look || !look(&quick, instruction)) {
            return false;
        }
    }
    *is_true = quick.height == 1 && quick.stack[0] == STATE_TRUE;
    return quick.height == 1 && quick.stack[0] != STATE_TEXT;
}
