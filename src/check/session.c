/* Sessions: made for a document, and taken down with all that was found out about it. */
#include "src/check/session.h"

#include "src/check/dependents.h"
#include "src/check/rehearsal.h"
#include "src/check/trial.h"
#include "src/check/unmatched.h"

#include <stdlib.h>

Session *check_session_new(Checker *checker, const Document *document)
{
    Session *session = memory_allocate_zeroed(1, sizeof *session);
    session->checker = checker;
    session->document = document;
    session->arena = arena_new();
    session->resolver = resolver_new(document);
    session->trials = trials_new();
    session->had_faults = document_fault_count(document) > 0;
    return session;
}

/* Frees what holds for the document as it is. */
static void release(Session *session)
{
    anchors_free(session->anchors);
    trials_free(session->trials);
    resolver_free(session->resolver);
    rehearsal_forget(session);
    unmatched_forget(session);
    dependents_forget(session);
    free(session->silent.entries);
}

void session_forget(Session *session)
{
    release(session);
    session->anchors = NULL;
    session->trials = trials_new();
    session->resolver = resolver_new(session->document);
    session->silent = (PairMap){0};
}

void check_session_free(Session *session)
{
    release(session);
    walk_free_rooms(session);
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

/* Nodes stand for themselves in the map; the first is 0, which could not be told from none. */
static const void *key_of(NodeId node)
{
    return (const void *)((uintptr_t)node + 1);
}

bool session_is_silent(const Session *session, NodeId narrative)
{
    return pair_map_find(&session->silent, key_of(narrative), NULL);
}

void session_note_silent(Session *session, NodeId narrative)
{
    pair_map_add(&session->silent, key_of(narrative), NULL, session);
}

bool session_has_anchor(Session *session, const Scope *scope, Slice id)
{
    while (scope->container) {
        scope = scope->container;
    }
    if (!session->anchors || session->anchors_root != scope->resource) {
        anchors_free(session->anchors);
        session->anchors = anchors_new(session->document, scope->resource);
        session->anchors_root = scope->resource;
    }
    return anchors_have(session->anchors, id);
}
