/* Recursion: walks within a walk. */
#include "src/check/walk/recursion.h"

#include "src/check/state/session.h"

#include <stdlib.h>

Walk walk_conformance(const Walk *outer, GroupPlaces *far, FirstError *first)
{
    Walk walk = walk_new(outer->session, NULL, far, outer->depth + 1);
    walk.first = first;
    return walk;
}

Walk walk_shallow(const Walk *outer, GroupPlaces *far)
{
    Walk walk = walk_new(outer->session, NULL, far, outer->depth + 1);
    walk.is_shallow = true;
    return walk;
}

Walk walk_precheck(const Walk *outer, GroupPlaces *far)
{
    return walk_new(outer->session, outer->session->report, far, outer->depth + 1);
}

Walk walk_weighing(const Walk *outer, GroupPlaces *far, FoundErrors *found)
{
    Walk walk = walk_new(outer->session, NULL, far, outer->depth + 1);
    walk.found = found;
    return walk;
}

void walk_end(Walk *walk)
{
    free(walk->far->items);
    walk_free(walk);
}
