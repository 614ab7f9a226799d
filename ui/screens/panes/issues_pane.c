/* Issues pane: what was found, the worst first, by place or by kind. */
#include "ui/screens/panes/issues_pane.h"

#include "ui/screens/background/background.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/bench/suppressed.h"
#include "ui/screens/editing/to_fill.h"
#include "ui/screens/panes/rule_pane.h"

#include "src/outline/names.h"
#include "ui/widgets/cut_text.h"
#include "ui/widgets/text_rows.h"

enum { COLUMN_PLACE = 2, SIDE_CELLS = 7, COLUMN_WRAPPED = 4, PLACE_WIDTH = 46, NAME_LEAST = 14, WRAPPED_MAXIMUM = 5 };

/* What the rows are drawn with. */
typedef struct IssuesDrawing {
    Workbench *bench;
    int place;       /* cells before the places */
    int place_width; /* cells of the places */
} IssuesDrawing;

/* The words of the place of an issue: the name of what holds it, and the path within. */
typedef struct PlaceWords {
    Text name;
    Text rest;
} PlaceWords;

/* ---- the place ---- */

/* The words of a row: of equal ones how many there are and of what kind. */
static PlaceWords place_words(const OpenFile *file, const IssueRow *row)
{
    PlaceWords words = {TEXT_EMPTY, TEXT_EMPTY};
    const Issue *issue = issue_rows_issue(file->report, file->opinion, row->position);
    if (row->count > 1) {
        const char *title = issue->id == KEY_INVARIANT ? issue->key : key_row(issue->id)->title;
        text_format(&words.name, "%s %u × %s", row->is_open ? "▾" : "▸", row->count, title);
        return words;
    }
    if (row->side == SIDE_THEIRS && !file->opinion->rows[row->position - report_count(file->report)].is_placed) {
        text_append(&words.rest, issue->detail); /* as it was written */
        return words;
    }
    NodeId holder = names_holder(file->document, issue->node);
    text_append(&words.name, row->is_inside && holder != NODE_NONE ? SLICE("  ") : (Slice){0});
    text_append(&words.rest, row->is_inside && holder == NODE_NONE ? SLICE("  ") : (Slice){0});
    if (holder != NODE_NONE) {
        names_append_place(outline_names(file->outline), holder, &words.name);
    }
    names_append_rest(file->document, issue->node, row->side == SIDE_THEIRS ? issue->missing : (Slice){0}, &words.rest);
    return words;
}

static void place_words_free(PlaceWords *words)
{
    text_free(&words->name);
    text_free(&words->rest);
}

/* Draws the place of a row; the path is cut last. */
static void draw_place(const OpenFile *file, Canvas *canvas, Rect place, const IssueRow *row, bool is_dim)
{
    PlaceWords words = place_words(file, row);
    int rest_width = (int)cluster_width(text_slice(&words.rest), canvas_mode(canvas));
    int left = place.width - (rest_width ? rest_width + 3 : 0);
    int room = !words.name.length ? 0 : left < NAME_LEAST ? NAME_LEAST : left;
    Style style = is_dim ? STYLE_DIM : row->count > 1 ? STYLE_KEY : STYLE_STRONG;
    Slice name = text_slice(&words.name), kind = cluster_parts(name, room, canvas_mode(canvas));
    bool is_kind = left < NAME_LEAST && kind.length > 0; /* "Composition", without what it is called */
    int used = canvas_label_slice(canvas, place.x, place.y, room, style, is_kind ? kind : name);
    if (used && rest_width) {
        used += canvas_label(canvas, place.x + used, place.y, 3, STYLE_DIM, " › ");
    }
    cut_text_start(canvas, rect_make(place.x + used, place.y, place.width - used, 1), is_dim ? STYLE_DIM : STYLE_LINK,
                   text_slice(&words.rest));
    place_words_free(&words);
}

/* The cells that the places of the rows that are seen need, while there is room. */
static int place_width(Workbench *bench, Rect area)
{
    const IssueRows *rows = &bench->issues->rows;
    int most = area.width * 2 / 5 < PLACE_WIDTH ? area.width * 2 / 5 : PLACE_WIDTH, widest = 0;
    uint64_t first = bench->issues->list.first;
    for (uint64_t i = first; i < rows->count && i < first + (uint64_t)area.height && widest < most; i++) {
        PlaceWords words = place_words(bench_file(bench), &rows->items[i]);
        int name = (int)cluster_width(text_slice(&words.name), CLUSTER_UNICODE);
        int rest = (int)cluster_width(text_slice(&words.rest), CLUSTER_UNICODE);
        int width = name + rest + (name && rest ? 3 : 0);
        widest = width > widest ? width : widest;
        place_words_free(&words);
    }
    return widest < most ? widest : most;
}

/* ---- the message ---- */

/* Parts a message into the lines of a selected row: what fits after the place, then whole lines. Returns how many. */
static int wrap(Slice message, int first_width, int width, ClusterMode mode, Slice lines[WRAPPED_MAXIMUM])
{
    int count = 0;
    for (size_t at = 0; at < message.length && count < WRAPPED_MAXIMUM; count++) {
        int room = count == 0 ? first_width : width;
        size_t end = room > 0 ? text_row_end(message, at, room, mode) : message.length;
        bool is_last = count + 1 == WRAPPED_MAXIMUM;
        lines[count] = slice_part(message, at, is_last ? message.length : end - at);
        at = is_last ? message.length : end;
    }
    return count;
}

static ClusterMode label_mode(const Canvas *canvas)
{
    return canvas_is_ascii(canvas) ? CLUSTER_LABEL : CLUSTER_UNICODE;
}

/* True for a row of fields that only wait for a value. */
static bool is_to_fill(const Workbench *bench, const IssueRow *row)
{
    const OpenFile *file = bench_file(bench);
    const Issue *issue = issue_rows_issue(file->report, file->opinion, row->position);
    uint32_t waiting = row->side != SIDE_THEIRS && to_fill_is(bench, file, issue) ? to_fill_count(bench, file) : 0;
    return waiting > 0 && (row->count == 1 || row->count == waiting);
}

/* Appends the message of a row; before it, why the issue is suppressed: true where it is. */
static bool append_message(Workbench *bench, const IssueRow *row, Text *message)
{
    const OpenFile *file = bench_file(bench);
    const Issue *issue = issue_rows_issue(file->report, file->opinion, row->position);
    const Slice *reason =
        row->count == 1 && row->side != SIDE_THEIRS ? suppressed_reason(bench, file, row->position) : NULL;
    if (reason) {
        text_format(message, "Suppressed: %.*s · ", SLICE_ARGS(*reason));
    }
    text_append(message, is_to_fill(bench, row) ? SLICE("To fill in. Tab goes to the next field.") : issue->message);
    for (uint32_t i = 0; row->side == SIDE_BOTH && row->count == 1 && i < file->opinion->count; i++) {
        const OpinionRow *theirs = &file->opinion->rows[i];
        if (theirs->ours == row->position) {
            text_format(message, " · theirs: %.*s", SLICE_ARGS(theirs->issue.message));
        }
    }
    return reason != NULL;
}

/* The lines that the selected row takes in an area; `is_whole`: its message is shown to its end. */
static int lines_of_selected(IssuesDrawing *drawing, const Canvas *canvas, Rect area, bool *is_whole)
{
    const IssueRow *row = shown_issues_row(drawing->bench);
    uint64_t others = drawing->bench->issues->list.count - 1;
    int spare = others < (uint64_t)area.height ? area.height - (int)others : 0;
    int most = spare > area.height / 2 ? spare : area.height / 2;
    most = most < 2 ? 1 : most < WRAPPED_MAXIMUM ? most : WRAPPED_MAXIMUM;
    Slice lines[WRAPPED_MAXIMUM];
    *is_whole = false;
    if (!row) {
        return 1;
    }
    int width = area.width - 1, first = width - drawing->place - drawing->place_width - 1;
    Text message = TEXT_EMPTY;
    append_message(drawing->bench, row, &message);
    int count = wrap(text_slice(&message), first, width - COLUMN_WRAPPED, label_mode(canvas), lines);
    int last = count > 0 ? (int)cluster_width(slice_trim(lines[count - 1]), label_mode(canvas)) : 0;
    *is_whole = count <= most && last <= (count > 1 ? width - COLUMN_WRAPPED : first);
    text_free(&message);
    return count < most ? count : most;
}

static void draw_message(Canvas *canvas, Rect line, int x, Style style, Slice message)
{
    Slice lines[WRAPPED_MAXIMUM];
    int width = line.x + line.width - x;
    if (line.height < 2) {
        canvas_label_slice(canvas, x, line.y, width, style, message);
        return;
    }
    int count = wrap(message, width, line.width - COLUMN_WRAPPED, label_mode(canvas), lines);
    for (int i = 0; i < count && i < line.height; i++) {
        bool is_last = i + 1 == line.height;
        size_t start = (size_t)(lines[i].bytes - message.bytes);
        canvas_label_slice(canvas, i ? line.x + COLUMN_WRAPPED : x, line.y + i, i ? line.width - COLUMN_WRAPPED : width,
                           style, is_last ? slice_part(message, start, message.length) : lines[i]);
    }
}

static void draw_issue(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    static const Glyph glyphs[] = {GLYPH_NOTE, GLYPH_WARNING, GLYPH_ERROR};
    static const Style styles[] = {STYLE_ISSUE_NOTE, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    IssuesDrawing *drawing = context;
    (void)is_selected;
    const OpenFile *file = bench_file(drawing->bench);
    const IssueRow *row = &drawing->bench->issues->rows.items[position];
    const Issue *issue = issue_rows_issue(file->report, file->opinion, row->position);
    bool is_gap = issue_is_gap(issue) || is_to_fill(drawing->bench, row);
    Text message = TEXT_EMPTY;
    bool is_dim = append_message(drawing->bench, row, &message);
    canvas_glyph(canvas, line.x, line.y,
                 is_dim   ? STYLE_DIM
                 : is_gap ? STYLE_OBLIGATION_GAP
                          : styles[issue->severity],
                 is_gap ? GLYPH_GAP : glyphs[issue->severity]);
    canvas_label(canvas, line.x + COLUMN_PLACE, line.y, drawing->place - COLUMN_PLACE,
                 row->side == SIDE_BOTH ? STYLE_DIM : STYLE_KEY, issue_side_name(row->side));
    draw_place(file, canvas, rect_make(line.x + drawing->place, line.y, drawing->place_width, 1), row, is_dim);
    draw_message(canvas, line, line.x + drawing->place + drawing->place_width + 1,
                 is_gap || is_dim ? STYLE_DIM : STYLE_PLAIN, text_slice(&message));
    text_free(&message);
}

/* ---- the pane ---- */

void issues_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused)
{
    const OpenFile *file = bench_file(bench);
    shown_issues_refresh(bench);
    if (file && !is_focused) {
        shown_issues_follow(bench);
    }
    if (bench->issues->list.count == 0) {
        const IssueRows *rows = &bench->issues->rows;
        bool is_judging = background_is_judging(bench);
        bool is_filtered = rows->filter.length > 0 || rows->hidden_count > 0;
        canvas_label(canvas, area.x, area.y, area.width, is_filtered || is_judging ? STYLE_DIM : STYLE_GOOD,
                     !file         ? ""
                     : is_judging  ? "No issues so far."
                     : is_filtered ? "No matching issues."
                                   : "✓ No issues");
        return;
    }
    IssuesDrawing drawing = {.bench = bench,
                             .place = COLUMN_PLACE + (file->opinion ? SIDE_CELLS : 0),
                             .place_width = place_width(bench, area)};
    bench->issues->list.tall = lines_of_selected(&drawing, canvas, area, &bench->issues->is_whole);
    list_draw(&bench->issues->list, canvas, area, GROUND_SCREEN, is_focused, draw_issue, &drawing);
}

/* Appends what a file's second opinion comes to. */
static void append_opinion(const OpenFile *file, Text *title)
{
    const SecondOpinion *opinion = file ? file->opinion : NULL;
    if (!opinion) {
        return;
    }
    text_format(title, " · %s: %u both, %u theirs, %u ipse", file->opinion_name, opinion->both,
                second_opinion_only_theirs(opinion), second_opinion_only_ours(opinion, file->report));
    if (opinion->settled) {
        text_format(title, ", %u settled", opinion->settled);
    }
}

const char *issues_pane_title(Workbench *bench)
{
    static const char *const titles[][2] = {[ISSUES_BY_SEVERITY] = {"Issues", "Matching issues"},
                                            [ISSUES_BY_PLACE] = {"Issues by place", "Matching issues by place"},
                                            [ISSUES_BY_KIND] = {"Issues by kind", "Matching issues by kind"}};
    const IssueRows *rows = &bench->issues->rows;
    shown_issues_refresh(bench);
    Text *title = &bench->issues->title;
    text_clear(title);
    text_append(title, slice_from(titles[rows->order][rows->filter.length > 0]));
    append_opinion(bench_file(bench), title);
    for (size_t i = 0; i < rows->hidden_count; i++) {
        text_format(title, "%s%.*s", i ? ", " : " · hidden: ", SLICE_ARGS(text_slice(&rows->hidden[i].name)));
    }
    return title->bytes;
}

void issues_pane_show(Workbench *bench)
{
    const Issue *issue = shown_issues_issue(bench);
    if (issue) {
        OpenFile *file = bench_file(bench);
        bench_go_to_row(bench, outline_reveal(file->outline, issue->node, issue->missing));
    }
}

Reaction issues_pane_follow(Workbench *bench)
{
    if (!shown_issues_issue(bench)) {
        return REACT_NONE;
    }
    if (shown_issues_row(bench)->count > 1) {
        issue_rows_turn(&bench->issues->rows, (uint32_t)bench->issues->list.selected);
        shown_issues_refresh(bench);
        return REACT_REDRAW;
    }
    const Issue *issue = shown_issues_issue(bench);
    bench->panes.focus = PANE_TREE;
    bench_go_to(bench, issue->node, issue->missing);
    if (shown_issues_selected(bench) != UINT32_MAX) {
        jump_note(bench, shown_issues_selected(bench));
    }
    if (!panes_is_shown(&bench->panes, PANE_RULE)) {
        rule_pane_open(bench);
    }
    return REACT_REDRAW;
}
