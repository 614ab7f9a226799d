/* Suppressed: read for a folder, asked for each issue that is drawn. */
#include "ui/screens/bench/suppressed.h"

#include "ui/screens/bench/cursor.h"

#include "src/base/file.h"

#include <stdlib.h>

enum { FILE_LIMIT = 1 << 20 };

void suppressed_free(Suppressed *suppressed)
{
    suppressions_free(&suppressed->all);
    free(suppressed->path);
    *suppressed = (Suppressed){0};
}

/* The folder of a path, with '/' at its end; empty: the current one. */
static Slice folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slice_make(path, (size_t)(slash - path) + 1) : SLICE("");
}

void suppressed_forget(Workbench *bench)
{
    suppressed_free(bench->suppressed);
}

/* Reads the suppressions for the shown file. */
static void refresh(Workbench *bench, const OpenFile *file)
{
    Suppressed *suppressed = bench->suppressed;
    if (suppressed->path && strcmp(suppressed->path, file->path) == 0) {
        return;
    }
    Error error;
    suppressed_free(suppressed);
    suppressed->path = memory_copy_string(slice_from(file->path));
    if (!suppressions_read_folder(&suppressed->all, folder_of(file->path), bench->session->rules, bench->session->clock,
                                  &error)) {
        messages_add_error(bench->messages, "Suppressions not read", &error);
    }
}

const Slice *suppressed_reason(Workbench *bench, const Issue *issue)
{
    const OpenFile *file = bench_file(bench);
    const Suppressions *all = &bench->suppressed->all;
    refresh(bench, file);
    if (all->count == 0) {
        return NULL;
    }
    Text path = TEXT_EMPTY;
    report_append_issue_path(file->report, issue, &path);
    size_t found = suppressions_find(all, slice_from(file->path), slice_from(issue->key), text_slice(&path));
    text_free(&path);
    return found == SUPPRESSION_NONE ? NULL : &all->items[found].reason;
}

/* Writes the file in the folder with one more suppression. */
static bool write_more(const OpenFile *file, const Issue *issue, Slice reason, const char *name, Error *error)
{
    Text text = TEXT_EMPTY, path = TEXT_EMPTY;
    FileState state = {0};
    bool is_there = file_kind(name, true) != FILE_MISSING;
    bool is_done = !is_there || file_read(name, FILE_LIMIT, &text, &state, error);
    if (is_done) {
        report_append_issue_path(file->report, issue, &path);
        suppressions_append(&text, slice_from(issue->key), text_slice(&path), open_file_name(file), reason);
        SaveRequest request = {
            .path = name, .bytes = text_slice(&text), .expected = is_there ? &state : NULL, .is_new = !is_there};
        is_done = save_file(&save_system, &request, NULL, error);
    }
    text_free(&text);
    text_free(&path);
    return is_done;
}

bool suppressed_add(Workbench *bench, const Issue *issue, Slice reason, Error *error)
{
    const OpenFile *file = bench_file(bench);
    Suppressions now = {0};
    Text name = TEXT_EMPTY;
    text_append(&name, folder_of(file->path));
    text_append(&name, SLICE(SUPPRESSIONS_FILE));
    bool is_done =
        suppressions_read_folder(&now, folder_of(file->path), bench->session->rules, bench->session->clock, error) &&
        write_more(file, issue, reason, name.bytes, error);
    suppressions_free(&now);
    text_free(&name);
    suppressed_forget(bench);
    return is_done;
}
