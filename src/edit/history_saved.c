/* History: are the bytes of the document those on disk? */
#include "src/base/hash.h"
#include "src/edit/history_inside.h"

void history_note_saved(History *history)
{
    Slice bytes = document_bytes(history->document);
    *history->saved_bytes = (SavedBytes){.print = hash_bytes(bytes, hash_seed_of_process()),
                                         .length = bytes.length,
                                         .compared = document_revision(history->document),
                                         .is_alike = true};
}

void history_mark_saved(History *history)
{
    history->saved = history->position;
    history_note_saved(history);
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
        saved->is_alike = hash_bytes(bytes, hash_seed_of_process()) == saved->print;
    }
    return !saved->is_alike;
}
