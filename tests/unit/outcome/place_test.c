/* Places of findings, as programs write them, and the values that they lead to. */
#include "src/outcome/place.h"

#include "src/json/path.h"
#include "src/outcome/line_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char bundle[] =
    "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n"
    "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p1\",\"name\":[{\"use\":\"old\",\"family\":\"A\"},\n"
    "{\"use\":\"official\",\"family\":\"B\",\"given\":[\"C\",\"D\"]}],\"birthDate\":\"2001\"}},\n"
    "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o1\",\"valueQuantity\":{\"value\":1,\"unit\":\"mg\"},\n"
    "\"extension\":[{\"url\":\"http://a.test/x\",\"valueString\":\"y\"}]}},\n"
    "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o2\",\"status\":\"final\"}}]}";

/* A written place, the path that it leads to ("?": it is not known), and the name of what is missing there. */
static const struct {
    const char *written;
    const char *path;
    const char *missing;
} cases[] = {
    {"Bundle.entry[0].resource.name[1].given[1]", "Bundle.entry[0].resource.name[1].given[1]", ""},
    /* HL7, HAPI */
    {"Bundle.entry[0].resource/*Patient/p1*/.name[1].family", "Bundle.entry[0].resource.name[1].family", ""},
    {"Bundle.entry[2].resource.ofType(Observation).status", "Bundle.entry[2].resource.status", ""},
    {"Bundle.entry[1].resource/*Observation/o1*/.value.ofType(Quantity).unit",
     "Bundle.entry[1].resource.valueQuantity.unit", ""},
    {"Bundle.entry[1].resource.extension('http://a.test/x').value", "Bundle.entry[1].resource.extension[0].valueString",
     ""},
    {"Bundle.entry[0].resource.name.where(use = 'official').family", "Bundle.entry[0].resource.name[1].family", ""},
    {"Bundle.entry[1].resource.value[x]", "Bundle.entry[1].resource.valueQuantity", ""},
    {"Bundle.entry[0].resource.name:official[1].family (line 3, col 12)", "Bundle.entry[0].resource.name[1].family",
     ""},
    /* Firely: a position after each name */
    {"Bundle.entry[0].resource[0].name[0].family[0]", "Bundle.entry[0].resource.name[0].family", ""},
    /* Aidbox: positions as steps */
    {"Bundle.entry.0.resource.name.1.given.0", "Bundle.entry[0].resource.name[1].given[0]", ""},
    /* the only resource of the type; with the id; of several none */
    {"Patient.name[1].family", "Bundle.entry[0].resource.name[1].family", ""},
    {"Observation/o2: Observation.status", "Bundle.entry[2].resource.status", ""},
    {"Observation.status", "?", ""},
    {"Parameters.parameter[0].resource.entry[2].resource.status", "Bundle.entry[2].resource.status", ""},
    /* JSON pointer, XPath */
    {"/entry/0/resource/name/1/given/1", "Bundle.entry[0].resource.name[1].given[1]", ""},
    {"/f:Bundle/f:entry[1]/f:resource/f:Patient/f:name[2]/f:family/@value", "Bundle.entry[0].resource.name[1].family",
     ""},
    {"/Patient/name[2]", "Bundle.entry[0].resource.name[1]", ""},
    /* what is missing */
    {"Bundle.entry[2].resource.code", "Bundle.entry[2].resource", "code"},
    {"Bundle.entry[2].resource.code.coding[0].system", "Bundle.entry[2].resource", "code"},
    {"Bundle.entry[0].resource.birthDate.extension[0]", "Bundle.entry[0].resource.birthDate", ""},
    {"Patient.gender", "Bundle.entry[0].resource", "gender"},
    /* nothing that leads anywhere, and what is not evaluated */
    {"nowhere.at.all", "?", ""},
    {"(document)", "?", ""},
    {"Bundle.descendants().where(id = 'o1')", "?", ""},
};

typedef struct Fixture {
    Rules *rules;
    Checker *checker;
    Document *document;
    Evaluator *evaluator;
    Arena *arena;
} Fixture;

static Fixture fixture_open(const char *json)
{
    CheckOptions options = {0};
    Fixture fixture = {.rules = rules_new(), .arena = arena_new()};
    fixture.checker = checker_new(fixture.rules, &options, clock_system());
    fixture.document = document_new(slice_from(json), "in.json", NULL);
    fixture.evaluator = evaluator_new(fixture.checker, fixture.document);
    return fixture;
}

static void fixture_close(Fixture *fixture)
{
    evaluator_free(fixture->evaluator);
    document_free(fixture->document);
    checker_free(fixture->checker);
    rules_free(fixture->rules);
    arena_free(fixture->arena);
}

static void assert_place(Fixture *fixture, const OutcomeIssue *issue, const char *path, const char *missing)
{
    Text said = TEXT_EMPTY;
    OutcomePlace place = outcome_place(fixture->evaluator, fixture->document, issue, fixture->arena);
    if (place.is_known) {
        path_append(fixture->document, place.node, &said);
    } else {
        text_append(&said, SLICE("?"));
    }
    assert_string_equal(said.bytes, path);
    assert_true(slice_equals(place.missing, slice_from(missing)));
    text_free(&said);
}

static void test_written_places(void **state)
{
    (void)state;
    Fixture fixture = fixture_open(bundle);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LineWords words = line_words_read(slice_from(cases[i].written));
        OutcomeIssue issue = {.places = {slice_part(slice_from(cases[i].written), 0, words.start)},
                              .place_count = 1,
                              .record = OUTCOME_NO_NUMBER,
                              .entry = OUTCOME_NO_NUMBER};
        print_message("%s\n", cases[i].written);
        assert_place(&fixture, &issue, cases[i].path, cases[i].missing);
    }
    fixture_close(&fixture);
}

/* Where no path leads anywhere the line does: to the value that starts or ends there. */
static void test_lines(void **state)
{
    (void)state;
    static const struct {
        uint32_t line, column;
        const char *path;
    } lines[] = {{3, 41, "Bundle.entry[0].resource.name[1].given[0]"},
                 {3, 18, "Bundle.entry[0].resource.name[1].use"},
                 {6, 0, "Bundle.entry[2]"},
                 {99, 1, "?"},
                 {0, 5, "?"}};
    Fixture fixture = fixture_open(bundle);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        OutcomeIssue issue = {
            .line = lines[i].line, .column = lines[i].column, .record = OUTCOME_NO_NUMBER, .entry = OUTCOME_NO_NUMBER};
        print_message("%u:%u\n", lines[i].line, lines[i].column);
        assert_place(&fixture, &issue, lines[i].path, "");
    }
    fixture_close(&fixture);
}

/* In NDJSON a path starts at the resource of a line: that of the issue, or of the record. */
static void test_records(void **state)
{
    (void)state;
    Fixture fixture = fixture_open("{\"resourceType\":\"Patient\",\"gender\":\"a\"}\n"
                                   "{\"resourceType\":\"Patient\",\"gender\":\"b\"}\n");
    OutcomeIssue issue = {
        .places = {SLICE("Patient.gender")}, .place_count = 1, .record = 1, .entry = OUTCOME_NO_NUMBER};
    OutcomePlace place = outcome_place(fixture.evaluator, fixture.document, &issue, fixture.arena);
    assert_true(document_string_equals(fixture.document, place.node, SLICE("b")));
    issue.record = OUTCOME_NO_NUMBER;
    issue.line = 1;
    place = outcome_place(fixture.evaluator, fixture.document, &issue, fixture.arena);
    assert_true(document_string_equals(fixture.document, place.node, SLICE("a")));
    fixture_close(&fixture);
}

static void test_line_words(void **state)
{
    (void)state;
    static const struct {
        const char *place;
        uint32_t line, column, start;
    } words[] = {{"Line[3] Col[12]", 3, 12, 0},
                 {"Line 2482, Col 58", 2482, 58, 0},
                 {"line 3, position 7", 3, 7, 0},
                 {"Patient.name (line 3, col 12)", 3, 12, 12},
                 {"Patient.name (l5/c3)", 5, 3, 12},
                 {"[4,9]", 4, 9, 0},
                 {"Patient.address[0].line[1]", 0, 0, 26},
                 {"/f:Patient/f:line[1]", 0, 0, 20},
                 {"Patient.name[0]", 0, 0, 15},
                 {"a-line3", 0, 0, 7},
                 {"line 99999999999999999999", 0, 0, 25}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        LineWords found = line_words_read(slice_from(words[i].place));
        print_message("%s\n", words[i].place);
        assert_int_equal(found.line, words[i].line);
        assert_int_equal(found.column, words[i].column);
        assert_int_equal(found.start, words[i].start);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_written_places), cmocka_unit_test(test_lines),
                                       cmocka_unit_test(test_records), cmocka_unit_test(test_line_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
