/*
 * The user's own editor on a value or the whole file.
 *
 * The text goes to a temporary file that only its owner may read; the editor is started as git starts it: by its name,
 * or through `sh -c` where the setting has arguments, quotes or the like; afterwards the file is read again, and what
 * changed becomes one change of the history. A line end that the editor added to the last line is no change.
 */
#include "ui/kit/stage/stage_command.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"

#include "src/base/file.h"
#include "src/base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { EDITOR_VALUE, EDITOR_FILE };

/* The command of the editor: the setting, else VISUAL, else EDITOR, else vi. */
static const char *editor_command(const Config *config)
{
    const char *setting = config_text(config, SETTING_EDITOR);
    if (setting && *setting) {
        return setting;
    }
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    return visual && *visual ? visual : editor && *editor ? editor : "vi";
}

/* Runs the editor on a file; true where it ended well. */
static bool run_editor(Workbench *bench, const char *path, uint32_t line, Error *error)
{
    Text place = TEXT_EMPTY;
    text_format(&place, "+%u", line);
    const char *words[] = {place.bytes, path};
    size_t skipped = line ? 0 : 1;
    bool is_done = stage_run_command(bench->stage, editor_command(bench->config), words + skipped, 2 - skipped, error);
    text_free(&place);
    return is_done;
}

/* Removes the line end that an editor added to the last line. */
static void drop_added_line_end(Slice before, Text *after)
{
    bool is_added =
        after->length > 0 && after->bytes[after->length - 1] == '\n' && !slice_ends_with(before, SLICE("\n"));
    if (is_added) {
        bool is_pair = after->length > 1 && after->bytes[after->length - 2] == '\r';
        text_splice(after, after->length - (is_pair ? 2 : 1), is_pair ? 2 : 1, (Slice){0});
    }
}

/* Lets the user edit a text in a file, whose path is given; true with the new one. `line` 0: not said where to begin.
 */
static bool edit_text(Workbench *bench, Slice before, uint32_t line, Text *path, Text *after, Error *error)
{
    const char *folder = getenv("TMPDIR");
    text_format(path, "%s/ipse-XXXXXX.json", folder && *folder ? folder : "/tmp");
    int file = mkstemps(path->bytes, sizeof ".json" - 1);
    bool is_done = file >= 0 && file_write_all(write, file, before);
    if (file >= 0) {
        is_done = close(file) == 0 && is_done;
    }
    if (!is_done) {
        error_set_errno(error, path->bytes, "cannot write the file for the editor");
        return false;
    }
    is_done = run_editor(bench, path->bytes, line, error);
    bool is_read = file_read(path->bytes, DOCUMENT_SIZE_MAXIMUM, after, NULL, is_done ? error : NULL);
    drop_added_line_end(before, after);
    return is_done && is_read;
}

/* Reports why the edited text was not taken over. It stays in its file where it is another one than before. */
static void report_refused(Workbench *bench, Slice before, Slice after, const char *path, const Error *error)
{
    if (after.length == 0 || slice_equals(before, after)) {
        unlink(path);
        messages_add_error(bench->messages, "Not changed", error);
        return;
    }
    Text sentence = TEXT_EMPTY;
    text_format(&sentence, "Not changed. The text is kept in %s", path);
    messages_add_error(bench->messages, sentence.bytes, error);
    text_free(&sentence);
}

/* Takes the edited text of a value over: it must be JSON, for it goes into JSON. */
static bool take_value(Workbench *bench, NodeId node, Slice text, Error *error)
{
    SpliceList list = SPLICE_LIST_EMPTY;
    Slice said = slice_trim(text);
    bool is_same = slice_equals(said, document_raw(bench_file(bench)->document, node));
    bool is_done = is_same || splice_set_value(bench_file(bench)->document, node, said, &list, error);
    if (is_done && !is_same) {
        bench_apply(bench, &list, "edit outside");
        bench_follow_change(bench);
        bench_report(bench, "Changed", bench_row(bench)->node);
    }
    splice_list_free(&list);
    return is_done;
}

static Reaction open_editor(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    bool is_file = call->action->parameter == EDITOR_FILE;
    const Node *node = document_node(file->document, row.node);
    uint32_t line = is_file ? document_position(file->document, node->start).line : 0;
    Slice before = is_file ? document_bytes(file->document) : document_raw(file->document, row.node);
    Text after = TEXT_EMPTY, path = TEXT_EMPTY, original = TEXT_EMPTY;
    Error error;
    text_append(&original, before);
    bool is_done = edit_text(bench, before, line, &path, &after, &error);
    if (is_done && is_file) {
        is_done = session_replace(file, text_slice(&after), SLICE("edit outside"), &error);
        bench_follow_change(bench);
    } else if (is_done) {
        is_done = take_value(bench, row.node, text_slice(&after), &error);
    }
    if (is_done) {
        unlink(path.bytes);
    } else {
        report_refused(bench, text_slice(&original), text_slice(&after), path.bytes, &error);
    }
    text_free(&after);
    text_free(&path);
    text_free(&original);
    return REACT_REDRAW | REACT_REPAINT;
}

static const Action rows[] = {
    {.name = "editor",
     .help = "Open the value in $VISUAL or $EDITOR",
     .keys = "v",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = open_editor,
     .parameter = EDITOR_VALUE},
    {.name = "editor-file",
     .help = "Open the file in $VISUAL or $EDITOR, at this row",
     .keys = "V",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = open_editor,
     .parameter = EDITOR_FILE},
};

const ActionRows editor_actions = ACTION_ROWS(rows);
