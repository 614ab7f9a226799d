/*
 * Model: what invariants want to know of FHIR, answered from the plans and the document under check.
 *
 * It adds to the model of the rules (src/profile/compile/model.h) what only a check can tell: where references lead,
 * whether a resource conforms to a profile, and whether a narrative is fit to be shown.
 */
#ifndef IPSE_CHECK_MODEL_H
#define IPSE_CHECK_MODEL_H

#include "src/check/state/checker.h"

/* The check model is borrowed; end it with model_end(&own->base). */
void check_model_begin(FhirpathModel *model, CheckModel *own, Plans *plans);

#endif
