/*
 * Suppressions: findings that are known and accepted, each with a reason.
 *
 * They are written in `.ipse.yaml` in the folder of the files (for a folder that is checked: in it and its
 * sub-folders), or in a file that the command line names:
 *
 *     suppress:
 *       - key: required                      # of the issue; wildcards as below
 *         path: ImagingStudy.series.uid      # without [n]: of all items
 *         file: "export/x*.ndjson"           # relative to the folder of .ipse.yaml
 *         reason: The archive knows no UIDs of these series.
 *         until: 2027-03-31                  # the last day on which it holds
 *
 * key, path and file may have wildcards (`*`, `?`); a file pattern without '/' is compared with the name alone.
 * `reason` is required, and so is a key or a path. What is suppressed is counted, and never hidden without a trace: a
 * suppression that is over, or to which nothing applies any more, is a warning.
 */
#ifndef IPSE_KIT_SUPPRESSIONS_H
#define IPSE_KIT_SUPPRESSIONS_H

#include "src/base/clock.h"
#include "src/check/report/known_keys.h"

#define SUPPRESSIONS_FILE ".ipse.yaml"

typedef struct Suppression {
    Slice key;  /* empty: any */
    Slice path; /* likewise */
    Slice file; /* likewise */
    Slice reason;
    Slice until;        /* "2027-03-31"; empty: without end */
    Slice source;       /* the file that it is written in */
    Slice folder;       /* it holds for files below this folder, with '/' at the end; empty: for all */
    int line;           /* in the source */
    bool is_over;       /* `until` has passed */
    bool is_concerned;  /* an input was checked that the file pattern fits */
    uint32_t use_count; /* findings that it suppressed */
} Suppression;

/* Starts as all zero. */
typedef struct Suppressions {
    Suppression *items;
    size_t count;
    size_t capacity;
    Arena *arena;
} Suppressions;

#define SUPPRESSION_NONE SIZE_MAX

void suppressions_free(Suppressions *suppressions);

/* Adds those of a text. `source` names it in messages; `folder` (may be empty) is the folder that file patterns are
   relative to. Keys are compared with those of the rules (NULL: they are not). False with file, line and sentence where
   it cannot be used. */
bool suppressions_parse(Suppressions *suppressions, Slice text, const char *source, Slice folder, const Rules *rules,
                        Clock clock, Error *error);

/* The same of a file, which must exist. */
bool suppressions_read(Suppressions *suppressions, const char *path, const Rules *rules, Clock clock, Error *error);

/* Adds those of `.ipse.yaml` in a folder ("" or "x/"), unless they were added before; true where there is no such file.
 */
bool suppressions_read_folder(Suppressions *suppressions, Slice folder, const Rules *rules, Clock clock, Error *error);

/* Notes that an input is checked. */
void suppressions_concern(Suppressions *suppressions, Slice input);

/* True where some suppression may hold for findings with a key. */
bool suppressions_concern_key(const Suppressions *suppressions, Slice key);

/* The number of the first suppression that holds for a finding; SUPPRESSION_NONE if there is none. */
size_t suppressions_find(const Suppressions *suppressions, Slice input, Slice key, Slice path);

/* What is wrong with a suppression after all inputs were checked: a sentence without a full stop; NULL where nothing
 * is. */
const char *suppression_fault(const Suppression *suppression);

/* Appends a suppression to a text in YAML, which is empty or has some already. Strings are quoted; the reason must not
 * be empty. */
void suppressions_append(Text *text, Slice key, Slice path, Slice file, Slice reason);

#endif
