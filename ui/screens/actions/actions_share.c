/* Telling others: the findings as Markdown for the partner who made the file, and the changes as a JSON Patch. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"

#include "src/edit/json_patch.h"
#include "src/figures/partner.h"

#include <stdlib.h>

/* The path that was given, or that of the file with another ending. The caller frees it. */
static char *path_of(const OpenFile *file, const ActionCall *call, const char *ending)
{
    if (call->argument.length) {
        return file_expand_home(call->argument);
    }
    Text path = TEXT_EMPTY;
    bool is_standard = strcmp(file->path, "-") == 0;
    text_append(&path, is_standard ? SLICE("standard-input") : slice_from(file->path));
    text_append(&path, slice_from(ending));
    char *copy = memory_copy_string(text_slice(&path));
    text_free(&path);
    return copy;
}

/* Writes a text, and says where; an existing file is overwritten only where that is forced. */
static void write_text(Workbench *bench, const ActionCall *call, const char *path, Slice text, const char *what)
{
    Error error;
    SaveRequest request = {.path = path, .bytes = text, .is_new = !call->is_forced};
    if (save_file(&save_system, &request, NULL, &error)) {
        messages_add(bench->messages, STYLE_GOOD, "%s written to %s", what, path);
    } else {
        messages_add_error(bench->messages, "Not written", &error);
    }
}

static Reaction share(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    PartnerRecord record = {.name = open_file_name(file),
                            .line = 1,
                            .checker = bench->session->checker,
                            .document = file->document,
                            .report = file->report};
    Text markdown = TEXT_EMPTY;
    char *path = path_of(file, call, ".findings.md");
    partner_append(&record, &markdown);
    write_text(bench, call, path, text_slice(&markdown), "Findings");
    text_free(&markdown);
    free(path);
    return REACT_REDRAW;
}

static Reaction patch(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    Text first = TEXT_EMPTY, text = TEXT_EMPTY;
    Error error;
    history_append_first(file->history, &first);
    Document *before = document_take(&first, file->path, &error);
    if (!before || !json_patch_append(before, file->document, &text, &error)) {
        messages_add_error(bench->messages, "No patch", &error);
    } else if (slice_equals(text_slice(&text), SLICE("[]\n"))) {
        messages_add(bench->messages, STYLE_PLAIN, "No changes since the file was opened");
    } else {
        char *path = path_of(file, call, ".patch.json");
        write_text(bench, call, path, text_slice(&text), "Patch");
        free(path);
    }
    document_free(before);
    text_free(&text);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "share",
     .help = "Write the issues as Markdown, for those who made the file",
     .keys = "zs",
     .argument = "FILE",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = share},
    {.name = "patch",
     .help = "Write all changes since opening as a JSON Patch",
     .keys = "zp",
     .argument = "FILE",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = patch},
};

const ActionRows share_actions = ACTION_ROWS(rows);
