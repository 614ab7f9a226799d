/* Sides: a column of marks for each profile, and the differences of their rules. */
#include "ui/screens/panes/sides_pane.h"

#include "src/base/systems.h"
#include "src/base/utf8.h"
#include "src/side/facets.h"
#include "src/side/sides.h"

enum { COLUMN_CELLS = 2, NAME_MAXIMUM = 16 };

int sides_pane_cells(const OpenFile *file)
{
    return file->sides ? (int)file->sides->count * COLUMN_CELLS : 0;
}

/* Appends the short name of a profile: "R4" of a base definition, "IPS" of a profile of the IPS, else its name. */
static void append_short_name(const Structure *profile, Text *text)
{
    bool is_summary = slice_starts_with(structure_url(profile), SLICE(IPS_STRUCTURES));
    Slice name = structure_name(profile), shown = utf8_beginning(name, NAME_MAXIMUM);
    text_append(text, !structure_is_profile(profile) ? SLICE("R4") : is_summary ? SLICE("IPS") : shown);
    if (structure_is_profile(profile) && !is_summary && shown.length < name.length) {
        text_append(text, SLICE("…"));
    }
}

/* Appends "✗2 !1 □3" of a report. */
static void append_counts(const Report *report, Text *text)
{
    ReportCounts counts = report_counts(report);
    const struct {
        uint32_t count;
        const char *sign;
    } parts[] = {{counts.errors, "✗"}, {counts.warnings, "!"}, {counts.gaps, "□"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].count) {
            text_format(text, " %s%u", parts[i].sign, parts[i].count);
        }
    }
}

void sides_pane_draw_heads(OpenFile *file, Canvas *canvas, Rect line)
{
    Sides *sides = file->sides;
    Text text = TEXT_EMPTY;
    bool is_current = sides_refresh(sides, file->document);
    canvas_fill(canvas, line, GROUND_HEADER);
    for (uint32_t i = 0; i < sides->count; i++) {
        canvas_format(canvas, line.x + 2 + (int)i * COLUMN_CELLS, line.y, 1, STYLE_KEY, "%u", i + 1);
        text_format(&text, "%s%u ", i ? "  " : "", i + 1);
        append_short_name(sides->items[i].profile, &text);
        if (is_current) {
            append_counts(sides->items[i].report, &text);
        }
    }
    text_append(&text, is_current ? SLICE("") : SLICE("  changed, not checked again"));
    int x = line.x + 3 + sides_pane_cells(file);
    canvas_label_slice(canvas, x, line.y, line.x + line.width - x, STYLE_HINT, text_slice(&text));
    text_free(&text);
}

static void draw_mark(Canvas *canvas, int x, int y, SideMark mark)
{
    static const struct {
        Glyph glyph;
        Style style;
    } signs[] = {[SIDE_MARK_NOTE] = {GLYPH_NOTE, STYLE_ISSUE_NOTE},
                 [SIDE_MARK_GAP] = {GLYPH_GAP, STYLE_OBLIGATION_GAP},
                 [SIDE_MARK_WARNING] = {GLYPH_WARNING, STYLE_ISSUE_WARNING},
                 [SIDE_MARK_ERROR] = {GLYPH_ERROR, STYLE_ISSUE_ERROR}};
    if (mark != SIDE_MARK_NONE) {
        canvas_glyph(canvas, x, y, signs[mark].style, signs[mark].glyph);
    }
}

void sides_pane_draw_marks(const OpenFile *file, Canvas *canvas, int x, int y, const RowView *row)
{
    bool is_current = sides_refresh(file->sides, file->document);
    for (uint32_t i = 0; is_current && i < file->sides->count; i++) {
        Slice missing = row->is_absent ? row->name : SLICE("");
        draw_mark(canvas, x + (int)i * COLUMN_CELLS, y,
                  sides_mark(&file->sides->items[i], file->document, row->node, missing));
    }
}

/* ---- rules ---- */

/* Adds what a profile says of one kind of rule, a line for each part; obligations in words. */
static void add_said(uint32_t number, Facet facet, Text *said, TextView *view)
{
    for (size_t i = 0; facet == FACET_OBLIGATIONS && i < said->length; i++) {
        said->bytes[i] = said->bytes[i] == ':' || said->bytes[i] == '-' ? ' ' : said->bytes[i];
    }
    Slice rest = said->length ? text_slice(said) : SLICE("nothing");
    for (bool is_first = true; rest.length > 0; is_first = false) {
        size_t end = slice_find(rest, SLICE("; "), 0);
        text_view_line_indent(view, 4);
        text_view_format(view, STYLE_STRONG, is_first ? "  %u " : "    ", number);
        text_view_add(view, said->length ? STYLE_PLAIN : STYLE_DIM, slice_part(rest, 0, end));
        text_view_end_line(view);
        rest = end == SIZE_MAX ? (Slice){0} : slice_part(rest, end + 2, SIZE_MAX);
    }
}

/* Adds what each profile says of one kind of rule, where they differ; true where they do. */
static bool add_facet(const Sides *sides, const Element *const *elements, Facet facet, TextView *view)
{
    Text said[SIDES_MAXIMUM] = {TEXT_EMPTY};
    bool is_differing = false;
    for (uint32_t i = 0; i < sides->count; i++) {
        said[i] = TEXT_EMPTY;
        facet_append(facet, elements[i], &said[i]);
        is_differing = is_differing || !slice_equals(text_slice(&said[i]), text_slice(&said[0]));
    }
    if (is_differing) {
        text_view_format(view, STYLE_KEY, "%s", facet_name(facet));
        text_view_end_line(view);
    }
    for (uint32_t i = 0; i < sides->count; i++) {
        if (is_differing) {
            add_said(i + 1, facet, &said[i], view);
        }
        text_free(&said[i]);
    }
    return is_differing;
}

/* ---- issues ---- */

static bool is_of_row(const Issue *issue, const RowView *row)
{
    return row->is_absent ? slice_starts_with(issue->missing, row->name) : issue->missing.length == 0;
}

/* True where a side says the same about the row. */
static bool has_same(const Side *side, const Issue *wanted, const RowView *row)
{
    uint32_t first = 0, count = report_issues_of(side->report, row->node, &first);
    bool is_found = false;
    for (uint32_t i = first; i < first + count && !is_found; i++) {
        const Issue *issue = report_issue(side->report, i);
        is_found = is_of_row(issue, row) && issue->severity == wanted->severity &&
                   issue_is_gap(issue) == issue_is_gap(wanted) && slice_equals(issue->message, wanted->message);
    }
    return is_found;
}

/* Adds the sentences of a profile about a row, gaps too, each once with the numbers of all profiles that say it. */
static void add_issues(const Sides *sides, uint32_t side, const RowView *row, TextView *view)
{
    static const char *const signs[] = {"·", "!", "✗"};
    uint32_t first = 0, count = report_issues_of(sides->items[side].report, row->node, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const Issue *issue = report_issue(sides->items[side].report, i);
        bool is_new = is_of_row(issue, row);
        for (uint32_t k = 0; k < side && is_new; k++) {
            is_new = !has_same(&sides->items[k], issue, row);
        }
        if (!is_new) {
            continue;
        }
        text_view_line_indent(view, 4);
        text_view_format(view, STYLE_STRONG, "  %u ", side + 1);
        for (uint32_t k = side + 1; k < sides->count; k++) {
            if (has_same(&sides->items[k], issue, row)) {
                text_view_format(view, STYLE_STRONG, "%u ", k + 1);
            }
        }
        text_view_format(view, STYLE_PLAIN, "%s ", issue_is_gap(issue) ? "□" : signs[issue->severity]);
        text_view_add(view, STYLE_PLAIN, issue->message);
        text_view_end_line(view);
    }
}

void sides_pane_add_rules(OpenFile *file, const RowView *row, TextView *view)
{
    Sides *sides = file->sides;
    const Element *elements[SIDES_MAXIMUM] = {NULL};
    bool is_differing = false, is_current = sides_refresh(sides, file->document);
    text_view_add(view, STYLE_TITLE, SLICE("Profiles side by side"));
    text_view_end_line(view);
    for (uint32_t i = 0; i < sides->count; i++) {
        elements[i] =
            sides_element(&sides->items[i], file->document, row->node, row->is_absent ? row->name : SLICE(""));
        const Structure *profile = sides->items[i].profile;
        text_view_line_indent(view, 4);
        text_view_format(view, STYLE_STRONG, "  %u ", i + 1);
        text_view_format(view, STYLE_DIM, "%.*s %.*s", SLICE_ARGS(structure_title(profile)),
                         SLICE_ARGS(structure_version(profile)));
        text_view_end_line(view);
    }
    for (uint32_t i = 0; is_current && i < sides->count; i++) {
        add_issues(sides, i, row, view);
    }
    for (int facet = 0; facet < FACET_COUNT; facet++) {
        is_differing = add_facet(sides, elements, (Facet)facet, view) || is_differing;
    }
    if (!is_differing) {
        text_view_add(view, STYLE_DIM, SLICE("The profiles have the same rules for this element."));
        text_view_end_line(view);
    }
    text_view_end_line(view);
}
