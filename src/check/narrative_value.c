/* Narrative value: the text of Narrative.div, given to the judge of narratives. */
#include "src/check/anchors.h"
#include "src/check/families.h"
#include "src/check/narrative.h"
#include "src/check/string_place.h"

/* Where the judge of narratives sends what it finds. */
typedef struct Receiver {
    Walk *walk;
    NodeId node;
} Receiver;

static void take_problem(void *context, const NarrativeProblem *problem)
{
    Receiver *receiver = context;
    Slice raw = document_raw(receiver->walk->document, receiver->node);
    uint32_t start = (uint32_t)string_place(raw, problem->offset);
    uint32_t end = (uint32_t)string_place(raw, problem->offset + problem->length);
    Finding finding = {.severity = problem->severity,
                       .key = problem->key,
                       .node = receiver->node,
                       .detail = slice_from(problem->detail)};
    finding.span =
        (Span){document_node(receiver->walk->document, receiver->node)->start + start, end > start ? end - start : 1};
    walk_add(receiver->walk, &finding, "%.*s", SLICE_ARGS(problem->message));
}

/* True when something in the document has the id; the ids are gathered when they are first asked for. */
static bool has_target(void *context, Slice id)
{
    Walk *walk = ((Receiver *)context)->walk;
    if (!walk->anchors) {
        walk->anchors = anchors_new(walk->document, walk->root);
    }
    return anchors_have(walk->anchors, id);
}

void narrative_value_check(Walk *walk, const Value *value)
{
    if (document_node(walk->document, value->node)->kind != NODE_STRING) {
        walk_error(walk, "json-kind", value->node, value->facets->items[0].element,
                   "the narrative must be a string with XHTML in it");
        return;
    }
    Receiver receiver = {walk, value->node};
    NarrativeHandler handler = {
        .context = &receiver, .problem = take_problem, .has_target = has_target, .language = walk->scope->language};
    Text scratch = TEXT_EMPTY;
    narrative_check(document_string(walk->document, value->node, &scratch), &handler);
    text_free(&scratch);
}
