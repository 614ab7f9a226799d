/*
 * Tabs: a line with the open files, each with its number, name, mark of changes and counts.
 *
 * Where there is room, what its resource is called follows the name of the file. Names are cut in the middle, where
 * those of a set of files differ least, until all tabs fit; where they never do, those around the present file are
 * shown.
 */
#include "ui/screens/panes/tabs.h"

#include "src/outline/names.h"
#include "src/outline/title.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/suppressed.h"
#include "ui/screens/editing/to_fill.h"
#include "ui/widgets/cut_text.h"

#include <stdio.h>
#include <string.h>

enum {
    TABS_MAXIMUM = 64,
    NAME_MOST = 40,
    TITLED_MOST = 60,
    NAME_LEAST = 10,
    TAB_LEAST = NAME_LEAST + 4,
    END_WIDTH = 2
};

typedef struct Tab {
    size_t file;
    int x;
    int width;
} Tab;

/* The tabs that are shown, side by side. */
typedef struct TabLine {
    Tab tabs[TABS_MAXIMUM];
    size_t count;
    int name_room; /* cells for each name */
    bool has_titles;
} TabLine;

int tabs_height(const Workbench *bench)
{
    return bench->session->count > 1;
}

/* ---- one tab ---- */

/* The name of a file, with its folder's where another open file has the same name. */
static Slice file_name(const Session *session, const OpenFile *file)
{
    Slice name = open_file_name(file);
    bool is_shared = false;
    for (size_t i = 0; i < session->count && !is_shared; i++) {
        is_shared = session->files[i] != file && slice_equals(open_file_name(session->files[i]), name);
    }
    const char *folder = is_shared ? strrchr(file->path, '/') : NULL;
    while (folder && folder > file->path && folder[-1] != '/') {
        folder--;
    }
    return folder ? slice_from(folder) : name;
}

/* Appends the name of a file and, where asked for, what its resource is called; of a Bundle, its first resource. */
static void append_name(const Session *session, size_t position, bool has_title, Text *name)
{
    const OpenFile *file = session->files[position];
    const Document *document = file->document;
    NodeId entry = document_item(document, document_member(document, 0, SLICE("entry")));
    Text title = TEXT_EMPTY;
    text_append(name, file_name(session, file));
    text_append(name, open_file_has_mark(file) ? SLICE(MASKED_MARK) : SLICE(""));
    if (has_title) {
        title_append(document, entry == NODE_NONE ? 0 : names_resource(document, entry), &title);
    }
    if (title.length) {
        text_format(name, " · %.*s", SLICE_ARGS(text_slice(&title)));
    }
    text_free(&title);
}

/* Draws "✗3 !2", or the sign that nothing is wrong; returns the cells, also where `canvas` is NULL. */
static int draw_counts(Canvas *canvas, int x, int y, ReportCounts counts)
{
    const struct {
        uint32_t count;
        Glyph glyph;
        Style style;
    } parts[] = {{counts.errors, GLYPH_ERROR, STYLE_ISSUE_ERROR},
                 {counts.warnings, GLYPH_WARNING, STYLE_ISSUE_WARNING}};
    int start = x;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char number[16];
        int digits = snprintf(number, sizeof number, "%u", parts[i].count);
        if (parts[i].count && canvas) {
            canvas_glyph(canvas, x + (x > start), y, parts[i].style, parts[i].glyph);
            canvas_label(canvas, x + (x > start) + 1, y, digits, parts[i].style, number);
        }
        x += parts[i].count ? 1 + digits + (x > start) : 0;
    }
    if (x == start && canvas) {
        canvas_glyph(canvas, x, y, STYLE_GOOD, GLYPH_GOOD);
    }
    return x == start ? 1 : x - start;
}

static int name_width(const Session *session, size_t position, bool has_title, int room)
{
    Text name = TEXT_EMPTY;
    append_name(session, position, has_title, &name);
    int width = (int)cluster_width(text_slice(&name), CLUSTER_UNICODE);
    text_free(&name);
    return width < room ? width : room;
}

/* What is counted of a file; fields that wait for a value are not. */
static ReportCounts tab_counts(const Workbench *bench, const OpenFile *file)
{
    ReportCounts counts = suppressed_counts(bench, file, NULL);
    counts.errors -= to_fill_count(bench, file);
    return counts;
}

/* Cells of a tab: number, name, mark of changes, counts, and a blank on either side. */
static int tab_width(const Workbench *bench, size_t position, bool has_title, int name_room)
{
    const Session *session = bench->session;
    const OpenFile *file = session->files[position];
    char number[24];
    int digits = snprintf(number, sizeof number, "%zu", position + 1);
    return 4 + digits + name_width(session, position, has_title, name_room) + 2 * history_is_modified(file->history) +
           draw_counts(NULL, 0, 0, tab_counts(bench, file));
}

static void draw_tab(const Workbench *bench, Canvas *canvas, int y, const Tab *tab, const TabLine *tabs)
{
    const OpenFile *file = bench->session->files[tab->file];
    bool is_shown = tab->file == bench->session->current;
    canvas_fill(canvas, rect_make(tab->x, y, tab->width, 1), is_shown ? GROUND_SCREEN : GROUND_HEADER);
    int x = tab->x + 1;
    x += canvas_format(canvas, x, y, tab->width, is_shown ? STYLE_TITLE : STYLE_DIM, "%zu", tab->file + 1) + 1;
    Text name = TEXT_EMPTY;
    append_name(bench->session, tab->file, tabs->has_titles, &name);
    Rect place = rect_make(x, y, tabs->name_room, 1);
    Style style = is_shown ? STYLE_TITLE : STYLE_FILE;
    bool fits = (int)cluster_width(text_slice(&name), CLUSTER_UNICODE) <= place.width;
    x += fits && tabs->has_titles ? canvas_label_slice(canvas, x, y, place.width, style, text_slice(&name))
                                  : cut_text_middle(canvas, place, style, text_slice(&name));
    x++;
    text_free(&name);
    if (history_is_modified(file->history)) {
        x += canvas_glyph(canvas, x, y, STYLE_MODIFIED, GLYPH_MODIFIED) + 1;
    }
    draw_counts(canvas, x, y, tab_counts(bench, file));
}

/* ---- all of them ---- */

/* Cells of the tabs of files [first, last]; more than `most` once they do not fit. */
static int width_of(const Workbench *bench, size_t first, size_t last, bool has_titles, int name_room, int most)
{
    int width = 0;
    for (size_t i = first; i <= last && width <= most; i++) {
        width += tab_width(bench, i, has_titles, name_room);
    }
    return width;
}

/* The files around the present one whose tabs fit. */
static void choose_around(const Workbench *bench, int most, size_t *first, size_t *last)
{
    const Session *session = bench->session;
    *first = *last = session->current;
    for (bool has_grown = true; has_grown;) {
        has_grown = false;
        if (*last + 1 < session->count && width_of(bench, *first, *last + 1, false, NAME_LEAST, most) <= most) {
            ++*last;
            has_grown = true;
        }
        if (*first > 0 && width_of(bench, *first - 1, *last, false, NAME_LEAST, most) <= most) {
            --*first;
            has_grown = true;
        }
    }
}

static TabLine lay_out(const Workbench *bench, Rect line)
{
    const Session *session = bench->session;
    TabLine result = {.name_room = NAME_MOST};
    size_t first = 0, last = session->count - 1;
    int least = (int)(session->count < TABS_MAXIMUM ? session->count : TABS_MAXIMUM) * TAB_LEAST;
    bool is_hopeless = session->count > TABS_MAXIMUM || least > 2 * line.width;
    result.has_titles = !is_hopeless && width_of(bench, first, last, true, TITLED_MOST, line.width) <= line.width;
    result.name_room = result.has_titles ? TITLED_MOST : NAME_MOST;
    while (!is_hopeless && result.name_room > NAME_LEAST &&
           width_of(bench, first, last, result.has_titles, result.name_room, line.width) > line.width) {
        result.name_room--;
    }
    int x = line.x;
    if (is_hopeless || width_of(bench, first, last, result.has_titles, result.name_room, line.width) > line.width) {
        result.name_room = NAME_LEAST;
        choose_around(bench, line.width - 2 * END_WIDTH, &first, &last);
        x += END_WIDTH;
    }
    for (size_t i = first; i <= last && result.count < TABS_MAXIMUM; i++) {
        int width = tab_width(bench, i, result.has_titles, result.name_room);
        result.tabs[result.count++] = (Tab){.file = i, .x = x, .width = width};
        x += width;
    }
    return result;
}

void tabs_draw(const Workbench *bench, Canvas *canvas, Rect line)
{
    TabLine tabs = lay_out(bench, line);
    canvas_fill(canvas, line, GROUND_HEADER);
    for (size_t i = 0; i < tabs.count; i++) {
        draw_tab(bench, canvas, line.y, &tabs.tabs[i], &tabs);
    }
    const Tab *end = &tabs.tabs[tabs.count - 1];
    if (tabs.tabs[0].file > 0) {
        canvas_glyph(canvas, line.x, line.y, STYLE_HINT, GLYPH_ARROW_LEFT);
    }
    if (end->file + 1 < bench->session->count) {
        canvas_glyph(canvas, end->x + end->width, line.y, STYLE_HINT, GLYPH_ARROW_RIGHT);
    }
}

size_t tabs_at(const Workbench *bench, Rect line, int x)
{
    TabLine tabs = lay_out(bench, line);
    const Tab *end = &tabs.tabs[tabs.count - 1];
    for (size_t i = 0; i < tabs.count; i++) {
        if (x >= tabs.tabs[i].x && x < tabs.tabs[i].x + tabs.tabs[i].width) {
            return tabs.tabs[i].file;
        }
    }
    bool is_previous = x < tabs.tabs[0].x && tabs.tabs[0].file > 0;
    bool is_next = x >= end->x + end->width && end->file + 1 < bench->session->count;
    return is_previous ? tabs.tabs[0].file - 1 : is_next ? end->file + 1 : SIZE_MAX;
}
