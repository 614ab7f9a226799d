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

/* Appends an action's keys, indented, and blanks up to the column of what they do. */
static void print_keys(const Keymap *keymap, const Action *action, Text *text)
{
    size_t start = text->length;
    text_append_repeated(text, ' ', INDENT);
    keymap_print_keys(keymap, action, "  ", text);
    pad(text, start, INDENT + KEYS_COLUMN);
}

/* Appends one line of help. */
static void add_line(TextView *view, const Keymap *keymap, const Action *action)
{
    Text text = TEXT_EMPTY;
    print_keys(keymap, action, &text);
    text_view_line_indent(view, INDENT + KEYS_COLUMN);
    text_view_add(view, STYLE_HINT_KEY, text_slice(&text));
    text_view_format(view, STYLE_PLAIN, "%s  ", action->help);
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
    size_t count = action_count(table);
    for (size_t group = 0; group < table->group_count; group++) {
        bool has_heading = false;
        for (size_t i = 0; i < count; i++) {
            const Action *action = action_at(table, i);
            if (action->group != group || !action_works_in(action, places)) {
                continue;
            }
            if (!has_heading) {
                text_view_format(view, STYLE_TITLE, text_view_line_count(view) ? "\n%s" : "%s", table->groups[group]);
                text_view_end_line(view);
                has_heading = true;
            }
            add_line(view, keymap, action);
        }
    }
}

void action_help_print(const ActionTable *table, const Keymap *keymap, Text *text)
{
    size_t count = action_count(table);
    for (size_t group = 0; group < table->group_count; group++) {
        text_format(text, "%s%s\n", group ? "\n" : "", table->groups[group]);
        for (size_t i = 0; i < count; i++) {
            const Action *action = action_at(table, i);
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
