/*
 * Second opinion: an outcome of another program next to the report on the same document, and what both say.
 *
 * Both say something where one finding of each is at the same place: the same value, or what is missing in the same
 * value, or one of them at the value and the other at what is missing there, or at the key of a property in it, which
 * the sentence of the first names. Errors and warnings go together, notes go with notes; findings with the same key (of
 * an invariant) go together at any severity. At an object or a list, which many findings are about, the severity, the
 * key or the name must be the same too. Each finding of the other program belongs to one of the report at most, to that
 * with which it has most in common; several may belong to the same.
 *
 * The document may change meanwhile: places are kept as paths and found again. What both said once and the report does
 * not say any more is settled: the other program has not looked at the document again.
 */
#ifndef IPSE_OUTCOME_SECOND_OPINION_H
#define IPSE_OUTCOME_SECOND_OPINION_H

#include "src/check/check.h"
#include "src/outcome/outcome.h"

#define OPINION_ALONE UINT32_MAX

/* A step of the way from the root to a value: the key of a member, else the position of an item. */
typedef struct OpinionStep {
    Slice key;
    uint32_t position;
} OpinionStep;

/* A finding of the other program as an issue. `issue.key` is the key of the other program, `issue.id` KEY_INVARIANT,
   `issue.detail` the place as it was written. */
typedef struct OpinionRow {
    Issue issue;
    OpinionStep *way; /* to the place, without what is missing there; to find it again; in the arena */
    uint32_t step_count;
    bool is_placed;  /* the place is known; else `issue.node` is the root */
    bool was_both;   /* when the outcome was read */
    bool is_settled; /* it was, and is not any more */
    uint32_t ours;   /* position in the report of the finding that says the same; OPINION_ALONE: there is none */
} OpinionRow;

/* Starts all zero; free with second_opinion_free. */
typedef struct SecondOpinion {
    Outcome outcome;
    OpinionRow *rows; /* worst first, then by place */
    uint32_t count;
    uint32_t both;      /* rows with one of the report */
    uint32_t settled;   /* rows that are settled */
    bool *is_ours_both; /* by position in the report: the other program says it too */
    uint32_t ours_count;
    Arena *arena;
    uint64_t opened;   /* revision of the document when the outcome was read */
    uint64_t revision; /* of the document and the report that it was compared with */
} SecondOpinion;

void second_opinion_free(SecondOpinion *opinion);

/* Takes an outcome over and compares it: the issues that are about the file `path`, or all of them where `path` is
   empty. The checker is only read for its rules. `clock` is for expressions. */
void second_opinion_open(SecondOpinion *opinion, Outcome *outcome, const Rules *rules, Clock clock,
                         const Document *document, const Report *report, Slice path);

/* Compares again after the document or the report changed; does nothing where neither did. */
void second_opinion_refresh(SecondOpinion *opinion, const Document *document, const Report *report);

/* Number of errors, warnings and notes of the report that the other program does not say. Gaps do not count. */
uint32_t second_opinion_only_ours(const SecondOpinion *opinion, const Report *report);

/* Number of rows that the report does not say, without settled ones. */
uint32_t second_opinion_only_theirs(const SecondOpinion *opinion);

#endif
