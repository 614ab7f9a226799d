/* WhichKey: the entries in columns, from the upper end of each to the lower one, and the columns side by side. */
#include "ui/widgets/which_key.h"

#include "src/base/memory.h"
#include "ui/widgets/text_rows.h"
#include "ui/widgets/wrapped.h"

#include <limits.h>
#include <stdlib.h>

enum { GAP = 2, KEYS_TOLD_SINGLY = 3, WRAPPED_LEAST = 36 };

/* A line of the list: the keys that ask for one action, and what that does. */
typedef struct Entry {
    Text keys;
    int key_cells;
    Slice help;
} Entry;

typedef struct Entries {
    Entry *items;
    int count;
} Entries;

/* Where the entries go. */
typedef struct Layout {
    int columns;
    int width; /* of one */
    int lines; /* of the longest */
    ClusterMode mode;
} Layout;

/* ---- what may follow ---- */

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

/* Collects what may follow; free with entries_free. */
static Entries collect(const Keymap *keymap, uint32_t places, const KeyState *state)
{
    size_t skipped = state->pending.count;
    size_t count = skipped ? keymap_list(keymap, places, &state->pending, NULL, 0) : 0;
    KeymapEntry *all = memory_allocate((count + 1) * sizeof *all);
    Entries entries = {.items = memory_allocate((count + 1) * sizeof *entries.items)};
    keymap_list(keymap, places, &state->pending, all, count);
    for (size_t i = 0; i < count;) {
        size_t length = run_length(all + i, count - i);
        Entry *entry = &entries.items[entries.count++];
        *entry = (Entry){.keys = TEXT_EMPTY, .help = slice_from(all[i].action->help)};
        print_run(all + i, length, skipped, &entry->keys);
        entry->key_cells = (int)cluster_width(text_slice(&entry->keys), CLUSTER_UNICODE);
        i += length;
    }
    free(all);
    return entries;
}

static void entries_free(Entries *entries)
{
    for (int i = 0; i < entries->count; i++) {
        text_free(&entries->items[i].keys);
    }
    free(entries->items);
}

/* ---- the layout ---- */

/* Cells that a column has for a sentence. */
static int help_cells(const Entry *entry, const Layout *layout)
{
    int cells = layout->width - entry->key_cells - 1 - GAP;
    return cells > 1 ? cells : 1;
}

static int lines_of(const Entries *entries, const Layout *layout, int entry)
{
    const Entry *measured = &entries->items[entry];
    return wrapped_rows(measured->help, help_cells(measured, layout), INT_MAX, layout->mode);
}

/* The columns that are filled when each has so many lines; INT_MAX where an entry alone is longer. */
static int columns_filled(const Entries *entries, const Layout *layout, int most)
{
    int columns = 1, used = 0;
    for (int i = 0; i < entries->count; i++) {
        int lines = lines_of(entries, layout, i);
        if (lines > most) {
            return INT_MAX;
        }
        bool is_full = used + lines > most;
        columns += is_full;
        used = is_full ? lines : used + lines;
    }
    return columns;
}

/* The layout of a number of columns, with as few lines as it can have. */
static Layout layout_of(const Entries *entries, int columns, int width, ClusterMode mode)
{
    Layout layout = {.columns = columns, .width = width / columns, .lines = 1, .mode = mode};
    while (entries->count > 0 && columns_filled(entries, &layout, layout.lines) > columns) {
        layout.lines++;
    }
    layout.lines = entries->count > 0 ? layout.lines : 0;
    return layout;
}

/* The most columns in which nothing is wrapped. */
static int columns_unwrapped(const Entries *entries, int width)
{
    int widest = 1;
    for (int i = 0; i < entries->count; i++) {
        const Entry *entry = &entries->items[i];
        int cells = entry->key_cells + 1 + (int)cluster_width(entry->help, CLUSTER_UNICODE) + GAP;
        widest = cells > widest ? cells : widest;
    }
    return width / widest > 1 ? width / widest : 1;
}

/* As many columns as nothing is wrapped in; more where there are not enough lines; one, which is scrolled, where that
 * does not help. */
static Layout choose_layout(const Entries *entries, Rect area, ClusterMode mode)
{
    int columns = columns_unwrapped(entries, area.width);
    Layout layout = layout_of(entries, columns, area.width, mode);
    while (layout.lines > area.height && area.width / (columns + 1) >= WRAPPED_LEAST) {
        layout = layout_of(entries, ++columns, area.width, mode);
    }
    return layout.lines > area.height ? layout_of(entries, 1, area.width, mode) : layout;
}

/* ---- drawing ---- */

/* The first line of the box: what was typed so far, and which keys do something besides. */
static void draw_typed(Canvas *canvas, Rect box, const KeyState *state, bool is_scrolled)
{
    Text typed = TEXT_EMPTY;
    if (state->count) {
        text_format(&typed, "%u", (unsigned)state->count);
    }
    key_sequence_print(&state->pending, &typed);
    text_append(&typed, SLICE("…"));
    int used = canvas_label(canvas, box.x + 1, box.y, box.width - 2, STYLE_TITLE, typed.bytes);
    canvas_label_right(canvas, box.x + 1 + used, box.y, box.width - used - 2, STYLE_HINT,
                       is_scrolled ? "Up Down PgUp PgDn scroll · Esc cancel" : "Esc cancel");
    text_free(&typed);
}

/* Draws the lines of an entry that are in the area, from line `at` of its column on. */
static void draw_entry(const Entry *entry, const Layout *layout, Canvas *canvas, Rect area, int at)
{
    int width = help_cells(entry, layout), line = at;
    for (size_t start = 0; start < entry->help.length; line++) {
        size_t end = text_row_end(entry->help, start, width, layout->mode);
        if (line >= 0 && line < area.height) {
            canvas_label_slice(canvas, area.x + entry->key_cells + 1, area.y + line, width, STYLE_HINT,
                               slice_trim(slice_part(entry->help, start, end - start)));
        }
        start = end;
    }
    if (at >= 0 && at < area.height) {
        canvas_label(canvas, area.x, area.y + at, entry->key_cells, STYLE_HINT_KEY, entry->keys.bytes);
    }
}

static void draw_entries(const Entries *entries, const Layout *layout, Canvas *canvas, Rect area, int first)
{
    int column = 0, at = 0;
    for (int i = 0; i < entries->count; i++) {
        int lines = lines_of(entries, layout, i);
        bool is_full = at + lines > layout->lines;
        column += is_full;
        at = is_full ? 0 : at;
        Rect place = rect_make(area.x + column * layout->width, area.y, layout->width, area.height);
        draw_entry(&entries->items[i], layout, canvas, place, at - first);
        at += lines;
    }
}

int which_key_draw(WhichKey *box, const Keymap *keymap, uint32_t places, const KeyState *state, Canvas *canvas,
                   Rect area)
{
    Entries entries = collect(keymap, places, state);
    Rect inside = rect_make(area.x + 1, area.y + 1, area.width - 1, area.height - 1);
    Layout layout = choose_layout(&entries, inside, canvas_mode(canvas));
    box->lines = layout.lines;
    box->shown = layout.lines < inside.height ? layout.lines : inside.height;
    which_key_move(box, 0);
    Rect whole = rect_make(area.x, area.y + area.height - box->shown - 1, area.width, box->shown + 1);
    canvas_fill(canvas, whole, GROUND_OVERLAY);
    draw_typed(canvas, whole, state, box->shown < box->lines);
    draw_entries(&entries, &layout, canvas, rect_make(whole.x + 1, whole.y + 1, whole.width - 1, box->shown),
                 box->first);
    entries_free(&entries);
    return box->shown + 1;
}

void which_key_move(WhichKey *box, int lines)
{
    int last = box->lines - box->shown, first = box->first + lines;
    box->first = first > last ? last : first;
    box->first = box->first < 0 ? 0 : box->first;
}

bool which_key_scroll(WhichKey *box, Key key)
{
    int lines = keys_equal(key, key_make(KEYCODE_DOWN, 0))        ? 1
                : keys_equal(key, key_make(KEYCODE_UP, 0))        ? -1
                : keys_equal(key, key_make(KEYCODE_PAGE_DOWN, 0)) ? box->shown
                : keys_equal(key, key_make(KEYCODE_PAGE_UP, 0))   ? -box->shown
                                                                  : 0;
    bool can_scroll = lines != 0 && box->lines > box->shown;
    if (can_scroll) {
        which_key_move(box, lines);
    }
    return can_scroll;
}
