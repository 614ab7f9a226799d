/*
 * Query: what is remembered of the last question about a document. The questions themselves: src/check/check.h.
 */
#ifndef IPSE_CHECK_QUERY_H
#define IPSE_CHECK_QUERY_H

#include "src/check/state/checker.h"

/* Forgets what was asked. */
void memo_forget(QueryMemo *memo);

#endif
