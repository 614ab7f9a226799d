/* Sessions: opened and closed. */
#include "src/check/walk/session_open.h"

#include "src/check/state/session.h"
#include "src/check/state/syntax.h"
#include "src/check/walk/conformance.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/precheck.h"
#include "src/check/walk/unmatched.h"

#include <stdlib.h>

/* What answers are put in from now on. */
static void renew_answers(CheckSession *session)
{
    session->results = conformance_results_new();
    session->declared.resource = NODE_NONE;
}

CheckSession *check_session_new(Checker *checker, const Document *document)
{
    CheckSession *session = memory_allocate_zeroed(1, sizeof *session);
    session->checker = checker;
    session->document = document;
    session->arena = arena_new();
    session->root_arena = arena_new();
    session->resolver = resolver_new(document);
    renew_answers(session);
    session->dicom = dicom_checker_new(checker->scratch);
    return session;
}

/* Frees what holds for the document as it is, but for what is found in it by ids and addresses. */
static void release_answers(CheckSession *session)
{
    conformance_results_free(session->results);
    precheck_forget(session);
    unmatched_forget(session);
    dependents_forget(session);
    pair_map_free(&session->silent);
}

/* Frees all of that. */
static void release(CheckSession *session)
{
    release_answers(session);
    anchors_free(session->anchors);
    resolver_free(session->resolver);
}

void session_forget(CheckSession *session)
{
    release(session);
    session->anchors = NULL;
    session->resolver = resolver_new(session->document);
    renew_answers(session);
}

void session_follow(CheckSession *session, const Patch *patch)
{
    static const char *const names[] = {"id", "div", NULL};
    release_answers(session);
    renew_answers(session);
    session->entries_hold = resolver_follow(session->resolver, patch);
    session->ids_hold = impact_leaves(session->document, patch, names);
    if (session->ids_hold && session->anchors && patch_node(patch, session->anchors_root) == session->root) {
        session->anchors_root = session->root;
    } else {
        anchors_free(session->anchors);
        session->anchors = NULL;
    }
}

void session_begin_root(CheckSession *session, NodeId root)
{
    session_forget(session);
    arena_free(session->root_arena);
    session->root_arena = arena_new();
    address_list_free(&session->addresses);
    session->scope_count = session->sorted_scopes = session->unchecked_count = session->truths.count = 0;
    session->far.count = session->far.sorted = 0;
    session->far.has_pairs = false;
    session->all_looks = session->looks = 0;
    session->has_far_slices = session->tests_resources = session->has_weighed = false;
    session->front = 0;
    session->root = root;
    session->is_guesswork = syntax_is_guesswork(session->document, root);
    session->first_finding = session->report ? report_mark(session->report) : 0;
}

void check_session_free(CheckSession *session)
{
    if (session->checker->current == session) {
        session->checker->current = NULL;
    }
    release(session);
    walk_free_rooms(session);
    address_list_free(&session->addresses);
    line_list_free(&session->lines);
    truth_list_free(&session->truths);
    uid_notes_free(&session->known);
    uid_notes_free(&session->notes);
    arena_free(session->root_arena);
    dicom_checker_free(session->dicom);
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
