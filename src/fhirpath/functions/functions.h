/*
 * Functions: one row each, in the table of its family (functions_*.c); functions.c lists the families.
 */
#ifndef IPSE_FHIRPATH_FUNCTIONS_H
#define IPSE_FHIRPATH_FUNCTIONS_H

#include "src/fhirpath/machine/function.h"

/* The function of that name, a constant; NULL if there is none. */
const Function *function_find(Slice name);

/* Functions in the order of the families, from 0; NULL past the last. */
const Function *function_at(uint32_t position);

/* The name that `name` may be a slip of; empty if there is none. */
Slice function_nearest(Slice name);

/* The families. Each ends with a row without a name. */
extern const Function functions_existence[];
extern const Function functions_filter[];
extern const Function functions_subset[];
extern const Function functions_combine[];
extern const Function functions_convert[];
extern const Function functions_string[];
extern const Function functions_encode[];
extern const Function functions_math[];
extern const Function functions_aggregate[];
extern const Function functions_tree[];
extern const Function functions_utility[];
extern const Function functions_date[];
extern const Function functions_boundary[];
extern const Function functions_type[];
extern const Function functions_fhir[];

#endif
