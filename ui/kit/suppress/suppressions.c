/* Suppressions: reading them, and what they hold for. */
#include "ui/kit/suppress/suppressions.h"

#include "src/base/ascii.h"
#include "src/base/file.h"
#include "src/fhirpath/value/calendar.h"
#include "ui/kit/config/yaml_tree.h"
#include "ui/kit/suppress/wildcard.h"

#include <stdlib.h>

enum { FILE_LIMIT = 1 << 20 };

void suppressions_free(Suppressions *suppressions)
{
    free(suppressions->items);
    arena_free(suppressions->arena);
    *suppressions = (Suppressions){0};
}

/* ---- reading ---- */

/* One file of suppressions. */
typedef struct Reading {
    Suppressions *into;
    const char *source;
    Slice folder;
    const KnownKeys *known;
    Clock clock;
    Error *error;
} Reading;

static bool fail(const Reading *reading, const YamlNode *node, const char *format, Slice name)
{
    char where[sizeof reading->error->where];
    Text place = TEXT_EMPTY, sentence = TEXT_EMPTY;
    text_format(&place, "%s:%d:%d", reading->source, node->line, node->column);
    text_append(&sentence, slice_from(format));
    if (name.length > 0) {
        text_format(&sentence, " '%.*s'", SLICE_ARGS(name));
    }
    size_t length = place.length < sizeof where ? place.length : sizeof where - 1;
    memcpy(where, place.bytes, length);
    where[length] = '\0';
    error_set(reading->error, ERROR_FORMAT, where, "%.*s", SLICE_ARGS(text_slice(&sentence)));
    text_free(&place);
    text_free(&sentence);
    return false;
}

/* The number that two or four digits are; -1 if there are none. */
static int digits(Slice text, size_t from, size_t count)
{
    int number = 0;
    for (size_t i = from; i < from + count; i++) {
        if (i >= text.length || !ascii_is_digit(text.bytes[i])) {
            return -1;
        }
        number = number * 10 + (text.bytes[i] - '0');
    }
    return number;
}

/* Reads a date; false where it is none. */
static bool read_date(Slice text, int64_t *days)
{
    int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    bool is_date = text.length == 10 && text.bytes[4] == '-' && text.bytes[7] == '-' && year > 0 && month > 0 &&
                   month <= 12 && day > 0 && day <= calendar_days_in_month(year, month);
    *days = is_date ? calendar_days(year, month, day) : 0;
    return is_date;
}

static bool has_wildcard(Slice text)
{
    return slice_find(text, SLICE("*"), 0) != SIZE_MAX || slice_find(text, SLICE("?"), 0) != SIZE_MAX;
}

/* Takes a member of an item. */
static bool read_member(const Reading *reading, const YamlNode *member, Suppression *item)
{
    struct {
        Slice name;
        Slice *value;
    } const members[] = {{SLICE("key"), &item->key},
                         {SLICE("path"), &item->path},
                         {SLICE("file"), &item->file},
                         {SLICE("reason"), &item->reason},
                         {SLICE("until"), &item->until}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (slice_equals(member->key, members[i].name)) {
            if (member->kind != YAML_SCALAR || slice_trim(member->text).length == 0) {
                return fail(reading, member, "a string is expected for", member->key);
            }
            *members[i].value = arena_copy(reading->into->arena, slice_trim(member->text));
            return true;
        }
    }
    return fail(reading, member, "allowed are key, path, file, reason and until, not", member->key);
}

/* Checks an item that was read. */
static bool check_item(const Reading *reading, const YamlNode *node, Suppression *item)
{
    if (item->reason.length == 0) {
        return fail(reading, node, "'reason' is missing", SLICE(""));
    }
    if (item->key.length == 0 && item->path.length == 0) {
        return fail(reading, node, "'key' or 'path' is missing", SLICE(""));
    }
    Error unknown;
    if (item->key.length > 0 && reading->known && !has_wildcard(item->key) &&
        !known_keys_have(reading->known, item->key, &unknown)) {
        return fail(reading, node, unknown.message, SLICE(""));
    }
    int64_t days = 0;
    if (item->until.length > 0 && !read_date(item->until, &days)) {
        return fail(reading, yaml_node_member(node, "until"), "a date such as 2027-03-31 is expected, not",
                    item->until);
    }
    int64_t today = reading->clock.milliseconds(reading->clock.context) / 86400000;
    item->is_over = item->until.length > 0 && today > days;
    return true;
}

static bool read_item(const Reading *reading, const YamlNode *node)
{
    Suppressions *into = reading->into;
    Suppression item = {.source = arena_copy(into->arena, slice_from(reading->source)),
                        .folder = arena_copy(into->arena, reading->folder),
                        .line = node->line};
    if (node->kind != YAML_MAP) {
        return fail(reading, node, "an item with key, path and reason is expected", SLICE(""));
    }
    for (const YamlNode *member = node->first; member; member = member->next) {
        if (!read_member(reading, member, &item)) {
            return false;
        }
    }
    if (!check_item(reading, node, &item)) {
        return false;
    }
    ARRAY_RESERVE(into->items, into->capacity, into->count + 1);
    into->items[into->count++] = item;
    return true;
}

static bool read_root(const Reading *reading, const YamlNode *root)
{
    if (root->kind != YAML_MAP) {
        return fail(reading, root, "'suppress:' with an array is expected", SLICE(""));
    }
    for (const YamlNode *member = root->first; member; member = member->next) {
        if (!slice_equals(member->key, SLICE("suppress"))) {
            return fail(reading, member, "unknown setting; allowed is suppress, not", member->key);
        }
        bool is_empty = member->kind == YAML_SCALAR && member->text.length == 0;
        if (member->kind != YAML_LIST && !is_empty) {
            return fail(reading, member, "an array is expected for", member->key);
        }
        for (const YamlNode *item = member->first; item; item = item->next) {
            if (!read_item(reading, item)) {
                return false;
            }
        }
    }
    return true;
}

bool suppressions_parse(Suppressions *suppressions, Slice text, const char *source, Slice folder, const Rules *rules,
                        Clock clock, Error *error)
{
    YamlTree *tree = yaml_tree_parse(text, source, error);
    if (!tree) {
        return false;
    }
    suppressions->arena = suppressions->arena ? suppressions->arena : arena_new();
    KnownKeys known = rules ? known_keys_of(rules) : (KnownKeys){0};
    Reading reading = {suppressions, source, folder, rules ? &known : NULL, clock, error};
    bool is_read = read_root(&reading, yaml_tree_root(tree));
    known_keys_free(&known);
    yaml_tree_free(tree);
    return is_read;
}

/* Reads a file for a folder; a missing one is nothing with `is_optional`. */
static bool read_file(Suppressions *suppressions, const char *path, Slice folder, bool is_optional, const Rules *rules,
                      Clock clock, Error *error)
{
    Text text = TEXT_EMPTY;
    Error failure;
    bool is_read = file_read(path, FILE_LIMIT, &text, NULL, &failure);
    bool is_done = is_read && suppressions_parse(suppressions, text_slice(&text), path, folder, rules, clock, error);
    if (!is_read) {
        is_done = is_optional && file_kind(path, true) == FILE_MISSING;
        *error = failure;
    }
    text_free(&text);
    return is_done;
}

bool suppressions_read(Suppressions *suppressions, const char *path, const Rules *rules, Clock clock, Error *error)
{
    return read_file(suppressions, path, SLICE(""), false, rules, clock, error);
}

bool suppressions_read_folder(Suppressions *suppressions, Slice folder, const Rules *rules, Clock clock, Error *error)
{
    Text path = TEXT_EMPTY;
    text_append(&path, folder);
    text_append(&path, SLICE(SUPPRESSIONS_FILE));
    bool is_there = false;
    for (size_t i = 0; i < suppressions->count && !is_there; i++) {
        is_there = slice_equals(suppressions->items[i].source, text_slice(&path));
    }
    bool is_done = is_there || read_file(suppressions, path.bytes, folder, true, rules, clock, error);
    text_free(&path);
    return is_done;
}

/* ---- using ---- */

/* True where a suppression holds for an input. */
static bool fits_input(const Suppression *item, Slice input)
{
    if (!slice_starts_with(input, item->folder)) {
        return false;
    }
    Slice name = slice_part(input, item->folder.length, SIZE_MAX);
    if (slice_find(item->file, SLICE("/"), 0) == SIZE_MAX) {
        for (size_t slash; (slash = slice_find(name, SLICE("/"), 0)) != SIZE_MAX;) {
            name = slice_part(name, slash + 1, SIZE_MAX);
        }
    }
    return item->file.length == 0 || wildcard_fits(item->file, name);
}

void suppressions_concern(Suppressions *suppressions, Slice input)
{
    for (size_t i = 0; i < suppressions->count; i++) {
        suppressions->items[i].is_concerned |= fits_input(&suppressions->items[i], input);
    }
}

static bool fits_key(const Suppression *item, Slice key)
{
    return !item->is_over && (item->key.length == 0 || wildcard_fits(item->key, key));
}

bool suppressions_concern_key(const Suppressions *suppressions, Slice key)
{
    bool is_found = false;
    for (size_t i = 0; i < suppressions->count && !is_found; i++) {
        is_found = fits_key(&suppressions->items[i], key);
    }
    return is_found;
}

size_t suppressions_find(const Suppressions *suppressions, Slice input, Slice key, Slice path)
{
    for (size_t i = 0; i < suppressions->count; i++) {
        const Suppression *item = &suppressions->items[i];
        if (fits_key(item, key) && fits_input(item, input) &&
            (item->path.length == 0 || wildcard_fits_path(item->path, path))) {
            return i;
        }
    }
    return SUPPRESSION_NONE;
}

const char *suppression_fault(const Suppression *suppression)
{
    if (suppression->is_over) {
        return "the suppression is over; the issues are reported again";
    }
    return suppression->is_concerned && suppression->use_count == 0 ? "the suppression applies to no issue; remove it"
                                                                    : NULL;
}

/* Appends "NAME: 'VALUE'" in YAML single quotes. */
static void append_member(Text *text, const char *lead, Slice value)
{
    text_append(text, slice_from(lead));
    text_append_byte(text, '\'');
    for (size_t i = 0; i < value.length; i++) {
        char c = value.bytes[i];
        bool is_control = (unsigned char)c < ' ';
        text_append(text, c == '\'' ? SLICE("''") : is_control ? SLICE(" ") : slice_make(&value.bytes[i], 1));
    }
    text_append(text, SLICE("'\n"));
}

void suppressions_append(Text *text, Slice key, Slice path, Slice file, Slice reason)
{
    if (text->length == 0) {
        text_append(text, SLICE("suppress:\n"));
    } else if (text->bytes[text->length - 1] != '\n') {
        text_append_byte(text, '\n');
    }
    append_member(text, "  - key: ", key);
    append_member(text, "    path: ", path);
    if (file.length > 0) {
        append_member(text, "    file: ", file);
    }
    append_member(text, "    reason: ", reason);
}
