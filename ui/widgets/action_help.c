/* ActionHelp: the action table as a table of help. */
#include "ui/widgets/action_help.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"

enum { KEYS_COLUMN = 22, COMMAND_COLUMN = 22 };

/* The first command name of an action, with its argument; nothing where it has none. */
static void print_command(const Action *action, Text *text)
{
    if (action->commands) {
        Slice commands = slice_from(action->commands);
        text_append_byte(text, ':');
        text_append(text, slice_part(commands, 0, slice_find(commands, SLICE(" "), 0)));
        if (action->argument) {
            text_format(text, " %s", action->argument);
        }
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

/* What an action is called by: keys, then its command, each in its column. */
static void print_ways(const Keymap *keymap, const Action *action, Text *keys, Text *command)
{
    text_clear(keys);
    text_clear(command);
    keymap_print_keys(keymap, action, "  ", keys);
    print_command(action, command);
    pad(keys, 0, KEYS_COLUMN);
    pad(command, 0, COMMAND_COLUMN);
}

void action_help_fill(TextView *view, const ActionTable *table, const Keymap *keymap, uint32_t places)
{
    Text keys = TEXT_EMPTY;
    Text command = TEXT_EMPTY;
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
            print_ways(keymap, action, &keys, &command);
            text_view_line_indent(view, KEYS_COLUMN + COMMAND_COLUMN + 2);
            text_view_format(view, STYLE_HINT_KEY, "  %s", keys.bytes);
            text_view_add(view, STYLE_CODE, text_slice(&command));
            text_view_add(view, STYLE_PLAIN, slice_from(action->help));
            text_view_end_line(view);
        }
    }
    text_free(&keys);
    text_free(&command);
}

void action_help_print(const ActionTable *table, const Keymap *keymap, Text *text)
{
    Text keys = TEXT_EMPTY;
    Text command = TEXT_EMPTY;
    for (size_t group = 0; group < table->group_count; group++) {
        text_format(text, "%s%s\n", group ? "\n" : "", table->groups[group]);
        for (size_t i = 0; i < table->count; i++) {
            const Action *action = &table->actions[i];
            if (action->group == group) {
                print_ways(keymap, action, &keys, &command);
                text_format(text, "  %s%s%s\n", keys.bytes, command.bytes, action->help);
            }
        }
    }
    text_free(&keys);
    text_free(&command);
}
