/* Theme picker: each theme is shown as it is reached. */
#include "ui/screens/views/theme_picker.h"

#include "src/base/memory.h"
#include "ui/screens/bench/bench.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

typedef struct Themes {
    Workbench *bench;
    char *names[64];
    char *helps[64];
    size_t count;
    size_t present; /* position of the one in force */
    Theme *before;
} Themes;

static void take_name(void *context, const char *name)
{
    Themes *themes = context;
    Theme *theme = theme_load(name, config_theme_folder(themes->bench->config), NULL);
    if (theme && themes->count < sizeof themes->names / sizeof *themes->names) {
        bool is_present = strcmp(theme_name(theme), theme_name(themes->before)) == 0;
        themes->present = is_present ? themes->count : themes->present;
        themes->names[themes->count] = memory_copy_string(slice_from(name));
        themes->helps[themes->count++] = memory_copy_string(slice_from(theme_help(theme)));
    }
    theme_free(theme);
}

static PickerRow theme_row(void *context, size_t position)
{
    const Themes *themes = context;
    return (PickerRow){.code = slice_from(themes->names[position]), .display = slice_from(themes->helps[position])};
}

static Reaction theme_moved(void *context, size_t position)
{
    Themes *themes = context;
    if (position < themes->count) {
        Theme *theme = theme_load(themes->names[position], config_theme_folder(themes->bench->config), NULL);
        if (theme) {
            stage_set_theme(themes->bench->stage, theme);
            theme_free(theme);
        }
    }
    return REACT_REDRAW | REACT_REPAINT;
}

static Reaction theme_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    return theme_moved(context, position);
}

static Reaction theme_cancelled(void *context)
{
    Themes *themes = context;
    stage_set_theme(themes->bench->stage, themes->before);
    return REACT_REDRAW | REACT_REPAINT;
}

static void themes_free(void *context)
{
    Themes *themes = context;
    for (size_t i = 0; i < themes->count; i++) {
        free(themes->names[i]);
        free(themes->helps[i]);
    }
    theme_free(themes->before);
    free(themes);
}

Reaction theme_picker_open(Workbench *bench)
{
    Themes *themes = memory_allocate_zeroed(1, sizeof *themes);
    themes->bench = bench;
    themes->before = theme_copy(stage_theme(bench->stage));
    theme_list(config_theme_folder(bench->config), take_name, themes);
    PickerSource source = {.context = themes,
                           .count = themes->count,
                           .row = theme_row,
                           .chosen = theme_chosen,
                           .moved = theme_moved,
                           .cancelled = theme_cancelled,
                           .free = themes_free};
    stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "Theme",
                                                                .placeholder = "each is shown when reached",
                                                                .selected = themes->present}));
    return REACT_REDRAW;
}

typedef struct Offers {
    const Workbench *bench;
    Candidates *candidates;
} Offers;

static void offer_name(void *context, const char *name)
{
    const Offers *offers = context;
    Theme *theme = theme_load(name, config_theme_folder(offers->bench->config), NULL);
    if (theme) {
        candidates_add(offers->candidates,
                       (Candidate){.text = slice_from(name), .note = slice_from(theme_help(theme))});
    }
    theme_free(theme);
}

void theme_offers(void *context, Slice typed, Candidates *candidates)
{
    (void)typed;
    Offers offers = {.bench = context, .candidates = candidates};
    theme_list(config_theme_folder(offers.bench->config), offer_name, &offers);
}
