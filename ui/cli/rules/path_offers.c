/* Path offers: the candidates of a path, each as a whole expression. */
#include "ui/cli/rules/path_offers.h"

#include "src/base/ascii.h"
#include "src/paths/completion.h"

/* A resource without elements, of the type that the expression begins with. */
static Document *empty_resource(const Rules *rules, Slice expression)
{
    size_t length = 0;
    while (length < expression.length && ascii_is_letter_or_digit(expression.bytes[length])) {
        length++;
    }
    Slice name = slice_part(expression, 0, length);
    const Structure *type = rules_type(rules, name);
    bool is_resource = type && structure_kind(type) == STRUCTURE_RESOURCE;
    Text json = TEXT_EMPTY;
    text_format(&json, "{\"resourceType\":\"%.*s\"}", SLICE_ARGS(is_resource ? name : SLICE("ImagingStudy")));
    Document *document = document_new(text_slice(&json), "", NULL);
    text_free(&json);
    return document;
}

static void print_candidates(const PathCompletion *completion, Slice expression, Output *output)
{
    for (size_t i = 0; i < completion->count; i++) {
        output_visible(output, slice_part(expression, 0, completion->start));
        output_text(output, completion->items[i].text);
        output_exact(output, SLICE("\t"));
        output_visible(output, completion->items[i].help);
        output_text(output, SLICE("\n"));
    }
}

void path_offers_print(Checker *checker, const Document *document, Slice expression, Output *output)
{
    PathCompletion completion = {0};
    Document *empty = document ? NULL : empty_resource(checker_rules(checker), expression);
    document = document ? document : empty;
    if (document) {
        Evaluator *evaluator = evaluator_new(checker, document);
        bool is_lines = document_node(document, 0)->kind == NODE_LINES;
        NodeId resource = is_lines ? document_first_child(document, 0) : 0;
        if (resource != NODE_NONE) {
            path_completion_fill(&completion, evaluator, checker, document, resource, expression, expression.length);
        }
        print_candidates(&completion, expression, output);
        path_completion_free(&completion);
        evaluator_free(evaluator);
    }
    document_free(empty);
}
