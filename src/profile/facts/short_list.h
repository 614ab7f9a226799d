/*
 * Short lists: what the standards leave open, and where somebody had to choose.
 *
 * The table is src/definitions/short-lists.tsv: the list and one of its values with a blank between them, a further
 * value or -, and why it is in the list. Nothing of it is written in the sources.
 */
#ifndef IPSE_PROFILE_SHORT_LIST_H
#define IPSE_PROFILE_SHORT_LIST_H

#include "src/base/slice.h"

typedef enum ShortList {
    LIST_EXAMPLE_HOST,      /* domains; "any", "definition" (only in URLs of definitions), "likely" (not reserved by RFC
                               2606) */
    LIST_EXTENSION_PLACE,   /* extensions; a further place where the standard itself has them */
    LIST_EXTENSION_RELEASE, /* releases of FHIR of which elements may be extensions */
    LIST_EXTENSION_SPACE,   /* URLs below which unknown extensions are taken as they are */
    LIST_EXTENSION_WORD,    /* words in URLs, likewise */
    LIST_IDENTIFIER_SCHEME, /* beginnings of the system of an Identifier */
    LIST_IMAGING_ENDPOINT,  /* types of endpoints from which images, or what is known of them, can be had */
    LIST_SIDE,              /* codes of SNOMED CT that are a side */
    LIST_STUDY_PROFILE,     /* the type ImagingStudy; the profile that holds where none is asked for */
    LIST_VITAL_UNIT,        /* units in which vital signs are measured; the profile that a unit tells */
    LIST_COUNT
} ShortList;

const char *short_list_name(ShortList list);

/* True where a list has a value; its further value goes to `more` unless that is NULL. One search by halves. */
bool short_list_has(ShortList list, Slice value, Slice *more);

/* True where `matches` holds for a text and some value of a list. */
bool short_list_any(ShortList list, Slice text, bool (*matches)(Slice text, Slice value));

/* Calls `visit` for each value of a list, with the reason that it is in it for. */
void short_list_visit(ShortList list, void (*visit)(void *context, Slice value, Slice reason), void *context);

#endif
