/*
 * System alias: what was meant by a code system that is named otherwise than FHIR names it.
 *
 * Well-known systems are given by their object identifiers, by names of one's own, with https: or with something behind
 * their URL. The URLs are those of http://hl7.org/fhir/R4/terminologies-systems.html.
 */
#ifndef IPSE_CHECK_SYSTEM_ALIAS_H
#define IPSE_CHECK_SYSTEM_ALIAS_H

#include "src/profile/terminology.h"

/* The URL of the system that was meant; empty where nothing comes to mind. It belongs to the rules, or is a constant. */
Slice system_intended(const Rules *rules, Slice system);

#endif
