/*
 * Baseline: the findings that were there before, so that only new ones are reported.
 *
 * A finding is known again by its record (resourceType/id, or the file where it has no id), its key and its path
 * without positions in arrays: so many findings of the kind as the record had are known, further ones are new. Lines
 * and messages may change. A baseline is a text of sorted lines, a JSON object each:
 * {"record":…,"key":…,"path":…,"count":…}.
 */
#ifndef IPSE_KIT_BASELINE_H
#define IPSE_KIT_BASELINE_H

#include "src/base/error.h"
#include "src/base/slice_map.h"

/* Starts as all zero. */
typedef struct Baseline {
    SliceMap counts; /* by the line without its count */
    Arena *arena;
} Baseline;

void baseline_free(Baseline *baseline);

/* Reads a file; false with a sentence where it is none. */
bool baseline_read(Baseline *baseline, const char *path, Error *error);

/* The findings of one record, as they are met. Starts as all zero. */
typedef struct BaselineRecord {
    SliceMap counts;
    Arena *arena;
    Text key; /* scratch */
} BaselineRecord;

void baseline_record_free(BaselineRecord *record);

/* Counts a finding of the record; true where it is known. `baseline` may be NULL: nothing is. */
bool baseline_record_add(BaselineRecord *record, const Baseline *baseline, Slice name, Slice key, Slice path);

/* Adds the counts of a record, or of several; of the same kind the larger number counts. */
void baseline_join(Baseline *baseline, const SliceMap *counts);

/* Appends the text of a baseline. */
void baseline_append(const Baseline *baseline, Text *text);

#endif
