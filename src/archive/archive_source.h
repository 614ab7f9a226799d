/*
 * ArchiveSource: the archive that a person names: a folder, a DICOMDIR or a file; the URL of a DICOMweb service; or the
 * name of a server of the settings that has one.
 *
 * Files give all that they hold. A server is asked for studies by their UIDs, which are noted before. Of several
 * archives the images are taken together.
 */
#ifndef IPSE_ARCHIVE_SOURCE_H
#define IPSE_ARCHIVE_SOURCE_H

#include "src/images/image_set.h"
#include "src/json/document.h"
#include "src/net/http.h"

typedef struct ArchiveSource {
    const char *const *names; /* borrowed */
    size_t name_count;
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

/* True where a name stands for a server: a URL, or a name of the settings that no file has. The client may be NULL. */
bool archive_is_remote(const HttpClient *client, const char *name);

/* Sets the base URL of the DICOMweb service that such a name stands for; false with a sentence where it has none. */
bool archive_find_base(const HttpClient *client, const char *name, Url *base, Error *error);

/* Reads the images into a set, which starts as all zero, and sorts it; the pace may be NULL. False with a sentence
   where there is no image. */
bool archive_source_read(const ArchiveSource *source, Pace *pace, ImageSet *set, Error *error);

void archive_source_free(ArchiveSource *source);

#endif
