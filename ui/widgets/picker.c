/* Picker: its life, and what keys and clicks do. */
#include "ui/widgets/picker_inside.h"

#include "src/base/memory.h"

#include <stdlib.h>

/* ---- events ---- */

/* Tells the owner where the selection is, when it moved. */
static Reaction tell_moved(Picker *picker, size_t before, Reaction reaction)
{
    size_t position = picker_selected(picker);
    picker->said = NULL;
    if (position != before && picker->source.moved) {
        reaction |= picker->source.moved(picker->source.context, position);
    }
    return reaction;
}

static Reaction cancel(Picker *picker)
{
    Reaction reaction = picker->source.cancelled ? picker->source.cancelled(picker->source.context) : REACT_NONE;
    return reaction | REACT_CLOSE;
}

/* Chooses the selected row, or says why it can't be. */
static Reaction choose(Picker *picker)
{
    bool is_typed = picker_takes_typed(picker);
    size_t position = is_typed ? SIZE_MAX : picker_selected(picker);
    Slice typed = line_editor_text(picker->editor);
    if (position == SIZE_MAX && !is_typed) {
        return REACT_NONE;
    }
    if (!is_typed && !picker_takes_row(picker)) {
        return cancel(picker);
    }
    const char *refusal = position == SIZE_MAX ? NULL : picker->source.row(picker->source.context, position).refusal;
    if (refusal) {
        picker->said = refusal;
        return REACT_REDRAW;
    }
    return picker->source.chosen(picker->source.context, position, typed) | REACT_CLOSE;
}

/* Tab where the owner goes on to something else. */
static Reaction leave(Picker *picker, bool is_backward)
{
    bool is_choice = !is_backward && (picker->is_pointed || line_editor_text(picker->editor).length > 0);
    return is_choice ? choose(picker) : picker->source.left(picker->source.context, is_backward) | REACT_CLOSE;
}

/* Filters again when the text has changed. */
static Reaction after_typing(Picker *picker, Reaction reaction)
{
    if (line_editor_revision(picker->editor) != picker->filtered_revision) {
        size_t before = picker_selected(picker);
        picker_refilter(picker);
        reaction = tell_moved(picker, before, reaction);
    }
    return reaction;
}

/* Completes what is typed; REACT_UNHANDLED where Tab moves the selection instead: there is no more to complete. */
static Reaction complete(Picker *picker)
{
    Slice typed = line_editor_text(picker->editor);
    const PickerSource *source = &picker->source;
    if (!source->complete || typed.length == 0 || (source->named && picker->is_pointed)) {
        return REACT_UNHANDLED;
    }
    Text completed = TEXT_EMPTY;
    bool is_done = picker->source.complete(picker->source.context, typed, &completed);
    if (is_done) {
        line_editor_replace(picker->editor, 0, typed.length, text_slice(&completed));
    }
    text_free(&completed);
    return is_done ? after_typing(picker, REACT_REDRAW) : REACT_UNHANDLED;
}

/* Moves in the list by a key; home and end belong to the text while there is any. */
static Reaction move(Picker *picker, Key key)
{
    size_t before = picker_selected(picker);
    uint64_t row = picker->list.selected;
    bool is_tab = key.code == KEYCODE_TAB;
    bool is_texts = (key.code == KEYCODE_HOME || key.code == KEYCODE_END) && line_editor_text(picker->editor).length;
    if (is_tab) {
        key = key_make(key.modifiers & KEY_SHIFT ? KEYCODE_UP : KEYCODE_DOWN, 0);
    }
    bool is_down = keys_equal(key, key_make(KEYCODE_DOWN, 0)) || keys_equal(key, key_make('n', KEY_CTRL));
    bool is_first_tab =
        is_tab && picker->source.named && !picker->is_pointed && line_editor_text(picker->editor).length;
    bool is_at_row = !is_first_tab && (picker_takes_row(picker) || !is_down);
    Reaction reaction = is_texts ? REACT_UNHANDLED : is_at_row ? list_key(&picker->list, key) : REACT_REDRAW;
    if (reaction & REACT_UNHANDLED) {
        return reaction;
    }
    picker->is_pointed = true;
    picker_leave_heading(picker, picker->list.selected < row ? -1 : 1);
    return tell_moved(picker, before, reaction | REACT_REDRAW);
}

static Reaction picker_key(void *self, Key key)
{
    Picker *picker = self;
    if (keys_equal(key, key_make(KEYCODE_ESCAPE, 0)) || keys_equal(key, key_make('c', KEY_CTRL))) {
        return cancel(picker);
    }
    if (keys_equal(key, key_make(KEYCODE_ENTER, 0))) {
        return choose(picker);
    }
    if (keys_equal(key, key_make(KEYCODE_ENTER, KEY_ALT)) && picker->is_free_text) {
        Slice typed = line_editor_text(picker->editor);
        return picker->source.chosen(picker->source.context, SIZE_MAX, typed) | REACT_CLOSE;
    }
    if (picker->source.left && key.code == KEYCODE_TAB) {
        return leave(picker, key.modifiers & KEY_SHIFT);
    }
    Reaction reaction = keys_equal(key, key_make(KEYCODE_TAB, 0)) ? complete(picker) : REACT_UNHANDLED;
    if (reaction & REACT_UNHANDLED) {
        reaction = move(picker, key);
    }
    if (reaction & REACT_UNHANDLED) {
        reaction = after_typing(picker, line_editor_key(picker->editor, key));
    }
    return reaction;
}

static Reaction picker_paste(void *self, Slice text)
{
    Picker *picker = self;
    return after_typing(picker, line_editor_paste(picker->editor, text));
}

static Reaction picker_mouse(void *self, Mouse mouse)
{
    Picker *picker = self;
    size_t before = picker_selected(picker);
    bool is_wheel = mouse.button == MOUSE_WHEEL_UP || mouse.button == MOUSE_WHEEL_DOWN;
    bool activated;
    Reaction reaction = list_mouse(&picker->list, mouse, &activated);
    picker_leave_heading(picker, mouse.button == MOUSE_WHEEL_UP ? -1 : 1);
    picker->is_pointed = picker->is_pointed || !(reaction & REACT_UNHANDLED);
    if (activated) {
        return choose(picker);
    }
    bool is_outside = !rect_contains(rect_inset(picker->list.area, -1, -2), mouse.x, mouse.y);
    if (is_outside && mouse.action == MOUSE_PRESS && !is_wheel) {
        return cancel(picker);
    }
    return reaction & REACT_UNHANDLED ? REACT_NONE : tell_moved(picker, before, reaction);
}

static bool picker_typed(void *self, Slice *label, Slice *text)
{
    const Picker *picker = self;
    *label = slice_from(picker->title);
    *text = line_editor_text(picker->editor);
    return text->length && line_editor_revision(picker->editor) != picker->first_revision;
}

static void picker_free(void *self)
{
    Picker *picker = self;
    if (picker->source.free) {
        picker->source.free(picker->source.context);
    }
    line_editor_free(picker->editor);
    free(picker->entries);
    free(picker->title);
    free(picker->placeholder);
    free(picker);
}

static int64_t picker_wait(void *self)
{
    const Picker *picker = self;
    return picker->source.wait ? picker->source.wait(picker->source.context) : -1;
}

/* Shows the rows that came; the selection stays where it was in the list. */
static Reaction picker_tick(void *self)
{
    Picker *picker = self;
    if (!picker->source.renewed || !picker->source.renewed(picker->source.context)) {
        return REACT_NONE;
    }
    size_t before = picker_selected(picker);
    picker_refilter(picker);
    picker_select(picker, before);
    return REACT_REDRAW;
}

static const ViewKind picker_kind = {
    .name = "picker",
    .foot = BOX_FOOT,
    .help = "letters\tfilter the rows\nUp Down PgUp PgDn Tab\tgo from row to row\nEnter\tselect the "
            "row\nAlt-Enter\tapply the typed text, if possible\n^U\tdelete the typed text\nEsc ^C\tcancel",
    .area = picker_area,
    .draw = picker_draw,
    .key = picker_key,
    .mouse = picker_mouse,
    .paste = picker_paste,
    .typed = picker_typed,
    .wait = picker_wait,
    .tick = picker_tick,
    .free = picker_free};

View picker_new(PickerSource source, PickerOptions options)
{
    Picker *picker = memory_allocate_zeroed(1, sizeof *picker);
    picker->source = source;
    picker->title = memory_copy_string(slice_from(options.title));
    picker->placeholder = memory_copy_string(slice_from(options.placeholder ? options.placeholder : "type to filter"));
    picker->code_share = options.code_share;
    picker->note_cells = options.note_cells;
    picker->is_free_text = options.is_free_text;
    picker->is_anchored = options.is_anchored;
    picker->x = options.x;
    picker->y = options.y;
    picker->editor = line_editor_new();
    picker_refilter(picker);
    picker_select(picker, options.selected);
    if (options.filter.length) {
        line_editor_set(picker->editor, options.filter);
        picker_refilter(picker);
    }
    picker->first_revision = line_editor_revision(picker->editor);
    return (View){&picker_kind, picker};
}
