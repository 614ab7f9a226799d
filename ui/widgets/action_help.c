/* ActionHelp: the action table as a table of help. */
#include "ui/widgets/action_help.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"

enum { KEYS_COLUMN = 20, COMMAND_COLUMN = 20, INDENT = 2 };

/* The first command name of an action, or its own name, with its argument. */
static void print_command(const Action *action, Text *text)
{
    Slice commands = slice_from(action->commands ? action->commands : action->name);
    text_append_byte(text, ':');
    text_append(text, slice_part(commands, 0, slice_find(commands, SLICE(" "), 0)));
    if (action->argument) {
        text_format(text, " %s", action->argument);
    }
}

/* Appends blanks up to a column, at least two. */
static void pad(Text *text, size_t start, size_t width)
{
    size_t cells = utf8_text_width(slice_part(text_slice(text), start, text->length));
    text_append_repeated(text, ' ', cells + 2 <= width ? width - cells : 2);
}

/* True when the keys of the action work in `places` (0: asked for all). */
static bool is_wanted(const Action *action, uint32_t places)
{
    return places == 0 || action->places == 0 || (action->places & places) != 0;
}

/* Appends an action's keys, indented, and blanks up to the column of what they do. */
static void print_keys(const Keymap *keymap, const Action *action, Text *text)
{
    size_t start = text->length;
    text_append_repeated(text, ' ', INDENT);
    keymap_print_keys(keymap, action, "  ", text);
    pad(text, start, INDENT + KEYS_COLUMN);
}

/* True when two names differ only in the digit that they end with, and that of the second is the next one. */
static bool are_counted(const char *first, const char *second)
{
    size_t length = strlen(first);
    char digit = length ? first[length - 1] : '\0';
    return digit >= '0' && digit <= '9' && strlen(second) == length && strncmp(first, second, length - 1) == 0 &&
           second[length - 1] == digit + 1;
}

/* Number of rows from a position on that are one action counted up, such as level-1 … level-9. */
static size_t run_length(const ActionTable *table, size_t position)
{
    size_t length = 1;
    while (position + length < table->count &&
           are_counted(table->actions[position + length - 1].name, table->actions[position + length].name)) {
        length++;
    }
    return length;
}

/* Appends one line of help: an action, or the first and the last of a run. */
static void add_line(TextView *view, const ActionTable *table, const Keymap *keymap, size_t position, size_t length)
{
    const Action *action = &table->actions[position], *last = &table->actions[position + length - 1];
    Text text = TEXT_EMPTY;
    text_append_repeated(&text, ' ', INDENT);
    keymap_print_keys(keymap, action, "  ", &text);
    if (length > 1) {
        text_append(&text, SLICE(" … "));
        keymap_print_keys(keymap, last, "  ", &text);
    }
    pad(&text, 0, INDENT + KEYS_COLUMN);
    text_view_line_indent(view, INDENT + KEYS_COLUMN);
    text_view_add(view, STYLE_HINT_KEY, text_slice(&text));
    text_view_format(view, STYLE_PLAIN, length > 1 ? "%s … %s  " : "%s  ", action->help, last->help);
    text_clear(&text);
    if (action->commands) {
        print_command(action, &text);
    }
    text_view_add(view, STYLE_CODE, text_slice(&text));
    text_view_end_line(view);
    text_free(&text);
}

void action_help_fill(TextView *view, const ActionTable *table, const Keymap *keymap, uint32_t places)
{
    for (size_t group = 0; group < table->group_count; group++) {
        bool has_heading = false;
        for (size_t i = 0; i < table->count; i++) {
            const Action *action = &table->actions[i];
            if (action->group != group || !is_wanted(action, places)) {
                continue;
            }
            if (!has_heading) {
                text_view_format(view, STYLE_TITLE, text_view_line_count(view) ? "\n%s" : "%s", table->groups[group]);
                text_view_end_line(view);
                has_heading = true;
            }
            size_t length = run_length(table, i);
            add_line(view, table, keymap, i, length);
            i += length - 1;
        }
    }
}

void action_help_print(const ActionTable *table, const Keymap *keymap, Text *text)
{
    for (size_t group = 0; group < table->group_count; group++) {
        text_format(text, "%s%s\n", group ? "\n" : "", table->groups[group]);
        for (size_t i = 0; i < table->count; i++) {
            const Action *action = &table->actions[i];
            if (action->group == group) {
                print_keys(keymap, action, text);
                size_t start = text->length;
                print_command(action, text);
                pad(text, start, COMMAND_COLUMN);
                text_append(text, slice_from(action->help));
                text_append_byte(text, '\n');
            }
        }
    }
}
