/* Compiled regular expressions, the oldest given up for the newest. */
#include "src/fhirpath/machine/regex_cache.h"

#include "src/base/memory.h"

#include <stdlib.h>

const Regex *regex_cache_find(RegexCache *cache, Slice pattern, unsigned flags, Error *error)
{
    for (unsigned i = 0; i < REGEX_CACHE_SIZE; i++) {
        if (cache->rows[i].regex && cache->rows[i].flags == flags &&
            slice_equals(pattern, slice_make(cache->rows[i].pattern, cache->rows[i].length))) {
            return cache->rows[i].regex;
        }
    }
    Regex *regex = regex_new(pattern, flags, error);
    if (!regex) {
        return NULL;
    }
    unsigned row = cache->oldest++ % REGEX_CACHE_SIZE;
    free(cache->rows[row].pattern);
    regex_free(cache->rows[row].regex);
    cache->rows[row].pattern = memory_copy_string(pattern);
    cache->rows[row].length = pattern.length;
    cache->rows[row].flags = flags;
    cache->rows[row].regex = regex;
    return regex;
}

void regex_cache_free(RegexCache *cache)
{
    for (unsigned i = 0; i < REGEX_CACHE_SIZE; i++) {
        free(cache->rows[i].pattern);
        regex_free(cache->rows[i].regex);
    }
}
