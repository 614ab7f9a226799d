/* The language server as an editor meets it. */
#include "tests/support/lsp_client.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define URI "file:///tmp/study.json"

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

static const cJSON *get(const cJSON *object, const char *path)
{
    char names[128];
    snprintf(names, sizeof names, "%s", path);
    for (char *name = strtok(names, "."); name && object; name = strtok(NULL, ".")) {
        bool is_number = name[0] >= '0' && name[0] <= '9';
        object = is_number ? cJSON_GetArrayItem(object, atoi(name)) : cJSON_GetObjectItemCaseSensitive(object, name);
    }
    return object;
}

static const char *get_string(const cJSON *object, const char *path)
{
    const cJSON *item = get(object, path);
    assert_true(cJSON_IsString(item));
    return item->valuestring;
}

static int get_number(const cJSON *object, const char *path)
{
    const cJSON *item = get(object, path);
    assert_true(cJSON_IsNumber(item));
    return item->valueint;
}

/* The item of an array whose member says exactly this; NULL where there is none. */
static const cJSON *find(const cJSON *array, const char *member, const char *text)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(item, member);
        if (cJSON_IsString(value) && strcmp(value->valuestring, text) == 0) {
            return item;
        }
    }
    return NULL;
}

static cJSON *ask_at(LspClient *client, const char *method, int line, int character)
{
    char params[256];
    snprintf(params, sizeof params,
             "{\"textDocument\":{\"uri\":\"" URI "\"},\"position\":{\"line\":%d,\"character\":%d},"
             "\"context\":{\"includeDeclaration\":false},\"newName\":\"p2\"}",
             line, character);
    return lsp_ask(client, method, params);
}

static void open_with(LspClient *client, const char *capabilities, const char *text)
{
    lsp_open(client, capabilities, "{}");
    lsp_open_text(client, URI, slice_from(text));
}

/* ---- life ---- */

static void life_has_its_statuses(void **state)
{
    (void)state;
    LspClient client;
    lsp_start(&client);
    cJSON *early = lsp_ask(&client, "textDocument/hover", "{}");
    assert_int_equal(get_number(early, "error.code"), -32002);
    cJSON_Delete(early);
    cJSON *answer = lsp_ask(&client, "initialize", "{\"capabilities\":{}}");
    assert_string_equal(get_string(answer, "result.capabilities.positionEncoding"), "utf-16");
    cJSON_Delete(answer);
    cJSON *unknown = lsp_ask(&client, "textDocument/moniker", "{}");
    assert_int_equal(get_number(unknown, "error.code"), -32601);
    cJSON_Delete(unknown);
    assert_int_equal(lsp_close(&client), 0);
    lsp_open(&client, "{}", "{}");
    assert_int_equal(lsp_leave(&client), 1);
}

static void cancelled_requests_are_not_answered(void **state)
{
    (void)state;
    LspClient client;
    open_with(&client, "{}", STUDY);
    cJSON_Delete(lsp_diagnostics(&client));
    Text both = TEXT_EMPTY;
    static const char *const messages[] = {
        "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"textDocument/documentSymbol\",\"params\":{\"textDocument\":"
        "{\"uri\":\"" URI "\"}}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":\"a\"}}"};
    for (size_t i = 0; i < 2; i++) {
        text_format(&both, "Content-Length: %zu\r\n\r\n%s", strlen(messages[i]), messages[i]);
    }
    lsp_send_bytes(&client, text_slice(&both));
    text_free(&both);
    cJSON *answer = lsp_read(&client);
    assert_string_equal(get_string(answer, "id"), "a");
    assert_int_equal(get_number(answer, "error.code"), -32800);
    cJSON_Delete(answer);
    assert_int_equal(lsp_close(&client), 0);
}

/* ---- diagnostics ---- */

static void issues_follow_every_change(void **state)
{
    (void)state;
    LspClient client;
    open_with(&client, "{}", STUDY);
    cJSON *before = lsp_diagnostics(&client);
    const cJSON *status = find(get(before, "params.diagnostics"), "code", "binding-required");
    assert_non_null(status);
    assert_int_equal(get_number(status, "severity"), 1);
    assert_int_equal(get_number(status, "range.start.line"), 2);
    assert_int_equal(get_number(status, "range.start.character"), 12);
    assert_int_equal(get_number(status, "range.end.character"), 30);
    cJSON_Delete(before);
    lsp_change(&client, URI, 7, "{\"start\":{\"line\":2,\"character\":13},\"end\":{\"line\":2,\"character\":29}}",
               "available");
    cJSON *after = lsp_diagnostics(&client);
    assert_int_equal(get_number(after, "params.version"), 7);
    assert_null(find(get(after, "params.diagnostics"), "code", "binding-required"));
    cJSON_Delete(after);
    lsp_change(&client, URI, 8, NULL, "{\"resourceType\": \"ImagingStudy\", ");
    cJSON *broken = lsp_diagnostics(&client);
    assert_non_null(find(get(broken, "params.diagnostics"), "code", "json-syntax"));
    cJSON_Delete(broken);
    lsp_notify(&client, "textDocument/didClose", "{\"textDocument\":{\"uri\":\"" URI "\"}}");
    cJSON *closed = lsp_diagnostics(&client);
    assert_int_equal(cJSON_GetArraySize(get(closed, "params.diagnostics")), 0);
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
        lsp_open_text(&client, URI, slice_from(texts[i]));
        cJSON *told = lsp_diagnostics(&client);
        const cJSON *issue, *issues = get(told, "params.diagnostics");
        assert_true(cJSON_GetArraySize(issues) > 0);
        cJSON_ArrayForEach(issue, issues)
        {
            assert_int_equal(get_number(issue, "range.end.line"), 0);
            assert_true(get_number(issue, "range.end.character") <= (int)strlen(texts[i]));
        }
        cJSON_Delete(told);
        lsp_notify(&client, "textDocument/didClose", "{\"textDocument\":{\"uri\":\"" URI "\"}}");
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
    open_with(&client, capabilities,
              "{\"resourceType\": \"ImagingStudy\", \"description\": \"\303\244\360\237\246\264\", \"status\": \"x\"}");
    cJSON *message = lsp_diagnostics(&client);
    const cJSON *status = find(get(message, "params.diagnostics"), "code", "binding-required");
    assert_non_null(status);
    int column = get_number(status, "range.start.character");
    cJSON_Delete(message);
    /* and the way back: the same place is found again */
    char range[128];
    snprintf(range, sizeof range, "{\"start\":{\"line\":0,\"character\":%d},\"end\":{\"line\":0,\"character\":%d}}",
             column + 1, column + 2);
    lsp_change(&client, URI, 2, range, "available");
    cJSON *after = lsp_diagnostics(&client);
    assert_null(find(get(after, "params.diagnostics"), "code", "binding-required"));
    assert_null(find(get(after, "params.diagnostics"), "code", "json-syntax"));
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
    lsp_open_text(&client, URI,
                  slice_from("{\"resourceType\": \"ImagingStudy\", \"status\": \"entered-in-error\", "
                             "\"subject\": {\"display\": \"x\"}}"));
    cJSON *by_base = lsp_diagnostics(&client);
    assert_null(find(get(by_base, "params.diagnostics"), "code", "binding-required"));
    cJSON_Delete(by_base);
    lsp_notify(&client, "workspace/didChangeConfiguration", "{\"settings\":{\"ipse\":{}}}");
    cJSON *by_ips = lsp_diagnostics(&client);
    assert_non_null(find(get(by_ips, "params.diagnostics"), "code", "binding-required"));
    cJSON_Delete(by_ips);
    lsp_notify(&client, "workspace/didChangeConfiguration",
               "{\"settings\":{\"ipse\":{\"profile\":\"http://no.where/p\"}}}");
    cJSON *complaint = lsp_read(&client);
    assert_string_equal(get_string(complaint, "method"), "window/showMessage");
    assert_non_null(strstr(get_string(complaint, "params.message"), "unknown profile"));
    cJSON_Delete(complaint);
    assert_int_equal(lsp_close(&client), 0);
}

/* ---- what an editor asks ---- */

static void hover_is_the_why_card(void **state)
{
    (void)state;
    LspClient client;
    open_with(&client, "{}", STUDY);
    cJSON *answer = ask_at(&client, "textDocument/hover", 2, 15);
    const char *card = get_string(answer, "result.contents.value");
    assert_non_null(strstr(card, "`ImagingStudy.status`"));
    assert_non_null(strstr(card, "`binding-required`"));
    assert_non_null(strstr(card, "Codes (required): "));
    cJSON_Delete(answer);
    answer = ask_at(&client, "textDocument/hover", 3, 5);
    assert_non_null(strstr(get_string(answer, "result.contents.value"), "SHALL handle"));
    cJSON_Delete(answer);
    assert_int_equal(lsp_close(&client), 0);
}

static void completion_offers_what_is_missing_first(void **state)
{
    (void)state;
    LspClient client;
    open_with(&client, "{}", "{\"resourceType\": \"ImagingStudy\", \"status\": \"available\", \"\n}");
    cJSON *answer = ask_at(&client, "textDocument/completion", 0, 57);
    const cJSON *items = get(answer, "result.items");
    const cJSON *subject = find(items, "label", "subject"), *note = find(items, "label", "note");
    assert_non_null(subject);
    assert_non_null(note);
    assert_null(find(items, "label", "status"));
    assert_true(strcmp(get_string(subject, "sortText"), get_string(note, "sortText")) < 0);
    assert_string_equal(get_string(subject, "textEdit.newText"), "\"subject\": {\"reference\":\"\"}");
    const cJSON *series = find(items, "label", "series");
    assert_non_null(strstr(get_string(series, "textEdit.newText"), "\"uid\":\"2.25."));
    cJSON_Delete(answer);
    assert_int_equal(lsp_close(&client), 0);
}

static void completion_offers_codes_and_references(void **state)
{
    (void)state;
    LspClient client;
    open_with(&client, "{}", "{\"resourceType\": \"ImagingStudy\", \"status\": \"\n}");
    cJSON *codes = ask_at(&client, "textDocument/completion", 0, 46);
    assert_non_null(find(get(codes, "result.items"), "label", "available"));
    assert_null(find(get(codes, "result.items"), "label", "entered-in-error"));
    cJSON_Delete(codes);
    lsp_change(&client, URI, 2, NULL,
               "{\"resourceType\": \"ImagingStudy\", \"series\": [{\"modality\": {\"code\": \"\n}}]}");
    cJSON *modalities = ask_at(&client, "textDocument/completion", 0, 68);
    const cJSON *tomography = find(get(modalities, "result.items"), "label", "CT");
    assert_string_equal(get_string(tomography, "detail"), "Computed Tomography");
    cJSON_Delete(modalities);
    lsp_change(&client, URI, 3, NULL, BUNDLE);
    cJSON *references = ask_at(&client, "textDocument/completion", 4, 30);
    assert_non_null(find(get(references, "result.items"), "label", "http://a.b/Patient/p1"));
    cJSON_Delete(references);
    lsp_change(&client, URI, 4, NULL, "{\"resourceType\": \"Imag\"}");
    cJSON *types = ask_at(&client, "textDocument/completion", 0, 22);
    assert_non_null(find(get(types, "result.items"), "label", "ImagingStudy"));
    cJSON_Delete(types);
    assert_int_equal(lsp_close(&client), 0);
}

static void code_actions_are_the_fixes(void **state)
{
    (void)state;
    LspClient client;
    open_with(&client, "{\"textDocument\":{\"codeAction\":{\"resolveSupport\":{\"properties\":[\"edit\"]}}}}", STUDY);
    cJSON *answer =
        lsp_ask(&client, "textDocument/codeAction",
                "{\"textDocument\":{\"uri\":\"" URI "\"},\"range\":{\"start\":{\"line\":4,\"character\":24},"
                "\"end\":{\"line\":4,\"character\":24}},\"context\":{\"diagnostics\":[]}}");
    const cJSON *fix = find(get(answer, "result"), "title", "Remove the quotes");
    assert_non_null(fix);
    assert_true(cJSON_IsTrue(get(fix, "isPreferred")));
    const cJSON *edit = cJSON_GetArrayItem(cJSON_GetObjectItem(get(fix, "edit.changes"), URI), 0);
    assert_string_equal(get_string(edit, "newText"), "2");
    assert_int_equal(get_number(edit, "range.start.line"), 4);
    assert_int_equal(get_number(edit, "range.start.character"), 20);
    assert_int_equal(get_number(edit, "range.end.character"), 23);
    const cJSON *all = find(get(answer, "result"), "kind", "source.fixAll");
    assert_non_null(all);
    char *params = cJSON_PrintUnformatted(all);
    cJSON *resolved = lsp_ask(&client, "codeAction/resolve", params);
    const cJSON *edits = cJSON_GetObjectItem(get(resolved, "result.edit.changes"), URI);
    assert_string_equal(get_string(cJSON_GetArrayItem(edits, 0), "newText"), "  \"numberOfSeries\": 2\n");
    cJSON_free(params);
    cJSON_Delete(resolved);
    cJSON_Delete(answer);
    assert_int_equal(lsp_close(&client), 0);
}

static void symbols_hints_and_folds_show_the_study(void **state)
{
    (void)state;
    LspClient client;
    open_with(&client, "{}",
              "{\"resourceType\": \"ImagingStudy\", \"series\": [\n"
              "{\"uid\": \"1.2\",\n\"modality\": {\"system\": \"http://dicom.nema.org/resources/ontology/DCM\", "
              "\"code\": \"CT\"},\n \"instance\": [{\"uid\": \"1.2.3\"}]}]}\n");
    cJSON *symbols = lsp_ask(&client, "textDocument/documentSymbol", "{\"textDocument\":{\"uri\":\"" URI "\"}}");
    assert_string_equal(get_string(symbols, "result.0.name"), "ImagingStudy");
    assert_string_equal(get_string(symbols, "result.0.children.0.name"), "series 1");
    assert_string_equal(get_string(symbols, "result.0.children.0.children.0.name"), "instance 1");
    cJSON_Delete(symbols);
    cJSON *hints = lsp_ask(&client, "textDocument/inlayHint",
                           "{\"textDocument\":{\"uri\":\"" URI "\"},\"range\":{\"start\":{\"line\":2,\"character\":0},"
                           "\"end\":{\"line\":2,\"character\":90}}}");
    assert_non_null(find(get(hints, "result"), "label", "Computed Tomography"));
    assert_non_null(find(get(hints, "result"), "label", "SHALL populate if known · SHALL handle · SHOULD display"));
    cJSON_Delete(hints);
    cJSON *folds = lsp_ask(&client, "textDocument/foldingRange", "{\"textDocument\":{\"uri\":\"" URI "\"}}");
    assert_int_equal(get_number(folds, "result.0.startLine"), 0);
    assert_int_equal(get_number(folds, "result.0.endLine"), 2);
    cJSON_Delete(folds);
    assert_int_equal(lsp_close(&client), 0);
}

static void references_lead_both_ways(void **state)
{
    (void)state;
    LspClient client;
    open_with(&client, "{}", BUNDLE);
    cJSON *target = ask_at(&client, "textDocument/definition", 4, 30);
    assert_int_equal(get_number(target, "result.range.start.line"), 1);
    cJSON_Delete(target);
    cJSON *sources = ask_at(&client, "textDocument/references", 2, 10);
    assert_int_equal(cJSON_GetArraySize(get(sources, "result")), 2);
    assert_int_equal(get_number(sources, "result.0.range.start.line"), 4);
    assert_int_equal(get_number(sources, "result.1.range.start.line"), 5);
    cJSON_Delete(sources);
    cJSON *place = ask_at(&client, "textDocument/prepareRename", 2, 10);
    assert_string_equal(get_string(place, "result.placeholder"), "p1");
    cJSON_Delete(place);
    cJSON *renamed = ask_at(&client, "textDocument/rename", 2, 10);
    const cJSON *edits = cJSON_GetObjectItem(get(renamed, "result.changes"), URI);
    assert_int_equal(cJSON_GetArraySize(edits), 4); /* id, fullUrl, two references */
    assert_string_equal(get_string(edits, "0.newText"), "p2");
    cJSON_Delete(renamed);
    cJSON *refused = lsp_ask(&client, "textDocument/rename",
                             "{\"textDocument\":{\"uri\":\"" URI "\"},\"position\":{\"line\":2,\"character\":10},"
                             "\"newName\":\"no id\"}");
    assert_int_equal(get_number(refused, "error.code"), -32602);
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
             "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"" URI
             "\",\"languageId\":\"json\",\"version\":1,\"text\":\"{\\\"resourceType\\\": \\\"ImagingStudy\\\", "
             "\\\"id\\\": \\\"\\u0000\\ud800\\\", \\\"status\\\": \\\"x\\\"}\"}}}");
    cJSON *message = lsp_diagnostics(&client);
    const cJSON *status = find(get(message, "params.diagnostics"), "code", "binding-required");
    assert_int_equal(get_number(status, "range.start.character"), 55);
    cJSON_Delete(message);
    assert_int_equal(lsp_close(&client), 0);
}

/* Names and values with an escape sequence, a change of direction and a zero-width space: lsp_client looks at the bytes. */
static void hostile_text_is_escaped(void **state)
{
    (void)state;
    LspClient client;
    open_with(&client, "{}",
              "{\"resourceType\": \"ImagingStudy\", \"status\": \"a\342\200\256b\342\200\213\", "
              "\"x\302\2331m\": 1, \"series\": [{\"uid\": \"\\u001b[2J\"}]}");
    cJSON_Delete(lsp_diagnostics(&client));
    cJSON_Delete(ask_at(&client, "textDocument/hover", 0, 46));
    cJSON_Delete(lsp_ask(&client, "textDocument/documentSymbol", "{\"textDocument\":{\"uri\":\"" URI "\"}}"));
    assert_int_equal(lsp_close(&client), 0);
}

/* Ten thousand messages, some cut, some with bytes changed, some with no sense: the server goes on. */
static void broken_messages_do_no_harm(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":{\"uri\":\"" URI
        "\"},\"position\":{\"line\":2,\"character\":9}}}",
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/"
        "completion\",\"params\":{\"textDocument\":{\"uri\":\"" URI
        "\"},\"position\":{\"line\":3,\"character\":99999}}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"" URI
        "\",\"version\":3},\"contentChanges\":[{\"range\":{\"start\":{\"line\":1,\"character\":2},\"end\":{\"line\":"
        "1,\"character\":7}},\"text\":\"\\\"\"}]}}",
        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"textDocument/"
        "codeAction\",\"params\":{\"textDocument\":{\"uri\":\"" URI
        "\"},\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":9,\"character\":0}}}}",
        "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"textDocument/rename\",\"params\":{\"textDocument\":7}}",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"textDocument/"
        "foldingRange\",\"params\":{\"textDocument\":{\"uri\":\"" URI "\"}}}",
        "{\"id\":null,\"method\":\"textDocument/definition\"}",
        "[]",
        "null",
        "{\"method\":7}",
    };
    Random random = {20261130};
    LspClient client;
    open_with(&client, "{}", STUDY);
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
        cmocka_unit_test(completion_offers_what_is_missing_first),
        cmocka_unit_test(completion_offers_codes_and_references),
        cmocka_unit_test(code_actions_are_the_fixes),
        cmocka_unit_test(symbols_hints_and_folds_show_the_study),
        cmocka_unit_test(references_lead_both_ways),
        cmocka_unit_test(zero_bytes_and_lone_surrogates_keep_positions),
        cmocka_unit_test(hostile_text_is_escaped),
        cmocka_unit_test(broken_messages_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
