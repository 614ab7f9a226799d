/*
 * Archive reading: images of an archive, read while the screen goes on.
 *
 * An archive is a folder of DICOM files, a DICOMDIR, a file, the URL of a DICOMweb service, or the name of a server of
 * the settings. It is read under a box that Esc stops (ui/screens/remote/waiting.h). What fails is said in the status
 * line.
 */
#ifndef IPSE_SCREENS_ARCHIVE_READING_H
#define IPSE_SCREENS_ARCHIVE_READING_H

#include "src/images/image_set.h"
#include "ui/screens/bench/bench.h"

/* Gets the images of an archive, which it may take over by leaving the set all zero; `uid` as it was given. */
typedef void ArchiveRead(Workbench *bench, const char *name, Slice uid, ImageSet *set);

/* Reads an archive by its name, as typed: all that files have, and of a server the studies of the file that is shown,
   or with a UID the study of that UID. */
void archive_read_for(Workbench *bench, Slice name, Slice uid, ArchiveRead *read);

/* Offers archives while one is typed: servers of the settings, and files; as CandidateSource of the workbench. */
void archive_offers(void *context, Slice typed, Candidates *candidates);

/* Appends the archive that a study's endpoint names (DICOMweb, in the document), by its name in the settings where it
   has one; else the only server of the settings with a DICOMweb service; else nothing. */
void archive_append_usual(const Workbench *bench, NodeId study, Text *name);

/* The study that the cursor is in, else the first one of the file; NODE_NONE if none exists. */
NodeId archive_study_at_cursor(Workbench *bench);

#endif
