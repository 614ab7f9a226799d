/*
 * The meaning of an issue: what its key means, why it matters and what to do.
 */
#ifndef IPSE_CHECK_ISSUE_WORDS_H
#define IPSE_CHECK_ISSUE_WORDS_H

#include "src/check/report.h"

/* The text for the issue's key; of an invariant, the words of the definition that states it (explain_constraint). Empty
   where there is none. It lives as long as the rules. */
Slice issue_words(const Issue *issue);

#endif
