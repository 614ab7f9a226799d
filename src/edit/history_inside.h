/*
 * The inside of a History, for the files that implement history.h.
 */
#ifndef IPSE_EDIT_HISTORY_INSIDE_H
#define IPSE_EDIT_HISTORY_INSIDE_H

#include "src/base/memory.h"
#include "src/base/text.h"
#include "src/edit/history.h"

/* One splice that was done: its bytes before and after, both owned. */
typedef struct HistoryStep {
    uint32_t offset;
    Text removed;
    Text inserted;
} HistoryStep;

typedef struct HistoryChange {
    HistoryStep *steps;
    size_t count;
    size_t capacity;
    char *label;
} HistoryChange;

/* What is known of the bytes on disk, and of their comparison with the document. */
typedef struct SavedBytes {
    uint64_t print;
    size_t length;
    uint64_t compared; /* the revision that was compared with them last, and what came of it */
    bool is_alike;
} SavedBytes;

struct History {
    Document *document;
    PatchListener listener;
    HistoryChange *changes;
    size_t count;
    size_t capacity;
    size_t position;
    size_t saved;         /* the position that is on disk; SIZE_MAX where none is any more */
    size_t saving;        /* the same of what is being saved */
    size_t saving_length; /* its bytes */
    uint32_t last_offset;
    SavedBytes *saved_bytes;
};

/* Notes that the bytes of the document are those on disk. */
void history_note_saved(History *history);

/* No position after `first` is on disk any more. */
void history_forget_saved(History *history, size_t first);

/* Forgets the changes from `first` on. */
void history_forget_from(History *history, size_t first);

/* Tells the listener that the document is about to change. */
void history_announce(const History *history);

/* Replaces bytes of the document and tells the listener. */
bool history_splice(History *history, uint32_t offset, uint32_t removed, Slice inserted, Error *error);

#endif
