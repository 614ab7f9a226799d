/*
 * History: changes of a document, undone and done again without limit.
 *
 * A Change is a list of splices with the bytes that they removed; undoing swaps the two. The history is a row of
 * changes and a position in it: changes before the position are in the document, those after it were undone. A new
 * change forgets those after the position. The document is modified when its bytes are not those that were saved, by
 * whatever changes they came to be alike again; saving does not shorten the history. Undoing everything gives the first
 * bytes again, byte for byte.
 */
#ifndef IPSE_EDIT_HISTORY_H
#define IPSE_EDIT_HISTORY_H

#include "src/json/document.h"
#include "src/json/splice.h"

typedef struct History History;

/* Is told of every patch, in the order in which they happen; the document is as it is after the patch. `changing` (may
   be NULL) is called before the first patch of a change, of an undo or a redo, where the document may still be read as
   it was. */
typedef struct PatchListener {
    void (*patched)(void *context, const Document *document, const Patch *patch);
    void *context;
    void (*changing)(void *context);
} PatchListener;

/* An empty history of a document, which is borrowed and must be changed through it from now on. */
History *history_new(Document *document, PatchListener listener);
void history_free(History *history);

/* Applies splices as one change. `label` says what it does ("set status") and is copied. Fails, with everything taken
   back, where a splice does. Splices that change nothing are left out; a list of
   nothing else is no change. */
bool history_apply(History *history, const SpliceList *splices, Slice label, Error *error);

/* Takes the last change back, or does the next one again; false if there is none. */
bool history_undo(History *history);
bool history_redo(History *history);

bool history_can_undo(const History *history);
bool history_can_redo(const History *history);

/* What undo or redo would take back or do; empty where there is nothing. */
Slice history_undo_label(const History *history);
Slice history_redo_label(const History *history);

/* The byte at which the last splice was made, undone or redone, past the indentation there; for the cursor. */
uint32_t history_last_offset(const History *history);

/* Number of changes before the position, and in all. */
uint32_t history_position(const History *history);
uint32_t history_count(const History *history);

/* The bytes are now those on disk. */
void history_mark_saved(History *history);
bool history_is_modified(const History *history);

/* The bytes of now are being saved while the document may change: what becomes of that is said by history_end_saving,
   with file_content_print of those bytes. Only one saving is followed at a time. */
void history_begin_saving(History *history);
void history_end_saving(History *history, bool is_saved, uint64_t print);

/* Joins the changes after position `from` into one, so that they are undone together. Nothing where changes were
   undone, or there is none after `from`. For values that are applied at every key while they are typed. */
void history_join(History *history, uint32_t from, Slice label);

/* Takes back all changes after position `from` and forgets them; for edits that were given up. */
void history_drop(History *history, uint32_t from);

/* A change that is one splice: the bytes of before and those in their place; they belong to the history. */
typedef struct SingleSplice {
    uint32_t offset;
    Slice removed;
    Slice inserted;
} SingleSplice;

/* The splices of a change, which are at most `history_count`, in the order in which they were made. */
size_t history_step_count(const History *history, uint32_t change);
SingleSplice history_step(const History *history, uint32_t change, size_t step);

/* True where there is just one change after position `from`, which was not undone and is one splice. */
bool history_single(const History *history, uint32_t from, SingleSplice *splice);

/* Gives that change other bytes to insert, by one splice of what differs: the outcome is as if it were dropped and
   applied with these (there is none where these are the bytes of before). Only after history_single said so. Fails,
   with nothing changed, as history_apply. */
bool history_amend(History *history, uint32_t from, Slice inserted, Error *error);

/* Appends the bytes as they were before the first change. */
void history_append_first(const History *history, Text *bytes);

/* Undoes everything and does it again on a copy: false with a sentence where the bytes at the position are not those of
   the document. */
bool history_verify(const History *history, Error *error);

#endif
