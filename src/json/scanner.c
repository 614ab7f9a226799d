/*
 * Scanner: reads JSON text into nodes, and goes on after what is wrong.
 *
 * The model: `container` is the innermost open array or object, `expect` says what may come next in it. One turn of the
 * loop reads one thing (a closing bracket, a comma, a member, an item) and changes both. Opening a container makes it
 * the container; closing one makes its parent the container again. Where the text is wrong, the turn adds a fault and
 * consumes at least one byte or closes a container, so the loop ends.
 */
#include "src/json/scanner.h"

#include "src/base/memory.h"
#include "src/json/lexer.h"

#include <stdlib.h>

/* What may come next in the innermost container. */
typedef enum Expect {
    EXPECT_FIRST, /* after an opening bracket: a child or the closing bracket */
    EXPECT_COMMA, /* after a child: a comma or the closing bracket */
    EXPECT_CHILD, /* after a comma: a child */
    EXPECT_NOTHING
} Expect;

typedef struct Scanner {
    const char *bytes;
    uint32_t at;
    uint32_t end;
    NodeList *nodes;
    FaultList *faults;
    NodeId first;     /* number of nodes->nodes[base] */
    size_t base;      /* nodes->count before the value */
    NodeId container; /* innermost open container; the value's parent when none is open */
    NodeId outside;   /* the value's parent */
    uint32_t depth;
    uint32_t comma; /* the last comma */
    Expect expect;
} Scanner;

/* A member's key as it is read. */
typedef struct Key {
    uint32_t start;
    uint16_t length;
    uint8_t flags;
} Key;

void fault_list_add(FaultList *faults, SyntaxFault fault)
{
    ARRAY_RESERVE(faults->faults, faults->capacity, faults->count + 1);
    faults->faults[faults->count++] = fault;
}

/* The node of a number that this scanner gave out. */
static Node *node_of(const Scanner *scanner, NodeId id)
{
    return &scanner->nodes->nodes[scanner->base + (id - scanner->first)];
}

/* The next number to be given out. */
static NodeId next_id(const Scanner *scanner)
{
    return scanner->first + (NodeId)(scanner->nodes->count - scanner->base);
}

/* Where faults belong that lie between values. */
static NodeId fault_node(const Scanner *scanner)
{
    return scanner->container == scanner->outside && next_id(scanner) == scanner->first ? scanner->first
                                                                                        : scanner->container;
}

static void add_fault(Scanner *scanner, uint32_t offset, uint32_t length, bool is_recoverable, const char *message)
{
    NodeId node = fault_node(scanner);
    fault_list_add(scanner->faults, (SyntaxFault){offset, length, node, is_recoverable, message});
    if (scanner->container != scanner->outside) {
        node_of(scanner, scanner->container)->flags |= NODE_HAS_FAULT;
    }
}

static Lexer lexer_for(const Scanner *scanner, NodeId node)
{
    return (Lexer){scanner->bytes, scanner->end, node, scanner->faults};
}

static NodeId add_node(Scanner *scanner, NodeKind kind, uint32_t start, const Key *key)
{
    NodeList *list = scanner->nodes;
    NodeId id = next_id(scanner);
    ARRAY_RESERVE(list->nodes, list->capacity, list->count + 1);
    list->nodes[list->count++] = (Node){.start = start,
                                        .key = key->start,
                                        .parent = scanner->container,
                                        .end = id + 1,
                                        .key_length = key->length,
                                        .kind = (uint8_t)kind,
                                        .flags = key->flags};
    return id;
}

/* The end of a comment that starts at `at`; `at` where none does. */
static uint32_t comment_end(const char *bytes, uint32_t at, uint32_t end)
{
    if (at + 1 >= end || bytes[at] != '/' || (bytes[at + 1] != '/' && bytes[at + 1] != '*')) {
        return at;
    }
    bool is_line = bytes[at + 1] == '/';
    for (uint32_t i = at + 2; i < end; i++) {
        if (is_line && (bytes[i] == '\n' || bytes[i] == '\r')) {
            return i;
        }
        if (!is_line && bytes[i] == '*' && i + 1 < end && bytes[i + 1] == '/') {
            return i + 2;
        }
    }
    return end;
}

uint32_t scan_blanks(const char *bytes, uint32_t at, uint32_t end, NodeId node, FaultList *faults)
{
    for (;;) {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        uint32_t behind = at < end && bytes[at] == '/' ? comment_end(bytes, at, end) : at;
        if (behind == at) {
            return at;
        }
        fault_list_add(faults, (SyntaxFault){at, behind - at, node, true, "JSON has no comments"});
        at = behind;
    }
}

static void skip_blanks(Scanner *scanner)
{
    scanner->at = scan_blanks(scanner->bytes, scanner->at, scanner->end, fault_node(scanner), scanner->faults);
}

/* Moves past a container that is nested too deeply, as one broken value: brackets are counted, strings skipped. */
static uint32_t skip_nested(const Scanner *scanner, uint32_t at)
{
    uint64_t open = 0;
    FaultList ignored = {0};
    Lexer lexer = {scanner->bytes, scanner->end, 0, &ignored};
    while (at < scanner->end) {
        char c = scanner->bytes[at];
        if (c == '"') {
            uint8_t flags = 0;
            bool is_closed;
            at = lex_string(&lexer, at, &flags, &is_closed);
            ignored.count = 0;
            continue;
        }
        at++;
        if (c == '[' || c == '{') {
            open++;
        } else if ((c == ']' || c == '}') && --open == 0) {
            break;
        }
    }
    free(ignored.faults);
    return at;
}

static void open_container(Scanner *scanner, NodeKind kind, const Key *key)
{
    if (scanner->depth >= DOCUMENT_DEPTH_MAXIMUM) {
        NodeId id = add_node(scanner, NODE_BROKEN, scanner->at, key);
        add_fault(scanner, scanner->at, 1, false, "values are nested more deeply than 512 levels, which is the limit");
        node_of(scanner, id)->flags |= NODE_HAS_FAULT;
        uint32_t behind = skip_nested(scanner, scanner->at);
        node_of(scanner, id)->length = behind - scanner->at;
        scanner->at = behind;
        scanner->expect = EXPECT_COMMA;
        return;
    }
    scanner->container = add_node(scanner, kind, scanner->at, key);
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
    scanner->depth--;
    scanner->expect = EXPECT_COMMA;
}

static bool is_number_start(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
}

/* Reads a string, number or word into a node of its own. */
static void read_scalar(Scanner *scanner, const Key *key)
{
    uint32_t start = scanner->at;
    char c = scanner->bytes[start];
    NodeId id = add_node(scanner, NODE_STRING, start, key);
    Lexer lexer = lexer_for(scanner, id);
    NodeKind kind = NODE_STRING;
    uint8_t flags = 0;
    if (c == '"' || c == '\'') {
        bool is_closed;
        scanner->at = lex_string(&lexer, start, &flags, &is_closed);
        kind = is_closed ? NODE_STRING : NODE_BROKEN;
    } else if (is_number_start(c)) {
        kind = NODE_NUMBER;
        scanner->at = lex_number(&lexer, start, &flags);
    } else if (lex_word_end(&lexer, start) > start) {
        scanner->at = lex_word(&lexer, start, &kind, &flags);
    } else {
        kind = NODE_BROKEN;
        flags = NODE_HAS_FAULT;
        lex_fault(&lexer, start, 1, false,
                  "a value is expected here: a string in double quotes, a number, true, false, null, [ or {");
        scanner->at = start + (c != ',' && c != ']' && c != '}');
    }
    Node *node = node_of(scanner, id);
    node->kind = (uint8_t)kind;
    node->flags |= flags;
    node->length = scanner->at - start;
    scanner->expect = EXPECT_COMMA;
}

/* Reads the value that starts at the scanner's place, or the beginning of it where it is a container. */
static void read_value(Scanner *scanner, const Key *key)
{
    if (scanner->at >= scanner->end) {
        NodeId id = add_node(scanner, NODE_BROKEN, scanner->end, key);
        node_of(scanner, id)->flags |= NODE_HAS_FAULT;
        fault_list_add(scanner->faults,
                       (SyntaxFault){scanner->end, 0, id, false, "the file ends where a value is expected"});
        scanner->expect = EXPECT_COMMA;
        return;
    }
    switch (scanner->bytes[scanner->at]) {
    case '{':
        open_container(scanner, NODE_OBJECT, key);
        break;
    case '[':
        open_container(scanner, NODE_ARRAY, key);
        break;
    default:
        read_scalar(scanner, key);
    }
}

/* Reads a key at the scanner's place; false where what stands there is none. */
static bool read_key(Scanner *scanner, Key *key)
{
    char c = scanner->bytes[scanner->at];
    uint32_t start = scanner->at, length;
    Lexer lexer = lexer_for(scanner, scanner->container);
    if (c == '"' || c == '\'') {
        bool is_closed;
        uint8_t flags = 0;
        scanner->at = lex_string(&lexer, start, &flags, &is_closed);
        key->flags = flags & NODE_HAS_ESCAPE ? NODE_KEY_HAS_ESCAPE : 0;
        key->start = start + 1;
        length = scanner->at - key->start - (is_closed ? 1 : 0);
    } else {
        uint32_t end = lex_word_end(&lexer, start);
        if (end == start) {
            return false;
        }
        add_fault(scanner, start, end - start, true, "the name of a property needs double quotes around it");
        key->start = start;
        length = end - start;
        scanner->at = end;
    }
    if (length > UINT16_MAX) {
        add_fault(scanner, start, length, false,
                  "the name of a property is longer than 65,535 bytes, which is the limit");
        length = UINT16_MAX;
    }
    key->length = (uint16_t)length;
    return true;
}

/* Reads a member: key, colon, and the value or its beginning. */
static void read_member(Scanner *scanner)
{
    Key key = {0};
    uint32_t start = scanner->at;
    if (!read_key(scanner, &key)) {
        scanner->at++;
        add_fault(scanner, start, 1, false, "the name of a property in double quotes is expected here");
        return;
    }
    skip_blanks(scanner);
    if (scanner->at < scanner->end && scanner->bytes[scanner->at] == ':') {
        scanner->at++;
        skip_blanks(scanner);
    } else {
        add_fault(scanner, start, scanner->at - start, false,
                  "after the name of a property a colon and a value are expected");
        char c = scanner->at < scanner->end ? scanner->bytes[scanner->at] : '}';
        if (c == ',' || c == '}' || c == ']') {
            NodeId id = add_node(scanner, NODE_BROKEN, scanner->at, &key);
            node_of(scanner, id)->flags |= NODE_HAS_FAULT;
            scanner->expect = EXPECT_COMMA;
            return;
        }
    }
    read_value(scanner, &key);
}

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

/* A closing bracket at the scanner's place. */
static void read_closing(Scanner *scanner, char bracket)
{
    bool is_object = node_of(scanner, scanner->container)->kind == NODE_OBJECT;
    if ((bracket == '}') == is_object) {
        if (scanner->expect == EXPECT_CHILD) {
            add_fault(scanner, scanner->comma, 1, true, "there is a comma after the last one; take it out");
        }
        scanner->at++;
        close_container(scanner);
    } else if (closes_outer(scanner, bracket)) {
        add_fault(scanner, scanner->at, 1, false,
                  is_object ? "the object around this has no closing }" : "the array around this has no closing ]");
        close_container(scanner);
    } else {
        add_fault(scanner, scanner->at, 1, false,
                  is_object ? "a } is expected here, not a ]" : "a ] is expected here, not a }");
        scanner->at++;
        if (scanner->expect != EXPECT_CHILD) {
            close_container(scanner);
        }
    }
}

/* A comma at the scanner's place. */
static void read_comma(Scanner *scanner)
{
    if (scanner->expect != EXPECT_COMMA) {
        add_fault(scanner, scanner->at, 1, false, "there is nothing before this comma");
    }
    scanner->comma = scanner->at++;
    scanner->expect = EXPECT_CHILD;
}

/* One turn: whatever stands at the scanner's place inside an open container. */
static void read_step(Scanner *scanner)
{
    static const Key no_key = {0};
    skip_blanks(scanner);
    if (scanner->at >= scanner->end) {
        bool is_object = node_of(scanner, scanner->container)->kind == NODE_OBJECT;
        add_fault(scanner, scanner->at, 0, false,
                  is_object ? "the text ends before the closing } of an object"
                            : "the text ends before the closing ] of an array");
        close_container(scanner);
        return;
    }
    char c = scanner->bytes[scanner->at];
    if (c == '}' || c == ']') {
        read_closing(scanner, c);
    } else if (c == ',') {
        read_comma(scanner);
    } else {
        if (scanner->expect == EXPECT_COMMA) {
            add_fault(scanner, scanner->at, 1, true, "a comma is missing before this");
        }
        if (node_of(scanner, scanner->container)->kind == NODE_OBJECT) {
            read_member(scanner);
        } else {
            read_value(scanner, &no_key);
        }
    }
}

uint32_t scan_value(const ScanInput *input, NodeList *nodes, FaultList *faults)
{
    Scanner scanner = {.bytes = input->bytes,
                       .at = input->at,
                       .end = input->end,
                       .nodes = nodes,
                       .faults = faults,
                       .first = input->first,
                       .base = nodes->count,
                       .container = input->parent,
                       .outside = input->parent,
                       .depth = input->depth};
    Key key = {input->key, input->key_length, input->flags};
    skip_blanks(&scanner);
    read_value(&scanner, &key);
    while (scanner.container != scanner.outside) {
        read_step(&scanner);
    }
    return scanner.at;
}
