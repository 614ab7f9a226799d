/*
 * UID set: the UIDs of many records, so that one that is there twice is found without keeping the records.
 *
 * A record of a stream is checked alone. The check notes the UIDs in it, in order: of each study its own UID first,
 * then those of its series and instances. The set compares the notes of one record after another with those of all
 * records before. Where some were there before, the record is checked again with them as known, and the check reports
 * them as it reports UIDs that are there twice in one file.
 *
 * A UID is kept as a note of eight bytes: 62 bits of a hash with the seed of the process, and what it belongs to. The
 * set takes UID_SET_SIZE_MAXIMUM bytes at most: when it is half full, the UIDs of series and instances are kept no
 * longer, and when it is full, no UIDs are.
 */
#ifndef IPSE_CHECK_UID_SET_H
#define IPSE_CHECK_UID_SET_H

#include "src/base/hash.h"

#include <stdbool.h>

enum { UID_SET_SIZE_MAXIMUM = 1 << 24 };

typedef enum UidOwner { UID_OF_STUDY, UID_OF_SERIES, UID_OF_INSTANCE } UidOwner;

typedef uint64_t UidNote;

/* A study that has no UID. */
#define UID_NOTE_NONE ((UidNote)0)

/* Starts as all zero; freed with uid_notes_free. */
typedef struct UidNotes {
    UidNote *items;
    size_t count;
    size_t capacity;
} UidNotes;

void uid_notes_add(UidNotes *notes, UidNote note);
void uid_notes_free(UidNotes *notes);

UidNote uid_note(uint64_t hash, UidOwner owner);
UidOwner uid_note_owner(UidNote note);

/* Sorts notes for uid_notes_find. */
void uid_notes_sort(UidNotes *notes);

/* The note of a UID with this hash among sorted ones; UID_NOTE_NONE if there is none. `notes` may be NULL. O(log n). */
UidNote uid_notes_find(const UidNotes *notes, uint64_t hash);

typedef struct UidSet UidSet;

/* Free with uid_set_free. `size` is the most bytes that it takes. */
UidSet *uid_set_new(size_t size);
void uid_set_free(UidSet *set);

/* Takes the notes of the next record. Appends to `known` those of records before that have the same UID. */
void uid_set_take(UidSet *set, const UidNote *notes, size_t count, UidNotes *known);

/* True where UIDs were not kept, because there are too many. */
bool uid_set_is_full(const UidSet *set);

#endif
