/*
 * Nanoseconds that invariants take: each is evaluated on every element of a study that it may stand on, with the
 * compiled definitions as its model. One line per invariant: name, evaluations, nanoseconds each.
 *
 * fhirpath [INSTANCES]
 */
#include "src/profile/compile/model.h"
#include "tests/support/stopwatch.h"

#include <stdio.h>
#include <stdlib.h>

enum { INSTANCES_DEFAULT = 20000 };

/* Where an invariant is evaluated. */
typedef enum Stand { ON_PRIMITIVES, ON_OBJECTS, ON_EXTENSIONS, ON_ROOT } Stand;

typedef struct Invariant {
    const char *key;
    Stand stand;
    const char *expression;
} Invariant;

static const Invariant invariants[] = {
    {"ele-1 on a primitive", ON_PRIMITIVES, "hasValue() or (children().count() > id.count())"},
    {"ele-1 on an object", ON_OBJECTS, "hasValue() or (children().count() > id.count())"},
    {"ext-1", ON_EXTENSIONS, "extension.exists() != value.exists()"},
    {"ref-1", ON_OBJECTS,
     "reference.startsWith('#').not() or (reference.substring(1).trace('url') in "
     "%rootResource.contained.id.trace('ids'))"},
    {"per-1", ON_OBJECTS, "start.hasValue().not() or end.hasValue().not() or (start <= end)"},
    {"cod by system", ON_OBJECTS, "sopClass.where(system = 'urn:ietf:rfc:3986' and code.exists()).exists()"},
    {"dom-2", ON_ROOT, "contained.contained.empty()"},
    {"dom-3", ON_ROOT,
     "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | "
     "%resource.descendants().as(uri) | %resource.descendants().as(url))) or descendants().where(reference = "
     "'#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(canonical) = "
     "'#').exists()).not()).trace('unmatched', id).empty()"},
    {"dom-6", ON_ROOT, "text.`div`.exists()"},
    {"descendants", ON_ROOT, "descendants().count()"},
};

/* A study of one series. */
static Document *make_study(unsigned instances)
{
    Text text = TEXT_EMPTY;
    text_append(
        &text,
        SLICE("{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"subject\":{\"reference\":\"Patient/1\"},"
              "\"series\":[{\"uid\":\"1.2\",\"modality\":{\"system\":\"http://dicom.nema.org/resources/"
              "ontology/DCM\",\"code\":\"CT\"},\"instance\":["));
    for (unsigned i = 0; i < instances; i++) {
        text_format(
            &text,
            "%s{\"uid\":\"1.2.3.%u\",\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\",\"code\":\"urn:oid:1.2.840\"},"
            "\"number\":%u,\"title\":\"Axial %u\",\"extension\":[{\"url\":\"http://x\",\"valueString\":\"y\"}]}",
            i ? "," : "", i, i, i);
    }
    text_append(&text, SLICE("]}]}"));
    return document_take(&text, "study.json", NULL);
}

/* True where the invariant is evaluated on the item. */
static bool stands_on(const Invariant *invariant, const FhirpathModel *model, const FhirpathItem *item)
{
    NodeKind kind = (NodeKind)document_node(item->document, item->node)->kind;
    switch (invariant->stand) {
    case ON_ROOT:
        return item->node == 0;
    case ON_OBJECTS:
        return kind == NODE_OBJECT;
    case ON_EXTENSIONS:
        return item->type && slice_equals(model->type_name(model->self, item->type), SLICE("Extension"));
    default:
        return kind == NODE_STRING || kind == NODE_NUMBER || kind == NODE_BOOLEAN;
    }
}

/* What everything is measured on. */
typedef struct Bench {
    FhirpathModel model;
    FhirpathContext *context;
    FhirpathItem root;
    FhirpathItem *items; /* the root and all elements below it */
    size_t count;
} Bench;

/* Lists all elements with their types. */
static bool list_items(Bench *bench)
{
    FhirpathProgram *program = fhirpath_parse(SLICE("descendants()"), NULL);
    FhirpathInput input = {.focus = bench->root, .has_focus = true};
    FhirpathItems found = {NULL, 0};
    bool is_fine = fhirpath_evaluate(bench->context, program, &input, &found, NULL);
    bench->items = memory_allocate_zeroed(found.count + 1, sizeof *bench->items);
    bench->items[0] = bench->root;
    for (size_t i = 0; i < found.count; i++) {
        bench->items[i + 1] = found.items[i];
    }
    bench->count = found.count + 1;
    fhirpath_reset(bench->context);
    fhirpath_free(program);
    return is_fine;
}

/* Evaluates an invariant all over the document; false where it cannot be evaluated. */
static bool measure(const Invariant *invariant, const Bench *bench)
{
    Error error = {0};
    FhirpathProgram *program = fhirpath_parse(slice_from(invariant->expression), &error);
    FhirpathInput input = {.resource = bench->root, .root_resource = bench->root, .has_focus = true};
    size_t count = 0, held = 0, chosen = 0;
    FhirpathItem *items = memory_allocate_zeroed(bench->count, sizeof *items);
    for (size_t i = 0; i < bench->count; i++) {
        if (stands_on(invariant, &bench->model, &bench->items[i])) {
            items[chosen++] = bench->items[i];
        }
    }
    bool is_fine = program != NULL;
    double start = stopwatch_now();
    for (; count < chosen && is_fine; count++) {
        bool is_true = false;
        input.focus = items[count];
        is_fine = fhirpath_evaluate_truth(bench->context, program, &input, &is_true, &error);
        held += is_true;
    }
    double milliseconds = stopwatch_now() - start;
    if (is_fine) {
        printf("%-22s %8zu times %8zu true %10.0f ns\n", invariant->key, count, held,
               count ? milliseconds * 1e6 / (double)count : 0.0);
    } else {
        fprintf(stderr, "%s: %s: %s\n", invariant->key, error.where, error.message);
    }
    free(items);
    fhirpath_free(program);
    return is_fine;
}

int main(int argument_count, char **arguments)
{
    unsigned instances = argument_count > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : INSTANCES_DEFAULT;
    Document *document = make_study(instances);
    Rules *rules = rules_new();
    ModelBase base;
    Bench bench = {0};
    model_begin(&bench.model, &base, rules);
    bench.context = fhirpath_context_new(&bench.model, clock_system());
    bench.root = fhirpath_item(bench.context, document, 0, NULL);
    bool is_fine = list_items(&bench);
    printf("%u nodes, %zu elements\n", document_count(document), bench.count);
    for (size_t i = 0; i < sizeof invariants / sizeof *invariants; i++) {
        is_fine = measure(&invariants[i], &bench) && is_fine;
    }
    free(bench.items);
    fhirpath_context_free(bench.context);
    model_end(&base);
    rules_free(rules);
    document_free(document);
    return is_fine ? 0 : 1;
}
