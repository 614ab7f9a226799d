/*
 * Rules: what profiles say, compiled from FHIR R4 definitions.
 *
 * A Rules object is a registry of packs. A pack is one read-only, position-independent table of compiled
 * StructureDefinitions (always as snapshots), ValueSets and CodeSystems (src/profile/pack/pack.h). The pack of the
 * built-in definitions is part of the program and needs no parsing; further packs are compiled at run time from files,
 * folders and packages, by the same code that made the built-in one. A later pack wins over an earlier one.
 *
 * Everything returned by the queries below is borrowed from the packs and lives as long as the Rules. Strings are
 * zero-terminated slices. Nothing here is specific to ImagingStudy: another StructureDefinition gives other rules.
 *
 * Standard: http://hl7.org/fhir/R4/structuredefinition.html, elementdefinition.html, profiling.html; obligations:
 * http://hl7.org/fhir/StructureDefinition/obligation (extensions pack 5.x).
 */
#ifndef IPSE_PROFILE_RULES_H
#define IPSE_PROFILE_RULES_H

#include "src/base/error.h"
#include "src/base/slice.h"

#include <stdint.h>

typedef struct Rules Rules;
typedef struct Structure Structure; /* a StructureDefinition with its snapshot */
typedef struct Element Element;     /* an ElementDefinition of a snapshot */
typedef struct ElementType ElementType;
typedef struct Constraint Constraint; /* an invariant; the same expression text is stored once */

/* The built-in definitions alone; free with rules_free. */
Rules *rules_new(void);
void rules_free(Rules *rules);

/* Adds definitions: a JSON file (StructureDefinition, ValueSet, CodeSystem, ImplementationGuide or a Bundle of them), a
   folder of them, or a FHIR package (.tgz, or a folder with package.json). Differentials get their snapshots here.
   False with a sentence where nothing could be taken in; single broken files of a folder are skipped and counted in
   `skipped` (may be NULL), each with a problem. */
bool rules_add(Rules *rules, const char *path, uint32_t *skipped, Error *error);

/* As rules_add, of the text of a JSON file that was read already; `path` is used in messages. */
bool rules_add_text(Rules *rules, const char *path, Slice text, Error *error);

/* What is wrong in the definitions that were added: `where` has file, line and column. Profiles whose base is missing
   are not among them. */
uint32_t rules_problem_count(const Rules *rules);
const Error *rules_problem(const Rules *rules, uint32_t position);

/* Why a profile that was added cannot be used, by its canonical URL, with or without version: a sentence without a full
   stop. Empty where it can, or was not added. */
Slice rules_unusable(const Rules *rules, Slice url);

/* The profiles that ImplementationGuides of packages ask for in all resources of a type (`global`). */
uint32_t rules_global_count(const Rules *rules);
Slice rules_global(const Rules *rules, uint32_t position, Slice *type);

/* A package `name#version` from the user's FHIR package cache (~/.fhir/packages/name#version). */
bool rules_add_cached_package(Rules *rules, Slice name_and_version, Error *error);

/* ---- structures ---- */

/* By canonical URL, with or without `|version`; NULL where it is not known. */
const Structure *rules_structure(const Rules *rules, Slice url);

/* The base definition of a type or resource by name ("ImagingStudy", "Coding", "string", "xhtml"); NULL where unknown.
   FHIRPath type URLs (http://hl7.org/fhirpath/System.String) give NULL. */
const Structure *rules_type(const Rules *rules, Slice name);

typedef enum StructureKind {
    STRUCTURE_PRIMITIVE,
    STRUCTURE_COMPLEX,
    STRUCTURE_RESOURCE,
    STRUCTURE_LOGICAL
} StructureKind;

Slice structure_url(const Structure *structure);
Slice structure_version(const Structure *structure);
Slice structure_name(const Structure *structure);  /* computer-friendly name */
Slice structure_title(const Structure *structure); /* for people; falls back to the name */
Slice structure_type(const Structure *structure);  /* the type that it describes or constrains */
StructureKind structure_kind(const Structure *structure);
bool structure_is_abstract(const Structure *structure);
bool structure_is_profile(const Structure *structure); /* derivation = constraint */
Slice structure_base(const Structure *structure);      /* canonical URL of the base definition; may be empty */
const Element *structure_root(const Structure *structure);

/* True for definitions of resources that are definitions themselves and have an address of their own, such as ValueSet
   (http://hl7.org/fhir/R4/resource.html#canonical): in R4 the resources with a useContext. */
bool structure_is_canonical(const Structure *structure);

/* True when the type that `structure` describes is `type` or derives from it (Quantity: Element; Patient: Resource). */
bool rules_is_subtype(const Rules *rules, const Structure *structure, Slice type);

/* Extensions: where one may be used (http://hl7.org/fhir/R4/defining-extensions.html#context). */
typedef enum ContextKind { CONTEXT_ELEMENT, CONTEXT_EXTENSION, CONTEXT_FHIRPATH } ContextKind;
uint32_t structure_context_count(const Structure *structure);
ContextKind structure_context_kind(const Structure *structure, uint32_t position);
Slice structure_context_expression(const Structure *structure, uint32_t position);
uint32_t structure_context_invariant_count(const Structure *structure);
Slice structure_context_invariant(const Structure *structure, uint32_t position);

/* Canonical URLs of the profiles that whatever conforms to this one must conform to as well
   (http://hl7.org/fhir/StructureDefinition/structuredefinition-imposeProfile). */
uint32_t structure_imposed_count(const Structure *structure);
Slice structure_imposed(const Structure *structure, uint32_t position);

/* ---- elements ---- */

#define MAXIMUM_UNBOUNDED 0xFFFFFFFFu

Slice element_id(const Element *element);         /* "ImagingStudy.series.uid", with slices "Bundle.entry:patient" */
Slice element_path(const Element *element);       /* "ImagingStudy.series.uid", "Extension.value[x]" */
Slice element_name(const Element *element);       /* last word of the path without "[x]": "uid", "value" */
Slice element_slice_name(const Element *element); /* empty where it is no slice */
const Structure *element_structure(const Element *element); /* the structure whose snapshot it is in */
const Element *element_parent(const Element *element);      /* NULL for a root; of a slice: the parent of the sliced */
uint32_t element_minimum(const Element *element);
uint32_t element_maximum(const Element *element);
uint32_t element_base_maximum(const Element *element); /* of the base definition: > 1 means a JSON array */
bool element_is_choice(const Element *element);        /* name[x] */
bool element_is_modifier(const Element *element);
bool element_is_must_support(const Element *element);
bool element_is_summary(const Element *element);
bool element_is_attribute(const Element *element); /* representation xmlAttr, e.g. Element.id */
bool element_is_translatable(const Element *element);

/* Children written under the element itself (a backbone, or constraints on the parts of a datatype). Where there are
   none, those of its content reference or of its type's root apply: rules_content gives the element whose children
   hold for a value of `type` (may be empty when the element has one type). */
uint32_t element_child_count(const Element *element);
const Element *element_child(const Element *element, uint32_t position);
const Element *rules_content(const Rules *rules, const Element *element, Slice type);

/* True when an element names a profile among those of what it may refer to. */
bool rules_refers_to(const Rules *rules, const Element *element, const Structure *profile);

/* The child that a JSON member name means ("valueQuantity" finds value[x], "_status" finds status): the type of the
   choice goes to `choice_type` (empty for others; may be NULL). NULL if there is none. Fast: it is called for every
   member of a document. Slices are not among the children: the sliced element is. */
const Element *element_child_find(const Element *parent, Slice member, Slice *choice_type);

/* The choice child of a base name: "value" finds value[x]. NULL if there is none. As fast as element_child_find. */
const Element *element_choice_find(const Element *parent, Slice stem);

/* ---- types ---- */
uint32_t element_type_count(const Element *element);
const ElementType *element_type(const Element *element, uint32_t position);
Slice type_code(const ElementType *type); /* "Coding", "Reference", "Resource", or a FHIRPath type URL */
Slice type_fhir_code(
    const ElementType *type); /* as the code; "string" and the like where that is a FHIRPath type URL */
uint32_t type_profile_count(const ElementType *type);
Slice type_profile(const ElementType *type, uint32_t position);
uint32_t type_target_count(const ElementType *type);
Slice type_target(const ElementType *type, uint32_t position);

typedef enum Aggregation { AGGREGATION_CONTAINED = 1, AGGREGATION_REFERENCED = 2, AGGREGATION_BUNDLED = 4 } Aggregation;
unsigned type_aggregation(const ElementType *type); /* a set of Aggregation; 0: any */

/* For primitive types: the regular expression of the value (the extension `regex` of the type of PRIMITIVE.value);
   empty if there is none. */
Slice structure_primitive_regex(const Structure *structure);

/* ---- values ---- */

/* Fixed, pattern, minimum and maximum value as compact JSON text, with the type's name; empty if there is none. */
Slice element_fixed(const Element *element, Slice *type);
Slice element_pattern(const Element *element, Slice *type);
Slice element_minimum_value(const Element *element, Slice *type);
Slice element_maximum_value(const Element *element, Slice *type);
uint32_t element_maximum_length(const Element *element); /* 0: not limited */

/* What an extension of the definition limits values to: the least length of a text ("minLength"), the expression that
   it must match from end to end ("regex"), the decimals of a number ("maxDecimalPlaces"), the bytes of what is encoded
   ("maxSize"). Empty where the definition has no such extension. */
Slice element_limit(const Element *element, Slice name);

/* ---- bindings ---- */
typedef enum BindingStrength {
    BINDING_NONE,
    BINDING_EXAMPLE,
    BINDING_PREFERRED,
    BINDING_EXTENSIBLE,
    BINDING_REQUIRED
} BindingStrength;

BindingStrength element_binding_strength(const Element *element);
Slice element_binding_value_set(const Element *element); /* canonical, may carry |version */

/* Additional bindings (http://hl7.org/fhir/tools/StructureDefinition/additional-binding; also maxValueSet and
   minValueSet, with the purposes "maximum" and "minimum"). */
uint32_t element_additional_binding_count(const Element *element);
Slice element_additional_binding_purpose(const Element *element, uint32_t position); /* "candidate", "required", … */
Slice element_additional_binding_value_set(const Element *element, uint32_t position);

/* ---- invariants ---- */
uint32_t element_constraint_count(const Element *element);
const Constraint *element_constraint(const Element *element, uint32_t position);

/* Stands for all of them: elements with the same have the same invariants; NULL: there are none. Not to be looked at.
 */
const void *element_constraint_list(const Element *element);
Slice constraint_key(const Constraint *constraint);
Slice constraint_expression(const Constraint *constraint);
Slice constraint_human(const Constraint *constraint);  /* the sentence of a loaded definition; of built-in ones empty */
Slice constraint_source(const Constraint *constraint); /* canonical of the structure that stated it first */
bool constraint_is_core(const Constraint *constraint); /* stated by a definition of FHIR itself */
bool constraint_is_error(const Constraint *constraint); /* else a warning */
bool constraint_is_best_practice(const Constraint *constraint);

/* ---- slicing ---- */
typedef enum DiscriminatorKind {
    DISCRIMINATOR_VALUE,
    DISCRIMINATOR_EXISTS,
    DISCRIMINATOR_PATTERN,
    DISCRIMINATOR_TYPE,
    DISCRIMINATOR_PROFILE
} DiscriminatorKind;
typedef enum SlicingRules { SLICING_OPEN, SLICING_CLOSED, SLICING_OPEN_AT_END } SlicingRules;

bool element_is_sliced(const Element *element);
SlicingRules element_slicing_rules(const Element *element);
bool element_slicing_is_ordered(const Element *element);
uint32_t element_discriminator_count(const Element *element);
DiscriminatorKind element_discriminator_kind(const Element *element, uint32_t position);
Slice element_discriminator_path(const Element *element, uint32_t position);

/* The slices of a sliced element (of a slice: its re-slices), in order. */
uint32_t element_slice_count(const Element *element);

/* True where an element has nothing of what few have: slices, obligations, prescribed values; a short cut. */
bool element_is_plain(const Element *element);

/* False where an element prescribes no value, no range and no limit; a short cut. */
bool element_has_values(const Element *element);
const Element *element_slice(const Element *element, uint32_t position);

/* ---- obligations ---- */
typedef enum Strength {
    STRENGTH_MAY,
    STRENGTH_SHOULD,
    STRENGTH_SHALL,
    STRENGTH_SHOULD_NOT,
    STRENGTH_SHALL_NOT
} Strength;

typedef struct Obligation {
    Slice actor;      /* canonical URL of the ActorDefinition; empty: any actor */
    Slice actor_name; /* its last path segment: "Creator", "Consumer" */
    Strength strength;
    Slice verb; /* "populate-if-known", "handle", "display", … */
    Slice code; /* as written: "SHALL:populate-if-known" */
} Obligation;

uint32_t element_obligation_count(const Element *element);
Obligation element_obligation(const Element *element, uint32_t position);

/* Stands for all of them: elements with the same have the same obligations; NULL: there are none. Not to be looked at.
 */
const void *element_obligation_list(const Element *element);

/* ---- enumeration, for `ipse rules` and tests ---- */
uint32_t rules_structure_count(const Rules *rules);
const Structure *rules_structure_at(const Rules *rules, uint32_t position);

/* Definitions of one structure's elements in snapshot order (slices included), depth first. */
uint32_t structure_element_count(const Structure *structure);
const Element *structure_element_at(const Structure *structure, uint32_t position);

#endif
