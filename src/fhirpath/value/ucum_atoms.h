/*
 * The atoms of UCUM: every unit symbol with its definition, and the prefixes (tables of facts).
 *
 * Standard: The Unified Code for Units of Measure 2.1, http://ucum.org, case sensitive symbols.
 */
#ifndef IPSE_FHIRPATH_UCUM_ATOMS_H
#define IPSE_FHIRPATH_UCUM_ATOMS_H

#include "src/base/slice.h"

#include <stdint.h>

typedef enum UcumFlag {
    UCUM_BASE = 1,      /* one of the seven; `unit` is its position */
    UCUM_METRIC = 2,    /* takes prefixes */
    UCUM_ARBITRARY = 4, /* comparable to nothing but itself */
    UCUM_SHIFTED = 8,   /* a temperature scale: `value` of `unit` for each degree above `zero` */
    UCUM_CURVED = 16    /* a logarithm or the like: of the dimension of `unit`, not converted here */
} UcumFlag;

/* One atom is `value` times the expression `unit`. */
typedef struct UcumAtom {
    const char *code;
    const char *value; /* a decimal number */
    const char *unit;  /* an expression of other atoms */
    const char *zero;  /* of shifted scales: what is added before multiplying; else NULL */
    uint8_t flags;     /* UcumFlag */
} UcumAtom;

typedef struct UcumPrefix {
    const char *code;
    const char *value;
} UcumPrefix;

/* NULL if there is none. */
const UcumAtom *ucum_atom_find(Slice code);

/* The prefix that the text starts with, the longest first; `position` counts the matches, from 0. NULL past the last.
 */
const UcumPrefix *ucum_prefix_find(Slice text, unsigned position);

#endif
