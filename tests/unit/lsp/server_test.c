/* The language server as an editor meets it. */
#include "tests/support/lsp_client.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define STUDY                                                                                                          \
    "{\n"                                                                                                              \
    "  \"resourceType\": \"ImagingStudy\",\n"                                                                          \
    "  \"status\": \"entered-in-error\",\n"                                                                            \
    "  \"subject\": {\"reference\": \"Patient/1\"},\n"                                                                 \
    "  \"numberOfSeries\": \"2\"\n"                                                                                    \
    "}\n"

#define BUNDLE                                                                                                         \
    "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [\n"                                          \
    "{\"fullUrl\": \"http://a.b/Patient/p1\", \"resource\": {\"resourceType\": \"Patient\",\n"                         \
    "  \"id\": \"p1\"}},\n"                                                                                            \
    "{\"fullUrl\": \"http://a.b/Observation/o1\", \"resource\": {\"resourceType\": \"Observation\", \"id\": \"o1\",\n" \
    "  \"subject\": {\"reference\": \"Patient/p1\"},\n"                                                                \
    "  \"performer\": [{\"reference\": \"http://a.b/Patient/p1\"}]}}\n"                                                \
    "]}\n"

/* ---- life ---- */

static void life_has_its_statuses(void **state)
{
    (void)state;
    LspClient client;
    lsp_start(&client);
    cJSON *early = lsp_ask(&client, "textDocument/hover", "{}");
    assert_int_equal(lsp_number(early, "error.code"), -32002);
    cJSON_Delete(early);
    cJSON *answer = lsp_ask(&client, "initialize", "{\"capabilities\":{}}");
    assert_string_equal(lsp_text(answer, "result.capabilities.positionEncoding"), "utf-16");
    cJSON_Delete(answer);
    cJSON *unknown = lsp_ask(&client, "textDocument/moniker", "{}");
    assert_int_equal(lsp_number(unknown, "error.code"), -32601);
    cJSON_Delete(unknown);
    assert_int_equal(lsp_close(&client), 0);
    lsp_open(&client, "{}", "{}");
    assert_int_equal(lsp_leave(&client), 1);
}

static void cancelled_requests_are_not_answered(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{}", STUDY);
    cJSON_Delete(lsp_diagnostics(&client));
    Text both = TEXT_EMPTY;
    static const char *const messages[] = {
        "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"textDocument/documentSymbol\",\"params\":{\"textDocument\":"
        "{\"uri\":\"" LSP_URI "\"}}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":\"a\"}}"};
    for (size_t i = 0; i < 2; i++) {
        text_format(&both, "Content-Length: %zu\r\n\r\n%s", strlen(messages[i]), messages[i]);
    }
    lsp_send_bytes(&client, text_slice(&both));
    text_free(&both);
    cJSON *answer = lsp_read(&client);
    assert_string_equal(lsp_text(answer, "id"), "a");
    assert_int_equal(lsp_number(answer, "error.code"), -32800);
    cJSON_Delete(answer);
    assert_int_equal(lsp_close(&client), 0);
}

/* ---- diagnostics ---- */

static void issues_follow_every_change(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{}", STUDY);
    cJSON *before = lsp_diagnostics(&client);
    const cJSON *status = lsp_find(lsp_get(before, "params.diagnostics"), "code", "binding-required");
    assert_non_null(status);
    assert_int_equal(lsp_number(status, "severity"), 1);
    assert_int_equal(lsp_number(status, "range.start.line"), 2);
    assert_int_equal(lsp_number(status, "range.start.character"), 12);
    assert_int_equal(lsp_number(status, "range.end.character"), 30);
    cJSON_Delete(before);
    lsp_change(&client, LSP_URI, 7, "{\"start\":{\"line\":2,\"character\":13},\"end\":{\"line\":2,\"character\":29}}",
               "available");
    cJSON *after = lsp_diagnostics(&client);
    assert_int_equal(lsp_number(after, "params.version"), 7);
    assert_null(lsp_find(lsp_get(after, "params.diagnostics"), "code", "binding-required"));
    cJSON_Delete(after);
    lsp_change(&client, LSP_URI, 8, NULL, "{\"resourceType\": \"ImagingStudy\", ");
    cJSON *broken = lsp_diagnostics(&client);
    assert_non_null(lsp_find(lsp_get(broken, "params.diagnostics"), "code", "json-syntax"));
    cJSON_Delete(broken);
    lsp_notify(&client, "textDocument/didClose", "{\"textDocument\":{\"uri\":\"" LSP_URI "\"}}");
    cJSON *closed = lsp_diagnostics(&client);
    assert_int_equal(cJSON_GetArraySize(lsp_get(closed, "params.diagnostics")), 0);
    cJSON_Delete(closed);
    assert_int_equal(lsp_close(&client), 0);
}

/* What is missing at the end of a text is told there, and nothing after the end is read. */
static void issues_at_the_end_stay_in_the_text(void **state)
{
    (void)state;
    static const char *const texts[] = {"{\"a\": 1", "{\"a\":", "{\"resourceType\": \"Patient\", \"id\": \"a"};
    LspClient client;
    lsp_open(&client, "{}", "{}");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        lsp_open_text(&client, LSP_URI, slice_from(texts[i]));
        cJSON *told = lsp_diagnostics(&client);
        const cJSON *issue, *issues = lsp_get(told, "params.diagnostics");
        assert_true(cJSON_GetArraySize(issues) > 0);
        cJSON_ArrayForEach(issue, issues)
        {
            assert_int_equal(lsp_number(issue, "range.end.line"), 0);
            assert_true(lsp_number(issue, "range.end.character") <= (int)strlen(texts[i]));
        }
        cJSON_Delete(told);
        lsp_notify(&client, "textDocument/didClose", "{\"textDocument\":{\"uri\":\"" LSP_URI "\"}}");
        cJSON_Delete(lsp_diagnostics(&client));
    }
    assert_int_equal(lsp_close(&client), 0);
}

/* The column of the status behind an umlaut and a character beyond the basic plane, by the encoding agreed upon. */
static int column_by(const char *encoding)
{
    LspClient client;
    char capabilities[128];
    snprintf(capabilities, sizeof capabilities, "{\"general\":{\"positionEncodings\":[\"klingon\",\"%s\"]}}", encoding);
    lsp_open_with(
        &client, capabilities,
        "{\"resourceType\": \"ImagingStudy\", \"description\": \"\303\244\360\237\246\264\", \"status\": \"x\"}");
    cJSON *message = lsp_diagnostics(&client);
    const cJSON *status = lsp_find(lsp_get(message, "params.diagnostics"), "code", "binding-required");
    assert_non_null(status);
    int column = lsp_number(status, "range.start.character");
    cJSON_Delete(message);
    /* and the way back: the same place is found again */
    char range[128];
    snprintf(range, sizeof range, "{\"start\":{\"line\":0,\"character\":%d},\"end\":{\"line\":0,\"character\":%d}}",
             column + 1, column + 2);
    lsp_change(&client, LSP_URI, 2, range, "available");
    cJSON *after = lsp_diagnostics(&client);
    assert_null(lsp_find(lsp_get(after, "params.diagnostics"), "code", "binding-required"));
    assert_null(lsp_find(lsp_get(after, "params.diagnostics"), "code", "json-syntax"));
    cJSON_Delete(after);
    assert_int_equal(lsp_close(&client), 0);
    return column;
}

static void positions_are_counted_as_agreed(void **state)
{
    (void)state;
    int points = column_by("utf-32");
    assert_int_equal(column_by("utf-16"), points + 1);
    assert_int_equal(column_by("utf-8"), points + 4);
}

static void settings_choose_the_rules(void **state)
{
    (void)state;
    LspClient client;
    lsp_open(&client, "{}", "{\"ipse\":{\"profile\":\"http://hl7.org/fhir/StructureDefinition/ImagingStudy\"}}");
    lsp_open_text(&client, LSP_URI,
                  slice_from("{\"resourceType\": \"ImagingStudy\", \"status\": \"entered-in-error\", "
                             "\"subject\": {\"display\": \"x\"}}"));
    cJSON *by_base = lsp_diagnostics(&client);
    assert_null(lsp_find(lsp_get(by_base, "params.diagnostics"), "code", "binding-required"));
    cJSON_Delete(by_base);
    lsp_notify(&client, "workspace/didChangeConfiguration", "{\"settings\":{\"ipse\":{}}}");
    cJSON *by_ips = lsp_diagnostics(&client);
    assert_non_null(lsp_find(lsp_get(by_ips, "params.diagnostics"), "code", "binding-required"));
    cJSON_Delete(by_ips);
    lsp_notify(&client, "workspace/didChangeConfiguration",
               "{\"settings\":{\"ipse\":{\"profile\":\"http://no.where/p\"}}}");
    cJSON *complaint = lsp_read(&client);
    assert_string_equal(lsp_text(complaint, "method"), "window/showMessage");
    assert_non_null(strstr(lsp_text(complaint, "params.message"), "unknown profile"));
    cJSON_Delete(complaint);
    assert_int_equal(lsp_close(&client), 0);
}

/* ---- what an editor asks ---- */

static void hover_is_the_why_card(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{}", STUDY);
    cJSON *answer = lsp_ask_at(&client, "textDocument/hover", 2, 15);
    const char *card = lsp_text(answer, "result.contents.value");
    assert_non_null(strstr(card, "`ImagingStudy.status`"));
    assert_non_null(strstr(card, "`binding-required`"));
    assert_non_null(strstr(card, "Codes (required): "));
    cJSON_Delete(answer);
    answer = lsp_ask_at(&client, "textDocument/hover", 3, 5);
    assert_non_null(strstr(lsp_text(answer, "result.contents.value"), "SHALL handle"));
    cJSON_Delete(answer);
    assert_int_equal(lsp_close(&client), 0);
}

static void code_actions_are_the_fixes(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{\"textDocument\":{\"codeAction\":{\"resolveSupport\":{\"properties\":[\"edit\"]}}}}",
                  STUDY);
    cJSON *answer =
        lsp_ask(&client, "textDocument/codeAction",
                "{\"textDocument\":{\"uri\":\"" LSP_URI "\"},\"range\":{\"start\":{\"line\":4,\"character\":24},"
                "\"end\":{\"line\":4,\"character\":24}},\"context\":{\"diagnostics\":[]}}");
    const cJSON *fix = lsp_find(lsp_get(answer, "result"), "title", "Remove the quotes");
    assert_non_null(fix);
    assert_true(cJSON_IsTrue(lsp_get(fix, "isPreferred")));
    const cJSON *edit = cJSON_GetArrayItem(cJSON_GetObjectItem(lsp_get(fix, "edit.changes"), LSP_URI), 0);
    assert_string_equal(lsp_text(edit, "newText"), "2");
    assert_int_equal(lsp_number(edit, "range.start.line"), 4);
    assert_int_equal(lsp_number(edit, "range.start.character"), 20);
    assert_int_equal(lsp_number(edit, "range.end.character"), 23);
    const cJSON *all = lsp_find(lsp_get(answer, "result"), "kind", "source.fixAll");
    assert_non_null(all);
    char *params = cJSON_PrintUnformatted(all);
    cJSON *resolved = lsp_ask(&client, "codeAction/resolve", params);
    const cJSON *edits = cJSON_GetObjectItem(lsp_get(resolved, "result.edit.changes"), LSP_URI);
    assert_string_equal(lsp_text(cJSON_GetArrayItem(edits, 0), "newText"), "  \"numberOfSeries\": 2\n");
    cJSON_free(params);
    cJSON_Delete(resolved);
    cJSON_Delete(answer);
    assert_int_equal(lsp_close(&client), 0);
}

static void symbols_hints_and_folds_show_the_study(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{}",
                  "{\"resourceType\": \"ImagingStudy\", \"series\": [\n"
                  "{\"uid\": \"1.2\",\n\"modality\": {\"system\": \"http://dicom.nema.org/resources/ontology/DCM\", "
                  "\"code\": \"CT\"},\n \"instance\": [{\"uid\": \"1.2.3\"}]}]}\n");
    cJSON *symbols = lsp_ask(&client, "textDocument/documentSymbol", "{\"textDocument\":{\"uri\":\"" LSP_URI "\"}}");
    assert_string_equal(lsp_text(symbols, "result.0.name"), "ImagingStudy");
    assert_string_equal(lsp_text(symbols, "result.0.children.0.name"), "series 1");
    assert_string_equal(lsp_text(symbols, "result.0.children.0.children.0.name"), "instance 1");
    cJSON_Delete(symbols);
    cJSON *hints =
        lsp_ask(&client, "textDocument/inlayHint",
                "{\"textDocument\":{\"uri\":\"" LSP_URI "\"},\"range\":{\"start\":{\"line\":2,\"character\":0},"
                "\"end\":{\"line\":2,\"character\":90}}}");
    assert_non_null(lsp_find(lsp_get(hints, "result"), "label", "Computed Tomography"));
    assert_non_null(
        lsp_find(lsp_get(hints, "result"), "label", "SHALL populate if known · SHALL handle · SHOULD display"));
    cJSON_Delete(hints);
    cJSON *folds = lsp_ask(&client, "textDocument/foldingRange", "{\"textDocument\":{\"uri\":\"" LSP_URI "\"}}");
    assert_int_equal(lsp_number(folds, "result.0.startLine"), 0);
    assert_int_equal(lsp_number(folds, "result.0.endLine"), 2);
    cJSON_Delete(folds);
    assert_int_equal(lsp_close(&client), 0);
}

static void references_lead_both_ways(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{}", BUNDLE);
    cJSON *target = lsp_ask_at(&client, "textDocument/definition", 4, 30);
    assert_int_equal(lsp_number(target, "result.range.start.line"), 1);
    cJSON_Delete(target);
    cJSON *sources = lsp_ask_at(&client, "textDocument/references", 2, 10);
    assert_int_equal(cJSON_GetArraySize(lsp_get(sources, "result")), 2);
    assert_int_equal(lsp_number(sources, "result.0.range.start.line"), 4);
    assert_int_equal(lsp_number(sources, "result.1.range.start.line"), 5);
    cJSON_Delete(sources);
    cJSON *place = lsp_ask_at(&client, "textDocument/prepareRename", 2, 10);
    assert_string_equal(lsp_text(place, "result.placeholder"), "p1");
    cJSON_Delete(place);
    cJSON *renamed = lsp_ask_at(&client, "textDocument/rename", 2, 10);
    const cJSON *edits = cJSON_GetObjectItem(lsp_get(renamed, "result.changes"), LSP_URI);
    assert_int_equal(cJSON_GetArraySize(edits), 4); /* id, fullUrl, two references */
    assert_string_equal(lsp_text(edits, "0.newText"), "p2");
    cJSON_Delete(renamed);
    cJSON *refused = lsp_ask(&client, "textDocument/rename",
                             "{\"textDocument\":{\"uri\":\"" LSP_URI "\"},\"position\":{\"line\":2,\"character\":10},"
                             "\"newName\":\"no id\"}");
    assert_int_equal(lsp_number(refused, "error.code"), -32602);
    cJSON_Delete(refused);
    assert_int_equal(lsp_close(&client), 0);
}

/* ---- hostile input ---- */

static void zero_bytes_and_lone_surrogates_keep_positions(void **state)
{
    (void)state;
    LspClient client;
    lsp_open(&client, "{}", "{}");
    lsp_send(&client,
             "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"" LSP_URI
             "\",\"languageId\":\"json\",\"version\":1,\"text\":\"{\\\"resourceType\\\": \\\"ImagingStudy\\\", "
             "\\\"id\\\": \\\"\\u0000\\ud800\\\", \\\"status\\\": \\\"x\\\"}\"}}}");
    cJSON *message = lsp_diagnostics(&client);
    const cJSON *status = lsp_find(lsp_get(message, "params.diagnostics"), "code", "binding-required");
    assert_int_equal(lsp_number(status, "range.start.character"), 55);
    cJSON_Delete(message);
    assert_int_equal(lsp_close(&client), 0);
}

/* Names and values with an escape sequence, a change of direction and a zero-width space: lsp_client looks at the
 * bytes. */
static void hostile_text_is_escaped(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{}",
                  "{\"resourceType\": \"ImagingStudy\", \"status\": \"a\342\200\256b\342\200\213\", "
                  "\"x\302\2331m\": 1, \"series\": [{\"uid\": \"\\u001b[2J\"}]}");
    cJSON_Delete(lsp_diagnostics(&client));
    cJSON_Delete(lsp_ask_at(&client, "textDocument/hover", 0, 46));
    cJSON_Delete(lsp_ask(&client, "textDocument/documentSymbol", "{\"textDocument\":{\"uri\":\"" LSP_URI "\"}}"));
    assert_int_equal(lsp_close(&client), 0);
}

/* Ten thousand messages, some cut, some with bytes changed, some with no sense: the server goes on. */
static void broken_messages_do_no_harm(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"textDocument/"
        "hover\",\"params\":{\"textDocument\":{\"uri\":\"" LSP_URI "\"},\"position\":{\"line\":2,\"character\":9}}}",
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/"
        "completion\",\"params\":{\"textDocument\":{\"uri\":\"" LSP_URI
        "\"},\"position\":{\"line\":3,\"character\":99999}}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"" LSP_URI
        "\",\"version\":3},\"contentChanges\":[{\"range\":{\"start\":{\"line\":1,\"character\":2},\"end\":{\"line\":"
        "1,\"character\":7}},\"text\":\"\\\"\"}]}}",
        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"textDocument/"
        "codeAction\",\"params\":{\"textDocument\":{\"uri\":\"" LSP_URI
        "\"},\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":9,\"character\":0}}}}",
        "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"textDocument/rename\",\"params\":{\"textDocument\":7}}",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"textDocument/"
        "foldingRange\",\"params\":{\"textDocument\":{\"uri\":\"" LSP_URI "\"}}}",
        "{\"id\":null,\"method\":\"textDocument/definition\"}",
        "[]",
        "null",
        "{\"method\":7}",
    };
    Random random = {20261130};
    LspClient client;
    lsp_open_with(&client, "{}", STUDY);
    Text message = TEXT_EMPTY;
    for (unsigned i = 0; i < 10000; i++) {
        Text body = TEXT_EMPTY;
        text_append(&body, slice_from(bodies[random_below(&random, sizeof bodies / sizeof *bodies)]));
        for (uint32_t hits = random_below(&random, 3); hits > 0; hits--) {
            body.bytes[random_below(&random, (uint32_t)body.length)] = (char)random_below(&random, 256);
        }
        text_clear(&message);
        size_t said = random_below(&random, 20) == 0 ? random_below(&random, 300) : body.length;
        text_format(&message, "Content-Length: %zu\r\n\r\n", said);
        text_append(&message, slice_part(text_slice(&body), 0, random_below(&random, 20) == 0 ? 17 : SIZE_MAX));
        lsp_send_bytes(&client, text_slice(&message));
        text_free(&body);
    }
    /* whatever is still awaited is given, then a request is answered */
    text_clear(&message);
    text_append_repeated(&message, ' ', 8192);
    lsp_send_bytes(&client, text_slice(&message));
    text_free(&message);
    client.last_id = 1000000;
    assert_int_equal(lsp_close(&client), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(life_has_its_statuses),
        cmocka_unit_test(cancelled_requests_are_not_answered),
        cmocka_unit_test(issues_follow_every_change),
        cmocka_unit_test(issues_at_the_end_stay_in_the_text),
        cmocka_unit_test(positions_are_counted_as_agreed),
        cmocka_unit_test(settings_choose_the_rules),
        cmocka_unit_test(hover_is_the_why_card),
        cmocka_unit_test(code_actions_are_the_fixes),
        cmocka_unit_test(symbols_hints_and_folds_show_the_study),
        cmocka_unit_test(references_lead_both_ways),
        cmocka_unit_test(zero_bytes_and_lone_surrogates_keep_positions),
        cmocka_unit_test(hostile_text_is_escaped),
        cmocka_unit_test(broken_messages_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
