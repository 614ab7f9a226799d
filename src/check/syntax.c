/* Syntax: faults as issues. */
#include "src/check/syntax.h"

void syntax_check(Walk *walk)
{
    for (uint32_t i = 0; i < document_fault_count(walk->document); i++) {
        const SyntaxFault *fault = document_fault(walk->document, i);
        walk->origin = fault->node;
        IssueForm form = {.key = KEY_JSON_SYNTAX,
                          .node = fault->node,
                          .shift = fault->offset - document_node(walk->document, fault->node)->start,
                          .length = fault->length};
        issue_form(walk, &form, "%s", document_fault_message(fault));
    }
}

bool syntax_is_guesswork(const Document *document, NodeId root)
{
    for (uint32_t i = 0; i < document_fault_count(document); i++) {
        const SyntaxFault *fault = document_fault(document, i);
        if (!fault->is_recoverable && document_contains(document, root, fault->node)) {
            return true;
        }
    }
    return false;
}
