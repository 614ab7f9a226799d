/*
 * Identifier syntax: object identifiers, DICOM UIDs, UUIDs and URIs.
 *
 * Every function answers with NULL where the text has the right form, and otherwise with a constant phrase that says
 * what is wrong with it, fit to follow "'X' is no DICOM UID: ".
 */
#ifndef IPSE_PROFILE_IDENTIFIER_SYNTAX_H
#define IPSE_PROFILE_IDENTIFIER_SYNTAX_H

#include "src/base/slice.h"

/* An object identifier in dot notation (ITU-T X.660): at least two components, the first 0, 1 or 2, no leading zeros.
 */
const char *oid_fault(Slice oid);

/* A DICOM UID (PS3.5 section 9.1): an object identifier of at most 64 characters. */
const char *dicom_uid_fault(Slice uid);

/* What is wrong with the root of the UID of a study, series or instance: DICOM's own, under which only the standard
   gives out UIDs (PS3.5 section 9.1), or 2.25 with more than the 128 bits of a UUID (PS3.5 section B.2). */
const char *dicom_uid_root_fault(Slice uid);

/* "urn:oid:" and an object identifier (RFC 3061). */
const char *oid_urn_fault(Slice urn);

/* True for an object identifier so near the root of the tree (1.2.840) that it can only be the branch of an authority,
   not the name of a thing. As the reference validator has it: the last component begins within the first four
   characters; identified organisations (1.3) are let pass. */
bool oid_is_branch(Slice oid);

/* "urn:uuid:" and a UUID in lower case (RFC 4122 section 3; FHIR requires the lower case). */
const char *uuid_urn_fault(Slice urn);

/* A UUID: 8-4-4-4-12 hexadecimal digits in lower case. */
const char *uuid_fault(Slice uuid);

/* A URI or relative reference (RFC 3986): allowed characters, well-formed percent escapes, a scheme where a colon comes
   before any slash. Characters beyond ASCII are taken as IRIs have them (RFC 3987). */
const char *uri_fault(Slice uri);

/* True when the text begins with a scheme ("http:", "urn:"). */
bool uri_is_absolute(Slice uri);

#endif
