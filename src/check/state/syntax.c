/* Syntax: faults as issues. */
#include "src/check/state/syntax.h"

void syntax_note_mark(Walk *walk, NodeId root)
{
    enum { MARK_LENGTH = 3 };
    uint32_t offset;
    if (document_mark(walk->document, root, &offset)) {
        walk->origin = root;
        IssueForm form = {.key = KEY_BYTE_ORDER_MARK,
                          .node = root,
                          .shift = offset - document_node(walk->document, root)->start,
                          .length = MARK_LENGTH};
        issue_form(walk, &form, "Byte order mark is not allowed in JSON.");
    }
}

/* Faults are said anew after every edit. */
static const Group syntax_group = {.name = "syntax", .is_far = true, .is_of_document = true};

/* True where a fault is of a kind that comes in rows, bytes of another encoding or control characters, and the string
   had one of the kind before: one cause is one issue. `first` is the first fault of the last row. */
static bool is_of_row(const Document *document, const SyntaxFault *first, const SyntaxFault *fault)
{
    return (fault->kind == FAULT_NOT_UTF8 || fault->kind == FAULT_CONTROL) && first && first->kind == fault->kind &&
           first->node == fault->node &&
           document_node_at(document, first->offset) == document_node_at(document, fault->offset);
}

void syntax_check(Walk *walk)
{
    walk->document_group = &syntax_group;
    const SyntaxFault *firsts[FAULT_KIND_COUNT] = {NULL};
    for (uint32_t i = 0; i < document_fault_count(walk->document); i++) {
        const SyntaxFault *fault = document_fault(walk->document, i);
        if (is_of_row(walk->document, firsts[fault->kind], fault)) {
            continue;
        }
        firsts[fault->kind] = fault;
        walk->origin = fault->node;
        IssueForm form = {.key = KEY_JSON_SYNTAX,
                          .node = fault->node,
                          .shift = fault->offset - document_node(walk->document, fault->node)->start,
                          .length = fault->length};
        issue_form(walk, &form, "%s", document_fault_message(fault));
    }
    walk->document_group = NULL;
}

bool syntax_is_guesswork(const Document *document, NodeId root)
{
    if (document_fault_count(document) == 0) {
        return false;
    }
    bool is_line = document_node(document, root)->parent != NODE_NONE;
    uint32_t line = is_line ? document_position(document, document_node(document, root)->start).line : 0;
    bool has_next = is_line && line < document_line_count(document);
    uint32_t end = has_next ? document_line_start(document, line + 1) : UINT32_MAX;
    uint32_t count = document_fault_count(document);
    for (uint32_t i = is_line ? document_fault_from(document, document_line_start(document, line)) : 0; i < count;
         i++) {
        const SyntaxFault *fault = document_fault(document, i);
        if (fault->offset >= end) {
            return false;
        }
        if (!fault->is_recoverable && document_contains(document, root, fault->node)) {
            return true;
        }
    }
    return false;
}
