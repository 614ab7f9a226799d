/*
 * Primitive: the formats of primitive types.
 *
 * One row a type: which kind of JSON value it takes, and what its text must be. Standard:
 * http://hl7.org/fhir/R4/datatypes.html; severities as the reference validator has them.
 */
#include "src/base/utf8.h"
#include "src/check/checker.h"
#include "src/check/date_format.h"
#include "src/check/families.h"
#include "src/profile/identifier_syntax.h"

#include <stdlib.h>

/* What a judgement of a text needs to say. */
typedef struct Subject {
    Walk *walk;
    const Value *value;
    Slice text; /* unescaped */
} Subject;

static void say(const Subject *subject, Severity severity, const char *key, const char *reason)
{
    const Element *element = subject->value->facets->items[0].element;
    Text scratch = TEXT_EMPTY;
    Slice shown = walk_shown(subject->text, &scratch);
    walk_issue(subject->walk, severity, key, subject->value->node, element, "'%.*s' is no valid %.*s: %s",
               SLICE_ARGS(shown), SLICE_ARGS(subject->value->type_name), reason);
    text_free(&scratch);
}

static void fail(const Subject *subject, const char *reason)
{
    say(subject, SEVERITY_ERROR, "format", reason);
}

/* White space of Unicode that strings should not begin or end with. */
static bool is_space(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0x85 || character == 0xA0 ||
           character == 0x1680 || (character >= 0x2000 && character <= 0x200A) || character == 0x2028 ||
           character == 0x2029 || character == 0x202F || character == 0x205F || character == 0x3000;
}

static bool has_edge_space(Slice text)
{
    size_t first = 0, last = utf8_previous(text, text.length);
    return is_space(utf8_next(text, &first, NULL)) || is_space(utf8_next(text, &last, NULL));
}

static void judge_string(const Subject *subject)
{
    if (has_edge_space(subject->text)) {
        walk_issue(subject->walk, SEVERITY_WARNING, "string-space", subject->value->node, NULL,
                   "the text begins or ends with white space");
    }
    if (subject->text.length > 1048576) {
        fail(subject, "a string may have at most 1,048,576 characters");
    }
}

static void judge_code(const Subject *subject)
{
    bool was_space = true, is_bad = false;
    for (size_t offset = 0; offset < subject->text.length;) {
        uint32_t character = utf8_next(subject->text, &offset, NULL);
        bool is_blank = is_space(character);
        is_bad = is_bad || (is_blank && (was_space || character != ' '));
        was_space = is_blank;
    }
    if (is_bad || was_space) {
        fail(subject, "a code has no white space but single spaces between words");
    }
}

/* True for the letters, digits, `-` and `.` of ids, at most 64. */
static const char *id_fault(Slice text)
{
    if (text.length > 64) {
        return "an id has at most 64 characters";
    }
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        bool is_allowed =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        if (!is_allowed) {
            return "an id is made of letters, digits, - and . only";
        }
    }
    return NULL;
}

static void judge_id(const Subject *subject)
{
    const char *fault = id_fault(subject->text);
    bool is_uid = fault && slice_starts_with(subject->text, SLICE("urn:oid:"));
    if (is_uid) {
        fail(subject,
             "the UID of a series or instance stands here plainly, without urn:oid: (only Identifier.value has it)");
    } else if (fault) {
        fail(subject, fault);
    }
}

/* Hosts and roots that stand for examples, and may not appear in real data. */
static bool is_example(Slice url)
{
    static const char *const marks[] = {"example.org", "example.com", "example.net", "acme.com", "acme.org"};
    if (slice_starts_with(url, SLICE("urn:oid:2.999")) || slice_starts_with(url, SLICE("urn:oid:1.3.6.1.4.1.32473"))) {
        return true;
    }
    size_t host = slice_find(url, SLICE("://"), 0);
    if (host == SIZE_MAX) {
        return false;
    }
    Slice rest = slice_part(url, host + 3, url.length);
    size_t slash = slice_find(rest, SLICE("/"), 0);
    Slice name = slice_part(rest, 0, slash == SIZE_MAX ? rest.length : slash);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        Slice mark = slice_from(marks[i]);
        if (slice_equals(name, mark) ||
            (slice_ends_with(name, mark) && name.bytes[name.length - mark.length - 1] == '.')) {
            return true;
        }
    }
    return false;
}

/* True for URIs by which the entries of a Bundle are reached, for values of extensions, which may lead to them, and
   for attachments, which are fetched by whoever reads them. */
static bool is_address(const Subject *subject)
{
    Slice path = element_path(subject->value->facets->items[0].element);
    return slice_starts_with(path, SLICE("Bundle.")) || slice_starts_with(path, SLICE("Extension.value")) ||
           slice_equals(path, SLICE("Attachment.url"));
}

static void judge_uri(const Subject *subject)
{
    Slice text = subject->text;
    if (slice_starts_with(text, SLICE("oid:"))) {
        fail(subject, "object identifiers are written urn:oid:…");
    } else if (slice_starts_with(text, SLICE("uuid:"))) {
        fail(subject, "UUIDs are written urn:uuid:…");
    }
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == ' ' || (text.bytes[i] >= '\t' && text.bytes[i] <= '\r')) {
            fail(subject, "it contains white space");
            return;
        }
    }
    const char *fault = NULL;
    if (slice_starts_with(text, SLICE("urn:oid:"))) {
        fault = oid_urn_fault(text);
    } else if (slice_starts_with(text, SLICE("urn:uuid:"))) {
        fault = uuid_urn_fault(text);
    }
    if (fault) {
        fail(subject, fault);
    } else if (is_example(text) && !is_address(subject)) {
        say(subject, SEVERITY_ERROR, "example-url", "example URLs are not allowed in real data");
    }
}

static void judge_oid(const Subject *subject)
{
    if (!slice_starts_with(subject->text, SLICE("urn:oid:"))) {
        fail(subject, "an oid begins with urn:oid:");
    } else {
        judge_uri(subject);
    }
}

static void judge_uuid(const Subject *subject)
{
    if (!slice_starts_with(subject->text, SLICE("urn:uuid:"))) {
        fail(subject, "a uuid begins with urn:uuid:");
    } else {
        judge_uri(subject);
    }
}

static void judge_canonical(const Subject *subject)
{
    judge_uri(subject);
    bool is_fragment = slice_starts_with(subject->text, SLICE("#"));
    if (!is_fragment && !uri_is_absolute(subject->text)) {
        fail(subject, "a canonical URL must be absolute");
    }
}

static void warn_about_year(const Subject *subject, DateParts parts)
{
    enum { YEAR_LEAST = 1800, YEARS_AHEAD = 80 };
    int64_t now = subject->walk->checker->clock.milliseconds(subject->walk->checker->clock.context);
    int this_year = 1970 + (int)(now / 31556952000);
    if (parts.year && (parts.year < YEAR_LEAST || parts.year > this_year + YEARS_AHEAD)) {
        walk_issue(subject->walk, SEVERITY_WARNING, "date-unlikely", subject->value->node, NULL,
                   "the year %d is hardly meant; check for a typing error", parts.year);
    }
}

static void judge_date(const Subject *subject)
{
    DateParts parts;
    const char *fault = date_fault(subject->text, &parts);
    if (fault) {
        fail(subject, fault);
    }
    warn_about_year(subject, parts);
}

static void judge_date_time(const Subject *subject)
{
    DateParts parts;
    const char *fault = date_time_fault(subject->text, &parts);
    if (!fault && parts.has_time && !parts.has_zone) {
        fault = "a date with a time needs a time zone (Z, +hh:mm or -hh:mm)";
    }
    if (fault) {
        fail(subject, fault);
    }
    warn_about_year(subject, parts);
}

static void judge_instant(const Subject *subject)
{
    DateParts parts;
    const char *fault = instant_fault(subject->text, &parts);
    if (fault) {
        fail(subject, fault);
    }
    warn_about_year(subject, parts);
}

static void judge_time(const Subject *subject)
{
    const char *fault = time_fault(subject->text);
    if (fault) {
        fail(subject, fault);
    }
}

/* An integer of 32 bits between two bounds, without leading zeros. */
static void judge_range(const Subject *subject, long long least, const char *reason)
{
    Slice text = subject->text;
    size_t digits = text.length && text.bytes[0] == '-' ? 1 : 0;
    long long number = 0;
    bool is_number = text.length > digits && text.length - digits <= 10;
    for (size_t i = digits; i < text.length && is_number; i++) {
        is_number = text.bytes[i] >= '0' && text.bytes[i] <= '9';
        number = number * 10 + (text.bytes[i] - '0');
    }
    number = digits ? -number : number;
    bool has_leading_zero = text.length > digits + 1 && text.bytes[digits] == '0';
    if (!is_number || has_leading_zero || number > 2147483647LL || number < -2147483648LL) {
        fail(subject, "a whole number between -2147483648 and 2147483647 is expected, written without a point, "
                      "exponent or leading zeros");
    } else if (number < least) {
        fail(subject, reason);
    }
}

static void judge_integer(const Subject *subject)
{
    judge_range(subject, -2147483648LL, "");
}

static void judge_unsigned(const Subject *subject)
{
    judge_range(subject, 0, "it may not be negative");
}

static void judge_positive(const Subject *subject)
{
    judge_range(subject, 1, "it must be 1 or more");
}

static void judge_decimal(const Subject *subject)
{
    Slice text = subject->text;
    size_t at = text.length && text.bytes[0] == '-' ? 1 : 0, digits = 0, point = SIZE_MAX;
    size_t start = at;
    for (; at < text.length &&
           ((text.bytes[at] >= '0' && text.bytes[at] <= '9') || (text.bytes[at] == '.' && point == SIZE_MAX));
         at++) {
        if (text.bytes[at] == '.') {
            point = at;
        } else {
            digits++;
        }
    }
    bool has_leading_zero = digits > 1 && text.bytes[start] == '0' && point != start + 1;
    bool is_sound = digits > 0 && point != start && point != at - 1 && !has_leading_zero;
    if (is_sound && at < text.length && (text.bytes[at] == 'e' || text.bytes[at] == 'E')) {
        at++;
        at += at < text.length && (text.bytes[at] == '+' || text.bytes[at] == '-');
        size_t exponent = at;
        while (at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9') {
            at++;
        }
        is_sound = at > exponent;
    }
    if (!is_sound || at != text.length) {
        fail(subject, "a decimal number such as 1.50 is expected");
    } else if (digits > 18) {
        walk_issue(subject->walk, SEVERITY_WARNING, "decimal-long", subject->value->node, NULL,
                   "a number of more than 18 digits; many systems will round it");
    }
}

static void judge_boolean(const Subject *subject)
{
    if (!slice_equals(subject->text, SLICE("true")) && !slice_equals(subject->text, SLICE("false"))) {
        fail(subject, "true or false is expected");
    }
}

static void judge_base64(const Subject *subject)
{
    size_t count = 0;
    bool has_space = false;
    for (size_t i = 0; i < subject->text.length; i++) {
        char c = subject->text.bytes[i];
        count += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
                 c == '=';
        has_space = has_space || c == ' ' || (c >= '\t' && c <= '\r');
    }
    if (count % 4 != 0) {
        fail(subject, "the number of Base64 characters must be a multiple of four");
    }
    if (has_space) {
        walk_issue(subject->walk, SEVERITY_WARNING, "base64-space", subject->value->node, NULL,
                   "Base64 should have no white space in it");
    }
}

typedef struct PrimitiveType {
    const char *name;
    NodeKind kind;
    void (*judge)(const Subject *subject);
} PrimitiveType;

static const PrimitiveType types[] = {
    {"string", NODE_STRING, judge_string},
    {"code", NODE_STRING, judge_code},
    {"id", NODE_STRING, judge_id},
    {"uri", NODE_STRING, judge_uri},
    {"dateTime", NODE_STRING, judge_date_time},
    {"markdown", NODE_STRING, judge_string},
    {"unsignedInt", NODE_NUMBER, judge_unsigned},
    {"canonical", NODE_STRING, judge_canonical},
    {"boolean", NODE_BOOLEAN, judge_boolean},
    {"decimal", NODE_NUMBER, judge_decimal},
    {"instant", NODE_STRING, judge_instant},
    {"date", NODE_STRING, judge_date},
    {"positiveInt", NODE_NUMBER, judge_positive},
    {"integer", NODE_NUMBER, judge_integer},
    {"url", NODE_STRING, judge_uri},
    {"time", NODE_STRING, judge_time},
    {"base64Binary", NODE_STRING, judge_base64},
    {"oid", NODE_STRING, judge_oid},
    {"uuid", NODE_STRING, judge_uuid},
};

static const PrimitiveType *search_type(Slice name)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (slice_equals(name, slice_from(types[i].name))) {
            return &types[i];
        }
    }
    return NULL;
}

static const PrimitiveType *find_type(Checker *checker, const Structure *structure)
{
    const void *known;
    if (!pointer_cache_find(&checker->primitives, structure, &known)) {
        known = search_type(structure_type(structure));
        pointer_cache_put(&checker->primitives, structure, known);
    }
    return known;
}

/* True for Resource.id, which resource.c judges. */
static bool is_resource_id(const Value *value)
{
    const Structure *owner = element_structure(value->facets->items[0].element);
    return structure_kind(owner) == STRUCTURE_RESOURCE &&
           slice_equals(element_name(value->facets->items[0].element), SLICE("id")) &&
           element_parent(value->facets->items[0].element) == structure_root(owner);
}

/* Says so where the JSON kind is not the type's; true where the text may be judged all the same. */
static bool check_kind(Walk *walk, const Value *value, const PrimitiveType *type, NodeKind kind)
{
    static const char *const kinds[NODE_KIND_COUNT] = {[NODE_BOOLEAN] = "true or false, without quotes",
                                                       [NODE_NUMBER] = "a number, without quotes",
                                                       [NODE_STRING] = "a string in quotes"};
    if (kind == type->kind) {
        return true;
    }
    walk_error(walk, "json-kind", value->node, value->facets->items[0].element, "a value of type %s must be %s",
               type->name, kinds[type->kind]);
    return kind == NODE_STRING;
}

static bool has_control(Slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') {
            return true;
        }
    }
    return false;
}

/* What holds for the text of every primitive; false where its format need not be judged any more. */
static bool check_text(Walk *walk, const Value *value, Slice text)
{
    const Element *element = value->facets->items[0].element;
    if (text.length == 0) {
        walk_error(walk, "empty-string", value->node, element,
                   "a value may not be an empty string; take the property out where nothing is known");
        return false;
    }
    if (slice_trim(text).length == 0) {
        walk_issue(walk, SEVERITY_WARNING, "blank-string", value->node, element,
                   "the value is nothing but white space");
        return false;
    }
    if (has_control(text)) {
        walk_issue(walk, SEVERITY_WARNING, "control-character", value->node, element,
                   "the text contains a control character, which the XML form of FHIR cannot carry");
    }
    return true;
}

void primitive_check(Walk *walk, const Value *value)
{
    if (value->node == NODE_NONE || structure_kind(value->type) != STRUCTURE_PRIMITIVE) {
        return;
    }
    const PrimitiveType *type = find_type(walk->checker, value->type);
    const Node *node = document_node(walk->document, value->node);
    if (!type || is_resource_id(value) || !check_kind(walk, value, type, (NodeKind)node->kind)) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    Slice text = document_string(walk->document, value->node, &scratch);
    if (check_text(walk, value, text)) {
        Subject subject = {walk, value, text};
        type->judge(&subject);
    }
    text_free(&scratch);
}
