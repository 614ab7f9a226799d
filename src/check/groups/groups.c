/* Groups: the table, in the order in which they are called. */
#include "src/check/groups/groups.h"

#include "src/check/format/format.h"

static const Group *const table[] = {
#define X(name) &group_##name,
    GROUPS(X)
#undef X
};

const PlanTables check_tables = {table, sizeof table / sizeof *table, format_find};
