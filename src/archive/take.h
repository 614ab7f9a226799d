/*
 * Take: values of the archive put into a document.
 */
#ifndef IPSE_ARCHIVE_TAKE_H
#define IPSE_ARCHIVE_TAKE_H

#include "src/archive/compare.h"
#include "src/check/check.h"
#include "src/json/splice.h"

/* Plans what a finding of a comparison of the document, as it is now, takes over; nothing for ARCHIVE_KEEP. A new
   member goes where the definition puts it. False with a sentence where that cannot be. */
bool archive_take_plan(Checker *checker, const Document *document, const ArchiveFix *fix, SpliceList *list,
                       Error *error);

/* Carries such a plan out; narratives stay. */
bool archive_take(Checker *checker, Document *document, const ArchiveFix *fix, Error *error);

/* Carries out one fix, and renews the narratives that ipse made. */
bool archive_take_one(Checker *checker, Document *document, const ArchiveFix *fix, Error *error);

/* Told of each finding before its value is taken over; the document is that of the comparison. */
typedef void ArchiveTold(void *context, const Document *document, const ArchiveFinding *finding);

/* Compares, takes over all that can be, and does so again as long as something follows from it (counts after lists).
   Gives the number of values. What the archive does not have is removed only with `takes_removals`, and never where
   something of the archive was passed over (notes of the set). Narratives that ipse made of a study become those of
   what it has then (src/archive/narrative.h). False with a sentence where the study cannot be compared, or a change
   cannot be made; what was changed until then stays. */
bool archive_take_all(Checker *checker, Document *document, const ImageSet *set, bool takes_removals, ArchiveTold *told,
                      void *context, size_t *count, Error *error);

/* Appends what is taken over, as a title: "Change to "CT", as in the archive", "Remove what the archive does not have".
 */
void archive_append_title(const ArchiveFinding *finding, Text *title);

#endif
