/* Opening: files, and where the cursor begins in them. */
#include "ui/screens/views/opening.h"
#include "src/base/memory.h"
#include "src/base/shown.h"

#include "src/outline/studies.h"
#include "src/save/recent.h"
#include "ui/screens/background/side_job.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/register.h"
#include "ui/screens/bench/session_recovery.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/bench/suppressed.h"
#include "ui/screens/bench/tree_filter.h"
#include "ui/screens/bench/tree_search.h"
#include "ui/screens/editing/unfinished.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/screens/files/known_counts.h"
#include "ui/screens/views/rescue.h"

#include <stdlib.h>
#include <string.h>

/* Reports what a file of several resources holds, or that it holds no study. */
static void report_resources(Workbench *bench)
{
    const Document *document = bench_file(bench)->document;
    ResourceCounts counts = resources_count(document);
    NodeId type = document_member(document, 0, SLICE("type"));
    bool is_summary = type != NODE_NONE && document_string_equals(document, type, SLICE("document"));
    const char *file = is_summary ? "summary" : "file";
    if (counts.resources > 0 && counts.studies == 0) {
        messages_add(bench->messages, STYLE_PLAIN,
                     "No imaging study in this %s; %u resource%s of %u type%s. zn lists them", file, counts.resources,
                     counts.resources == 1 ? "" : "s", counts.types, counts.types == 1 ? "" : "s");
    } else if (outline_hoisted(bench_file(bench)->outline) != 0) {
        messages_add(bench->messages, STYLE_PLAIN, "Study 1 of %u in a %s of %u resource%s. Esc shows all",
                     counts.studies, file, counts.resources, counts.resources == 1 ? "" : "s");
    } else if (document_node(document, 0)->kind == NODE_LINES) {
        messages_add(bench->messages, STYLE_PLAIN, "%u resource%s of %u type%s, %u stud%s. S lists the studies",
                     counts.resources, counts.resources == 1 ? "" : "s", counts.types, counts.types == 1 ? "" : "s",
                     counts.studies, counts.studies == 1 ? "y" : "ies");
    }
}

void bench_begin(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    if (!file) {
        return;
    }
    bench_go_to_row(bench, file->cursor);
    /* The header says it as well: what is in the file is the latest word. */
    if (file->is_protected) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, SHOWN " is read-only. :w FILE saves under another name",
                     SHOWN_ARGS(shown_value(open_file_name(file))));
    }
    report_resources(bench);
    if (document_fault_count(file->document)) {
        const SyntaxFault *fault = document_fault(file->document, 0);
        Position position = document_position(file->document, fault->offset);
        messages_add(bench->messages, STYLE_ISSUE_ERROR, "Line %u, column %u: %s Press m to edit the file",
                     position.line, position.column, document_fault_message(fault));
    }
}

void bench_show_last(Workbench *bench)
{
    OpenFile *before = bench->session->count > 1 ? bench_file(bench) : NULL;
    if (before) {
        before->cursor = (uint32_t)bench->tree.selected;
    }
    bench->session->current = bench->session->count - 1;
    bench->is_rule_old = true;
    list_select(&bench->tree, 0);
    bench_begin(bench);
}

/* True where two paths lead to one file. */
static bool is_same_file(const char *path, const char *other)
{
    char *first = realpath(path, NULL), *second = first ? realpath(other, NULL) : NULL;
    bool is_same = strcmp(path, other) == 0 || (second && strcmp(first, second) == 0);
    free(first);
    free(second);
    return is_same;
}

/* Shows a file that is open; false where none of that path is. */
static bool show_open(Workbench *bench, const char *path)
{
    for (size_t i = 0; i < bench->session->count; i++) {
        if (is_same_file(bench->session->files[i]->path, path)) {
            bench_show(bench, i);
            return true;
        }
    }
    return false;
}

bool bench_open_as_it_is(Workbench *bench, const char *path, Error *error)
{
    if (show_open(bench, path)) {
        return true;
    }
    if (!session_open(bench->session, path, path, error)) {
        return false;
    }
    bench_show_last(bench);
    return true;
}

void bench_tell_restored(Workbench *bench)
{
    messages_add(bench->messages, STYLE_ISSUE_WARNING,
                 "%s is new and was not saved. Restored; ^S saves, ZQ discards it", bench_file(bench)->path);
}

/* Offers work of earlier runs on the file that is shown. */
static void offer_left(Workbench *bench)
{
    if (!stage_is_driven(bench->stage)) {
        rescue_look(bench, bench_file(bench));
        rescue_offer_next(bench);
    }
}

bool bench_open(Workbench *bench, const char *path, Error *error)
{
    size_t count = bench->session->count;
    if (!bench_open_as_it_is(bench, path, error)) {
        bool is_left = !bench->session->is_masked && unfinished_open_left(bench->session, path);
        if (is_left) {
            bench_show_last(bench);
            bench_tell_restored(bench);
        }
        return is_left;
    }
    if (bench->session->count > count) {
        offer_left(bench);
    }
    return true;
}

/* ---- large files ---- */

/* Files of up to so many bytes are read at once. */
enum { AT_ONCE_BYTES = 4194304 };

/* A file that is read beside the keys. */
typedef struct OpenRun {
    char *path;
    bool takes_streams;
    bool is_masked;
    bool is_read;
    SessionInput read;
    Error error;
} OpenRun;

static void run_work(void *context, Pace *pace)
{
    OpenRun *run = context;
    SessionAsked asked = {run->path, run->path, run->takes_streams, run->is_masked};
    run->is_read = session_read(&run->read, &asked, pace, &run->error);
}

static void run_done(void *context, Workbench *bench, bool is_stopped)
{
    OpenRun *run = context;
    (void)is_stopped;
    if (!run->is_read) {
        messages_add_error(bench->messages, "Not opened", &run->error);
        return;
    }
    session_add_input(bench->session, &run->read);
    bench_show_last(bench);
    offer_left(bench);
    recent_add(run->path);
}

static void run_free(void *context)
{
    OpenRun *run = context;
    session_input_free(&run->read);
    free(run->path);
    free(run);
}

bool bench_may_take(const Workbench *bench)
{
    return stage_top(bench->stage).self == bench && !typing_is_on(bench);
}

/* Reads a large file beside the keys. */
static void open_beside(Workbench *bench, const char *path)
{
    OpenRun *run = memory_allocate_zeroed(1, sizeof *run);
    const char *slash = strrchr(path, '/');
    *run = (OpenRun){.path = memory_copy_string(slice_from(path)),
                     .takes_streams = bench->session->takes_streams,
                     .is_masked = bench->session->is_masked};
    side_job_run(bench, (SideWork){.what = "read",
                                   .then = "indexed",
                                   .name = slice_from(slash ? run->path + (slash + 1 - path) : run->path),
                                   .context = run,
                                   .work = run_work,
                                   .may_end = bench_may_take,
                                   .done = run_done,
                                   .free = run_free});
}

void bench_take(Workbench *bench, const char *path)
{
    FileState state = {0};
    Error error;
    if (!show_open(bench, path) && file_state(path, &state, NULL) && state.size > AT_ONCE_BYTES) {
        open_beside(bench, path);
    } else if (bench_open(bench, path, &error)) {
        recent_add(path);
    } else {
        messages_add_error(bench->messages, "Not opened", &error);
    }
}

void bench_close_shown(Workbench *bench)
{
    Session *session = bench->session;
    session_discard(session, bench_file(bench));
    register_forget_cut(bench->copied);
    tree_search_forget(bench);
    side_job_forget(bench, bench_file(bench));
    tree_filter_stop(bench);
    known_counts_keep(session);
    session_close(session, session->current);
    suppressed_forget(bench);
    bench->issues->rows.is_made = false;
    bench->is_rule_old = true;
    bench_go_to_row(bench, bench_file(bench)->cursor);
}
