/* Quick looks: a stack of truths and texts, and instructions that push and join them. */
#include "src/fhirpath/machine/quick_private.h"

#include "src/base/ascii.h"
#include "src/fhirpath/machine/function.h"

#include <stdint.h>

bool quick_push(Quick *quick, State state)
{
    if (state == STATE_UNCERTAIN || quick->height == QUICK_HEIGHT) {
        return false;
    }
    quick->stack[quick->height++] = state;
    return true;
}

bool quick_push_text(Quick *quick, Slice text)
{
    bool is_pushed = quick_push(quick, STATE_TEXT);
    if (is_pushed) {
        quick->texts[quick->height - 1] = text;
    }
    return is_pushed;
}

/* ---- members ---- */

/* True for a value, and for an array with one at its start, that certainly is an element. */
static bool is_something(const Node *nodes, NodeId node)
{
    NodeKind kind = (NodeKind)nodes[node].kind;
    if (kind == NODE_ARRAY) {
        kind = nodes[node].end > node + 1 ? (NodeKind)nodes[node + 1].kind : NODE_NULL;
    }
    return kind != NODE_NULL && kind != NODE_BROKEN && kind != NODE_ARRAY;
}

/* What a key is to a name. */
typedef enum KeyKind { KEY_OTHER, KEY_SAME, KEY_SIBLING, KEY_CHOICE } KeyKind;

/* Tells the name itself, the name after an underscore, and the name with a capital after it ("valueString" for
 * "value"). */
static inline KeyKind compare_key(const char *bytes, const Node *node, Slice name)
{
    const char *key = bytes + node->key;
    if (node->key_length < name.length) {
        return KEY_OTHER;
    }
    size_t skip = key[0] == '_', rest = node->key_length - name.length;
    if (rest < skip || key[skip] != name.bytes[0] || !bytes_are_equal(key + skip, name.bytes, name.length)) {
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

bool quick_find_member(const Quick *quick, NodeId object, Slice name, NodeId *member)
{
    NodeId choice = NODE_NONE;
    unsigned choices = 0;
    *member = NODE_NONE;
    for (NodeId id = object + 1, end = quick->nodes[object].end; id < end; id = quick->nodes[id].end) {
        const Node *node = &quick->nodes[id];
        if (node->key_length < name.length && !(node->flags & NODE_KEY_HAS_ESCAPE)) {
            continue;
        }
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
        quick->found = quick_is_plain(&nodes[value]) ? value : NODE_NONE;
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
    Slice name = quick_name(quick, step);
    quick->found = NODE_NONE;
    if (quick->supposed && quick->supposed->object == object && slice_equals(quick->supposed->name, name)) {
        return more == 1 ? STATE_TRUE : STATE_UNCERTAIN;
    }
    if (!quick_find_member(quick, object, name, &member)) {
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
        return quick_push_text(quick, slice_make(quick->bytes + node->start + 1, node->length - 2));
    }
    return exists != STATE_UNCERTAIN && quick_push(quick, wanted[instruction->want][exists == STATE_TRUE]);
}

/* True for an instruction that goes on from the one before it, which gathers items for it. */
static bool goes_on(const Quick *quick, uint32_t at)
{
    const Instruction *code = quick->program->code;
    return at + 1 < quick->program->code_count && code[at].want == WANT_ITEMS && code[at + 1].op == OP_MEMBER &&
           !(code[at + 1].flags & FROM_FOCUS);
}

/* Replaces the elements on top by what a path leads to from them. */
static bool look_from_items(Quick *quick, const Instruction *instruction, unsigned steps)
{
    QuickRange input = quick->ranges[--quick->height];
    uint32_t first = quick->item_count;
    for (uint32_t i = 0; i < input.count; i++) {
        NodeId item = quick->items[input.first + i];
        if (quick->nodes[item].kind != NODE_OBJECT || !quick_gather(quick, item, instruction, steps)) {
            return false;
        }
    }
    Want want = (Want)instruction[steps - 1].want;
    bool is_empty = quick->item_count == first;
    if (want == WANT_ITEMS) {
        return quick_push_items(quick, first);
    }
    quick->item_count = first;
    return want != WANT_COUNT && quick_push(quick, quick_state(is_empty == (want == WANT_EMPTY)));
}

/* A path of members from the focus, or from what is on top. Names of types begin one as well; those of resources and
   elements are capital. */
static bool look_at_members(Quick *quick, const Instruction *instruction)
{
    Slice name = quick_name(quick, instruction);
    bool is_member = name.length > 0 && ascii_is_lower(name.bytes[0]);
    bool is_from_focus = instruction->flags & FROM_FOCUS;
    if (!is_from_focus && quick->height > 0 && quick->stack[quick->height - 1] == STATE_EMPTY) {
        quick->height--;
        return push_wanted(quick, instruction, STATE_FALSE);
    }
    bool is_from_items = !is_from_focus && quick->height > 0 && quick->stack[quick->height - 1] == STATE_NODES;
    bool is_possible = is_from_focus ? quick->nodes[quick->focus].kind == NODE_OBJECT : is_from_items;
    if (!is_member || !is_possible) {
        return false;
    }
    uint32_t last = quick->at - 1;
    while (goes_on(quick, last)) {
        last++;
    }
    unsigned steps = last - (quick->at - 1) + 1;
    quick->at = last + 1;
    if (is_from_items) {
        return look_from_items(quick, instruction, steps);
    }
    State exists = path_exists(quick, quick->focus, instruction, steps);
    bool is_of_items =
        quick->program->code[last].want == WANT_ITEMS && exists == STATE_TRUE && quick->found == NODE_NONE;
    if (!is_of_items) {
        return push_wanted(quick, &quick->program->code[last], exists);
    }
    uint32_t first = quick->item_count;
    return quick_gather(quick, quick->focus, instruction, steps) && quick_push_items(quick, first);
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
    Slice name = quick_name(quick, own);
    for (NodeId id = quick->focus + 1, end = quick->nodes[quick->focus].end; id < end; id = quick->nodes[id].end) {
        const Node *node = &quick->nodes[id];
        Slice key = {quick->bytes + node->key, node->key_length};
        bool is_plain = key.length > 0 && key.bytes[0] != '_' && !(node->flags & NODE_KEY_HAS_ESCAPE);
        if (is_plain && !slice_equals(key, name) && !slice_equals(key, type) && is_something(quick->nodes, id)) {
            quick->at += 2;
            return quick_push(quick, STATE_TRUE);
        }
    }
    return false;
}

static bool look_at_value(Quick *quick, const Instruction *instruction)
{
    (void)instruction;
    const Node *node = &quick->nodes[quick->focus];
    bool is_scalar = node->kind == NODE_BOOLEAN || node->kind == NODE_NUMBER;
    return quick_push(quick, quick_state(is_scalar || (node->kind == NODE_STRING && node->length > 2)));
}

static bool look_at_literal(Quick *quick, const Instruction *instruction)
{
    const Item *constant = &quick->program->constants[instruction->operand];
    return constant->kind == FHIRPATH_STRING && constant->as.string.length > 0 &&
           quick_push_text(quick, constant->as.string);
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
    const char *name = quick->program->functions[instruction->operand]->name;
    State top = quick->height > 0 ? quick->stack[quick->height - 1] : STATE_UNCERTAIN;
    quick->at = instruction->next;
    for (size_t i = 0; top <= STATE_TEXT && i < sizeof outcomes / sizeof *outcomes; i++) {
        if (is_named(name, outcomes[i].name)) {
            quick->height--;
            return quick_push(quick, outcomes[i].of[top]);
        }
    }
    return quick_call(quick, instruction);
}

/* The focus itself, or %resource. */
static bool look_at_node(Quick *quick, const Instruction *instruction)
{
    uint32_t first = quick->item_count;
    NodeId node = quick->focus;
    if (instruction->op == OP_VARIABLE) {
        node = slice_equals(quick_name(quick, instruction), SLICE("resource")) ? quick->resource : NODE_NONE;
    }
    return node != NODE_NONE && quick->nodes[node].kind == NODE_OBJECT && quick_gather(quick, node, NULL, 0) &&
           quick_push_items(quick, first);
}

/* Truths that are the same for every item are kept; others are worked out for each. */
static bool look_at_memo(Quick *quick, const Instruction *instruction)
{
    bool has_memo = instruction->operand < QUICK_MEMOS;
    if (instruction->op == OP_KEEP && has_memo && quick->height > 0 && quick->stack[quick->height - 1] < STATE_TEXT) {
        quick->memos[instruction->operand] = quick->stack[quick->height - 1];
    }
    if (instruction->op == OP_MEMO && has_memo && quick->memos[instruction->operand] != STATE_UNCERTAIN) {
        quick->at = instruction->next;
        return quick_push(quick, quick->memos[instruction->operand]);
    }
    return true;
}

/* True for the text of a value, which may be a date as well, and of one that was made of such texts. */
static bool is_of_document(const Quick *quick, Slice text)
{
    uintptr_t start = (uintptr_t)quick->bytes, at = (uintptr_t)text.bytes;
    return at >= start && at - start < document_bytes(quick->document).length;
}

/* `=` and `!=` of two strings, or of two booleans; of nothing they are nothing. Two values that are written otherwise
   may be the same moment. */
static bool look_at_equality(Quick *quick, const Instruction *instruction)
{
    if (quick->height < 2) {
        return false;
    }
    quick->height -= 2;
    State left = quick->stack[quick->height], right = quick->stack[quick->height + 1];
    if (left == STATE_EMPTY || right == STATE_EMPTY) {
        return quick_push(quick, STATE_EMPTY);
    }
    bool are_texts = left == STATE_TEXT && right == STATE_TEXT;
    if (!are_texts && (left >= STATE_TEXT || right >= STATE_TEXT)) {
        return false;
    }
    Slice text = quick->texts[quick->height], other = quick->texts[quick->height + 1];
    bool is_same = are_texts ? slice_equals(text, other) : left == right;
    if (are_texts && !is_same && is_of_document(quick, text) && is_of_document(quick, other)) {
        return false;
    }
    return quick_push(quick, quick_state(is_same == (instruction->op == OP_EQUAL)));
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
    return left < STATE_TEXT && right < STATE_TEXT && quick_push(quick, joined[instruction->op][left][right]);
}

/* `&` of a string and of nothing, which counts as an empty one. */
static bool look_at_join(Quick *quick, const Instruction *instruction)
{
    (void)instruction;
    if (quick->height < 2) {
        return false;
    }
    State right = quick->stack[--quick->height], left = quick->stack[quick->height - 1];
    if (left == STATE_EMPTY && right == STATE_TEXT) {
        quick->stack[quick->height - 1] = STATE_TEXT;
        quick->texts[quick->height - 1] = quick->texts[quick->height];
        return true;
    }
    return left == STATE_TEXT && right == STATE_EMPTY;
}

typedef bool (*Look)(Quick *quick, const Instruction *instruction);

static const Look looks[OP_COUNT] = {
    [OP_MEMBER] = look_at_members,    [OP_CHILDREN] = look_at_children, [OP_HAS_VALUE] = look_at_value,
    [OP_CALL] = look_at_call,         [OP_AND_LEFT] = look_at_left,     [OP_OR_LEFT] = look_at_left,
    [OP_IMPLIES_LEFT] = look_at_left, [OP_XOR_LEFT] = look_at_left,     [OP_AND] = look_at_sides,
    [OP_OR] = look_at_sides,          [OP_IMPLIES] = look_at_sides,     [OP_XOR] = look_at_sides,
    [OP_LITERAL] = look_at_literal,   [OP_EQUAL] = look_at_equality,    [OP_NOT_EQUAL] = look_at_equality,
    [OP_CONCATENATE] = look_at_join,  [OP_FOCUS] = look_at_node,        [OP_VARIABLE] = look_at_node,
    [OP_MEMO] = look_at_memo,         [OP_KEEP] = look_at_memo,         [OP_PASS] = look_at_memo,
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

bool quick_run(Quick *quick, uint32_t end)
{
    while (quick->at < end) {
        const Instruction *instruction = &quick->program->code[quick->at++];
        Look look = looks[instruction->op];
        if (!look || !look(quick, instruction)) {
            return false;
        }
    }
    return true;
}

bool quick_truth(const FhirpathContext *context, const FhirpathProgram *program, const QuickInput *input, bool *is_true)
{
    const FhirpathItem *focus = input->focus;
    if (focus->kind != FHIRPATH_NODE || focus->node == NODE_NONE) {
        return false;
    }
    if (asks_presence(program) && is_value(document_node(focus->document, focus->node))) {
        return *is_true = true;
    }
    Quick quick; /* what lies above the heights is not read */
    quick.model = &context->model;
    quick.program = program;
    quick.document = focus->document;
    quick.nodes = document_nodes(focus->document);
    quick.bytes = document_bytes(focus->document).bytes;
    quick.focus = focus->node;
    quick.resource = input->resource;
    quick.type = focus->type;
    quick.supposed = input->supposed;
    quick.height = 0;
    quick.item_count = 0;
    for (size_t i = 0; i < QUICK_MEMOS; i++) {
        quick.memos[i] = STATE_UNCERTAIN;
    }
    quick.at = 0;
    bool is_certain = quick_run(&quick, (uint32_t)program->code_count) && quick.height == 1;
    *is_true = is_certain && quick.stack[0] == STATE_TRUE;
    return is_certain && quick.stack[0] < STATE_TEXT;
}
