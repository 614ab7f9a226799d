/* The words of an invariant, chosen. */
#include "src/profile/pack/explain_constraint.h"

#include "src/base/systems.h"
#include "src/profile/facts/explain.h"

Slice explain_constraint(const Constraint *constraint)
{
    Slice human = constraint_is_core(constraint) ? SLICE("") : constraint_human(constraint);
    bool is_ours = slice_starts_with(constraint_source(constraint), SLICE(FHIR_URL));
    Slice words = human.length > 0 || !is_ours ? SLICE("") : explain_key(constraint_key(constraint));
    return human.length > 0 ? human : words.length > 0 ? words : constraint_human(constraint);
}
