/* The start without a file: recent files, the files of this folder, the tour, or a path that is typed. */
#include "src/json/source.h"
#include "src/save/recent.h"

#include "src/base/memory.h"
#include "ui/screens/bench.h"
#include "ui/screens/tour.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

typedef struct Start {
    Workbench *bench;
    FileList files; /* recent ones first, then those of the folder */
    size_t recent;
    Text shown;
} Start;

static void start_free(void *context)
{
    Start *start = context;
    file_list_free(&start->files);
    text_free(&start->shown);
    free(start);
}

/* Opens a file and remembers it. */
static void open_file(Workbench *bench, Slice name)
{
    char *path = memory_copy_string(name);
    Error error;
    if (bench_open(bench, path, &error)) {
        recent_add(path);
    } else {
        messages_add_error(bench->messages, "Not opened", &error);
    }
    free(path);
}

/* The first row is the tour, the others are files. */
static PickerRow start_row(void *context, size_t position)
{
    Start *start = context;
    if (position == 0) {
        return (PickerRow){.code = SLICE("The tour"),
                           .note = SLICE("five minutes with a sample, on a copy of its own")};
    }
    const char *path = start->files.names[position - 1], *slash = strrchr(path, '/');
    text_clear(&start->shown);
    text_append(&start->shown, position - 1 < start->recent ? SLICE("recent · ") : SLICE("in this folder"));
    if (position - 1 < start->recent) {
        text_append(&start->shown, slice_from(path));
    }
    return (PickerRow){.code = slice_from(slash ? slash + 1 : path), .note = text_slice(&start->shown)};
}

static Reaction start_chosen(void *context, size_t position, Slice typed)
{
    Start *start = context;
    if (position == 0) {
        tour_begin(start->bench);
    } else {
        open_file(start->bench,
                  position == SIZE_MAX ? slice_trim(typed) : slice_from(start->files.names[position - 1]));
    }
    return REACT_REDRAW;
}

void start_view_open(Workbench *bench)
{
    Start *start = memory_allocate_zeroed(1, sizeof *start);
    start->bench = bench;
    recent_list(&start->files);
    start->recent = start->files.count;
    source_expand(".", &start->files, NULL);
    PickerSource source = {.context = start,
                           .count = start->files.count + 1,
                           .row = start_row,
                           .chosen = start_chosen,
                           .free = start_free};
    PickerOptions options = {
        .title = "Open", .placeholder = "choose, or type the path of a file", .is_free_text = true};
    stage_push(bench->stage, picker_new(source, options));
}

Reaction action_open(void *context, const ActionCall *call)
{
    if (call->argument.length) {
        open_file(context, call->argument);
    } else {
        start_view_open(context);
    }
    return REACT_REDRAW;
}

Reaction action_tour(void *context, const ActionCall *call)
{
    (void)call;
    tour_begin(context);
    return REACT_REDRAW;
}
