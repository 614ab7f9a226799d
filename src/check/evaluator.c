/* Evaluators: a session without a report, and a walk that goes nowhere, so that the model has both at hand. */
#include "src/check/evaluator.h"

#include "src/check/walk/session_open.h"

#include <stdlib.h>

struct Evaluator {
    Checker *checker;
    const Document *document;
    CheckSession *session; /* NULL without a document */
    GroupPlaces far;
    Walk walk;
};

Evaluator *evaluator_new(Checker *checker, const Document *document)
{
    Evaluator *evaluator = memory_allocate_zeroed(1, sizeof *evaluator);
    evaluator->checker = checker;
    evaluator->document = document;
    if (document) {
        evaluator->session = check_session_new(checker, document);
        evaluator->walk = walk_new(evaluator->session, NULL, &evaluator->far, 0);
    }
    return evaluator;
}

void evaluator_free(Evaluator *evaluator)
{
    if (evaluator->session) {
        walk_free(&evaluator->walk);
        free(evaluator->far.items);
        check_session_free(evaluator->session);
    }
    free(evaluator);
}

FhirpathContext *evaluator_context(const Evaluator *evaluator)
{
    return evaluator->checker->fhirpath;
}

bool evaluator_run(Evaluator *evaluator, const FhirpathProgram *program, NodeId resource, FhirpathItems *items,
                   Error *error)
{
    Checker *checker = evaluator->checker;
    FhirpathInput input = {.has_focus = evaluator->document != NULL};
    fhirpath_reset(checker->fhirpath);
    if (evaluator->document) {
        input.focus = fhirpath_item(checker->fhirpath, evaluator->document, resource, NULL);
        input.resource = input.root_resource = input.focus;
        checker->model.walk = &evaluator->walk;
    }
    checker->model.scope = NULL;
    bool is_done = fhirpath_evaluate(checker->fhirpath, program, &input, items, error);
    checker->model.walk = NULL;
    return is_done;
}
