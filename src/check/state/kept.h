/*
 * Kept: what was found of resources before an edit, and what of it holds after it.
 *
 * Where slices look far, nearly everything in a Bundle hangs together: whether an entry belongs to a slice depends on
 * what other entries say. So after an edit the check goes through the document from its beginning, as for the first
 * time, with one difference: what the local groups found of a resource is not looked for again where it must be the
 * same.
 *
 * That is so where the resource holds no entries, is judged by the same plan in the same surroundings (its container,
 * entry, type and language), and where nothing that it was judged by locally looked beyond it
 * (ScopeOf.looks_elsewhere): slices that look far, profiles of which it must meet one, contexts of extensions, gaps
 * that rules further out close. Then
 *
 *     the edit is outside of it   KEPT_ALL: findings, places of document groups and what could not be checked stay
 *     the edit is inside of it    KEPT_PART: the walk goes only where the impact of the edit leads
 * (src/check/walk/walk.h) otherwise                   KEPT_NOTHING: it is judged anew
 *
 * Everything else is asked again, in the order of a check from the beginning: slices, conformance tests, document
 * groups, unmatched resources, what could not be checked. So the outcome is that of such a check, however resources
 * depend on each other, and nothing of that needs to be recorded. It costs what the resources that look far cost, the
 * edited one as far as the edit reached it, and a little for each other resource.
 *
 * Node numbers are those after the edit.
 */
#ifndef IPSE_CHECK_KEPT_H
#define IPSE_CHECK_KEPT_H

#include "src/check/state/session.h"

typedef struct Kept {
    EditImpact *impact;
    bool has_rivals;  /* members of the edit's holder stood for each other before, or may now */
    ScopeOf **scopes; /* those of before, in the order of their nodes */
    size_t scope_count;
    GroupPlaces far; /* as well */
    Unchecked *unchecked;
    size_t unchecked_count;
    NodeRange *stays; /* resources that were kept, in whole or in part */
    size_t stay_count;
    size_t stay_capacity;
    bool is_inside;        /* the walk is in a resource that is kept in part: nothing in there is kept for itself */
    bool needs_full_check; /* of a resource that is kept in part more is judged otherwise now than the edit reached */
} Kept;

/* Gives the resources, places and notes of a session the numbers that their nodes have after an edit; those whose nodes
   are gone go. What document groups could not check goes as well. */
void session_move(CheckSession *session, const Patch *patch);

/* Sets aside what the session knows, after session_move, so that a check from the beginning can take it over; and frees
   what was not taken over. The impact is borrowed. */
void kept_begin(CheckSession *session, EditImpact *impact);
void kept_end(CheckSession *session);

/* The resource of a scope as it was known before the edit, in the same surroundings; NULL where there was none. */
ScopeOf *kept_scope(const CheckSession *session, const Scope *scope);

/* True when members of the holder stand for each other: which of them counts may have changed with any of them. */
bool kept_has_rivals(const Report *report, const EditImpact *impact);

/* What of a resource is kept that is judged by its plan now: by a precheck; and by a walk that came to it. Within a
   precheck nothing is kept for itself, since what comes of it may be dropped. */
KeptWay kept_way(const CheckSession *session, const ScopeOf *own);
KeptWay kept_way_of(const Walk *walk, const ScopeOf *own);

/* Adds the kept places of a resource to those of the walk, which noted further ones from `first` on, in the order of
 * nodes. */
void kept_add_far(Walk *walk, const ScopeOf *own, size_t first);

/* The errors, as a conformance test counts, among the findings of local groups that are kept in part. */
uint32_t kept_errors(const Walk *walk, const ScopeOf *own);

/* Notes that what is kept of a resource stays, with the resources within it. */
void kept_stay(CheckSession *session, const ScopeOf *own);

/* True when what a local group found when it judged `origin` stays. Only after the walk. */
bool kept_stays(const Kept *kept, NodeId origin);

/* Takes back what could not be checked and stays. Only after the walk. */
void kept_take_unchecked(CheckSession *session);

#endif
