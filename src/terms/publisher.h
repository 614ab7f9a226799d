/*
 * Publisher: the tables in which terminologies are published, read into a terminology builder.
 *
 * LOINC: Loinc.csv ("LOINC Users' Guide", Appendix A): LOINC_NUM, LONG_COMMON_NAME, STATUS and others.
 * SNOMED CT: the snapshot of a release in RF2 (SNOMED CT Release File Specification, 4.2): sct2_Concept_Snapshot…,
 * sct2_Description_Snapshot…, and, where it is there, sct2_Relationship_Snapshot… for the hierarchy.
 */
#ifndef IPSE_TERMS_PUBLISHER_H
#define IPSE_TERMS_PUBLISHER_H

#include "src/base/error.h"
#include "src/profile/terms/term_stream.h"

typedef enum Publication { PUBLICATION_UNKNOWN, PUBLICATION_JSON, PUBLICATION_LOINC, PUBLICATION_SNOMED } Publication;

/* What a file holds, or a folder (SNOMED CT alone), by its name and its beginning. */
Publication publication_of(const char *path);

/* Adds the one code system that the file holds; false with a sentence. */
bool publisher_read_loinc(struct TermBuilder *builder, const char *path, Error *error);

/* The same of one of the files of a snapshot, or of the folder that they are in or the one above. */
bool publisher_read_snomed(struct TermBuilder *builder, const char *path, Error *error);

#endif
