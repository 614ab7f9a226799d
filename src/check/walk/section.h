/*
 * Section: which section of a document refers to a resource, and which profiles are expected there.
 *
 * A Composition tells its sections apart by their codes, and a profile says for each what it refers to: the section of
 * results refers to laboratory results and to radiology. That tells what a resource is meant to be, whatever it lacks
 * itself. What a report or a panel consists of (DiagnosticReport.result, Observation.hasMember) belongs to the section
 * of the whole.
 */
#ifndef IPSE_CHECK_SECTION_H
#define IPSE_CHECK_SECTION_H

#include "src/check/state/session.h"

/* The plan of the entries of the first section that refers to a resource of the Bundle; NULL where none does, or
   `profile`, of the Composition, does not know the section. The sections are read when they are first asked for. */
const Plan *section_of(Walk *walk, const Scope *bundle, const Structure *profile, NodeId resource);

/* True where the entries of a section may refer to resources of a profile. */
bool section_expects(const Walk *walk, const Plan *entries, const Structure *profile);

/* Forgets all sections. */
void section_forget(CheckSession *session);

#endif
