/* Recording what is pressed as a script (ui/kit/script/script.h): begun with a file's name, ended by the same action
 * without one. */
#include "ui/screens/actions/actions_record.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/play/record_start.h"
#include "ui/screens/views/saving.h"

#include "src/base/memory.h"
#include "src/base/shown.h"
#include "ui/widgets/prompt.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The record without its last key: by it, the list of commands was opened to end the recording. */
static void drop_last_key(Text *record)
{
    record->length = slice_trim(text_slice(record)).length;
    while (record->length > 0 && record->bytes[record->length - 1] != ' ') {
        record->length--;
    }
    Slice left = slice_trim(text_slice(record));
    record->length = left.length;
    if (slice_ends_with(left, SLICE("\nkeys"))) {
        record->length -= sizeof "keys" - 1;
    } else {
        text_append_byte(record, '\n');
    }
}

void record_mark(Workbench *bench)
{
    Recording *recording = bench->recording;
    if (recording->path) {
        Text before = TEXT_EMPTY;
        text_append(&before, text_slice(&recording->text));
        drop_last_key(&before);
        if (slice_ends_with(slice_trim(text_slice(&before)), SLICE(" Z"))) { /* ZQ and ZZ */
            drop_last_key(&before);
        }
        recording->mark = before.length;
        text_free(&before);
    }
}

/* True where a file can be made in the folder of a path. */
static bool has_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    char *folder = memory_copy_string(!slash ? SLICE(".") : slash == path ? SLICE("/") : slice_make(path, length));
    bool is_writable = access(folder, W_OK | X_OK) == 0;
    free(folder);
    return is_writable;
}

/* Begins to record, unless the file is there or cannot be made: what is recorded for minutes must not be refused at its
 * end. */
static void begin(Workbench *bench, Slice path, bool is_forced)
{
    Recording *recording = bench->recording;
    Rect bounds = stage_bounds(bench->stage);
    char *name = file_expand_home(path);
    if (!is_forced && access(name, F_OK) == 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, SHOWN " exists. :record! FILE replaces it",
                     SHOWN_ARGS(shown_value(path)));
        free(name);
        return;
    }
    if (!has_folder(name)) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The folder of " SHOWN " is missing or read-only",
                     SHOWN_ARGS(shown_value(path)));
        free(name);
        return;
    }
    recording->path = name;
    recording->is_forced = is_forced;
    text_clear(&recording->text);
    text_format(&recording->text, "# ipse play\nsize %dx%d\n", bounds.width, bounds.height);
    record_start(bench, recording->path, &recording->text);
    stage_record(bench->stage, &recording->text);
    messages_add(bench->messages, STYLE_PLAIN, "Recording. Press Q to end; the script is %s", recording->path);
}

static bool end(Workbench *bench)
{
    Recording *recording = bench->recording;
    Error error;
    stage_record(bench->stage, NULL);
    Text script = TEXT_EMPTY;
    text_append(&script, slice_trim(slice_part(text_slice(&recording->text), 0, recording->mark)));
    text_append(&script, SLICE("\nscreen\n"));
    SaveRequest request = {.path = recording->path, .bytes = text_slice(&script), .is_new = !recording->is_forced};
    bool is_saved = save_file(&save_system, &request, NULL, &error);
    if (is_saved) {
        messages_add(bench->messages, STYLE_GOOD, "Recorded in %s. ipse play plays the script", recording->path);
    } else {
        messages_add_error(bench->messages, "Not recorded", &error);
        bench_note_unsaved(bench, &error);
    }
    text_free(&script);
    free(recording->path);
    recording->path = NULL;
    return is_saved;
}

bool record_finish(Workbench *bench)
{
    return !bench->recording->path || end(bench);
}

static Reaction path_entered(void *context, Slice path)
{
    if (path.length) {
        begin(context, path, false);
    }
    return REACT_REDRAW;
}

static Reaction record(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (bench->recording->path) {
        /* Typed as a command it ends where the list of commands was opened; as a key, before that key. */
        if (stage_top(bench->stage).self == bench) {
            record_mark(bench);
        }
        end(bench);
    } else if (call->argument.length) {
        begin(bench, call->argument, call->is_forced);
    } else {
        stage_push(bench->stage, prompt_new((PromptOptions){
                                     .label = "Record in the file: ", .context = bench, .entered = path_entered}));
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "record",
     .help = "Record keys as a script in FILE, or end the recording",
     .keys = "Q",
     .argument = "FILE",
     .group = GROUP_FILES,
     .run = record},
};

const ActionRows record_actions = ACTION_ROWS(rows);
