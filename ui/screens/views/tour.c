/* Tour: the lessons, and how each shows that it is done. */
#include "ui/screens/views/tour.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/profile/facts/text_table.h"
#include "src/save/save.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/screens/views/opening.h"
#include "ui/widgets/text_view.h"

#include <stdlib.h>
#include <unistd.h>

TEXT_TABLE(tour_sample, "samples/ct-defects.json");

struct Tour {
    char *folder;
    char *path;
    size_t lesson;
    uint32_t errors; /* at the beginning of the lesson */
    NodeId node;     /* under the cursor then */
};

/* ---- how lessons are done ---- */

static Slice label_here(Workbench *bench)
{
    return bench_row(bench)->label;
}

static bool is_at_status(Workbench *bench)
{
    return slice_equals(label_here(bench), SLICE("status"));
}

static bool is_less_wrong(Workbench *bench)
{
    return report_counts(bench_file(bench)->report).errors < bench->tour->errors;
}

static bool was_run(const Workbench *bench, const char *action)
{
    return bench->last_action && strcmp(bench->last_action, action) == 0;
}

static bool has_gone_to_issue(Workbench *bench)
{
    return was_run(bench, "next-issue") && bench_row(bench)->node != bench->tour->node;
}

static bool has_typed_date(Workbench *bench)
{
    const Document *document = bench_file(bench)->document;
    NodeId started = document_member(document, 0, SLICE("started"));
    uint32_t first;
    return !typing_is_on(bench) && started != NODE_NONE &&
           !document_string_equals(document, started, SLICE("14.03.2025 09:12")) &&
           report_issues_of(bench_file(bench)->report, started, &first) == 0;
}

static bool has_undone(Workbench *bench)
{
    return was_run(bench, "undo");
}

static bool has_redone(Workbench *bench)
{
    return was_run(bench, "redo");
}

static bool has_compared(Workbench *bench)
{
    return was_run(bench, "diff");
}

static bool has_seen_card(Workbench *bench)
{
    return was_run(bench, "actor") && strcmp(bench->session->actor, "Consumer") == 0;
}

static bool has_added(Workbench *bench)
{
    return was_run(bench, "add");
}

static bool has_saved(Workbench *bench)
{
    return was_run(bench, "save") && !history_is_modified(bench_file(bench)->history);
}

static bool is_never_done(Workbench *bench)
{
    (void)bench;
    return false;
}

static const struct {
    const char *task;
    const char *why;
    bool (*is_done)(Workbench *bench);
} lessons[] = {
    {"Go down to the row 'status' with the arrow keys or with j and k.",
     "The tree shows the file. ✗ is an error, ! a warning; ■ and □ are elements with an obligation.", is_at_status},
    {"Press a, select a fix for 'status', and press Enter.",
     "The rule pane explains the issue. Each fix shows the number of remaining errors.", is_less_wrong},
    {"Press F8 (or ]d) to go to the next issue.", "F7 goes back; ]o and [o go from gap to gap.", has_gone_to_issue},
    {"Go to 'started', press c twice, type 2025-03-14 and press Enter.",
     "The row shows the result for the typed value. Esc cancels.", has_typed_date},
    {"Press u to undo the change.", "Undo has no limit, also after saving.", has_undone},
    {"Press U to redo the change.", "Saving changes only the bytes that you changed.", has_redone},
    {"Press o to see the allowed elements; press Esc to close.", "Missing elements are first, with their obligations.",
     has_added},
    {"Press t until a card shows the study as a receiver displays it; press q to close.",
     "Creator and Consumer of a summary have obligations: the card is the view of the Consumer.", has_seen_card},
    {"Press D to see the changes; in the view, u undoes a change and q closes.", "The file is not saved yet.",
     has_compared},
    {"Press F2 to save. (The tour uses a copy.)", "Saving is safe: the old file stays until the new file is complete.",
     has_saved},
    {"End of the tour. Press q to quit, F1 for all keys, : for all commands.", "Open your own file with :o FILE.",
     is_never_done},
};

enum { LESSON_COUNT = sizeof lessons / sizeof *lessons };

/* ---- the run ---- */

static void begin_lesson(Workbench *bench)
{
    bench->tour->errors = report_counts(bench_file(bench)->report).errors;
    bench->tour->node = bench_row(bench)->node;
    bench->last_action = NULL;
}

void tour_follow(Workbench *bench)
{
    if (bench->tour && bench_file(bench) && lessons[bench->tour->lesson].is_done(bench)) {
        bench->tour->lesson++;
        begin_lesson(bench);
    }
}

/* The lesson at hand, to be wrapped. */
static TextView *lesson_text(const Tour *tour)
{
    TextView *view = text_view_new();
    text_view_add(view, STYLE_KEY, slice_from(lessons[tour->lesson].task));
    text_view_end_line(view);
    text_view_add(view, STYLE_DIM, slice_from(lessons[tour->lesson].why));
    text_view_end_line(view);
    return view;
}

int tour_height(const Workbench *bench, int width)
{
    TextView *view = lesson_text(bench->tour);
    int rows = text_view_rows(view, width - 2);
    text_view_free(view);
    return rows + 1;
}

void tour_draw(const Workbench *bench, Canvas *canvas, Rect area)
{
    const Tour *tour = bench->tour;
    for (int x = area.x; x < area.x + area.width; x++) {
        canvas_glyph(canvas, x, area.y, STYLE_BORDER_FOCUS, GLYPH_HORIZONTAL);
    }
    canvas_format(canvas, area.x + 2, area.y, area.width - 4, STYLE_TITLE, " Tour, %zu of %d ", tour->lesson + 1,
                  (int)LESSON_COUNT);
    TextView *view = lesson_text(tour);
    text_view_draw(view, canvas, rect_make(area.x + 1, area.y + 1, area.width - 2, area.height - 1));
    text_view_free(view);
}

/* Writes the copy of the sample; NULL with a sentence where that fails. */
static Tour *make_tour(Error *error)
{
    const char *temporary = getenv("TMPDIR");
    Tour *tour = memory_allocate_zeroed(1, sizeof *tour);
    tour->folder = file_join(temporary && *temporary ? temporary : "/tmp", "ipse-tour-XXXXXX");
    bool is_made = mkdtemp(tour->folder) != NULL;
    tour->path = file_join(tour->folder, "tour.json");
    SaveRequest request = {.path = tour->path, .bytes = TEXT_TABLE_OF(tour_sample), .is_new = true};
    if (!is_made || !save_file(&save_system, &request, NULL, error)) {
        if (!is_made) {
            error_set(error, ERROR_SYSTEM, tour->folder, "cannot create a folder for the tour");
        }
        tour_free(tour);
        return NULL;
    }
    return tour;
}

void tour_begin(Workbench *bench)
{
    Error error;
    Tour *tour = bench->tour ? NULL : make_tour(&error);
    if (tour && bench_open(bench, tour->path, &error)) {
        bench->tour = tour;
        begin_lesson(bench);
    } else if (!bench->tour) {
        tour_free(tour);
        messages_add_error(bench->messages, "No tour", &error);
    }
}

void tour_free(Tour *tour)
{
    if (tour) {
        unlink(tour->path);
        rmdir(tour->folder);
        free(tour->path);
        free(tour->folder);
        free(tour);
    }
}
