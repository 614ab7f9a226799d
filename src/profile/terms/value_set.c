/*
 * Value sets: membership is decided part by part, for one code, without expanding anything. Every step has three
 * answers; "not known" is kept only where no part says yes and no exclusion settles it.
 */
#include "src/base/memory.h"
#include "src/profile/facts/snomed_name.h"
#include "src/profile/pack/term_section.h"
#include "src/profile/terms/term_filter.h"

#include <stdint.h>
#include <stdlib.h>

/* One question looks into no more imported sets than these, since it does so by recursion: the others are not known. */
enum { IMPORTED_SETS_MAXIMUM = 1000 };

/* What is known of a value set while a question about one code is answered. */
typedef struct Visit {
    const ValueSet *set;
    Slice system; /* that the code is asked for in; empty: any */
    bool is_silent;
    Membership answer; /* MEMBERSHIP_UNKNOWN while it is being found out */
} Visit;

/* The imported value sets that one question came to. Each is looked into once. */
typedef struct Visits {
    Visit *items;
    size_t count;
    size_t capacity;
} Visits;

/* One question with what is remembered of its answer. */
typedef struct Query {
    const Rules *rules;
    Slice system; /* empty: any */
    Slice code;
    Concept *concept;      /* may be NULL */
    UnknownTerms *unknown; /* may be NULL */
    Visits *visits;
} Query;

static Membership set_contains(Query *query, const ValueSet *set);

Slice value_set_name(const ValueSet *set)
{
    return term_string(set, set->name);
}

/* Notes because of what the answer is not known. */
static Membership unknown_because_of(const Query *query, Slice url, bool is_value_set)
{
    if (query->unknown) {
        *query->unknown = (UnknownTerms){url, is_value_set};
    }
    return MEMBERSHIP_UNKNOWN;
}

static void found(const Query *query, Concept concept)
{
    if (query->concept) {
        *query->concept = concept;
    }
}

static const TermPart *part_at(const ValueSet *set, uint32_t position)
{
    return TERM_AT(TermPart, set, parts, set->first_part + position);
}

static const TermMember *member_at(const ValueSet *set, const TermPart *part, uint32_t position)
{
    return TERM_AT(TermMember, set, members, part->first_member + position);
}

/* A listed member as a concept: what the code system says of it, with the display that the value set prefers. */
static Concept member_concept(const ValueSet *set, const TermPart *part, const TermMember *member,
                              const CodeSystem *system)
{
    Slice code = term_string(set, member->code);
    Concept concept = {.system = term_string(set, part->system), .code = code};
    if (system) {
        code_system_find(system, code, &concept);
    }
    Slice display = term_string(set, member->display);
    concept.display = display.length > 0 ? display : concept.display;
    concept.is_inactive = concept.is_inactive || (member->flags & TERM_INACTIVE);
    concept.is_abstract = concept.is_abstract || (member->flags & TERM_ABSTRACT);
    return concept;
}

/* Position of a code among the members of a part, by the index; UINT32_MAX where it is not listed. */
static uint32_t find_member(const ValueSet *set, const TermPart *part, Slice code)
{
    const uint32_t *order = TERM_AT(uint32_t, set, member_orders, part->first_member);
    uint32_t low = 0;
    uint32_t high = part->member_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int comparison = slice_compare(code, term_string(set, member_at(set, part, order[middle])->code));
        if (comparison == 0) {
            return order[middle];
        }
        if (comparison < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return UINT32_MAX;
}

/* As find_member for systems whose codes match in either case. */
static uint32_t find_member_ignoring_case(const ValueSet *set, const TermPart *part, Slice code)
{
    for (uint32_t i = 0; i < part->member_count; i++) {
        if (slice_equals_ignoring_case(code, term_string(set, member_at(set, part, i)->code))) {
            return i;
        }
    }
    return UINT32_MAX;
}

/* Is the code one of the members that a part lists? */
static Membership lists(const Query *query, const ValueSet *set, const TermPart *part, const CodeSystem *system)
{
    uint32_t position = system && system->ignores_case ? find_member_ignoring_case(set, part, query->code)
                                                       : find_member(set, part, query->code);
    if (position == UINT32_MAX) {
        return MEMBERSHIP_NO;
    }
    Concept concept = member_concept(set, part, member_at(set, part, position), system);
    if (set->excludes_inactive && concept.is_inactive) {
        return MEMBERSHIP_NO;
    }
    found(query, concept);
    return MEMBERSHIP_YES;
}

/* Does the concept pass all filters of a part? */
static Membership passes_filters(const ValueSet *set, const TermPart *part, const CodeSystem *system, uint32_t position)
{
    Membership answer = MEMBERSHIP_YES;
    for (uint32_t i = 0; i < part->filter_count && answer != MEMBERSHIP_NO; i++) {
        const TermFilter *filter = TERM_AT(TermFilter, set, filters, part->first_filter + i);
        Membership one = term_filter_passes(set, filter, system, position);
        answer = one == MEMBERSHIP_YES ? answer : one;
    }
    return answer;
}

/* The answer where the code system is not known, or may have codes that are not known. */
static Membership select_unknown(const Query *query, const ValueSet *set, const TermPart *part)
{
    for (uint32_t i = 0; i < part->filter_count; i++) {
        const TermFilter *filter = TERM_AT(TermFilter, set, filters, part->first_filter + i);
        if (term_filter_passes_code(set, filter, query->code) == MEMBERSHIP_NO) {
            return MEMBERSHIP_NO;
        }
    }
    return unknown_because_of(query, term_string(set, part->system), false);
}

/* Does a part that names a code system select the code by it: as a listed member, by filters, or because it is in it?
 */
static Membership selects(const Query *query, const ValueSet *set, const TermPart *part)
{
    Slice name = term_string(set, part->system);
    if (query->system.length > 0 && !slice_equals(query->system, name)) {
        return MEMBERSHIP_NO;
    }
    const CodeSystem *system = rules_code_system(query->rules, name);
    if (part->member_count > 0) {
        return lists(query, set, part, system);
    }
    Concept concept;
    uint32_t position = system ? code_system_look_up(system, query->code, &concept) : UINT32_MAX;
    bool can_filter = position != UINT32_MAX && (part->filter_count == 0 || system->content != TERM_NAMES);
    if (!can_filter) {
        bool is_closed = system && code_system_is_closed(system, query->code);
        return is_closed ? MEMBERSHIP_NO : select_unknown(query, set, part);
    }
    if (set->excludes_inactive && concept.is_inactive) {
        return MEMBERSHIP_NO;
    }
    Membership answer = passes_filters(set, part, system, position);
    if (answer == MEMBERSHIP_YES) {
        found(query, concept);
    }
    return answer == MEMBERSHIP_UNKNOWN ? unknown_because_of(query, name, false) : answer;
}

/* Is the code in a value set that another one imports? Remembered; in a circle of imports it is not known. */
static Membership imported_contains(const Query *query, const ValueSet *imported)
{
    Visits *visits = query->visits;
    bool is_silent = !query->concept;
    for (size_t i = 0; i < visits->count; i++) {
        const Visit *visit = &visits->items[i];
        if (visit->set == imported && visit->is_silent == is_silent && slice_equals(visit->system, query->system)) {
            return visit->answer;
        }
    }
    if (visits->count == IMPORTED_SETS_MAXIMUM) {
        return MEMBERSHIP_UNKNOWN;
    }
    size_t own = visits->count++;
    ARRAY_RESERVE(visits->items, visits->capacity, visits->count);
    visits->items[own] = (Visit){imported, query->system, is_silent, MEMBERSHIP_UNKNOWN};
    Query inner = *query;
    Membership answer = set_contains(&inner, imported);
    visits->items[own].answer = answer;
    return answer;
}

/* Is the code in all value sets that a part names? */
static Membership imports(const Query *query, const ValueSet *set, const TermPart *part)
{
    Membership answer = MEMBERSHIP_YES;
    for (uint32_t i = 0; i < part->import_count && answer != MEMBERSHIP_NO; i++) {
        Slice url = term_string(set, *TERM_AT(TermString, set, imports, part->first_import + i));
        const ValueSet *imported = rules_value_set(query->rules, url);
        Membership one = MEMBERSHIP_UNKNOWN;
        unknown_because_of(query, url, true);
        if (imported) {
            one = imported_contains(query, imported);
        }
        answer = one == MEMBERSHIP_YES ? answer : one;
    }
    return answer;
}

/* Is the code in a part: selected by its system, if it names one, and in all value sets that it names? */
static Membership part_contains(const Query *query, const ValueSet *set, const TermPart *part)
{
    Membership own = part->system ? selects(query, set, part) : MEMBERSHIP_YES;
    if (own == MEMBERSHIP_NO || part->import_count == 0) {
        return own;
    }
    Query inner = *query;
    if (part->system) {
        inner.system = term_string(set, part->system);
    }
    Membership imported = imports(&inner, set, part);
    return imported == MEMBERSHIP_YES ? own : imported;
}

/* The answer over all parts of one kind: YES where one says so. */
static Membership any_part_contains(const Query *query, const ValueSet *set, bool is_exclude)
{
    Membership answer = MEMBERSHIP_NO;
    for (uint32_t i = 0; i < set->part_count && answer != MEMBERSHIP_YES; i++) {
        const TermPart *part = part_at(set, i);
        if ((part->is_exclude != 0) == is_exclude) {
            Membership one = part_contains(query, set, part);
            answer = one == MEMBERSHIP_NO ? answer : one;
        }
    }
    return answer;
}

static Membership set_contains(Query *query, const ValueSet *set)
{
    Membership included = any_part_contains(query, set, false);
    if (included == MEMBERSHIP_NO) {
        return MEMBERSHIP_NO;
    }
    Query silent = *query;
    silent.concept = NULL;
    Membership excluded = any_part_contains(&silent, set, true);
    if (excluded == MEMBERSHIP_YES) {
        return MEMBERSHIP_NO;
    }
    return included == MEMBERSHIP_YES && excluded == MEMBERSHIP_UNKNOWN ? MEMBERSHIP_UNKNOWN : included;
}

Membership value_set_contains(const Rules *rules, const ValueSet *set, Slice system, Slice code, Concept *concept,
                              UnknownTerms *unknown)
{
    Visits visits = {0};
    Query query = {
        .rules = rules, .system = system, .code = code, .concept = concept, .unknown = unknown, .visits = &visits};
    Membership answer = set_contains(&query, set);
    free(visits.items);
    return answer;
}

/* ---- listing ---- */

typedef struct Listing {
    unsigned *set_count; /* of all sets that were gone through: those that are imported several times multiply */
    bool takes_likely;   /* also codes that are probably in the set, by their names */
    const Rules *rules;
    const ValueSet *set; /* the one that is asked for */
    bool (*visit)(void *context, const Concept *concept);
    void *context;
    bool is_complete;
    bool is_stopped;
} Listing;

/* True when a part before `last` lists the concept already. */
static bool is_listed_before(const Listing *listing, uint32_t last, const Concept *concept)
{
    Visits visits = {0};
    Query query = {.rules = listing->rules, .system = concept->system, .code = concept->code, .visits = &visits};
    bool is_listed = false;
    for (uint32_t i = 0; i < last && !is_listed; i++) {
        const TermPart *part = part_at(listing->set, i);
        is_listed = !part->is_exclude && part_contains(&query, listing->set, part) == MEMBERSHIP_YES;
    }
    free(visits.items);
    return is_listed;
}

/* True where a concept of a system of names is probably what all filters of a part ask for. */
static bool is_likely(const Listing *listing, uint32_t number, const Concept *concept)
{
    const TermPart *part = part_at(listing->set, number);
    bool passes = listing->takes_likely && part->filter_count > 0;
    for (uint32_t i = 0; i < part->filter_count && passes; i++) {
        const TermFilter *filter = TERM_AT(TermFilter, listing->set, filters, part->first_filter + i);
        bool is_hierarchy = filter->operation == TERM_IS_A || filter->operation == TERM_DESCENDENT_OF;
        Slice value = term_string(listing->set, filter->value);
        passes = is_hierarchy && snomed_name_is_below(concept->display, value);
    }
    return passes;
}

/* Offers a candidate of part `number` to the visitor where the set has it and has not listed it before. */
static void offer(Listing *listing, uint32_t number, const Concept *concept)
{
    Membership answer = value_set_contains(listing->rules, listing->set, concept->system, concept->code, NULL, NULL);
    if (answer == MEMBERSHIP_UNKNOWN) {
        listing->is_complete = false;
    }
    bool is_offered = answer == MEMBERSHIP_YES || (answer == MEMBERSHIP_UNKNOWN && is_likely(listing, number, concept));
    if (is_offered && !is_listed_before(listing, number, concept)) {
        listing->is_stopped = !listing->visit(listing->context, concept);
    }
}

/* A part of the outer listing while the value sets that it names are listed. */
typedef struct Nested {
    Listing *listing;
    uint32_t number;
} Nested;

static bool offer_nested(void *context, const Concept *concept)
{
    Nested *nested = context;
    offer(nested->listing, nested->number, concept);
    return !nested->listing->is_stopped;
}

/* Lists what the first of the value sets has that a part names; the others only take away. */
static void list_imported(Listing *listing, uint32_t number, const TermPart *part);

/* Lists the concepts of the set part by part; false where the list is not complete. */
static bool list_set(Listing *listing)
{
    const ValueSet *set = listing->set;
    listing->is_complete = true;
    for (uint32_t number = 0; number < set->part_count && !listing->is_stopped; number++) {
        const TermPart *part = part_at(set, number);
        if (part->is_exclude) {
            continue;
        }
        const CodeSystem *system =
            part->system ? rules_code_system(listing->rules, term_string(set, part->system)) : NULL;
        if (!part->system) {
            list_imported(listing, number, part);
            continue;
        }
        for (uint32_t i = 0; i < part->member_count && !listing->is_stopped; i++) {
            Concept concept = member_concept(set, part, member_at(set, part, i), system);
            offer(listing, number, &concept);
        }
        bool is_whole = part->member_count == 0;
        for (uint32_t i = 0; is_whole && system && i < system->concept_count && !listing->is_stopped; i++) {
            Concept concept = code_system_concept(system, i);
            offer(listing, number, &concept);
        }
        listing->is_complete =
            listing->is_complete && !(is_whole && (!system || !code_system_is_closed(system, SLICE("0"))));
    }
    return listing->is_complete;
}

static void list_imported(Listing *listing, uint32_t number, const TermPart *part)
{
    Nested nested = {listing, number};
    Slice url = part->import_count > 0
                    ? term_string(listing->set, *TERM_AT(TermString, listing->set, imports, part->first_import))
                    : (Slice){NULL, 0};
    const ValueSet *imported = rules_value_set(listing->rules, url);
    bool is_known = imported && ++*listing->set_count < IMPORTED_SETS_MAXIMUM;
    Listing inner = {.set_count = listing->set_count,
                     .takes_likely = listing->takes_likely,
                     .rules = listing->rules,
                     .set = imported,
                     .visit = offer_nested,
                     .context = &nested};
    if (!is_known || !list_set(&inner)) {
        listing->is_complete = false;
    }
}

bool value_set_visit(const Rules *rules, const ValueSet *set, bool (*visit)(void *context, const Concept *concept),
                     void *context)
{
    unsigned set_count = 0;
    return list_set(
        &(Listing){.set_count = &set_count, .rules = rules, .set = set, .visit = visit, .context = context});
}

void value_set_suggest(const Rules *rules, const ValueSet *set, bool (*visit)(void *context, const Concept *concept),
                       void *context)
{
    unsigned set_count = 0;
    list_set(&(Listing){
        .set_count = &set_count, .takes_likely = true, .rules = rules, .set = set, .visit = visit, .context = context});
}

typedef struct Similar {
    Slice said;
    Slice code;
    unsigned best; /* distance of the nearest, one more than may differ at first */
} Similar;

static bool compare_with(void *context, const Concept *concept)
{
    Similar *similar = context;
    bool is_display = slice_equals_ignoring_case(concept->display, similar->said);
    unsigned distance = is_display ? 0 : slice_distance(concept->code, similar->said, similar->best);
    if (distance < similar->best) {
        similar->best = distance;
        similar->code = concept->code;
    }
    return similar->best > 0;
}

Slice value_set_similar(const Rules *rules, const ValueSet *set, Slice code)
{
    enum { SHORT = 2, LONG = 5 }; /* codes up to SHORT have nothing in common where one character differs */
    Similar similar = {.said = code, .best = code.length >= LONG ? 3 : code.length > SHORT ? 2 : 1};
    value_set_visit(rules, set, compare_with, &similar);
    return similar.code;
}
