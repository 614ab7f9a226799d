/*
 * File words: what a file is, in a few words: its size, what it holds by its beginning, and how many issues it has
 * where that is known.
 */
#ifndef IPSE_SCREENS_FILE_WORDS_H
#define IPSE_SCREENS_FILE_WORDS_H

#include "ui/screens/files/known_counts.h"

/* Appends the words of a file: "12 kB · ImagingStudy · 3 errors". `is_looked_into` false: its size, and issues where it
   is open. Nothing where there is no regular file. */
void file_words_append(const Session *session, const KnownCounts *known, const char *path, bool is_looked_into,
                       Text *words);

#endif
