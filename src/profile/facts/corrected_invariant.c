/* Corrected invariants: a table of key, expression, and why; the whole of it is src/definitions/corrected
 * invariants.tsv. */
#include "src/profile/facts/corrected_invariant.h"

#include "src/base/systems.h"
#include "src/profile/facts/text_table.h"

TEXT_TABLE(corrected_invariants, "src/definitions/corrected-invariants.tsv");

Slice corrected_invariant(Slice key, Slice source, Slice expression)
{
    bool is_core = source.length == 0 || slice_starts_with(source, SLICE(FHIR_STRUCTURES));
    Slice row;
    return is_core && text_table_find(TEXT_TABLE_OF(corrected_invariants), key, &row) ? text_table_column(row, 1)
                                                                                      : expression;
}
