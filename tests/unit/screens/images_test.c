/* Images of a DICOMweb server on the screen: rows, the rendered image in the viewer, what fails, studies made and
 * compared. */
#include "tests/support/folder.h"
#include "tests/support/net/fhir_rig.h"
#include "tests/support/net/http_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define SERIES "/dicom-web/studies/2.25.1/series"
#define STUDY                                                                                                          \
    "{\"resourceType\":\"ImagingStudy\",\"contained\":[{\"resourceType\":\"Endpoint\",\"id\":\"pacs\",\"status\":"     \
    "\"active\",\"connectionType\":{\"code\":\"dicom-wado-rs\"},\"address\":\"%s/dicom-web\"}],\"identifier\":["       \
    "{\"system\":\"urn:dicom:uid\",\"value\":\"urn:oid:2.25.1\"}],\"status\":\"available\",\"subject\":{"              \
    "\"reference\":"                                                                                                   \
    "\"Patient/1\"},\"endpoint\":[{\"reference\":\"#pacs\"}],\"series\":[{\"uid\":\"2.25.1.1\",\"modality\":{"         \
    "\"code\":\"CT\"},\"instance\":[{\"uid\":\"2.25.1.1.1\",\"sopClass\":{\"code\":\"urn:oid:1.2.840.10008.5.1.4.1.1." \
    "2\"}}]}]}"

/* Answers for a study of two instances: the first is rendered, of the second comes a page. */
static void answer(HttpExchange *exchange, void *context)
{
    (void)context;
    static const char json[] = "Content-Type: application/dicom+json\r\n";
    if (exchange_is(exchange, "GET", SERIES)) {
        exchange_answer(
            exchange, 200, json,
            "[{\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"2.25.1.1\"]},\"00080060\":{\"vr\":\"CS\",\"Value\":["
            "\"CT\"]},\"00201209\":{\"vr\":\"IS\",\"Value\":[2]}}]");
    } else if (exchange_is(exchange, "GET", SERIES "/2.25.1.1/metadata")) {
        exchange_answer(
            exchange, 200, json,
            "[{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"2.25.1.1.1\"]},\"00080016\":{\"vr\":\"UI\",\"Value\":["
            "\"1.2.840.10008.5.1.4.1.1.2\"]},\"00200013\":{\"vr\":\"IS\",\"Value\":[1]},\"00080060\":{\"vr\":"
            "\"CS\",\"Value\":[\"CT\"]}},{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"2.25.1.1.2\"]},\"00080016\":{"
            "\"vr\":\"UI\",\"Value\":[\"1.2.840.10008.5.1.4.1.1.2\"]},\"00200013\":{\"vr\":\"IS\",\"Value\":[2]}}]");
    } else if (exchange_is(exchange, "GET", SERIES "/2.25.1.1/instances/2.25.1.1.1/rendered")) {
        assert_true(slice_equals(exchange_header(exchange, "accept"), SLICE("image/jpeg")));
        exchange_answer(exchange, 200, "Content-Type: image/jpeg\r\n", "JPEG of the first");
    } else if (exchange_is(exchange, "GET", SERIES "/2.25.1.1/instances/2.25.1.1.2/rendered")) {
        exchange_answer(exchange, 200, "Content-Type: text/html\r\n", "<html>Login</html>");
    } else {
        exchange_answer(exchange, 404, json, "[]");
    }
}

/* Starts both servers, and writes the study, a viewer that keeps what it sees, and the settings. */
static FhirRig *start(void **state, HttpServer **archive)
{
    Text text = TEXT_EMPTY;
    *archive = http_server_start(answer, NULL);
    text_format(&text, "  pacs:\n    dicomweb: %s/dicom-web\nviewer: sh view.sh\n", http_server_url(*archive));
    FhirRig *rig = fhir_rig_start(state, text.bytes);
    text_clear(&text);
    text_format(&text, STUDY, http_server_url(*archive));
    free(folder_add(rig->program->folder, "images.json", text.bytes));
    free(
        folder_add(rig->program->folder, "view.sh", "stat -c %a \"$1\" >seen; cat \"$1\" >>seen; echo \"$1\" >name\n"));
    text_free(&text);
    return rig;
}

static void test_a_rendered_image_is_shown(void **state)
{
    HttpServer *archive;
    FhirRig *rig = start(state, &archive);
    assert_int_equal(fhir_rig_script(rig, "-c $XDG_CONFIG_HOME/ipse/config.yaml images.json",
                                     "size 100x20\ncommand images pacs\nexpect 1 \"Images pacs\"\n"
                                     "expect 1 \"1 series · 2 instances · + 1 not listed\"\n"
                                     "expect 2 \"Series · CT · 2 instances\"\nexpect 3 \"2.25.1.1.1\"\n"
                                     "expect 4 \"+ 2\"\nkeys j Enter\nexpect 1 \"Images pacs\"\nkeys q\n"),
                     0);
    assert_int_equal(
        fhir_rig_run(rig, "cat seen; case $(cat name) in *.jpg) ;; *) exit 3; esac; [ ! -e \"$(cat name)\" ]"), 0);
    fhir_rig_expect(rig, "600\nJPEG of the first");
    assert_int_equal(fhir_rig_script(rig, "-c $XDG_CONFIG_HOME/ipse/config.yaml images.json",
                                     "size 180x20\ncommand images pacs\nkeys j j Enter\nexpect \"Not shown\"\n"
                                     "expect \"the server did not send an image\"\n"),
                     0);
    fhir_rig_stop(rig);
    http_server_stop(archive);
}

/* The archive that the endpoint of the study names stands in the prompt, by its name in the settings. */
static void test_the_endpoint_is_filled_in(void **state)
{
    HttpServer *archive;
    FhirRig *rig = start(state, &archive);
    assert_int_equal(fhir_rig_script(rig, "images.json",
                                     "size 100x20\nkeys zP\nexpect \"Images in folder or server: pacs\"\nkeys Enter\n"
                                     "expect 1 \"2 instances\"\nkeys q zI Enter\nexpect 1 \"Archive pacs\"\n"
                                     "expect \"Instance '2.25.1.1.2' of the archive is missing.\"\n"),
                     0);
    assert_int_equal(fhir_rig_script(rig, "--offline images.json",
                                     "size 140x20\nkeys zP Enter\nexpect \"no request is sent with --offline\"\n"),
                     0);
    fhir_rig_stop(rig);
    http_server_stop(archive);
}

/* e makes the server the endpoint of the study; the next time it stands in the prompt. The change is one, and makes no
 * error. */
static void test_the_endpoint_is_added(void **state)
{
    HttpServer *archive;
    FhirRig *rig = start(state, &archive);
    assert_int_equal(fhir_rig_run(rig, "jq 'del(.contained, .endpoint)' images.json >plain.json"), 0);
    assert_int_equal(fhir_rig_script(rig, "plain.json",
                                     "size 140x30\ncommand images pacs\nkeys e\nexpect \"Added the endpoint http\"\n"
                                     "command go endpoint[0].reference\nexpect \"#archive\"\ncommand images pacs\n"
                                     "keys e\nexpect \"The study has this endpoint already\"\nkeys q u\n"
                                     "expect-not \"#archive\"\nkeys ^R ^S\n"),
                     0);
    assert_int_equal(fhir_rig_run(rig,
                                  "jq -e '.contained[0].address | endswith(\"/dicom-web\")' plain.json; ipse check "
                                  "--severity warning plain.json | grep -c -i endpoint"),
                     1);
    fhir_rig_expect(rig, "true\n");
    fhir_rig_expect(rig, "\n0\n");
    fhir_rig_stop(rig);
    http_server_stop(archive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_rendered_image_is_shown),
        cmocka_unit_test(test_the_endpoint_is_filled_in),
        cmocka_unit_test(test_the_endpoint_is_added),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
