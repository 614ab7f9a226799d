/*
 * Scanner: reads JSON text into nodes, and goes on after what is wrong.
 *
 * The model: `container` is the innermost open array or object, `expect` says what may come next in it. One turn of the
 * loop reads one thing (a closing bracket, a comma, a member, an item) and changes both. Opening a container makes it
 * the container; closing one makes its parent the container again. Where the text is wrong, the turn adds a fault and
 * consumes at least one byte or closes a container, so the loop ends.
 */
#include "src/json/scanner.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "src/json/lexer.h"

/* What may come next in the innermost container. */
typedef enum Expect {
    EXPECT_FIRST, /* after an opening bracket: a child or the closing bracket */
    EXPECT_COMMA, /* after a child: a comma or the closing bracket */
    EXPECT_CHILD, /* after a comma: a child */
    EXPECT_ANY    /* after text that was skipped: whatever comes */
} Expect;

typedef struct Scanner {
    Lexer lexer;
    NodeList *nodes;
    uint32_t at;
    NodeId first;     /* number of nodes->nodes[base] */
    size_t base;      /* nodes->count before the first value */
    NodeId outside;   /* the values' parent */
    NodeId container; /* innermost open container; `outside` when none is open */
    bool is_object;   /* what the container is */
    Expect expect;
    uint32_t depth;
    uint32_t comma; /* the last comma */
    uint32_t after; /* where the last value ended */
} Scanner;

/* A member's key as it is read. */
typedef struct ScannedKey {
    uint32_t start;
    uint16_t length;
    uint8_t flags;
} ScannedKey;

static const ScannedKey no_key = {0};

/* ---- nodes and faults ---- */

/* The node of a number that this scanner gave out. */
static inline Node *node_of(const Scanner *scanner, NodeId id)
{
    return &scanner->nodes->nodes[scanner->base + (id - scanner->first)];
}

/* The next number to be given out. */
static inline NodeId next_id(const Scanner *scanner)
{
    return scanner->first + (NodeId)(scanner->nodes->count - scanner->base);
}

/* Adds a fault that lies between values: it belongs to the container, outside of all containers to the first value. */
static void add_fault(Scanner *scanner, uint32_t offset, uint32_t length, bool is_recoverable, FaultKind kind)
{
    scanner->lexer.node = scanner->container == scanner->outside ? scanner->first : scanner->container;
    lex_fault(&scanner->lexer, offset, length, is_recoverable, kind);
}

/* Adds a node that starts here to the container that is open. */
static NodeId add_node(Scanner *scanner, NodeKind kind, const ScannedKey *key)
{
    NodeList *list = scanner->nodes;
    NodeId id = next_id(scanner);
    if (list->count == list->capacity) {
        ARRAY_RESERVE(list->nodes, list->capacity, list->count + 1);
    }
    list->nodes[list->count++] = (Node){.start = scanner->at,
                                        .key = key->start,
                                        .parent = scanner->container,
                                        .end = id + 1,
                                        .key_length = key->length,
                                        .kind = (uint8_t)kind,
                                        .flags = key->flags};
    return id;
}

/* Ends a scalar at `end`, where reading goes on. */
static void end_scalar(Scanner *scanner, NodeId id, uint32_t end)
{
    Node *node = node_of(scanner, id);
    node->length = end - node->start;
    scanner->at = scanner->after = end;
    scanner->expect = EXPECT_COMMA;
}

/* Adds a broken value of `length` bytes, named by a fault on them, or on the byte that stands in their place. */
static void add_broken(Scanner *scanner, const ScannedKey *key, uint32_t length, FaultKind kind)
{
    NodeId id = add_node(scanner, NODE_BROKEN, key);
    scanner->lexer.node = id;
    lex_fault(&scanner->lexer, scanner->at, length ? length : scanner->at < scanner->lexer.end, false, kind);
    end_scalar(scanner, id, scanner->at + length);
}

/* Marks the nodes that faults from `first_fault` on name. */
static void mark_faults(Scanner *scanner, size_t first_fault)
{
    const FaultList *faults = scanner->lexer.faults;
    for (size_t i = first_fault; i < faults->count; i++) {
        node_of(scanner, faults->faults[i].node)->flags |= NODE_HAS_FAULT;
    }
}

/* ---- blanks ---- */

/* Moves past a comment, and the blanks and comments after it. */
static void skip_comments(Scanner *scanner)
{
    uint32_t after;
    while ((after = lex_comment_end(&scanner->lexer, scanner->at)) > scanner->at) {
        add_fault(scanner, scanner->at, after - scanner->at, true, FAULT_COMMENT);
        scanner->at = run_of_blanks(scanner->lexer.bytes, after, scanner->lexer.end);
    }
}

/* Moves to the next byte that is not blank; returns it, zero at the end. */
static inline char skip_blanks(Scanner *scanner)
{
    const char *bytes = scanner->lexer.bytes;
    uint32_t end = scanner->lexer.end;
    if (scanner->at < end && bytes[scanner->at] <= ' ') {
        scanner->at = run_of_blanks(bytes, scanner->at, end);
    }
    if (scanner->at < end && bytes[scanner->at] == '/') {
        skip_comments(scanner);
    }
    return scanner->at < end ? bytes[scanner->at] : '\0';
}

/* ---- values ---- */

/* The end of the container that starts at `at`, by counting brackets outside of strings. */
static uint32_t nested_end(const Scanner *scanner, uint32_t at)
{
    FaultList ignored = {0};
    Lexer lexer = {.bytes = scanner->lexer.bytes, .end = scanner->lexer.end, .faults = &ignored};
    uint64_t open = 0;
    while (at < lexer.end) {
        char c = lexer.bytes[at];
        if (c == '"') {
            uint8_t flags = 0;
            bool is_closed;
            at = lex_string(&lexer, at, &flags, &is_closed);
            fault_list_cut(&ignored, 0);
            continue;
        }
        at++;
        if (c == '[' || c == '{') {
            open++;
        } else if ((c == ']' || c == '}') && --open == 0) {
            break;
        }
    }
    fault_list_free(&ignored);
    return at;
}

static void open_container(Scanner *scanner, bool is_object, const ScannedKey *key)
{
    if (scanner->depth >= DOCUMENT_DEPTH_MAXIMUM) {
        uint32_t end = nested_end(scanner, scanner->at);
        add_broken(scanner, key, end - scanner->at, FAULT_DEPTH);
        return;
    }
    scanner->container = add_node(scanner, is_object ? NODE_OBJECT : NODE_ARRAY, key);
    scanner->is_object = is_object;
    scanner->depth++;
    scanner->at++;
    scanner->expect = EXPECT_FIRST;
}

/* Ends the innermost container at the scanner's place. */
static void close_container(Scanner *scanner)
{
    Node *node = node_of(scanner, scanner->container);
    node->length = scanner->at - node->start;
    node->end = next_id(scanner);
    scanner->container = node->parent;
    scanner->is_object = node->parent != scanner->outside && node_of(scanner, node->parent)->kind == NODE_OBJECT;
    scanner->depth--;
    scanner->after = scanner->at;
    scanner->expect = EXPECT_COMMA;
}

static void read_string(Scanner *scanner, const ScannedKey *key)
{
    NodeId id = add_node(scanner, NODE_STRING, key);
    uint8_t flags = 0;
    bool is_closed;
    scanner->lexer.node = id;
    uint32_t after = lex_string(&scanner->lexer, scanner->at, &flags, &is_closed);
    Node *node = node_of(scanner, id);
    node->kind = is_closed ? NODE_STRING : NODE_BROKEN;
    node->flags |= flags;
    end_scalar(scanner, id, after);
}

/* Reads a number or a word, or what stands in its place. */
static void read_word(Scanner *scanner, const ScannedKey *key)
{
    char c = scanner->lexer.bytes[scanner->at];
    if (lex_word_end(&scanner->lexer, scanner->at) == scanner->at) {
        bool is_missing = c == ',' || c == ']' || c == '}';
        uint32_t after = is_missing ? scanner->at : lex_garbage_end(&scanner->lexer, scanner->at);
        add_broken(scanner, key, after - scanner->at, FAULT_VALUE_EXPECTED);
        return;
    }
    bool is_number = ascii_is_digit(c) || c == '-' || c == '+' || c == '.';
    NodeKind kind = NODE_NUMBER;
    uint8_t flags = 0;
    NodeId id = add_node(scanner, kind, key);
    scanner->lexer.node = id;
    uint32_t after =
        is_number ? lex_number(&scanner->lexer, scanner->at) : lex_word(&scanner->lexer, scanner->at, &kind, &flags);
    Node *node = node_of(scanner, id);
    node->kind = (uint8_t)kind;
    node->flags |= flags;
    end_scalar(scanner, id, after);
}

/* Reads the value that starts with `c` at the scanner's place, or the beginning of it where it is a container. */
static inline void read_value(Scanner *scanner, char c, const ScannedKey *key)
{
    if (c == '"' || c == '\'') {
        read_string(scanner, key);
    } else if (c == '{' || c == '[') {
        open_container(scanner, c == '{', key);
    } else if (scanner->at < scanner->lexer.end) {
        read_word(scanner, key);
    } else {
        add_broken(scanner, key, 0, FAULT_VALUE_AT_END);
    }
}

/* ---- members ---- */

/* Reads a key, which starts with `c`; false where what stands there is none. */
static bool read_key(Scanner *scanner, char c, ScannedKey *key)
{
    uint32_t start = scanner->at, length;
    if (c == '"' || c == '\'') {
        bool is_closed;
        uint8_t flags = 0;
        scanner->lexer.node = scanner->container;
        scanner->at = lex_string(&scanner->lexer, start, &flags, &is_closed);
        length = scanner->at - start - 1 - (is_closed ? 1 : 0);
        *key = (ScannedKey){start + 1, (uint16_t)length, flags & NODE_HAS_ESCAPE ? NODE_KEY_HAS_ESCAPE : 0};
    } else {
        uint32_t end = lex_word_end(&scanner->lexer, start);
        if (end == start) {
            return false;
        }
        length = end - start;
        add_fault(scanner, start, length, true, FAULT_KEY_BARE);
        scanner->at = end;
        *key = (ScannedKey){start, (uint16_t)length, NODE_KEY_IS_BARE};
    }
    if (length > UINT16_MAX) {
        add_fault(scanner, start, length, false, FAULT_KEY_LENGTH);
        key->length = UINT16_MAX;
    }
    return true;
}

/* Skips what stands in an object where the name of a property is expected. */
static void skip_nameless(Scanner *scanner, char c)
{
    bool is_container = c == '{' || c == '[';
    uint32_t end = is_container ? nested_end(scanner, scanner->at) : lex_garbage_end(&scanner->lexer, scanner->at);
    add_fault(scanner, scanner->at, end - scanner->at, false, FAULT_KEY_EXPECTED);
    scanner->at = end;
    scanner->expect = EXPECT_ANY;
}

/* Reads a member, which starts with `c`: key, colon, and the value or its beginning. */
static inline void read_member(Scanner *scanner, char c)
{
    ScannedKey key;
    uint32_t start = scanner->at;
    if (!read_key(scanner, c, &key)) {
        skip_nameless(scanner, c);
        return;
    }
    c = skip_blanks(scanner);
    if (c == ':') {
        scanner->at++;
        c = skip_blanks(scanner);
    } else if (scanner->at == scanner->lexer.end || c == ',' || c == '}' || c == ']') {
        add_broken(scanner, &key, 0, FAULT_COLON_AND_VALUE);
        return;
    } else {
        add_fault(scanner, start, scanner->at - start, false, FAULT_COLON);
    }
    read_value(scanner, c, &key);
}

/* ---- containers ---- */

/* True when an open container outside the innermost one is closed by this bracket. */
static bool closes_outer(const Scanner *scanner, char bracket)
{
    NodeKind kind = bracket == '}' ? NODE_OBJECT : NODE_ARRAY;
    NodeId id = node_of(scanner, scanner->container)->parent;
    while (id != scanner->outside) {
        const Node *node = node_of(scanner, id);
        if (node->kind == kind) {
            return true;
        }
        id = node->parent;
    }
    return false;
}

/* A closing bracket that is not the innermost container's. */
static void read_wrong_closing(Scanner *scanner, char bracket)
{
    if (closes_outer(scanner, bracket)) {
        add_fault(scanner, scanner->at, 1, false, scanner->is_object ? FAULT_OBJECT_OPEN : FAULT_ARRAY_OPEN);
        close_container(scanner);
        return;
    }
    add_fault(scanner, scanner->at, 1, false, scanner->is_object ? FAULT_NOT_BRACKET : FAULT_NOT_BRACE);
    scanner->at++;
    if (scanner->expect != EXPECT_CHILD) {
        close_container(scanner);
    }
}

static inline void read_closing(Scanner *scanner, char bracket)
{
    if ((bracket == '}') != scanner->is_object) {
        read_wrong_closing(scanner, bracket);
        return;
    }
    if (scanner->expect == EXPECT_CHILD) {
        add_fault(scanner, scanner->comma, 1, true, FAULT_COMMA_LAST);
    }
    scanner->at++;
    close_container(scanner);
}

static inline void read_comma(Scanner *scanner)
{
    if (scanner->expect == EXPECT_FIRST || scanner->expect == EXPECT_CHILD) {
        add_fault(scanner, scanner->at, 1, false, FAULT_COMMA_FIRST);
    }
    scanner->comma = scanner->at++;
    scanner->expect = EXPECT_CHILD;
}

/* Reads a member or an item, which starts with `c`. */
static inline void read_child(Scanner *scanner, char c)
{
    if (scanner->expect == EXPECT_COMMA) {
        if (c == ':') {
            add_fault(scanner, scanner->at++, 1, false, FAULT_COLON_STRAY);
            scanner->expect = EXPECT_ANY;
            return;
        }
        add_fault(scanner, scanner->after, 1, true, FAULT_COMMA_MISSING);
    }
    if (scanner->is_object) {
        read_member(scanner, c);
    } else {
        read_value(scanner, c, &no_key);
    }
}

/* One turn: whatever starts with `c` at the scanner's place inside a container. */
static inline void read_step(Scanner *scanner, char c)
{
    if (c == '}' || c == ']') {
        read_closing(scanner, c);
    } else if (c == ',') {
        read_comma(scanner);
    } else {
        read_child(scanner, c);
    }
}

static Scanner scanner_for(const ScanInput *input, NodeList *nodes, FaultList *faults)
{
    return (Scanner){.lexer = {.bytes = input->bytes, .end = input->end, .faults = faults},
                     .nodes = nodes,
                     .at = input->at,
                     .first = input->first,
                     .base = nodes->count,
                     .container = input->parent,
                     .outside = input->parent,
                     .depth = input->depth};
}

/* So many bytes are read between two looks of a pace. */
enum { LOOK_BYTES = 1 << 20 };

/* Tells how far the scanner is; gives where it is to look next. Where it is to stop, the text ends. */
static uint32_t look_around(const Scanner *scanner, Pace *pace, uint32_t *end)
{
    if (pace && !pace_piece(pace, scanner->at - pace->done)) {
        *end = scanner->at;
    }
    return *end - scanner->at > LOOK_BYTES ? scanner->at + LOOK_BYTES : UINT32_MAX;
}

void scan_text(const ScanInput *input, NodeList *nodes, FaultList *faults)
{
    Scanner scanner = scanner_for(input, nodes, faults);
    size_t first_fault = faults->count;
    char c = skip_blanks(&scanner);
    uint32_t end = input->end, look_at = input->pace ? scanner.at : UINT32_MAX;
    read_value(&scanner, c, &no_key);
    while (scanner.container != scanner.outside) {
        c = skip_blanks(&scanner);
        if (scanner.at < end) {
            read_step(&scanner, c);
            look_at = scanner.at < look_at ? look_at : look_around(&scanner, input->pace, &end);
            continue;
        }
        add_fault(&scanner, scanner.at, 0, false, scanner.is_object ? FAULT_OBJECT_AT_END : FAULT_ARRAY_AT_END);
        close_container(&scanner);
    }
    skip_blanks(&scanner);
    if (scanner.at < input->end) {
        add_fault(&scanner, scanner.at, input->end - scanner.at, false, FAULT_MORE_TEXT);
    }
    mark_faults(&scanner, first_fault);
}

bool scan_children(const ScanInput *input, const ScanEdges *edges, NodeList *nodes)
{
    FaultList faults = {0};
    Scanner scanner = scanner_for(input, nodes, &faults);
    scanner.is_object = edges->is_object;
    scanner.expect = edges->has_before ? EXPECT_COMMA : EXPECT_FIRST;
    char c = skip_blanks(&scanner);
    while (scanner.at < input->end && faults.count == 0) {
        if (scanner.container == scanner.outside && (c == '}' || c == ']')) {
            break;
        }
        read_step(&scanner, c);
        /* Back among the run's own children, the scanner cannot ask a node what holds them. */
        scanner.is_object = scanner.container == scanner.outside ? edges->is_object : scanner.is_object;
        c = skip_blanks(&scanner);
    }
    bool is_whole = scanner.at == input->end && faults.count == 0 && scanner.container == scanner.outside;
    fault_list_free(&faults);
    bool is_empty = !edges->has_before && scanner.expect == EXPECT_FIRST;
    return is_whole && (is_empty || scanner.expect == (edges->has_behind ? EXPECT_CHILD : EXPECT_COMMA));
}
