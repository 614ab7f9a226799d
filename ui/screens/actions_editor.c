/*
 * The user's own editor on a value or the whole file.
 *
 * The text goes to a temporary file that only its owner may read; the editor is started with its words as an argument vector,
 * never through a shell; afterwards the file is read again, and what changed becomes one change of the history.
 */
#include "ui/screens/bench.h"
#include "ui/screens/parameters.h"

#include "src/base/file.h"
#include "src/base/memory.h"

#include <stdlib.h>
#include <unistd.h>

enum { WORDS_MAXIMUM = 16 };

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

/* Splits a command at blanks into words; returns how many there are. The words are freed with the text. */
static size_t split_words(char *command, char **words, size_t most)
{
    size_t count = 0;
    for (char *word = strtok(command, " \t"); word && count < most; word = strtok(NULL, " \t")) {
        words[count++] = word;
    }
    return count;
}

static bool write_all(int file, Slice bytes)
{
    while (bytes.length > 0) {
        ssize_t written = write(file, bytes.bytes, bytes.length);
        if (written <= 0) {
            return false;
        }
        bytes = slice_part(bytes, (size_t)written, bytes.length);
    }
    return true;
}

/* Lets the user edit a text; true with the new one. `line` 0: not said where to begin. */
static bool edit_text(Workbench *bench, Slice before, uint32_t line, Text *after, Error *error)
{
    const char *folder = getenv("TMPDIR");
    Text path = TEXT_EMPTY, place = TEXT_EMPTY;
    char *words[WORDS_MAXIMUM + 3], *command = memory_copy_string(slice_from(editor_command(bench->config)));
    size_t count = split_words(command, words, WORDS_MAXIMUM);
    text_format(&path, "%s/ipse-XXXXXX.json%c", folder && *folder ? folder : "/tmp", '\0');
    text_format(&place, "+%u%c", line, '\0');
    int file = mkstemps(path.bytes, sizeof ".json" - 1), status = 0;
    bool is_done = file >= 0 && write_all(file, before);
    if (file >= 0) {
        is_done = close(file) == 0 && is_done;
    }
    if (!is_done) {
        error_set(error, ERROR_SYSTEM, NULL, "the text could not be written for the editor");
    } else {
        words[count] = line ? place.bytes : path.bytes;
        words[count + 1] = line ? path.bytes : NULL;
        words[count + 2] = NULL;
        is_done = stage_run_program(bench->stage, words, &status, error);
        if (is_done && status != 0) {
            is_done = error_set(error, ERROR_NOT_POSSIBLE, NULL, "%s ended with status %d; nothing was taken over",
                                words[0], status);
        }
        is_done = is_done && file_read(path.bytes, DOCUMENT_SIZE_MAXIMUM, after, NULL, error);
    }
    if (file >= 0) {
        unlink(path.bytes);
    }
    free(command);
    text_free(&path);
    text_free(&place);
    return is_done;
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
    }
    splice_list_free(&list);
    return is_done;
}

Reaction action_editor(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    bool is_file = call->action->parameter == EDITOR_FILE;
    const Node *node = document_node(file->document, row.node);
    uint32_t line = is_file ? document_position(file->document, node->start).line : 0;
    Slice before = is_file ? document_bytes(file->document) : document_raw(file->document, row.node);
    Text after = TEXT_EMPTY;
    Error error;
    bool is_done = edit_text(bench, before, line, &after, &error);
    if (is_done && is_file) {
        is_done = session_replace(bench->session, file, text_slice(&after), SLICE("edit outside"), &error);
        bench_follow_change(bench);
    } else if (is_done) {
        is_done = take_value(bench, row.node, text_slice(&after), &error);
    }
    if (!is_done) {
        messages_add_error(bench->messages, "Not taken over", &error);
    }
    text_free(&after);
    return REACT_REDRAW | REACT_REPAINT;
}
