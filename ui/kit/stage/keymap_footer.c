/* Keymap: the footer, whose words are keys that can be clicked. */
#include "ui/kit/stage/keymap.h"

#include <assert.h>

enum { FOOTER_MAXIMUM = 32, FOOTER_GAP = 2 };

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

/* The actions of the footer that work in `places`, need nothing of `unmet` and have a key, each with its first one. */
static size_t collect_labelled(const Keymap *keymap, uint32_t places, uint32_t unmet, FooterItem *items)
{
    const ActionTable *table = keymap_table(keymap);
    size_t count = 0;
    assert(table->footer_count <= FOOTER_MAXIMUM);
    for (size_t i = 0; i < table->footer_count; i++) {
        const Action *action = keymap_footer_row(keymap, i);
        KeySequence sequence;
        bool is_possible = action_works_in(action, places) && !(action->needs & unmet);
        if (is_possible && keymap_first(keymap, action, &sequence)) {
            int key_cells = key_width(&sequence);
            int cells = key_cells + 1 + (int)cluster_width(slice_from(action->label), CLUSTER_UNICODE);
            items[count++] =
                (FooterItem){.action = action, .sequence = sequence, .key_cells = key_cells, .cells = cells};
        }
    }
    return count;
}

/* What the line has room for: the first ones, and always the last, which is how to leave. */
static size_t lay_out_footer(const Keymap *keymap, uint32_t places, uint32_t unmet, Rect line, FooterItem *items)
{
    size_t count = collect_labelled(keymap, places, unmet, items);
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

void keymap_draw_footer(const Keymap *keymap, uint32_t places, uint32_t unmet, Canvas *canvas, Rect line)
{
    FooterItem items[FOOTER_MAXIMUM];
    size_t count = lay_out_footer(keymap, places, unmet, line, items);
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

const Action *keymap_footer_action(const Keymap *keymap, uint32_t places, uint32_t unmet, Rect line, int x)
{
    FooterItem items[FOOTER_MAXIMUM];
    size_t count = lay_out_footer(keymap, places, unmet, line, items);
    for (size_t i = 0; i < count; i++) {
        if (x >= items[i].x && x < items[i].x + items[i].cells) {
            return items[i].action;
        }
    }
    return NULL;
}
