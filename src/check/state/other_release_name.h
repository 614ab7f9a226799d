/*
 * OtherRelease: resources that have the shape of another release of FHIR.
 *
 * Properties that R4 calls otherwise are listed by their paths (src/profile/facts/release_name.h). A resource that has
 * one is named once, with the release; each property is named at its own place, by what R4 calls it.
 */
#ifndef IPSE_CHECK_OTHER_RELEASE_NAME_H
#define IPSE_CHECK_OTHER_RELEASE_NAME_H

#include "src/json/document.h"
#include "src/profile/facts/release_name.h"

/* What R4 calls a member; false where it is no property of another release. */
bool other_release_find(const Document *document, NodeId member, ReleaseName *found);

#endif
