/* Known values: SOP classes from the tables of DICOM, references from the resources of the file. */
#include "ui/screens/known_values.h"

#include "src/outline/summary.h"
#include "src/profile/dicom.h"
#include "ui/screens/bench.h"

enum { SCAN_MAXIMUM = 400000, RESOURCES_MAXIMUM = 2000 };

typedef struct Values {
    const Document *document;
    Arena *arena;
    bool (*visit)(void *context, const Concept *concept);
    void *context;
    uint32_t count;
} Values;

/* ---- SOP classes ---- */

static bool take_sop_class(void *context, const DicomSopClass *sop_class, unsigned rank)
{
    Values *values = context;
    (void)rank;
    Concept concept = {.system = SLICE("urn:ietf:rfc:3986"),
                       .code = arena_format(values->arena, "urn:oid:%.*s", SLICE_ARGS(sop_class->uid)),
                       .display = sop_class->name};
    return values->visit(values->context, &concept);
}

/* The modality of the series around a node. */
static Slice modality_around(const Document *document, NodeId node, Text *scratch)
{
    for (; node != NODE_NONE; node = document_node(document, node)->parent) {
        bool is_object = document_node(document, node)->kind == NODE_OBJECT;
        NodeId modality = is_object ? document_member(document, node, SLICE("modality")) : NODE_NONE;
        if (modality != NODE_NONE && document_node(document, modality)->kind == NODE_OBJECT) {
            NodeId code = document_member(document, modality, SLICE("code"));
            return code == NODE_NONE ? (Slice){0} : document_string(document, code, scratch);
        }
    }
    return (Slice){0};
}

/* ---- resources ---- */

static bool take_resource(Values *values, NodeId resource, Slice reference)
{
    Text words = TEXT_EMPTY;
    summary_append(values->document, resource, (Slice){0}, (Slice){0}, &words);
    Concept concept = {.code = reference, .display = arena_copy(values->arena, text_slice(&words))};
    text_free(&words);
    return values->visit(values->context, &concept) && ++values->count < RESOURCES_MAXIMUM;
}

/* Contained resources that have an id, and entries that have a fullUrl. */
static void visit_resources(Values *values)
{
    const Document *document = values->document;
    Text scratch = TEXT_EMPTY;
    bool goes_on = true;
    for (NodeId id = 0; id < document_count(document) && id < SCAN_MAXIMUM && goes_on; id++) {
        NodeId holder = document_node(document, id)->parent;
        if (document_key_equals(document, id, SLICE("fullUrl"))) {
            NodeId resource = document_member(document, holder, SLICE("resource"));
            Slice url = arena_copy(values->arena, document_string(document, id, &scratch));
            goes_on = resource == NODE_NONE || take_resource(values, resource, url);
        } else if (document_key_equals(document, id, SLICE("id"))) {
            NodeId list = document_node(document, holder)->parent;
            bool is_contained = list != NODE_NONE && document_key_equals(document, list, SLICE("contained"));
            Slice said = is_contained ? document_string(document, id, &scratch) : (Slice){0};
            goes_on =
                !is_contained || take_resource(values, holder, arena_format(values->arena, "#%.*s", SLICE_ARGS(said)));
        }
    }
    text_free(&scratch);
}

/* ---- which ---- */

static bool is_reference(const Element *element)
{
    Slice type = element_type_count(element) ? type_fhir_code(element_type(element, 0)) : (Slice){0};
    return slice_equals(element_name(element), SLICE("reference")) && slice_equals(type, SLICE("string"));
}

bool known_values_visit(Workbench *bench, Arena *arena, bool (*visit)(void *context, const Concept *concept),
                        void *context, bool *is_coding)
{
    const RowView *row = bench_row(bench);
    Values values = {.document = bench_file(bench)->document, .arena = arena, .visit = visit, .context = context};
    const Element *element = row->element;
    *is_coding = element && slice_equals(element_path(element), SLICE("ImagingStudy.series.instance.sopClass"));
    if (*is_coding) {
        Text scratch = TEXT_EMPTY;
        dicom_sop_class_visit(modality_around(values.document, row->node, &scratch), take_sop_class, &values);
        text_free(&scratch);
        return true;
    }
    if (element && is_reference(element)) {
        visit_resources(&values);
        return values.count > 0;
    }
    return false;
}
