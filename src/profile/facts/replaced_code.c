/* ReplacedCode: a table in text. */
#include "src/profile/facts/replaced_code.h"

#include "src/base/text.h"
#include "src/profile/facts/text_table.h"

TEXT_TABLE(replaced_codes, "src/definitions/replaced-codes.tsv");

/* Finds the row of a system and a code. */
static bool find_row(Slice system, Slice code, Slice *row)
{
    Text key = TEXT_EMPTY;
    text_append(&key, system);
    text_append_byte(&key, '|');
    text_append(&key, code);
    bool is_found = text_table_find(TEXT_TABLE_OF(replaced_codes), text_slice(&key), row);
    text_free(&key);
    return is_found;
}

bool replaced_code_find(Slice system, Slice code, ReplacedCode *found)
{
    Slice row;
    if (!find_row(system, SLICE(""), &row)) {
        return false;
    }
    find_row(system, code, &row);
    *found = (ReplacedCode){
        .system = text_table_column(row, 1), .code = text_table_column(row, 2), .display = text_table_column(row, 3)};
    return true;
}
