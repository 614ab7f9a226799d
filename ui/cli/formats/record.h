/*
 * Record: one resource with its report, as it is written.
 *
 * A record is what is checked as a whole: a file with one JSON value, or a line of NDJSON, which has a document of its
 * own. What is found in a record depends on the record alone. Lines and columns are those of the file: a record knows
 * in which line of its file it starts. An input that is no JSON at all is a record without a document, with one issue.
 *
 * Ownership: a Record borrows all that it points to, but for its lists of issues and the message of no_json. Nothing in
 * it changes while it is written, so that several threads may write a record each, with a checker each.
 */
#ifndef IPSE_CLI_FORMATS_RECORD_H
#define IPSE_CLI_FORMATS_RECORD_H

#include "src/check/check.h"

typedef struct Record {
    const char *input;         /* name of the file */
    uint32_t line;             /* of the file, in which the record starts, from 1 */
    bool is_line;              /* a line of NDJSON */
    Checker *checker;          /* whose check it was */
    const Document *document;  /* NULL: the input is no JSON at all */
    const Report *report;      /* NULL likewise */
    const Rules *as_validator; /* as text: paths as the HL7 validator writes them by these rules
                                  (ui/cli/formats/validator_places.h); NULL: true ones */
    Issue no_json;             /* the issue of an input or a line without a document */
    Text no_json_message;      /* its message */
    const Issue *own;          /* issues in place of those of the report; NULL: none */
    uint32_t *positions;       /* of those that are written, in the order of the report or of `own` */
    const Slice **reasons;     /* for each, why it is suppressed, or NULL; NULL: none is */
    size_t issue_count;
    size_t position_capacity;
    size_t reason_capacity;
} Record;

/* Adds the issue at a position to those that are written; `reason` (NULL: none) says why it is suppressed. */
void record_take(Record *record, uint32_t position, const Slice *reason);

/* One of those that are written, and why it is suppressed, or NULL. */
Issue record_issue(const Record *record, size_t number);
const Slice *record_reason(const Record *record, size_t number);

/* Makes the record one of an input that is no JSON: its one issue, with the message of an error as a sentence. */
void record_set_no_json(Record *record, const char *sentence);

/* Makes the record one of a line with nothing but a byte order mark. */
void record_set_mark(Record *record);

/* Frees the lists of issues and the message. */
void record_free(Record *record);

/* The value that is the resource; NODE_NONE without a document. */
NodeId record_root(const Record *record);

/* Where a byte of the record's document is in the file. */
Position record_position(const Record *record, uint32_t offset);

/* Appends the path of an issue; "$" where the text is no JSON and the reader could only guess what follows. */
void record_append_path(const Record *record, const Issue *issue, Text *path);

/* Appends the JSON pointer (RFC 6901) of an issue within the record, with the name of what is missing. */
void record_append_pointer(const Record *record, const Issue *issue, Text *pointer);

/* The text of a member of the record, such as its id; empty where it has none. `scratch` may hold it. */
Slice record_text(const Record *record, const char *member, Text *scratch);

/* Appends "Condition/c1", or the type alone, of the resource within a Bundle or Parameters that an issue is in; nothing
   for the record itself. */
void record_append_inner(const Record *record, const Issue *issue, Text *resource);

/* The profile that the record was checked by first; NULL where nothing but "no resource" can be said. */
const Structure *record_profile(const Record *record);

/* Appends its canonical URL with its version, "URL|VERSION"; nothing if there is none. */
void record_append_profile(const Record *record, Text *text);

#endif
