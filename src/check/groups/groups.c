/* Groups: the table, in the order in which they are called. */
#include "src/check/groups/groups.h"

#include "src/check/format/format.h"

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
    X(far_invariant)                                                                                                   \
    X(dicom_uids)                                                                                                      \
    X(dicom_numbers)                                                                                                   \
    X(dicom_study)                                                                                                     \
    X(bundle)

#define X(name) extern const Group group_##name;
GROUPS(X)
#undef X

static const Group *const table[] = {
#define X(name) &group_##name,
    GROUPS(X)
#undef X
};

const PlanTables check_tables = {table, sizeof table / sizeof *table, format_find};
