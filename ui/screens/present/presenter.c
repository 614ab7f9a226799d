/* Presenter: the view: a tree on the left, most of it dim, a card on the right, and nothing else. */
#include "ui/screens/present/presenter.h"

#include "src/base/memory.h"
#include "src/masking/masking.h"
#include "src/outline/names.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/hoist.h"
#include "ui/screens/present/stop_card.h"
#include "ui/screens/present/stops.h"
#include "ui/screens/views/opening.h"
#include "ui/widgets/menu.h"
#include "ui/widgets/text_view.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Presenter {
    Workbench *bench;
    Stops stops;
    size_t at;
    TextView *card;
    Text pressed;      /* the key that was pressed last */
    size_t before;     /* position of the file that was shown before */
    OpenFile *masked;  /* the copy that is closed at the end; NULL: none is */
    bool is_within;    /* the workbench showed the file before */
    bool is_asking;    /* whether the patient is hidden: nothing is shown until that is answered */
    uint64_t revision; /* of the document, when the stops were found */
} Presenter;

/* ---- stops ---- */

/* Goes to a stop. */
static void go(Presenter *presenter, size_t at)
{
    const Stop *stop = &presenter->stops.items[at];
    presenter->at = at;
    bench_go_to(presenter->bench, stop->node, stop->absent);
    text_view_scroll_to(presenter->card, 0);
}

/* Finds the stops anew, for another document or other content. */
static void find_stops(Presenter *presenter)
{
    Workbench *bench = presenter->bench;
    stops_free(&presenter->stops);
    presenter->stops = stops_of(bench);
    presenter->revision = document_revision(bench_file(bench)->document);
    presenter->at = presenter->at < presenter->stops.count ? presenter->at : presenter->stops.count - 1;
}

/* Shows the study alone, and begins at its first stop. */
static void begin(Presenter *presenter)
{
    presenter->at = 0;
    find_stops(presenter);
    if (presenter->stops.study != outline_hoisted(bench_file(presenter->bench)->outline)) {
        hoist_show(presenter->bench, presenter->stops.study);
    }
    if (!stage_is_driven(presenter->bench->stage)) {
        go(presenter, 0);
    }
}

/* ---- drawing ---- */

enum { MARGIN = 3, TREE_SHARE = 38, TREE_LEAST = 24, SPACIOUS = 20, LABEL_LEAST = 8, NARROW = 72 };

/* One row of the tree: the one in focus bright and marked, the others dim. */
static void draw_tree_row(Presenter *presenter, Canvas *canvas, Rect line, uint32_t position, unsigned base)
{
    static const Glyph signs[] = {GLYPH_NOTE, GLYPH_WARNING, GLYPH_ERROR};
    static const Style styles[] = {STYLE_DIM, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    Workbench *bench = presenter->bench;
    const RowView *row = outline_row(bench_file(bench)->outline, position);
    bool is_focus = position == bench->tree.selected;
    if (is_focus) {
        canvas_ground(canvas, line, GROUND_SELECTED);
        canvas_glyph(canvas, line.x, line.y, STYLE_STRONG, GLYPH_POINTER);
    }
    int x = line.x + 2, right = line.x + line.width - 1;
    if (row->has_issue && row->worst > SEVERITY_NOTE) {
        canvas_glyph(canvas, x, line.y, is_focus ? styles[row->worst] : STYLE_DIM, signs[row->worst]);
    } else if (row->mark == MARK_FILLED || row->mark == MARK_HOLLOW) {
        Style style = row->mark == MARK_FILLED ? STYLE_OBLIGATION : STYLE_OBLIGATION_GAP;
        canvas_glyph(canvas, x, line.y, is_focus ? style : STYLE_DIM,
                     row->mark == MARK_FILLED ? GLYPH_OBLIGATED : GLYPH_GAP);
    }
    x += 2 + 2 * (int)(row->depth > base ? row->depth - base : 0);
    x += canvas_text(canvas, x, line.y, right - x, is_focus ? STYLE_STRONG : STYLE_DIM, row->label) + 2;
    Slice value = row->words.length ? row->words : row->summary;
    ClusterMode mode = canvas_is_ascii(canvas) ? CLUSTER_LABEL : CLUSTER_UNICODE;
    bool fits = (int)cluster_width(value, mode) <= right - x; /* "3" does in any room */
    if ((fits || right - x >= LABEL_LEAST) && !row->is_absent) {
        canvas_label_slice(canvas, x, line.y, right - x, is_focus ? STYLE_PLAIN : STYLE_DIM, value);
    }
}

/* True for rows that say nothing to those who look on: what every resource has for programs. */
static bool is_technical(const RowView *row, unsigned base)
{
    static const char *const names[] = {"resourceType", "id", "meta", "text", "implicitRules", "language"};
    for (size_t i = 0; row->depth == base + 1 && !row->has_issue && i < sizeof names / sizeof *names; i++) {
        if (slice_equals(row->label, slice_from(names[i]))) {
            return true;
        }
    }
    return false;
}

/* The next row in a direction that is not technical; ROW_NONE at the end. */
static uint32_t next_row(Outline *outline, uint32_t row, int direction, unsigned base)
{
    uint32_t count = outline_count(outline);
    do {
        row = direction > 0 ? row + 1 : row == 0 ? ROW_NONE : row - 1;
    } while (row < count && is_technical(outline_row(outline, row), base));
    return row < count ? row : ROW_NONE;
}

/* The first row that is shown: the one in focus is in the middle, unless the rows end before. */
static uint32_t first_row(Outline *outline, uint32_t focus, int shown, unsigned base)
{
    int after = 0, before = 0;
    for (uint32_t row = next_row(outline, focus, 1, base); row != ROW_NONE && after < shown / 2; after++) {
        row = next_row(outline, row, 1, base);
    }
    uint32_t first = focus;
    for (uint32_t row = next_row(outline, focus, -1, base); row != ROW_NONE && before + after + 1 < shown; before++) {
        first = row;
        row = next_row(outline, row, -1, base);
    }
    return first;
}

/* The rows around the one in focus. */
static void draw_tree(Presenter *presenter, Canvas *canvas, Rect area)
{
    Workbench *bench = presenter->bench;
    Outline *outline = bench_file(bench)->outline;
    uint32_t focus = bench->tree.selected < outline_count(outline) ? (uint32_t)bench->tree.selected : 0;
    int step = area.height >= SPACIOUS - 4 ? 2 : 1, shown = (area.height + step - 1) / step;
    unsigned base = outline_row(outline, 0)->depth;
    uint32_t row = first_row(outline, focus, shown, base);
    for (int i = 0; i < shown && row != ROW_NONE; i++, row = next_row(outline, row, 1, base)) {
        Rect line = rect_make(area.x, area.y + i * step, area.width, 1);
        draw_tree_row(presenter, canvas, line, row, base);
        if (row == focus) {
            canvas_set_cursor(canvas, line.x, line.y, false);
        }
    }
}

/* What is presented, and how far. */
static void draw_head(Presenter *presenter, Canvas *canvas, Rect line)
{
    Workbench *bench = presenter->bench;
    Text title = TEXT_EMPTY;
    const RowView *study = outline_describe(bench_file(bench)->outline, presenter->stops.study);
    text_append(&title, study->label);
    text_append(&title, study->summary.length ? SLICE(" · ") : (Slice){0});
    text_append(&title, study->summary);
    canvas_fill(canvas, line, GROUND_HEADER);
    int right = line.x + line.width - MARGIN;
    if (!stage_is_driven(bench->stage)) {
        char counted[32];
        snprintf(counted, sizeof counted, "%zu of %zu", presenter->at + 1, presenter->stops.count);
        right = canvas_label_right(canvas, line.x, line.y, line.width - MARGIN, STYLE_TITLE, counted) - 2;
    }
    canvas_label_slice(canvas, line.x + MARGIN, line.y, right - line.x - MARGIN, STYLE_STRONG, text_slice(&title));
    text_free(&title);
}

/* The few keys that lead on, and the one that was pressed. */
static void draw_foot(const Presenter *presenter, Canvas *canvas, Rect line)
{
    static const struct {
        const char *key, *word;
    } keys[] = {{"Space", "next"}, {"Backspace", "back"}, {"Esc", "end"}};
    if (stage_is_driven(presenter->bench->stage)) {
        return;
    }
    canvas_fill(canvas, line, GROUND_FOOTER);
    int x = line.x + MARGIN;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        x += canvas_label(canvas, x, line.y, line.width, STYLE_HINT_KEY, keys[i].key) + 1;
        x += canvas_label(canvas, x, line.y, line.width, STYLE_HINT, keys[i].word) + 3;
    }
    int width = (int)cluster_width(text_slice(&presenter->pressed), canvas_mode(canvas)) + 2;
    if (presenter->pressed.length && x + width + MARGIN <= line.x + line.width) {
        Rect cap = rect_make(line.x + line.width - width - MARGIN, line.y, width, 1);
        canvas_fill(canvas, cap, GROUND_SELECTED);
        canvas_label(canvas, cap.x + 1, cap.y, width - 2, STYLE_HINT_KEY, presenter->pressed.bytes);
    }
}

/* The part of a card that its text is for, with blank rows at its ends where there is room for them. */
static Rect text_area(Rect card, int blank)
{
    return rect_inset(rect_inset(card, 1, 1), 2, blank);
}

/* Fills the card with as much as there is room for, and gives the part that the text takes; false where even the least
 * does not fit. */
static bool fill_card(Presenter *presenter, Rect area, Rect *text)
{
    size_t stop = stage_is_driven(presenter->bench->stage) ? SIZE_MAX : presenter->at;
    StopCardRoom room = ROOM_WIDE + 1;
    bool is_fitting = false;
    *text = text_area(area, area.height >= SPACIOUS - 2 ? 1 : 0);
    while (room > ROOM_NARROW && !is_fitting) {
        text_view_clear(presenter->card);
        stop_card_fill(presenter->bench, &presenter->stops, stop, --room, presenter->card);
        is_fitting = text_view_rows(presenter->card, text->width - 1) <= text->height;
    }
    if (!is_fitting) {
        *text = text_area(area, 0);
        is_fitting = text_view_rows(presenter->card, text->width) <= text->height;
    }
    return is_fitting;
}

static void presenter_draw(void *self, Canvas *canvas, Rect area)
{
    Presenter *presenter = self;
    const OpenFile *file = bench_file(presenter->bench);
    if (presenter->is_asking) {
        canvas_fill(canvas, area, GROUND_OVERLAY);
        return;
    }
    if (document_revision(file->document) != presenter->revision) {
        find_stops(presenter);
    }
    list_set_count(&presenter->bench->tree, outline_count(file->outline));
    draw_head(presenter, canvas, rect_make(area.x, area.y, area.width, 1));
    int tree = area.width * TREE_SHARE / 100, gap = area.height >= SPACIOUS ? 1 : 0;
    tree = tree < TREE_LEAST ? TREE_LEAST : tree;
    Rect body = rect_make(area.x, area.y + 1 + gap, area.width, area.height - 2 - 2 * gap);
    Rect card = rect_make(body.x + tree + 2, body.y, body.width - tree - 4, body.height);
    Rect text;
    bool is_alone = !fill_card(presenter, card, &text) && area.width < NARROW;
    if (is_alone) { /* the card covers the tree where its text is too long for what is left beside that */
        card = rect_make(body.x + 1, body.y, body.width - 2, body.height);
        fill_card(presenter, card, &text);
    } else {
        draw_tree(presenter, canvas, rect_make(body.x + 1, body.y + gap, tree, body.height - 2 * gap));
    }
    canvas_box(canvas, card, STYLE_BORDER_FOCUS, NULL);
    text_view_draw(presenter->card, canvas, text);
    draw_foot(presenter, canvas, rect_make(area.x, area.y + area.height - 1, area.width, 1));
}

/* ---- keys ---- */

static void ask_for_mask(Presenter *presenter);

typedef enum Lead { LEAD_NEXT, LEAD_BACK, LEAD_FIRST, LEAD_LAST } Lead;

static const struct {
    uint32_t code;
    Lead lead;
} leads[] = {
    {' ', LEAD_NEXT}, {KEYCODE_ENTER, LEAD_NEXT},     {KEYCODE_RIGHT, LEAD_NEXT}, {KEYCODE_PAGE_DOWN, LEAD_NEXT},
    {'n', LEAD_NEXT}, {KEYCODE_BACKSPACE, LEAD_BACK}, {KEYCODE_LEFT, LEAD_BACK},  {KEYCODE_PAGE_UP, LEAD_BACK},
    {'p', LEAD_BACK}, {KEYCODE_HOME, LEAD_FIRST},     {KEYCODE_END, LEAD_LAST}};

/* Shows the file again of which a copy was shown without the patient; the copy stays where it was changed. */
static void end(Presenter *presenter)
{
    Workbench *bench = presenter->bench;
    bool is_copy = presenter->masked && bench_file(bench) == presenter->masked;
    if (is_copy && !history_is_modified(presenter->masked->history)) {
        bench_close_shown(bench);
        bench_show(bench, presenter->before);
        bench->hides_patient = true;
    }
}

static Reaction presenter_key(void *self, Key key)
{
    Presenter *presenter = self;
    size_t last = presenter->stops.count - 1;
    text_clear(&presenter->pressed);
    key_print(key, &presenter->pressed);
    if (key.code == KEYCODE_ESCAPE || (key.code == 'q' && !key.modifiers)) {
        end(presenter);
        return REACT_CLOSE | REACT_REDRAW;
    }
    if (presenter->is_asking) {
        ask_for_mask(presenter);
        return REACT_REDRAW;
    }
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        if (leads[i].code == key.code && !key.modifiers) {
            size_t at = presenter->at;
            size_t to[] = {[LEAD_NEXT] = at < last ? at + 1 : last,
                           [LEAD_BACK] = at > 0 ? at - 1 : 0,
                           [LEAD_FIRST] = 0,
                           [LEAD_LAST] = last};
            go(presenter, to[leads[i].lead]);
            return REACT_REDRAW;
        }
    }
    return text_view_key(presenter->card, key) | REACT_REDRAW;
}

static void presenter_free(void *self)
{
    Presenter *presenter = self;
    stops_free(&presenter->stops);
    text_view_free(presenter->card);
    text_free(&presenter->pressed);
    free(presenter);
}

static const ViewKind presenter_kind = {
    .name = "presenter",
    .help =
        "Space, Right, Enter\tGo to the next stop\nBackspace, Left\tGo back\nHome, End\tGo to the first, to the last\n"
        "Up, Down\tScroll the card\nEsc, q\tEnd the presentation",
    .draw = presenter_draw,
    .key = presenter_key,
    .free = presenter_free,
};

/* ---- opening ---- */

/* Shows a copy without the patient. */
static void mask(Presenter *presenter)
{
    Workbench *bench = presenter->bench;
    Error error;
    presenter->before = bench->session->current;
    if (!session_add_masked(bench->session, bench_file(bench), &error)) {
        messages_add_error(bench->messages, "Not masked", &error);
        return;
    }
    presenter->is_asking = false;
    bench->is_mask_asked = true;
    bench_show(bench, bench->session->count - 1);
    presenter->masked = presenter->is_within ? bench_file(bench) : NULL;
    begin(presenter);
}

static Reaction mask_chosen(void *context, size_t position)
{
    Presenter *presenter = context;
    if (position == 0) {
        mask(presenter);
    } else if (position == 1) {
        presenter->bench->is_mask_asked = true;
        presenter->is_asking = false;
    }
    return REACT_REDRAW;
}

static void ask_for_mask(Presenter *presenter)
{
    static const MenuItem items[] = {{"Hide the patient (a masked copy is shown)", NULL, 'h'},
                                     {"Show the file as it is", NULL, 's'}};
    stage_push(presenter->bench->stage,
               menu_new((MenuOptions){.title = "Patient",
                                      .text = "The file has the name, the birth date or an identifier of a patient.",
                                      .items = items,
                                      .count = sizeof items / sizeof *items,
                                      .context = presenter,
                                      .chosen = mask_chosen}));
}

void presenter_open(Workbench *bench, bool is_within)
{
    Presenter *presenter = memory_allocate_zeroed(1, sizeof *presenter);
    presenter->bench = bench;
    presenter->is_within = is_within;
    presenter->card = text_view_new();
    begin(presenter);
    stage_push(bench->stage, (View){&presenter_kind, presenter});
    bool is_hidden = bench->session->is_masked || bench_file(bench)->mask || stage_is_driven(bench->stage);
    bool is_useful =
        !is_hidden && (!bench->is_mask_asked || bench->hides_patient) && mask_is_useful(bench_file(bench)->document);
    if (is_useful && bench->hides_patient) {
        mask(presenter);
    } else if (is_useful) {
        presenter->is_asking = true;
        ask_for_mask(presenter);
    }
}
