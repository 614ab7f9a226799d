/* Families: the checks that are made of every value. */
#include "src/check/families.h"

ValueCheck *const value_checks[] = {
    primitive_check, fixed_check, coded_check, reference_check, datatype_check, extension_check, invariant_check,
};
const unsigned value_check_count = sizeof value_checks / sizeof *value_checks;
