/*
 * Checking: a check of a whole document, done piece by piece.
 *
 * It gives exactly the report that check_document gives. As long as it is under way the document must stay as it is.
 * The checker may be asked about places meanwhile, and other checks by it may come to their end in between; but of two
 * checkings by one checker, one must be done before the other one begins.
 */
#ifndef IPSE_CHECK_CHECKING_H
#define IPSE_CHECK_CHECKING_H

#include "src/check/check.h"

typedef struct Checking Checking;

/* A report on a document of which nothing was judged yet. */
Report *check_nothing(const Document *document);

/* A check that has not begun. Checker and document are borrowed. Free with checking_free, at any time. */
Checking *checking_new(Checker *checker, const Document *document);
void checking_free(Checking *checking);

/* Goes on for so many milliseconds, or to the end where the number is negative; true when it is done. */
bool checking_go_on(Checking *checking, int milliseconds);

/* The progress: done of total; total is 0 before it has begun. */
const Pace *checking_pace(const Checking *checking);

/* Makes a report on the document say what was found so far, and in parts that were judged before (src/check/parts.h;
 * NULL: none were). */
void checking_show(const Checking *checking, const Report *parts, Report *report);

/* Makes a report, which keeps its place in memory, the one that the check came to; it must be done. */
void checking_take(Checking *checking, Report *report);

/* Keeps of a report what is still about something after a patch that check_follow could not follow, until another check
   is done: a report that may be shown, and cannot follow further patches. */
void check_carry(const Document *document, const Patch *patch, Report *report);

/* Frees what a checker keeps with a report that is shown until another checker has judged: before the first one is
 * freed. */
void check_forget(Report *report);

#endif
