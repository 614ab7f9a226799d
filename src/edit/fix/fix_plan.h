/*
 * FixPlan: plans of splices that are put together. For this folder only.
 */
#ifndef IPSE_EDIT_FIX_PLAN_H
#define IPSE_EDIT_FIX_PLAN_H

#include "src/json/splice.h"

/* Appends two plans to a third, that which is further after first, so that the offsets of the other hold. Both are
   freed. They must not change the same bytes. Where one of the two could not be planned, nothing is: what is moved is
   never only removed. */
void fix_plan_join(SpliceList *all, SpliceList *a, SpliceList *b);

/* Plans that items of an array, or members of an object, go, by their positions, from the last to the first. Nothing
 * where all would go. (fix_array.c) */
void fix_plan_without(const Document *document, NodeId list, const bool *goes, SpliceList *splices);

#endif
