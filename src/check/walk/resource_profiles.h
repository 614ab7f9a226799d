/*
 * Resource: what type a resource has, and which profiles it is judged by.
 */
#ifndef IPSE_CHECK_RESOURCE_PROFILES_H
#define IPSE_CHECK_RESOURCE_PROFILES_H

#include "src/check/state/group.h"

/* The definition of the type of the resource at a node; NULL where it names none that is known. */
const Structure *resource_type(Walk *walk, NodeId node);

/* The language that a resource states; empty where it states none. Lives as long as the session. */
Slice resource_language(Walk *walk, NodeId node);

enum { PROFILES_AT_FIRST = 8 };

/* Profiles of a resource, each once. Begins with all but `first` as zero. */
typedef struct ProfileList {
    const Structure **items; /* `first`, as long as they find room there */
    uint32_t count;
    size_t capacity;
    const Structure *first[PROFILES_AT_FIRST];
} ProfileList;

/* Fills a list, which profile_list_free frees, with the profiles that a resource is judged by: the base definition
   where there are none. Declared profiles that are not known, or are of another type, are left out. */
void resource_profiles(Walk *walk, const Scope *scope, ProfileList *list);
void profile_list_free(ProfileList *list);

/* True when the resource of a scope is checked by a profile in any case. */
bool resource_is_checked_by(Walk *walk, const Scope *scope, const Structure *profile);

/* The plan that a resource is judged by: that of its profiles, and of one that its holder will ask for (or NULL). */
const Plan *resource_plan(Walk *walk, const Scope *scope, const Structure *expected);

/* True when a resource declares a profile of its type in meta.profile. */
bool resource_declares(Walk *walk, const Scope *scope, const Structure *profile);

/* Of the profiles that a resource is checked by in any case the first that is of one vital sign, or stands on one that
   is; NULL if there is none. */
const Structure *resource_of_vital_sign(Walk *walk, const Scope *scope);

/* The profile of a vital sign that an Observation hints at where its code does not tell (src/check/state/vital_sign.h),
   and by what, for a sentence; NULL if none exists, or where the resource is checked by that of one vital sign anyway.
 */
const Structure *resource_hinted(Walk *walk, const Scope *scope, const char **told_by);

/* Names what is wrong with the declaration of type and profiles; false where the resource cannot be judged. */
bool resource_check(Walk *walk, NodeId node, const Element *element);
void resource_check_profiles(Walk *walk, const Scope *scope, const Plan *plan);

/* Reports that a profile which an element requires is not known: an error, with the key. That it lacks what it stands
   on is a note. */
void resource_report_required(Walk *walk, KeyId key, NodeId node, const Element *element, Slice url);

#endif
