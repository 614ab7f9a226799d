/* Header: file, profile, and the counts of what was found. */
#include "ui/screens/panes/header.h"

#include "src/base/shown.h"
#include "ui/screens/background/background.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/suppressed.h"
#include "ui/screens/editing/to_fill.h"

#include <stdio.h>

/* One kind of finding: how many there are, in words and in its own style. */
typedef struct HeaderCount {
    uint32_t count;
    const char *one;
    const char *many;
    const char *sign; /* one cell wide */
    Style style;
} HeaderCount;

/* What was found, and how much of that is suppressed, or waits for a value, and is not counted. */
typedef struct HeaderCounts {
    ReportCounts counts;
    uint32_t to_fill;
    uint32_t suppressed;
} HeaderCounts;

/* The counts, parted by dots; with `canvas` NULL only their width is told. `is_short`: by signs. Returns the cells that
 * they take. */
static int draw_counts(Canvas *canvas, int x, int y, const HeaderCounts *all, bool is_short)
{
    ReportCounts counts = all->counts;
    const HeaderCount parts[] = {{counts.errors, "error", "errors", "✗", STYLE_ISSUE_ERROR},
                                 {counts.warnings, "warning", "warnings", "!", STYLE_ISSUE_WARNING},
                                 {counts.notes, "note", "notes", "·", STYLE_ISSUE_NOTE},
                                 {counts.gaps, "gap", "gaps", "□", STYLE_OBLIGATION_GAP},
                                 {all->to_fill, "to fill in", "to fill in", "?", STYLE_OBLIGATION_GAP},
                                 {all->suppressed, "suppressed", "suppressed", "~", STYLE_DIM}};
    int start = x;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char text[32];
        const HeaderCount *part = &parts[i];
        if (!part->count) {
            continue;
        }
        if (x > start) {
            x += canvas ? canvas_label(canvas, x, y, is_short ? 1 : 3, STYLE_HINT, is_short ? " " : " · ")
                        : (is_short ? 1 : 3);
        }
        if (is_short) {
            snprintf(text, sizeof text, "%s%u", part->sign, part->count);
        } else {
            snprintf(text, sizeof text, "%u %s", part->count, part->count == 1 ? part->one : part->many);
        }
        int length = (int)cluster_width(slice_from(text), CLUSTER_UNICODE);
        x += canvas ? canvas_label(canvas, x, y, length, part->style, text) : length;
    }
    return x - start;
}

enum { NAME_CELLS = 16, READ_ONLY_CELLS = 11, MODIFIED_CELLS = 2, UNKEPT_CELLS = 19 };

/* How far the work between keys is, at the right end of the line: a bar, on wide screens the rate, and what Esc does.
   Returns where it begins. */
static int draw_bar(Canvas *canvas, Rect line, const BackgroundBar *bar)
{
    enum { BAR_CELLS = 10, WIDE = 60, MEGABYTE = 1000000 };
    bool is_wide = line.width >= WIDE;
    Shown name = shown_value(bar->name);
    Text words = TEXT_EMPTY;
    text_format(&words, " %u %% %s", bar->thousandths / 10, bar->what);
    if (bar->name.length > 0 && is_wide) {
        text_format(&words, " " SHOWN, SHOWN_ARGS(name));
    }
    if (bar->step > 1 && is_wide) {
        text_format(&words, ", step %u", bar->step);
    }
    if (!bar->is_stopped && bar->rate > 0 && is_wide) {
        text_format(&words, " · %.0f MB/s", (double)bar->rate / MEGABYTE);
    }
    text_format(&words, bar->is_stopped ? " · zc goes on" : bar->is_final ? "" : " · Esc stops");
    int x = canvas_label_right(canvas, line.x, line.y, line.width - 1, STYLE_HINT, words.bytes) - BAR_CELLS;
    text_free(&words);
    if (x <= line.x) {
        return x + BAR_CELLS;
    }
    for (int i = 0; i < BAR_CELLS; i++) {
        bool is_full = (unsigned)i * (1000 / BAR_CELLS) + 1000 / BAR_CELLS <= bar->thousandths;
        canvas_glyph(canvas, x + i, line.y, is_full ? STYLE_TITLE : STYLE_HINT, is_full ? GLYPH_OBLIGATED : GLYPH_NOTE);
    }
    return x;
}

/* The counts at the right end of the line, by signs where words would leave no room for the name; returns where they
   begin. Those of a file that is not judged to its end are true of what was judged, and stand before the bar. */
static int draw_verdict(Canvas *canvas, Rect line, const HeaderCounts *counts, const BackgroundBar *bar)
{
    int end = bar ? draw_bar(canvas, line, bar) - 2 : line.x + line.width - 1;
    int room = end + 1 - line.x - NAME_CELLS;
    bool is_short = draw_counts(NULL, 0, 0, counts, false) > room;
    int cells = draw_counts(NULL, 0, 0, counts, is_short);
    if (bar && (cells == 0 || cells > room)) {
        return end + 2;
    }
    if (cells == 0) {
        return canvas_label_right(canvas, line.x, line.y, line.width - 1, STYLE_GOOD, "✓ no issues");
    }
    draw_counts(canvas, end - cells, line.y, counts, is_short);
    return end - cells;
}

/* Cells that the marks after the name take: a long name gives way to them. */
static int mark_cells(const OpenFile *file, bool is_readonly)
{
    return (is_readonly ? READ_ONLY_CELLS : 0) + (history_is_modified(file->history) ? MODIFIED_CELLS : 0) +
           (open_file_has_mark(file) ? (int)sizeof MASKED_MARK - 1 : 0) + (file->is_unkept ? UNKEPT_CELLS : 0);
}

void header_draw_work(Canvas *canvas, Rect line, Slice name, const BackgroundBar *bar)
{
    canvas_fill(canvas, line, GROUND_HEADER);
    int x = line.x + 1 + canvas_label(canvas, line.x + 1, line.y, line.width, STYLE_TITLE, "ipse") + 2;
    int end = draw_bar(canvas, rect_make(x, line.y, line.x + line.width - x, 1), bar);
    canvas_text(canvas, x, line.y, end - x - 1, STYLE_FILE, name);
}

void header_draw(Workbench *bench, Canvas *canvas, Rect line)
{
    OpenFile *file = bench_file(bench);
    canvas_fill(canvas, line, GROUND_HEADER);
    int x = line.x + 1 + canvas_label(canvas, line.x + 1, line.y, line.width, STYLE_TITLE, "ipse") + 2;
    BackgroundBar bar;
    bool has_bar = background_bar(bench, &bar);
    if (!file) {
        if (has_bar) {
            draw_bar(canvas, rect_make(x, line.y, line.x + line.width - x, 1), &bar);
        }
        return;
    }
    HeaderCounts counts;
    counts.counts = suppressed_counts(bench, file, &counts.suppressed);
    counts.to_fill = to_fill_count(bench, file);
    counts.counts.errors -= counts.to_fill;
    int right = draw_verdict(canvas, rect_make(x, line.y, line.x + line.width - x, 1), &counts, has_bar ? &bar : NULL);
    bool is_readonly = file->is_protected || bench->session->is_readonly;
    x +=
        canvas_text(canvas, x, line.y, right - x - 1 - mark_cells(file, is_readonly), STYLE_FILE, open_file_name(file));
    if (open_file_has_mark(file)) {
        x += canvas_label(canvas, x, line.y, right - x - 1, STYLE_FILE, MASKED_MARK);
    }
    if (is_readonly) {
        x += 1 + canvas_label(canvas, x + 1, line.y, right - x - 2, STYLE_HINT, "read-only");
    }
    if (history_is_modified(file->history)) {
        canvas_glyph(canvas, x + 1, line.y, STYLE_MODIFIED, GLYPH_MODIFIED);
    }
    x += 3;
    if (file->is_unkept) {
        x += canvas_label(canvas, x, line.y, right - x - 1, STYLE_ISSUE_ERROR, "no recovery file") + 1;
    }
    const RowView *row = bench_row(bench);
    const Structure *profile = row ? check_profile(bench->session->checker, file->document, row->node) : NULL;
    if (profile && right - x > 12) {
        canvas_format(canvas, x + 1, line.y, right - x - 3, STYLE_DIM, "%.*s %.*s%s%s",
                      SLICE_ARGS(structure_title(profile)), SLICE_ARGS(structure_version(profile)),
                      bench->session->actor[0] ? " · " : "", bench->session->actor);
    }
}
