/*
 * The words of an invariant: those of the definition that states it, or ours for its key.
 */
#ifndef IPSE_PROFILE_EXPLAIN_CONSTRAINT_H
#define IPSE_PROFILE_EXPLAIN_CONSTRAINT_H

#include "src/profile/rules.h"

/* What an invariant asks for: the words of the definition that states it, or those for its key where FHIR or the IPS
   state it. Empty if there are none: the key of another definition's invariant means nothing beside it. */
Slice explain_constraint(const Constraint *constraint);

#endif
