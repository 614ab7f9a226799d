/*
 * Question: which places document groups are asked about again after an edit.
 *
 * What a group looks at is noted while it judges (Look in src/check/state/group.h). So an edit asks again
 *
 *     the places in what it reached      the entry of the outermost Bundle that holds it; if none exists, all of the
 * root the places around it the places that looked at something that it changed: ids, what entries are found by, what
 * other entries hold
 *
 * and what was found of all others stays.
 */
#ifndef IPSE_CHECK_QUESTION_H
#define IPSE_CHECK_QUESTION_H

#include "src/check/state/session.h"

typedef struct Question {
    const CheckSession *session;
    const EditImpact *impact;
    NodeRange extent;
    uint32_t *places; /* positions in the list of the session, in order */
    size_t count;
    size_t capacity;
} Question;

/* What an edit reached, of all that hangs together in the root; after the walk, which has judged in there alone. */
NodeRange question_extent(const CheckSession *session, const EditImpact *impact);

/* The places that are asked about; after group_places_renew. `asks_uids`: all that compare UIDs are. Free with
 * question_free. */
Question question_of(CheckSession *session, const EditImpact *impact, NodeRange extent, bool asks_uids);
void question_free(Question *question);

/* True when the place of a node is asked about. */
bool question_has(const Question *question, NodeId node);

/* True when a document group need not be asked about a place, since an edit around it left what it found. */
bool question_is_left(const CheckSession *session, const EditImpact *impact, const Group *group, NodeId node);

#endif
