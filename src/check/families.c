/* Families: the table, in the order in which they are called. */
#include "src/check/family.h"

#define FAMILIES(X)                                                                                                    \
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

#define X(name) extern const Family family_##name;
FAMILIES(X)
#undef X

static const Family *const table[] = {
#define X(name) &family_##name,
    FAMILIES(X)
#undef X
};

const Family *const *families(uint32_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}

bool family_is_left(const Family *family, const Document *document, const Patch *patch)
{
    return family->is_left && family->is_left(document, patch);
}
