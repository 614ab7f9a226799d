/*
 * Code systems: codes are found by halving the system's index. The hierarchy is kept as each concept's parents; is-a
 * goes up from the concept, so that nothing is expanded.
 */
#include "src/base/ascii.h"
#include "src/profile/pack/term_section.h"

#include "src/base/memory.h"
#include "src/profile/facts/code_template.h"

#include <stdint.h>
#include <stdlib.h>

static const TermConcept *concept_at(const CodeSystem *system, uint32_t position)
{
    return TERM_AT(TermConcept, system, concepts, system->first_concept + position);
}

/* The extras of a concept: the first, and their number. */
static const TermExtra *extras_of(const CodeSystem *system, uint32_t position, uint32_t *count)
{
    const TermConcept *concept = concept_at(system, position);
    *count = concept[1].first_extra - concept[0].first_extra;
    return TERM_AT(TermExtra, system, extras, concept->first_extra);
}

Slice code_system_url(const CodeSystem *system)
{
    return term_string(system, system->url);
}

Slice code_system_version(const CodeSystem *system)
{
    return term_string(system, system->version);
}

Slice code_system_name(const CodeSystem *system)
{
    return term_string(system, system->name);
}

/* The code at a place of the sorted index of a system. */
static Slice sorted_code(const CodeSystem *system, uint32_t place)
{
    uint32_t position = *TERM_AT(uint32_t, system, orders, system->first_concept + place);
    return term_string(system, concept_at(system, position)->code);
}

/* The first place of the sorted index whose code is not before `code`. */
static uint32_t sorted_place(const CodeSystem *system, Slice code)
{
    uint32_t low = 0;
    uint32_t high = system->concept_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (term_compare_codes(sorted_code(system, middle), code, system->ignores_case) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool has_letter(Slice code)
{
    bool has = false;
    for (size_t i = 0; i < code.length; i++) {
        has |= ascii_is_letter(code.bytes[i]);
    }
    return has;
}

/* The position of a code of a large system, as it is written. */
static uint32_t indexed_position(const CodeSystem *system, Slice code)
{
    const HashIndex *index = (const void *)(term_base(system) + term_header(system)->code_index);
    for (HashProbe probe = hash_index_probe(index, code); hash_probe_next(&probe);) {
        uint32_t position = probe.number - system->first_concept;
        if (probe.number >= system->first_concept && position < system->concept_count &&
            slice_equals(term_string(system, concept_at(system, position)->code), code)) {
            return position;
        }
    }
    return UINT32_MAX;
}

uint32_t code_system_position(const CodeSystem *system, Slice code)
{
    bool is_as_written = !system->ignores_case || !has_letter(code);
    if (term_header(system)->code_index != 0 && term_is_indexed(system) && is_as_written) {
        return indexed_position(system, code);
    }
    uint32_t place = sorted_place(system, code);
    if (place == system->concept_count || term_compare_codes(sorted_code(system, place), code, system->ignores_case)) {
        return UINT32_MAX;
    }
    return *TERM_AT(uint32_t, system, orders, system->first_concept + place);
}

Concept code_system_concept(const CodeSystem *system, uint32_t position)
{
    const TermConcept *concept = concept_at(system, position);
    return (Concept){
        .system = code_system_url(system),
        .code = term_string(system, concept->code),
        .display = term_string(system, concept->display),
        .is_inactive = concept->flags & TERM_INACTIVE,
        .is_abstract = concept->flags & TERM_ABSTRACT,
        .is_deprecated = concept->flags & TERM_DEPRECATED,
    };
}

void code_system_visit(const CodeSystem *system, bool (*visit)(void *context, const Concept *concept), void *context)
{
    bool goes_on = true;
    for (uint32_t i = 0; i < system->concept_count && goes_on; i++) {
        Concept concept = code_system_concept(system, i);
        goes_on = concept.is_abstract || visit(context, &concept);
    }
}

uint32_t code_system_look_up(const CodeSystem *system, Slice code, Concept *concept)
{
    uint32_t position = code_system_position(system, code);
    if (position != UINT32_MAX) {
        *concept = code_system_concept(system, position);
        return position;
    }
    Slice template = code_template_of(code_system_url(system), code);
    position = template.length > 0 ? code_system_position(system, template) : UINT32_MAX;
    if (position != UINT32_MAX) {
        *concept = (Concept){.system = code_system_url(system), .code = code};
    }
    return position;
}

/* True for digits alone. */
static bool is_number(Slice code)
{
    size_t count = 0;
    while (count < code.length && ascii_is_digit(code.bytes[count])) {
        count++;
    }
    return count > 0 && count == code.length;
}

/* True for codes that the tables of a publisher do not list: SNOMED CT's expressions and the codes of its extensions
   (their partition, before the check digit, begins with 1: SNOMED CT Release File Specification, SCTID), and LOINC's
   parts, answers and groups, which begin with a letter. */
static bool is_beyond_tables(Slice system, Slice code)
{
    if (slice_equals(system, SLICE("http://snomed.info/sct"))) {
        return !is_number(code) || (code.length > 3 && code.bytes[code.length - 3] == '1');
    }
    return slice_equals(system, SLICE("http://loinc.org")) && code.length > 0 && !ascii_is_digit(code.bytes[0]);
}

bool code_system_is_closed(const CodeSystem *system, Slice code)
{
    return system->content == TERM_COMPLETE ||
           (system->content == TERM_LIST && !is_beyond_tables(code_system_url(system), code));
}

Membership code_system_find(const CodeSystem *system, Slice code, Concept *concept)
{
    Concept found;
    if (code_system_look_up(system, code, &found) == UINT32_MAX) {
        return code_system_is_closed(system, code) ? MEMBERSHIP_NO : MEMBERSHIP_UNKNOWN;
    }
    if (concept) {
        *concept = found;
    }
    return MEMBERSHIP_YES;
}

/* Compares a code with those from place `from` up to `to` of the index; the best distance and its place are kept. */
static void find_nearest(const CodeSystem *system, Slice code, uint32_t from, uint32_t to, unsigned *best,
                         uint32_t *place)
{
    for (uint32_t i = from; i < to; i++) {
        unsigned distance = slice_distance(sorted_code(system, i), code, *best);
        if (distance < *best) {
            *best = distance;
            *place = i;
        }
    }
}

bool code_system_nearest(const CodeSystem *system, Slice code, Concept *concept)
{
    enum { REACH = 48, LENGTH_MAXIMUM = 32 };
    if (code.length == 0 || code.length > LENGTH_MAXIMUM || system->concept_count == 0) {
        return false;
    }
    char forms[3][LENGTH_MAXIMUM];
    unsigned best = code.length > 4 ? 3 : code.length > 2 ? 2 : 1; /* one more than may differ */
    uint32_t nearest = UINT32_MAX;
    for (int form = 0; form < 3; form++) {
        for (size_t i = 0; i < code.length; i++) {
            char c = code.bytes[i];
            forms[form][i] = form == 1 ? ascii_upper(c) : form == 2 ? ascii_lower(c) : c;
        }
        uint32_t place = sorted_place(system, slice_make(forms[form], code.length));
        uint32_t to = system->concept_count - place < REACH ? system->concept_count : place + REACH;
        find_nearest(system, code, place < REACH ? 0 : place - REACH, to, &best, &nearest);
    }
    if (nearest == UINT32_MAX) {
        return false;
    }
    *concept = code_system_concept(system, *TERM_AT(uint32_t, system, orders, system->first_concept + nearest));
    return true;
}

bool code_system_has_version(const CodeSystem *system, Slice version)
{
    bool is_any = system->concept_count == 0 || system->content == TERM_NAMES;
    return is_any || slice_equals(version, code_system_version(system));
}

/* ---- displays ---- */

/* True when a designation in `designation` may be shown where `wanted` is asked for: the same language, or a region of
   it ("en" serves "en-GB"); a designation without a language serves all. */
static bool is_language_served(Slice designation, Slice wanted)
{
    if (designation.length == 0 || slice_equals_ignoring_case(designation, wanted)) {
        return true;
    }
    Slice primary = slice_part(wanted, 0, slice_find(wanted, SLICE("-"), 0));
    Slice offered = slice_part(designation, 0, slice_find(designation, SLICE("-"), 0));
    return slice_equals_ignoring_case(offered, primary);
}

/* Moves past white space; true where there was some. */
static bool skip_spaces(Slice text, size_t *offset)
{
    size_t start = *offset;
    while (*offset < text.length && ascii_is_json_white(text.bytes[*offset])) {
        ++*offset;
    }
    return *offset > start;
}

/* True when two texts differ in nothing but case and white space. */
static bool equals_but_for_spaces(Slice a, Slice b)
{
    a = slice_trim(a);
    b = slice_trim(b);
    size_t i = 0;
    size_t j = 0;
    while (i < a.length && j < b.length) {
        if (skip_spaces(a, &i) != skip_spaces(b, &j) ||
            !slice_equals_ignoring_case(slice_part(a, i, 1), slice_part(b, j, 1))) {
            return false;
        }
        i++;
        j++;
    }
    return i == a.length && j == b.length;
}

/* The better of two verdicts. */
static DisplayVerdict compare_display(Slice known, Slice display, DisplayVerdict best)
{
    if (slice_equals_ignoring_case(known, display)) {
        return DISPLAY_RIGHT;
    }
    return best == DISPLAY_WRONG && equals_but_for_spaces(known, display) ? DISPLAY_SPACES : best;
}

/* True for tags of a language other than English, in which the displays of all code systems are. */
static bool is_foreign(Slice language)
{
    return !slice_equals_ignoring_case(slice_part(language, 0, slice_find(language, SLICE("-"), 0)), SLICE("en"));
}

DisplayVerdict code_system_judge_display(const CodeSystem *system, Slice code, Slice display, Slice language)
{
    uint32_t position = code_system_position(system, code);
    if (position == UINT32_MAX) {
        return DISPLAY_UNKNOWN;
    }
    Slice own = term_string(system, concept_at(system, position)->display);
    DisplayVerdict verdict = compare_display(own, display, DISPLAY_WRONG);
    bool has_known = own.length > 0;
    uint32_t count;
    const TermExtra *extras = extras_of(system, position, &count);
    for (uint32_t i = 0; i < count && verdict != DISPLAY_RIGHT; i++) {
        if (extras[i].kind == TERM_DESIGNATION && is_language_served(term_string(system, extras[i].name), language)) {
            has_known = true;
            verdict = compare_display(term_string(system, extras[i].value), display, verdict);
        }
    }
    bool has_others = system->content == TERM_NAMES && verdict == DISPLAY_WRONG;
    if (!has_known || has_others) {
        return DISPLAY_UNKNOWN;
    }
    return verdict == DISPLAY_WRONG && is_foreign(language) ? DISPLAY_FOREIGN : verdict;
}

/* ---- hierarchy and properties ---- */

bool code_system_is_child(const CodeSystem *system, uint32_t position, uint32_t parent)
{
    if (concept_at(system, position)->parent == parent + 1) {
        return true;
    }
    uint32_t count;
    const TermExtra *extras = extras_of(system, position, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (extras[i].kind == TERM_PARENT && extras[i].value == parent) {
            return true;
        }
    }
    return false;
}

/* Puts a concept on the list of those to look at, unless it was there before. */
static void push_once(uint32_t *list, uint32_t *count, unsigned char *seen, uint32_t position)
{
    unsigned char bit = (unsigned char)(1u << (position % 8));
    if (!(seen[position / 8] & bit)) {
        seen[position / 8] |= bit;
        list[(*count)++] = position;
    }
}

/* As code_system_is_below where concepts may have several parents: every ancestor is looked at once. */
static bool is_below_any(const CodeSystem *system, uint32_t position, uint32_t ancestor)
{
    uint32_t *list = memory_allocate(system->concept_count * sizeof *list);
    unsigned char *seen = memory_allocate_zeroed(system->concept_count / 8 + 1, 1);
    uint32_t count = 0;
    bool is_found = false;
    push_once(list, &count, seen, position);
    for (uint32_t next = 0; next < count && !is_found; next++) {
        is_found = list[next] == ancestor;
        const TermConcept *concept = concept_at(system, list[next]);
        if (concept->parent > 0) {
            push_once(list, &count, seen, concept->parent - 1);
        }
        uint32_t extra_count;
        const TermExtra *extras = extras_of(system, list[next], &extra_count);
        for (uint32_t i = 0; i < extra_count; i++) {
            if (extras[i].kind == TERM_PARENT) {
                push_once(list, &count, seen, extras[i].value);
            }
        }
    }
    free(list);
    free(seen);
    return is_found;
}

bool code_system_is_below(const CodeSystem *system, uint32_t position, uint32_t ancestor)
{
    if (position == ancestor) {
        return true;
    }
    if (system->has_extra_parents) {
        return is_below_any(system, position, ancestor);
    }
    while (concept_at(system, position)->parent > 0) {
        position = concept_at(system, position)->parent - 1;
        if (position == ancestor) {
            return true;
        }
    }
    return false;
}

bool code_system_any_property(const CodeSystem *system, uint32_t position, Slice property,
                              bool (*visit)(void *context, Slice value), void *context)
{
    uint32_t count;
    const TermExtra *extras = extras_of(system, position, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (extras[i].kind == TERM_PROPERTY && slice_equals(term_string(system, extras[i].name), property) &&
            visit(context, term_string(system, extras[i].value))) {
            return true;
        }
    }
    return false;
}
