/* Suppressed: read for each file, and asked again for all of its issues where its report changed. */
#include "ui/screens/bench/suppressed.h"

#include "ui/screens/bench/cursor.h"

#include "src/base/file.h"
#include "src/base/memory.h"

#include <stdlib.h>

enum { FILE_LIMIT = 1 << 20 };

void suppressed_free(Suppressed *suppressed)
{
    for (size_t i = 0; i < suppressed->count; i++) {
        suppressions_free(&suppressed->files[i].all);
        free(suppressed->files[i].path);
        free(suppressed->files[i].reasons);
    }
    free(suppressed->files);
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

/* What is known of a file, read where nothing is. */
static SuppressedFile *suppressed_file(const Workbench *bench, const OpenFile *file)
{
    Suppressed *suppressed = bench->suppressed;
    for (size_t i = 0; i < suppressed->count; i++) {
        if (strcmp(suppressed->files[i].path, file->path) == 0) {
            return &suppressed->files[i];
        }
    }
    Error error;
    ARRAY_RESERVE(suppressed->files, suppressed->capacity, suppressed->count + 1);
    SuppressedFile *entry = &suppressed->files[suppressed->count++];
    *entry = (SuppressedFile){.path = memory_copy_string(slice_from(file->path))};
    if (!suppressions_read_folder(&entry->all, folder_of(file->path), bench->session->rules, bench->session->clock,
                                  &error)) {
        messages_add_error(bench->messages, "Suppressions not read", &error);
    }
    return entry;
}

/* The number of the suppression of an issue, from 1; 0: none. Paths are only made for keys that some suppression is
 * about. */
static uint32_t number_of(const SuppressedFile *entry, const OpenFile *file, const Issue *issue, Text *path)
{
    text_clear(path);
    if (!suppressions_concern_key(&entry->all, slice_from(issue->key))) {
        return 0;
    }
    report_append_issue_path(file->report, issue, path);
    size_t found = suppressions_find(&entry->all, slice_from(file->path), slice_from(issue->key), text_slice(path));
    return found == SUPPRESSION_NONE ? 0 : (uint32_t)found + 1;
}

static void count_issue(ReportCounts *counts, const Issue *issue)
{
    counts->gaps += issue_is_gap(issue);
    counts->errors += issue->severity == SEVERITY_ERROR;
    counts->warnings += issue->severity == SEVERITY_WARNING;
    counts->notes += issue->severity == SEVERITY_NOTE && !issue_is_gap(issue);
}

/* Brings what is known of a file's issues up to date. */
static void refresh(SuppressedFile *entry, const OpenFile *file)
{
    uint64_t version = report_version(file->report);
    uint32_t count = report_count(file->report);
    if (entry->report == file->report && entry->version == version) {
        return;
    }
    Text path = TEXT_EMPTY;
    entry->report = file->report;
    entry->version = version;
    entry->counts = (ReportCounts){0};
    entry->reasons = memory_resize(entry->reasons, ((size_t)count + 1) * sizeof *entry->reasons);
    for (uint32_t i = 0; i < count; i++) {
        const Issue *issue = report_issue(file->report, i);
        entry->reasons[i] = number_of(entry, file, issue, &path);
        if (entry->reasons[i] > 0) {
            count_issue(&entry->counts, issue);
        }
    }
    text_free(&path);
}

const Slice *suppressed_reason(const Workbench *bench, const OpenFile *file, uint32_t position)
{
    SuppressedFile *entry = suppressed_file(bench, file);
    if (entry->all.count == 0) {
        return NULL;
    }
    refresh(entry, file);
    uint32_t number = entry->reasons[position];
    return number > 0 ? &entry->all.items[number - 1].reason : NULL;
}

ReportCounts suppressed_counts(const Workbench *bench, const OpenFile *file, uint32_t *suppressed)
{
    ReportCounts counts = report_counts(file->report), gone = {0};
    SuppressedFile *entry = suppressed_file(bench, file);
    if (entry->all.count > 0) {
        refresh(entry, file);
        gone = entry->counts;
    }
    if (suppressed) {
        *suppressed = gone.errors + gone.warnings + gone.notes + gone.gaps;
    }
    return (ReportCounts){.errors = counts.errors - gone.errors,
                          .warnings = counts.warnings - gone.warnings,
                          .notes = counts.notes - gone.notes,
                          .gaps = counts.gaps - gone.gaps};
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
