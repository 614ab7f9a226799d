/* Units: one table. */
#include "src/profile/facts/units.h"

#include "src/profile/facts/text_table.h"

TEXT_TABLE(units, "src/definitions/units.tsv");

static Unit unit_of(Slice line)
{
    return (Unit){text_table_column(line, 0), text_table_column(line, 1), text_table_column(line, 2)};
}

void units_visit(bool (*visit)(void *context, const Unit *unit), void *context)
{
    Slice table = TEXT_TABLE_OF(units), line;
    for (size_t start = 0; start < table.length; start += line.length + 1) {
        line = text_table_row(table, start);
        Unit unit = unit_of(line);
        if (!visit(context, &unit)) {
            return;
        }
    }
}
