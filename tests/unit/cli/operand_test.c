/* Operands that stand for one document of a server: compare, fix, new --into, check --against. Nothing is sent. */
#include "src/base/text.h"
#include "tests/support/folder.h"
#include "tests/support/net/fhir_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const char wrong[] = "{\"resourceType\":\"Patient\",\"gender\":\"Male\"}";

static FhirRig *start(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    fhir_server_put(&rig->server, "Patient/1", wrong);
    free(folder_add(rig->program->folder, "patient.json", wrong));
    return rig;
}

static void test_compare(void **state)
{
    FhirRig *rig = start(state);
    fhir_server_put(&rig->server, "Patient/2", "{\"resourceType\":\"Patient\",\"gender\":\"male\"}");
    assert_int_equal(fhir_rig_run(rig, "ipse compare clinic:Patient/1 patient.json"), 0);
    assert_int_equal(fhir_rig_run(rig, "ipse compare patient.json clinic:Patient/2"), 1);
    fhir_rig_expect(rig, "patient.json:1:36: warning: Patient.gender: Value is \"Male\". Other file: \"male\".");
    assert_int_equal(fhir_rig_run(rig, "ipse compare clinic:Patient patient.json"), 2);
    fhir_rig_expect(rig, "ipse: clinic:Patient: the search found several resources; name one of them\n");
    assert_int_equal(fhir_rig_run(rig, "ipse compare --offline clinic:Patient/1 patient.json"), 2);
    fhir_rig_expect(rig, "no request is sent with --offline");
    fhir_rig_stop(rig);
}

static void test_fix_prints_and_sends_nothing(void **state)
{
    FhirRig *rig = start(state);
    assert_int_equal(fhir_rig_run(rig, "ipse fix clinic:Patient/1 2>said; cat said >&2"), 0);
    fhir_rig_expect(rig, "{\"resourceType\":\"Patient\",\"gender\":\"male\"}");
    fhir_rig_expect(rig, "clinic:Patient/1:1:36: fixed: Patient.gender");
    assert_string_equal(rig->server.log.bytes, "GET /fhir/Patient/1\n");
    assert_int_equal(fhir_rig_run(rig, "ipse fix -o out clinic:Patient/1"), 2);
    fhir_rig_expect(rig, "ipse: clinic:Patient/1: a resource of a server has no file name; remove --output\n");
    assert_int_equal(fhir_rig_run(rig, "ipse fix clinic:Patient/7"), 2);
    fhir_rig_expect(rig, "the server does not have the resource");
    fhir_rig_stop(rig);
}

static void test_archives(void **state)
{
    FhirRig *rig = start(state);
    assert_int_equal(fhir_rig_run(rig, "ipse fix --archive nowhere clinic:Patient/1"), 2);
    fhir_rig_expect(rig,
                    "ipse: nowhere: no file has this name; unknown server 'nowhere'; servers in config.yaml: clinic\n");
    assert_int_equal(fhir_rig_run(rig, "ipse new --dicom . --into clinic:Patient/7"), 2);
    fhir_rig_expect(rig, "no DICOM image was found");
    fhir_rig_stop(rig);
}

static void test_against(void **state)
{
    FhirRig *rig = start(state);
    static const char outcome[] =
        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":"
        "\"code-invalid\",\"expression\":[\"Patient.gender\"],\"details\":{\"text\":\"no\"}}]}";
    free(folder_add(rig->program->folder, "outcome.json", outcome));
    fhir_server_put(&rig->server, "OperationOutcome/1", outcome);
    assert_int_equal(fhir_rig_run(rig, "ipse check --against outcome.json clinic:Patient/1"), 1);
    fhir_rig_expect(rig, "both   clinic:Patient/1:1:36: error: Patient.gender");
    assert_int_equal(fhir_rig_run(rig, "ipse check --against clinic:OperationOutcome/1 patient.json"), 1);
    fhir_rig_expect(rig, "both   patient.json:1:36: error: Patient.gender");
    fhir_rig_stop(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare),
        cmocka_unit_test(test_fix_prints_and_sends_nothing),
        cmocka_unit_test(test_archives),
        cmocka_unit_test(test_against),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
