/*
 * Facts: what is kept of a FHIR definition, member by member.
 *
 * Prose (descriptions, definitions, comments, narrative, copyright, mappings, examples, the texts of invariants) never
 * comes along, whatever a package adds. Tables only, for src/tools/extract.c.
 */
#ifndef IPSE_TOOLS_FACTS_H
#define IPSE_TOOLS_FACTS_H

#include "src/base/systems.h"

#include <stddef.h>

/* A member that is kept: whole where `parts` is NULL, else those parts of it (of each item of an array). A name that
   ends with `*` stands for all that begin so. Items of `extension` are kept by their URL instead. */
typedef struct Fact {
    const char *name;
    const struct Fact *parts;
} Fact;

static const Fact obligation[] = {{"code", NULL}, {"actor", NULL}, {"elementId", NULL}, {0}};
static const Fact additional_binding[] = {{"purpose", NULL}, {"valueSet", NULL}, {"any", NULL}, {0}};

/* Extensions that state facts, with the inner ones that do. */
static const Fact extensions[] = {
    {FHIR_STRUCTURES "obligation", obligation},
    {FHIR_STRUCTURES "elementdefinition-translatable", NULL},
    {FHIR_STRUCTURES "elementdefinition-bestpractice", NULL},
    {FHIR_STRUCTURES "elementdefinition-maxValueSet", NULL},
    {FHIR_STRUCTURES "elementdefinition-minValueSet", NULL},
    {FHIR_STRUCTURES "structuredefinition-fhir-type", NULL},
    {FHIR_STRUCTURES "regex", NULL},
    {FHIR_TOOLS "additional-binding", additional_binding},
    {0},
};

static const Fact discriminator[] = {{"type", NULL}, {"path", NULL}, {0}};
static const Fact slicing[] = {{"discriminator", discriminator}, {"ordered", NULL}, {"rules", NULL}, {0}};
static const Fact type[] = {{"extension", NULL},     {"code", NULL},        {"profile", NULL},
                            {"targetProfile", NULL}, {"aggregation", NULL}, {0}};
static const Fact constraint[] = {{"extension", NULL},  {"key", NULL},    {"severity", NULL},
                                  {"expression", NULL}, {"source", NULL}, {0}};
static const Fact binding[] = {{"extension", NULL}, {"strength", NULL}, {"valueSet", NULL}, {0}};
static const Fact element[] = {
    {"id", NULL},
    {"extension", NULL},
    {"path", NULL},
    {"representation", NULL},
    {"sliceName", NULL},
    {"slicing", slicing},
    {"min", NULL},
    {"max", NULL},
    {"type", type},
    {"fixed*", NULL},
    {"pattern*", NULL},
    {"contentReference", NULL},
    {"minValue*", NULL},
    {"maxValue*", NULL},
    {"maxLength", NULL},
    {"constraint", constraint},
    {"isModifier", NULL},
    {"mustSupport", NULL},
    {"isSummary", NULL},
    {"binding", binding},
    {0},
};
static const Fact differential[] = {{"element", element}, {0}};
static const Fact context[] = {{"type", NULL}, {"expression", NULL}, {0}};
static const Fact structure_definition[] = {
    {"resourceType", NULL},
    {"url", NULL},
    {"version", NULL},
    {"name", NULL},
    {"title", NULL},
    {"status", NULL},
    {"fhirVersion", NULL},
    {"kind", NULL},
    {"abstract", NULL},
    {"context", context},
    {"contextInvariant", NULL},
    {"type", NULL},
    {"baseDefinition", NULL},
    {"derivation", NULL},
    {"differential", differential},
    {0},
};

static const Fact designation[] = {{"language", NULL}, {"value", NULL}, {0}};
static const Fact member[] = {{"code", NULL}, {"display", NULL}, {"designation", designation}, {0}};
static const Fact filter[] = {{"property", NULL}, {"op", NULL}, {"value", NULL}, {0}};
static const Fact part[] = {{"system", NULL},   {"version", NULL},  {"concept", member},
                            {"filter", filter}, {"valueSet", NULL}, {0}};
static const Fact compose[] = {{"lockedDate", NULL}, {"inactive", NULL}, {"include", part}, {"exclude", part}, {0}};
static const Fact value_set[] = {{"resourceType", NULL}, {"language", NULL},   {"url", NULL},
                                 {"version", NULL},      {"name", NULL},       {"title", NULL},
                                 {"status", NULL},       {"compose", compose}, {0}};

/* Nested concepts have the same parts. */
static const Fact concept[] = {{"code", NULL},     {"display", NULL},    {"designation", designation},
                               {"property", NULL}, {"concept", concept}, {0}};
static const Fact property[] = {{"code", NULL}, {"uri", NULL}, {"type", NULL}, {0}};
static const Fact code_system[] = {
    {"resourceType", NULL},
    {"language", NULL},
    {"url", NULL},
    {"version", NULL},
    {"name", NULL},
    {"title", NULL},
    {"status", NULL},
    {"caseSensitive", NULL},
    {"valueSet", NULL},
    {"content", NULL},
    {"property", property},
    {"concept", concept},
    {"hierarchyMeaning", NULL},
    {0},
};

/* The kinds of resources that are taken in, and the end of their files' names. */
enum { STRUCTURES, VALUE_SETS, CODE_SYSTEMS, KIND_COUNT };
static const struct {
    const char *resource_type;
    const char *file;
    const Fact *facts;
} kinds[KIND_COUNT] = {
    [STRUCTURES] = {"StructureDefinition", "structures", structure_definition},
    [VALUE_SETS] = {"ValueSet", "value-sets", value_set},
    [CODE_SYSTEMS] = {"CodeSystem", "code-systems", code_system},
};

/* Properties of concepts that say what a concept is or where it stands; others are kept where a value set asks for
 * them. */
static const char *const concept_properties[] = {"status",         "inactive",  "deprecated", "notSelectable",
                                                 "not-selectable", "abstract",  "parent",     "child",
                                                 "partOf",         "subsumedBy"};

#endif
