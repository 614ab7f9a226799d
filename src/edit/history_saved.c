/* History: are the bytes of the document those on disk? */
#include "src/base/file.h"
#include "src/edit/history_inside.h"

void history_note_saved(History *history)
{
    Slice bytes = document_bytes(history->document);
    *history->saved_bytes = (SavedBytes){.print = file_content_print(bytes),
                                         .length = bytes.length,
                                         .compared = document_revision(history->document),
                                         .is_alike = true};
}

void history_mark_saved(History *history)
{
    history->saved = history->position;
    history_note_saved(history);
}

void history_forget_saved(History *history, size_t first)
{
    history->saved = history->saved > first ? SIZE_MAX : history->saved;
    history->saving = history->saving > first ? SIZE_MAX : history->saving;
}

void history_begin_saving(History *history)
{
    history->saving = history->position;
    history->saving_length = document_bytes(history->document).length;
}

void history_end_saving(History *history, bool is_saved, uint64_t print)
{
    if (is_saved) {
        history->saved = history->saving;
        *history->saved_bytes = (SavedBytes){.print = print, .length = history->saving_length, .compared = UINT64_MAX};
    }
    history->saving = SIZE_MAX;
}

/* Most splices, and bytes around them, that are gone through to find out what was there when the document was saved. */
enum { STEPS_MAXIMUM = 256, BYTES_MAXIMUM = 65536 };

/* The splices that lead from the bytes of now to those on disk, in their order. */
typedef struct WayBack {
    const HistoryStep *steps[STEPS_MAXIMUM];
    size_t count;
    bool is_undo; /* each is taken back; else it is done again */
} WayBack;

/* False where the way is not known any more, or too long. */
static bool find_way(const History *history, WayBack *way)
{
    *way = (WayBack){.is_undo = history->position > history->saved};
    if (history->saved == SIZE_MAX) {
        return false;
    }
    size_t changes = way->is_undo ? history->position - history->saved : history->saved - history->position;
    for (size_t i = 0; i < changes; i++) {
        const HistoryChange *change =
            &history->changes[way->is_undo ? history->position - 1 - i : history->position + i];
        if (change->count > STEPS_MAXIMUM - way->count) {
            return false;
        }
        for (size_t k = 0; k < change->count; k++) {
            way->steps[way->count++] = &change->steps[way->is_undo ? change->count - 1 - k : k];
        }
    }
    return true;
}

/* The bytes that are there, and those that come in their place. */
static Slice there(const WayBack *way, size_t at)
{
    return text_slice(way->is_undo ? &way->steps[at]->inserted : &way->steps[at]->removed);
}

static Slice coming(const WayBack *way, size_t at)
{
    return text_slice(way->is_undo ? &way->steps[at]->removed : &way->steps[at]->inserted);
}

/* The run of bytes that holds all splices of the way: what is before it and after it is as on disk. */
static Slice run_of(const History *history, const WayBack *way, size_t *start)
{
    Slice bytes = document_bytes(history->document);
    size_t size = bytes.length, after = size;
    *start = size;
    for (size_t i = 0; i < way->count; i++) {
        size_t offset = way->steps[i]->offset, rest = size - offset - there(way, i).length;
        *start = offset < *start ? offset : *start;
        after = rest < after ? rest : after;
        size = size - there(way, i).length + coming(way, i).length;
    }
    return slice_part(bytes, *start, bytes.length - *start - after);
}

/* Finds out from the last changes alone whether the bytes are those on disk; false where that will not do. */
static bool compare_changes(const History *history, bool *is_alike)
{
    WayBack way;
    size_t start = 0;
    if (!find_way(history, &way)) {
        return false;
    }
    Slice now = run_of(history, &way, &start);
    if (now.length > BYTES_MAXIMUM) {
        return false;
    }
    Text saved = TEXT_EMPTY;
    text_append(&saved, now);
    for (size_t i = 0; i < way.count; i++) {
        text_splice(&saved, way.steps[i]->offset - start, there(&way, i).length, coming(&way, i));
    }
    *is_alike = slice_equals(text_slice(&saved), now);
    text_free(&saved);
    return true;
}

/* The comparison is kept until the bytes change. */
bool history_is_modified(const History *history)
{
    SavedBytes *saved = history->saved_bytes;
    Slice bytes = document_bytes(history->document);
    if (history->saved == history->position || bytes.length != saved->length) {
        return history->saved != history->position;
    }
    if (saved->compared != document_revision(history->document)) {
        saved->compared = document_revision(history->document);
        if (!compare_changes(history, &saved->is_alike)) {
            saved->is_alike = file_content_print(bytes) == saved->print;
        }
    }
    return !saved->is_alike;
}
