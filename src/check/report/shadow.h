/*
 * Shadow: an issue that only follows from another one at or near its place. One cause is one issue: a shadow is not
 * shown while the issue that it follows from is there.
 *
 * The pairs are one table, by keys. A cause is never less severe than its shadow, so that no error is lost.
 */
#ifndef IPSE_CHECK_SHADOW_H
#define IPSE_CHECK_SHADOW_H

#include "src/check/report/finding.h"

/* Between a cause and its shadow: a part of a coding, the coding, its array, its concept. */
enum { SHADOW_LEVELS_MAXIMUM = 4 };

/* True for a key whose issues may be the cause of shadows within their values. */
bool shadow_reaches_below(KeyId key);

/* True for a text of issues that may be shadows, by its key. */
bool shadow_is_possible(const IssueText *text);

/* True for a finding of a report in order whose cause is in the report too. */
bool shadow_is_cast(const Report *report, const Finding *finding);

#endif
