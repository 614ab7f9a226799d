/* Compare: a study made from images agrees with them; each change of it is one finding, and what is taken over undoes
 * it. */
#include "src/archive/compare.h"

#include "src/archive/new_study.h"
#include "src/archive/take.h"
#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* What all tests share. */
typedef struct Fixture {
    ImageSet set;
    Rules *rules;
    Checker *checker;
    Text study; /* as it is made from the images */
} Fixture;

/* Adds an instance of a study of two series with three instances each. */
static void add_image(ImageSet *set, unsigned series, unsigned instance)
{
    Arena *arena = arena_new();
    Image image = {.values = {[IMAGE_STUDY_UID] = SLICE("2.25.1"),
                              [IMAGE_SOP_CLASS] = SLICE("1.2.840.10008.5.1.4.1.1.2"),
                              [IMAGE_STUDY_DATE] = SLICE("20240302"),
                              [IMAGE_STUDY_TIME] = SLICE("091500"),
                              [IMAGE_SERIES_DATE] = SLICE("20240302"),
                              [IMAGE_SERIES_TIME] = SLICE("091600"),
                              [IMAGE_TIME_ZONE] = SLICE("+0100"),
                              [IMAGE_ACCESSION] = SLICE("A1"),
                              [IMAGE_MODALITY] = SLICE("CT"),
                              [IMAGE_REFERRER] = SLICE("Grey^Ruth"),
                              [IMAGE_STUDY_DESCRIPTION] = SLICE("CT Thorax"),
                              [IMAGE_PATIENT_NAME] = SLICE("Müller^Eva"),
                              [IMAGE_PATIENT_ID] = SLICE("P-17"),
                              [IMAGE_PATIENT_BIRTH_DATE] = SLICE("19590412"),
                              [IMAGE_PATIENT_SEX] = SLICE("F"),
                              [IMAGE_BODY_PART] = SLICE("CHEST"),
                              [IMAGE_LATERALITY] = SLICE("L")}};
    image.values[IMAGE_SERIES_UID] = arena_format(arena, "2.25.1.%u", series);
    image.values[IMAGE_UID] = arena_format(arena, "2.25.1.%u.%u", series, instance);
    image.values[IMAGE_SERIES_NUMBER] = arena_format(arena, "%u", series);
    image.values[IMAGE_NUMBER] = arena_format(arena, "%u", instance);
    image.values[IMAGE_SERIES_DESCRIPTION] = arena_format(arena, "Axial %u", series);
    assert_true(image_set_add(set, &image, SLICE("x")));
    arena_free(arena);
}

static int set_up(void **state)
{
    Fixture *fixture = memory_allocate_zeroed(1, sizeof *fixture);
    for (unsigned i = 0; i < 6; i++) {
        add_image(&fixture->set, i / 3 + 1, i % 3 + 1);
    }
    image_set_sort(&fixture->set);
    new_study_append(&fixture->set.studies[0], SLICE(""), &fixture->study);
    fixture->rules = rules_new();
    fixture->checker = checker_new(fixture->rules, &(CheckOptions){0}, clock_system());
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    checker_free(fixture->checker);
    rules_free(fixture->rules);
    image_set_free(&fixture->set);
    text_free(&fixture->study);
    free(fixture);
    return 0;
}

/* "SEVERITY PATH MESSAGE" of all findings, one a line. */
static void append_findings(const Document *document, const ArchiveComparison *comparison, Text *lines)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const Issue *issue = &comparison->findings[i].issue;
        text_format(lines, "%s %s ", severity_name(issue->severity), issue->key);
        path_append(document, issue->node, lines);
        issue_append_missing(issue, lines);
        text_format(lines, ": %.*s\n", SLICE_ARGS(issue->message));
    }
}

/* Replaces the first occurrence after another one. */
static void replace(Text *text, const char *after, const char *old, const char *new)
{
    size_t from = slice_find(text_slice(text), slice_from(after), 0);
    assert_true(from != SIZE_MAX);
    size_t place = slice_find(text_slice(text), slice_from(old), from);
    assert_true(place != SIZE_MAX);
    text_splice(text, place, strlen(old), slice_from(new));
}

static void assert_findings(const Fixture *fixture, const Document *document, const char *expected)
{
    ArchiveComparison comparison = {0};
    Error error;
    Text lines = TEXT_EMPTY;
    text_append(&lines, SLICE(""));
    if (archive_compare(document, &fixture->set, &comparison, &error)) {
        append_findings(document, &comparison, &lines);
    } else {
        text_format(&lines, "! %s\n", error.message);
    }
    assert_string_equal(lines.bytes ? lines.bytes : "", expected);
    archive_comparison_free(&comparison);
    text_free(&lines);
}

static void tell(void *context, const Document *document, const ArchiveFinding *finding)
{
    (void)context, (void)document;
    assert_true(finding->fix.action != ARCHIVE_KEEP);
}

typedef struct Change {
    const char *after; /* the first `old` after it is replaced by `new` */
    const char *old;
    const char *new;
    const char *expected;
    bool stays; /* the archive's values do not make it what it was */
} Change;

#define INSTANCE(series, number, uid)                                                                                  \
    "{\"uid\":\"" uid                                                                                                  \
    "\",\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\",\"code\":\"urn:oid:1.2.840.10008.5.1.4.1.1.2\","                \
    "\"display\":\"CT Image Storage\"},\"number\":" number "}"

static const Change changes[] = {
    {"{", "{", "{", "", true},
    {"{", "urn:oid:2.25.1\"", "urn:oid:2.25.9\"",
     "error archive-uid ImagingStudy.identifier[0].value: Study Instance UID is '2.25.9'. Archive: '2.25.1'.\n", false},
    {"series\":", "2.25.1.1\"", "2.25.7\"",
     "error archive-uid ImagingStudy.series[0].uid: Series Instance UID is '2.25.7'. Archive: '2.25.1.1'.\n", false},
    {"series\":", "2.25.1.1.2\"", "2.25.7\"",
     "error archive-uid ImagingStudy.series[0].instance[1].uid: SOP Instance UID is '2.25.7'. Archive: '2.25.1.1.2'.\n",
     false},
    {"series\":", "10008.5.1.4.1.1.2\"", "10008.5.1.4.1.1.4\"",
     "error archive-sop-class ImagingStudy.series[0].instance[0].sopClass: SOP class is "
     "'1.2.840.10008.5.1.4.1.1.4'. Archive: '1.2.840.10008.5.1.4.1.1.2'.\n",
     false},
    {"series\":", "\"code\":\"CT\"", "\"code\":\"MR\"",
     "error archive-modality ImagingStudy.series[0].modality: Modality is 'MR'. Archive: 'CT'.\n", false},
    {"series\":",
     ",\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\",\"code\":\"urn:oid:1.2.840.10008.5.1.4.1.1.2\",\"display\":\"CT "
     "Image Storage\"}",
     "",
     "note archive-less ImagingStudy.series[0].instance[0].sopClass: SOP class is missing. Archive: "
     "'1.2.840.10008.5.1.4.1.1.2'.\n",
     false},
    {"\"modality\":[", "\"code\":\"CT\"", "\"code\":\"MR\"",
     "error archive-modality ImagingStudy.modality: Modalities differ. Archive: 'CT'.\n", false},
    {"{", "\"numberOfInstances\":6", "\"numberOfInstances\":7",
     "warning archive-count ImagingStudy.numberOfInstances: Number of instances is '7'. Archive: '6'.\n", false},
    {"{", "\"numberOfSeries\":2", "\"numberOfSeries\":3",
     "warning archive-count ImagingStudy.numberOfSeries: Number of series is '3'. Archive: '2'.\n", false},
    {"{", "\"numberOfInstances\":3", "\"numberOfInstances\":2",
     "warning archive-count ImagingStudy.series[0].numberOfInstances: Number of instances is '2'. Archive: '3'.\n",
     false},
    {"2.25.1.1\"", "\"number\":1", "\"number\":8",
     "warning archive-number ImagingStudy.series[0].number: Series number is '8'. Archive: '1'.\n", false},
    {"2.25.1.1.3\"", "\"number\":3", "\"number\":8",
     "warning archive-number ImagingStudy.series[0].instance[2].number: Instance number is '8'. Archive: '3'.\n",
     false},
    {"{", "T09:15:00+01:00", "T10:15:00+01:00",
     "warning archive-started ImagingStudy.started: Start is '2024-03-02T10:15:00+01:00'. Archive: "
     "'2024-03-02T09:15:00+01:00'.\n",
     false},
    {"{", "T09:15:00+01:00", "",
     "note archive-less ImagingStudy.started: Start is '2024-03-02'. The archive also has the time: '091500'.\n",
     false},
    {"{", "Axial 1", "axial",
     "warning archive-description ImagingStudy.series[0].description: Description is 'axial'. Archive: 'Axial 1'.\n",
     false},
    {"{", "\"description\":\"CT Thorax\",", "",
     "note archive-less ImagingStudy.description: Description is missing. Archive: 'CT Thorax'.\n", false},
    {"{", "\"816094009\"", "\"69536005\"",
     "warning archive-body-site ImagingStudy.series[0].bodySite: Body site is 'Structure of… structure)'. Archive: "
     "'CHEST'.\n",
     false},
    {"{", "\"816094009\"", "\"51185008\"", "", true},
    {"{", "\"7771000\"", "\"24028007\"",
     "warning archive-body-site ImagingStudy.series[0].laterality: Laterality is 'Left (qualifier value)'. Archive: "
     "'L'.\n",
     false},
    {"{", "\"value\":\"A1\"", "\"value\":\"A2\"",
     "warning archive-accession ImagingStudy.identifier[1].value: Accession number is 'A2'. Archive: 'A1'.\n", false},
    {"{", "\"value\":\"P-17\"", "\"value\":\"P-18\"",
     "warning archive-patient ImagingStudy.subject.identifier.value: Patient ID is 'P-18'. Archive: 'P-17'.\n", false},
    {"{", "\"display\":\"Eva Müller\"", "\"display\":\"EVA MÜLLER\"", "", true},
    {"\"series\":", "," INSTANCE(1, "2", "2.25.1.1.2"), "",
     "note archive-unlisted ImagingStudy.series[0].instance: Instance '2.25.1.1.2' of the archive is missing.\n", true},
    {"\"series\":", "[" INSTANCE(1, "1", "2.25.1.1.1"),
     "[" INSTANCE(1, "9", "2.25.5") "," INSTANCE(1, "1", "2.25.1.1.1"),
     "error archive-missing ImagingStudy.series[0].instance[0]: The archive does not have instance '2.25.5' in this "
     "series.\n",
     false},
};

/* Each change is found, and nothing else; what the archive has makes the study what it was. */
static void test_one_cause_is_one_finding(void **state)
{
    const Fixture *fixture = *state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const Change *change = &changes[i];
        Text text = TEXT_EMPTY;
        size_t count;
        text_append(&text, text_slice(&fixture->study));
        replace(&text, change->after, change->old, change->new);
        Document *document = document_new(text_slice(&text), "study.json", NULL);
        assert_findings(fixture, document, change->expected);
        assert_true(archive_take_all(fixture->checker, document, &fixture->set, true, tell, NULL, &count, NULL));
        assert_int_equal(count > 0, change->expected[0] != '\0');
        assert_findings(fixture, document, "");
        if (!change->stays) {
            Document *made = document_new(text_slice(&fixture->study), "made.json", NULL);
            assert_true(document_values_equal(document, 0, made, 0));
            document_free(made);
        }
        document_free(document);
        text_free(&text);
    }
}

/* A list that is short, and counts that follow from it, are one finding; the counts are right at the end. */
static void test_lists_explain_counts(void **state)
{
    const Fixture *fixture = *state;
    Text text = TEXT_EMPTY;
    size_t count;
    text_append(&text, text_slice(&fixture->study));
    replace(&text, "series\":", "," INSTANCE(1, "2", "2.25.1.1.2"), "");
    replace(&text, "{", "\"numberOfInstances\":3", "\"numberOfInstances\":2");
    replace(&text, "{", "\"numberOfInstances\":6", "\"numberOfInstances\":5");
    Document *document = document_new(text_slice(&text), "study.json", NULL);
    assert_findings(
        fixture, document,
        "warning archive-unlisted ImagingStudy.series[0].instance: Instance '2.25.1.1.2' of the archive is missing.\n");
    assert_true(archive_take_all(fixture->checker, document, &fixture->set, true, tell, NULL, &count, NULL));
    assert_int_equal(count, 3);
    assert_findings(fixture, document, "");
    document_free(document);
    text_free(&text);
}

/* Two series that have each other's UID keep their instances. */
static void test_exchanged_series(void **state)
{
    const Fixture *fixture = *state;
    Text text = TEXT_EMPTY;
    text_append(&text, text_slice(&fixture->study));
    replace(&text, "series\":", "2.25.1.1\"", "2.25.1.X\"");
    replace(&text, "series\":", "2.25.1.2\"", "2.25.1.1\"");
    replace(&text, "series\":", "2.25.1.X\"", "2.25.1.2\"");
    Document *document = document_new(text_slice(&text), "study.json", NULL);
    assert_findings(
        fixture, document,
        "error archive-uid ImagingStudy.series[0].uid: Series Instance UID is '2.25.1.2'. Archive: '2.25.1.1'.\n"
        "error archive-uid ImagingStudy.series[1].uid: Series Instance UID is '2.25.1.1'. Archive: '2.25.1.2'.\n");
    document_free(document);
    text_free(&text);
}

/* Several items go together, and what is left keeps its bytes. */
static void test_many_are_removed(void **state)
{
    const Fixture *fixture = *state;
    Text text = TEXT_EMPTY;
    size_t count;
    text_append(&text, text_slice(&fixture->study));
    replace(&text, "\"series\":", "\"instance\":[", "\"instance\":[ {\"uid\":\"2.25.8\"},  {\"uid\":\"2.25.9\"} , ");
    replace(&text, "2.25.1.1.3\"", "}]", "} , {\"uid\":\"2.25.7\"} ]");
    Document *document = document_new(text_slice(&text), "study.json", NULL);
    assert_true(archive_take_all(fixture->checker, document, &fixture->set, true, tell, NULL, &count, NULL));
    assert_int_equal(count, 3);
    assert_findings(fixture, document, "");
    Text expected = TEXT_EMPTY;
    text_append(&expected, text_slice(&fixture->study));
    replace(&expected, "\"series\":", "\"instance\":[", "\"instance\":[ ");
    replace(&expected, "2.25.1.1.3\"", "}]", "} ]");
    assert_true(slice_equals(document_bytes(document), text_slice(&expected)));
    text_free(&expected);
    document_free(document);
    text_free(&text);
}

static void test_whole_series(void **state)
{
    Fixture *fixture = *state;
    Document *document = document_new(text_slice(&fixture->study), "study.json", NULL);
    image_set_free(&fixture->set);
    for (unsigned i = 0; i < 7; i++) {
        add_image(&fixture->set, i / 3 + 1, i % 3 + 1);
    }
    image_set_sort(&fixture->set);
    assert_findings(fixture, document,
                    "warning archive-unlisted ImagingStudy.series: Series '2.25.1.3' of the archive is missing (CT, 1 "
                    "instance).\n");
    size_t count;
    assert_true(archive_take_all(fixture->checker, document, &fixture->set, true, tell, NULL, &count, NULL));
    assert_findings(fixture, document, "");
    fixture->set.studies[0].count = 1;
    assert_findings(fixture, document,
                    "error archive-missing ImagingStudy.series[1]: The archive does not have series '2.25.1.2'.\n"
                    "error archive-missing ImagingStudy.series[2]: The archive does not have series '2.25.1.3'.\n");
    assert_true(archive_take_all(fixture->checker, document, &fixture->set, true, tell, NULL, &count, NULL));
    assert_findings(fixture, document, "");
    fixture->set.studies[0].count = 3;
    document_free(document);
}

/* What stands in a file of an archive cannot end a string of the resource. */
static void test_values_of_images_are_quoted(void **state)
{
    (void)state;
    ImageSet set = {0};
    Image image = {.values = {[IMAGE_STUDY_UID] = SLICE("1\"2"),
                              [IMAGE_SERIES_UID] = SLICE("1\"3"),
                              [IMAGE_UID] = SLICE("1\\4"),
                              [IMAGE_MODALITY] = SLICE("C\"T"),
                              [IMAGE_ACCESSION] = SLICE("A\"1")}};
    assert_true(image_set_add(&set, &image, SLICE("x")));
    image_set_sort(&set);
    Text json = TEXT_EMPTY;
    new_study_append(&set.studies[0], SLICE("Patient/\"1"), &json);
    Document *document = document_new(text_slice(&json), "study.json", NULL);
    assert_int_equal(document_fault_count(document), 0);
    document_free(document);
    text_free(&json);
    image_set_free(&set);
}

/* Images that state little: numbers that FHIR does not have, no patient, no modality. What is made of them agrees with
 * them. */
static void test_images_that_state_little(void **state)
{
    (void)state;
    ImageSet set = {0};
    Image image = {.values = {[IMAGE_STUDY_UID] = SLICE("1.2"),
                              [IMAGE_SERIES_UID] = SLICE("1.2.3"),
                              [IMAGE_UID] = SLICE("1.2.3.4"),
                              [IMAGE_NUMBER] = SLICE("-1"),
                              [IMAGE_SERIES_NUMBER] = SLICE("007")}};
    assert_true(image_set_add(&set, &image, SLICE("x")));
    image_set_sort(&set);
    Text json = TEXT_EMPTY, remarks = TEXT_EMPTY;
    new_study_append(&set.studies[0], SLICE(""), &json);
    new_study_append_remarks(&set.studies[0], &remarks);
    assert_string_equal(
        json.bytes,
        "{\"resourceType\":\"ImagingStudy\",\"text\":{\"status\":\"generated\",\"div\":\"<div "
        "xmlns=\\\"http://www.w3.org/"
        "1999/xhtml\\\"><p>Imaging study: 1 series, 1 "
        "instance</p></div>\"},\"identifier\":[{\"system\":\"urn:dicom:uid\","
        "\"value\":\"urn:oid:1.2\"}],\"status\":\"available\",\"modality\":[{\"system\":\"http://dicom.nema.org/"
        "resources/"
        "ontology/"
        "DCM\",\"code\":\"OT\",\"display\":\"Other "
        "Modality\"}],\"numberOfSeries\":1,\"numberOfInstances\":1,\"series\":[{"
        "\"uid\":\"1.2.3\",\"number\":7,\"modality\":{\"system\":\"http://dicom.nema.org/resources/ontology/"
        "DCM\",\"code\":"
        "\"OT\",\"display\":\"Other Modality\"},\"numberOfInstances\":1,\"instance\":[{\"uid\":\"1.2.3.4\"}]}]}");
    assert_string_equal(remarks.bytes, "series 1.2.3: the images state no modality; 'OT' was written\n"
                                       "study 1.2: the images state no date\n");
    Document *document = document_new(text_slice(&json), "study.json", NULL);
    ArchiveComparison comparison = {0};
    assert_true(archive_compare(document, &set, &comparison, NULL));
    assert_int_equal(comparison.count, 0);
    archive_comparison_free(&comparison);
    document_free(document);
    text_free(&json);
    text_free(&remarks);
    image_set_free(&set);
}

static void test_what_cannot_be_compared(void **state)
{
    const Fixture *fixture = *state;
    Document *other =
        document_new(SLICE("{\"resourceType\":\"ImagingStudy\",\"identifier\":[{\"system\":\"urn:dicom:uid\","
                           "\"value\":\"urn:oid:2.25.77\"}]}"),
                     "other.json", NULL);
    assert_findings(fixture, other, "! the archive does not have the study\n");
    document_free(other);
    other = document_new(SLICE("{\"resourceType\":\"Patient\"}"), "patient.json", NULL);
    assert_findings(fixture, other, "! there is no ImagingStudy in the file\n");
    document_free(other);
}

/* In a Bundle, the patient is the resource that the subject refers to: two details that differ are another patient. */
static void test_patient_of_a_bundle(void **state)
{
    const Fixture *fixture = *state;
    static const char *const rows[][2] = {
        {"\"name\":[{\"family\":\"Müller\",\"given\":[\"Eva\"]}],\"gender\":\"female\",\"birthDate\":\"1959-04-12\"",
         ""},
        {"\"name\":[{\"family\":\"Müller\"}],\"birthDate\":\"1959-04-21\"",
         "warning archive-patient Bundle.entry[1].resource.birthDate: Birth date is '1959-04-21'. Archive: "
         "'1959-04-12'.\n"},
        {"\"name\":[{\"family\":\"Meier\"}],\"gender\":\"male\",\"birthDate\":\"1959-04-12\"",
         "error archive-patient Bundle.entry[0].resource.subject: Another patient than in the archive: Name 'Meier' "
         "(archive: 'Eva Müller'), Gender 'male' (archive: 'female').\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Text text = TEXT_EMPTY;
        text_append(&text, SLICE("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":"));
        new_study_append(&fixture->set.studies[0], SLICE("urn:uuid:1"), &text);
        text_format(&text, "},{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\",%s}}]}",
                    rows[i][0]);
        Document *document = document_new(text_slice(&text), "bundle.json", NULL);
        assert_findings(fixture, document, rows[i][1]);
        document_free(document);
        text_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_cause_is_one_finding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lists_explain_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_exchanged_series, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_are_removed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_whole_series, set_up, tear_down),
        cmocka_unit_test(test_values_of_images_are_quoted),
        cmocka_unit_test(test_images_that_state_little),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_compared, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_patient_of_a_bundle, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
