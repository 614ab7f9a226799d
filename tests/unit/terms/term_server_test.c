/* A terminology server as HAPI is one: what is asked of it, what its answers mean, and what becomes of it when it
 * fails. */
#include "src/terms/term_server.h"

#include "src/check/check.h"
#include "tests/support/folder.h"
#include "tests/support/net/term_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <sys/stat.h>

#define OWN              "http://own.example.org/"
#define DAY_MILLISECONDS (86400 * 1000LL)

/* ---- the rig ---- */

typedef struct Rig {
    TermBehaviour behaviour;
    HttpServer *http;
    Servers servers;
    HttpClient *client;
    Url base;
    ClockFixed time;
    TermServer *server;
    Rules *rules;
    char *cache;
} Rig;

static const char profile[] =
    "{\"resourceType\":\"StructureDefinition\",\"url\":\"" OWN "bound\",\"name\":\"Bound\",\"status\":\"draft\","
    "\"kind\":\"resource\",\"abstract\":false,\"type\":\"Observation\",\"baseDefinition\":"
    "\"http://hl7.org/fhir/StructureDefinition/Observation\",\"derivation\":\"constraint\",\"differential\":{"
    "\"element\":[{\"id\":\"Observation.code\",\"path\":\"Observation.code\",\"binding\":{\"strength\":\"required\","
    "\"valueSet\":\"" OWN "vs\"}}]}}";

static void rig_open_server(Rig *rig)
{
    rig->server = term_server_new(rig->client, &rig->base, clock_fixed(&rig->time));
}

static Rig *rig_start(void)
{
    Rig *rig = memory_allocate_zeroed(1, sizeof *rig);
    Text base = TEXT_EMPTY;
    rig->cache = folder_new();
    setenv("XDG_CACHE_HOME", rig->cache, 1);
    rig->http = http_server_start(term_rig_answer, &rig->behaviour);
    text_format(&base, "%s/r4", http_server_url(rig->http));
    assert_true(url_parse(text_slice(&base), &rig->base, NULL));
    text_free(&base);
    rig->client = http_client_new(&rig->servers, &http_usual_limits, false);
    rig->time.milliseconds = 20000 * DAY_MILLISECONDS;
    rig->rules = rules_new();
    assert_true(rules_add_text(rig->rules, "profile", slice_from(profile), NULL));
    rig_open_server(rig);
    return rig;
}

static void rig_stop(Rig *rig)
{
    term_server_free(rig->server);
    http_client_free(rig->client);
    http_server_stop(rig->http);
    url_free(&rig->base);
    rules_free(rig->rules);
    folder_remove(rig->cache);
    text_free(&rig->behaviour.asked);
    free(rig);
}

/* The same with other settings. */
static void rig_reopen(Rig *rig)
{
    term_server_free(rig->server);
    rig_open_server(rig);
}

/* Begins anew with what is remembered. */
static void rig_restart(Rig *rig)
{
    rig_reopen(rig);
    text_clear(&rig->behaviour.asked);
    rig->behaviour.posts = 0;
}

/* Checks an Observation with codings, and appends "KEY: MESSAGE\n" for each finding about codes. */
static void rig_check(Rig *rig, bool is_bound, const char *codings, Text *found)
{
    Text text = TEXT_EMPTY;
    Error error;
    text_format(&text,
                "{\"resourceType\":\"Observation\",%s\"status\":\"final\",\"subject\":{\"display\":\"Secret Name\"},"
                "\"code\":{\"coding\":[%s]}}",
                is_bound ? "\"meta\":{\"profile\":[\"" OWN "bound\"]}," : "", codings);
    Document *document = document_new(text_slice(&text), "test", &error);
    assert_non_null(document);
    CheckOptions options = {.profile = SLICE(""), .terms = term_server_service(rig->server)};
    Checker *checker = checker_new(rig->rules, &options, clock_fixed(&rig->time));
    Report *report = check_document_settled(checker, document, NULL);
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        Slice key = slice_from(issue->key);
        bool is_of_codes = slice_starts_with(key, SLICE("code-")) || slice_starts_with(key, SLICE("display-")) ||
                           slice_starts_with(key, SLICE("binding-")) || slice_equals(key, SLICE("not-checked"));
        if (is_of_codes) {
            text_format(found, "%s %s: %.*s\n", severity_name(issue->severity), issue->key, SLICE_ARGS(issue->message));
        }
    }
    report_free(report);
    checker_free(checker);
    document_free(document);
    text_free(&text);
}

static void expect(Text *found, const char *text)
{
    text_append_byte(found, '\0');
    assert_string_equal(found->bytes, text);
    text_free(found);
}

/* How often something was asked. */
static unsigned asked(const Rig *rig, const char *question)
{
    unsigned count = 0;
    Slice all = text_slice(&rig->behaviour.asked);
    for (size_t at = 0; (at = slice_find(all, slice_from(question), at)) != SIZE_MAX; at++) {
        count++;
    }
    return count;
}

#define CODING(system, code, display)                                                                                  \
    "{\"system\":\"" OWN system "\",\"code\":\"" code "\",\"display\":\"" display "\"}"
#define UNCHECKED(system)                                                                                              \
    "note not-checked: 1 code of " OWN system                                                                          \
    " not checked: ipse does not include the codes. Load a package with --package.\n"
#define UNCHECKED_SET                                                                                                  \
    "note not-checked: 1 value not checked against value set " OWN                                                     \
    "vs: ipse does not include the codes. Load a package with --package.\n"

/* ---- tests ---- */

static void test_what_answers_mean(void **state)
{
    (void)state;
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    rig_check(rig, false, CODING("cs", "right", "Right"), &found);
    expect(&found, "");
    rig_check(rig, false, CODING("cs", "right", "Odd"), &found);
    expect(&found, "error display-wrong: Display 'Odd' does not match code 'right'. Expected: 'Right \"%\" one'.\n");
    rig_check(rig, false, CODING("cs", "wrong", "Right"), &found);
    expect(&found, "error code-unknown: Unknown code 'wrong' in code system " OWN "cs, by the terminology server.\n");
    rig_check(rig, false, CODING("elsewhere", "right", "Right"), &found);
    expect(&found, UNCHECKED("elsewhere"));
    assert_int_equal(asked(rig, "\nCodeSystem/$validate-code?url=http%3A%2F%2Fown.example.org%2Felsewhere"), 0);
    assert_int_equal(asked(rig, "\nCodeSystem?url=http%3A%2F%2Fown.example.org%2Fcs&"), 1);
    assert_int_equal(asked(rig, "Secret"), 0);
    rig_stop(rig);
}

static void test_value_sets_weigh_as_their_binding(void **state)
{
    (void)state;
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    rig_check(rig, true, CODING("cs", "right", "Right"), &found);
    expect(&found, "");
    rig_check(rig, true, CODING("cs", "other", "Right"), &found);
    expect(&found, "error binding-required: Code 'other' is not in the required value set '" OWN "vs'.\n");
    rig_check(rig, true, CODING("elsewhere", "x", "Right"), &found);
    expect(&found, UNCHECKED("elsewhere") UNCHECKED_SET);
    assert_int_equal(asked(rig, "$expand"), 1);
    rig_stop(rig);
}

static void test_a_value_set_that_cannot_be_expanded_finds_nothing(void **state)
{
    (void)state;
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    rig->behaviour.cannot_expand = true;
    rig_check(rig, true, CODING("cs", "other", "Right"), &found);
    expect(&found, UNCHECKED_SET);
    rig_stop(rig);
}

static void test_a_value_set_that_is_large_can_be_expanded(void **state)
{
    (void)state;
    for (int takes_batch = 0; takes_batch < 2; takes_batch++) {
        Rig *rig = rig_start();
        Text found = TEXT_EMPTY;
        rig->behaviour.is_too_large = true;
        rig->behaviour.takes_no_batch = !takes_batch;
        rig_check(rig, true, CODING("cs", "other", "Right"), &found);
        expect(&found, "error binding-required: Code 'other' is not in the required value set '" OWN "vs'.\n");
        assert_true(term_server_is_well(rig->server, NULL));
        rig_stop(rig);
    }
}

/* Appends "SYSTEM CODE DISPLAY\n". */
static void take_found(void *context, const TermFound *found)
{
    text_format(context, "%.*s %.*s %.*s\n", SLICE_ARGS(found->system), SLICE_ARGS(found->code),
                SLICE_ARGS(found->display));
}

static void test_displays_and_searches_in_a_language(void **state)
{
    (void)state;
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    Slice display, set = SLICE(OWN "vs|1"), system = SLICE(OWN "cs");
    const TermService *service = term_server_service(rig->server);
    assert_int_equal(term_server_look_up(rig->server, system, SLICE("right"), SLICE("de"), &display), TERM_WAITING);
    assert_int_equal(term_server_search(rig->server, set, SLICE("ri"), SLICE("de"), take_found, &found), TERM_WAITING);
    assert_true(term_server_is_waiting(rig->server));
    service->settle(service->context);
    assert_int_equal(term_server_search(rig->server, set, SLICE("ri"), SLICE("de"), take_found, &found), TERM_RIGHT);
    expect(&found, OWN "cs right Richtig\n");
    assert_int_equal(term_server_search(rig->server, set, SLICE("xy"), SLICE("de"), take_found, &found), TERM_WAITING);
    term_server_look_up(rig->server, system, SLICE("right"), SLICE("de"), &display);
    term_server_look_up(rig->server, system, SLICE("right"), SLICE("fr"), &display);
    term_server_look_up(rig->server, system, SLICE("none"), SLICE("de"), &display);
    uint64_t verdicts = term_server_generation(rig->server), news = term_server_news(rig->server);
    service->settle(service->context);
    assert_int_equal(term_server_generation(rig->server), verdicts); /* nothing is to be judged again */
    assert_true(term_server_news(rig->server) > news);
    assert_int_equal(term_server_look_up(rig->server, system, SLICE("right"), SLICE("de"), &display), TERM_RIGHT);
    assert_true(slice_equals(display, SLICE("Richtig")));
    assert_int_equal(term_server_look_up(rig->server, system, SLICE("right"), SLICE("fr"), &display), TERM_RIGHT);
    assert_true(slice_equals(display, SLICE("Right")));
    assert_int_equal(term_server_look_up(rig->server, system, SLICE("none"), SLICE("de"), &display), TERM_UNANSWERED);
    assert_false(term_server_is_waiting(rig->server));
    rig_restart(rig);
    assert_int_equal(term_server_look_up(rig->server, system, SLICE("right"), SLICE("de"), &display), TERM_RIGHT);
    assert_true(slice_equals(display, SLICE("Richtig"))); /* remembered; searches are not */
    assert_int_equal(term_server_search(rig->server, set, SLICE("ri"), SLICE("de"), take_found, &found), TERM_WAITING);
    rig_stop(rig);
}

static void test_answers_are_remembered_with_their_age(void **state)
{
    (void)state;
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    const char *wrong =
        "error display-wrong: Display 'Odd' does not match code 'right'. Expected: 'Right \"%\" one'.\n";
    rig_check(rig, true, CODING("cs", "right", "Odd"), &found);
    expect(&found, wrong);
    rig_restart(rig);
    rig_check(rig, true, CODING("cs", "right", "Odd"), &found);
    expect(&found, wrong);
    assert_int_equal(rig->behaviour.asked.length, 0);
    rig->time.milliseconds += (TERM_SERVER_DAYS + 1) * DAY_MILLISECONDS;
    rig_restart(rig);
    rig_check(rig, true, CODING("cs", "right", "Odd"), &found);
    expect(&found, wrong);
    assert_int_equal(asked(rig, "\nCodeSystem/$validate-code"), 1);
    rig->time.milliseconds += (TERM_SERVER_DAYS + 1) * DAY_MILLISECONDS;
    rig->behaviour.page = "<html>";
    rig->behaviour.status = 200;
    rig_restart(rig);
    rig_check(rig, true, CODING("cs", "right", "Odd"), &found);
    expect(&found, wrong);
    assert_false(term_server_is_well(rig->server, NULL));
    rig_stop(rig);
}

static void test_only_the_owner_reads_what_is_remembered(void **state)
{
    (void)state;
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    FileList list = {0};
    struct stat status;
    rig_check(rig, false, CODING("cs", "right", "Right"), &found);
    rig_restart(rig);
    char *folder = file_join(rig->cache, "ipse/terminology");
    assert_true(file_list_folder(folder, &list, NULL));
    assert_int_equal(list.count, 1);
    char *path = file_join(folder, list.names[0]);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    folder_write(path, "ipse-answers 1\n9\ty\n\t\t\t\n9\ty\t\tc\tx\n99999999999999999999999999999\ty\t\ts\tx\n");
    rig_restart(rig);
    rig_check(rig, false, CODING("cs", "right", "Right"), &found);
    expect(&found, "");
    free(path);
    free(folder);
    file_list_free(&list);
    rig_stop(rig);
}

static void test_a_server_without_batches_is_asked_one_by_one(void **state)
{
    (void)state;
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    rig->behaviour.takes_no_batch = true;
    rig_check(rig, true, CODING("cs", "right", "Right") "," CODING("cs", "wrong", "Right"), &found);
    expect(&found, "error code-unknown: Unknown code 'wrong' in code system " OWN "cs, by the terminology server.\n");
    assert_int_equal(rig->behaviour.posts, 1);
    assert_int_equal(asked(rig, "\nCodeSystem/$validate-code"), 2);
    rig_stop(rig);
}

/* The setting `batch` is the most that is asked in one request. */
static void test_questions_are_asked_so_many_at_a_time(void **state)
{
    (void)state;
    static const struct {
        const char *batch;
        unsigned posts, requests;
    } rows[] = {{"40", 2, 2}, {"2", 3, 3}, {"1", 0, 4}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Rig *rig = rig_start();
        Text found = TEXT_EMPTY;
        NamedServer *server = servers_add(&rig->servers, SLICE("terms"));
        assert_true(server_set(server, SLICE("terminology"), url_slice(&rig->base), NULL));
        assert_true(server_set(server, SLICE("batch"), slice_from(rows[i].batch), NULL));
        rig_reopen(rig);
        rig_check(rig, false,
                  CODING("cs", "right", "Right") "," CODING("cs", "wrong", "Right") "," CODING("cs", "other", "Other"),
                  &found);
        expect(&found,
               "error code-unknown: Unknown code 'wrong' in code system " OWN "cs, by the terminology server.\n");
        assert_int_equal(asked(rig, "\nCodeSystem/$validate-code"), 3);
        assert_int_equal(rig->behaviour.posts, rows[i].posts);
        assert_int_equal(http_server_requests(rig->http), rows[i].requests);
        servers_free(&rig->servers);
        rig_stop(rig);
    }
}

/* Checks by a server that answers with a page; it must be as without one, and be asked once. */
static void expect_failure(const char *page, int status)
{
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    Error error = {0};
    rig->behaviour.page = page;
    rig->behaviour.status = status;
    rig_check(rig, true, CODING("cs", "wrong", "Odd"), &found);
    expect(&found, UNCHECKED("cs") UNCHECKED_SET);
    rig_check(rig, true, CODING("cs", "other", "Odd"), &found);
    expect(&found, UNCHECKED("cs") UNCHECKED_SET);
    assert_int_equal(http_server_requests(rig->http), 1);
    assert_false(term_server_is_well(rig->server, &error));
    assert_true(error.message[0] != '\0');
    rig_stop(rig);
}

static void test_a_server_that_fails_is_as_none(void **state)
{
    (void)state;
    expect_failure("<html><body>Welcome</body></html>", 200);
    expect_failure("{\"resourceType\":\"Bundle\",\"entry\":[{\"resou", 200);
    expect_failure("{\"resourceType\":\"Bundle\",\"entry\":[]}", 200);
    expect_failure("[]", 200);
    expect_failure("", 200);
    expect_failure("busy", 500);
    expect_failure("who are you", 401);
}

/* One that takes no batch, and one that answers without saying whether it has a code system. */
static void test_a_server_that_knows_no_code_systems_is_as_none(void **state)
{
    (void)state;
    static const struct {
        const char *page, *sentence;
        int status;
    } rows[] = {
        {"{\"resourceType\":\"OperationOutcome\"}", "the server cannot search code systems (HTTP 404)", 404},
        {"", "the server cannot search code systems (HTTP 400)", 400},
        {"{\"resourceType\":\"Bundle\",\"entry\":[{\"response\":{\"status\":\"404 Not Found\"}}]}",
         "the server does not state which code systems exist there", 200},
        {"{\"resourceType\":\"Bundle\",\"entry\":[{\"response\":{\"status\":\"200\"},\"resource\":{}}]}",
         "the server does not state which code systems exist there", 200},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Rig *rig = rig_start();
        Text found = TEXT_EMPTY;
        Error error = {0};
        rig->behaviour.page = rows[i].page;
        rig->behaviour.status = rows[i].status;
        rig_check(rig, false, CODING("cs", "wrong", "Odd"), &found);
        expect(&found, UNCHECKED("cs"));
        assert_false(term_server_is_well(rig->server, &error));
        assert_string_equal(error.message, rows[i].sentence);
        assert_int_equal(http_server_requests(rig->http), rows[i].status == 200 ? 1 : 2);
        rig_stop(rig);
    }
}

static void test_a_server_without_verdicts_is_counted(void **state)
{
    (void)state;
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    rig->behaviour.gives_no_verdict = true;
    rig_check(rig, false, CODING("cs", "wrong", "Odd") "," CODING("cs", "right", "Odd"), &found);
    expect(&found, "note not-checked: 2 codes of " OWN
                   "cs not checked: ipse does not include the codes. Load a package with --package.\n");
    assert_true(term_server_is_well(rig->server, NULL));
    assert_int_equal(term_server_silent_count(rig->server), 2);
    rig_stop(rig);
}

static void test_a_dead_server_is_as_none(void **state)
{
    (void)state;
    Rig *rig = rig_start();
    Text found = TEXT_EMPTY;
    Error error;
    term_server_free(rig->server);
    url_free(&rig->base);
    assert_true(url_parse(SLICE("http://127.0.0.1:1/r4"), &rig->base, NULL));
    rig_open_server(rig);
    rig_check(rig, false, CODING("cs", "right", "Odd"), &found);
    expect(&found, UNCHECKED("cs"));
    assert_false(term_server_is_well(rig->server, &error));
    rig_stop(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_answers_mean),
        cmocka_unit_test(test_value_sets_weigh_as_their_binding),
        cmocka_unit_test(test_a_value_set_that_cannot_be_expanded_finds_nothing),
        cmocka_unit_test(test_a_value_set_that_is_large_can_be_expanded),
        cmocka_unit_test(test_displays_and_searches_in_a_language),
        cmocka_unit_test(test_answers_are_remembered_with_their_age),
        cmocka_unit_test(test_only_the_owner_reads_what_is_remembered),
        cmocka_unit_test(test_a_server_without_batches_is_asked_one_by_one),
        cmocka_unit_test(test_questions_are_asked_so_many_at_a_time),
        cmocka_unit_test(test_a_server_that_fails_is_as_none),
        cmocka_unit_test(test_a_server_that_knows_no_code_systems_is_as_none),
        cmocka_unit_test(test_a_server_without_verdicts_is_counted),
        cmocka_unit_test(test_a_dead_server_is_as_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
