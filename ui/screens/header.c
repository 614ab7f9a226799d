/* Header: file, profile, and the counts of what was found. */
#include "ui/screens/bench.h"

static void append_count(Text *text, uint32_t count, const char *one, const char *many)
{
    if (count) {
        text_format(text, "%s%u %s", text->length ? " · " : "", count, count == 1 ? one : many);
    }
}

/* The name without its folders. */
static Slice base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strcmp(path, "-") == 0 ? SLICE("standard input") : slice_from(slash ? slash + 1 : path);
}

void header_draw(Workbench *bench, Canvas *canvas, Rect line)
{
    OpenFile *file = bench_file(bench);
    canvas_fill(canvas, line, GROUND_HEADER);
    int x = line.x + 1 + canvas_label(canvas, line.x + 1, line.y, line.width, STYLE_TITLE, "ipse") + 2;
    if (!file) {
        return;
    }
    ReportCounts counts = report_counts(file->report);
    Text text = TEXT_EMPTY;
    append_count(&text, counts.errors, "error", "errors");
    append_count(&text, counts.warnings, "warning", "warnings");
    append_count(&text, counts.notes, "note", "notes");
    append_count(&text, counts.gaps, "gap", "gaps");
    Style style = counts.errors ? STYLE_ISSUE_ERROR : counts.warnings ? STYLE_ISSUE_WARNING : STYLE_GOOD;
    int right = canvas_label_right(canvas, x, line.y, line.width - x - 1, style,
                                   text.length ? text.bytes : "✓ nothing to object");
    x += canvas_text(canvas, x, line.y, right - x - 1, STYLE_FILE, base_name(file->path));
    if (history_is_modified(file->history)) {
        canvas_glyph(canvas, x + 1, line.y, STYLE_MODIFIED, GLYPH_MODIFIED);
    }
    x += 3;
    if (bench->session->count > 1) {
        x += 2 + canvas_format(canvas, x, line.y, right - x - 1, STYLE_DIM, "%zu of %zu", bench->session->current + 1,
                               bench->session->count);
    }
    const RowView *row = bench_row(bench);
    const Structure *profile = row ? check_profile(bench->session->checker, file->document, row->node) : NULL;
    if (profile && right - x > 12) {
        canvas_format(canvas, x + 1, line.y, right - x - 3, STYLE_DIM, "%.*s %.*s%s%s",
                      SLICE_ARGS(structure_title(profile)), SLICE_ARGS(structure_version(profile)),
                      bench->session->actor[0] ? " · " : "", bench->session->actor);
    }
    text_free(&text);
}
