/*
 * Cluster: what is shown in a cell, read from untrusted text.
 *
 * A cluster is a character with the combining marks that follow it, or a character that must not reach a terminal in
 * the form that makes it visible: control characters as their pictures (␛; in ASCII ^[), invalid bytes as \x9f,
 * everything else that utf8_is_hidden names as \u202e, and so what takes no place (utf8_is_unseen) where it has no base
 * or that is Latin, a mark without a base on a dotted circle. This is the only place where that is decided;
 * canvas_text, canvas_label and the line editor all read by it.
 */
#ifndef IPSE_KIT_CLUSTER_H
#define IPSE_KIT_CLUSTER_H

#include "src/base/slice.h"

#include <stdint.h>

enum { CLUSTER_CHARACTERS_MAXIMUM = 10, CLUSTER_MARKS_MAXIMUM = 3 };

typedef enum ClusterMode {
    CLUSTER_UNICODE, /* the terminal shows UTF-8 */
    CLUSTER_ASCII,   /* it does not: everything past ASCII is written \u00e9 */
    CLUSTER_LABEL    /* as CLUSTER_ASCII for the program's own words: signs of the glyph table take their ASCII form */
} ClusterMode;

typedef struct Cluster {
    uint32_t characters[CLUSTER_CHARACTERS_MAXIMUM]; /* of an escape: one to a cell; else a base and its marks */
    uint8_t count;
    uint8_t cells;  /* 1 or 2; of an escape: count */
    bool is_escape; /* to be drawn as STYLE_ESCAPE */
} Cluster;

/* Reads the cluster at `*offset`, which must be less than the length, and moves past it. At most CLUSTER_MARKS_MAXIMUM
   marks are kept; further ones are passed over with it. */
Cluster cluster_next(Slice text, size_t *offset, ClusterMode mode);

/* Start of the cluster before `offset`, which is greater than 0. Looks back at most a few hundred bytes. */
size_t cluster_previous(Slice text, size_t offset, ClusterMode mode);

/* Cells that the whole text takes. */
size_t cluster_width(Slice text, ClusterMode mode);

/* Offset of the cluster that covers the cell, counted from 0; the length where the text ends before it. */
size_t cluster_at_cell(Slice text, size_t cell, ClusterMode mode);

/* The beginning of a text whose parts are parted by " · ": as many of them as fit into so many cells; empty where not
 * even the first does. */
Slice cluster_parts(Slice text, int width, ClusterMode mode);

#endif
