/*
 * Completeness: how often what is obligated is there, a row for each element and actor, or for each resource.
 *
 *      Completeness of ips.json · by what is missing most                     Creator 34 of 38 (89 %)
 *      Element                     Actor     Obligation               Present
 *      series.bodySite             creator   SHALL:populate-if-known  ■■■■■■■■□□    8 of 10   80 %
 *
 * Columns that find no room are left out, the obligation first, then the bar.
 */
#include "src/figures/completeness.h"
#include "src/outline/names.h"
#include "src/outline/studies.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/questions/score_rows.h"
#include "ui/widgets/cut_text.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/wrapped.h"

#include <stdio.h>
#include <stdlib.h>

enum { ACTOR_CELLS = 10, OBLIGATION_CELLS = 25, BAR_CELLS = 11, BAR_LENGTH = 10, COUNT_CELLS = 14, SHARE_CELLS = 6 };
enum { NAME_LEAST = 24, NAME_WIDE = 36, HEAD = 2, FOOT = 1, PLACES_MAXIMUM = 1000 };

typedef struct ScoreView {
    Workbench *bench;
    ScoreRows rows;
    ScoreOrder order;
    NodeId scope;           /* what is counted: the root, or a resource */
    uint64_t resource_row;  /* selected before the elements of a resource were shown */
    bool is_from_resources; /* the elements of a resource are shown, from the list of resources */
    CompletenessCount creator;
    List list;
} ScoreView;

/* Where the columns stand; x of those that are left out: -1. */
typedef struct ScoreColumns {
    int name, name_cells, actor, obligation, bar, count, share;
} ScoreColumns;

static ScoreColumns columns_of(const ScoreView *view, Rect line)
{
    int right = line.x + line.width, actor_cells = view->rows.is_resources ? 0 : ACTOR_CELLS;
    ScoreColumns columns = {.name = line.x, .obligation = -1, .bar = -1, .actor = -1};
    columns.share = right - SHARE_CELLS;
    columns.count = columns.share - COUNT_CELLS;
    right = columns.count - actor_cells;
    bool has_bar = right - BAR_CELLS - line.x >= NAME_LEAST;
    right -= has_bar ? BAR_CELLS : 0;
    bool has_obligation = !view->rows.is_resources && right - OBLIGATION_CELLS - line.x >= NAME_WIDE;
    right -= has_obligation ? OBLIGATION_CELLS : 0;
    columns.name_cells = right - line.x - 1;
    columns.actor = actor_cells ? right : -1;
    columns.obligation = has_obligation ? right + actor_cells : -1;
    columns.bar = has_bar ? columns.count - BAR_CELLS : -1;
    return columns;
}

static const OpenFile *file_of(const ScoreView *view)
{
    return bench_file(view->bench);
}

/* ---- counting ---- */

static void count_again(ScoreView *view, bool is_resources)
{
    const Document *document = file_of(view)->document;
    Checker *checker = view->bench->session->checker;
    if (is_resources) {
        score_rows_resources(&view->rows, checker, document);
    } else {
        score_rows_elements(&view->rows, checker, document, view->scope);
    }
    view->creator = completeness_creator(&view->rows.figures);
    score_rows_sort(&view->rows, view->order);
    list_set_count(&view->list, view->rows.count);
    list_select(&view->list, 0);
}

/* ---- drawing ---- */

static unsigned share_of(CompletenessCount count)
{
    return count.obligated ? (unsigned)(count.present * 100 / count.obligated) : 100;
}

static void draw_bar(Canvas *canvas, int x, int y, CompletenessCount count)
{
    unsigned full = count.obligated ? (unsigned)(count.present * BAR_LENGTH / count.obligated) : BAR_LENGTH;
    for (unsigned i = 0; i < BAR_LENGTH; i++) {
        canvas_glyph(canvas, x + (int)i, y, i < full ? STYLE_OBLIGATION : STYLE_OBLIGATION_GAP,
                     i < full ? GLYPH_OBLIGATED : GLYPH_GAP);
    }
}

static void draw_numbers(Canvas *canvas, const ScoreColumns *columns, int y, CompletenessCount count)
{
    char text[48];
    Style style = count.present < count.obligated ? STYLE_OBLIGATION_GAP : STYLE_PLAIN;
    if (columns->bar >= 0) {
        draw_bar(canvas, columns->bar, y, count);
    }
    snprintf(text, sizeof text, "%llu of %llu", (unsigned long long)count.present, (unsigned long long)count.obligated);
    canvas_label_right(canvas, columns->count, y, COUNT_CELLS - 1, style, text);
    snprintf(text, sizeof text, "%u %%", share_of(count));
    canvas_label_right(canvas, columns->share, y, SHARE_CELLS, style, text);
}

static void draw_score_row(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    (void)is_selected;
    ScoreView *view = context;
    const ScoreRow *row = &view->rows.items[position];
    ScoreColumns columns = columns_of(view, line);
    Rect name = rect_make(columns.name, line.y, columns.name_cells, 1);
    if (view->rows.is_resources) {
        Text words = TEXT_EMPTY;
        names_append(outline_names(file_of(view)->outline), row->node, &words);
        if (words.length == 0) {
            text_append(&words, open_file_name(file_of(view)));
        }
        canvas_label_slice(canvas, name.x, name.y, name.width, STYLE_STRONG, text_slice(&words));
        text_free(&words);
    } else {
        const CompletenessRow *element = &view->rows.figures.rows[row->element];
        Slice actor = element->actor.length ? element->actor : SLICE("any");
        cut_text_start(canvas, name, STYLE_PLAIN, element->path);
        canvas_label_slice(canvas, columns.actor, line.y, ACTOR_CELLS - 1, STYLE_PLAIN, actor);
        if (columns.obligation >= 0) {
            canvas_label_slice(canvas, columns.obligation, line.y, OBLIGATION_CELLS - 1, STYLE_DIM, element->code);
        }
    }
    draw_numbers(canvas, &columns, line.y, row->count);
}

static void draw_title(const ScoreView *view, Canvas *canvas, Rect line)
{
    static const char *const orders[] = {[SCORE_BY_MISSING] = "most missing first",
                                         [SCORE_BY_SHARE] = "least complete first",
                                         [SCORE_BY_NAME] = "by element",
                                         [SCORE_BY_ACTOR] = "by actor"};
    char text[64];
    Text words = TEXT_EMPTY;
    canvas_fill(canvas, line, GROUND_HEADER);
    snprintf(text, sizeof text, "Creator %llu of %llu (%u %%)", (unsigned long long)view->creator.present,
             (unsigned long long)view->creator.obligated, share_of(view->creator));
    int right = canvas_label_right(canvas, line.x, line.y, line.width - 1, STYLE_STRONG, text);
    int x = line.x + 1 + canvas_label(canvas, line.x + 1, line.y, right - line.x - 2, STYLE_TITLE, "Completeness of ");
    if (view->is_from_resources) {
        names_append(outline_names(file_of(view)->outline), view->scope, &words);
    }
    if (words.length == 0) {
        text_append(&words, open_file_name(file_of(view)));
    }
    x += canvas_label_slice(canvas, x, line.y, right - x - 1, STYLE_FILE, text_slice(&words));
    const char *order =
        view->rows.is_resources && view->order == SCORE_BY_NAME ? "in their order" : orders[view->order];
    canvas_format(canvas, x, line.y, right - x - 1, STYLE_HINT, " · %s", order);
    text_free(&words);
}

static void draw_heads(const ScoreView *view, Canvas *canvas, Rect line)
{
    ScoreColumns columns = columns_of(view, line);
    canvas_fill(canvas, line, GROUND_HEADER);
    canvas_label(canvas, columns.name, line.y, columns.name_cells, STYLE_HINT,
                 view->rows.is_resources ? "Resource" : "Element");
    if (columns.actor >= 0) {
        canvas_label(canvas, columns.actor, line.y, ACTOR_CELLS, STYLE_HINT, "Actor");
    }
    if (columns.obligation >= 0) {
        canvas_label(canvas, columns.obligation, line.y, OBLIGATION_CELLS, STYLE_HINT, "Obligation");
    }
    canvas_label_right(canvas, columns.count, line.y, COUNT_CELLS - 1, STYLE_HINT, "Present");
}

static void view_draw(void *self, Canvas *canvas, Rect area)
{
    ScoreView *view = self;
    Rect foot = rect_make(area.x, area.y + area.height - 1, area.width, 1);
    draw_title(view, canvas, rect_make(area.x, area.y, area.width, 1));
    list_draw(&view->list, canvas, rect_make(area.x + 1, area.y + HEAD, area.width - 2, area.height - HEAD - FOOT),
              GROUND_SCREEN, true, draw_score_row, view);
    bool has_bar = view->list.count > (uint64_t)view->list.height;
    draw_heads(view, canvas, rect_make(area.x + 1, area.y + 1, area.width - 2 - has_bar, 1));
    hints_draw(canvas, foot,
               view->rows.is_resources   ? "Enter Its elements · s Sort · r Elements of the file · q Close"
               : view->is_from_resources ? "Enter Go to · s Sort · Left Resources · q Close"
                                         : "Enter Go to · s Sort · r Resources · q Close");
}

/* ---- places ---- */

/* The places of an element, among which one is chosen. */
typedef struct Places {
    Workbench *bench;
    NodeId *nodes;
    size_t count;
    Slice name; /* of the element; lies in `path` */
    Text path;
    bool is_missing;
    Text words;
} Places;

static void places_free(void *context)
{
    Places *places = context;
    free(places->nodes);
    text_free(&places->path);
    text_free(&places->words);
    free(places);
}

static void go_to(const Places *places, size_t position)
{
    Workbench *bench = places->bench;
    bench->panes.focus = PANE_TREE;
    const Document *document = bench_file(bench)->document;
    NodeId member = places->is_missing ? NODE_NONE : document_member(document, places->nodes[position], places->name);
    bench_go_to(bench, member != NODE_NONE ? member : places->nodes[position],
                places->is_missing ? places->name : SLICE(""));
}

static PickerRow place_row(void *context, size_t position)
{
    Places *places = context;
    const OpenFile *file = bench_file(places->bench);
    Position line = document_position(file->document, document_node(file->document, places->nodes[position])->start);
    text_clear(&places->words);
    text_format(&places->words, "line %u", line.line);
    size_t end = places->words.length;
    names_append_trail(outline_names(file->outline), places->nodes[position], (Slice){0}, &places->words);
    return (PickerRow){.code = slice_part(text_slice(&places->words), 0, end),
                       .display = slice_part(text_slice(&places->words), end, SIZE_MAX)};
}

static Reaction place_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    Places *places = context;
    if (position < places->count) {
        go_to(places, position);
    }
    return REACT_REDRAW;
}

/* Goes to the only place of an element, or lets one of several be chosen: those where it is missing, else where it is.
 */
static Reaction go_to_places(ScoreView *view)
{
    const ScoreRow *row = &view->rows.items[view->list.selected];
    const CompletenessRow *element = &view->rows.figures.rows[row->element];
    Checker *checker = view->bench->session->checker;
    Places *places = memory_allocate_zeroed(1, sizeof *places);
    places->bench = view->bench;
    places->is_missing = row->count.present < row->count.obligated;
    places->nodes = memory_allocate(PLACES_MAXIMUM * sizeof *places->nodes);
    text_append(&places->path, element->path);
    size_t dot = places->path.length;
    while (dot > 0 && places->path.bytes[dot - 1] != '.') {
        dot--;
    }
    places->name = slice_part(text_slice(&places->path), dot, SIZE_MAX);
    size_t all = completeness_places(element, checker, file_of(view)->document, view->scope, !places->is_missing,
                                     places->nodes, PLACES_MAXIMUM);
    places->count = all < PLACES_MAXIMUM ? all : PLACES_MAXIMUM;
    if (places->count <= 1) {
        if (places->count == 1) {
            go_to(places, 0);
        }
        places_free(places);
        return REACT_CLOSE | REACT_REDRAW;
    }
    Text title = TEXT_EMPTY;
    text_format(&title, "%s %zu × %s", places->is_missing ? "Missing" : "Present", all, places->path.bytes);
    PickerSource source = {
        .context = places, .count = places->count, .row = place_row, .chosen = place_chosen, .free = places_free};
    stage_push(view->bench->stage, picker_new(source, (PickerOptions){.title = title.bytes}));
    text_free(&title);
    return REACT_CLOSE | REACT_REDRAW;
}

/* ---- keys ---- */

static Reaction enter(void *self)
{
    ScoreView *view = self;
    if (view->rows.count == 0) {
        return REACT_NONE;
    }
    if (!view->rows.is_resources) {
        return go_to_places(view);
    }
    view->scope = view->rows.items[view->list.selected].node;
    view->resource_row = view->list.selected;
    view->is_from_resources = true;
    count_again(view, false);
    return REACT_REDRAW;
}

static Reaction show_resources(ScoreView *view)
{
    uint64_t row = view->is_from_resources ? view->resource_row : 0;
    view->scope = 0;
    view->is_from_resources = false;
    count_again(view, true);
    list_select(&view->list, row);
    return REACT_REDRAW;
}

static Reaction view_key(void *self, Key key)
{
    ScoreView *view = self;
    switch (key.modifiers ? 0 : key.code) {
    case 's':
        view->order = (view->order + 1) % (view->rows.is_resources ? SCORE_BY_ACTOR : SCORE_ORDER_COUNT);
        score_rows_sort(&view->rows, view->order);
        list_select(&view->list, 0);
        return REACT_REDRAW;
    case 'r':
        if (view->rows.is_resources) {
            count_again(view, false);
            return REACT_REDRAW;
        }
        return show_resources(view);
    case KEYCODE_LEFT:
    case 'h':
        return view->is_from_resources ? show_resources(view) : REACT_UNHANDLED;
    default:
        return list_view_key(&view->list, key, enter, view);
    }
}

static Reaction view_mouse(void *self, Mouse mouse)
{
    ScoreView *view = self;
    return list_view_mouse(&view->list, mouse, enter, view);
}

static void view_free(void *self)
{
    ScoreView *view = self;
    score_rows_free(&view->rows);
    free(view);
}

static const ViewKind score_kind = {
    .name = "score",
    .help =
        "Up Down j k PgUp PgDn\tgo from row to row\nEnter\tgo to where the element is missing, else to where it is; of "
        "a "
        "resource, show its elements\ns\tsort by what is missing, by share, by element, by actor\nr\tshow resources, "
        "or elements of the file\nLeft h\tgo back to the resources\nq Esc\tgo back to the tree",
    .draw = view_draw,
    .key = view_key,
    .mouse = view_mouse,
    .free = view_free};

static Reaction show_score(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    ScoreView *view = memory_allocate_zeroed(1, sizeof *view);
    view->bench = bench;
    count_again(view, false);
    if (view->rows.count == 0) {
        view_free(view);
        messages_add(bench->messages, STYLE_PLAIN, "No obligations in the rules of this file");
        return REACT_REDRAW;
    }
    stage_push(bench->stage, (View){&score_kind, view});
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "score",
     .help = "Show how complete the file is, by actor, element and resource",
     .keys = "zk",
     .commands = "completeness",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = show_score},
};

const ActionRows score_actions = ACTION_ROWS(rows);
