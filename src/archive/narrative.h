/*
 * Narratives: the texts that ipse made of studies (src/archive/new_study.h), which change with the study.
 *
 *     <p>CT Thorax, 2024-03-02: 2 series, 6 instances</p>     of the study, and of the report about it
 *     <p>CT Thorax, 2024-03-02</p>                            in a section of a summary
 *
 * A narrative that somebody else wrote is left as it is, and so are those of two studies with the same title.
 */
#ifndef IPSE_ARCHIVE_NARRATIVE_H
#define IPSE_ARCHIVE_NARRATIVE_H

#include "src/json/document.h"

typedef struct Narratives {
    Slice *titles; /* of each study, as XHTML; in the arena */
    Slice *counts; /* ": 2 series, 6 instances" */
    size_t count;
    size_t capacity;
    Arena *arena;
} Narratives;

/* Notes what the narratives of all studies say, as ipse writes them; starts as all zero. */
void narratives_read(const Document *document, Narratives *narratives);
void narratives_free(Narratives *narratives);

/* Changes what was said before in narratives of the document to what is so now. The studies are the same, in the same
   order. False with an error where a change cannot be made. */
bool narratives_renew(Document *document, const Narratives *before, Error *error);

/* True where a study has a narrative that is not as ipse writes it: it may tell what is no longer so. */
bool narratives_are_others(const Document *document);

#endif
