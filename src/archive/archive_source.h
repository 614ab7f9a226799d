/*
 * ArchiveSource: the archive that a person names: a folder, a DICOMDIR or a file; the URL of a DICOMweb service; or the name of a server of
 * the settings that has one.
 *
 * Files give all that they hold. A server is asked for studies by their UIDs, which are noted before.
 */
#ifndef IPSE_ARCHIVE_SOURCE_H
#define IPSE_ARCHIVE_SOURCE_H

#include "src/images/image_set.h"
#include "src/json/document.h"
#include "src/net/http.h"

typedef struct ArchiveSource {
    const char *name;
    HttpClient *client; /* borrowed; its servers are those of the settings; NULL: files only */
    Slice *uids;
    size_t uid_count;
    size_t uid_capacity;
    Arena *arena;
} ArchiveSource;

/* Notes the UIDs of all studies of a document. */
void archive_source_add_document(ArchiveSource *source, const Document *document);

/* Notes a UID, which is borrowed. */
void archive_source_add_uid(ArchiveSource *source, Slice uid);

/* True where the name stands for a server: a URL, or a name of the settings that no file has. */
bool archive_source_is_remote(const ArchiveSource *source);

/* Reads the images into a set, which starts as all zero, and sorts it; the pace is for requests (NULL: none). False with a sentence where
   there is no image. */
bool archive_source_read(const ArchiveSource *source, Pace *pace, ImageSet *set, Error *error);

void archive_source_free(ArchiveSource *source);

#endif
