/* Finding blocks: runs that are cut in two where they grow. */
#include "src/check/report/finding_blocks.h"

#include "src/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 128 };

void finding_blocks_free(FindingBlocks *blocks)
{
    free(blocks->items);
    *blocks = (FindingBlocks){0};
}

void finding_blocks_forget(FindingBlocks *blocks)
{
    blocks->count = blocks->total = 0;
}

FindingBlock finding_block_empty(void)
{
    return (FindingBlock){.low = NODE_NONE};
}

void finding_block_take(FindingBlock *block, const Finding *finding)
{
    NodeId low = finding->node < finding->origin ? finding->node : finding->origin;
    NodeId high = finding->node < finding->origin ? finding->origin : finding->node;
    block->count++;
    block->low = low < block->low ? low : block->low;
    block->high = high > block->high ? high : block->high;
    block->has_group = block->has_group || finding->has_group;
    block->has_document = block->has_document || finding->is_of_document;
    block->is_new = block->is_new || finding->state == FINDING_NEW;
}

static FindingBlock block_of(const Finding *findings, size_t count)
{
    FindingBlock block = finding_block_empty();
    for (size_t i = 0; i < count; i++) {
        finding_block_take(&block, &findings[i]);
    }
    return block;
}

void finding_blocks_make(FindingBlocks *blocks, const Finding *findings, size_t count)
{
    if (blocks->total == count) {
        return;
    }
    blocks->count = 0;
    blocks->total = count;
    ARRAY_RESERVE(blocks->items, blocks->capacity, count / BLOCK_SIZE + 1);
    for (size_t first = 0; first < count; first += BLOCK_SIZE) {
        size_t own = count - first < BLOCK_SIZE ? count - first : BLOCK_SIZE;
        blocks->items[blocks->count++] = block_of(findings + first, own);
    }
}

void finding_blocks_insert(FindingBlocks *blocks, const Finding *finding, size_t position)
{
    size_t number = 0, first = 0;
    if (blocks->count == 0) {
        ARRAY_RESERVE(blocks->items, blocks->capacity, 1);
        blocks->items[blocks->count++] = finding_block_empty();
    }
    while (number + 1 < blocks->count && position > first + blocks->items[number].count) {
        first += blocks->items[number++].count;
    }
    finding_block_take(&blocks->items[number], finding);
    blocks->total++;
}

void finding_blocks_cut(FindingBlocks *blocks, const Finding *findings)
{
    size_t first = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        size_t count = blocks->items[i].count, half = count / 2;
        if (count >= 2 * BLOCK_SIZE) {
            ARRAY_RESERVE(blocks->items, blocks->capacity, blocks->count + 1);
            FindingBlock *block = &blocks->items[i];
            memmove(block + 2, block + 1, (blocks->count - i - 1) * sizeof *block);
            blocks->count++;
            block[0] = block_of(findings + first, half);
            block[1] = block_of(findings + first + half, count - half);
            count = half;
        }
        first += count;
    }
}
