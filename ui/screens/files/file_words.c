/* File words: the first bytes of a file tell what it holds. */
#include "ui/screens/files/file_words.h"

#include "src/base/memory.h"
#include "src/base/streams/byte_stream.h"
#include "src/json/line_form.h"
#include "src/json/source.h"

#include <stdlib.h>
#include <string.h>

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

/* The first bytes of a regular file, unpacked; false if there are none. */
static bool read_beginning(const char *path, Text *bytes)
{
    const char *slash = strrchr(path, '/');
    char *folder =
        slash ? memory_copy_string(slice_make(path, (size_t)(slash - path) + 1)) : memory_copy_string(SLICE("."));
    ByteStream *stream = byte_stream_open(folder, path, NULL);
    bool is_read = stream != NULL;
    while (is_read && bytes->length < BEGINNING && !byte_stream_has_ended(stream)) {
        is_read = byte_stream_read(stream, BEGINNING - bytes->length, bytes, NULL);
    }
    byte_stream_close(stream);
    free(folder);
    return bytes->length > 0;
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
    if (is_looked_into && read_beginning(path, &beginning)) {
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
