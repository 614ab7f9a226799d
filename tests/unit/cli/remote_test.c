/* Operands that stand for what a server holds: the same verdicts as on files, pages as records, and what fails. */
#include "src/base/text.h"
#include "tests/support/folder.h"
#include "tests/support/net/fhir_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char broken[] = "{\"resourceType\": \"Patient\",\n \"gender\": \"mal\"}\n";
static const char right[] = "{\"resourceType\":\"Patient\",\"id\":\"2\",\"gender\":\"male\"}";

static void test_a_url_is_checked_as_a_file(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    fhir_server_put(&rig->server, "Patient/1", broken);
    free(folder_add(rig->program->folder, "patient.json", broken));
    assert_int_equal(
        fhir_rig_run(rig, "ipse check clinic:Patient/1 2>/dev/null | sed s/clinic:Patient.1/NAME/ >a; "
                          "ipse check patient.json 2>/dev/null | sed s/patient.json/NAME/ >b; cmp a b && cat a"),
        0);
    fhir_rig_expect(rig, "NAME:2:");
    fhir_rig_expect(rig, "'mal'");
    Text words = TEXT_EMPTY;
    text_format(&words, "ipse check %s/Patient/1", rig->server.base);
    assert_int_equal(fhir_rig_run(rig, words.bytes), 1);
    fhir_rig_expect(rig, "/fhir/Patient/1:2:");
    text_free(&words);
    assert_int_equal(fhir_rig_run(rig, "ipse tree clinic:Patient/1"), 1);
    fhir_rig_expect(rig, "gender");
    assert_int_equal(fhir_rig_run(rig, "ipse fhirpath Patient.gender clinic:Patient/1"), 0);
    fhir_rig_expect(rig, "mal");
    assert_int_equal(fhir_rig_run(rig, "ipse report --format csv clinic:Patient/1"), 0);
    fhir_rig_expect(rig, "records");
    fhir_rig_stop(rig);
}

static void test_pages_of_a_search_are_records(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    fhir_server_put(&rig->server, "Patient/1", broken);
    for (int i = 2; i <= 5; i++) {
        char path[32];
        snprintf(path, sizeof path, "Patient/%d", i);
        fhir_server_put(&rig->server, path, i == 4 ? broken : right);
    }
    assert_int_equal(fhir_rig_run(rig, "ipse check 'clinic:Patient?gender=male'"), 1);
    fhir_rig_expect(rig, "clinic:Patient/1:2:");
    fhir_rig_expect(rig, "clinic:Patient/4:2:");
    fhir_rig_expect(rig, "5 files");
    assert_string_equal(rig->server.log.bytes,
                        "GET /fhir/Patient?gender=male\nGET /fhir/Patient?page=1\nGET /fhir/Patient?page=2\n");
    assert_int_equal(fhir_rig_run(rig, "ipse check --format records clinic:Patient 2>/dev/null | wc -l"), 0);
    fhir_rig_expect(rig, "5\n");
    rig->server.is_ring = true;
    assert_int_equal(fhir_rig_run(rig, "ipse check clinic:Patient"), 2);
    fhir_rig_expect(rig, "the pages of the search repeat; the rest is not read");
    fhir_rig_stop(rig);
}

/* Pages whose next ones have ever new URLs: the search ends all the same. */
static void test_pages_without_end(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    fhir_server_put(&rig->server, "Patient/1", right);
    rig->server.is_endless = true;
    assert_int_equal(fhir_rig_run(rig, "ipse check clinic:Patient"), 2);
    fhir_rig_expect(rig, "ipse: clinic:Patient?page=20: 20 pages have no new resource; the rest is not read\n");
    assert_int_equal(http_server_requests(rig->server.http), 21);
    fhir_rig_stop(rig);
    rig = fhir_rig_start(state, "    pages: 3\n");
    fhir_server_put(&rig->server, "Patient/1", right);
    rig->server.is_endless = true;
    assert_int_equal(fhir_rig_run(rig, "ipse fetch clinic:Patient"), 2);
    fhir_rig_expect(rig,
                    "ipse: clinic:Patient?page=2: the search has more than 3 pages; the rest is not read; set more "
                    "`pages` for the server in config.yaml\n");
    assert_int_equal(http_server_requests(rig->server.http), 3);
    fhir_rig_stop(rig);
}

static void test_what_fails_has_status_2_and_a_sentence(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "  pacs:\n    dicomweb: http://127.0.0.1:1\n");
    assert_int_equal(fhir_rig_run(rig, "ipse check clinic:Patient/7"), 2);
    fhir_rig_expect(rig,
                    "ipse: clinic:Patient/7: the server does not have the resource (HTTP 404): no such resource\n");
    assert_int_equal(fhir_rig_run(rig, "ipse check clinc:Patient/7"), 2);
    fhir_rig_expect(rig, "unknown server 'clinc'; similar: clinic\n");
    assert_int_equal(fhir_rig_run(rig, "ipse fetch ward-2:Patient/7"), 2);
    fhir_rig_expect(rig, "unknown server 'ward-2'; servers in config.yaml: clinic, pacs\n");
    assert_int_equal(fhir_rig_run(rig, "ipse fetch ftp://ward/x"), 2);
    fhir_rig_expect(rig, "unknown kind of URL 'ftp://ward/x'; use https or http\n");
    assert_int_equal(fhir_rig_run(rig, "ipse new --archive ward --study 1.2"), 2);
    fhir_rig_expect(rig,
                    "ipse: ward: no file has this name; unknown server 'ward'; servers in config.yaml: clinic, pacs\n");
    assert_int_equal(fhir_rig_run(rig, "echo '{\"resourceType\":\"Patient\"}' >ward:x; ipse check ward:x"),
                     0); /* a file */
    assert_int_equal(
        fhir_rig_run(
            rig,
            "ipse --config /dev/null check ward:Patient/7 2>&1 || ipse -c /dev/null --script /dev/null ward:Patient/7"),
        2);
    fhir_rig_expect(
        rig,
        "unknown server 'ward'; config.yaml has no servers\nipse: unknown server 'ward'; config.yaml has no servers\n");
    assert_int_equal(fhir_rig_script(rig, "ward:x",
                                     "size 100x30\ncommand o ward:Patient/7\nexpect \"unknown server 'ward'\"\ncommand "
                                     "w ward:y\nexpect \"unknown server 'ward'\"\n"),
                     2); /* of what is not saved */
    assert_int_equal(fhir_rig_run(rig, "ipse check pacs:Patient/7"), 2);
    fhir_rig_expect(rig, "server 'pacs' has no `fhir` in config.yaml\n");
    assert_int_equal(fhir_rig_run(rig, "ipse check http://127.0.0.1:1/Patient/7"), 2);
    fhir_rig_expect(rig, "ipse: pacs dicomweb: Patient/7: cannot connect to 127.0.0.1:1\n");
    assert_int_equal(fhir_rig_run(rig, "ipse check http://me:secret@127.0.0.1:1/Patient/7"), 2);
    fhir_rig_expect(rig, "user and password are not allowed in a URL; list the server in config.yaml\n");
    assert_null(strstr(rig->printed.bytes, "secret"));
    unsigned before = http_server_connections(rig->server.http);
    assert_int_equal(fhir_rig_run(rig, "ipse check --offline clinic:Patient/7"), 2);
    fhir_rig_expect(rig, "ipse: clinic:Patient/7: no request is sent with --offline\n");
    assert_int_equal(fhir_rig_run(rig, "ipse tree --offline http://host.invalid/Patient/7"), 2);
    fhir_rig_expect(rig, "no request is sent with --offline\n");
    assert_int_equal(http_server_connections(rig->server.http), before);
    fhir_server_put(&rig->server, "Patient/8", "<html><body>Login</body></html>");
    assert_int_equal(fhir_rig_run(rig, "ipse check clinic:Patient/8"), 2);
    fhir_rig_expect(rig, "ipse: clinic:Patient/8: web page; save the resource in JSON instead of the page\n");
    fhir_server_put(&rig->server, "Patient/9", "{\"resourceType\":\"Patient\",\"gender\":");
    assert_int_equal(fhir_rig_run(rig, "ipse check clinic:Patient/9"), 1);
    fhir_rig_expect(rig, "clinic:Patient/9:1:");
    fhir_rig_stop(rig);
}

static void test_what_changed_since_then(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    fhir_server_put(&rig->server, "Patient/1", broken);
    fhir_server_put(&rig->server, "ImagingStudy/1", "{\"resourceType\":\"ImagingStudy\",\"id\":\"1\"}");
    assert_int_equal(fhir_rig_run(rig, "ipse check --server clinic --since 2025-03-14T10:00:00+01:00"), 1);
    fhir_rig_expect(rig, "clinic:ImagingStudy/1:1:");
    fhir_rig_expect(rig, "1 file:");
    assert_int_equal(fhir_rig_run(rig, "ipse check --server clinic Patient ImagingStudy"), 1);
    fhir_rig_expect(rig, "2 files:");
    assert_string_equal(rig->server.log.bytes,
                        "GET /fhir/ImagingStudy?_lastUpdated=ge2025-03-14T10%3A00%3A00%2B01%3A00\n"
                        "GET /fhir/Patient\nGET /fhir/ImagingStudy\n");
    assert_int_equal(fhir_rig_run(rig, "ipse check --since 2025 clinic:Patient"), 2);
    fhir_rig_expect(rig, "--since requires --server");
    assert_int_equal(fhir_rig_run(rig, "ipse check --server clinic --since yesterday"), 2);
    fhir_rig_expect(rig, "ipse: --since: 'yesterday' is not a valid time. Expected: a time such as 2025-03-14 or ");
    assert_int_equal(fhir_rig_run(rig, "ipse check --server clinic ./study.json"), 2);
    fhir_rig_expect(rig, "ipse: ./study.json: not a resource type; with --server, operands are types such as ");
    assert_int_equal(fhir_rig_run(rig, "ipse check --server clinic Coding"), 2);
    fhir_rig_stop(rig);
}

static void test_exports_are_read(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    fhir_server_put(&rig->server, "Patient/1", right);
    fhir_server_put(&rig->server, "Patient/2", "{\"resourceType\":\"Patient\",\"gender\":\"mal\"}");
    assert_int_equal(fhir_rig_run(rig, "ipse check 'clinic:$export?_type=Patient'"), 1);
    fhir_rig_expect(rig, "ipse: clinic:$export?_type=Patient: note: half done\n");
    fhir_rig_expect(rig, "Patient.1.ndjson:2:");
    assert_int_equal(fhir_rig_run(rig, "ipse fetch -o out 'clinic:$export' && cat out/Patient.1.ndjson"), 0);
    fhir_rig_expect(rig, right);
    assert_non_null(strstr(rig->server.log.bytes, "DELETE /fhir/watch\n"));
    fhir_rig_stop(rig);
}

/* Runs an export whose list is `manifest`, and expects status 2 and a sentence. */
static void expect_export(FhirRig *rig, const char *manifest, const char *sentence)
{
    rig->server.manifest = manifest;
    assert_int_equal(fhir_rig_run(rig, "ipse report --format csv 'clinic:$export'"), 2);
    fhir_rig_expect(rig, sentence);
}

static void test_exports_that_are_not_whole(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    fhir_server_put(&rig->server, "Patient/1", right);
    fhir_server_put(&rig->server, "faults/1",
                    "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"diagnostics\":\"disk is full\"}]}\n{}\n");
    fhir_server_put(&rig->server, "page/1", "<!DOCTYPE html><html><body>Login</body></html>");
    const char *no_list = "ipse: clinic:watch: the answer is not the list of files of an export\n";
    expect_export(rig, "<!DOCTYPE html><html><body>Login</body></html>", no_list);
    expect_export(rig, "{\"output\":[", no_list);
    expect_export(rig, "{\"resourceType\":\"OperationOutcome\"}", no_list);
    expect_export(rig, "{\"output\":[{\"type\":\"Patient\"}]}",
                  "ipse: clinic:watch: a file of the export has no URL\n");
    expect_export(rig, "{\"output\":[{\"type\":\"Patient\",\"url\":\"%s/page/1\"}]}", "ipse: clinic:page/1: web page;");
    expect_export(rig, "{\"output\":[{\"type\":\"Patient\",\"url\":\"http://127.0.0.1:1/1\"}]}",
                  "the server refers to another server, which is not followed: http://127.0.0.1:1\n");
    expect_export(rig, "{\"output\":[{\"type\":\"Patient\",\"count\":5,\"url\":\"%s/Patient/1\"}]}",
                  "ipse: clinic:Patient/1: the file has 1 resource; the list of the export has 5\n");
    fhir_rig_expect(rig, "records");
    expect_export(rig, "{\"output\":[],\"error\":[{\"type\":\"OperationOutcome\",\"url\":\"%s/faults/1\"}]}",
                  "ipse: clinic:faults/1: the server could not export everything: disk is full\n");
    rig->server.manifest = "{\"output\":[]}";
    assert_int_equal(fhir_rig_run(rig, "ipse fetch 'clinic:$export'"), 0);
    fhir_rig_expect(rig, "ipse: clinic:$export: note: the export has no files\n");
    rig->server.manifest = "{\"output\":[{\"type\":\"Patient\",\"count\":1,\"url\":\"%s/Patient/1\"}]}";
    assert_int_equal(fhir_rig_run(rig, "ipse report --format csv 'clinic:$export'"), 0);
    fhir_rig_expect(rig, "records,1");
    fhir_rig_stop(rig);
}

static void test_bytes_are_fetched_as_they_are(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    fhir_server_put(&rig->server, "Patient/1", broken);
    fhir_server_put(&rig->server, "Patient/2", right);
    free(folder_add(rig->program->folder, "patient.json", broken));
    assert_int_equal(fhir_rig_run(rig, "ipse fetch clinic:Patient/1 | cmp - patient.json"), 0);
    assert_int_equal(fhir_rig_run(rig, "ipse fetch clinic:Patient -o pages && cat pages/Patient-2.json && ls pages"),
                     0);
    fhir_rig_expect(rig, "\"gender\":\"male\"}Patient-1.json\nPatient-2.json\n");
    assert_int_equal(fhir_rig_run(rig, "rm pages/Patient-2.json; ipse fetch clinic:Patient -o pages"), 2);
    fhir_rig_expect(rig, "ipse: pages/Patient-1.json: a file with this name exists\n");
    assert_int_equal(fhir_rig_run(rig, "cat pages/Patient-2.json"), 0);
    fhir_rig_expect(rig, right);
    assert_int_equal(fhir_rig_run(rig, "ipse fetch clinic:Observation"), 0);
    fhir_rig_expect(rig, "ipse: clinic:Observation: note: the server found no resources\n");
    fhir_server_put(&rig->server, "Basic/1", "{\"resourceType\":\"Basic\",");
    assert_int_equal(fhir_rig_run(rig, "ipse fetch clinic:Basic/1"), 2);
    fhir_rig_expect(rig, "{\"resourceType\":\"Basic\",");
    fhir_rig_expect(rig,
                    "ipse: clinic:Basic/1: note: the answer is not valid JSON; its bytes are written as received\n");
    fhir_rig_stop(rig);
}

static void test_secrets_are_in_no_output(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "    token_env: CLINIC_TOKEN\n");
    rig->server.token = "Bearer s3cretToken";
    fhir_server_put(&rig->server, "Patient/1", right);
    setenv("CLINIC_TOKEN", "s3cretToken", 1);
    assert_int_equal(fhir_rig_run(rig, "ipse check clinic:Patient/1; ipse check clinic:Patient/2; ipse config"), 0);
    fhir_rig_expect(rig, "token_env: 'CLINIC_TOKEN'");
    assert_null(strstr(rig->printed.bytes, "s3cretToken"));
    setenv("CLINIC_TOKEN", "other", 1);
    assert_int_equal(fhir_rig_run(rig, "ipse check clinic:Patient/1"), 2);
    fhir_rig_expect(rig, "the server requires a login");
    rig->server.repeats = true;
    assert_int_equal(fhir_rig_run(rig, "ipse check clinic:Patient/1"), 2);
    fhir_rig_expect(rig, "(HTTP 401): unknown token: Bearer …\n");
    assert_null(strstr(rig->printed.bytes, "other"));
    unsetenv("CLINIC_TOKEN");
    assert_int_equal(fhir_rig_run(rig, "ipse check clinic:Patient/1"), 2);
    fhir_rig_expect(rig, "server 'clinic' in config.yaml: environment variable CLINIC_TOKEN of token_env is not set");
    fhir_rig_stop(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_url_is_checked_as_a_file),
        cmocka_unit_test(test_pages_of_a_search_are_records),
        cmocka_unit_test(test_pages_without_end),
        cmocka_unit_test(test_what_fails_has_status_2_and_a_sentence),
        cmocka_unit_test(test_what_changed_since_then),
        cmocka_unit_test(test_exports_are_read),
        cmocka_unit_test(test_exports_that_are_not_whole),
        cmocka_unit_test(test_bytes_are_fetched_as_they_are),
        cmocka_unit_test(test_secrets_are_in_no_output),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
