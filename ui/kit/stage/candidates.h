/*
 * Candidates: what the text that is being typed may become: files, paths, names.
 *
 * They are gathered anew at each change of the text, unless their source keeps them, recent ones first, and shown under
 * their groups. All text is copied.
 */
#ifndef IPSE_KIT_CANDIDATES_H
#define IPSE_KIT_CANDIDATES_H

#include "src/base/memory.h"
#include "src/base/text.h"

typedef struct Candidate {
    Slice text;      /* all of what would be typed */
    Slice shown;     /* its part that is shown */
    Slice note;      /* what it is; may be empty */
    Slice group;     /* a heading; empty: none */
    bool is_partial; /* something is typed after it: a folder, an element with parts */
} Candidate;

typedef struct Candidates Candidates;

/* Gathers candidates for a text; `context` is that of the actions or of the prompt. */
typedef void CandidateSource(void *context, Slice typed, Candidates *candidates);

/* Starts all zero. */
struct Candidates {
    Arena *arena;
    Candidate *items;
    size_t count;
    size_t capacity;
    size_t start; /* bytes of the typed text that no candidate is searched by: a folder, the path of the holder */
    bool is_kept; /* set by a source: however the text goes on after `start`, unless by a dot, they are the same */
    CandidateSource *source; /* that they are of */
    Slice begun;             /* the first `start` bytes of what was typed */
};

void candidates_free(Candidates *candidates);

/* Forgets them. */
void candidates_clear(Candidates *candidates);

/* Has those that the source gives for what is typed: asks it, unless it keeps those that are there. */
void candidates_gather(Candidates *candidates, CandidateSource *source, void *context, Slice typed);

/* Adds one, unless one of the same text is there; with `shown` empty all of it is shown. */
void candidates_add(Candidates *candidates, Candidate candidate);

/* True where the candidate's text begins with what is typed. */
bool candidate_begins(const Candidate *candidate, Slice typed);

/* Appends what all candidates that begin with the typed text have in common; false where that is no more than is typed.
 */
bool candidates_complete(const Candidates *candidates, Slice typed, Text *completed);

#endif
