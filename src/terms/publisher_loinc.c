/* LOINC's table: one row for each code. */
#include "src/terms/publisher.h"

#include "src/base/ascii.h"
#include "src/base/text.h"
#include "src/profile/pack/term_section.h"
#include "src/terms/table_reader.h"

#include <stdint.h>

/* Columns that become properties; filters of value sets ask for them. */
static const char *const PROPERTIES[] = {"STATUS",   "CLASS",      "CLASSTYPE", "SCALE_TYP",
                                         "PROPERTY", "TIME_ASPCT", "ORDER_OBS"};
enum { PROPERTY_COUNT = sizeof PROPERTIES / sizeof *PROPERTIES };

/* Columns that are other names of a code. */
static const char *const NAMES[] = {"SHORTNAME", "DisplayName", "CONSUMER_NAME"};
enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES };

/* The six axes, which with colons between them are the formal name. */
static const char *const AXES[] = {"COMPONENT", "PROPERTY", "TIME_ASPCT", "SYSTEM", "SCALE_TYP", "METHOD_TYP"};
enum { AXIS_COUNT = sizeof AXES / sizeof *AXES };

typedef struct Columns {
    size_t code, name, status, changed;
    size_t properties[PROPERTY_COUNT], names[NAME_COUNT], axes[AXIS_COUNT];
} Columns;

/* Positions of columns that may be missing: then SIZE_MAX. */
static void find_columns(const TableReader *table, const char *const *names, size_t count, size_t *columns)
{
    for (size_t i = 0; i < count; i++) {
        if (!table_column(table, slice_from(names[i]), &columns[i], NULL)) {
            columns[i] = SIZE_MAX;
        }
    }
}

static bool read_columns(const TableReader *table, Columns *columns, Error *error)
{
    find_columns(table, PROPERTIES, PROPERTY_COUNT, columns->properties);
    find_columns(table, NAMES, NAME_COUNT, columns->names);
    find_columns(table, AXES, AXIS_COUNT, columns->axes);
    if (!table_column(table, SLICE("VersionLastChanged"), &columns->changed, NULL)) {
        columns->changed = SIZE_MAX;
    }
    return table_column(table, SLICE("LOINC_NUM"), &columns->code, error) &&
           table_column(table, SLICE("LONG_COMMON_NAME"), &columns->name, error) &&
           table_column(table, SLICE("STATUS"), &columns->status, error);
}

/* Takes a number off the front of a version; SIZE_MAX where it has none. */
static size_t take_number(Slice *version)
{
    size_t number = 0, count = 0;
    while (count < version->length && count < 6 && ascii_is_digit(version->bytes[count])) {
        number = number * 10 + (size_t)(version->bytes[count++] - '0');
    }
    *version = slice_part(*version, count, version->length);
    return count > 0 ? number : SIZE_MAX;
}

/* Keeps the latest of the versions in which rows were changed ("2.80"): that is the version of the table. */
static void note_version(Slice version, size_t *latest, Text *text)
{
    Slice rest = version;
    size_t major = take_number(&rest);
    bool has_minor = slice_starts_with(rest, SLICE("."));
    rest = slice_part(rest, has_minor ? 1 : 0, rest.length);
    size_t minor = has_minor ? take_number(&rest) : 0;
    if (rest.length == 0 && major != SIZE_MAX && minor != SIZE_MAX && major * 1000000 + minor > *latest) {
        *latest = major * 1000000 + minor;
        text_clear(text);
        text_append(text, version);
    }
}

/* Appends the formal name; nothing where an axis other than the last is missing. */
static void append_formal(const TableReader *table, const Columns *columns, Text *formal)
{
    text_clear(formal);
    for (size_t i = 0; i < AXIS_COUNT; i++) {
        Slice axis = table_field(table, columns->axes[i]);
        if (axis.length == 0 && i + 1 < AXIS_COUNT) {
            text_clear(formal);
            return;
        }
        text_append(formal, i > 0 && axis.length > 0 ? SLICE(":") : SLICE(""));
        text_append(formal, axis);
    }
}

static void add_row(struct TermBuilder *builder, const TableReader *table, const Columns *columns, Text *formal)
{
    bool is_deprecated = slice_equals(table_field(table, columns->status), SLICE("DEPRECATED"));
    term_stream_concept(builder, table_field(table, columns->code), table_field(table, columns->name),
                        is_deprecated ? TERM_DEPRECATED : 0);
    for (size_t i = 0; i < NAME_COUNT; i++) {
        term_stream_designation(builder, SLICE("en"), table_field(table, columns->names[i]));
    }
    append_formal(table, columns, formal);
    term_stream_designation(builder, SLICE("en"), text_slice(formal));
    for (size_t i = 0; i < PROPERTY_COUNT; i++) {
        if (columns->properties[i] != SIZE_MAX) {
            term_stream_property(builder, slice_from(PROPERTIES[i]), table_field(table, columns->properties[i]));
        }
    }
}

bool publisher_read_loinc(struct TermBuilder *builder, const char *path, Error *error)
{
    TableReader *table = table_open(path, TABLE_COMMAS, error);
    Columns columns;
    if (!table || !read_columns(table, &columns, error)) {
        table_close(table);
        return false;
    }
    Text version = TEXT_EMPTY, formal = TEXT_EMPTY;
    size_t latest = 0;
    TableStep step;
    term_stream_begin(builder, SLICE("http://loinc.org"), SLICE("LOINC"));
    while ((step = table_next(table, error)) == TABLE_ROW) {
        if (table_field(table, columns.code).length > 0) {
            add_row(builder, table, &columns, &formal);
            note_version(table_field(table, columns.changed), &latest, &version);
        }
    }
    term_stream_end(builder, text_slice(&version));
    text_free(&version);
    text_free(&formal);
    table_close(table);
    return step == TABLE_END;
}
