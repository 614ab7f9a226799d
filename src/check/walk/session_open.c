/* Sessions: opened and closed. */
#include "src/check/walk/session_open.h"

#include "src/check/state/session.h"
#include "src/check/walk/conformance.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/precheck.h"
#include "src/check/walk/unmatched.h"

#include <stdlib.h>

CheckSession *check_session_new(Checker *checker, const Document *document)
{
    CheckSession *session = memory_allocate_zeroed(1, sizeof *session);
    session->checker = checker;
    session->document = document;
    session->arena = arena_new();
    session->resolver = resolver_new(document);
    session->results = conformance_results_new();
    session->had_faults = document_fault_count(document) > 0;
    return session;
}

/* Frees what holds for the document as it is. */
static void release(CheckSession *session)
{
    anchors_free(session->anchors);
    conformance_results_free(session->results);
    resolver_free(session->resolver);
    precheck_forget(session);
    unmatched_forget(session);
    dependents_forget(session);
    pair_map_free(&session->silent);
}

void session_forget(CheckSession *session)
{
    release(session);
    session->anchors = NULL;
    session->results = conformance_results_new();
    session->resolver = resolver_new(session->document);
}

void check_session_free(CheckSession *session)
{
    if (session->checker->current == session) {
        session->checker->current = NULL;
    }
    release(session);
    walk_free_rooms(session);
    address_list_free(&session->addresses);
    arena_free(session->arena);
    slice_map_free(&session->subjects);
    text_free(&session->subject_key);
    free(session->subject_names);
    free(session->gaps);
    free(session->unchecked);
    free(session->scopes);
    free(session->far.items);
    free(session);
}
