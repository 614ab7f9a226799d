/* Matching: equal ends are cut off, what lies between is matched by the longest common subsequence. */
#include "src/edit/matching.h"

#include "src/base/memory.h"

#include <stdlib.h>

enum { TABLE_MAXIMUM = 4000000 };

/* Lengths of the longest common subsequences of what is left from each pair of positions on; freed by the caller. */
static uint32_t *common_lengths(const uint32_t *left, size_t rows, const uint32_t *right, size_t columns)
{
    uint32_t *lengths = memory_allocate_zeroed((rows + 1) * (columns + 1), sizeof *lengths);
    for (size_t row = rows; row-- > 0;) {
        for (size_t column = columns; column-- > 0;) {
            uint32_t *cell = &lengths[row * (columns + 1) + column];
            uint32_t below = cell[columns + 1], beside = cell[1];
            *cell = left[row] == right[column] ? cell[columns + 2] + 1 : below > beside ? below : beside;
        }
    }
    return lengths;
}

/* Matches what lies between the equal ends; `first` is where that begins on both sides. */
static void match_middle(const uint32_t *left, size_t rows, const uint32_t *right, size_t columns, size_t first,
                         uint32_t *matches)
{
    if (rows == 0 || columns == 0 || rows > TABLE_MAXIMUM / columns) {
        return;
    }
    uint32_t *lengths = common_lengths(left, rows, right, columns);
    for (size_t row = 0, column = 0; row < rows && column < columns;) {
        const uint32_t *cell = &lengths[row * (columns + 1) + column];
        if (left[row] == right[column]) {
            matches[row++] = (uint32_t)(first + column++);
        } else if (cell[columns + 1] >= cell[1]) {
            row++;
        } else {
            column++;
        }
    }
    free(lengths);
}

void matching_find(const uint32_t *left, size_t left_count, const uint32_t *right, size_t right_count,
                   uint32_t *matches)
{
    size_t first = 0, last = 0;
    while (first < left_count && first < right_count && left[first] == right[first]) {
        matches[first] = (uint32_t)first;
        first++;
    }
    while (last < left_count - first && last < right_count - first &&
           left[left_count - last - 1] == right[right_count - last - 1]) {
        last++;
        matches[left_count - last] = (uint32_t)(right_count - last);
    }
    for (size_t i = first; i < left_count - last; i++) {
        matches[i] = MATCH_NONE;
    }
    match_middle(left + first, left_count - last - first, right + first, right_count - last - first, first,
                 matches + first);
}
