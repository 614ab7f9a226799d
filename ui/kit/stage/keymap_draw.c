/* Keymap: the footer and the which-key lines. */
#include "src/base/memory.h"
#include "ui/kit/stage/keymap.h"

#include <assert.h>
#include <stdlib.h>

enum { WHICH_KEY_GAP = 2, KEYS_TOLD_SINGLY = 3, FOOTER_MAXIMUM = 32, FOOTER_GAP = 2 };

/* ---- the footer ---- */

/* A word of the footer: its key and label. */
typedef struct FooterItem {
    const Action *action;
    KeySequence sequence;
    int key_cells;
    int cells;
    int x;
} FooterItem;

static int key_width(const KeySequence *sequence)
{
    Text key = TEXT_EMPTY;
    key_sequence_print(sequence, &key);
    int cells = (int)cluster_width(text_slice(&key), CLUSTER_UNICODE);
    text_free(&key);
    return cells;
}

/* The actions of the footer that work in `places` and have a key, each with its first one. */
static size_t collect_labelled(const Keymap *keymap, uint32_t places, FooterItem *items)
{
    const ActionTable *table = keymap_table(keymap);
    size_t count = 0;
    assert(table->footer_count <= FOOTER_MAXIMUM);
    for (size_t i = 0; i < table->footer_count; i++) {
        const Action *action = keymap_footer_row(keymap, i);
        KeySequence sequence;
        if (action_works_in(action, places) && keymap_first(keymap, action, &sequence)) {
            int key_cells = key_width(&sequence);
            int cells = key_cells + 1 + (int)cluster_width(slice_from(action->label), CLUSTER_UNICODE);
            items[count++] =
                (FooterItem){.action = action, .sequence = sequence, .key_cells = key_cells, .cells = cells};
        }
    }
    return count;
}

/* What the line has room for: the first ones, and always the last, which is how to leave. */
static size_t lay_out_footer(const Keymap *keymap, uint32_t places, Rect line, FooterItem *items)
{
    size_t count = collect_labelled(keymap, places, items);
    size_t kept = 0;
    int at = line.x + 1;
    int end = line.x + line.width - (count ? items[count - 1].cells : 0);
    for (; kept + 1 < count && at + items[kept].cells + FOOTER_GAP <= end; kept++) {
        items[kept].x = at;
        at += items[kept].cells + FOOTER_GAP;
    }
    if (count) {
        items[kept] = items[count - 1];
        items[kept++].x = at;
    }
    return kept;
}

void keymap_draw_footer(const Keymap *keymap, uint32_t places, Canvas *canvas, Rect line)
{
    FooterItem items[FOOTER_MAXIMUM];
    size_t count = lay_out_footer(keymap, places, line, items);
    canvas_fill(canvas, line, GROUND_FOOTER);
    for (size_t i = 0; i < count; i++) {
        const FooterItem *item = &items[i];
        Text key = TEXT_EMPTY;
        key_sequence_print(&item->sequence, &key);
        int left = line.x + line.width - item->x;
        canvas_label(canvas, item->x, line.y, left, STYLE_HINT_KEY, key.bytes);
        canvas_label(canvas, item->x + item->key_cells + 1, line.y, left - item->key_cells - 1, STYLE_HINT,
                     item->action->label);
        text_free(&key);
    }
}

const Action *keymap_footer_action(const Keymap *keymap, uint32_t places, Rect line, int x)
{
    FooterItem items[FOOTER_MAXIMUM];
    size_t count = lay_out_footer(keymap, places, line, items);
    for (size_t i = 0; i < count; i++) {
        if (x >= items[i].x && x < items[i].x + items[i].cells) {
            return items[i].action;
        }
    }
    return NULL;
}

/* ---- which keys may follow ---- */

/* What is left of a sequence after the prefix. */
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
    canvas_label_right(canvas, box.x + box.width / 2, box.y, box.width - box.width / 2 - 1, STYLE_HINT, "Esc cancel");
    text_free(&typed);
}

/* The runs of the entries, and the cells that the widest of them takes. */
static int measure_runs(const KeymapEntry *entries, size_t count, size_t skipped, int *widest)
{
    int runs = 0;
    *widest = 1;
    for (size_t i = 0; i < count; runs++) {
        size_t length = run_length(entries + i, count - i);
        Text keys = TEXT_EMPTY;
        print_run(entries + i, length, skipped, &keys);
        int cells = (int)cluster_width(text_slice(&keys), CLUSTER_UNICODE) + 1 + WHICH_KEY_GAP;
        cells += (int)cluster_width(slice_from(entries[i].action->help), CLUSTER_UNICODE);
        *widest = cells > *widest ? cells : *widest;
        text_free(&keys);
        i += length;
    }
    return runs;
}

/* Columns for the runs: as many as fit uncut, more where there are not enough rows. */
static int columns_for(int runs, int widest, Rect area)
{
    int fitting = area.width / widest > 0 ? area.width / widest : 1;
    int rows = area.height > 2 ? area.height - 1 : 1;
    int needed = (runs + rows - 1) / rows;
    return fitting > needed ? fitting : needed;
}

int keymap_draw_which_key(const Keymap *keymap, uint32_t places, const KeyState *state, Canvas *canvas, Rect area)
{
    size_t skipped = state->pending.count;
    size_t count = skipped ? keymap_list(keymap, places, &state->pending, NULL, 0) : 0;
    KeymapEntry *entries = memory_allocate((count + 1) * sizeof *entries);
    keymap_list(keymap, places, &state->pending, entries, count);
    int widest;
    int runs = measure_runs(entries, count, skipped, &widest);
    int columns = columns_for(runs, widest, area);
    int rows = (runs + columns - 1) / columns;
    if (rows > area.height - 1) {
        free(entries);
        return 0;
    }
    Rect box = rect_make(area.x, area.y + area.height - rows - 1, area.width, rows + 1);
    canvas_fill(canvas, box, GROUND_OVERLAY);
    draw_typed(canvas, box, state);
    int width = area.width / columns;
    int run = 0;
    for (size_t i = 0; i < count; run++) {
        size_t length = run_length(entries + i, count - i);
        Text keys = TEXT_EMPTY;
        print_run(entries + i, length, skipped, &keys);
        int x = box.x + run / rows * width + 1;
        int y = box.y + 1 + run % rows;
        int cells = canvas_label(canvas, x, y, width - 2, STYLE_HINT_KEY, keys.bytes);
        canvas_label(canvas, x + cells + 1, y, width - cells - 3, STYLE_HINT, entries[i].action->help);
        text_free(&keys);
        i += length;
    }
    free(entries);
    return rows + 1;
}
