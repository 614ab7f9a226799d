/*
 * Finding blocks: the findings of a report that have their places, cut into runs, so that an edit passes over those
 * that it cannot concern without looking at each finding.
 *
 * Of a run is known which nodes its findings may be about. What is said of it holds for more than there is at worst:
 * then it is looked at in vain.
 */
#ifndef IPSE_CHECK_FINDING_BLOCKS_H
#define IPSE_CHECK_FINDING_BLOCKS_H

#include "src/check/report/finding.h"

typedef struct FindingBlock {
    uint32_t count;    /* of its findings, which follow those of the block before; may be 0 */
    NodeId low;        /* no node and no origin is before it, */
    NodeId high;       /* or after it */
    bool has_group;    /* some may be of document groups, */
    bool has_document; /* or about the document as a whole */
    bool is_new;       /* of some it must be found out whether they are shown */
} FindingBlock;

/* Starts all zero, and is freed with finding_blocks_free. */
typedef struct FindingBlocks {
    FindingBlock *items;
    size_t count;
    size_t capacity;
    size_t total; /* findings in all */
} FindingBlocks;

void finding_blocks_free(FindingBlocks *blocks);

/* Cuts findings into blocks, unless these are of so many. */
void finding_blocks_make(FindingBlocks *blocks, const Finding *findings, size_t count);

/* Forgets the blocks: they are made anew when they are next needed. */
void finding_blocks_forget(FindingBlocks *blocks);

/* A block of no finding; and with one more. */
FindingBlock finding_block_empty(void);
void finding_block_take(FindingBlock *block, const Finding *finding);

/* Takes in a finding that is put at a position among those that are known; in the end blocks that grew are cut. */
void finding_blocks_insert(FindingBlocks *blocks, const Finding *finding, size_t position);
void finding_blocks_cut(FindingBlocks *blocks, const Finding *findings);

#endif
