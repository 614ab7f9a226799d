/*
 * Figures: what was found in many records, in numbers.
 *
 * Tables of rows, each row with a name: findings by rule, gaps by obligation and element, and records by file, profile
 * and month. The month is that of the study (started), or of the date that tells when the record is from; "none" where
 * it has no such date. No value of a record is kept but with `takes_values`. Figures of several threads can be joined,
 * in any order: the rows are then in another order, but the same.
 */
#ifndef IPSE_FIGURES_FIGURES_H
#define IPSE_FIGURES_FIGURES_H

#include "src/figures/completeness.h"

typedef struct FigureCounts {
    uint64_t records;
    uint64_t clean; /* records without errors */
    uint64_t errors;
    uint64_t warnings;
    uint64_t gaps;
    uint64_t notes;                 /* without gaps */
    CompletenessCount completeness; /* of what Creators must fill in */
} FigureCounts;

typedef struct FigureRow {
    Slice name;          /* key of a rule, obligation, file, profile, month */
    Slice element;       /* of gaps: path of the element; else empty */
    Severity severity;   /* of rules: the worst */
    uint64_t count;      /* of findings or gaps */
    FigureCounts counts; /* of the records; for rules and gaps only `records`, those that have one */
    Slice place;         /* of the first finding, "FILE:LINE: PATH" */
    Slice message;       /* of it, with `takes_values` */
    Slice words;         /* of an invariant: what that of the first finding means */
    uint64_t order;      /* of its record */
    uint64_t last;       /* number of the record that was counted last */
} FigureRow;

typedef struct FigureTable {
    FigureRow *rows;
    size_t count;
    size_t capacity;
    SliceMap map;
} FigureTable;

/* Starts as all zero, but for takes_values. */
typedef struct Figures {
    bool takes_values;
    uint64_t files;
    FigureCounts all;
    FigureTable rules, gaps, by_file, by_profile, by_month;
    Completeness completeness;
    Arena *arena;
    Text scratch;
} Figures;

void figures_free(Figures *figures);

/* A record that was checked; without a document: an input that is no JSON, which counts as one error json-syntax. */
typedef struct FigureRecord {
    const char *input;
    uint32_t line;  /* of the file, in which the record starts, from 1 */
    bool is_line;   /* the record is a line of NDJSON */
    uint64_t order; /* of the record among all: which place is the first */
    Checker *checker;
    const Document *document;
    const Report *report;
} FigureRecord;

void figures_add(Figures *figures, const FigureRecord *record);

/* Adds other figures. */
void figures_join(Figures *figures, const Figures *other);

#endif
