/*
 * Identities: what spans records. A UID of a study, or a resource with type and id, that several records have.
 *
 * The identities of a record are noted when it is checked, in any order and on any thread; they are compared in the
 * order of the inputs. Findings of records do not depend on this.
 */
#ifndef IPSE_CLI_FORMATS_IDENTITIES_H
#define IPSE_CLI_FORMATS_IDENTITIES_H

#include "src/base/slice_map.h"
#include "ui/cli/formats/record.h"

/* Appends the identities of a record: a line each, "study UID" or "resource Type/id", after a line "record LINE".
   Nothing where it has none. */
void identities_append(const Record *record, Text *lines);

/* Starts as all zero. */
typedef struct Identities {
    SliceMap places; /* identity to the number of its first place */
    Slice *names;    /* "FILE:LINE" of records */
    size_t count;
    size_t capacity;
    Text twice; /* lines about what was there before */
    uint32_t twice_count;
    Arena *arena;
} Identities;

void identities_free(Identities *identities);

/* Compares the lines of records of an input with those of the records before. */
void identities_take(Identities *identities, const char *input, Slice lines);

/* Appends a line for each identity that was there before: "FILE:LINE: study UID is also in FILE:LINE", and how many. */
void identities_append_summary(const Identities *identities, Text *text);

#endif
