/*
 * Judged document: a document with its history and its report, kept current. Screens, command line and the engine of
 * fixes hold documents in this form; it knows no terminal and no file, so that a language server can hold them alike.
 *
 * Ownership: a Judged owns its document, history and report. The pointers that judged_document, judged_history and
 * judged_report return stay the same, and are valid, until judged_free. The checker is borrowed and must live longer
 * than the Judged, or be replaced before it is freed.
 *
 * What is current: the document and the history always. The report is current after judged_new and after each function
 * here that "settles". A caller may also change the document by judged_history (history_apply, history_join,
 * history_drop …) and call judged_settle afterwards; until then the report must not be read.
 *
 * A document that judged_open opened is judged in pieces. As long as judged_is_waiting, its report may be read after
 * settling, but says only what is known: what was found so far, or what was found before a change and is about
 * something still. Pieces are judged by judged_go_on; when that has come to the end, the report is current. A change
 * stops the pieces, and they begin anew when the document settles; a change that the report can follow is followed at
 * once. Of the documents that one checker judges, only one may be between its pieces at any time
 * (src/check/checking.h).
 *
 * How: the report follows each splice by what the splice changes. After many splices, or one that changes too much, the
 * whole document is checked once, when it settles. The report is in both cases what a check of the whole document
 * gives.
 *
 * Failure: where a function returns false, document and history are as before, and the report is current.
 */
#ifndef IPSE_EDIT_JUDGED_DOCUMENT_H
#define IPSE_EDIT_JUDGED_DOCUMENT_H

#include "src/check/check.h"
#include "src/edit/history.h"
#include "src/edit/operation.h"

typedef struct Judged Judged;

/* Checks a document, which it takes over. `listener` (all zero: none) is told before every change, and of every patch,
   after the report. Free with judged_free, which frees the document too. */
Judged *judged_new(Checker *checker, Document *document, PatchListener listener);
void judged_free(Judged *judged);

/* As judged_new, with a pace (NULL: none) that may stop the check: then the report says nothing that could be relied
 * on. */
Judged *judged_new_by(Checker *checker, Document *document, PatchListener listener, Pace *pace);

/* From now on this pace looks at the checks of the whole document that settling makes; NULL: none does. Where it stops
   one, the report must not be read any more, but the document may go on being changed and undone. Not for judged_open.
 */
void judged_set_pace(Judged *judged, Pace *pace);

/* As judged_new, but nothing is judged before judged_go_on. */
Judged *judged_open(Checker *checker, Document *document, PatchListener listener);

/* True while all or a part of the document is still to be judged. */
bool judged_is_waiting(const Judged *judged);

/* Judges on for so many milliseconds, or to the end where the number is negative; true while the document is still
 * waiting. */
bool judged_go_on(Judged *judged, int milliseconds);

/* How far the pieces are; NULL where none is waited for. A total of 0: the first is still to come. */
const Pace *judged_pace(const Judged *judged);

/* Makes the report of a document that waits say what the pieces found so far. */
void judged_show(Judged *judged);

/* Judges the parts of a document that waits which have these nodes, in order (src/check/parts.h), by another checker,
   and shows what was found in them as well until all is judged. Parts that were looked at before are forgotten. */
void judged_look_at(Judged *judged, Checker *other, const NodeId *nodes, size_t count);

const Document *judged_document(const Judged *judged);
History *judged_history(const Judged *judged);
const Report *judged_report(const Judged *judged);

/* For plans of edits of the document as it is now; `clock` for fresh UIDs. */
Operation judged_operation(const Judged *judged, Clock clock);

/* Applies splices as one change with a label, and settles; fails as history_apply does. */
bool judged_apply(Judged *judged, const SpliceList *splices, Slice label, Error *error);

/* Replaces all bytes by others as one change of what differs only, and settles. Equal bytes are no change. */
bool judged_replace(Judged *judged, Slice bytes, Slice label, Error *error);

/* Undoes the last `count` changes, or redoes the next ones, if there are so many, and settles. Returns how many. */
uint32_t judged_undo(Judged *judged, uint32_t count);
uint32_t judged_redo(Judged *judged, uint32_t count);

/* Makes the report current; true where the document changed since it was. */
bool judged_settle(Judged *judged);

/* Checks the document anew by another checker, and settles; the one before is no longer used: until the new one is
   done, the report says what the old one found. */
void judged_set_checker(Judged *judged, Checker *checker);

#endif
