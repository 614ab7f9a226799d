/*
 * Palette: the actions in a picker. What is typed filters them, and Enter takes it as a command line; a row is taken
 * once an arrow or a click led to it.
 */
#include "src/base/memory.h"
#include "ui/widgets/action_help.h"
#include "ui/widgets/picker.h"

#include <stdint.h>
#include <stdlib.h>

typedef struct Palette {
    Stage *stage;
    PaletteOptions options;
    Candidates candidates;
    const Action *action;  /* whose argument they are for; NULL: none is typed */
    bool is_argument;      /* an argument is typed: the rows are candidates for it */
    size_t argument_start; /* in the typed text */
    Text code;
    Text note;
    Text search;
} Palette;

/* What offers candidates for the argument of an action; NULL: nothing does. */
static CandidateSource *source_of(const Palette *palette, const Action *action)
{
    bool is_file = action->argument && (strstr(action->argument, "FILE") || strstr(action->argument, "FOLDER"));
    return action->offers ? action->offers : is_file ? palette->options.offers_files : NULL;
}

/* Adds the arguments that an action was run with before, the last first. */
static void add_recent(Palette *palette, const Action *action)
{
    const LineHistory *history = palette->options.history;
    for (size_t i = history ? line_history_count(history) : 0; i-- > 0;) {
        const Action *other;
        ActionCall call;
        Slice line = line_history_line(history, i);
        if (action_parse_command(palette->options.table, line, &other, &call, NULL) && other == action) {
            candidates_add(&palette->candidates, (Candidate){.text = call.argument, .group = SLICE("recent")});
        }
    }
}

/* A CandidateSource: what was the argument of the action before, where it begins as what is typed does up to the part
   that is searched for, then what its own source has. */
static void gather_arguments(void *context, Slice typed, Candidates *candidates)
{
    Palette *palette = context;
    add_recent(palette, palette->action);
    size_t recent = candidates->count, kept = 0;
    source_of(palette, palette->action)(palette->options.context, typed, candidates);
    for (size_t i = 0; i < candidates->count; i++) {
        bool is_kept =
            i >= recent || slice_starts_with(candidates->items[i].text, slice_part(typed, 0, candidates->start));
        candidates->items[kept] = candidates->items[i];
        kept += is_kept;
    }
    candidates->count = kept;
}

/* The rows for a text: the actions or, while an argument is typed, what that may be. */
static size_t palette_refill(void *context, Slice typed, size_t *start)
{
    Palette *palette = context;
    const Action *action;
    ActionCall call;
    bool is_command = action_parse_command(palette->options.table, typed, &action, &call, NULL);
    bool has_argument = is_command && (call.argument.length || slice_ends_with(typed, SLICE(" ")));
    CandidateSource *source = has_argument ? source_of(palette, action) : NULL;
    if (!source || action != palette->action) {
        candidates_clear(&palette->candidates);
    }
    palette->action = source ? action : NULL;
    palette->is_argument = source != NULL;
    if (!source) {
        return action_count(palette->options.table);
    }
    palette->argument_start = call.argument.length ? (size_t)(call.argument.bytes - typed.bytes) : typed.length;
    Slice argument = slice_part(typed, palette->argument_start, typed.length);
    candidates_gather(&palette->candidates, gather_arguments, palette, argument);
    *start = palette->argument_start + palette->candidates.start;
    return palette->candidates.count;
}

/* One action: its first command or name, its help, its keys, and why it is not possible now. */
static PickerRow palette_row(void *context, size_t position)
{
    Palette *palette = context;
    if (palette->is_argument) {
        const Candidate *candidate = &palette->candidates.items[position];
        return (PickerRow){
            .code = candidate->shown, .display = candidate->note, .group = candidate->group, .is_named = true};
    }
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

/* Completes the name of a command, or its argument by what its candidates have in common. */
static bool palette_complete(void *context, Slice typed, Text *completed)
{
    const Palette *palette = context;
    size_t start = palette->argument_start;
    if (!palette->is_argument) {
        return action_complete_command(palette->options.table, typed, completed);
    }
    text_append(completed, slice_part(typed, 0, start));
    return candidates_complete(&palette->candidates, slice_part(typed, start, typed.length), completed);
}

/* The row of the action that the typed text alone runs. */
static size_t palette_named(void *context, Slice typed)
{
    const Palette *palette = context;
    const Action *action;
    ActionCall call;
    bool is_named = !palette->is_argument &&
                    action_parse_command(palette->options.table, typed, &action, &call, NULL) &&
                    !call.argument.length && !call.is_forced;
    return is_named ? action_position(palette->options.table, action) : SIZE_MAX;
}

/* Keeps a line with an argument, to offer that again. */
static void note_line(const Palette *palette, Slice line)
{
    if (palette->options.history) {
        line_history_add(palette->options.history, line);
    }
}

/* Runs the command that is typed with a candidate as its argument, or goes on where that is not all of it. */
static Reaction take_candidate(Palette *palette, const Candidate *candidate, Slice typed)
{
    Text line = TEXT_EMPTY;
    const Action *action;
    ActionCall call;
    Reaction reaction = REACT_REDRAW;
    text_append(&line, slice_part(typed, 0, palette->argument_start));
    text_append(&line, candidate->text);
    if (candidate->is_partial) {
        PaletteOptions options = palette->options;
        options.text = text_slice(&line);
        stage_push(palette->stage, palette_new(palette->stage, options));
    } else if (action_parse_command(palette->options.table, text_slice(&line), &action, &call, NULL)) {
        note_line(palette, text_slice(&line));
        reaction = palette->options.run(palette->options.context, action, &call);
    }
    text_free(&line);
    return reaction;
}

static Reaction palette_chosen(void *context, size_t position, Slice typed)
{
    Palette *palette = context;
    const PaletteOptions *options = &palette->options;
    if (palette->is_argument && position != SIZE_MAX) {
        return take_candidate(palette, &palette->candidates.items[position], typed);
    }
    const Action *action = position == SIZE_MAX ? NULL : action_at(options->table, position);
    ActionCall call = {0};
    Error error = {0};
    bool is_guarded =
        action && action_needs_whole_name(options->table, action) && palette_named(palette, typed) != position;
    if (is_guarded) {
        error_set(&error, ERROR_NOT_POSSIBLE, NULL, "Type the whole name to run the command: '%s'", action->name);
    } else if (action || action_parse_command(options->table, typed, &action, &call, &error)) {
        if (call.argument.length) {
            note_line(palette, typed);
        }
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
    candidates_free(&palette->candidates);
    free(palette);
}

View palette_new(Stage *stage, PaletteOptions options)
{
    Palette *palette = memory_allocate_zeroed(1, sizeof *palette);
    palette->stage = stage;
    palette->options = options;
    PickerSource source = {.context = palette,
                           .count = action_count(options.table),
                           .row = palette_row,
                           .refill = palette_refill,
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
