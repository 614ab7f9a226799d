/*
 * System name: what well-known code systems are called, rightly and wrongly.
 *
 * They are given by their object identifiers, by names of one's own, by the URLs that they had before HL7 renamed them,
 * with a slash or more after their URL. The URLs are those of http://hl7.org/fhir/R4/terminologies-systems.html. The
 * tables are src/definitions/system-aliases.tsv (the wrong name in small letters, the URL), renamed-systems.tsv (the
 * old URL or its beginning, the new one) and served-systems.tsv (the URL; "exact" where it may not go on).
 */
#ifndef IPSE_PROFILE_SYSTEM_NAME_H
#define IPSE_PROFILE_SYSTEM_NAME_H

#include "src/profile/terminology.h"

/* The URL of the system that was meant by a name that is not FHIR's; empty where nothing comes to mind. It belongs to
   the rules, or is a constant. */
Slice system_name_intended(const Rules *rules, Slice name);

/* True for systems that the reference asks a server about, and passes over without one. */
bool system_name_is_served(Slice url);

/* The URL of a served system that `name` begins with and goes on after, though it may not; empty where it does not. A
   constant. */
Slice system_name_begun(Slice name);

#endif
