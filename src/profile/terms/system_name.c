/* System name: three tables, and what is known with a blank or a slash at its end. */
#include "src/profile/terms/system_name.h"

#include "src/base/ascii.h"
#include "src/base/text.h"
#include "src/profile/facts/text_table.h"

enum { ALIAS_LENGTH_MAXIMUM = 128 };

TEXT_TABLE(aliases, "src/definitions/system-aliases.tsv");
TEXT_TABLE(renamed, "src/definitions/renamed-systems.tsv");
TEXT_TABLE(served, "src/definitions/served-systems.tsv");

/* The URL for which a name stands in the table of aliases, in letters of either case; empty where it is not there. */
static Slice aliased(Slice name)
{
    char letters[ALIAS_LENGTH_MAXIMUM];
    if (name.length > sizeof letters) {
        return (Slice){NULL, 0};
    }
    for (size_t i = 0; i < name.length; i++) {
        bool is_capital = ascii_is_upper(name.bytes[i]);
        letters[i] = is_capital ? (char)(name.bytes[i] - 'A' + 'a') : name.bytes[i];
    }
    Slice row;
    bool is_found = text_table_find(TEXT_TABLE_OF(aliases), slice_make(letters, name.length), &row);
    return is_found ? text_table_column(row, 1) : (Slice){NULL, 0};
}

/* True where the URL of a row of served systems may not go on after its end. */
static bool is_exact(Slice row)
{
    return slice_equals(text_table_column(row, 1), SLICE("exact"));
}

/* The code system that HL7 has under another URL now; NULL if there is none. Rows that end with a slash rename all that
   goes on after it. */
static const CodeSystem *find_renamed(const Rules *rules, Slice name)
{
    Slice table = TEXT_TABLE_OF(renamed), row;
    const CodeSystem *found = NULL;
    for (size_t start = 0; start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        Slice old = text_table_column(row, 0), now = text_table_column(row, 1);
        bool is_beginning = old.bytes[old.length - 1] == '/' && slice_starts_with(name, old);
        if (is_beginning || slice_equals(name, old)) {
            Text url = TEXT_EMPTY;
            text_append(&url, now);
            text_append(&url, slice_part(name, old.length, name.length));
            const CodeSystem *system = rules_code_system(rules, text_slice(&url));
            found = system ? system : found;
            text_free(&url);
        }
    }
    return found;
}

Slice system_name_intended(const Rules *rules, Slice name)
{
    bool is_alias = slice_starts_with(name, SLICE("$")); /* as guides are written */
    Slice url = aliased(is_alias ? slice_part(name, 1, name.length) : name);
    if (url.length > 0) {
        return url;
    }
    Slice trimmed = slice_trim(name);
    while (trimmed.length > 0 && trimmed.bytes[trimmed.length - 1] == '/') {
        trimmed.length--;
    }
    const CodeSystem *known = rules_code_system(rules, trimmed);
    if (known) {
        return code_system_url(known);
    }
    const CodeSystem *renamed_system = find_renamed(rules, trimmed);
    if (renamed_system) {
        return code_system_url(renamed_system);
    }
    Slice row;
    bool is_served = text_table_find(TEXT_TABLE_OF(served), trimmed, &row) && is_exact(row);
    return is_served && trimmed.length < name.length ? text_table_column(row, 0) : (Slice){NULL, 0};
}

bool system_name_is_served(Slice url)
{
    Slice row;
    return text_table_find(TEXT_TABLE_OF(served), url, &row);
}

Slice system_name_begun(Slice name)
{
    Slice table = TEXT_TABLE_OF(served), row;
    for (size_t start = 0; start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        Slice url = text_table_column(row, 0);
        if (name.length > url.length && slice_starts_with(name, url) && is_exact(row)) {
            return url;
        }
    }
    return (Slice){NULL, 0};
}
