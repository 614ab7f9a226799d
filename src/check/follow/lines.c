/* Lines: an array in the order of the file. */
#include "src/check/follow/lines.h"

#include <stdlib.h>

void line_list_free(LineList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        uid_notes_free(&list->items[i].uids);
    }
    free(list->items);
    *list = (LineList){0};
}

/* The position of the first line whose value is not before a node. */
static size_t line_from(const LineList *list, NodeId node)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].node < node) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

Line *line_list_at(const LineList *list, NodeId node)
{
    return &list->items[line_from(list, node + 1) - 1];
}

void line_list_add(LineList *list, NodeId node)
{
    ARRAY_RESERVE(list->items, list->capacity, list->count + 1);
    list->items[list->count++] = (Line){.node = node};
}

/* Moves the UIDs of a line to a list. */
static void move_uids(Line *line, UidNotes *gone)
{
    for (size_t i = 0; i < line->uids.count; i++) {
        uid_notes_add(gone, line->uids.items[i]);
    }
    uid_notes_free(&line->uids);
}

void line_list_move(LineList *list, const Document *document, const Patch *patch, UidNotes *gone)
{
    enum { LINES = 0 };
    size_t first = line_from(list, patch->first), after = line_from(list, patch->first + patch->removed);
    if (patch->parent == LINES) {
        size_t count = 0;
        NodeId end = patch->first + patch->inserted;
        for (NodeId line = patch->first; line < end; line = document_node(document, line)->end) {
            count++;
        }
        for (size_t i = first; i < after; i++) {
            move_uids(&list->items[i], gone);
        }
        size_t tail = list->count - after;
        ARRAY_RESERVE(list->items, list->capacity, first + count + tail);
        if (tail > 0) {
            memmove(list->items + first + count, list->items + after, tail * sizeof *list->items);
        }
        list->count = first + count + tail;
        for (NodeId line = patch->first; line < end; line = document_node(document, line)->end) {
            list->items[first++] = (Line){.node = line};
        }
        after = first;
    }
    for (size_t i = after; i < list->count; i++) {
        list->items[i].node += patch->inserted - patch->removed;
    }
}
