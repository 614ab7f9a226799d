/*
 * Stops: where a presentation of a study halts: the study itself, then each element of it and of its series that
 * somebody has an obligation for. Every error, warning and gap of the study belongs to the stop of the element that
 * holds it most narrowly, so that all are shown, in as many stops as the profile has obligations.
 */
#ifndef IPSE_SCREENS_STOPS_H
#define IPSE_SCREENS_STOPS_H

#include "ui/screens/bench/bench.h"

typedef struct Stop {
    Slice place;  /* of the element, without positions: "ImagingStudy.series.uid" */
    NodeId node;  /* of the worst issue's element, else the first one */
    Slice absent; /* it is absent from `node`; empty: `node` is it */
    uint32_t errors, warnings, gaps;
} Stop;

typedef struct Stops {
    Stop *items;
    size_t count;
    size_t capacity;
    /* what is presented: the study that is shown alone, else the first, else the resource under the cursor */
    NodeId study;
    Arena *arena; /* holds the texts */
} Stops;

/* The stops of the file that is shown; there must be one. They hold until it changes. Free with stops_free. */
Stops stops_of(Workbench *bench);
void stops_free(Stops *stops);

/* Position of the stop that an issue belongs to; SIZE_MAX: it is a note, or lies elsewhere than in the study. */
size_t stops_find(const Stops *stops, const Document *document, const Issue *issue);

#endif
