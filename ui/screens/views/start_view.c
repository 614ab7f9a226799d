/* The start without a file: lessons, what is new, samples, recent files, the files of a folder, or a path that is
 * typed. */
#include "ui/screens/views/start_view.h"

#include "src/profile/facts/text_table.h"
#include "src/save/recent.h"
#include "src/save/state_file.h"

#include "src/base/memory.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/running.h"
#include "ui/screens/files/file_offers.h"
#include "ui/screens/views/opening.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

TEXT_TABLE(start_sample_ct, "samples/ct.json");
TEXT_TABLE(start_sample_defects, "samples/ct-defects.json");
TEXT_TABLE(start_sample_summary, "samples/ips.json");

/* The rows before the files: lessons and new files, which are commands, and samples, which are opened as copies in the
 * state folder. */
static const struct {
    const char *name;    /* of the copy; NULL: a command */
    const char *command; /* as it is typed; NULL: a sample */
    const char *title;
    const char *note;
    const char *group;
} offers[] = {{NULL, "tour", "The tour", "5 minutes with a copy of a sample", "begin"},
              {NULL, "tour profile", "The imaging profile", "a lesson for clinicians, in ten steps", "begin"},
              {NULL, "new study", "New: an imaging study", "with fresh UIDs", "begin"},
              {NULL, "new ips", "New: a patient summary", "with fresh UIDs", "begin"},
              {"samples/ct.json", NULL, "Sample: a valid study", "a copy", "samples"},
              {"samples/ct-defects.json", NULL, "Sample: a study with a dozen errors", "a copy", "samples"},
              {"samples/ips.json", NULL, "Sample: a patient summary", "a copy", "samples"}};

enum { OFFER_COUNT = sizeof offers / sizeof *offers };

typedef struct Start {
    Workbench *bench;
    size_t offered; /* rows before the files: none where a path is typed */
    Candidates files;
} Start;

static void start_free(void *context)
{
    Start *start = context;
    candidates_free(&start->files);
    free(start);
}

/* The copy of a sample; its own changes are kept. */
static void open_sample(Workbench *bench, size_t position)
{
    const Slice contents[OFFER_COUNT] = {{0},
                                         {0},
                                         {0},
                                         {0},
                                         TEXT_TABLE_OF(start_sample_ct),
                                         TEXT_TABLE_OF(start_sample_defects),
                                         TEXT_TABLE_OF(start_sample_summary)};
    Text path = TEXT_EMPTY;
    Error error;
    state_file_provide(offers[position].name, contents[position], &path);
    if (!bench_open(bench, path.bytes, &error)) {
        messages_add_error(bench->messages, "Not opened", &error);
    }
    text_free(&path);
}

static void offer(Workbench *bench, Slice typed);

/* Opens a file and remembers it; of a folder its files are offered. */
void start_view_take(Workbench *bench, Slice name)
{
    char *path = file_expand_home(name);
    if (bench->remote->wants(bench, name)) {
        bench->remote->open(bench, name);
    } else if (file_is_folder(path)) {
        Text folder = TEXT_EMPTY;
        text_format(&folder, "%.*s%s", SLICE_ARGS(name), slice_ends_with(name, SLICE("/")) ? "" : "/");
        offer(bench, text_slice(&folder));
        text_free(&folder);
    } else {
        bench_take(bench, path);
    }
    free(path);
}

/* The files for what is typed; without a folder in it, what may be begun or tried comes first. */
static size_t start_refill(void *context, Slice typed, size_t *start_of_name)
{
    Start *start = context;
    start->offered = slice_find(typed, SLICE("/"), 0) == SIZE_MAX ? OFFER_COUNT : 0;
    candidates_gather(&start->files, file_offers, start->bench, typed);
    *start_of_name = start->files.start;
    return start->offered + start->files.count;
}

static PickerRow start_row(void *context, size_t position)
{
    const Start *start = context;
    if (position < start->offered) {
        return (PickerRow){.code = slice_from(offers[position].title),
                           .display = slice_from(offers[position].note),
                           .group = slice_from(offers[position].group)};
    }
    const Candidate *file = &start->files.items[position - start->offered];
    return (PickerRow){.code = file->shown, .display = file->note, .group = file->group, .is_named = true};
}

/* Completes a path by what its candidates have in common. */
static bool start_complete(void *context, Slice typed, Text *completed)
{
    return candidates_complete(&((Start *)context)->files, typed, completed);
}

/* Runs a command that was typed with its colon, as everywhere else. */
static Reaction run_typed(Workbench *bench, Slice line)
{
    const Action *action;
    ActionCall call;
    Error error;
    if (action_parse_command(keymap_table(bench->keymap), line, &action, &call, &error)) {
        return bench_run(bench, action, call);
    }
    messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", error.message);
    return REACT_REDRAW;
}

static Reaction start_chosen(void *context, size_t position, Slice typed)
{
    Start *start = context;
    if (position == SIZE_MAX && slice_starts_with(typed, SLICE(":"))) {
        return run_typed(start->bench, slice_part(typed, 1, typed.length));
    }
    if (position >= start->offered) {
        start_view_take(start->bench,
                        position == SIZE_MAX ? slice_trim(typed) : start->files.items[position - start->offered].text);
    } else if (offers[position].command) {
        return run_typed(start->bench, slice_from(offers[position].command));
    } else {
        open_sample(start->bench, position);
    }
    return REACT_REDRAW;
}

/* Offers what there is to open; `typed` is a folder to begin with. */
static void offer(Workbench *bench, Slice typed)
{
    Start *start = memory_allocate_zeroed(1, sizeof *start);
    start->bench = bench;
    PickerSource source = {.context = start,
                           .row = start_row,
                           .refill = start_refill,
                           .complete = start_complete,
                           .chosen = start_chosen,
                           .free = start_free};
    PickerOptions options = {.title = "Open",
                             .placeholder = "select, or type the path of a file or folder",
                             .is_free_text = true,
                             .filter = typed};
    stage_push(bench->stage, picker_new(source, options));
}

void start_view_open(Workbench *bench)
{
    offer(bench, (Slice){0});
}
