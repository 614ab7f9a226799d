/* Coded values: what is said of them, by key and severity, over a few small code systems and value sets. */
#include "src/check/codes/coded.h"

#include "src/base/text.h"
#include "src/profile/pack/term_section.h"
#include "src/profile/terms/term_builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static Text section;

/* An element that is nothing but its bindings. */
struct Element {
    BindingStrength strength;
    const char *value_set;
    const char *purpose; /* of an additional binding; NULL: none */
    const char *additional;
};

const CodeSystem *rules_code_system(const Rules *rules, Slice url)
{
    (void)rules;
    return term_section_system(text_slice(&section), url, SLICE(""));
}

const ValueSet *rules_value_set(const Rules *rules, Slice url)
{
    (void)rules;
    return term_section_set(text_slice(&section), url, SLICE(""));
}

BindingStrength element_binding_strength(const Element *element)
{
    return element->strength;
}

Slice element_binding_value_set(const Element *element)
{
    return slice_from(element->value_set);
}

uint32_t element_additional_binding_count(const Element *element)
{
    return element->purpose ? 1 : 0;
}

Slice element_additional_binding_purpose(const Element *element, uint32_t position)
{
    (void)position;
    return slice_from(element->purpose);
}

Slice element_additional_binding_value_set(const Element *element, uint32_t position)
{
    (void)position;
    return slice_from(element->additional);
}

static const char *const RESOURCES[] = {
    "{\"resourceType\":\"CodeSystem\",\"url\":\"http://x/"
    "cs\",\"version\":\"1\",\"name\":\"Colours\",\"content\":\"complete\","
    "\"caseSensitive\":true,\"concept\":[{\"code\":\"red\",\"display\":\"Red\"},{\"code\":\"green\",\"display\":"
    "\"Green\"},"
    "{\"code\":\"colour\",\"property\":[{\"code\":\"notSelectable\",\"valueBoolean\":true}]},"
    "{\"code\":\"ochre\",\"display\":\"Ochre\",\"property\":[{\"code\":\"status\",\"valueCode\":\"retired\"}]}]}",
    "{\"resourceType\":\"CodeSystem\",\"url\":\"http://terminology.hl7.org/CodeSystem/"
    "x\",\"version\":\"1\",\"content\":"
    "\"complete\",\"caseSensitive\":false,\"concept\":[{\"code\":\"a\"}]}",
    "{\"resourceType\":\"CodeSystem\",\"url\":\"http://dicom.nema.org/resources/ontology/"
    "DCM\",\"content\":\"complete\","
    "\"caseSensitive\":true,\"concept\":[{\"code\":\"CT\",\"display\":\"Computed Tomography\"}]}",
    "{\"resourceType\":\"ValueSet\",\"url\":\"http://x/vs\",\"title\":\"Warm\",\"compose\":{\"include\":[{\"system\":"
    "\"http://x/cs\",\"concept\":[{\"code\":\"red\"},{\"code\":\"ochre\"}]}]}}",
    "{\"resourceType\":\"ValueSet\",\"url\":\"http://x/snomed\",\"compose\":{\"include\":[{\"system\":"
    "\"http://snomed.info/sct\"}]}}",
};

static int set_up(void **state)
{
    (void)state;
    TermBuilder *builder = term_builder_new(0);
    for (size_t i = 0; i < sizeof RESOURCES / sizeof *RESOURCES; i++) {
        cJSON *parsed = cJSON_Parse(RESOURCES[i]);
        assert_true(term_builder_add(builder, parsed));
        cJSON_Delete(parsed);
    }
    term_builder_finish(builder, &section);
    term_builder_free(builder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    text_free(&section);
    return 0;
}

/* Writes "E code-unknown code; " for an issue; its node is the part that it is about. */
__attribute__((format(printf, 3, 0))) static void hear(void *context, const IssueForm *form, const char *format,
                                                       va_list arguments)
{
    static const char *const parts[] = {"", " system", " version", " code", " display"};
    Text message = TEXT_EMPTY;
    text_format(context, "%c %s%s; ", "NWE"[issue_form_severity(form)], key_name(form->key, NULL), parts[form->node]);
    text_format_list(&message, format, arguments);
    assert_true(message.length > 0 && issue_form_detail(form).length > 0);
    text_free(&message);
}

static NodeId part_of(void *context, uint32_t position, CodedPart part)
{
    (void)context, (void)position;
    return (NodeId)part;
}

static void hear_unchecked(void *context, Slice url, bool is_value_set)
{
    text_format(context, "? %s%.*s; ", is_value_set ? "set " : "", SLICE_ARGS(url));
}

typedef struct Fixture {
    Text heard;
    CodedHandler handler;
    CodedContext context;
    CodeJudge *judge;
} Fixture;

static void start(Fixture *fixture)
{
    *fixture = (Fixture){.judge = code_judge_new(NULL)};
    fixture->handler = (CodedHandler){
        .context = &fixture->heard, .issues = {&fixture->heard, hear}, .node_of = part_of, .unchecked = hear_unchecked};
    fixture->context.handler = &fixture->handler;
}

static void expect(Fixture *fixture, const char *heard)
{
    text_append(&fixture->heard, SLICE(""));
    text_append_byte(&fixture->heard, '\0');
    assert_string_equal(fixture->heard.bytes, heard);
    text_clear(&fixture->heard);
}

static void finish(Fixture *fixture)
{
    code_judge_free(fixture->judge);
    text_free(&fixture->heard);
}

typedef struct ValueCase {
    const char *system, *version, *code, *display, *heard;
} ValueCase;

static const ValueCase VALUE_CASES[] = {
    {"http://x/cs", NULL, "red", "RED", ""},
    {"http://x/cs", "1", "red", NULL, ""},
    {NULL, NULL, "red", NULL, "W system-missing; "},
    {NULL, NULL, NULL, "only text", ""},
    {"http://x/cs", NULL, "rot", NULL, "E code-unknown code; "},
    {"http://x/cs", NULL, "Red", NULL, "E code-unknown code; "},
    {"http://x/cs", NULL, "red", "Crimson", "E display-wrong display; "},
    {"http://x/cs", NULL, "red", " Red", "E display-wrong display; "},
    {"http://x/cs", NULL, "ochre", NULL, "W code-inactive code; "},
    {"http://x/cs", NULL, "colour", NULL, "W code-abstract code; "},
    {"http://x/cs", "7", "nonsense", NULL, "W system-version system; "},
    {"http://terminology.hl7.org/CodeSystem/x", NULL, "A", NULL, "N code-case code; "},
    {"http://dicom.nema.org/resources/ontology/DCM", NULL, "DMS", NULL, "W dicom-modality-newer code; "},
    {"https://x/cs", NULL, "red", NULL, "E system-https; "},
    {"colours", NULL, "red", NULL, "E system-relative; "},
    {"http://x/vs", NULL, "red", NULL, "E system-value-set; "},
    {"http://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html", NULL, "CT", NULL,
     "W system-inexact system; ? http://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html; "},
    {"http://loinc.org/", NULL, "1-8", NULL, "E system-inexact; "},
    {"http://x/cs/", NULL, "red", NULL, "W system-inexact system; ? http://x/cs/; "},
    {"http://hl7.org/fhir/nothing", NULL, "red", NULL, "E system-unknown system; ? http://hl7.org/fhir/nothing; "},
    {"http://hl7.org/fhir/sid/icd-10", NULL, "A00", NULL, "? http://hl7.org/fhir/sid/icd-10; "},
    {"urn:oid:2.16.840.1.113883.6.1", NULL, "1-8", NULL, "W system-inexact system; ? urn:oid:2.16.840.1.113883.6.1; "},
    {"http://snomed.info/sct", NULL, "80891009", "anything", "? http://snomed.info/sct; "},
    {"http://snomed.info/sct", NULL, "80891008", NULL, "? http://snomed.info/sct; W code-syntax code; "},
    {"urn:ietf:rfc:3986", NULL, "urn:oid:1.2.3", NULL, ""},
    {"urn:ietf:rfc:3986", NULL, "a b", NULL, "W code-syntax code; "},
    {"http://unitsofmeasure.org", NULL, "mgg", NULL, "W code-syntax code; "},
    {"http://unitsofmeasure.org", NULL, "{beats}/min", NULL, "W ucum-annotation; "},
};

static Coded coded_of(const ValueCase *value)
{
    return (Coded){.system = slice_from(value->system),
                   .version = slice_from(value->version),
                   .code = slice_from(value->code),
                   .display = slice_from(value->display)};
}

static void test_values_in_themselves(void **state)
{
    (void)state;
    Fixture fixture;
    start(&fixture);
    for (size_t i = 0; i < sizeof VALUE_CASES / sizeof *VALUE_CASES; i++) {
        Coded coded = coded_of(&VALUE_CASES[i]);
        code_judge_value(fixture.judge, &coded, &fixture.context);
        expect(&fixture, VALUE_CASES[i].heard);
    }
    finish(&fixture);
}

static void test_what_surrounds_a_value_changes_the_severity(void **state)
{
    (void)state;
    Fixture fixture;
    start(&fixture);
    Coded relative = {.system = SLICE("colours"), .code = SLICE("red")};
    fixture.context.kind = CODED_IN_CONCEPT;
    code_judge_value(fixture.judge, &relative, &fixture.context);
    expect(&fixture, "W system-relative; ");
    Coded versioned = {
        .system = SLICE("http://terminology.hl7.org/CodeSystem/x"), .version = SLICE("7"), .code = SLICE("a")};
    fixture.context.strength = BINDING_REQUIRED;
    code_judge_value(fixture.judge, &versioned, &fixture.context);
    expect(&fixture, "E system-version system; ");
    finish(&fixture);
}

static void test_codes_by_their_binding(void **state)
{
    (void)state;
    static const struct {
        Element element;
        const char *code, *heard;
    } cases[] = {
        {{BINDING_REQUIRED, "http://x/vs", NULL, NULL}, "red", ""},
        {{BINDING_REQUIRED, "http://x/vs", NULL, NULL}, "green", "E binding-required; "},
        {{BINDING_EXTENSIBLE, "http://x/vs", NULL, NULL}, "green", "W binding-extensible; "},
        {{BINDING_PREFERRED, "http://x/vs", NULL, NULL}, "green", "N binding-preferred; "},
        {{BINDING_EXAMPLE, "http://x/vs", NULL, NULL}, "green", ""},
        {{BINDING_NONE, NULL, NULL, NULL}, "green", ""},
        {{BINDING_REQUIRED, "http://x/vs", NULL, NULL}, NULL, "E binding-no-code; "},
        {{BINDING_EXTENSIBLE, "http://x/vs", NULL, NULL}, NULL, ""},
        {{BINDING_REQUIRED, "http://x/nothing", NULL, NULL}, "green", "? set http://x/nothing; "},
        {{BINDING_REQUIRED, "http://x/snomed", NULL, NULL}, "80891009", "? http://snomed.info/sct; "},
        {{BINDING_REQUIRED, "http://x/snomed", NULL, NULL}, "8089", "? http://snomed.info/sct; W code-syntax; "},
        {{BINDING_EXTENSIBLE, "http://x/snomed", "maximum", "http://x/vs"},
         "green",
         "? http://snomed.info/sct; W code-syntax; E binding-required; "},
        {{BINDING_PREFERRED, "http://x/vs", "maximum", "http://x/vs"}, "green", "N binding-preferred; "},
        {{BINDING_EXAMPLE, "http://x/vs", "required", "http://x/vs"}, "green", "E binding-required; "},
        {{BINDING_EXAMPLE, "http://x/vs", "candidate", "http://x/vs"}, "green", ""},
    };
    Fixture fixture;
    start(&fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        code_judge_code_binding(fixture.judge, &cases[i].element, slice_from(cases[i].code), &fixture.context);
        expect(&fixture, cases[i].heard);
    }
    finish(&fixture);
}

static void test_concepts_need_one_coding_of_the_value_set(void **state)
{
    (void)state;
    Fixture fixture;
    start(&fixture);
    const Element required = {BINDING_REQUIRED, "http://x/vs", NULL, NULL};
    const Element extensible = {BINDING_EXTENSIBLE, "http://x/vs", NULL, NULL};
    const Coded red = {.system = SLICE("http://x/cs"), .code = SLICE("red")};
    const Coded green = {.system = SLICE("http://x/cs"), .code = SLICE("green")};
    const Coded versioned = {.system = SLICE("http://x/cs"), .version = SLICE("9"), .code = SLICE("green")};
    const Coded codings[] = {green, red};
    code_judge_concept_binding(fixture.judge, &required, codings, 2, &fixture.context);
    expect(&fixture, "");
    code_judge_concept_binding(fixture.judge, &required, codings, 1, &fixture.context);
    expect(&fixture, "E binding-required; ");
    code_judge_concept_binding(fixture.judge, &required, codings, 0, &fixture.context);
    expect(&fixture, "E binding-no-code; ");
    code_judge_concept_binding(fixture.judge, &extensible, codings, 1, &fixture.context);
    expect(&fixture, "W binding-extensible; ");
    code_judge_concept_binding(fixture.judge, &extensible, codings, 0, &fixture.context);
    expect(&fixture, "W binding-no-code; ");
    code_judge_concept_binding(fixture.judge, &required, &versioned, 1, &fixture.context);
    expect(&fixture, "");
    code_judge_coding_binding(fixture.judge, &extensible, &green, &fixture.context);
    expect(&fixture, "W binding-extensible; ");
    code_judge_coding_binding(fixture.judge, &extensible, &red, &fixture.context);
    expect(&fixture, "");
    finish(&fixture);
}

static void test_a_broken_language_stops_no_judgement(void **state)
{
    (void)state;
    Fixture fixture;
    start(&fixture);
    fixture.context.language = SLICE("english");
    const Element required = {BINDING_REQUIRED, "http://x/vs", NULL, NULL};
    const Coded red = {.system = SLICE("http://x/cs"), .code = SLICE("red")};
    code_judge_code_binding(fixture.judge, &required, SLICE("red"), &fixture.context);
    code_judge_value(fixture.judge, &red, &fixture.context);
    code_judge_coding_binding(fixture.judge, &required, &red, &fixture.context);
    code_judge_concept_binding(fixture.judge, &required, &red, 1, &fixture.context);
    expect(&fixture, "");
    code_judge_code_binding(fixture.judge, &required, SLICE("blue"), &fixture.context);
    expect(&fixture, "E binding-required; ");
    finish(&fixture);
}

static void test_what_is_remembered_says_the_same(void **state)
{
    (void)state;
    Fixture fixture;
    start(&fixture);
    const Element required = {BINDING_REQUIRED, "http://x/vs", NULL, NULL};
    const Element unknown = {BINDING_REQUIRED, "http://x/nothing", NULL, NULL};
    const Element *elements[] = {&required, &unknown};
    const Coded red = {.system = SLICE("http://x/cs"), .code = SLICE("red")};
    const Coded pair[] = {red, {.system = SLICE("http://snomed.info/sct"), .code = SLICE("80891009")}};
    for (int round = 0; round < 3; round++) {
        code_judge_code(fixture.judge, elements, 1, SLICE("red"), &fixture.context);
        expect(&fixture, "");
        code_judge_code(fixture.judge, elements, 1, SLICE("green"), &fixture.context);
        expect(&fixture, "E binding-required; ");
        code_judge_code(fixture.judge, elements, 1, (Slice){NULL, 0}, &fixture.context);
        expect(&fixture, "E binding-no-code; ");
        code_judge_coding(fixture.judge, elements, 2, &red, &fixture.context);
        expect(&fixture, "? set http://x/nothing; ");
        code_judge_concept(fixture.judge, elements, 2, pair, 2, &fixture.context);
        expect(&fixture, "? http://snomed.info/sct; ? set http://x/nothing; ");
        code_judge_concept(fixture.judge, elements, 1, pair, 0, &fixture.context);
        expect(&fixture, "E binding-no-code; ");
    }
    finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_in_themselves),
        cmocka_unit_test(test_what_surrounds_a_value_changes_the_severity),
        cmocka_unit_test(test_codes_by_their_binding),
        cmocka_unit_test(test_concepts_need_one_coding_of_the_value_set),
        cmocka_unit_test(test_a_broken_language_stops_no_judgement),
        cmocka_unit_test(test_what_is_remembered_says_the_same),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
