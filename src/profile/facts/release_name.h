/*
 * ReleaseName: properties of other releases of FHIR, and what R4 calls them.
 *
 * The table is src/definitions/release-names.tsv, by the lists of changes on the pages of the resources: the path of
 * the property, its name in R4 ("-" where R4 has none, with the type that it has elsewhere if an extension can have it;
 * "^" and a type where R4 has another type in place of the object around it), and the releases that have it.
 */
#ifndef IPSE_PROFILE_RELEASE_NAME_H
#define IPSE_PROFILE_RELEASE_NAME_H

#include "src/base/slice.h"

typedef struct ReleaseName {
    Slice name;     /* in R4; empty where R4 has none, or has another type for what holds the property */
    Slice type;     /* in R4, of what holds the property; mostly empty */
    Slice kept;     /* where R4 has none: the type of the value that an extension keeps; else empty */
    Slice releases; /* "STU3", "DSTU2, STU3" */
} ReleaseName;

/* False only if the table has no property of this name: a quick test before a path is made. */
bool release_name_is_possible(Slice property);

/* True where the table has properties of a resource type. */
bool release_name_has_type(Slice type);

/* Finds a property by its path, "ImagingStudy.patient"; false where the table has none. */
bool release_name_find(Slice path, ReleaseName *found);

#endif
