/*
 * Archive view: a row for each finding.
 *
 *     ✗ series[0].modality        Modality is 'MR'. Archive: 'CT'.
 *     ! started                   Start is '2024-03-02T10:15:00+01:00'. Archive: …
 *
 * What is selected is shown whole below the rows. A value that is taken over is a change that can be undone; then the
 * study is compared anew.
 */
#include "ui/screens/archive/archive_view.h"

#include "src/archive/take.h"
#include "src/json/path.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/widgets/menu.h"
#include "ui/widgets/wrapped.h"

#include <stdlib.h>

enum { MARK_CELLS = 2, PATH_CELLS = 34, HEAD = 1, FOOT = 3, REMOVALS_SHOWN = 3 };

#define NOTHING_REMOVED "Files were passed over: nothing is removed."

typedef struct ArchiveView {
    Workbench *bench;
    char *name;
    ImageSet set;
    ArchiveComparison comparison;
    List list;
    Text line; /* that is drawn */
} ArchiveView;

/* Compares the file as it is now; false with a sentence. */
static bool compare(ArchiveView *view, Error *error)
{
    archive_comparison_free(&view->comparison);
    bool is_compared = archive_compare(bench_file(view->bench)->document, &view->set, &view->comparison, error);
    list_set_count(&view->list, view->comparison.count);
    return is_compared;
}

/* ---- drawing ---- */

static void draw_row(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    static const Glyph glyphs[] = {GLYPH_NOTE, GLYPH_WARNING, GLYPH_ERROR};
    static const Style styles[] = {STYLE_ISSUE_NOTE, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    (void)is_selected;
    ArchiveView *view = context;
    const Issue *issue = &view->comparison.findings[position].issue;
    int path_cells = line.width < 3 * PATH_CELLS ? line.width / 3 : PATH_CELLS;
    text_clear(&view->line);
    path_append(bench_file(view->bench)->document, issue->node, &view->line);
    issue_append_missing(issue, &view->line);
    Slice path = slice_without_prefix(text_slice(&view->line), SLICE("ImagingStudy."));
    canvas_glyph(canvas, line.x, line.y, styles[issue->severity], glyphs[issue->severity]);
    canvas_label_slice(canvas, line.x + MARK_CELLS, line.y, path_cells - MARK_CELLS - 1, STYLE_STRONG, path);
    canvas_label_slice(canvas, line.x + path_cells, line.y, line.width - path_cells, STYLE_PLAIN, issue->message);
}

/* "2 errors, 1 warning, 3 notes". */
static void draw_title(ArchiveView *view, Canvas *canvas, Rect line)
{
    size_t counts[3] = {0};
    for (size_t i = 0; i < view->comparison.count; i++) {
        counts[view->comparison.findings[i].issue.severity]++;
    }
    canvas_fill(canvas, line, GROUND_HEADER);
    int used = canvas_label(canvas, line.x + 1, line.y, line.width, STYLE_TITLE, "Archive ");
    used += canvas_text(canvas, line.x + 1 + used, line.y, line.width - used - 2, STYLE_FILE, slice_from(view->name));
    text_clear(&view->line);
    if (view->comparison.count == 0) {
        text_append(&view->line, SLICE("nothing differs"));
    } else {
        text_format(&view->line, "%zu error%s · %zu warning%s · %zu note%s", counts[SEVERITY_ERROR],
                    counts[SEVERITY_ERROR] == 1 ? "" : "s", counts[SEVERITY_WARNING],
                    counts[SEVERITY_WARNING] == 1 ? "" : "s", counts[SEVERITY_NOTE],
                    counts[SEVERITY_NOTE] == 1 ? "" : "s");
    }
    canvas_label_right(canvas, line.x + 1 + used, line.y, line.width - used - 3, STYLE_PLAIN, view->line.bytes);
}

static bool is_removal(const ArchiveFinding *finding)
{
    return finding->fix.action == ARCHIVE_REMOVE;
}

/* Why a finding cannot be taken over; NULL where it can. */
static const char *refusal_of(const ArchiveView *view, const ArchiveFinding *finding)
{
    return view->bench->session->is_readonly                 ? "The file is open read-only."
           : finding->fix.action == ARCHIVE_KEEP             ? "Nothing can be taken over in this row."
           : is_removal(finding) && view->set.note_count > 0 ? NOTHING_REMOVED
                                                             : NULL;
}

/* True where `A` has something to take over. */
static bool is_any_taken(const ArchiveView *view)
{
    bool is_any = false;
    for (size_t i = 0; i < view->comparison.count && !is_any; i++) {
        is_any = !refusal_of(view, &view->comparison.findings[i]);
    }
    return is_any;
}

/* The selected finding whole, and what is taken over. */
static void draw_selected(ArchiveView *view, Canvas *canvas, Rect lines)
{
    if (view->list.selected == LIST_NONE) {
        return;
    }
    const ArchiveFinding *finding = &view->comparison.findings[view->list.selected];
    const char *refusal = refusal_of(view, finding);
    text_clear(&view->line);
    archive_append_title(finding, &view->line);
    wrapped_draw(canvas, rect_make(lines.x + 1, lines.y, lines.width - 2, lines.height - 1), STYLE_PLAIN,
                 finding->issue.message);
    wrapped_draw(canvas, rect_make(lines.x + 1, lines.y + lines.height - 1, lines.width - 2, 1), STYLE_HINT,
                 refusal ? slice_from(refusal) : text_slice(&view->line));
}

/* The rows that its message takes. */
static int rows_of_selected(const ArchiveView *view, const Canvas *canvas, int width)
{
    enum { ROWS_MOST = 4 };
    return view->list.selected == LIST_NONE ? 1
                                            : wrapped_rows(view->comparison.findings[view->list.selected].issue.message,
                                                           width, ROWS_MOST, canvas_mode(canvas));
}

/* The keys, without those that would be refused. */
static void draw_keys(ArchiveView *view, Canvas *canvas, Rect foot)
{
    bool is_selected = view->list.selected != LIST_NONE;
    bool is_taken = is_selected && !refusal_of(view, &view->comparison.findings[view->list.selected]);
    text_clear(&view->line);
    text_format(&view->line, "%s%s%sq Close", is_selected ? "Enter Go to · " : "",
                is_taken ? "a Take the value · " : "", is_any_taken(view) ? "A Take all · " : "");
    hints_draw(canvas, foot, view->line.bytes);
}

static void view_draw(void *self, Canvas *canvas, Rect area)
{
    ArchiveView *view = self;
    int bottom = area.y + area.height;
    draw_title(view, canvas, rect_make(area.x, area.y, area.width, 1));
    int foot = FOOT + rows_of_selected(view, canvas, area.width - 2) - 1;
    list_draw(&view->list, canvas, rect_make(area.x + 1, area.y + HEAD, area.width - 2, area.height - HEAD - foot),
              GROUND_SCREEN, true, draw_row, view);
    draw_selected(view, canvas, rect_make(area.x, bottom - foot, area.width, foot - 1));
    draw_keys(view, canvas, rect_make(area.x, bottom - 1, area.width, 1));
}

/* ---- taking over ---- */

/* After a change: compares anew, and stays at the place. */
static void compare_anew(ArchiveView *view)
{
    Error error;
    uint64_t selected = view->list.selected;
    if (!compare(view, &error)) {
        messages_add_error(view->bench->messages, "Not compared", &error);
    }
    list_select(&view->list, selected);
}

/* Takes a finding over, as one change. */
static bool take_finding(ArchiveView *view, const ArchiveFinding *finding, Error *error)
{
    OpenFile *file = bench_file(view->bench);
    Document *copy = document_new(document_bytes(file->document), file->path, error);
    bool is_taken = copy && archive_take_one(view->bench->session->checker, copy, &finding->fix, error) &&
                    session_replace(file, document_bytes(copy), SLICE("Take the archive's value"), error);
    document_free(copy);
    return is_taken;
}

static void take_one(ArchiveView *view)
{
    Error error;
    if (view->list.selected == LIST_NONE) {
        return;
    }
    const ArchiveFinding *finding = &view->comparison.findings[view->list.selected];
    const char *refusal = refusal_of(view, finding);
    if (refusal) {
        messages_add(view->bench->messages, STYLE_ISSUE_WARNING, "%s", refusal);
    } else if (take_finding(view, finding, &error)) {
        bench_follow_change(view->bench);
        compare_anew(view);
    } else {
        messages_add_error(view->bench->messages, "Not changed", &error);
    }
}

static void ignore_told(void *context, const Document *document, const ArchiveFinding *finding)
{
    (void)context, (void)document, (void)finding;
}

/* Takes all over as one change, with or without what is removed. */
static void take_all(ArchiveView *view, bool takes_removals)
{
    Error error;
    size_t count = 0;
    OpenFile *file = bench_file(view->bench);
    Document *copy = document_new(document_bytes(file->document), file->path, &error);
    bool is_taken = copy &&
                    archive_take_all(view->bench->session->checker, copy, &view->set, takes_removals, ignore_told, NULL,
                                     &count, &error) &&
                    session_replace(file, document_bytes(copy), SLICE("Take the archive's values"), &error);
    document_free(copy);
    if (is_taken) {
        bench_follow_change(view->bench);
        messages_add(view->bench->messages, STYLE_GOOD, "%zu value%s taken over", count, count == 1 ? "" : "s");
        compare_anew(view);
    } else {
        messages_add_error(view->bench->messages, "Not changed", &error);
    }
}

/* ---- all, with a question where something is removed ---- */

static Reaction removal_chosen(void *context, size_t position)
{
    if (position < 2) {
        take_all(context, position == 0);
    }
    return REACT_REDRAW;
}

/* Appends what would be removed: places and sentences of the first, and how many more there are. */
static void append_removals(ArchiveView *view, size_t count, Text *text)
{
    size_t shown = 0;
    for (size_t i = 0; i < view->comparison.count && shown < REMOVALS_SHOWN; i++) {
        const ArchiveFinding *finding = &view->comparison.findings[i];
        if (is_removal(finding)) {
            text_append(text, shown++ > 0 ? SLICE(" ") : SLICE(""));
            path_append(bench_file(view->bench)->document, finding->issue.node, text);
            text_append(text, SLICE(": "));
            text_append(text, finding->issue.message);
        }
    }
    if (count > shown) {
        text_format(text, " And %zu more.", count - shown);
    }
}

/* Why nothing at all can be taken over. */
static const char *none_taken(const ArchiveView *view)
{
    const char *refusal = refusal_of(view, &view->comparison.findings[0]);
    for (size_t i = 1; i < view->comparison.count; i++) {
        if (is_removal(&view->comparison.findings[i])) {
            refusal = refusal_of(view, &view->comparison.findings[i]);
        }
    }
    return refusal;
}

static void ask_all(ArchiveView *view)
{
    static const MenuItem items[] = {{"Remove them too", NULL, 'r'}, {"Keep them, take the values", NULL, 'k'}};
    size_t removals = 0;
    for (size_t i = 0; i < view->comparison.count; i++) {
        removals += is_removal(&view->comparison.findings[i]);
    }
    if (!is_any_taken(view)) {
        messages_add(view->bench->messages, STYLE_ISSUE_WARNING, "%s",
                     view->comparison.count > 0 ? none_taken(view) : "Nothing differs: there is no value to take.");
        return;
    }
    if (removals == 0 || view->set.note_count > 0) {
        take_all(view, false);
        if (removals > 0) {
            messages_add(view->bench->messages, STYLE_PLAIN, NOTHING_REMOVED);
        }
        return;
    }
    Text text = TEXT_EMPTY;
    append_removals(view, removals, &text);
    stage_push(view->bench->stage, menu_new((MenuOptions){.title = "Not in the archive",
                                                          .text = text.bytes,
                                                          .items = items,
                                                          .count = 2,
                                                          .selected = 1,
                                                          .context = view,
                                                          .chosen = removal_chosen}));
    text_free(&text);
}

/* ---- keys ---- */

static Reaction go_there(void *self)
{
    ArchiveView *view = self;
    if (view->list.selected == LIST_NONE) {
        return REACT_NONE;
    }
    const Issue *issue = &view->comparison.findings[view->list.selected].issue;
    view->bench->panes.focus = PANE_TREE;
    bench_go_to(view->bench, issue->node, issue->missing);
    return REACT_CLOSE | REACT_REDRAW;
}

static Reaction view_key(void *self, Key key)
{
    ArchiveView *view = self;
    switch (key.modifiers ? 0 : key.code) {
    case 'a':
        take_one(view);
        return REACT_REDRAW;
    case 'A':
        ask_all(view);
        return REACT_REDRAW;
    default:
        return list_view_key(&view->list, key, go_there, view);
    }
}

static Reaction view_mouse(void *self, Mouse mouse)
{
    ArchiveView *view = self;
    return list_view_mouse(&view->list, mouse, go_there, view);
}

static void view_free(void *self)
{
    ArchiveView *view = self;
    archive_comparison_free(&view->comparison);
    image_set_free(&view->set);
    text_free(&view->line);
    free(view->name);
    free(view);
}

static const ViewKind archive_kind = {
    .name = "archive",
    .help = "Up Down j k PgUp PgDn\tgo from row to row\nEnter\tgo to the value in the tree\na\ttake the value of the "
            "archive\nA\ttake all values of the archive\nq Esc\tgo back to the tree",
    .draw = view_draw,
    .key = view_key,
    .mouse = view_mouse,
    .free = view_free};

void archive_view_open(Workbench *bench, const char *name, Slice uid, ImageSet *set)
{
    (void)uid;
    Error error;
    ArchiveView *view = memory_allocate_zeroed(1, sizeof *view);
    *view = (ArchiveView){.bench = bench, .name = memory_copy_string(slice_from(name)), .set = *set};
    *set = (ImageSet){0};
    if (!compare(view, &error)) {
        messages_add_error(bench->messages, "Not compared", &error);
        view_free(view);
        return;
    }
    stage_push(bench->stage, (View){&archive_kind, view});
}
