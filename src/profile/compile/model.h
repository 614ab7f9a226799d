/*
 * Model: what FHIRPath asks about FHIR, answered from Rules (src/fhirpath/fhirpath.h, FhirpathModel).
 *
 * A FhirpathType is an element whose children hold for the value: the root of the definition of a data type or resource
 * ("Quantity", "Patient"), or an element with children of its own (a backbone such as Patient.contact). Elements of
 * profiles may be given as types too; what they have no children for is taken from the definition of their type.
 */
#ifndef IPSE_PROFILE_MODEL_H
#define IPSE_PROFILE_MODEL_H

#include "src/base/text.h"
#include "src/fhirpath/fhirpath.h"
#include "src/profile/rules.h"

/* What the functions of the model work on. A layer that answers more than this one (resolve, html_checks, conforms_to
   for profiles) begins its own struct with it, so that one `self` serves all. */
typedef struct ModelBase {
    const Rules *rules; /* borrowed */
    Text scratch;
} ModelBase;

/* Starts `base` and sets `self` and the functions that rules can answer; the others are left NULL. conforms_to answers
   for base definitions, and that a value of another type does not conform to a profile. */
void model_begin(FhirpathModel *model, ModelBase *base, const Rules *rules);
void model_end(ModelBase *base);

/* The type that a name stands for ("Patient", "string"); NULL: not known. */
FhirpathType model_named_type(const Rules *rules, Slice name);

#endif
