/* Syntax: what the reader found wrong with the JSON text, as issues. */
#include "src/check/families.h"

void syntax_check(Walk *walk)
{
    for (uint32_t i = 0; i < document_fault_count(walk->document); i++) {
        const SyntaxFault *fault = document_fault(walk->document, i);
        Finding finding = {.severity = SEVERITY_ERROR,
                           .key = "json-syntax",
                           .node = fault->node,
                           .span = {fault->offset, fault->length}};
        walk_add(walk, &finding, "%s", fault->message);
    }
}
