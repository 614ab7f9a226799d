/* Evaluation: the model is told from where an expression asks. */
#include "src/check/state/evaluation.h"

#include "src/check/state/walk_state.h"

/* Tells the model which walk evaluates, and in which resource; gives the engine. */
static FhirpathContext *engine_at(Walk *walk, const Scope *scope)
{
    walk->checker->model.walk = walk;
    walk->checker->model.scope = scope;
    return walk->checker->fhirpath;
}

bool evaluation_truth(Walk *walk, const Scope *scope, const FhirpathProgram *program, const FhirpathInput *input,
                      bool *is_true, Error *error)
{
    return fhirpath_evaluate_truth(engine_at(walk, scope), program, input, is_true, error);
}

bool evaluation_quick(Walk *walk, const FhirpathProgram *program, const QuickInput *input, bool *is_true)
{
    return quick_truth(walk->checker->fhirpath, program, input, is_true);
}

bool evaluation_items(Walk *walk, const Scope *scope, const FhirpathProgram *program, const FhirpathInput *input,
                      FhirpathItems *items, Error *error)
{
    return fhirpath_evaluate(engine_at(walk, scope), program, input, items, error);
}

void evaluation_end(Walk *walk)
{
    fhirpath_reset(walk->checker->fhirpath);
}

void evaluation_begin(Walk *walk)
{
    walk->checker->model.is_unfollowed = walk->checker->model.is_untyped = false;
    fhirpath_forget_compared(walk->checker->fhirpath);
}

bool evaluation_has_compared_all(const Walk *walk)
{
    return fhirpath_has_compared_all(walk->checker->fhirpath);
}

Unfollowed evaluation_unfollowed(const Walk *walk)
{
    const CheckModel *model = &walk->checker->model;
    return !model->is_unfollowed ? UNFOLLOWED_NONE : model->is_untyped ? UNFOLLOWED_UNTYPED : UNFOLLOWED_TYPED;
}
