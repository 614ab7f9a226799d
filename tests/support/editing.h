/*
 * Edits at random: after each, a report brought up to date is compared with that of a check of the whole document.
 *
 * Next to edits of any kind there are those by which resources depend on each other: ids, fullUrls, references, types,
 * profiles and versions become those of others; entries and sections come, go and change places.
 */
#ifndef IPSE_TESTS_EDITING_H
#define IPSE_TESTS_EDITING_H

#include "src/check/check.h"
#include "src/json/splice.h"

/* A document being edited at random. */
typedef struct Editing {
    const char *name;
    Rules *rules;
    Checker *checker;
    Checker *other; /* that checks the document anew: the one above knows only what it followed */
    Document *document;
    Report *report;
    uint64_t seed;
    unsigned step;
    const Splice *last; /* that was carried out */
    uint32_t followed;
    uint32_t judged_whole;
    bool is_across; /* edits are mostly of what resources depend on each other by */
} Editing;

/* A document of bytes, or of a file, that is checked; end with editing_end. */
void editing_begin(Editing *editing, const char *name, Slice bytes, uint64_t seed);
void editing_begin_file(Editing *editing, const char *path, uint64_t seed);
void editing_end(Editing *editing);

/* Edits it at random, mostly taking each edit back, and fails where the report is another than that of a check. */
void editing_go(Editing *editing);

/* The same by edits of what resources depend on each other by, for the most part. */
void editing_go_across(Editing *editing);

/* Sets the value at a path, which must be followed. */
void editing_set(Editing *editing, const char *path, const char *value);

/* A number below a limit. */
uint32_t editing_random(Editing *editing, uint32_t limit);

/* Makes the splices of an edit by which resources depend on each other; false where it is not possible. */
bool editing_plan_across(Editing *editing, SpliceList *list);

#endif
