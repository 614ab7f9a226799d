/*
 * Guards: invariants that hold where a member is missing, whatever else they ask.
 *
 * Many invariants have the form `a.empty() or …`, `a.exists() implies …` or `a.b.empty()`: where an object has no
 * member `a`, they hold. That is read from the text of the expression, so that most of these are never parsed, nor
 * evaluated.
 */
#ifndef IPSE_CHECK_INVARIANT_GUARD_H
#define IPSE_CHECK_INVARIANT_GUARD_H

#include "src/base/slice.h"

enum { GUARD_NAMES = 4 };

/* The names of the members without which an expression holds; none: it is not of such a form. They are parts of the
 * expression. */
typedef struct Guard {
    unsigned count;
    Slice names[GUARD_NAMES];
} Guard;

Guard guard_of(Slice expression);

#endif
