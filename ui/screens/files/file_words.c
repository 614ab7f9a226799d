/* File words: the first bytes of a file tell what it holds. */
#include "ui/screens/files/file_words.h"

#include "src/json/line_form.h"
#include "src/json/source.h"
#include "ui/screens/files/file_beginning.h"

enum { BEGINNING = 4096, KILO = 1000 };

static void append_size(uint64_t size, Text *words)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB"};
    size_t unit = 0;
    uint64_t rest = 0;
    while (size >= KILO && unit + 1 < sizeof units / sizeof *units) {
        rest = size % KILO;
        size /= KILO;
        unit++;
    }
    if (unit > 0 && size < 10) {
        text_format(words, "%u.%u %s", (unsigned)size, (unsigned)(rest / 100), units[unit]);
    } else {
        text_format(words, "%u %s", (unsigned)size, size == 1 && unit == 0 ? "byte" : units[unit]);
    }
}

/* What a text holds that begins like this. */
static void append_kind(const char *path, Slice beginning, Text *words)
{
    Document *document = document_new(beginning, path, NULL);
    bool is_lines = line_form_is_named(slice_from(path)) || document_node(document, 0)->kind == NODE_LINES;
    NodeId first = document_node(document, 0)->kind == NODE_LINES ? document_first_child(document, 0) : 0;
    bool is_object = first != NODE_NONE && document_node(document, first)->kind == NODE_OBJECT;
    NodeId type = is_object ? document_member(document, first, SLICE("resourceType")) : NODE_NONE;
    NodeId of_bundle = is_object ? document_member(document, first, SLICE("type")) : NODE_NONE;
    Text scratch = TEXT_EMPTY;
    text_append(words, is_lines ? SLICE("NDJSON · ") : SLICE(""));
    if (type == NODE_NONE) {
        text_append(words, source_recognise(beginning) || !is_object ? SLICE("not a resource") : SLICE("JSON"));
    } else if (document_string_equals(document, type, SLICE("Bundle")) && of_bundle != NODE_NONE &&
               document_string_equals(document, of_bundle, SLICE("document"))) {
        text_append(words, SLICE("summary"));
    } else {
        text_append(words, document_string(document, type, &scratch));
    }
    text_free(&scratch);
    document_free(document);
}

/* The open file that is the same as one on disk; NULL if there is none. */
static const OpenFile *open_file(const Session *session, const FileState *state)
{
    const OpenFile *found = NULL;
    for (size_t i = 0; i < session->count; i++) {
        const FileState *own = &session->files[i]->state;
        found = own->device == state->device && own->inode == state->inode ? session->files[i] : found;
    }
    return found;
}

static void append_counts(uint32_t errors, uint32_t warnings, Text *words)
{
    if (errors > 0) {
        text_format(words, " · %u error%s", errors, errors == 1 ? "" : "s");
    } else if (warnings > 0) {
        text_format(words, " · %u warning%s", warnings, warnings == 1 ? "" : "s");
    } else {
        text_append(words, SLICE(" · no errors"));
    }
}

void file_words_append(const Session *session, const KnownCounts *known, const char *path, bool is_looked_into,
                       Text *words)
{
    FileState state;
    Text beginning = TEXT_EMPTY;
    if (file_kind(path, true) != FILE_REGULAR || !file_state(path, &state, NULL)) {
        return;
    }
    append_size(state.size, words);
    if (is_looked_into) {
        file_beginning_read(path, BEGINNING, &beginning);
    }
    if (beginning.length > 0) {
        text_append(words, SLICE(" · "));
        append_kind(path, text_slice(&beginning), words);
    }
    const OpenFile *file = open_file(session, &state);
    const KnownCount *count = file ? NULL : known_counts_find(known, &state);
    if (file) {
        ReportCounts counts = report_counts(file->report);
        text_append(words, SLICE(" · open"));
        append_counts(counts.errors, counts.warnings, words);
    } else if (count) {
        append_counts(count->errors, count->warnings, words);
    }
    text_free(&beginning);
}
