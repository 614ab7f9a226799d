/*
 * Rules find: which structure and which element are meant on the command line.
 */
#ifndef IPSE_CLI_RULES_FIND_H
#define IPSE_CLI_RULES_FIND_H

#include "src/profile/rules.h"

/* The profile that resources of a type are judged by: that of the IPS if it has one, else the base. */
const Structure *rules_find_structure(const Rules *rules, Slice type);

/* The element that the words of a path lead to from an element; NULL where one of them leads nowhere. */
const Element *rules_follow(const Rules *rules, const Element *element, Slice path);

/* The element of a structure with an id, which the root's name may be left out of; NULL if there is none. */
const Element *rules_find_id(const Structure *structure, Slice words);

#endif
