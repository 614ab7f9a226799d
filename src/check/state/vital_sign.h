/*
 * Vital signs: which profile an Observation must conform to for what it measures
 * (http://hl7.org/fhir/R4/observation-vitalsigns.html).
 *
 * The profiles ask for one general code each, also beside a more specific one: the mouth's temperature is a body
 * temperature. So more codes lead to a profile than it has itself (taken over: vital-sign-codes). The table is
 * src/definitions/vital-signs.tsv: code, system, a place in the order in which profiles are asked for (of several codes
 * the first counts), profile.
 */
#ifndef IPSE_CHECK_VITAL_SIGN_H
#define IPSE_CHECK_VITAL_SIGN_H

#include "src/check/state/walk_state.h"

/* The name of the profile ("bodytemp") for the code of an Observation, a constant; empty where it is no vital sign. */
Slice vital_sign_profile(Walk *walk, NodeId observation);

/* What tells which vital sign an Observation is about where its code does not. */
typedef struct VitalSignHint {
    Slice profile; /* its name, a constant; empty: nothing tells */
    const char *told_by;
} VitalSignHint;

/* The hint in an Observation without a code that has a system: a code without one; in the category of vital signs the
   codes of the components, the unit, or the category itself (the profile of all vital signs); in this order. */
VitalSignHint vital_sign_hint(Walk *walk, NodeId observation);

/* The name of a profile by its place in the order, from 0: those for one vital sign each; empty past the last. */
Slice vital_sign_profile_at(unsigned position);

#endif
