/* Issue lists: positions, or none where they are those of the list itself. */
#include "src/check/report/issue_list.h"

#include "src/base/memory.h"

#include <stdlib.h>
#include <string.h>

void issue_list_free(IssueList *list)
{
    free(list->positions);
    *list = (IssueList){0};
}

/* Makes room for so many entries more, of which each has its position. */
static void write_out(IssueList *list, size_t more)
{
    bool is_plain = !list->positions;
    ARRAY_RESERVE(list->positions, list->capacity, list->count + more);
    for (size_t i = 0; is_plain && i < list->count; i++) {
        list->positions[i] = (uint32_t)i;
    }
}

void issue_list_add(IssueList *list, size_t position)
{
    if (list->positions || position != list->count) {
        write_out(list, 1);
        list->positions[list->count] = (uint32_t)position;
    }
    list->count++;
}

size_t issue_list_from(const IssueList *list, size_t position)
{
    size_t low = 0, high = list->count;
    if (!list->positions) {
        return position < list->count ? position : list->count;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->positions[middle] < position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

IssueListEnd issue_list_open(IssueList *list, size_t first, size_t end)
{
    size_t from = issue_list_from(list, end);
    IssueListEnd rest = {.list = list, .first = from, .count = list->count - from};
    if (list->positions && rest.count > 0) {
        rest.positions = memory_allocate(rest.count * sizeof *rest.positions);
        memcpy(rest.positions, list->positions + from, rest.count * sizeof *rest.positions);
    }
    list->count = issue_list_from(list, first);
    return rest;
}

void issue_list_close(IssueListEnd *rest, size_t further)
{
    IssueList *list = rest->list;
    if (!list->positions && !rest->positions && rest->first + further == list->count) {
        list->count += rest->count;
        return;
    }
    for (size_t i = 0; i < rest->count; i++) {
        issue_list_add(list, (rest->positions ? rest->positions[i] : rest->first + i) + further);
    }
    free(rest->positions);
}
