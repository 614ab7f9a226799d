/* A terminology server beside the commands, the screen and the language server: who asks it, and what is shown
 * meanwhile. */
#include "src/base/text.h"
#include "tests/support/folder.h"
#include "tests/support/lsp_client.h"
#include "tests/support/net/fhir_rig.h"
#include "tests/support/net/term_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define CODE(code, display)                                                                                            \
    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"http://"               \
    "own.example.org/cs\","                                                                                            \
    "\"code\":\"" code "\",\"display\":\"" display "\"}]}}\n"

/* The program, and a terminology server in place of the FHIR server of the rig: settings name it "terms". */
typedef struct TermsRig {
    FhirRig *fhir;
    TermBehaviour behaviour;
    HttpServer *server;
    char base[96];
} TermsRig;

static TermsRig *start(void **state)
{
    TermsRig *rig = memory_allocate_zeroed(1, sizeof *rig);
    Text more = TEXT_EMPTY;
    rig->server = http_server_start(term_rig_answer, &rig->behaviour);
    snprintf(rig->base, sizeof rig->base, "%s/r4", http_server_url(rig->server));
    text_format(&more, "  terms:\n    terminology: %s\n", rig->base);
    rig->fhir = fhir_rig_start(state, more.bytes);
    text_free(&more);
    setenv("XDG_CACHE_HOME", rig->fhir->program->state_home, 1);
    free(folder_add(rig->fhir->program->folder, "wrong.json", CODE("wrong", "Right")));
    free(folder_add(rig->fhir->program->folder, "odd.json", CODE("right", "Odd")));
    free(folder_add(rig->fhir->program->folder, "right.json", CODE("right", "Right")));
    return rig;
}

static void stop(TermsRig *rig)
{
    fhir_rig_stop(rig->fhir);
    http_server_stop(rig->server);
    text_free(&rig->behaviour.asked);
    free(rig);
}

static void test_a_report_counts_what_the_server_finds(void **state)
{
    TermsRig *rig = start(state);
    assert_int_equal(fhir_rig_run(rig->fhir, "ipse report --terminology terms --format csv wrong.json right.json"), 0);
    fhir_rig_expect(rig->fhir, "rules,code-unknown,,count,1\n");
    assert_int_equal(fhir_rig_run(rig->fhir, "ipse report --format csv wrong.json"), 0);
    assert_null(strstr(rig->fhir->printed.bytes, "code-unknown"));
    rig->behaviour.page = "<html>";
    rig->behaviour.status = 200;
    assert_int_equal(
        fhir_rig_run(rig->fhir,
                     "rm -r $XDG_CACHE_HOME/ipse/terminology; ipse report --terminology terms --format csv wrong.json"),
        0);
    fhir_rig_expect(rig->fhir,
                    "note: the terminology server is not asked any more: the answer is not a FHIR resource as JSON\n");
    stop(rig);
}

/* Runs a command over 20 files with a code each: a few requests, each code once, and none where the answers are known.
 */
static void expect_shared(TermsRig *rig, const char *line, const char *printed)
{
    enum { FILES = 20, REQUESTS = FILES / 2 }; /* workers that come early ask for themselves */
    unsigned before = rig->behaviour.posts;
    text_clear(&rig->behaviour.asked);
    fhir_rig_run(rig->fhir, "rm -rf $XDG_CACHE_HOME/ipse/terminology many-*");
    for (int i = 0; i < FILES; i++) {
        Text code = TEXT_EMPTY;
        char name[32];
        text_format(&code,
                    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"http://"
                    "own.example.org/cs\",\"code\":\"c%d\"}]}}\n",
                    i);
        snprintf(name, sizeof name, "many-%02d.json", i);
        free(folder_add(rig->fhir->program->folder, name, code.bytes));
        text_free(&code);
    }
    fhir_rig_run(rig->fhir, line);
    assert_string_equal(rig->fhir->printed.bytes, printed);
    assert_true(rig->behaviour.posts - before <= REQUESTS);
    text_append(&rig->behaviour.asked, slice_make("\n", 2)); /* each question has a line, and a zero ends them */
    for (int i = 0; i < FILES; i++) {
        char question[32];
        snprintf(question, sizeof question, "code=c%d\n", i);
        const char *first = strstr(rig->behaviour.asked.bytes, question);
        assert_non_null(first);
        assert_null(strstr(first + 1, question));
    }
    before = rig->behaviour.posts;
    fhir_rig_run(rig->fhir, line);
    assert_int_equal(rig->behaviour.posts, before);
}

static void test_files_and_lines_share_their_questions(void **state)
{
    TermsRig *rig = start(state);
    expect_shared(rig,
                  "ipse check --only code-unknown --terminology terms many-*.json many-00.json | grep -c Unknown.code",
                  "21 files: 21 errors\n21\n");
    expect_shared(rig, "cat many-*.json | ipse check --only code-unknown --terminology terms - | grep -c Unknown.code",
                  "1 file: 20 errors\n20\n");
    expect_shared(rig, "ipse report --terminology terms --format csv many-*.json | grep unknown,,count",
                  "rules,code-unknown,,count,20\n");
    expect_shared(rig, "ipse fix -n --terminology terms many-*.json 2>&1 | grep -c left:", "1\n");
    stop(rig);
}

static void test_a_fix_takes_the_display_of_the_server(void **state)
{
    TermsRig *rig = start(state);
    assert_int_equal(fhir_rig_run(rig->fhir, "ipse fix --first --terminology terms odd.json"), 1);
    fhir_rig_expect(rig->fhir,
                    "fixed: Observation.code.coding[0].display: Change to 'Right \"%\" one' [display-wrong]\n");
    fhir_rig_expect(rig->fhir, "left: 1 file: ");
    assert_int_equal(fhir_rig_run(rig->fhir, "ipse fix --terminology terms wrong.json"), 1);
    fhir_rig_expect(rig->fhir, "2 errors");
    stop(rig);
}

static void test_the_screen_shows_verdicts_and_displays(void **state)
{
    TermsRig *rig = start(state);
    assert_int_equal(
        fhir_rig_script(rig->fhir, "--terminology terms wrong.json", "size 100x30\nexpect \"Unknown code 'wrong'\"\n"),
        0);
    assert_int_equal(fhir_rig_run(rig->fhir,
                                  "printf 'size 100x30\\ncommand go code.coding[0]\\nexpect \"Richtig (de)\"\\n' >s; "
                                  "export LC_ALL=de_DE.UTF-8; ipse --script s --terminology terms right.json"),
                     0);
    assert_int_equal(
        fhir_rig_script(rig->fhir, "--terminology terms right.json",
                        "size 100x30\ncommand go code.coding[0].code\nkeys c c\ntype \"wrong\"\nkeys Enter\n"
                        "expect \"Unknown code 'wrong'\"\n"),
        0);
    rig->behaviour.page = "<html>";
    rig->behaviour.status = 200;
    assert_int_equal(fhir_rig_script(rig->fhir, "--terminology terms right.json",
                                     "size 100x30\ncommand go code.coding[0].code\nkeys c c\ntype \"new\"\nkeys Enter\n"
                                     "expect \"not asked any more\"\n"),
                     0);
    assert_int_equal(fhir_rig_run(rig->fhir, "ipse --script s --terminology nobody right.json"), 2);
    fhir_rig_expect(rig->fhir, "ipse: unknown server 'nobody'; servers in config.yaml: clinic, terms\n");
    stop(rig);
}

#define BOUND                                                                                                          \
    "{\"resourceType\":\"StructureDefinition\",\"url\":\"http://own.example.org/"                                      \
    "bound\",\"name\":\"Bound\",\"status\":\"draft\","                                                                 \
    "\"kind\":\"resource\",\"abstract\":false,\"type\":\"Observation\",\"baseDefinition\":"                            \
    "\"http://hl7.org/fhir/StructureDefinition/"                                                                       \
    "Observation\",\"derivation\":\"constraint\",\"differential\":{\"element\":[{"                                     \
    "\"id\":\"Observation.code\",\"path\":\"Observation.code\",\"binding\":{\"strength\":\"extensible\","              \
    "\"valueSet\":\"http://own.example.org/vs\"}}]}}"

static void test_codes_are_found_by_the_server(void **state)
{
    TermsRig *rig = start(state);
    free(folder_add(rig->fhir->program->folder, "bound.json", BOUND));
    free(folder_add(rig->fhir->program->folder, "empty.json",
                    "{\"resourceType\":\"Observation\",\"status\":\"final\"}\n"));
    assert_int_equal(fhir_rig_script(rig->fhir, "--terminology terms --profile bound.json empty.json",
                                     "size 100x30\ncommand go code\nkeys Enter\nexpect \"code: vs\"\n"
                                     "expect \"by the terminology server\"\ntype \"ri\"\n"
                                     "expect \"by the terminology server\"\nkeys Enter\ncommand w\n"),
                     0);
    assert_int_equal(fhir_rig_run(rig->fhir, "cat empty.json"), 0);
    fhir_rig_expect(rig->fhir, "\"system\":\"http://own.example.org/cs\",\"code\":\"right\",\"display\":\"Right\"");
    assert_non_null(
        strstr(rig->behaviour.asked.bytes, "ValueSet/$expand?url=http%3A%2F%2Fown.example.org%2Fvs&filter=ri&"));
    stop(rig);
}

/* On a terminal: codes show "…" while the server is silent, keys are answered meanwhile, and the verdict comes by
 * itself. */
static void test_the_screen_does_not_wait(void **state)
{
    TermsRig *rig = start(state);
    pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
    Program *program = rig->fhir->program;
    pthread_mutex_lock(&gate);
    rig->behaviour.gate = &gate;
    char option[] = "--terminology", name[] = "terms",
         *file = folder_add(program->folder, "held.json", CODE("wrong", "Right"));
    char *arguments[] = {program->path, option, name, file, NULL};
    setenv("XDG_STATE_HOME", program->state_home, 1);
    setenv("XDG_CONFIG_HOME", program->config_home, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    Pty *pty = &program->pty;
    pty_start(pty, (PtyOptions){.terminal = "xterm-256color", .width = 100, .height = 30, .arguments = arguments});
    pty_expect(pty, "…");
    pty_press(pty, "?", "Keys");
    pty_press(pty, "\033", "Observation");
    pthread_mutex_unlock(&gate);
    pty_expect(pty, "Unknown code 'wrong'");
    pthread_mutex_lock(&gate); /* a request that is under way does not keep the program */
    pty_press(pty, "/other", "other");
    pty_press(pty, "\033", "Observation");
    pthread_mutex_unlock(&gate);
    pty_expect_end(pty, "q", 0);
    free(file);
    stop(rig);
}

static void test_diagnostics_come_again_with_the_answers(void **state)
{
    TermsRig *rig = start(state);
    LspClient client;
    lsp_start_with(&client, "--terminology", rig->base);
    lsp_initialize(&client, "{}", "{}");
    lsp_open_text(&client, "file:///a.json", SLICE(CODE("wrong", "Right")));
    bool is_found = false;
    for (int i = 0; i < 8 && !is_found; i++) { /* systems, then codes */
        cJSON *diagnostics = lsp_diagnostics(&client);
        char *text = cJSON_PrintUnformatted(diagnostics);
        is_found = strstr(text, "Unknown code 'wrong'") != NULL;
        free(text);
        cJSON_Delete(diagnostics);
    }
    assert_true(is_found);
    assert_int_equal(lsp_close(&client), 0);
    stop(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_report_counts_what_the_server_finds),
        cmocka_unit_test(test_files_and_lines_share_their_questions),
        cmocka_unit_test(test_a_fix_takes_the_display_of_the_server),
        cmocka_unit_test(test_the_screen_shows_verdicts_and_displays),
        cmocka_unit_test(test_codes_are_found_by_the_server),
        cmocka_unit_test(test_the_screen_does_not_wait),
        cmocka_unit_test(test_diagnostics_come_again_with_the_answers),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
