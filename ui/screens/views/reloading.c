/* Reloading: read by another thread, taken between keys. */
#include "ui/screens/views/reloading.h"

#include "src/base/memory.h"
#include "src/json/source.h"
#include "ui/screens/background/side_job.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/suppressed.h"
#include "ui/screens/views/opening.h"

#include <stdlib.h>

typedef struct ReloadRun {
    OpenFile *file;
    char *path;
    const char *report;
    Text bytes;
    FileState state;
    uint64_t revision; /* of the document when it was asked for */
    bool is_read;
    Error error;
} ReloadRun;

static void run_work(void *context, Pace *pace)
{
    ReloadRun *run = context;
    run->is_read = source_read_file(run->path, &run->bytes, &run->state, pace, &run->error);
}

static void run_done(void *context, Workbench *bench, bool is_stopped)
{
    ReloadRun *run = context;
    OpenFile *file = run->file;
    (void)is_stopped;
    if (run->is_read && document_revision(file->document) != run->revision) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     "Not reloaded: there are new unsaved changes. Press R again");
        return;
    }
    if (!run->is_read || !session_may_reload(file, &run->error) ||
        !session_take_disk(file, text_slice(&run->bytes), run->state, &run->error)) {
        messages_add_error(bench->messages, "Not reloaded", &run->error);
        return;
    }
    if (file == bench_file(bench)) {
        bench_follow_change(bench);
    }
    suppressed_forget(bench);
    messages_add(bench->messages, STYLE_PLAIN, "%s", run->report);
}

static void run_free(void *context)
{
    ReloadRun *run = context;
    text_free(&run->bytes);
    free(run->path);
    free(run);
}

void bench_reload(Workbench *bench, const char *report)
{
    OpenFile *file = bench_file(bench);
    Error error;
    if (!session_may_reload(file, &error)) {
        messages_add_error(bench->messages, "Not reloaded", &error);
        return;
    }
    ReloadRun *run = memory_allocate_zeroed(1, sizeof *run);
    *run = (ReloadRun){.file = file, .path = memory_copy_string(slice_from(file->path)), .report = report};
    run->revision = document_revision(file->document);
    SideWork work = {.what = "read",
                     .context = run,
                     .file = file,
                     .work = run_work,
                     .may_end = bench_may_take,
                     .done = run_done,
                     .free = run_free};
    side_job_run(bench, work);
}
