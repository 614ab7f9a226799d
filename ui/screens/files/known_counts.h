/*
 * Known counts: how many errors and warnings files had when they were open last, kept in the state folder
 * (state_file.h) as long as the file is the same: one line a file, the newest first.
 */
#ifndef IPSE_SCREENS_KNOWN_COUNTS_H
#define IPSE_SCREENS_KNOWN_COUNTS_H

#include "ui/screens/bench/session.h"

enum { KNOWN_COUNTS_MAXIMUM = 200 };

typedef struct KnownCount {
    FileState state; /* without the content */
    uint32_t errors, warnings;
} KnownCount;

/* Starts all zero. */
typedef struct KnownCounts {
    KnownCount items[KNOWN_COUNTS_MAXIMUM];
    size_t count;
} KnownCounts;

/* Reads what is kept. */
void known_counts_read(KnownCounts *counts);

/* The counts of a file that is as it was; NULL if there are none. */
const KnownCount *known_counts_find(const KnownCounts *counts, const FileState *state);

/* Keeps the counts of the open files that are judged and saved. */
void known_counts_keep(const Session *session);

#endif
