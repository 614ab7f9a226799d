/*
 * Groups: the table of all groups of checks.
 *
 * To add one: write a file with one `const Group` (src/check/state/group.h tells what it may look at), and add its name
 * to GROUPS.
 */
#ifndef IPSE_CHECK_GROUPS_H
#define IPSE_CHECK_GROUPS_H

#include "src/check/plan/plan_tables.h"

/* The names of all groups, in the order in which they are called. */
#define GROUPS(X)                                                                                                      \
    X(format)                                                                                                          \
    X(cardinality)                                                                                                     \
    X(prescribed)                                                                                                      \
    X(range)                                                                                                           \
    X(limit)                                                                                                           \
    X(coded)                                                                                                           \
    X(extension)                                                                                                       \
    X(identifier)                                                                                                      \
    X(attachment)                                                                                                      \
    X(text_link)                                                                                                       \
    X(alternative)                                                                                                     \
    X(invariant)                                                                                                       \
    X(other_release)                                                                                                   \
    X(resource)                                                                                                        \
    X(dicom_series)                                                                                                    \
    X(dicom_instance)                                                                                                  \
    X(element_id)                                                                                                      \
    X(reference)                                                                                                       \
    X(narrative)                                                                                                       \
    X(fragment)                                                                                                        \
    X(document_invariant)                                                                                              \
    X(dicom_uids)                                                                                                      \
    X(dicom_numbers)                                                                                                   \
    X(dicom_study)                                                                                                     \
    X(bundle)

#define X(name) extern const Group group_##name;
GROUPS(X)
#undef X

/* All groups, with the formats. */
extern const PlanTables check_tables;

#endif
