/* Keymap: the footer and the which-key lines. */
#include "src/base/memory.h"
#include "ui/kit/keymap.h"

enum { WHICH_KEY_MAXIMUM = 128, WHICH_KEY_COLUMN = 34, KEYS_TOLD_SINGLY = 3 };

/* The footer is measured and drawn by one walk: `canvas` NULL only looks for the action at column `x`. */
static const Action *walk_footer(const Keymap *keymap, uint32_t places, Canvas *canvas, Rect line, int x)
{
    static const KeySequence everything = {0};
    KeymapEntry entries[WHICH_KEY_MAXIMUM * 2];
    size_t count = keymap_list(keymap, places, &everything, entries, WHICH_KEY_MAXIMUM * 2);
    const Action *last = NULL;
    int at = line.x + 1;
    for (size_t i = 0; i < count && i < WHICH_KEY_MAXIMUM * 2; i++) {
        const Action *action = entries[i].action;
        if (!action->label || action == last) {
            continue;
        }
        last = action;
        Text key = TEXT_EMPTY;
        key_sequence_print(&entries[i].sequence, &key);
        int key_cells = (int)cluster_width(text_slice(&key), CLUSTER_UNICODE);
        int cells = key_cells + 1 + (int)cluster_width(slice_from(action->label), CLUSTER_UNICODE);
        bool is_hit = x >= at && x < at + cells;
        bool fits = at + cells <= line.x + line.width;
        if (canvas && fits) {
            canvas_label(canvas, at, line.y, key_cells, STYLE_HINT_KEY, key.bytes);
            canvas_label(canvas, at + key_cells + 1, line.y, cells, STYLE_HINT, action->label);
        }
        text_free(&key);
        if (!fits) {
            break;
        }
        if (!canvas && is_hit) {
            return action;
        }
        at += cells + 2;
    }
    return NULL;
}

void keymap_draw_footer(const Keymap *keymap, uint32_t places, Canvas *canvas, Rect line)
{
    canvas_fill(canvas, line, GROUND_FOOTER);
    walk_footer(keymap, places, canvas, line, -1);
}

const Action *keymap_footer_action(const Keymap *keymap, uint32_t places, Rect line, int x)
{
    return walk_footer(keymap, places, NULL, line, x);
}

/* What is left of a sequence behind the prefix. */
static void print_rest(const KeySequence *sequence, size_t skipped, Text *text)
{
    KeySequence rest = {0};
    for (size_t i = skipped; i < sequence->count; i++) {
        rest.keys[rest.count++] = sequence->keys[i];
    }
    key_sequence_print(&rest, text);
}

/* The keys of a run of entries with one action: all of a few, else the first and the last. */
static void print_run(const KeymapEntry *entries, size_t count, size_t skipped, Text *text)
{
    if (count > KEYS_TOLD_SINGLY) {
        print_rest(&entries[0].sequence, skipped, text);
        text_append(text, SLICE("…"));
        print_rest(&entries[count - 1].sequence, skipped, text);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        text_append(text, slice_from(i ? " " : ""));
        print_rest(&entries[i].sequence, skipped, text);
    }
}

/* Number of entries from the first on that have its action. */
static size_t run_length(const KeymapEntry *entries, size_t count)
{
    size_t length = 1;
    while (length < count && entries[length].action == entries[0].action) {
        length++;
    }
    return length;
}

/* The first line of the box: what was typed so far. */
static void draw_typed(Canvas *canvas, Rect box, const KeyState *state)
{
    Text typed = TEXT_EMPTY;
    if (state->count) {
        text_format(&typed, "%u", (unsigned)state->count);
    }
    key_sequence_print(&state->pending, &typed);
    text_append(&typed, SLICE("…"));
    canvas_label(canvas, box.x + 1, box.y, box.width - 2, STYLE_TITLE, typed.bytes);
    canvas_label_right(canvas, box.x + box.width / 2, box.y, box.width - box.width / 2 - 1, STYLE_HINT, "Esc cancels");
    text_free(&typed);
}

int keymap_draw_which_key(const Keymap *keymap, uint32_t places, const KeyState *state, Canvas *canvas, Rect area)
{
    KeymapEntry entries[WHICH_KEY_MAXIMUM];
    size_t count = state->pending.count ? keymap_list(keymap, places, &state->pending, entries, WHICH_KEY_MAXIMUM) : 0;
    count = count < WHICH_KEY_MAXIMUM ? count : WHICH_KEY_MAXIMUM;
    int columns = area.width / WHICH_KEY_COLUMN > 0 ? area.width / WHICH_KEY_COLUMN : 1;
    int runs = 0;
    for (size_t i = 0; i < count; i += run_length(entries + i, count - i)) {
        runs++;
    }
    int rows = (runs + columns - 1) / columns;
    rows = rows < area.height - 1 ? rows : area.height - 1;
    if (rows < 0) {
        return 0;
    }
    Rect box = rect_make(area.x, area.y + area.height - rows - 1, area.width, rows + 1);
    canvas_fill(canvas, box, GROUND_OVERLAY);
    draw_typed(canvas, box, state);
    int width = area.width / columns;
    int run = 0;
    for (size_t i = 0; i < count && run < rows * columns; run++) {
        size_t length = run_length(entries + i, count - i);
        Text keys = TEXT_EMPTY;
        print_run(entries + i, length, state->pending.count, &keys);
        int x = box.x + run / rows * width + 1;
        int y = box.y + 1 + run % rows;
        int cells = canvas_label(canvas, x, y, width - 2, STYLE_HINT_KEY, keys.bytes);
        canvas_label(canvas, x + cells + 1, y, width - cells - 3, STYLE_HINT, entries[i].action->help);
        text_free(&keys);
        i += length;
    }
    return rows + 1;
}
