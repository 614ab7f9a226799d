/*
 * Issue list: the positions of some issues, in order. For this folder.
 *
 * Of many issues mostly all are shown, and mostly all are errors: a list of the first positions, each, keeps none of
 * them.
 */
#ifndef IPSE_CHECK_ISSUE_LIST_H
#define IPSE_CHECK_ISSUE_LIST_H

#include <stddef.h>
#include <stdint.h>

/* Starts all zero, and is freed with issue_list_free. */
typedef struct IssueList {
    uint32_t *positions; /* NULL: they are 0, 1, … `count` - 1 */
    size_t count;
    size_t capacity;
} IssueList;

void issue_list_free(IssueList *list);

static inline uint32_t issue_list_at(const IssueList *list, size_t number)
{
    return list->positions ? list->positions[number] : (uint32_t)number;
}

/* Adds a position that is after all others. */
void issue_list_add(IssueList *list, size_t position);

/* The number of the first entry that is not below a position. */
size_t issue_list_from(const IssueList *list, size_t position);

/* The end of a list, while what is before it is made anew. */
typedef struct IssueListEnd {
    IssueList *list;
    uint32_t *positions; /* NULL: `first` and those after it */
    size_t first;
    size_t count;
} IssueListEnd;

/* Leaves the entries below `first`, and keeps those from `end` on for issue_list_close. */
IssueListEnd issue_list_open(IssueList *list, size_t first, size_t end);

/* Puts the end of a list back, where its positions are so much further. */
void issue_list_close(IssueListEnd *rest, size_t further);

#endif
