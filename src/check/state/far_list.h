/*
 * Far list: the places of document groups, and what of them an edit touched.
 *
 * The first of a list are in the order of their nodes, those that a walk noted since stand behind (FarList.sorted).
 */
#ifndef IPSE_CHECK_FAR_LIST_H
#define IPSE_CHECK_FAR_LIST_H

#include "src/check/state/walk_state.h"

/* The node that stands for a place. */
NodeId far_node(const FarPlace *item);

/* Adds a place at the end. */
void far_add(FarList *far, const FarPlace *item);

/* Brings all in order. */
void far_sort(FarList *far);

/* Sorts the places from a position on. */
void far_sort_from(FarList *far, size_t first);

/* The first of the places in order whose node is not before another. */
size_t far_from(const FarList *far, NodeId node);

/* Gives all, which are in order, the numbers that their nodes have after a patch; those whose nodes are gone go. */
void far_move(FarList *far, const Patch *patch);

/* Takes what a walk after an edit noted in among the others, in order, in the place of what was noted of the same values before.
   What was judged again as a whole lies in `touched`. */
void far_renew(FarList *far, const EditImpact *impact, NodeRange touched);

#endif
