/*
 * Random: numbers and JSON texts that follow from a seed, so that a test that fails fails again.
 */
#ifndef IPSE_TESTS_SUPPORT_RANDOM_H
#define IPSE_TESTS_SUPPORT_RANDOM_H

#include "src/base/text.h"

#include <stdint.h>

typedef struct Random {
    uint64_t state;
} Random;

/* A number from 0 to below `limit`, which is not 0. */
uint32_t random_below(Random *random, uint32_t limit);

/* One of the strings of a list that ends with NULL. */
const char *random_choice(Random *random, const char *const *choices);

/* Appends a JSON value with all that RFC 8259 allows: escapes, numbers of every form, blanks, empty containers. Its
   containers are nested `depth` levels at most. */
void random_value(Random *random, unsigned depth, Text *text);

#endif
