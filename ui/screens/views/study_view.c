/*
 * Study view.
 *
 *       No.    Mod.  Description             Body site            Date                   Images
 *     ✗        CT    CT Chest                                     14 March 2025, 09:12        9
 *     ! 2      CT    Thorax axial 1.0        Thoracic structure   14 March 2025, 09:14        4
 *          1–4       CT Image Storage                                                         4
 *              3 series, 9 images
 *
 * Columns that find no room are left out, the date first, then the body site.
 */
#include "ui/screens/views/study_view.h"

#include "src/base/memory.h"
#include "src/outline/studies.h"
#include "src/outline/study_rows.h"
#include "ui/screens/bench/cursor.h"

#include <stdlib.h>

enum { MARK_CELLS = 6, NUMBER_CELLS = 9, MODALITY_CELLS = 6, SITE_CELLS = 22, DATE_CELLS = 22, IMAGES_CELLS = 9 };
enum { DESCRIPTION_LEAST = 22, HEAD = 2, FOOT = 1 };

typedef struct StudyView {
    Workbench *bench;
    StudyRows rows;
    StudyCells cells;
    List list;
} StudyView;

/* Where the columns stand. */
typedef struct StudyColumns {
    int number, modality, description, site, date, images; /* x; of those that are left out: -1 */
    int description_cells;
} StudyColumns;

static StudyColumns columns_of(Rect line)
{
    StudyColumns columns = {.number = line.x + MARK_CELLS, .site = -1, .date = -1};
    columns.modality = columns.number + NUMBER_CELLS;
    columns.description = columns.modality + MODALITY_CELLS;
    int right = line.x + line.width;
    columns.images = right - IMAGES_CELLS;
    right = columns.images;
    if (right - DATE_CELLS - columns.description >= DESCRIPTION_LEAST + 1) {
        columns.date = right -= DATE_CELLS;
    }
    if (right - SITE_CELLS - columns.description >= DESCRIPTION_LEAST + 1) {
        columns.site = right -= SITE_CELLS;
    }
    columns.description_cells = right - columns.description - 1;
    return columns;
}

/* ---- drawing ---- */

static void draw_marks(Canvas *canvas, Rect line, const StudyRow *row)
{
    static const Glyph glyphs[] = {GLYPH_NOTE, GLYPH_WARNING, GLYPH_ERROR};
    static const Style styles[] = {STYLE_ISSUE_NOTE, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    if (row->kind == STUDY_ROW_TOTALS) {
        return;
    }
    if (row->has_issue) {
        canvas_glyph(canvas, line.x, line.y, styles[row->worst], glyphs[row->worst]);
    }
    if (row->gaps) {
        canvas_glyph(canvas, line.x + 2, line.y, STYLE_OBLIGATION_GAP, GLYPH_GAP);
        canvas_format(canvas, line.x + 3, line.y, 3, STYLE_OBLIGATION_GAP, "%u", row->gaps);
    }
}

static void draw_cell(Canvas *canvas, int x, int y, int width, Style style, const Text *text)
{
    if (x >= 0 && text->length) {
        canvas_label_slice(canvas, x, y, width, style, text_slice(text));
    }
}

static void draw_study_row(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    static const Style styles[] = {[STUDY_ROW_STUDY] = STYLE_TITLE,
                                   [STUDY_ROW_SERIES] = STYLE_STRONG,
                                   [STUDY_ROW_INSTANCES] = STYLE_PLAIN,
                                   [STUDY_ROW_TOTALS] = STYLE_DIM};
    (void)is_selected;
    StudyView *view = context;
    const StudyRow *row = &view->rows.items[position];
    StudyCells *cells = &view->cells;
    StudyColumns columns = columns_of(line);
    Style style = styles[row->kind];
    study_cells_fill(cells, bench_file(view->bench)->document, row);
    draw_marks(canvas, line, row);
    int inset = row->kind == STUDY_ROW_INSTANCES ? 2 : 0;
    draw_cell(canvas, columns.number + inset, line.y, NUMBER_CELLS - inset - 1, style, &cells->number);
    draw_cell(canvas, columns.modality, line.y, MODALITY_CELLS - 1, style, &cells->modality);
    bool is_alone = row->kind == STUDY_ROW_INSTANCES || row->kind == STUDY_ROW_TOTALS;
    draw_cell(canvas, columns.description, line.y,
              is_alone ? columns.images - columns.description - 1 : columns.description_cells, style,
              &cells->description);
    draw_cell(canvas, columns.site, line.y, SITE_CELLS - 1, STYLE_PLAIN, &cells->body_site);
    draw_cell(canvas, columns.date, line.y, DATE_CELLS - 1, STYLE_PLAIN, &cells->date);
    text_append_byte(&cells->images, '\0');
    canvas_label_right(canvas, columns.images, line.y, IMAGES_CELLS - 1, style, cells->images.bytes);
}

static void draw_heads(Canvas *canvas, Rect line)
{
    StudyColumns columns = columns_of(line);
    const struct {
        int x;
        const char *title;
    } heads[] = {{columns.number, "No."},
                 {columns.modality, "Mod."},
                 {columns.description, "Description"},
                 {columns.site, "Body site"},
                 {columns.date, "Date"}};
    canvas_fill(canvas, line, GROUND_HEADER);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (heads[i].x >= 0) {
            canvas_label(canvas, heads[i].x, line.y, line.x + line.width - heads[i].x, STYLE_HINT, heads[i].title);
        }
    }
    canvas_label_right(canvas, columns.images, line.y, IMAGES_CELLS - 1, STYLE_HINT, "Images");
}

static void view_draw(void *self, Canvas *canvas, Rect area)
{
    StudyView *view = self;
    Rect title = rect_make(area.x, area.y, area.width, 1),
         foot = rect_make(area.x, area.y + area.height - 1, area.width, 1);
    canvas_fill(canvas, title, GROUND_HEADER);
    int used = canvas_label(canvas, area.x + 1, area.y, area.width, STYLE_TITLE, "Studies of ");
    canvas_text(canvas, area.x + 1 + used, area.y, area.width - used - 2, STYLE_FILE,
                open_file_name(bench_file(view->bench)));
    draw_heads(canvas, rect_make(area.x + 1, area.y + 1, area.width - 2, 1));
    list_draw(&view->list, canvas, rect_make(area.x + 1, area.y + HEAD, area.width - 2, area.height - HEAD - FOOT),
              GROUND_SCREEN, true, draw_study_row, view);
    canvas_fill(canvas, foot, GROUND_FOOTER);
    canvas_label(canvas, foot.x + 1, foot.y, foot.width - 2, STYLE_HINT, "Enter Go to · q Close");
}

/* ---- keys ---- */

static Reaction go_there(void *self)
{
    StudyView *view = self;
    view->bench->panes.focus = PANE_TREE;
    bench_go_to(view->bench, view->rows.items[view->list.selected].node, (Slice){0});
    return REACT_CLOSE | REACT_REDRAW;
}

static Reaction view_key(void *self, Key key)
{
    StudyView *view = self;
    switch (key.modifiers ? 0 : key.code) {
    case 'S':
        return REACT_CLOSE | REACT_REDRAW;
    default:
        return list_view_key(&view->list, key, go_there, view);
    }
}

static Reaction view_mouse(void *self, Mouse mouse)
{
    StudyView *view = self;
    return list_view_mouse(&view->list, mouse, go_there, view);
}

static void view_free(void *self)
{
    StudyView *view = self;
    study_rows_free(&view->rows);
    study_cells_free(&view->cells);
    free(view);
}

static const ViewKind study_kind = {.name = "study",
                                    .help = "Up Down j k PgUp PgDn\tgo from row to row\nEnter\tgo to the value in the "
                                            "tree\nS q Esc\tgo back to the tree",
                                    .draw = view_draw,
                                    .key = view_key,
                                    .mouse = view_mouse,
                                    .free = view_free};

/* The last row that stands for what a node is in. */
static uint64_t row_of(const StudyView *view, const Document *document, NodeId node)
{
    uint64_t found = 0;
    for (size_t i = 0; i < view->rows.count; i++) {
        const StudyRow *row = &view->rows.items[i];
        NodeId holder = row->kind == STUDY_ROW_INSTANCES ? document_node(document, row->node)->parent : row->node;
        bool is_in = row->node <= node && document_contains(document, holder, node);
        found = row->kind != STUDY_ROW_TOTALS && is_in ? i : found;
    }
    return found;
}

void study_view_open(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    StudyView *view = memory_allocate_zeroed(1, sizeof *view);
    view->bench = bench;
    view->rows = study_rows_of(file->document, file->report);
    if (view->rows.count == 0) {
        view_free(view);
        bool has_resources = resources_count(bench_file(bench)->document).resources > 0;
        messages_add(bench->messages, STYLE_PLAIN, "No imaging study in the file%s",
                     has_resources ? ". zn lists the resources" : "");
        return;
    }
    list_set_count(&view->list, view->rows.count);
    list_select(&view->list, row_of(view, file->document, bench_row(bench)->node));
    stage_push(bench->stage, (View){&study_kind, view});
}
