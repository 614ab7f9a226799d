/* What servers hold, on the screen: opened, chosen from lists, saved, refused. */
#include "tests/support/folder.h"
#include "tests/support/net/fhir_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define STUDY(description) STUDY_VERSION(description, "1")
#define STUDY_VERSION(description, version)                                                                            \
    "{\n  \"resourceType\": \"ImagingStudy\",\n  \"id\": \"17\",\n  \"meta\": {\"versionId\": \"" version              \
    "\"},\n  \"status\": "                                                                                             \
    "\"available\",\n  \"subject\": {\"reference\": \"Patient/3\"},\n  \"description\": \"" description "\"\n}\n"

static void put_study(FhirRig *rig)
{
    fhir_server_put(&rig->server, "ImagingStudy/17", STUDY("Chest"));
    fhir_server_put(&rig->server, "Patient/3",
                    "{\"resourceType\":\"Patient\",\"id\":\"3\",\"name\":[{\"text\":\"Ada Example\"}]}");
}

static void test_a_resource_is_edited_and_stored(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    put_study(rig);
    assert_int_equal(fhir_rig_script(rig, "clinic:ImagingStudy/17",
                                     "size 100x30\nexpect \"clinic:ImagingStudy/17\"\ncommand go description\n"
                                     "keys c c\ntype \"Abdomen\"\nkeys Enter ^S\nexpect \"Enter send\"\n"
                                     "expect \"Abdomen\"\nkeys Esc ^S\nexpect \"Saved clinic:ImagingStudy/17\"\n"),
                     0);
    assert_string_equal(fhir_server_body(&rig->server, "ImagingStudy/17"), STUDY("Abdomen"));
    assert_non_null(strstr(rig->server.log.bytes, "PUT /fhir/ImagingStudy/17 W/\"1\"\n"));
    assert_int_equal(fhir_rig_script(rig, "clinic:ImagingStudy/17",
                                     "command go description\nkeys c c\ntype \"A\"\nkeys Enter ^S Enter\n"
                                     "expect \"Saved clinic:ImagingStudy/17\"\nkeys c c\ntype \"B\"\nkeys Enter ^S\n"
                                     "expect \"Saved clinic:ImagingStudy/17\"\n"),
                     0);
    assert_string_equal(fhir_server_body(&rig->server, "ImagingStudy/17"), STUDY("B"));
    assert_non_null(strstr(rig->server.log.bytes, "PUT /fhir/ImagingStudy/17 W/\"3\"\n"));
    fhir_rig_stop(rig);
}

static void test_what_the_server_drops_is_named(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    put_study(rig);
    rig->server.dropped = ",\n  \"description\": \"Abdomen\"";
    assert_int_equal(fhir_rig_script(rig, "clinic:ImagingStudy/17",
                                     "size 100x30\ncommand go description\nkeys c c\ntype \"Abdomen\"\n"
                                     "keys Enter ^S Enter\nexpect \"Not kept by the server\"\n"
                                     "expect \"ImagingStudy.description: \\\"Abdomen\\\"\"\nkeys Esc\n"
                                     "expect \"The server did not keep 1 value\"\n"),
                     0);
    fhir_rig_stop(rig);
}

/* A gateway that answers with a page, as a success: what was not kept is not saved. */
static void test_what_is_accepted_but_not_kept_stays_unsaved(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    put_study(rig);
    rig->server.login = "<html>Login</html>";
    assert_int_equal(fhir_rig_script(rig, "clinic:ImagingStudy/17",
                                     "size 100x30\ncommand go description\nkeys c c\ntype \"Abdomen\"\n"
                                     "keys Enter ^S Enter\nexpect \"still has the\"\nexpect \"●\"\n"),
                     2);
    fhir_rig_expect(rig, "ipse: clinic:ImagingStudy/17: the server accepted the resource (HTTP 200), but still has the "
                         "version before\n");
    free(folder_add(rig->program->folder, "new.json", "{\"resourceType\":\"Patient\",\"active\":true}"));
    assert_int_equal(
        fhir_rig_script(rig, "new.json", "size 100x30\ncommand w clinic:Patient/7\nkeys Enter\nexpect \"Not saved\"\n"),
        2);
    fhir_rig_expect(rig, "ipse: clinic:Patient/7: the server accepted the resource (HTTP 200), but does not have it\n");
    rig->server.login = NULL;
    assert_int_equal(fhir_rig_script(rig, "clinic:ImagingStudy/17",
                                     "size 100x30\ncommand go description\nkeys c c\ntype \"Abdomen\"\n"
                                     "keys Enter ^S Enter\nexpect \"Saved clinic:ImagingStudy/17\"\n"),
                     0);
    fhir_rig_stop(rig);
}

static void test_a_change_meanwhile_is_not_overwritten(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    put_study(rig);
    rig->server.meanwhile = STUDY("Theirs");
    fhir_rig_script(
        rig, "clinic:ImagingStudy/17",
        "size 100x30\ncommand go description\nkeys c c\ntype \"Mine\"\nkeys Enter\n"
        "keys ^S Enter\nexpect \"Not saved\"\nexpect \"changed meanwhile\"\nkeys k\n"
        "expect \"HTTP 412\"\nexpect \"●\"\nkeys ^S c\nexpect \"Theirs\"\nkeys q ^S t\nexpect \"Reloaded\"\n"
        "expect \"Theirs\"\nkeys u\nexpect \"Mine\"\nkeys ^S\nexpect \"Saved clinic:ImagingStudy/17\"\n");
    assert_string_equal(fhir_server_body(&rig->server, "ImagingStudy/17"), STUDY("Mine"));
    fhir_rig_stop(rig);
}

static void test_refusals_show_what_the_server_says(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    put_study(rig);
    rig->server.refusal = 422;
    rig->server.outcome =
        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"value\","
        "\"diagnostics\":\"The status is odd\",\"expression\":[\"ImagingStudy.status\"]}]}";
    assert_int_equal(fhir_rig_script(rig, "clinic:ImagingStudy/17",
                                     "size 100x30\ncommand go description\nkeys c c\ntype \"A\"\nkeys Enter ^S Enter\n"
                                     "expect \"The status is odd\"\n"
                                     "expect \"HTTP 422\"\n"),
                     2);
    fhir_rig_expect(
        rig, "ipse: clinic:ImagingStudy/17: the server does not accept the resource (HTTP 422): The status is odd");
    rig->server.refusal = 0;
    assert_int_equal(
        fhir_rig_script(rig, "clinic:ImagingStudy/17", "size 100x30\ncommand validate\nexpect \"The status is odd\"\n"),
        0);
    fhir_rig_stop(rig);
}

static void test_new_resources_are_added(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    free(folder_add(rig->program->folder, "new.json", "{\"resourceType\":\"Patient\",\"active\":true}"));
    assert_int_equal(fhir_rig_script(rig, "new.json",
                                     "size 100x30\ncommand w clinic:\nexpect \"Enter send\"\nkeys Enter\n"
                                     "expect \"Saved clinic:Patient/100\"\n"),
                     0);
    assert_string_equal(fhir_server_body(&rig->server, "Patient/100"),
                        "{\"resourceType\":\"Patient\",\"active\":true}");
    fhir_rig_stop(rig);
}

#define TRANSACTION                                                                                                    \
    "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"},"   \
    "\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}]}"

static void test_transactions_are_carried_out(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    free(folder_add(rig->program->folder, "changes.json", TRANSACTION));
    assert_int_equal(fhir_rig_script(rig, "changes.json",
                                     "size 100x30\ncommand w clinic:\nexpect \"Enter send\"\nkeys Enter\n"
                                     "expect \"Sent to clinic:\"\nexpect \"201 Created\"\n"),
                     0);
    assert_string_equal(fhir_server_body(&rig->server, "transaction"), TRANSACTION);
    assert_non_null(strstr(rig->server.log.bytes, "POST /fhir/\n"));
    rig->server.refusal = 400;
    assert_int_equal(fhir_rig_script(rig, "changes.json",
                                     "size 100x30\ncommand w clinic:\nkeys Enter\nexpect \"refused by the test\"\n"),
                     2);
    fhir_rig_stop(rig);
}

/* On a terminal: ZZ ends the program once the server has what it was sent, and not before. */
static void test_saving_and_quitting(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    put_study(rig);
    Pty *pty = program_open_study(rig->program);
    pty_press(pty, ":o clinic:ImagingStudy/17\r", "2 clinic:ImagingStudy/17");
    pty_press(pty, "@description\r", "Study · description");
    pty_press(pty, "ccAbdomen\r", "Abdomen");
    pty_press(pty, "ZZ", "Enter send");
    pty_press(pty, "\033", "Study · description");
    rig->server.refusal = 500;
    pty_press(pty, "ZZ", "HTTP 500");
    pty_press(pty, "q", "The file has unsaved changes.");
    rig->server.refusal = 0;
    pty_expect_end(pty, "s", 0);
    assert_string_equal(fhir_server_body(&rig->server, "ImagingStudy/17"), STUDY("Abdomen"));
    assert_int_equal(program_recovery_files(rig->program), 0);
    pty = program_open_study(rig->program);
    pty_press(pty, ":o clinic:ImagingStudy/17\r", "2 clinic:ImagingStudy/17");
    pty_press(pty, "@description\r", "Study · description");
    pty_press(pty, "ccHead\r", "Head");
    pty_press(pty, "ZZ", "Enter send");
    pty_expect_end(pty, "\r", 0);
    assert_string_equal(fhir_server_body(&rig->server, "ImagingStudy/17"), STUDY("Head"));
    fhir_rig_stop(rig);
}

static void test_searches_and_histories_are_lists(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    put_study(rig);
    fhir_server_put(&rig->server, "ImagingStudy/18",
                    "{\"resourceType\":\"ImagingStudy\",\"id\":\"18\",\"description\":\"Second\"}");
    fhir_server_put(&rig->server, "ImagingStudy/19",
                    "{\"resourceType\":\"ImagingStudy\",\"id\":\"19\",\"description\":\"Third\"}");
    fhir_server_put(&rig->server, "ImagingStudy/17", STUDY_VERSION("Newer", "2"));
    assert_int_equal(
        fhir_rig_script(
            rig, "'clinic:ImagingStudy?status=available'",
            "size 120x30\nexpect \"(2 of 3)\"\nexpect \"Ada Example\"\nkeys Down Down\n"
            "expect \"?status=available&_include=ImagingStudy:patient (3)\"\nexpect \"Third\"\nkeys Up Up Enter\n"
            "expect \"clinic:ImagingStudy/17\"\nexpect \"Newer\"\ncommand history\n"
            "expect \"2025-03-01\"\nkeys Down Enter\nexpect \"_history/1\"\nexpect \"Chest\"\n"
            "keys =\nexpect \"Newer\"\n"),
        0);
    fhir_rig_stop(rig);
}

static void test_answers_of_operations_are_saved_as_new(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    fhir_server_put(&rig->server, "Patient/3/$summary", "{\"resourceType\":\"Bundle\",\"type\":\"document\"}");
    assert_int_equal(fhir_rig_script(rig, "'clinic:Patient/3/$summary'",
                                     "size 100x30\nkeys ^S\nexpect \"has no place on the server\"\n"
                                     "command w clinic:\nkeys Enter\nexpect \"Saved clinic:Bundle/101\"\n"
                                     "expect \"clinic:Bundle/101\"\n"),
                     2);
    assert_string_equal(fhir_server_body(&rig->server, "Bundle/101"),
                        "{\"resourceType\":\"Bundle\",\"type\":\"document\"}");
    fhir_rig_stop(rig);
}

static void test_what_cannot_be_opened(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    assert_int_equal(fhir_rig_script(rig, "clinic:Patient/7", "screen\n"), 2);
    fhir_rig_expect(rig, "the server does not have the resource (HTTP 404)");
    free(folder_add(rig->program->folder, "new.json", "{\"resourceType\":\"Patient\",\"active\":true}"));
    assert_int_equal(fhir_rig_script(rig, "new.json", "size 100x30\ncommand o clinic:Patient/7\nexpect \"HTTP 404\"\n"),
                     0);
    assert_int_equal(
        fhir_rig_script(rig, "new.json", "size 100x30\ncommand o clinic:$export\nexpect \"use `ipse fetch`\"\n"), 0);
    assert_int_equal(
        fhir_rig_script(rig, "--offline new.json",
                        "size 100x30\ncommand o clinic:Patient/7\nexpect \"no request is sent with --offline\"\n"),
        0);
    fhir_rig_stop(rig);
}

/* On a terminal: the screen lives while a server is silent, and Esc stops the request. */
static void test_a_silent_server_is_left_alone(void **state)
{
    FhirRig *rig = fhir_rig_start(state, "");
    put_study(rig);
    Pty *pty = program_open_study(rig->program);
    rig->server.is_silent = true;
    pty_press(pty, ":o clinic:ImagingStudy/17\r", "Reading clinic:ImagingStudy/17");
    pty_resize(pty, 90, 28);
    pty_press(pty, "\033", "the request was stopped");
    rig->server.is_silent = false;
    pty_press(pty, ":o clinic:ImagingStudy/17\r", "2 clinic:ImagingStudy/17");
    pty_press(pty, "@description\r", "Study · description");
    pty_press(pty, "ccAbdomen\r", "Abdomen");
    pty_press(pty, "\023", "Enter send");
    pty_press(pty, "\r", "Saved clinic:ImagingStudy/17");
    pty_expect_end(pty, "q", 0);
    assert_string_equal(fhir_server_body(&rig->server, "ImagingStudy/17"), STUDY("Abdomen"));
    assert_int_equal(program_recovery_files(rig->program), 0);
    fhir_rig_stop(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_resource_is_edited_and_stored),
        cmocka_unit_test(test_what_the_server_drops_is_named),
        cmocka_unit_test(test_what_is_accepted_but_not_kept_stays_unsaved),
        cmocka_unit_test(test_a_change_meanwhile_is_not_overwritten),
        cmocka_unit_test(test_refusals_show_what_the_server_says),
        cmocka_unit_test(test_new_resources_are_added),
        cmocka_unit_test(test_transactions_are_carried_out),
        cmocka_unit_test(test_saving_and_quitting),
        cmocka_unit_test(test_searches_and_histories_are_lists),
        cmocka_unit_test(test_answers_of_operations_are_saved_as_new),
        cmocka_unit_test(test_what_cannot_be_opened),
        cmocka_unit_test(test_a_silent_server_is_left_alone),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
