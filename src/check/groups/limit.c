/*
 * Limits: how long a text may or must be, the expression that it must match, the decimals of a number, the size of what
 * is encoded. The longest text is part of a definition; the others are extensions of it
 * (http://hl7.org/fhir/extensions/StructureDefinition-minLength.html and the like).
 */
#include "src/base/ascii.h"
#include "src/base/base64.h"
#include "src/base/regex.h"
#include "src/base/utf8.h"
#include "src/check/groups/groups.h"
#include "src/check/state/group.h"
#include "src/fhirpath/value/decimal.h"

static const Slice limits[] = {SLICE("minLength"), SLICE("regex"), SLICE("maxDecimalPlaces"), SLICE("maxSize")};

static bool has_limit(const Element *element)
{
    for (size_t i = 0; element_has_values(element) && i < sizeof limits / sizeof *limits; i++) {
        if (element_limit(element, limits[i]).length > 0) {
            return true;
        }
    }
    return element_maximum_length(element) > 0;
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

/* The number that a limit is; false where the definition has none. */
static bool read_limit(const Element *element, const char *name, size_t *number)
{
    return ascii_number(element_limit(element, slice_from(name)), SIZE_MAX, number);
}

/* ---- texts ---- */

/* Judges a text by the lengths and the expression that a profile allows. */
static void judge_text(Walk *walk, const Place *place, const Element *element)
{
    Slice text = walk_text(walk, place->node);
    Shown shown = shown_value(text);
    size_t length = utf8_count(text), least, most = element_maximum_length(element);
    if (most > 0 && length > most) {
        issue_add(walk, KEY_TOO_LONG, place->node, element,
                  "String has %zu character%s. Allowed by the profile: at most %zu.", length, length == 1 ? "" : "s",
                  most);
    }
    if (read_limit(element, "minLength", &least) && length < least) {
        issue_add(walk, KEY_VALUE_RANGE, place->node, element,
                  "String has %zu character%s. Allowed by the profile: at least %zu.", length, length == 1 ? "" : "s",
                  least);
    }
    Error error;
    Slice pattern = element_limit(element, SLICE("regex"));
    const Regex *regex = pattern.length > 0 ? plans_limit(walk_plans(walk), element, &error) : NULL;
    if (pattern.length > 0 && !regex) {
        issue_unchecked_because(walk, UNCHECKED_PATTERN, place->node, element_id(element), error.message);
    }
    RegexMatch match = regex ? regex_match(regex, text, NULL, NULL) : REGEX_YES;
    if (match == REGEX_FAILED) {
        issue_unchecked_because(walk, UNCHECKED_PATTERN, place->node, element_id(element), REGEX_LIMIT_REASON);
    }
    if (match == REGEX_NO) {
        IssueForm form = {.key = KEY_FORMAT, .node = place->node, .element = element, .detail = pattern};
        issue_form(walk, &form, "'" SHOWN "' does not match the regular expression of the profile.", SHOWN_ARGS(shown));
    }
}

/* ---- numbers ---- */

/* Judges a number by its digits after the point. */
static void judge_decimals(Walk *walk, NodeId node, const Element *element)
{
    size_t most, point;
    Slice text = walk_value(walk, node);
    Shown shown = shown_value(text);
    point = slice_find(text, SLICE("."), 0);
    size_t places = point < text.length ? text.length - point - 1 : 0;
    if (read_limit(element, "maxDecimalPlaces", &most) && places > most) {
        issue_add(walk, KEY_VALUE_RANGE, node, element,
                  SHOWN " has %zu decimal place%s. Allowed by the profile: at most %zu.", SHOWN_ARGS(shown), places,
                  places == 1 ? "" : "s", most);
    }
}

/* ---- what is encoded ---- */

static void judge_size(Walk *walk, const Place *place, const Element *element, size_t size)
{
    size_t most;
    if (read_limit(element, "maxSize", &most) && size > most) {
        issue_add(walk, KEY_TOO_LONG, place->node, element,
                  "Content has %zu byte%s. Allowed by the profile: at most %zu.", size, size == 1 ? "" : "s", most);
    }
}

static void judge_attachment(Walk *walk, const Place *place, const Element *element)
{
    Slice data = walk_text(walk, place_part(place, "data"));
    NodeId stated = place_part(place, "size");
    Decimal size;
    int64_t number = 0;
    if (data.length > 0) {
        judge_size(walk, place, element, base64_length(data));
    } else if (stated != NODE_NONE && decimal_parse(walk_value(walk, stated), &size) &&
               decimal_to_integer(size, &number) && number > 0) {
        judge_size(walk, place, element, (size_t)number);
    }
}

/* ---- the group ---- */

/* Judges a value by the limits of one element, by the kind of value that it is. */
static void judge_by(Walk *walk, const Place *place, const Element *element)
{
    NodeKind kind = document_node(walk_document(walk), place->node)->kind;
    NodeId value = kind == NODE_OBJECT ? place_part(place, "value") : NODE_NONE;
    if (kind == NODE_STRING && slice_equals(place->plan->type, SLICE("base64Binary"))) {
        judge_size(walk, place, element, base64_length(walk_text(walk, place->node)));
    } else if (kind == NODE_STRING) {
        judge_text(walk, place, element);
    } else if (kind == NODE_NUMBER) {
        judge_decimals(walk, place->node, element);
    } else if (slice_equals(place->plan->type, SLICE("Attachment"))) {
        judge_attachment(walk, place, element);
    } else if (value != NODE_NONE) {
        judge_decimals(walk, value, element);
    }
}

static void judge(Walk *walk, const Place *place)
{
    for (uint32_t i = 0; i < place->plan->element_count && place->node != NODE_NONE; i++) {
        judge_by(walk, place, place->plan->elements[i]);
    }
}

const Group group_limit = {.name = "limit", .concerns = concerns, .judge = judge};
