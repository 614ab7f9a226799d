/*
 * Palette: the actions in a picker. What is typed filters them, and Enter takes it as a command line; a row is taken once an
 * arrow or a click led to it.
 */
#include "src/base/memory.h"
#include "ui/widgets/action_help.h"
#include "ui/widgets/path_completion.h"
#include "ui/widgets/picker.h"

#include <stdint.h>
#include <stdlib.h>

typedef struct Palette {
    PaletteOptions options;
    Text code;
    Text note;
    Text search;
} Palette;

/* One action: its first command or name, its help, its keys, and why it is not possible now. */
static PickerRow palette_row(void *context, size_t position)
{
    Palette *palette = context;
    const ActionTable *table = palette->options.table;
    const Action *action = action_at(table, position);
    Slice commands = slice_from(action->commands);
    text_clear(&palette->code);
    text_append(&palette->code, action->commands ? slice_part(commands, 0, slice_find(commands, SLICE(" "), 0))
                                                 : slice_from(action->name));
    text_clear(&palette->note);
    text_clear(&palette->search);
    text_format(&palette->search, "%s %s", action->name, action->commands ? action->commands : "");
    keymap_print_keys(palette->options.keymap, action, "  ", &palette->note);
    return (PickerRow){.code = text_slice(&palette->code),
                       .display = slice_from(action->help),
                       .note = text_slice(&palette->note),
                       .search = text_slice(&palette->search),
                       .group = slice_from(table->groups[action->group]),
                       .refusal = action_refusal(table, action, palette->options.context)};
}

/* True when a command that takes something, and a blank after it, is typed, so that it is no filter. */
static bool palette_takes_typed(void *context, Slice typed)
{
    const Palette *palette = context;
    const Action *action;
    ActionCall call;
    return action_parse_command(palette->options.table, typed, &action, &call, NULL) &&
           (call.argument.length || call.is_forced || (action->argument && slice_ends_with(typed, SLICE(" "))));
}

/* Completes the path after a command that takes a FILE or FOLDER. */
static bool palette_complete(void *context, Slice typed, Text *completed)
{
    const Palette *palette = context;
    const Action *action;
    ActionCall call;
    if (!action_parse_command(palette->options.table, typed, &action, &call, NULL) || !action->argument ||
        (!strstr(action->argument, "FILE") && !strstr(action->argument, "FOLDER"))) {
        return false;
    }
    size_t start = call.argument.length ? (size_t)(call.argument.bytes - typed.bytes) : typed.length;
    text_append(completed, slice_part(typed, 0, start));
    return path_complete(slice_part(typed, start, typed.length), completed);
}

/* The row of the action that the typed text alone runs. */
static size_t palette_named(void *context, Slice typed)
{
    const Palette *palette = context;
    const Action *action;
    ActionCall call;
    bool is_named = action_parse_command(palette->options.table, typed, &action, &call, NULL) &&
                    !call.argument.length && !call.is_forced;
    return is_named ? action_position(palette->options.table, action) : SIZE_MAX;
}

static Reaction palette_chosen(void *context, size_t position, Slice typed)
{
    Palette *palette = context;
    const PaletteOptions *options = &palette->options;
    const Action *action = position == SIZE_MAX ? NULL : action_at(options->table, position);
    ActionCall call = {0};
    Error error = {0};
    bool is_guarded =
        action && action_needs_whole_name(options->table, action) && palette_named(palette, typed) != position;
    if (is_guarded) {
        error_set(&error, ERROR_NOT_POSSIBLE, NULL, "Type the whole name to run the command: '%s'", action->name);
    } else if (action || action_parse_command(options->table, typed, &action, &call, &error)) {
        return options->run(options->context, action, &call);
    }
    if (options->said) {
        options->said(options->context, error.message);
    }
    return REACT_REDRAW;
}

static void palette_free(void *context)
{
    Palette *palette = context;
    text_free(&palette->code);
    text_free(&palette->note);
    text_free(&palette->search);
    free(palette);
}

View palette_new(Stage *stage, PaletteOptions options)
{
    (void)stage;
    Palette *palette = memory_allocate_zeroed(1, sizeof *palette);
    palette->options = options;
    PickerSource source = {.context = palette,
                           .count = action_count(options.table),
                           .row = palette_row,
                           .chosen = palette_chosen,
                           .takes_typed = palette_takes_typed,
                           .named = palette_named,
                           .complete = palette_complete,
                           .free = palette_free};
    return picker_new(source, (PickerOptions){.title = "Commands",
                                              .placeholder = "a command, or words to find one",
                                              .is_free_text = true,
                                              .filter = options.text});
}
