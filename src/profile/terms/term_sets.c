/*
 * Terminology builder, value sets: every include and exclude becomes a part. A value set that has no compose but an
 * expansion becomes one part for each run of codes of one system.
 */
#include "src/profile/terms/term_tables.h"

#include <stdint.h>
#include <stdlib.h>

/* The operator of a filter by its code; TERM_OPERATOR_COUNT for one that is not known. */
static TermOperator operator_of(Slice name)
{
    static const Slice names[] = {
        [TERM_EQUALS] = SLICE("="),
        [TERM_IS_A] = SLICE("is-a"),
        [TERM_DESCENDENT_OF] = SLICE("descendent-of"),
        [TERM_IS_NOT_A] = SLICE("is-not-a"),
        [TERM_REGEX] = SLICE("regex"),
        [TERM_IN] = SLICE("in"),
        [TERM_NOT_IN] = SLICE("not-in"),
        [TERM_GENERALIZES] = SLICE("generalizes"),
        [TERM_EXISTS] = SLICE("exists"),
        [TERM_CHILD_OF] = SLICE("child-of"),
    };
    unsigned operation = 0;
    while (operation < TERM_OPERATOR_COUNT && !slice_equals(names[operation], name)) {
        operation++;
    }
    return operation;
}

/* A part with its lists yet to come. */
static TermPart start_part(TermBuilder *builder, bool is_exclude, Slice system, Slice version)
{
    return (TermPart){
        .is_exclude = is_exclude,
        .system = term_intern(builder, system),
        .version = term_intern(builder, version),
        .first_member = (uint32_t)builder->members_count,
        .first_filter = (uint32_t)builder->filters_count,
        .first_import = (uint32_t)builder->imports_count,
    };
}

/* Counts what was added since the part was started, sorts its members, and puts it into the table. */
static void finish_part(TermBuilder *builder, TermPart part)
{
    part.member_count = (uint32_t)(builder->members_count - part.first_member);
    part.filter_count = (uint32_t)(builder->filters_count - part.first_filter);
    part.import_count = (uint32_t)(builder->imports_count - part.first_import);
    SortedCode *codes = memory_allocate(part.member_count * sizeof *codes);
    for (uint32_t i = 0; i < part.member_count; i++) {
        codes[i] = (SortedCode){term_interned(builder, builder->members[part.first_member + i].code), i, false};
    }
    term_sort_codes(codes, part.member_count);
    for (uint32_t i = 0; i < part.member_count; i++) {
        *ADD(builder, member_orders) = codes[i].position;
    }
    free(codes);
    *ADD(builder, parts) = part;
}

/* Takes in one include or exclude. */
static void add_part(TermBuilder *builder, const cJSON *include, bool is_exclude)
{
    TermPart part = start_part(builder, is_exclude, term_member(include, "system"), term_member(include, "version"));
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(include, "concept"))
    {
        TermString code = term_intern_member(builder, item, "code");
        *ADD(builder, members) = (TermMember){.code = code, .display = term_intern_member(builder, item, "display")};
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(include, "filter"))
    {
        TermString property = term_intern_member(builder, item, "property");
        TermString value = term_intern_member(builder, item, "value");
        *ADD(builder, filters) = (TermFilter){property, operator_of(term_member(item, "op")), value};
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(include, "valueSet"))
    {
        *ADD(builder, imports) = term_intern(builder, slice_from(cJSON_GetStringValue(item)));
    }
    finish_part(builder, part);
}

/* An expansion on its way into parts. */
typedef struct Expansion {
    TermBuilder *builder;
    TermPart part;
    Slice system;
    bool is_started;
} Expansion;

static void end_run(Expansion *expansion)
{
    if (expansion->is_started) {
        finish_part(expansion->builder, expansion->part);
    }
    expansion->is_started = false;
}

/* Takes in a list of an expansion, with what is nested in it. */
static void add_contained(Expansion *expansion, const cJSON *contains)
{
    TermBuilder *builder = expansion->builder;
    const cJSON *item;
    cJSON_ArrayForEach(item, contains)
    {
        Slice system = term_member(item, "system");
        Slice code = term_member(item, "code");
        if (code.length > 0 && !(expansion->is_started && slice_equals(expansion->system, system))) {
            end_run(expansion);
            expansion->part = start_part(builder, false, system, term_member(item, "version"));
            expansion->system = system;
            expansion->is_started = true;
        }
        if (code.length > 0) {
            bool is_abstract = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "abstract"));
            bool is_inactive = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "inactive"));
            TermString display = term_intern_member(builder, item, "display");
            uint32_t flags = (is_abstract ? TERM_ABSTRACT : 0u) | (is_inactive ? TERM_INACTIVE : 0u);
            *ADD(builder, members) = (TermMember){term_intern(builder, code), display, flags};
        }
        add_contained(expansion, cJSON_GetObjectItemCaseSensitive(item, "contains"));
    }
}

void term_add_value_set(TermBuilder *builder, const cJSON *resource)
{
    const cJSON *compose = cJSON_GetObjectItemCaseSensitive(resource, "compose");
    ValueSet set = {
        .url = term_intern_member(builder, resource, "url"),
        .version = term_intern_member(builder, resource, "version"),
        .name = term_intern_name(builder, resource),
        .excludes_inactive = cJSON_IsFalse(cJSON_GetObjectItemCaseSensitive(compose, "inactive")) ? 1 : 0,
        .first_part = (uint32_t)builder->parts_count,
    };
    const cJSON *part;
    cJSON_ArrayForEach(part, cJSON_GetObjectItemCaseSensitive(compose, "include"))
    {
        add_part(builder, part, false);
    }
    cJSON_ArrayForEach(part, cJSON_GetObjectItemCaseSensitive(compose, "exclude"))
    {
        add_part(builder, part, true);
    }
    if (!compose) {
        const cJSON *expansion = cJSON_GetObjectItemCaseSensitive(resource, "expansion");
        Expansion run = {.builder = builder};
        add_contained(&run, cJSON_GetObjectItemCaseSensitive(expansion, "contains"));
        end_run(&run);
    }
    set.part_count = (uint32_t)(builder->parts_count - set.first_part);
    *ADD(builder, sets) = set;
}
