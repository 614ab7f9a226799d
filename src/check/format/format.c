/* Formats: the table of primitive types, and the group that judges values by it. */
#include "src/check/format/format.h"

#include "src/base/base64.h"
#include "src/base/regex.h"
#include "src/check/state/group.h"
#include "src/check/state/value_format.h"

static const Format formats[] = {
    {"boolean", FORMAT_AS_BOOLEAN, format_is_anything, true, "true or false", NULL},
    {"string", FORMAT_AS_STRING, format_is_anything, true, "text", format_judge_string},
    {"markdown", FORMAT_AS_STRING, format_is_anything, true, "text", NULL},
    {"xhtml", FORMAT_AS_STRING, format_is_anything, true, "XHTML", NULL},
    {"code", FORMAT_AS_STRING, format_is_code, true, "no whitespace at the ends, no double spaces", NULL},
    {"id", FORMAT_AS_STRING, format_is_id, true, "1 to 64 letters, digits, hyphens and dots", NULL},
    {"uri", FORMAT_AS_STRING, format_is_uri, false, "a URI without whitespace", format_judge_uri},
    {"url", FORMAT_AS_STRING, format_is_uri, false, "a URI without whitespace", format_judge_uri},
    {"canonical", FORMAT_AS_STRING, format_is_uri, false, "an absolute URL without whitespace", format_judge_canonical},
    {"oid", FORMAT_AS_STRING, NULL, false, "'urn:oid:' and numbers separated by dots", format_judge_oid},
    {"uuid", FORMAT_AS_STRING, NULL, false, "'urn:uuid:' and a UUID in lower case", format_judge_uuid},
    {"date", FORMAT_AS_STRING, format_is_date, false, "2024, 2024-03 or 2024-03-17", format_judge_date},
    {"dateTime", FORMAT_AS_STRING, format_is_date_time, false, "2024, 2024-03, 2024-03-17 or 2024-03-17T14:05:00+01:00",
     format_judge_date},
    {"instant", FORMAT_AS_STRING, format_is_instant, false, "2024-03-17T14:05:00+01:00", format_judge_date},
    {"time", FORMAT_AS_STRING, format_is_time, false, "14:05:00", NULL},
    {"integer", FORMAT_AS_NUMBER, format_is_integer, false, "an integer such as 12", format_judge_integer},
    {"unsignedInt", FORMAT_AS_NUMBER, format_is_integer, false, "an integer of at least 0", format_judge_unsigned},
    {"positiveInt", FORMAT_AS_NUMBER, format_is_integer, false, "an integer of at least 1", format_judge_positive},
    {"decimal", FORMAT_AS_NUMBER, format_is_decimal, false, "a number such as 1.50", format_judge_decimal},
    {"base64Binary", FORMAT_AS_STRING, base64_is_text, true, "base64 in groups of 4 characters", format_judge_base64},
    {"", FORMAT_AS_STRING, NULL, false, "another format", NULL},
};

const Format *format_find(Slice type)
{
    size_t count = sizeof formats / sizeof *formats, i = 0;
    while (i < count - 1 && !slice_equals(slice_from(formats[i].type), type)) {
        i++;
    }
    return &formats[i];
}

/* ---- the group ---- */

static bool concerns(const Plan *plan)
{
    return plan->format != NULL;
}

static bool is_blank(Slice text)
{
    return (unsigned char)text.bytes[0] <= ' ' && slice_trim(text).length == 0;
}

/* True for the id of a resource, of which the checks of resources say whether it is well formed. */
static bool is_resource_id(const Place *place)
{
    return place->member && slice_equals(place->member->name, SLICE("id")) && place->holder &&
           place->holder->plan->kind == PLAN_RESOURCE;
}

/* Reports a text that is not written as its type requires: what is wrong with it where that is one thing. */
static void report_malformed(Walk *walk, const Place *place, const Element *element, Slice text)
{
    enum { ID_MAXIMUM = 64 };
    Shown shown = shown_value(text);
    Slice type = place->plan->type;
    bool is_moment = slice_equals(type, SLICE("dateTime")) || slice_equals(type, SLICE("instant"));
    if (is_moment && format_has_wrong_offset(text)) {
        issue_add(walk, KEY_FORMAT, place->node, element,
                  "'" SHOWN
                  "' is not a valid %.*s: the offset is out of range. Allowed: -14:00 to +14:00, minutes 00 to 59.",
                  SHOWN_ARGS(shown), SLICE_ARGS(type));
        return;
    }
    Text count = TEXT_EMPTY;
    if (slice_equals(type, SLICE("id")) && text.length > ID_MAXIMUM) {
        text_format(&count, ": %zu characters", text.length);
    }
    issue_add(walk, KEY_FORMAT, place->node, element, "'" SHOWN "' is not a valid %.*s%.*s. Expected: %s.",
              SHOWN_ARGS(shown), SLICE_ARGS(type), SLICE_ARGS(text_slice(&count)), place->plan->format->expected);
    text_free(&count);
}

/* Judges the text of a primitive: empty, blank, or not written as its type requires. */
static void judge(Walk *walk, const Place *place)
{
    if (place->node == NODE_NONE) {
        return;
    }
    const Plan *plan = place->plan;
    const Format *format = plan->format;
    const Element *element = plan->element_count > 0 ? plan->elements[0] : NULL;
    Slice text = walk_value(walk, place->node);
    if (text.length == 0) {
        bool is_required = element && element_minimum(element) > 0;
        issue_add(walk, KEY_EMPTY_STRING, place->node, element,
                  is_required ? "String is empty. Enter a value."
                              : "String is empty. Remove the element or enter a value.");
    } else if (is_blank(text)) {
        issue_add(walk, KEY_BLANK_STRING, place->node, element,
                  "String has only whitespace. Remove the element or enter a value.");
    } else if (is_resource_id(place)) {
        return;
    } else if (!value_format_fits_text(walk, place, text)) {
        report_malformed(walk, place, element, text);
    } else {
        format_judge_characters(walk, place, text);
        if (format->judge) {
            format->judge(walk, place, text);
        }
    }
}

const Group group_format = {
    .name = "formats", .kinds = KIND_PRIMITIVE, .concerns = concerns, .judge = judge, .is_of_type = true};
