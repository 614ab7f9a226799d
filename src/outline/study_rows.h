/*
 * Study rows: the studies of a document as a radiologist lists them: study, series, instances, and what they come to.
 *
 * Instances that follow each other are one row where their SOP class is the same, none has an issue or a gap, and their
 * numbers go on by one.
 */
#ifndef IPSE_OUTLINE_STUDY_ROWS_H
#define IPSE_OUTLINE_STUDY_ROWS_H

#include "src/check/report.h"

typedef enum StudyRowKind { STUDY_ROW_STUDY, STUDY_ROW_SERIES, STUDY_ROW_INSTANCES, STUDY_ROW_TOTALS } StudyRowKind;

typedef struct StudyRow {
    StudyRowKind kind;
    NodeId node; /* the study, the series, the first of the instances; of totals: the study */
    /* of instances: how many the row stands for; of series: those that it lists; of a study: all that are listed */
    uint32_t count;
    uint32_t gaps; /* in the study, the series or the instances */
    bool has_issue;
    Severity worst; /* with an issue that is no gap */
} StudyRow;

typedef struct StudyRows {
    StudyRow *items;
    size_t count;
    size_t capacity;
} StudyRows;

/* All rows of all studies; free with study_rows_free. */
StudyRows study_rows_of(const Document *document, const Report *report);
void study_rows_free(StudyRows *rows);

/* The columns of a row; all texts are cleared first. */
typedef struct StudyCells {
    Text number;      /* "3", "1–240"; of a study in a line of NDJSON "line 7" */
    Text modality;    /* "CT" */
    Text description; /* of instances: the SOP class, and the title of one alone; of totals: all of it */
    Text body_site;
    Text date;
    Text images; /* "4", or "2 of 4" where fewer are listed than stated */
} StudyCells;

void study_cells_fill(StudyCells *cells, const Document *document, const StudyRow *row);
void study_cells_free(StudyCells *cells);

#endif
