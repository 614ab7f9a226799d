/* FHIRPath items: copied out of the engine. */
#include "ui/screens/questions/fhirpath_items.h"

#include "src/outline/summary.h"

#include <stdlib.h>

void fhirpath_items_free(FhirpathList *list)
{
    free(list->items);
    free(list->nodes);
    arena_free(list->arena);
    *list = (FhirpathList){0};
}

/* The column that the place of an error ends with: "expression:LINE:COLUMN". */
static size_t column_of(const Error *error)
{
    const char *colon = strrchr(error->where, ':');
    return colon ? (size_t)strtoul(colon + 1, NULL, 10) : 0;
}

static NodeId node_of(const FhirpathItem *item, const Document *document)
{
    bool is_value = item->kind == FHIRPATH_NODE && item->document == document;
    return !is_value ? NODE_NONE : item->node != NODE_NONE ? item->node : item->sibling;
}

/* What an item says, in words; of an object or a list its summary. */
static Slice words_of(FhirpathList *list, Evaluator *evaluator, const FhirpathItem *item, NodeId node, Slice type)
{
    Slice said = fhirpath_item_text(evaluator_context(evaluator), item);
    if (said.length > 0 || node == NODE_NONE || document_node(item->document, node)->kind < NODE_ARRAY) {
        return arena_copy(list->arena, said);
    }
    Text words = TEXT_EMPTY;
    Slice name = slice_without_prefix(type, SLICE("FHIR."));
    summary_append(item->document, node, name, SLICE(""), &words);
    return text_take(&words, list->arena);
}

static void take(FhirpathList *list, Evaluator *evaluator, const Document *document, const FhirpathItems *items)
{
    list->total = items->count;
    list->count = items->count < ITEMS_SHOWN ? items->count : ITEMS_SHOWN;
    list->items = memory_allocate((list->count + 1) * sizeof *list->items);
    list->nodes = memory_allocate((items->count + 1) * sizeof *list->nodes);
    for (size_t i = 0; i < items->count; i++) {
        NodeId node = node_of(&items->items[i], document);
        if (node != NODE_NONE) {
            list->nodes[list->node_count++] = node;
        }
        if (i < list->count) {
            Slice type = fhirpath_item_type(evaluator_context(evaluator), &items->items[i]);
            list->items[i] = (FhirpathShown){.node = node, .type = arena_copy(list->arena, type)};
            list->items[i].value = words_of(list, evaluator, &items->items[i], node, list->items[i].type);
        }
    }
}

void fhirpath_items_fill(FhirpathList *list, Evaluator *evaluator, const Document *document, NodeId resource,
                         Slice expression)
{
    fhirpath_items_free(list);
    list->arena = arena_new();
    if (slice_trim(expression).length == 0) {
        return;
    }
    FhirpathItems items = {0};
    FhirpathProgram *program = fhirpath_parse(expression, &list->error);
    if (program && evaluator_run(evaluator, program, resource, &items, &list->error)) {
        take(list, evaluator, document, &items);
    } else {
        list->has_error = true;
        list->column = column_of(&list->error);
    }
    fhirpath_free(program);
}
