/*
 * Tree rows. Columns: issue, guides and fold sign, obligation, label, value, obligation in words.
 *
 * A value has at least VALUE_LEAST cells, if the pane has them: in a narrow pane levels are indented by one cell,
 * labels take as much room as those that are seen need, and are cut before values are. A value of one word (a UID, a
 * URL) is cut in its middle, for its end tells it from others. What a reader would say stands before the value as it is
 * written.
 */
#include "ui/screens/panes/tree_rows.h"

#include "src/outline/narrative_text.h"
#include "ui/screens/asking/asking.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/tree_search.h"
#include "ui/screens/editing/to_fill.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/screens/panes/sides_pane.h"
#include "ui/widgets/cut_text.h"
#include "ui/widgets/line_editor.h"

enum { NARROW = 58, COLUMN_TREE = 2, LABEL_WIDTH = 19, LABEL_LEAST = 8, VALUE_LEAST = 24, WORDS_WIDTH_MINIMUM = 24 };

/* How the rows are laid out. */
typedef struct TreeLayout {
    Workbench *bench;
    int indent;      /* cells of a level */
    int sign_cells;  /* of the fold sign, and of the mark */
    int label_cells; /* from the label to the value, at least */
    int side_cells;  /* of the marks of profiles side by side */
    int depth_most;  /* deeper rows are indented like this */
} TreeLayout;

/* The sign of the worst issue of a row; of fields that only wait for a value, that of a gap. */
static void draw_issue_mark(const Workbench *bench, Canvas *canvas, int x, int y, const RowView *row)
{
    static const Glyph glyphs[] = {GLYPH_NOTE, GLYPH_WARNING, GLYPH_ERROR};
    static const Style styles[] = {STYLE_ISSUE_NOTE, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    Severity worst = row->worst;
    bool has_other = row->is_absent || !row->has_issue || to_fill_worst_within(bench, row->node, &worst);
    if (row->has_issue) {
        canvas_glyph(canvas, x, y, has_other ? styles[worst] : STYLE_OBLIGATION_GAP,
                     has_other ? glyphs[worst] : GLYPH_GAP);
    }
}

/* A code whose verdict is still to come, where nothing worse is known. */
static void draw_waiting(const Workbench *bench, Canvas *canvas, int x, int y, const RowView *row)
{
    bool is_free = !row->is_absent && (!row->has_issue || row->worst == SEVERITY_NOTE);
    if (is_free && asking_waits_at(bench, row->node)) {
        canvas_text(canvas, x, y, 1, STYLE_DIM, SLICE("…"));
    }
}

/* Draws the guides of the levels above a row; returns where its fold sign stands. */
static int draw_guides(Canvas *canvas, int x, int y, const TreeLayout *layout, unsigned depth)
{
    int shown = (int)depth < layout->depth_most ? (int)depth : layout->depth_most;
    for (int i = 1; i < shown; i++) {
        canvas_glyph(canvas, x + (i - 1) * layout->indent, y, STYLE_GUIDE, GLYPH_VERTICAL);
    }
    return x + shown * layout->indent;
}

static void draw_mark(Canvas *canvas, int x, int y, Mark mark)
{
    if (mark == MARK_FILLED) {
        canvas_glyph(canvas, x, y, STYLE_OBLIGATION, GLYPH_OBLIGATED);
    } else if (mark == MARK_HOLLOW || mark == MARK_REQUIRED) {
        canvas_glyph(canvas, x, y, mark == MARK_HOLLOW ? STYLE_OBLIGATION_GAP : STYLE_ISSUE_ERROR, GLYPH_GAP);
    }
}

static Style style_of(RowText text)
{
    static const Style styles[] = {
        [ROW_STRING] = STYLE_STRING,  [ROW_NUMBER] = STYLE_NUMBER, [ROW_LITERAL] = STYLE_LITERAL,
        [ROW_WORDS] = STYLE_WORDS,    [ROW_GHOST] = STYLE_ABSENT,  [ROW_BROKEN] = STYLE_ISSUE_ERROR,
        [ROW_NARRATIVE] = STYLE_WORDS};
    return styles[text];
}

/* Where the value of a row begins: at a column for its depth, so that values of one level stand below each other. */
static int value_column(const Rect *line, const TreeLayout *layout, int label_x, int label_width)
{
    int wanted = label_x + layout->label_cells, after = label_x + label_width + 2;
    int latest = line->x + line->width - 1 - VALUE_LEAST, least = label_x + LABEL_LEAST;
    int column = wanted > after ? wanted : after;
    column = column > latest ? latest : column;
    return column < least ? least : column;
}

static bool is_typed_here(const Workbench *bench, bool is_selected)
{
    return is_selected && bench->typing->editor;
}

static bool is_searched(const Workbench *bench, SearchScope scope)
{
    const TreeSearch *search = bench->search;
    return search->is_shown && !search->is_nodes &&
           (search->search.scope == SEARCH_ALL || search->search.scope == scope);
}

/* Marks what is searched for in a text that was drawn at a place, without its first `skipped` cells. */
static void mark_found(const Workbench *bench, Canvas *canvas, Rect area, Slice text, int skipped, SearchScope scope)
{
    size_t start = 0, length = 0, from = 0;
    int x = -skipped;
    while (is_searched(bench, scope) && x < area.width &&
           search_find(&bench->search->search, text, from, &start, &length)) {
        x += (int)cluster_width(slice_part(text, from, start - from), canvas_mode(canvas));
        int width = (int)cluster_width(slice_part(text, start, length), canvas_mode(canvas)), room = area.width - x;
        if (x >= 0) {
            canvas_restyle(canvas, rect_make(area.x + x, area.y, width < room ? width : room, 1), STYLE_MATCH);
        }
        x += width;
        from = start + length;
    }
}

/* Draws a text from a little before what is searched for, which would not be seen otherwise; false where it is not in
 * the text. */
static bool draw_found(const Workbench *bench, Canvas *canvas, Rect place, Style style, Slice text)
{
    size_t start, length;
    if (!search_find(&bench->search->search, text, 0, &start, &length)) {
        return false;
    }
    int before = (int)cluster_width(slice_part(text, 0, start), canvas_mode(canvas)), lead = place.width / 4;
    int skipped = before > lead ? before - lead : 0;
    if (skipped) {
        canvas_glyph(canvas, place.x, place.y, STYLE_DIM, GLYPH_ELLIPSIS);
        place = rect_make(place.x + 1, place.y, place.width - 1, 1);
    }
    int used = canvas_text_from(canvas, place.x, place.y, place.width, style, text, (size_t)skipped);
    mark_found(bench, canvas, rect_make(place.x, place.y, used, 1), text, skipped, SEARCH_VALUES);
    return true;
}

/* Draws what is searched for in the value of a row, where the row as it stands would not show it; false where it would,
   or where there is none. Of a narrative its text comes first, then its markup. */
static bool bring_found(const Workbench *bench, Canvas *canvas, Rect place, const RowView *row)
{
    const Document *document = bench_file(bench)->document;
    size_t start, length;
    bool is_simple = document_node(document, row->node)->kind <= NODE_STRING;
    if (!is_simple || !is_searched(bench, SEARCH_VALUES)) {
        return false;
    }
    Text scratch = TEXT_EMPTY, lines = TEXT_EMPTY;
    Slice value = document_string(document, row->node, &scratch);
    bool is_drawn = search_find(&bench->search->search, value, 0, &start, &length);
    if (is_drawn && row->text == ROW_NARRATIVE) {
        narrative_text_line(value, value.length, &lines);
        is_drawn = draw_found(bench, canvas, place, STYLE_WORDS, text_slice(&lines)) ||
                   draw_found(bench, canvas, place, STYLE_STRING, value);
    } else if (is_drawn) {
        bool is_whole = !row->words.length && (int)cluster_width(value, canvas_mode(canvas)) <= place.width;
        is_drawn = !is_whole && draw_found(bench, canvas, place, STYLE_STRING, value);
    }
    text_free(&scratch);
    text_free(&lines);
    return is_drawn;
}

/* ---- obligations ---- */

/* Appends an obligation in few words: what SHALL be done as it is, what SHOULD in round brackets, what MAY in square
 * ones. */
static void append_short(Slice obligation, Text *text)
{
    static const struct {
        const char *strength, *open, *close;
    } strengths[] = {{"SHALL ", "", ""}, {"SHOULD ", "(", ")"}, {"MAY ", "[", "]"}};
    static const struct {
        const char *words, *shown;
    } verbs[] = {{"populate if known", "fill if known"}, {"display", "show"}};
    const char *close = "";
    for (size_t i = 0; i < sizeof strengths / sizeof *strengths; i++) {
        if (slice_starts_with(obligation, slice_from(strengths[i].strength))) {
            obligation = slice_without_prefix(obligation, slice_from(strengths[i].strength));
            text_append(text, slice_from(strengths[i].open));
            close = strengths[i].close;
        }
    }
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        obligation = slice_equals(obligation, slice_from(verbs[i].words)) ? slice_from(verbs[i].shown) : obligation;
    }
    text_append(text, obligation);
    text_append(text, slice_from(close));
}

/* Draws obligations in words, in few words where those do not fit; returns the cells that they took. */
static int draw_obligation(Canvas *canvas, Rect place, Style style, Slice obligation)
{
    const Slice dot = SLICE(" · ");
    if ((int)cluster_width(obligation, CLUSTER_UNICODE) <= place.width) {
        return canvas_label_slice(canvas, place.x, place.y, place.width, style, obligation);
    }
    Text words = TEXT_EMPTY;
    for (Slice rest = obligation; rest.length;) {
        Slice one = slice_part(rest, 0, slice_find(rest, dot, 0));
        rest = slice_part(rest, one.length + dot.length, rest.length);
        text_append(&words, words.length ? dot : (Slice){0});
        append_short(one, &words);
    }
    int used = canvas_label_slice(canvas, place.x, place.y, place.width, style, text_slice(&words));
    text_free(&words);
    return used;
}

/* ---- values ---- */

/* Draws a value as it is written: one of one word without its middle where it is too long, for its end tells most. */
static int draw_raw(Canvas *canvas, Rect place, Style style, const RowView *row)
{
    bool is_one_word = true;
    for (size_t i = 0; i < row->summary.length && is_one_word; i++) {
        is_one_word = row->summary.bytes[i] > ' ' && row->summary.bytes[i] < 0x7F;
    }
    /* Words are a summary with separators of the program's own; all else is the value as it is. */
    bool is_label = row->text == ROW_WORDS || row->text == ROW_NARRATIVE;
    return is_one_word ? cut_text_middle(canvas, place, style, row->summary)
           : is_label  ? canvas_label_slice(canvas, place.x, place.y, place.width, style, row->summary)
                       : canvas_text(canvas, place.x, place.y, place.width, style, row->summary);
}

/* The value of a row, or what is to be said of an absent one, and its obligations where there is room. */
static void draw_value(Workbench *bench, Canvas *canvas, Rect place, const RowView *row)
{
    if (row->is_absent) {
        int used = row->obligation.length ? draw_obligation(canvas, place, STYLE_OBLIGATION_GAP, row->obligation) : 0;
        used += used ? 2 : 0;
        canvas_label_slice(canvas, place.x + used, place.y, place.width - used, STYLE_ABSENT, row->summary);
        return;
    }
    enum { RAW_LEAST = 14 };
    if (bring_found(bench, canvas, place, row)) {
        return;
    }
    int used = canvas_label_slice(canvas, place.x, place.y, place.width, STYLE_WORDS, row->words);
    used += used ? 2 : 0;
    if (place.width - used >= (used ? RAW_LEAST : 1)) {
        Rect rest = rect_make(place.x + used, place.y, place.width - used, 1);
        int raw = draw_raw(canvas, rest, used ? STYLE_DIM : style_of(row->text), row);
        mark_found(bench, canvas, rect_make(rest.x, rest.y, raw, 1), row->summary, 0, SEARCH_VALUES);
        used += raw;
    }
    int left = place.width - used - 2;
    if (row->obligation.length && left + 1 >= WORDS_WIDTH_MINIMUM) {
        draw_obligation(canvas, rect_make(place.x + used + 2, place.y, left, 1), STYLE_DIM, row->obligation);
    }
}

/* The name of a row; one that does not fit keeps the number at its end, which tells it from its siblings. */
static int draw_label(Canvas *canvas, Rect place, Style style, Slice label)
{
    size_t number = label.length;
    while (number > 0 && label.bytes[number - 1] >= '0' && label.bytes[number - 1] <= '9') {
        number--;
    }
    bool is_numbered = number > 0 && number < label.length && label.bytes[number - 1] == ' ';
    Slice end = slice_part(label, is_numbered ? number - 1 : label.length, label.length);
    int cells = (int)cluster_width(label, canvas_mode(canvas)), kept = (int)end.length;
    if (cells <= place.width || place.width < 2 * kept) {
        return canvas_text(canvas, place.x, place.y, place.width, style, label);
    }
    int used = canvas_text(canvas, place.x, place.y, place.width - kept, style,
                           slice_part(label, 0, label.length - end.length));
    return used + canvas_text(canvas, place.x + used, place.y, kept, style, end);
}

/* ---- rows ---- */

static void draw_row(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    const TreeLayout *layout = context;
    Workbench *bench = layout->bench;
    const RowView *row = outline_row(bench_file(bench)->outline, (uint32_t)position);
    draw_issue_mark(bench, canvas, line.x, line.y, row);
    draw_waiting(bench, canvas, line.x, line.y, row);
    if (layout->side_cells) {
        sides_pane_draw_marks(bench_file(bench), canvas, line.x + COLUMN_TREE, line.y, row);
    }
    int x = draw_guides(canvas, line.x + COLUMN_TREE + layout->side_cells, line.y, layout, row->depth);
    if (row->is_container) {
        canvas_glyph(canvas, x, line.y, STYLE_GUIDE, row->is_open ? GLYPH_UNFOLDED : GLYPH_FOLDED);
    }
    draw_mark(canvas, x + layout->sign_cells, line.y, row->mark);
    x += layout->sign_cells + 2;
    if (!row->is_absent && jumps_is_marked(&bench_file(bench)->jumps, row->node)) {
        canvas_text(canvas, x - 1, line.y, 1, STYLE_ISSUE_WARNING, SLICE("'"));
    }
    bool is_hit = !row->is_absent && tree_search_is_hit(bench, row->node, row->is_container && !row->is_open);
    if (is_hit) {
        canvas_text(canvas, x - 1, line.y, 1, STYLE_MATCH, SLICE(">"));
    }
    int right = line.x + line.width;
    Style key = row->is_absent ? STYLE_ABSENT : STYLE_KEY;
    int value = value_column(&line, layout, x, (int)cluster_width(row->label, canvas_mode(canvas)));
    int label = draw_label(canvas, rect_make(x, line.y, value - x - 1, 1), key, row->label);
    mark_found(bench, canvas, rect_make(x, line.y, label, 1), row->label, 0, SEARCH_NAMES);
    if (is_hit && label > 0) {
        canvas_restyle(canvas, rect_make(x, line.y, label, 1), STYLE_MATCH);
    }
    if (is_typed_here(bench, is_selected)) {
        line_editor_draw(bench->typing->editor, canvas, rect_make(value, line.y, right - value - 1, 1), true);
        return;
    }
    draw_value(bench, canvas, rect_make(value, line.y, right - value - 1, 1), row);
}

/* True for a stream of lines, of which all are shown. */
static bool shows_lines(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    return document_node(file->document, outline_hoisted(file->outline))->kind == NODE_LINES;
}

/* The room that the labels need which are seen; the name of a stream of lines stands above them. */
static int label_cells(Workbench *bench, int height)
{
    Outline *outline = bench_file(bench)->outline;
    bool is_stream = shows_lines(bench);
    uint64_t first = bench->tree.first;
    int widest = LABEL_LEAST;
    for (uint64_t row = first == 0 && is_stream ? 1 : first;
         row < outline_count(outline) && row < first + (uint64_t)height; row++) {
        int width = (int)cluster_width(outline_row(outline, (uint32_t)row)->label, CLUSTER_UNICODE) + 2;
        widest = width > widest ? width : widest;
    }
    return widest < LABEL_WIDTH ? widest : LABEL_WIDTH;
}

void tree_rows_draw(Workbench *bench, Canvas *canvas, Rect area, bool rests)
{
    bool is_narrow = area.width < NARROW;
    TreeLayout layout = {.bench = bench,
                         .indent = is_narrow ? 1 : 2,
                         .sign_cells = is_narrow ? 1 : 2,
                         .side_cells = sides_pane_cells(bench_file(bench)),
                         .label_cells =
                             is_narrow || shows_lines(bench) ? label_cells(bench, area.height) : LABEL_WIDTH};
    int room = area.width - VALUE_LEAST - LABEL_LEAST - COLUMN_TREE - layout.side_cells - layout.sign_cells - 4;
    layout.depth_most = room > layout.indent ? room / layout.indent : 1;
    list_draw(&bench->tree, canvas, area, GROUND_SCREEN, rests, draw_row, &layout);
}
