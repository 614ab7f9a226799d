/* Check selection: from options to a selection, and back to the user. */
#include "ui/cli/check_selection.h"

#include "src/json/source.h"
#include "src/save/save.h"
#include "ui/cli/keys_option.h"

static Severity severity_of(const char *name)
{
    return !name || strcmp(name, "note") == 0 ? SEVERITY_NOTE
           : strcmp(name, "warning") == 0     ? SEVERITY_WARNING
                                              : SEVERITY_ERROR;
}

bool check_selection_open(Selection *selection, const Arguments *arguments, const Rules *rules, Error *error)
{
    const char *baseline = arguments_value(arguments, OPTION_BASELINE), *path;
    *selection = (Selection){.least = severity_of(arguments_value(arguments, OPTION_SEVERITY)),
                             .shows_suppressed = arguments_has(arguments, OPTION_SHOW_SUPPRESSED),
                             .notes_baseline = arguments_has(arguments, OPTION_WRITE_BASELINE),
                             .notes_identities = arguments_has(arguments, OPTION_SUMMARY)};
    if (!keys_option_read(arguments, OPTION_ONLY_KEYS, rules, &selection->only, error) ||
        !keys_option_read(arguments, OPTION_IGNORE, rules, &selection->ignored, error)) {
        return false;
    }
    size_t position = 0;
    bool is_read = true;
    while (is_read && (path = arguments_next(arguments, OPTION_SUPPRESSIONS, &position))) {
        is_read = suppressions_read(&selection->suppressions, path, rules, clock_system(), error);
    }
    return is_read && (!baseline || baseline_read(&selection->baseline, baseline, error));
}

/* The folder of a path with '/' at the end; empty: the current one. */
static Slice folder_of(Slice path)
{
    while (path.length > 0 && path.bytes[path.length - 1] != '/') {
        path.length--;
    }
    return path;
}

/* Reads the suppressions of a folder and of those above it that lie in the operand. */
static bool read_folders(Selection *selection, Slice operand, Slice folder, const Rules *rules, Error *error)
{
    for (;;) {
        if (!suppressions_read_folder(&selection->suppressions, folder, rules, clock_system(), error)) {
            return false;
        }
        if (folder.length == 0 || folder.length <= operand.length) {
            return true;
        }
        folder = folder_of(slice_part(folder, 0, folder.length - 1));
        if (folder.length < operand.length) {
            return true;
        }
    }
}

bool check_selection_add_inputs(Selection *selection, const Arguments *arguments, const Rules *rules,
                                const char *operand, const FileList *inputs, Error *error)
{
    bool is_read = true;
    bool is_named = arguments_has(arguments, OPTION_SUPPRESSIONS);
    Slice last = {0};
    for (size_t i = 0; i < inputs->count && is_read && !is_named; i++) {
        Slice folder = folder_of(slice_from(inputs->names[i]));
        bool is_new = i == 0 || !slice_equals(folder, last);
        last = folder;
        if (is_new) {
            bool is_folder = strcmp(operand, inputs->names[i]) != 0;
            Slice top = is_folder ? slice_from(operand) : folder;
            is_read = read_folders(selection, top, folder, rules, error);
        }
    }
    for (size_t i = 0; i < inputs->count && is_read && selection->suppressions.count > 0; i++) {
        suppressions_concern(&selection->suppressions, slice_from(inputs->names[i]));
    }
    return is_read;
}

/* Prints what is wrong with suppressions. */
static void warn(const Suppressions *suppressions)
{
    for (size_t i = 0; i < suppressions->count; i++) {
        const Suppression *item = &suppressions->items[i];
        const char *fault = suppression_fault(item);
        if (fault) {
            Error error;
            Text where = TEXT_EMPTY;
            text_format(&where, "%.*s:%d: warning", SLICE_ARGS(item->source), item->line);
            error_set(&error, ERROR_NOT_POSSIBLE, where.bytes, "%s", fault);
            complain(&error);
            text_free(&where);
        }
    }
}

bool check_selection_finish(const Arguments *arguments, Sink *sink, Error *error)
{
    const char *path = arguments_value(arguments, OPTION_WRITE_BASELINE);
    warn(&sink->selection->suppressions);
    if (arguments_has(arguments, OPTION_SUMMARY)) {
        Text summary = TEXT_EMPTY;
        identities_append_summary(&sink->identities, &summary);
        output_error(text_slice(&summary));
        text_free(&summary);
    }
    if (!path) {
        return true;
    }
    Text text = TEXT_EMPTY;
    baseline_append(&sink->noted, &text);
    bool is_saved = save_file(&save_system, &(SaveRequest){.path = path, .bytes = text_slice(&text)}, NULL, error);
    text_free(&text);
    return is_saved;
}
