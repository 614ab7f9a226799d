/* New file: named, opened, and filled in. */
#include "ui/screens/views/new_file.h"

#include "src/base/file.h"
#include "src/json/path.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/session_recovery.h"
#include "ui/screens/editing/filling.h"
#include "ui/screens/editing/unfinished.h"
#include "ui/screens/views/opening.h"

#include <string.h>

enum { RESTORED_MAXIMUM = 9 };

/* True where a file of the name exists, or is open, or was left unsaved. */
static bool is_taken(const Session *session, const char *path)
{
    bool is_it = file_kind(path, false) != FILE_MISSING || recovery_is_left(path, NULL);
    for (size_t i = 0; i < session->count && !is_it; i++) {
        is_it = strcmp(session->files[i]->path, path) == 0;
    }
    return is_it;
}

/* Appends a name that is free, ended by a zero: "study.json", "study-2.json". */
static void append_free_name(const Session *session, const char *stem, Text *path)
{
    text_format(path, "%s.json", stem);
    for (unsigned number = 2; is_taken(session, path->bytes); number++) {
        text_clear(path);
        text_format(path, "%s-%u.json", stem, number);
    }
}

/* Begins with the first of what is missing in the file, or is to be asked for. */
static void ask(Workbench *bench, const NewDocument *kind)
{
    const Document *document = bench_file(bench)->document;
    Trails asked = {0};
    for (size_t i = 0; kind->asks[i]; i++) {
        NodeId node = path_find(document, slice_from(kind->asks[i]), NULL);
        if (node != NODE_NONE) {
            trails_add(&asked, document, node);
        }
    }
    filling_begin(bench, 0, &asked);
}

bool new_file_open_text(Workbench *bench, const char *stem, Text *json)
{
    Text path = TEXT_EMPTY;
    Error error;
    append_free_name(bench->session, stem, &path);
    bool is_open = session_begin(bench->session, path.bytes, json, &error);
    if (is_open) {
        bench_show_last(bench);
    } else {
        messages_add_error(bench->messages, "Not made", &error);
    }
    text_free(&path);
    return is_open;
}

void new_file_open(Workbench *bench, const NewDocument *kind)
{
    Text json = TEXT_EMPTY;
    new_document_append(kind, bench->session->clock, &json);
    if (new_file_open_text(bench, kind->file, &json)) {
        ask(bench, kind);
    }
    text_free(&json);
}

/* The name of the first, second … new file of a kind, ended by a zero. */
static void append_name(const NewDocument *kind, unsigned number, Text *path)
{
    text_format(path, number > 1 ? "%s-%u.json" : "%s.json", kind->file, number);
}

void new_file_restore_all(Workbench *bench)
{
    size_t before = bench->session->count;
    const NewDocument *kind;
    Text path = TEXT_EMPTY;
    for (size_t i = 0; (kind = new_document_at(i)) != NULL; i++) {
        for (unsigned number = 1; number <= RESTORED_MAXIMUM; number++) {
            text_clear(&path);
            append_name(kind, number, &path);
            unfinished_open_left(bench->session, path.bytes);
        }
    }
    text_free(&path);
    if (bench->session->count > before) {
        bench_show_last(bench);
        bench_tell_restored(bench);
    }
}

void new_file_tell_left(Workbench *bench)
{
    const NewDocument *kind;
    Text path = TEXT_EMPTY;
    for (size_t i = 0; (kind = new_document_at(i)) != NULL; i++) {
        for (unsigned number = RESTORED_MAXIMUM; number > 0; number--) {
            text_clear(&path);
            append_name(kind, number, &path);
            if (file_kind(path.bytes, false) == FILE_MISSING && recovery_is_left(path.bytes, NULL)) {
                messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s is new and was not saved. :o %s restores it",
                             path.bytes, path.bytes);
            }
        }
    }
    text_free(&path);
}
