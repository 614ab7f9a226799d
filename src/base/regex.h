/*
 * Regex: regular expressions of the kind that FHIR uses (XML schema and Perl style: \s \S \d, classes, lazy
 * quantifiers).
 *
 * A wrapper of PCRE2 over UTF-8 text. A hostile pattern or text cannot hang it: past a limit of steps or of memory a
 * match is an error, never an answer. The memory of PCRE2 is that of memory.h: if there is none, the process ends as
 * that says; if there is none for machine code or its stack, matching goes on without. Two threads may not use one
 * Regex at a time.
 */
#ifndef IPSE_BASE_REGEX_H
#define IPSE_BASE_REGEX_H

#include "src/base/error.h"
#include "src/base/text.h"

typedef struct Regex Regex;

typedef enum RegexFlag {
    REGEX_WHOLE = 1, /* the whole text must match, as if the pattern stood between ^(?: and )$ */
    REGEX_IGNORE_CASE = 2,
    REGEX_DOT_ALL = 4, /* the dot matches line ends */
} RegexFlag;

/* NULL with a sentence where the pattern is none. Free with regex_free. */
Regex *regex_new(Slice pattern, unsigned flags, Error *error);
void regex_free(Regex *regex);

/* Why a match is REGEX_FAILED, for messages. */
#define REGEX_LIMIT_REASON "matching exceeds a limit"

typedef enum RegexMatch { REGEX_NO, REGEX_YES, REGEX_FAILED } RegexMatch;

/* Does the text match? What is no UTF-8 matches nothing. REGEX_FAILED: the limit was reached. `start` and `end` (may be
   NULL) get the bytes of the first match. */
RegexMatch regex_match(const Regex *regex, Slice text, size_t *start, size_t *end);

/* Appends the text with every match replaced; `$1` or `${name}` in the substitution stand for groups, `$$` or `\$` for
   `$`. REGEX_NO: nothing matched and the text was appended as it is. REGEX_FAILED: the limit was reached, the text is
   no UTF-8, or the result would be longer than 64 MiB. */
RegexMatch regex_replace(const Regex *regex, Slice text, Slice substitution, Text *result);

#endif
