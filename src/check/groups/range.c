/*
 * Ranges: the least and greatest value that a profile allows
 * (http://hl7.org/fhir/R4/elementdefinition.html#ElementDefinition.minValue_x_).
 *
 * Numbers are compared as decimals, dates and times by the parts that both have. A quantity of time as the limit of a
 * date counts from now: the least lies so long ago, the greatest so long ahead. Quantities are compared where both are
 * of the same system: as they are where their codes are the same, else as UCUM converts them. What cannot be compared
 * is a warning.
 */
#include "src/base/systems.h"
#include "src/check/groups/groups.h"
#include "src/check/plan/prescribed_value.h"
#include "src/check/state/group.h"
#include "src/fhirpath/value/quantity.h"
#include "src/fhirpath/value/ucum.h"

/* Which end of the range a limit is. */
typedef enum LimitSide { SIDE_LEAST, SIDE_GREATEST } LimitSide;

/* The types that limits are of in R4; definitions with others state nothing. */
static const char *const limit_types[] = {"date",    "dateTime",    "instant",     "time",    "decimal",
                                          "integer", "positiveInt", "unsignedInt", "Quantity"};

static Slice limit_of(const Element *element, LimitSide side)
{
    Slice type;
    Slice limit = side == SIDE_LEAST ? element_minimum_value(element, &type) : element_maximum_value(element, &type);
    for (size_t i = 0; limit.length > 0 && i < sizeof limit_types / sizeof *limit_types; i++) {
        if (slice_equals(type, slice_from(limit_types[i]))) {
            return limit;
        }
    }
    return SLICE("");
}

static bool has_limit(const Element *element)
{
    return element_has_values(element) &&
           (limit_of(element, SIDE_LEAST).length > 0 || limit_of(element, SIDE_GREATEST).length > 0);
}

static bool concerns(const Plan *plan)
{
    for (uint32_t i = 0; i < plan->element_count && plan->kind != PLAN_RESOURCE; i++) {
        if (has_limit(plan->elements[i])) {
            return true;
        }
    }
    return false;
}

static bool is_beyond(Decimal value, Decimal limit, LimitSide side)
{
    int order = decimal_compare(value, limit);
    return side == SIDE_LEAST ? order < 0 : order > 0;
}

/* Reports that a value lies beyond a limit, both as they are shown. */
static void report_beyond(Walk *walk, const Place *place, const Element *element, LimitSide side, Slice value,
                          Slice limit)
{
    IssueForm form = {
        .key = KEY_VALUE_RANGE, .node = place->node, .element = element, .detail = limit_of(element, side)};
    bool is_time = document_node(walk_document(walk), place->node)->kind == NODE_STRING, is_least = side == SIDE_LEAST;
    const char *least = is_time ? "not before" : "at least", *most = is_time ? "not after" : "at most";
    Shown shown = shown_value(value);
    issue_form(walk, &form, SHOWN " is out of range. Allowed by the profile: %s %.*s.", SHOWN_ARGS(shown),
               is_least ? least : most, SLICE_ARGS(limit));
}

/* ---- numbers ---- */

static void judge_number(Walk *walk, const Place *place, const Element *element, LimitSide side, Slice limit)
{
    Slice text = walk_value(walk, place->node);
    Decimal value, bound;
    if (decimal_parse(text, &value) && decimal_parse(limit, &bound) && is_beyond(value, bound, side)) {
        report_beyond(walk, place, element, side, text, limit);
    }
}

/* ---- quantities ---- */

/* A quantity as a document or a definition has it; members that are not there are empty. */
typedef struct Amount {
    Slice value;
    Slice system;
    Slice code;
} Amount;

static Amount amount_of(Walk *walk, NodeId node)
{
    NodeId value = walk_member(walk, node, "value");
    return (Amount){.value = value != NODE_NONE ? walk_value(walk, value) : SLICE(""),
                    .system = walk_text(walk, walk_member(walk, node, "system")),
                    .code = walk_text(walk, walk_member(walk, node, "code"))};
}

/* The content of a member of a limit; the limits of definitions have no escapes in them. */
static Slice limit_member(const Document *limit, const char *name)
{
    NodeId node = document_member(limit, 0, slice_from(name));
    if (node == NODE_NONE) {
        return SLICE("");
    }
    Slice raw = document_raw(limit, node);
    return document_node(limit, node)->kind == NODE_STRING ? slice_part(raw, 1, raw.length - 2) : raw;
}

/* The value of an amount in the unit of a limit; false where it cannot be told. */
static bool convert(const Amount *amount, const Amount *limit, Decimal *value)
{
    Decimal number;
    if (!decimal_parse(amount->value, &number)) {
        return false;
    }
    if (slice_equals(amount->code, limit->code)) {
        *value = number;
        return true;
    }
    return slice_equals(amount->system, SLICE(SYSTEM_UCUM)) &&
           ucum_convert(number, amount->code, limit->code, value, NULL);
}

/* True where a quantity and a limit name the same system, and units in it. */
static bool are_of_a_kind(const Amount *amount, const Amount *limit)
{
    return amount->value.length > 0 && limit->system.length > 0 && limit->code.length > 0 && amount->code.length > 0 &&
           slice_equals(amount->system, limit->system);
}

/* Reports that a quantity cannot be compared with a limit: an error where UCUM knows that it never can be. */
static void report_other_kind(Walk *walk, const Place *place, const Element *element, LimitSide side,
                              const Amount *amount, const Amount *limit)
{
    bool is_certain = are_of_a_kind(amount, limit) && slice_equals(amount->system, SLICE(SYSTEM_UCUM));
    IssueForm form = {.key = KEY_VALUE_RANGE,
                      .in_case = is_certain ? CASE_NONE : CASE_VALUE_OF_OTHER_KIND,
                      .node = place->node,
                      .element = element,
                      .detail = limit_of(element, side)};
    issue_form(walk, &form, "Quantity cannot be compared with the limit of the profile. Allowed: at %s %.*s %.*s.",
               side == SIDE_LEAST ? "least" : "most", SLICE_ARGS(limit->value), SLICE_ARGS(limit->code));
}

/* Compares a Quantity with a limit, in the limit's unit. */
static void judge_amount(Walk *walk, const Place *place, const Element *element, LimitSide side, const Document *bound)
{
    Amount amount = amount_of(walk, place->node);
    Amount limit = {limit_member(bound, "value"), limit_member(bound, "system"), limit_member(bound, "code")};
    Decimal value, least;
    if (!decimal_parse(limit.value, &least)) {
        return;
    }
    if (!are_of_a_kind(&amount, &limit) || !convert(&amount, &limit, &value)) {
        report_other_kind(walk, place, element, side, &amount, &limit);
    } else if (is_beyond(value, least, side)) {
        Arena *scratch = walk_arena(walk);
        report_beyond(walk, place, element, side,
                      arena_format(scratch, "%.*s %.*s", SLICE_ARGS(amount.value), SLICE_ARGS(amount.code)),
                      arena_format(scratch, "%.*s %.*s", SLICE_ARGS(limit.value), SLICE_ARGS(limit.code)));
    }
}

/* ---- dates and times ---- */

static MomentKind moment_kind(Slice type)
{
    return slice_equals(type, SLICE("date"))   ? MOMENT_DATE
           : slice_equals(type, SLICE("time")) ? MOMENT_TIME
                                               : MOMENT_DATETIME;
}

/* The moment that lies a quantity of time away from now; false where it is none. */
static bool moment_away(Walk *walk, const Document *limit, LimitSide side, Moment *moment)
{
    Quantity span = {.unit = limit_member(limit, "code"), .form = QUANTITY_FHIR};
    Moment now = moment_from_milliseconds(walk_now(walk));
    if (!decimal_parse(limit_member(limit, "value"), &span.value)) {
        return false;
    }
    span.value.is_negative = side == SIDE_LEAST;
    DurationUnit unit = quantity_duration(&span);
    return unit != DURATION_NONE && moment_add(now, span.value, unit, moment);
}

/* The moment of a limit of the type; false if there is none. */
static bool read_limit(Walk *walk, const Document *limit, LimitSide side, MomentKind kind, Moment *moment)
{
    if (document_node(limit, 0)->kind == NODE_OBJECT) {
        bool is_known = kind != MOMENT_TIME && moment_away(walk, limit, side, moment);
        *moment = is_known && kind == MOMENT_DATE ? moment_date(*moment) : *moment;
        return is_known;
    }
    Slice raw = document_raw(limit, 0);
    return moment_parse(slice_part(raw, 1, raw.length - 2), kind, moment);
}

static void judge_moment(Walk *walk, const Place *place, const Element *element, LimitSide side, const Document *limit)
{
    Slice text = walk_text(walk, place->node);
    MomentKind kind = moment_kind(place->plan->type);
    Moment value, bound = {0};
    if (!moment_parse(text, kind, &value) || !read_limit(walk, limit, side, kind, &bound)) {
        return;
    }
    if (moment_compare(value, bound) == (side == SIDE_LEAST ? MOMENT_BEFORE : MOMENT_AFTER)) {
        Text limit_text = TEXT_EMPTY;
        moment_append(bound, &limit_text);
        report_beyond(walk, place, element, side, text, text_slice(&limit_text));
        text_free(&limit_text);
    }
}

/* ---- the group ---- */

/* Compares a value with the least or the greatest that an element allows. */
static void judge_side(Walk *walk, const Place *place, const Element *element, LimitSide side)
{
    Slice json = limit_of(element, side);
    const Document *limit = prescribed_read(walk_plans(walk), json);
    if (!limit) {
        return;
    }
    NodeKind kind = document_node(walk_document(walk), place->node)->kind, wanted = document_node(limit, 0)->kind;
    if (kind == NODE_STRING) {
        judge_moment(walk, place, element, side, limit);
    } else if (kind == NODE_NUMBER && wanted == NODE_NUMBER) {
        judge_number(walk, place, element, side, json);
    } else if (kind == NODE_OBJECT && wanted == NODE_OBJECT) {
        judge_amount(walk, place, element, side, limit);
    }
}

static void judge(Walk *walk, const Place *place)
{
    for (uint32_t i = 0; i < place->plan->element_count && place->node != NODE_NONE; i++) {
        const Element *element = place->plan->elements[i];
        judge_side(walk, place, element, SIDE_LEAST);
        judge_side(walk, place, element, SIDE_GREATEST);
    }
}

const Group group_range = {.name = "range", .concerns = concerns, .judge = judge};
