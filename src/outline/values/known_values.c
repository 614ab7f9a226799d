/* Known values: modalities and SOP classes from the tables of DICOM, units, references from the resources of the file.
 */
#include "src/outline/values/known_values.h"

#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/outline/title.h"
#include "src/outline/values/written_values.h"
#include "src/profile/facts/dicom.h"
#include "src/profile/facts/short_list.h"
#include "src/profile/facts/units.h"

enum { RESOURCES_MAXIMUM = 2000 };

typedef struct Values {
    const Document *document;
    KnownVisit *visit;
    const Rules *rules;
    Slice modality;               /* around the place */
    const ElementType *reference; /* whose targets a resource should be one of; NULL: any */
    bool takes_targets;           /* visits those that are, else the others */
    bool takes_own;               /* visits the SOP classes of the modality alone, else the others */
    uint32_t count;
} Values;

static bool take(Values *values, const KnownValue *value)
{
    values->count++;
    return values->visit->visit(values->visit->context, value);
}

/* ---- modalities and SOP classes ---- */

static bool take_modality(void *context, const DicomModality *modality)
{
    static const char *const groups[] = {"common", "other acquisition modalities", "other objects", "retired"};
    KnownValue value = {.concept = {.system = SLICE(SYSTEM_DICOM),
                                    .code = modality->code,
                                    .display = rules_display(((Values *)context)->rules, SLICE(SYSTEM_DICOM),
                                                             modality->code, modality->meaning)},
                        .group = slice_from(groups[modality->group]),
                        .note = modality->is_in_r4 ? (Slice){0} : SLICE("not in the DICOM code list of FHIR R4")};
    return take(context, &value);
}

static bool take_sop_class(void *context, const DicomSopClass *sop_class, unsigned rank)
{
    Values *values = context;
    Arena *arena = values->visit->arena;
    Slice fitting = values->modality.length ? arena_format(arena, "for %.*s", SLICE_ARGS(values->modality))
                                            : SLICE("for one modality");
    bool is_open = slice_equals(sop_class->modalities, SLICE("*"));
    bool is_own = rank == 0 && slice_equals(sop_class->modalities, values->modality);
    if (is_own != values->takes_own) {
        return true;
    }
    KnownValue value = {.concept = {.system = SLICE(SYSTEM_URI),
                                    .code = arena_format(arena, SCHEME_OID "%.*s", SLICE_ARGS(sop_class->uid)),
                                    .display = sop_class->name},
                        .group = rank == 0   ? fitting
                                 : rank == 1 ? SLICE("for any modality")
                                             : SLICE("for other modalities"),
                        .note = is_open ? (Slice){0} : sop_class->modalities};
    return take(values, &value);
}

/* A side, by its name in SNOMED CT, which begins with a capital. */
static void take_side(void *context, Slice code, Slice name)
{
    Values *values = context;
    char first[2] = {ascii_upper(name.bytes[0]), '\0'};
    Slice display = arena_format(values->visit->arena, "%s%.*s", first, SLICE_ARGS(slice_part(name, 1, name.length)));
    take(values, &(KnownValue){.concept = {.system = SLICE(SYSTEM_SNOMED), .code = code, .display = display}});
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

/* ---- units ---- */

static bool take_unit(void *context, const Unit *unit)
{
    KnownValue value = {.concept = {.system = SLICE(SYSTEM_UCUM), .code = unit->code, .display = unit->name},
                        .group = unit->kind};
    return take(context, &value);
}

/* ---- resources ---- */

/* True where the reference may lead to resources of a type. */
static bool is_target(const Values *values, Slice type)
{
    uint32_t count = values->reference ? type_target_count(values->reference) : 0;
    bool is_it = count == 0;
    for (uint32_t i = 0; i < count && !is_it; i++) {
        const Structure *structure = rules_structure(values->rules, type_target(values->reference, i));
        Slice target = structure ? structure_type(structure) : (Slice){0};
        is_it = slice_equals(target, type) || slice_equals(target, SLICE("Resource"));
    }
    return is_it;
}

static bool take_resource(Values *values, NodeId resource, Slice reference)
{
    Text words = TEXT_EMPTY, scratch = TEXT_EMPTY;
    NodeId type = document_member(values->document, resource, SLICE("resourceType"));
    bool fits = is_target(values, type == NODE_NONE ? (Slice){0} : document_string(values->document, type, &scratch));
    if (fits != values->takes_targets) {
        text_free(&scratch);
        return true;
    }
    text_append(&words, type == NODE_NONE ? (Slice){0} : document_string(values->document, type, &scratch));
    text_append(&words, SLICE(" · "));
    title_append(values->document, resource, &words);
    Arena *arena = values->visit->arena;
    KnownValue value = {.concept = {.code = reference, .display = arena_copy(arena, text_slice(&words))},
                        .group = fits ? (Slice){0} : SLICE("of other types than the profile allows")};
    text_free(&words);
    text_free(&scratch);
    bool goes_on = take(values, &value);
    values->visit->is_cut = values->count == RESOURCES_MAXIMUM;
    return goes_on && !values->visit->is_cut;
}

/* Contained resources that have an id, and entries that have a fullUrl. */
static void visit_resources(Values *values)
{
    const Document *document = values->document;
    Text scratch = TEXT_EMPTY;
    bool goes_on = true;
    for (NodeId id = 0; id < document_count(document) && goes_on; id++) {
        NodeId holder = document_node(document, id)->parent;
        if (document_key_equals(document, id, SLICE("fullUrl"))) {
            NodeId resource = document_member(document, holder, SLICE("resource"));
            Slice url = arena_copy(values->visit->arena, document_string(document, id, &scratch));
            goes_on = resource == NODE_NONE || take_resource(values, resource, url);
        } else if (document_key_equals(document, id, SLICE("id"))) {
            NodeId list = document_node(document, holder)->parent;
            bool is_contained = list != NODE_NONE && document_key_equals(document, list, SLICE("contained"));
            Slice said = is_contained ? document_string(document, id, &scratch) : (Slice){0};
            goes_on = !is_contained ||
                      take_resource(values, holder, arena_format(values->visit->arena, "#%.*s", SLICE_ARGS(said)));
        }
    }
    text_free(&scratch);
}

/* The type of the Reference that holds the place. */
static const ElementType *reference_around(const ValuePlace *place)
{
    NodeId holder = place->is_absent ? place->node : document_node(place->document, place->node)->parent;
    const Element *element = NULL;
    bool is_known = holder != NODE_NONE && check_elements(place->checker, place->document, holder, &element, 1) > 0;
    return is_known && element_type_count(element) == 1 ? element_type(element, 0) : NULL;
}

/* ---- which ---- */

static Slice type_of(const Element *element)
{
    return element_type_count(element) ? type_fhir_code(element_type(element, 0)) : (Slice){0};
}

static void visit_sop_classes(Values *values, NodeId node)
{
    Text scratch = TEXT_EMPTY;
    values->modality = modality_around(values->document, node, &scratch);
    values->takes_own = true;
    dicom_sop_class_visit(values->modality, take_sop_class, values);
    values->takes_own = false;
    dicom_sop_class_visit(values->modality, take_sop_class, values);
    text_free(&scratch);
}

/* True when the place is the unit or the code of a Quantity. */
static bool is_unit(const ValuePlace *place)
{
    const Document *document = place->document;
    NodeId holder = place->is_absent ? place->node : document_node(document, place->node)->parent;
    const Element *element = NULL;
    bool is_named = slice_equals(element_name(place->element), SLICE("unit")) ||
                    slice_equals(element_name(place->element), SLICE("code"));
    if (!is_named || holder == NODE_NONE || document_node(document, holder)->kind != NODE_OBJECT) {
        return false;
    }
    return check_member_elements(place->checker, document, holder, SLICE("comparator"), &element, 1) > 0 &&
           check_member_elements(place->checker, document, holder, SLICE("unit"), &element, 1) > 0;
}

bool known_values_visit(const ValuePlace *place, KnownVisit *visit)
{
    Values values = {.document = place->document, .visit = visit, .rules = checker_rules(place->checker)};
    bool is_list = !place->is_absent && document_node(values.document, place->node)->kind == NODE_ARRAY;
    visit->shape = SHAPE_CODING;
    if (is_list || !place->element) {
        return false;
    }
    Slice path = element_path(place->element);
    if (slice_equals(path, SLICE("ImagingStudy.series.instance.sopClass"))) {
        visit->title = "SOP classes of DICOM";
        visit_sop_classes(&values, place->node);
    } else if (slice_equals(path, SLICE("ImagingStudy.series.modality")) ||
               slice_equals(path, SLICE("ImagingStudy.modality"))) {
        visit->title = "modalities of DICOM";
        dicom_modality_visit(take_modality, &values);
    } else if (slice_equals(path, SLICE("ImagingStudy.series.laterality"))) {
        visit->title = "sides";
        short_list_visit(LIST_SIDE, take_side, &values);
    } else if (slice_equals(element_name(place->element), SLICE("reference")) &&
               slice_equals(type_of(place->element), SLICE("string"))) {
        visit->shape = SHAPE_TEXT;
        visit->title = "resources of this file";
        values.reference = reference_around(place);
        values.takes_targets = true;
        visit_resources(&values);
        values.takes_targets = false;
        visit_resources(&values);
    } else if (is_unit(place)) {
        visit->shape = SHAPE_UNIT;
        visit->title = "units of UCUM";
        units_visit(take_unit, &values);
    } else {
        values.count = written_values_visit(place, visit);
    }
    return values.count > 0;
}
