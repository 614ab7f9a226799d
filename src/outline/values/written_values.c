/* Written values: what the clock gives, and what the file has at other places of the kind. */
#include "src/outline/values/written_values.h"

#include "src/base/ascii.h"
#include "src/base/fresh.h"
#include "src/base/systems.h"

enum { FOUND_MAXIMUM = 30, DATE_LENGTH = sizeof "2025-03-14" - 1 };

typedef struct Visit {
    const ValuePlace *place;
    KnownVisit *visit;
    Slice found[FOUND_MAXIMUM];
    uint32_t found_count;
    uint32_t count;
} Visit;

static void give(Visit *visit, Slice code, Slice display, Slice group)
{
    KnownValue value = {.concept = {.code = code, .display = display}, .group = group};
    visit->count++;
    visit->visit->visit(visit->visit->context, &value);
}

/* Gives what the file has, each value once. */
static void give_found(Visit *visit, Slice value, Slice display)
{
    for (uint32_t i = 0; i < visit->found_count; i++) {
        if (slice_equals(visit->found[i], value)) {
            return;
        }
    }
    if (visit->found_count < FOUND_MAXIMUM) {
        Slice kept = arena_copy(visit->visit->arena, value);
        visit->found[visit->found_count++] = kept;
        give(visit, kept, arena_copy(visit->visit->arena, display), SLICE("in this file"));
    }
}

static Slice made(Visit *visit, void (*append)(Clock clock, Text *text), const char *scheme)
{
    Text text = TEXT_EMPTY;
    text_append(&text, slice_from(scheme));
    append(visit->place->clock, &text);
    Slice kept = arena_copy(visit->visit->arena, text_slice(&text));
    text_free(&text);
    return kept;
}

/* ---- dates ---- */

static void append_now(Clock clock, Text *text)
{
    fresh_append_now(clock, false, text);
}

static void append_today(Clock clock, Text *text)
{
    fresh_append_now(clock, true, text);
}

/* True for a text that begins with a year, a month and a day. */
static bool is_date(Slice text)
{
    bool is_it = text.length >= DATE_LENGTH && text.length <= sizeof "2025-03-14T09:12:44.000000+01:00";
    for (size_t i = 0; is_it && i < DATE_LENGTH; i++) {
        is_it = i == 4 || i == 7 ? text.bytes[i] == '-' : ascii_is_digit(text.bytes[i]);
    }
    return is_it && (text.length == DATE_LENGTH || text.bytes[DATE_LENGTH] == 'T');
}

/* The dates of the file with the names of their elements; without a time for the type date, only those with one for
 * instants. */
static void visit_dates(Visit *visit, Slice type)
{
    const Document *document = visit->place->document;
    Text scratch = TEXT_EMPTY, name = TEXT_EMPTY;
    bool is_short = slice_equals(type, SLICE("date"));
    if (!is_short) {
        give(visit, made(visit, append_now, ""), SLICE("now"), (Slice){0});
    }
    if (!slice_equals(type, SLICE("instant"))) {
        give(visit, made(visit, append_today, ""), SLICE("today"), (Slice){0});
    }
    for (NodeId id = 0; id < document_count(document) && visit->found_count < FOUND_MAXIMUM; id++) {
        bool is_member = document_node(document, id)->kind == NODE_STRING && document_node(document, id)->key != 0;
        Slice said = is_member ? document_string(document, id, &scratch) : (Slice){0};
        bool fits = is_date(said) && (said.length > DATE_LENGTH || !slice_equals(type, SLICE("instant")));
        if (fits && !slice_equals(document_key(document, id, &name), SLICE("birthDate"))) {
            give_found(visit, is_short ? slice_part(said, 0, DATE_LENGTH) : said, document_key(document, id, &name));
        }
    }
    text_free(&scratch);
    text_free(&name);
}

/* ---- UIDs ---- */

/* The system that the Identifier of a value has; empty if there is none. */
static Slice system_beside(const ValuePlace *place, Text *scratch)
{
    NodeId holder = place->is_absent ? place->node : document_node(place->document, place->node)->parent;
    NodeId system = document_member(place->document, holder, SLICE("system"));
    return system == NODE_NONE ? (Slice){0} : document_string(place->document, system, scratch);
}

static void visit_uids(Visit *visit, Slice path)
{
    Text scratch = TEXT_EMPTY;
    Slice system = slice_equals(path, SLICE("Identifier.value")) ? system_beside(visit->place, &scratch) : (Slice){0};
    bool is_study = slice_equals(system, SLICE(SYSTEM_DICOM_UID)), is_uri = slice_equals(system, SLICE(SYSTEM_URI));
    if (slice_equals(path, SLICE("ImagingStudy.series.uid")) ||
        slice_equals(path, SLICE("ImagingStudy.series.instance.uid"))) {
        give(visit, made(visit, fresh_append_uid, ""), SLICE("a new UID"), (Slice){0});
    } else if (is_study || is_uri) {
        give(visit, made(visit, fresh_append_uid, SCHEME_OID), SLICE("a new UID"), (Slice){0});
    }
    if (is_uri || slice_equals(path, SLICE("Bundle.entry.fullUrl"))) {
        give(visit, made(visit, fresh_append_uuid, SCHEME_UUID), SLICE("a new UUID"), (Slice){0});
    }
    text_free(&scratch);
}

/* ---- systems ---- */

static void visit_systems(Visit *visit)
{
    static const struct {
        const char *url, *name;
    } systems[] = {{SYSTEM_SNOMED, "SNOMED CT"},
                   {SYSTEM_LOINC, "LOINC"},
                   {SYSTEM_DICOM, "DICOM"},
                   {"http://radlex.org", "RadLex"},
                   {"http://hl7.org/fhir/sid/icd-10", "ICD-10"},
                   {SYSTEM_UCUM, "UCUM"}};
    const Document *document = visit->place->document;
    Text scratch = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        visit->found[visit->found_count++] = slice_from(systems[i].url);
        give(visit, slice_from(systems[i].url), slice_from(systems[i].name), (Slice){0});
    }
    for (NodeId id = 0; id < document_count(document) && visit->found_count < FOUND_MAXIMUM; id++) {
        NodeId holder = document_node(document, id)->parent;
        bool is_system = document_key_equals(document, id, SLICE("system")) &&
                         document_node(document, id)->kind == NODE_STRING &&
                         document_member(document, holder, SLICE("code")) != NODE_NONE &&
                         !document_string_equals(document, id, SLICE(""));
        if (is_system) {
            give_found(visit, document_string(document, id, &scratch), (Slice){0});
        }
    }
    text_free(&scratch);
}

uint32_t written_values_visit(const ValuePlace *place, KnownVisit *visit)
{
    Visit all = {.place = place, .visit = visit};
    Slice path = element_path(place->element);
    Slice type = element_type_count(place->element) ? type_fhir_code(element_type(place->element, 0)) : (Slice){0};
    bool is_date_type = slice_equals(type, SLICE("date")) || slice_equals(type, SLICE("dateTime")) ||
                        slice_equals(type, SLICE("instant"));
    bool is_birth = slice_equals(element_name(place->element), SLICE("birthDate")); /* no date of the file, nor today */
    visit->shape = SHAPE_TEXT;
    visit->is_typed = true;
    if (slice_equals(path, SLICE("Coding.system"))) {
        visit->title = "code systems";
        visit_systems(&all);
    } else if (place->clock.milliseconds && is_date_type && !is_birth) {
        visit->title = "dates";
        visit_dates(&all, type);
    } else if (place->clock.milliseconds) {
        visit->title = "identifiers";
        visit_uids(&all, path);
    }
    visit->is_typed = all.count > 0;
    return all.count;
}
