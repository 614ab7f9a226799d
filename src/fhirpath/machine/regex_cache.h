/*
 * The regular expressions that a context has compiled, so that an invariant compiles its own once.
 */
#ifndef IPSE_FHIRPATH_REGEX_CACHE_H
#define IPSE_FHIRPATH_REGEX_CACHE_H

#include "src/base/regex.h"

enum { REGEX_CACHE_SIZE = 16 };

typedef struct RegexCache {
    struct {
        char *pattern; /* owned */
        size_t length;
        unsigned flags;
        Regex *regex; /* owned */
    } rows[REGEX_CACHE_SIZE];
    unsigned oldest; /* the row to be used next */
} RegexCache;

/* The expression, compiled now or before; it lives until REGEX_CACHE_SIZE others have been asked for. NULL with a
   sentence where the pattern is none. */
const Regex *regex_cache_find(RegexCache *cache, Slice pattern, unsigned flags, Error *error);

void regex_cache_free(RegexCache *cache);

#endif
