/* Actors: gathered from the obligations of all elements. */
#include "src/profile/pack/actors.h"

#include "src/base/memory.h"

#include <stdlib.h>

/* The actor of a URL, which is added where it is new. */
static Actor *find_or_add(Actors *actors, Slice url, Slice name)
{
    for (size_t i = 0; i < actors->count; i++) {
        if (slice_equals(actors->items[i].url, url)) {
            return &actors->items[i];
        }
    }
    Actor added = {.url = url, .name = name, .is_name_unique = true};
    for (size_t i = 0; i < actors->count; i++) {
        bool is_same = slice_equals_ignoring_case(actors->items[i].name, name);
        actors->items[i].is_name_unique &= !is_same;
        added.is_name_unique &= !is_same;
    }
    ARRAY_RESERVE(actors->items, actors->capacity, actors->count + 1);
    actors->items[actors->count] = added;
    return &actors->items[actors->count++];
}

static void add_element(Actors *actors, const Element *element)
{
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        if (obligation.actor.length > 0) {
            Actor *actor = find_or_add(actors, obligation.actor, obligation.actor_name);
            actor->displays |= slice_equals(obligation.verb, SLICE("display"));
        }
    }
}

Actors actors_of(const Rules *rules)
{
    Actors actors = {0};
    for (uint32_t i = 0; i < rules_structure_count(rules); i++) {
        const Structure *structure = rules_structure_at(rules, i);
        for (uint32_t k = 0; structure_is_profile(structure) && k < structure_element_count(structure); k++) {
            add_element(&actors, structure_element_at(structure, k));
        }
    }
    return actors;
}

void actors_free(Actors *actors)
{
    free(actors->items);
    *actors = (Actors){0};
}

Slice actor_word(const Actor *actor)
{
    return actor->is_name_unique ? actor->name : actor->url;
}

const Actor *actors_find(const Actors *actors, Slice word)
{
    for (size_t i = 0; i < actors->count; i++) {
        const Actor *actor = &actors->items[i];
        if (obligation_is_of(&(Obligation){.actor = actor->url, .actor_name = actor->name}, word)) {
            return actor;
        }
    }
    return NULL;
}

bool obligation_is_of(const Obligation *obligation, Slice actor)
{
    return actor.length == 0 || obligation->actor.length == 0 || slice_equals(obligation->actor, actor) ||
           slice_equals_ignoring_case(obligation->actor_name, actor);
}

bool obligation_is_positive(const Obligation *obligation)
{
    return obligation->strength != STRENGTH_SHALL_NOT && obligation->strength != STRENGTH_SHOULD_NOT;
}

bool obligation_is_to_populate(const Obligation *obligation, Slice actor)
{
    return obligation_is_positive(obligation) && slice_starts_with(obligation->verb, SLICE("populate")) &&
           obligation_is_of(obligation, actor);
}
