/*
 * Nanoseconds that invariants take: each is evaluated on every element of a study that it may stand on, without a model,
 * and with the programs parsed beforehand. One line per invariant: name, evaluations, nanoseconds each.
 *
 * fhirpath [INSTANCES]
 */
#include "src/fhirpath/fhirpath.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { INSTANCES_DEFAULT = 20000 };

/* Where an invariant is evaluated. */
typedef enum Stand { ON_PRIMITIVES, ON_OBJECTS, ON_ROOT } Stand;

typedef struct Invariant {
    const char *key;
    Stand stand;
    const char *expression;
} Invariant;

static const Invariant invariants[] = {
    {"ele-1 on a primitive", ON_PRIMITIVES, "hasValue() or (children().count() > id.count())"},
    {"ele-1 on an object", ON_OBJECTS, "hasValue() or (children().count() > id.count())"},
    {"ext-1", ON_OBJECTS, "extension.exists() != value.exists()"},
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
            "\"number\":%u,\"title\":\"Axial %u\"}",
            i ? "," : "", i, i, i);
    }
    text_append(&text, SLICE("]}]}"));
    return document_take(&text, "study.json", NULL);
}

static double seconds_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* True where the invariant is evaluated on the node. */
static bool stands_on(const Invariant *invariant, const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    switch (invariant->stand) {
    case ON_ROOT:
        return id == 0;
    case ON_OBJECTS:
        return node->kind == NODE_OBJECT;
    default:
        return node->kind == NODE_STRING || node->kind == NODE_NUMBER || node->kind == NODE_BOOLEAN;
    }
}

/* Evaluates an invariant all over the document; false where it cannot be evaluated. */
static bool measure(const Invariant *invariant, FhirpathContext *context, const Document *document)
{
    Error error = {0};
    FhirpathProgram *program = fhirpath_parse(slice_from(invariant->expression), &error);
    FhirpathItem root = fhirpath_item(context, document, 0, NULL);
    FhirpathInput input = {.focus = root, .resource = root, .root_resource = root, .has_focus = true};
    unsigned count = 0, held = 0;
    bool is_fine = program != NULL;
    double start = seconds_now();
    uint32_t last = invariant->stand == ON_ROOT ? 1 : document_count(document);
    for (NodeId id = 0; id < last && is_fine; id++) {
        if (!stands_on(invariant, document, id)) {
            continue;
        }
        input.focus.node = id;
        bool is_true = false;
        is_fine = fhirpath_evaluate_truth(context, program, &input, &is_true, &error);
        count++;
        held += is_true;
    }
    double seconds = seconds_now() - start;
    if (is_fine) {
        printf("%-22s %8u times %8u true %10.0f ns\n", invariant->key, count, held,
               count ? seconds * 1e9 / count : 0.0);
    } else {
        fprintf(stderr, "%s: %s: %s\n", invariant->key, error.where, error.message);
    }
    fhirpath_free(program);
    return is_fine;
}

int main(int argument_count, char **arguments)
{
    unsigned instances = argument_count > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : INSTANCES_DEFAULT;
    Document *document = make_study(instances);
    FhirpathContext *context = fhirpath_context_new(NULL, clock_system());
    bool is_fine = true;
    printf("%u nodes\n", document_count(document));
    for (size_t i = 0; i < sizeof invariants / sizeof *invariants; i++) {
        is_fine = measure(&invariants[i], context, document) && is_fine;
    }
    fhirpath_context_free(context);
    document_free(document);
    return is_fine ? 0 : 1;
}
