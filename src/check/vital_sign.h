/*
 * Vital signs: which profile an Observation must conform to for what it measures
 * (http://hl7.org/fhir/R4/observation-vitalsigns.html).
 *
 * The profiles ask for one general code each, also beside a more specific one: the mouth's temperature is a body
 * temperature. So more codes lead to a profile than it has itself.
 */
#ifndef IPSE_CHECK_VITAL_SIGN_H
#define IPSE_CHECK_VITAL_SIGN_H

#include "src/check/walk.h"

/* The name of the profile ("bodytemp") for the code of an Observation; NULL where it is no vital sign. */
const char *vital_sign_profile(Walk *walk, NodeId observation);

#endif
