/*
 * Known values: what may stand at a row, as far as DICOM or the file itself says so and no value set does.
 */
#ifndef IPSE_SCREENS_KNOWN_VALUES_H
#define IPSE_SCREENS_KNOWN_VALUES_H

#include "src/base/memory.h"
#include "src/profile/terminology.h"

typedef struct Workbench Workbench;

/* Calls `visit` for each value until it returns false: the SOP classes for an instance (those of the series' modality
   first), the resources of the file for a reference. Texts lie in the arena. `is_coding`: the values are Codings, else
   texts. False where the row takes nothing of the kind. */
bool known_values_visit(Workbench *bench, Arena *arena, bool (*visit)(void *context, const Concept *concept),
                        void *context, bool *is_coding);

#endif
