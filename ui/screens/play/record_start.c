/* Record start: how a recorded script comes to where the recording began. */
#include "ui/screens/play/record_start.h"

#include "src/base/file.h"
#include "src/json/path.h"
#include "ui/screens/bench/cursor.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOLDS_MAXIMUM = 2000, PATH_BYTES = 4096 };

/* A statement with a text in quotes. */
static void append_statement(const char *name, Slice text, Text *record)
{
    text_format(record, "%s ", name);
    splice_quote(text, record);
    text_append_byte(record, '\n');
}

/* Files by their paths from the folder of the script, if that is the working folder, else by whole paths. */
static void append_files(const Workbench *bench, const char *script, Text *record)
{
    char folder[PATH_BYTES];
    bool is_bare_name = !strchr(script, '/');
    for (size_t i = 0; i < bench->session->count; i++) {
        const OpenFile *file = bench->session->files[i];
        bool is_whole = is_bare_name || file->path[0] == '/' || !getcwd(folder, sizeof folder);
        char *path = file_join(is_whole ? "" : folder, file->path);
        Slice name = slice_from(is_whole ? file->path : path);
        append_statement("open", name, record);
        free(path);
    }
    if (bench->session->count > 1) {
        text_format(record, "command tab %zu\n", bench->session->current + 1);
    }
}

static void append_settings(const Workbench *bench, Text *record)
{
    static const Setting settings[] = {[PANE_RULE] = SETTING_SPLIT, [PANE_ISSUES] = SETTING_ISSUES};
    for (size_t i = PANE_TREE + 1; i < bench->panes.count; i++) {
        if (bench->panes.panes[i].wish > 0) {
            text_format(record, "set %s %d\n", setting_name(settings[i]), bench->panes.panes[i].wish);
        }
    }
    if (bench->is_wrapped) {
        text_format(record, "set %s on\n", setting_name(SETTING_WRAP));
    }
    if (bench->session->actor[0]) {
        text_format(record, "command actor %s\n", bench->session->actor);
    }
}

/* The path of a value or of what is absent in it. */
static void append_path(const char *statement, const Document *document, NodeId node, Slice absent, Text *record)
{
    Text path = TEXT_EMPTY;
    path_append(document, node, &path);
    text_format(&path, absent.length ? ".%.*s" : "%.*s", SLICE_ARGS(absent));
    append_statement(statement, text_slice(&path), record);
    text_free(&path);
}

/* What is shown alone here, where a workbench that just opened the file shows something else. */
static void append_hoist(const OpenFile *file, NodeId fresh, Text *record)
{
    NodeId here = outline_hoisted(file->outline);
    if (here != fresh && here == 0) {
        text_append(record, SLICE("keys g Esc\n"));
    } else if (here != fresh) {
        append_path("point", file->document, here, (Slice){0}, record);
        text_append(record, SLICE("keys z.\n"));
    }
}

/* The rows that are open here and closed in a tree that was just made, and the other way round. */
static void append_folds(const Workbench *bench, OpenFile *file, Text *record)
{
    Outline *fresh = outline_new(bench->session->checker, file->document, file->report);
    outline_hoist_study(fresh);
    append_hoist(file, outline_hoisted(fresh), record);
    outline_hoist(fresh, outline_hoisted(file->outline));
    unsigned count = 0;
    for (uint32_t row = 0; row < outline_count(file->outline) && count < FOLDS_MAXIMUM; row++) {
        const RowView here = *outline_row(file->outline, row);
        uint32_t there = outline_row_of(fresh, here.node, (Slice){0});
        bool is_same = here.is_absent || !here.is_container || outline_row(fresh, there)->node != here.node ||
                       outline_row(fresh, there)->is_open == here.is_open;
        if (!is_same) {
            outline_set_open(fresh, there, here.is_open, false);
            append_path(here.is_open ? "open-row" : "close-row", file->document, here.node, (Slice){0}, record);
            count++;
        }
    }
    outline_free(fresh);
}

void record_start(Workbench *bench, const char *script, Text *record)
{
    OpenFile *file = bench_file(bench);
    append_files(bench, script, record);
    append_settings(bench, record);
    if (!file) {
        return;
    }
    append_folds(bench, file, record);
    const Filter *filter = outline_filter(file->outline);
    if (filter->kind == FILTER_TEXT) {
        text_format(record, "command filter %.*s\n", SLICE_ARGS(text_slice(&filter->text)));
    }
    const RowView row = *bench_row(bench);
    append_path("point", file->document, row.node, row.is_absent ? row.name : (Slice){0}, record);
    for (size_t i = PANE_TREE; i < bench->panes.focus; i++) {
        text_append(record, SLICE("keys Tab\n"));
    }
    if (history_is_modified(file->history)) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     "The file has unsaved changes. Save them, or the script does not play as recorded");
    }
}
