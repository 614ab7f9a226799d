/*
 * Group places: where document groups look, and which of these places an edit reached.
 *
 * The first of a list are in the order of their nodes, those that a walk noted since come after them
 * (GroupPlaces.sorted).
 */
#ifndef IPSE_CHECK_GROUP_PLACES_H
#define IPSE_CHECK_GROUP_PLACES_H

#include "src/check/state/walk_state.h"

/* The node that stands for a place. */
NodeId group_place_node(const GroupPlace *item);

/* Adds a place at the end. */
void group_places_add(GroupPlaces *far, const GroupPlace *item);

/* Brings all in order. */
void group_places_sort(GroupPlaces *far);

/* Sorts the places from a position on. */
void group_places_sort_from(GroupPlaces *far, size_t first);

/* The first of the places in order whose node is not before another. */
size_t group_places_from(const GroupPlaces *far, NodeId node);

/* Gives all, which are in order, the numbers that their nodes have after a patch; those whose nodes are gone go. */
void group_places_move(GroupPlaces *far, const Patch *patch);

/* Takes what a walk after an edit noted in among the others, in order, in the place of what was noted of the same
   values before. What was judged again as a whole lies in `extent`. */
void group_places_renew(GroupPlaces *far, const EditImpact *impact, NodeRange extent);

#endif
