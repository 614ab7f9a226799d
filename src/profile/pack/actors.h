/*
 * Actors: whose obligations the loaded definitions state (http://hl7.org/fhir/StructureDefinition/obligation).
 *
 * An actor is an ActorDefinition's canonical URL; people name it by the URL or by its last segment, of whatever case.
 * An obligation without actor is one of all.
 */
#ifndef IPSE_PROFILE_ACTORS_H
#define IPSE_PROFILE_ACTORS_H

#include "src/profile/rules.h"

typedef struct Actor {
    Slice url;
    Slice name;          /* the last segment of the URL */
    bool is_name_unique; /* no other actor has the name */
    bool displays;       /* some obligation is to display an element */
} Actor;

typedef struct Actors {
    Actor *items;
    size_t count;
    size_t capacity;
} Actors;

/* The actors of all obligations, in the order in which the definitions name them; free with actors_free. */
Actors actors_of(const Rules *rules);
void actors_free(Actors *actors);

/* What people call an actor by: its name, or its URL where another has the name. */
Slice actor_word(const Actor *actor);

/* The first actor of a name or URL; NULL where no definition names it. */
const Actor *actors_find(const Actors *actors, Slice word);

/* True when an obligation is one of the actor with a name or URL; of any where that is empty. */
bool obligation_is_of(const Obligation *obligation, Slice actor);

/* True when an obligation asks for something, and does not ask to leave it (SHALL NOT, SHOULD NOT). */
bool obligation_is_positive(const Obligation *obligation);

/* True when an obligation asks the actor to fill an element, however strongly. */
bool obligation_is_to_populate(const Obligation *obligation, Slice actor);

#endif
