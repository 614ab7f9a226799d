/*
 * Model: what invariants want to know of FHIR, answered from the plans and the document under check.
 *
 * It adds to the model of the rules (src/profile/model.h) what only a check can tell: where references lead, whether a
 * resource conforms to a profile, and whether a narrative is fit to be shown.
 */
#ifndef IPSE_CHECK_MODEL_H
#define IPSE_CHECK_MODEL_H

#include "src/check/group.h"
#include "src/profile/model.h"

typedef struct CheckModel {
    ModelBase base;                                                            /* must be first */
    int (*conforms_to)(void *self, const FhirpathItem *item, Slice structure); /* of the base */
    Plans *plans;
    Walk *walk;         /* the walk that evaluates an expression right now; NULL: none does */
    const Scope *scope; /* the resource that it evaluates it in; NULL: not known */
    /* Of the expression that is evaluated: resolve() met a reference that leads out of the file, and one of these whose
       target's type is not told either. */
    bool is_unfollowed, is_untyped;
} CheckModel;

/* The check model is borrowed; end it with model_end(&own->base). */
void check_model_begin(FhirpathModel *model, CheckModel *own, Plans *plans);

#endif
