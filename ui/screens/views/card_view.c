/*
 * Card view: what a receiver shows of each study (src/card/card.h), a page a study: what is missing first, then what
 * cannot be read, then what is shown.
 */
#include "ui/screens/views/card_view.h"

#include "src/base/memory.h"
#include "src/card/card.h"
#include "src/outline/studies.h"
#include "ui/screens/bench/cursor.h"
#include "ui/widgets/text_view.h"

#include <stdlib.h>

enum { LABEL_WIDTH = 22, BOX_WIDTH = 92, MARGIN = 4, STUDIES_MAXIMUM = 1000 };

typedef struct CardView {
    Workbench *bench;
    TextView *text;
    NodeId *studies;
    size_t count;
    size_t page;
    Text title;
    Rect area; /* as it was drawn last */
} CardView;

/* ---- the page ---- */

static void add_label(TextView *text, unsigned depth, Style style, Slice label)
{
    int indent = (int)depth * 2 + 1, used = indent + (int)label.length;
    text_view_format(text, style, "%*s%.*s", indent, "", SLICE_ARGS(label));
    text_view_format(text, STYLE_PLAIN, "%*s", used < LABEL_WIDTH ? LABEL_WIDTH - used : 1, "");
    text_view_line_indent(text, LABEL_WIDTH);
}

/* A line of what is missing or cannot be read, with its sign. */
static void add_fault(TextView *text, const CardLine *line)
{
    bool is_missing = line->part == CARD_MISSING;
    Style style = is_missing ? STYLE_OBLIGATION_GAP : STYLE_ISSUE_ERROR;
    text_view_add(text, style, is_missing ? SLICE("  □ ") : SLICE("  ✗ "));
    text_view_line_indent(text, 4);
    text_view_add(text, STYLE_KEY, line->label);
    if (line->value.length) {
        text_view_format(text, STYLE_PLAIN, "  '%.*s'", SLICE_ARGS(line->value));
    }
    if (line->why.length) {
        text_view_format(text, STYLE_DIM, "  %.*s", SLICE_ARGS(line->why));
    }
    text_view_end_line(text);
}

static void add_shown(TextView *text, const CardLine *line)
{
    if (line->is_head) {
        text_view_format(text, STYLE_TITLE, "%*s%.*s", (int)line->depth * 2 + 1, "", SLICE_ARGS(line->label));
        text_view_end_line(text);
        return;
    }
    add_label(text, line->depth, STYLE_KEY, line->label);
    if (line->is_unreadable) {
        text_view_add(text, STYLE_ISSUE_ERROR, SLICE("✗ "));
    }
    text_view_add(text, line->is_unreadable ? STYLE_DIM : STYLE_PLAIN, line->value);
    text_view_end_line(text);
}

static void fill(TextView *text, const Card *card)
{
    text_view_add(text, STYLE_KEY, card->title);
    text_view_end_line(text);
    for (int part = 0; part < CARD_PART_COUNT; part++) {
        size_t count = card_part_count(card, (CardPart)part);
        if (count == 0) {
            continue;
        }
        text_view_end_line(text);
        text_view_add(text, STYLE_TITLE, slice_from(card_part_title((CardPart)part)));
        if (part != CARD_SHOWN) {
            text_view_format(text, STYLE_DIM, "  %zu", count);
        }
        text_view_end_line(text);
        for (size_t i = 0; i < card->count; i++) {
            if (card->lines[i].part == (CardPart)part) {
                (part == CARD_SHOWN ? add_shown : add_fault)(text, &card->lines[i]);
            }
        }
    }
}

static void turn_to(CardView *view, size_t page)
{
    const OpenFile *file = bench_file(view->bench);
    view->page = page;
    text_view_free(view->text);
    view->text = text_view_new();
    text_clear(&view->title);
    text_append(&view->title, SLICE("View of a receiver"));
    if (view->count == 0) {
        text_view_add(view->text, STYLE_DIM, SLICE("No imaging study in this file."));
        text_view_end_line(view->text);
        return;
    }
    if (view->count > 1) {
        text_format(&view->title, " · study %zu of %zu", page + 1, view->count);
    }
    Card card = card_of(view->bench->session->checker, file->document, file->report, view->studies[page]);
    fill(view->text, &card);
    card_free(&card);
}

/* ---- the view ---- */

static Rect view_area(void *self, Rect screen)
{
    CardView *view = self;
    int width = BOX_WIDTH < screen.width - MARGIN ? BOX_WIDTH : screen.width - MARGIN;
    int rows = text_view_rows(view->text, width - 4) + 3;
    return rect_centred(screen, width, rows < screen.height - 2 ? rows : screen.height - 2);
}

static void draw_hints(const CardView *view, Canvas *canvas, Rect line)
{
    static const char *const hints[][2] = {
        {"↑↓", "Scroll"}, {"/", "Find"}, {"Enter", "Go to"}, {"q", "Close"}, {"←→", "Other study"}};
    size_t count = sizeof hints / sizeof *hints - (view->count < 2);
    int x = line.x + 1;
    for (size_t i = 0; i < count; i++) {
        x += canvas_label(canvas, x, line.y, line.x + line.width - x, STYLE_HINT_KEY, hints[i][0]) + 1;
        x += canvas_label(canvas, x, line.y, line.x + line.width - x, STYLE_HINT, hints[i][1]) + 2;
    }
}

static void view_draw(void *self, Canvas *canvas, Rect area)
{
    CardView *view = self;
    view->area = area;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    Rect inside = canvas_box(canvas, area, STYLE_BORDER_FOCUS, view->title.bytes);
    draw_hints(view, canvas, rect_make(inside.x, inside.y + inside.height - 1, inside.width, 1));
    text_view_draw(view->text, canvas, rect_make(inside.x + 1, inside.y, inside.width - 2, inside.height - 1));
}

/* Goes to the study of the page in the tree. */
static Reaction go_there(CardView *view)
{
    if (view->count > 0) {
        view->bench->panes.focus = PANE_TREE;
        bench_go_to(view->bench, view->studies[view->page], (Slice){0});
    }
    return REACT_CLOSE | REACT_REDRAW;
}

static Reaction view_key(void *self, Key key)
{
    CardView *view = self;
    switch (key.modifiers ? 0 : key.code) {
    case KEYCODE_RIGHT:
    case 'l':
    case KEYCODE_LEFT:
    case 'h': {
        bool is_back = key.code == KEYCODE_LEFT || key.code == 'h';
        if (view->count > 1) {
            turn_to(view, (view->page + (is_back ? view->count - 1 : 1)) % view->count);
        }
        return REACT_RELAYOUT | REACT_REDRAW;
    }
    case KEYCODE_ENTER:
        return go_there(view);
    case '/':
        return text_view_ask(view->text, view->bench->stage);
    case 'q':
    case 't':
    case KEYCODE_ESCAPE:
        return REACT_CLOSE | REACT_REDRAW;
    default:
        return text_view_key(view->text, key);
    }
}

static Reaction view_mouse(void *self, Mouse mouse)
{
    CardView *view = self;
    bool is_click = mouse.action == MOUSE_PRESS && mouse.button == MOUSE_LEFT;
    return is_click && !rect_contains(view->area, mouse.x, mouse.y) ? REACT_CLOSE : text_view_mouse(view->text, mouse);
}

static void view_free(void *self)
{
    CardView *view = self;
    text_view_free(view->text);
    text_free(&view->title);
    free(view->studies);
    free(view);
}

static const ViewKind card_kind = {
    .name = "card",
    .help = "Up Down j k PgUp PgDn\tscroll\n/ n N\tfind\nLeft Right h l\tgo to another study\nEnter\tgo to "
            "the study in the tree\nq t Esc\tgo back to the tree",
    .area = view_area,
    .draw = view_draw,
    .key = view_key,
    .mouse = view_mouse,
    .free = view_free};

void card_view_open(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    CardView *view = memory_allocate_zeroed(1, sizeof *view);
    NodeId here = bench_row(bench)->node;
    size_t page = 0, capacity = 0;
    view->bench = bench;
    for (NodeId study = studies_next(file->document, NODE_NONE); study != NODE_NONE && view->count < STUDIES_MAXIMUM;
         study = studies_next(file->document, study)) {
        ARRAY_RESERVE(view->studies, capacity, view->count + 1);
        page = document_contains(file->document, study, here) ? view->count : page;
        view->studies[view->count++] = study;
    }
    turn_to(view, page);
    stage_push(bench->stage, (View){&card_kind, view});
}
