/*
 * Compares the snapshots that ipse makes with those that the official packages bring, element by element.
 *
 *     snapshots FOLDER
 *
 * FOLDER holds the packages (.tgz). Every StructureDefinition of a resource or data type is looked at; a line is
 * printed for each difference, and at the end how many elements were compared. Differences that do not matter are
 * listed below, each with its reason, and only counted.
 */
#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/profile/compile/archive.h"
#include "src/profile/compile/compile.h"
#include "src/profile/pack/registry.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- what does not matter ---- */

typedef struct Difference {
    const Structure *structure;
    Slice id;
    const char *aspect;
    Slice ours;
    Slice theirs;
} Difference;

/* Snapshots that the publisher of 2019 made otherwise; an empty id: any element of the structure. */
static const struct {
    const char *url; /* end of it */
    const char *id;
    const char *reason;
} published_otherwise[] = {
    {"/familymemberhistory-genetic", "", "elements that are sliced without slicing are empty there"},
    {"/elementdefinition-de", "", "slices of extensions are unfolded there though nothing is stated below them"},
    {"/structuredefinition-xml-type", "", "types and constraints are missing there"},
    {"/structuredefinition-json-type", "", "likewise"},
    {"/structuredefinition-rdf-type", "", "likewise"},
    {"/structuredefinition-fhir-type", "Extension.value[x]", "the binding of the differential is missing there"},
    {"/catalog", "Composition.date", "likewise its types"},
    {"/bp", "Observation.component:SystolicBP.value[x]",
     "a type is narrowed there without a slice: the same is allowed"},
    {"/bp", "Observation.component:DiastolicBP.value[x]", "likewise"},
    {"/clinicaldocument", "Composition.extension:versionNumber",
     "the maximum of the extension is not taken over there"},
    {"/provenance-relevant-history", "Provenance.agent:Author.type", "the slice does not inherit the binding there"},
    {"/no-fixed-address", "Extension.value[x]", "the only type is sliced: closed or open, the same is allowed"},
    {"/cholesterol", "Observation.referenceRange", "what SimpleQuantity demands is repeated there"},
    {"/hdlcholesterol", "Observation.referenceRange", "likewise"},
    {"/ldlcholesterol", "Observation.referenceRange", "likewise"},
    {"/triglyceride", "Observation.referenceRange", "likewise"},
};

static bool is_published_otherwise(const Difference *difference)
{
    for (size_t i = 0; i < sizeof published_otherwise / sizeof *published_otherwise; i++) {
        if (slice_ends_with(structure_url(difference->structure), slice_from(published_otherwise[i].url)) &&
            slice_starts_with(difference->id, slice_from(published_otherwise[i].id))) {
            return true;
        }
    }
    return false;
}

/* R4's snapshots of resources leave out that extensions are sliced by their URL. */
static bool is_slicing_of_extensions(const Difference *difference)
{
    return strcmp(difference->aspect, "slicing") == 0 && difference->theirs.length == 0 &&
           slice_ends_with(difference->id, SLICE("xtension"));
}

/* R4 did not count the slices that must be there into the minimum of what is sliced. */
static bool is_sum_of_slices(const Difference *difference)
{
    return strcmp(difference->aspect, "cardinality") == 0 && slice_starts_with(difference->theirs, SLICE("0..")) &&
           slice_equals(slice_part(difference->ours, 1, SIZE_MAX), slice_part(difference->theirs, 1, SIZE_MAX));
}

/* R4 gives the values of primitives the type string, whatever the differential says, and drops the limits of the base.
 */
static bool is_value_of_primitive(const Difference *difference)
{
    return structure_kind(difference->structure) == STRUCTURE_PRIMITIVE &&
           (slice_ends_with(difference->id, SLICE(".value")) || slice_ends_with(difference->id, SLICE("xhtml.id")));
}

/* R4 has the ids of resources as string; that is fixed in the definitions. */
static bool is_id_of_resource(const Difference *difference)
{
    return strcmp(difference->aspect, "types") == 0 && structure_kind(difference->structure) == STRUCTURE_RESOURCE &&
           slice_ends_with(difference->ours, SLICE("/id/0, ")) &&
           slice_ends_with(difference->theirs, SLICE("/string/0, "));
}

/* The marks of a resource in a Bundle are those of its profile's root there; nothing reads them. */
static bool is_mark_of_entry(const Difference *difference)
{
    return strcmp(difference->aspect, "marks") == 0 && slice_ends_with(difference->id, SLICE(".resource"));
}

/* R4 asks for units of vital signs alone in components, where others must be allowed; that is fixed in the
   definitions. */
static bool is_unit_of_component(const Difference *difference)
{
    return strcmp(difference->aspect, "binding") == 0 &&
           slice_equals(difference->id, SLICE("Observation.component.value[x]")) &&
           slice_ends_with(difference->theirs, SLICE("/ucum-vitals-common"));
}

enum { HARMLESS_COUNT = 7 };
static const struct {
    const char *name;
    bool (*is_it)(const Difference *);
} harmless[HARMLESS_COUNT] = {
    {"made otherwise in 2019", is_published_otherwise},
    {"slicing of extensions", is_slicing_of_extensions},
    {"sums of slices", is_sum_of_slices},
    {"values of primitives", is_value_of_primitive},
    {"ids of resources", is_id_of_resource},
    {"marks of entries", is_mark_of_entry},
    {"units of components", is_unit_of_component},
};

/* ---- what an element says, as text ---- */

/* A canonical without the version of R4, which the publisher adds to what comes from there. */
static Slice without_version(Slice canonical)
{
    Slice version = SLICE("|4.0.1");
    bool has_version = slice_ends_with(canonical, version);
    return slice_part(canonical, 0, canonical.length - (has_version ? version.length : 0));
}

/* Appends a number as cardinalities write it. */
static void append_maximum(Text *text, uint32_t maximum)
{
    if (maximum == MAXIMUM_UNBOUNDED) {
        text_append_byte(text, '*');
    } else {
        text_format(text, "%u", maximum);
    }
}

static void describe_cardinality(const Element *element, Text *text)
{
    text_format(text, "%u..", element_minimum(element));
    append_maximum(text, element_maximum(element));
    text_append(text, SLICE(" base "));
    append_maximum(text, element_base_maximum(element));
}

static void describe_types(const Element *element, Text *text)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        text_format(text, "%.*s/%.*s/%u", SLICE_ARGS(type_code(type)), SLICE_ARGS(type_fhir_code(type)),
                    type_aggregation(type));
        for (uint32_t k = 0; k < type_profile_count(type); k++) {
            text_format(text, " profile %.*s", SLICE_ARGS(without_version(type_profile(type, k))));
        }
        for (uint32_t k = 0; k < type_target_count(type); k++) {
            text_format(text, " target %.*s", SLICE_ARGS(without_version(type_target(type, k))));
        }
        text_append(text, SLICE(", "));
    }
}

static void describe_binding(const Element *element, Text *text)
{
    text_format(text, "%d %.*s", (int)element_binding_strength(element),
                SLICE_ARGS(without_version(element_binding_value_set(element))));
    for (uint32_t i = 0; i < element_additional_binding_count(element); i++) {
        text_format(text, ", %.*s %.*s", SLICE_ARGS(element_additional_binding_purpose(element, i)),
                    SLICE_ARGS(without_version(element_additional_binding_value_set(element, i))));
    }
}

enum { LISTED_MAXIMUM = 64 };

/* By key, and those of one key by what they say. */
static int compare_constraints(const void *a, const void *b)
{
    const Constraint *left = *(const Constraint *const *)a, *right = *(const Constraint *const *)b;
    int order = slice_compare(constraint_key(left), constraint_key(right));
    return order ? order : slice_compare(constraint_expression(left), constraint_expression(right));
}

static void describe_constraints(const Element *element, Text *text)
{
    const Constraint *constraints[LISTED_MAXIMUM];
    uint32_t count = element_constraint_count(element);
    count = count < LISTED_MAXIMUM ? count : LISTED_MAXIMUM;
    for (uint32_t i = 0; i < count; i++) {
        constraints[i] = element_constraint(element, i);
    }
    qsort(constraints, count, sizeof *constraints, compare_constraints);
    for (uint32_t i = 0; i < count; i++) {
        text_format(text, "%.*s %s %.*s; ", SLICE_ARGS(constraint_key(constraints[i])),
                    constraint_is_error(constraints[i]) ? "error" : "warning",
                    SLICE_ARGS(constraint_expression(constraints[i])));
    }
}

static void describe_values(const Element *element, Text *text)
{
    static Slice (*const values[])(const Element *, Slice *) = {element_fixed, element_pattern, element_minimum_value,
                                                                element_maximum_value};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        Slice type;
        Slice value = values[i](element, &type);
        text_format(text, "%.*s %.*s; ", SLICE_ARGS(type), SLICE_ARGS(value));
    }
    text_format(text, "%u", element_maximum_length(element));
}

static void describe_slicing(const Element *element, Text *text)
{
    if (!element_is_sliced(element)) {
        return;
    }
    text_format(text, "%d %d", (int)element_slicing_rules(element), element_slicing_is_ordered(element));
    for (uint32_t i = 0; i < element_discriminator_count(element); i++) {
        text_format(text, " %d:%.*s", (int)element_discriminator_kind(element, i),
                    SLICE_ARGS(element_discriminator_path(element, i)));
    }
}

static void describe_marks(const Element *element, Text *text)
{
    text_format(text, "modifier %d, must support %d, summary %d, attribute %d", element_is_modifier(element),
                element_is_must_support(element), element_is_summary(element), element_is_attribute(element));
}

static int compare_obligations(const void *a, const void *b)
{
    const Obligation *left = a, *right = b;
    int order = slice_compare(left->code, right->code);
    return order ? order : slice_compare(left->actor, right->actor);
}

static void describe_obligations(const Element *element, Text *text)
{
    Obligation obligations[LISTED_MAXIMUM];
    uint32_t count = element_obligation_count(element);
    count = count < LISTED_MAXIMUM ? count : LISTED_MAXIMUM;
    for (uint32_t i = 0; i < count; i++) {
        obligations[i] = element_obligation(element, i);
    }
    qsort(obligations, count, sizeof *obligations, compare_obligations);
    for (uint32_t i = 0; i < count; i++) {
        text_format(text, "%.*s %.*s; ", SLICE_ARGS(obligations[i].actor), SLICE_ARGS(obligations[i].code));
    }
}

static void describe_path(const Element *element, Text *text)
{
    text_append(text, element_path(element));
}

static const struct {
    const char *name;
    void (*describe)(const Element *, Text *);
} aspects[] = {
    {"path", describe_path},
    {"cardinality", describe_cardinality},
    {"types", describe_types},
    {"binding", describe_binding},
    {"constraints", describe_constraints},
    {"values", describe_values},
    {"slicing", describe_slicing},
    {"marks", describe_marks},
    {"obligations", describe_obligations},
};

/* ---- comparing ---- */

typedef struct Comparison {
    const Rules *ours;
    Compilation *given; /* the packages' snapshots, taken as they are */
    unsigned structures;
    unsigned left_out; /* logical models, and definitions that bring no snapshot */
    unsigned elements;
    unsigned differences;
    unsigned accepted[HARMLESS_COUNT];
} Comparison;

static void report(Comparison *comparison, Difference difference)
{
    for (size_t i = 0; i < HARMLESS_COUNT; i++) {
        if (harmless[i].is_it(&difference)) {
            comparison->accepted[i]++;
            return;
        }
    }
    comparison->differences++;
    printf("%.*s %.*s: %s: [%.*s] in place of [%.*s]\n", SLICE_ARGS(structure_url(difference.structure)),
           SLICE_ARGS(difference.id), difference.aspect, SLICE_ARGS(difference.ours), SLICE_ARGS(difference.theirs));
}

static void compare_elements(Comparison *comparison, const Structure *structure, const Element *ours,
                             const Element *theirs)
{
    Text left = TEXT_EMPTY, right = TEXT_EMPTY;
    comparison->elements++;
    for (size_t i = 0; i < sizeof aspects / sizeof *aspects; i++) {
        text_clear(&left);
        text_clear(&right);
        aspects[i].describe(ours, &left);
        aspects[i].describe(theirs, &right);
        if (!slice_equals(text_slice(&left), text_slice(&right))) {
            report(comparison,
                   (Difference){structure, element_id(theirs), aspects[i].name, text_slice(&left), text_slice(&right)});
        }
    }
    text_free(&left);
    text_free(&right);
}

static const Element *find_element(const Structure *structure, Slice id)
{
    for (uint32_t i = 0; i < structure_element_count(structure); i++) {
        if (slice_equals(element_id(structure_element_at(structure, i)), id)) {
            return structure_element_at(structure, i);
        }
    }
    return NULL;
}

/* Elements are matched by id; those that only one side has are differences. */
static void compare_structures(Comparison *comparison, const Structure *ours, const Structure *theirs)
{
    comparison->structures++;
    for (uint32_t i = 0; i < structure_element_count(theirs); i++) {
        const Element *element = structure_element_at(theirs, i);
        const Element *own = find_element(ours, element_id(element));
        if (own) {
            compare_elements(comparison, theirs, own, element);
        } else {
            report(comparison, (Difference){theirs, element_id(element), "element", SLICE("none"), SLICE("one")});
        }
    }
    for (uint32_t i = 0; i < structure_element_count(ours); i++) {
        Slice id = element_id(structure_element_at(ours, i));
        if (!find_element(theirs, id)) {
            report(comparison, (Difference){theirs, id, "element", SLICE("one"), SLICE("none")});
        }
    }
}

/* Leaves of a StructureDefinition nothing but its snapshot, so that it is compiled as it is. */
static bool visit(void *context, Slice name, Slice content)
{
    Comparison *comparison = context;
    cJSON *resource =
        slice_ends_with(name, SLICE(".json")) ? cJSON_ParseWithLength(content.bytes, content.length) : NULL;
    Slice type = slice_from(cJSON_GetStringValue(cJSON_GetObjectItem(resource, "resourceType")));
    Slice kind = slice_from(cJSON_GetStringValue(cJSON_GetObjectItem(resource, "kind")));
    bool is_structure = slice_equals(type, SLICE("StructureDefinition"));
    bool is_compared = is_structure && !slice_equals(kind, SLICE("logical")) &&
                       cJSON_GetObjectItem(resource, "differential") && cJSON_GetObjectItem(resource, "snapshot");
    comparison->left_out += is_structure && !is_compared;
    if (is_compared) {
        cJSON_DeleteItemFromObject(resource, "differential");
        cJSON_DeleteItemFromObject(resource, "baseDefinition");
        compilation_add(comparison->given, resource, NULL);
    }
    cJSON_Delete(resource);
    return true;
}

static bool compare_package(Comparison *comparison, const char *path, Error *error)
{
    Rules *theirs = rules_new_empty();
    comparison->given = compilation_new(theirs, 0);
    Text pack = TEXT_EMPTY;
    bool is_read = archive_visit(path, visit, comparison, error);
    compilation_finish(comparison->given, &pack, NULL, NULL);
    compilation_free(comparison->given);
    rules_take_pack(theirs, &pack);
    for (uint32_t i = 0; is_read && i < rules_structure_count(theirs); i++) {
        const Structure *structure = rules_structure_at(theirs, i);
        Text canonical = TEXT_EMPTY;
        text_format(&canonical, "%.*s|%.*s", SLICE_ARGS(structure_url(structure)),
                    SLICE_ARGS(structure_version(structure)));
        const Structure *own = rules_structure(comparison->ours, text_slice(&canonical));
        if (own) {
            compare_structures(comparison, own, structure);
        } else {
            report(comparison, (Difference){structure, SLICE(""), "structure", SLICE("none"), SLICE("one")});
        }
        text_free(&canonical);
    }
    rules_free(theirs);
    return is_read;
}

int main(int count, char **arguments)
{
    FileList files = {0};
    Error error = {0};
    if (count != 2 || !file_list_folder(arguments[1], &files, &error)) {
        printf("skipped: snapshots FOLDER, with the packages in it\n");
        return 0;
    }
    Rules *rules = rules_new();
    Comparison comparison = {.ours = rules};
    bool is_fine = true;
    for (size_t i = 0; i < files.count; i++) {
        if (slice_ends_with(slice_from(files.names[i]), SLICE(".tgz"))) {
            char *path = file_join(arguments[1], files.names[i]);
            is_fine = compare_package(&comparison, path, &error) && is_fine;
            free(path);
        }
    }
    for (size_t i = 0; i < HARMLESS_COUNT; i++) {
        printf("do not matter: %4u %s\n", comparison.accepted[i], harmless[i].name);
    }
    printf("snapshots: %u structures, %u elements, %u differences that matter; %u without a snapshot left out\n",
           comparison.structures, comparison.elements, comparison.differences, comparison.left_out);
    file_list_free(&files);
    rules_free(rules);
    return is_fine && !comparison.differences ? 0 : 1;
}
