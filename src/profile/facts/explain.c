/* Explain: a table whose first column is the kind of a text and its name, with a space between them. */
#include "src/profile/facts/explain.h"

#include "src/profile/facts/text_table.h"

#include <stdint.h>
#include <stdio.h>

TEXT_TABLE(explain, EXPLAIN_TABLE);

enum { NAME_MAXIMUM = 200 };

static const char *const KINDS[] = {
    [EXPLAIN_KEYS] = "keys",
    [EXPLAIN_ELEMENTS] = "elements",
    [EXPLAIN_OBLIGATIONS] = "obligations",
    [EXPLAIN_INVARIANTS] = "invariants",
    [EXPLAIN_SOURCES] = "sources",
    [EXPLAIN_EXAMPLES] = "examples",
    [EXPLAIN_LABELS] = "labels",
};

/* The text of a name; empty if there is none. */
static Slice find(ExplainKind kind, Slice name)
{
    char key[NAME_MAXIMUM + 20];
    Slice row;
    if (name.length > NAME_MAXIMUM) {
        return SLICE("");
    }
    int length = snprintf(key, sizeof key, "%s %.*s", KINDS[kind], SLICE_ARGS(name));
    if (!text_table_find(TEXT_TABLE_OF(explain), slice_make(key, (size_t)length), &row)) {
        return SLICE("");
    }
    return text_table_column(row, 1);
}

Slice explain_key(Slice key)
{
    Slice text = find(EXPLAIN_KEYS, key);
    return text.length > 0 ? text : find(EXPLAIN_INVARIANTS, key);
}

Slice explain_element(Slice path)
{
    return find(EXPLAIN_ELEMENTS, path);
}

Slice explain_source(Slice path)
{
    return find(EXPLAIN_SOURCES, path);
}

Slice explain_example(Slice name)
{
    return find(EXPLAIN_EXAMPLES, name);
}

Slice explain_label(Slice path)
{
    return find(EXPLAIN_LABELS, path);
}

Slice explain_obligation(Slice code)
{
    return find(EXPLAIN_OBLIGATIONS, code);
}

void explain_visit(ExplainKind kind, bool (*visit)(void *context, Slice name, Slice text), void *context)
{
    Slice table = TEXT_TABLE_OF(explain);
    Slice wanted = slice_from(KINDS[kind]);
    Slice row;
    for (size_t start = 0; start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        Slice name = text_table_column(row, 0);
        size_t space = slice_find(name, SLICE(" "), 0);
        bool is_wanted = slice_equals(slice_part(name, 0, space), wanted);
        if (is_wanted && !visit(context, slice_part(name, space + 1, name.length), text_table_column(row, 1))) {
            return;
        }
    }
}
