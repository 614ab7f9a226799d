/* What the language server offers while one types. */
#include "tests/support/lsp_client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BUNDLE                                                                                                         \
    "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [\n"                                          \
    "{\"fullUrl\": \"http://a.b/Patient/p1\", \"resource\": {\"resourceType\": \"Patient\",\n"                         \
    "  \"id\": \"p1\"}},\n"                                                                                            \
    "{\"fullUrl\": \"http://a.b/Observation/o1\", \"resource\": {\"resourceType\": \"Observation\", \"id\": \"o1\",\n" \
    "  \"subject\": {\"reference\": \"Patient/p1\"},\n"                                                                \
    "  \"performer\": [{\"reference\": \"http://a.b/Patient/p1\"}]}}\n"                                                \
    "]}\n"

/* ---- life ---- */

static void completion_offers_what_is_missing_first(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{}", "{\"resourceType\": \"ImagingStudy\", \"status\": \"available\", \"\n}");
    cJSON *answer = lsp_ask_at(&client, "textDocument/completion", 0, 57);
    const cJSON *items = lsp_get(answer, "result.items");
    const cJSON *subject = lsp_find(items, "label", "subject"), *note = lsp_find(items, "label", "note");
    assert_non_null(subject);
    assert_non_null(note);
    assert_null(lsp_find(items, "label", "status"));
    assert_true(strcmp(lsp_text(subject, "sortText"), lsp_text(note, "sortText")) < 0);
    assert_string_equal(lsp_text(subject, "textEdit.newText"), "\"subject\": {\"reference\":\"\"}");
    const cJSON *series = lsp_find(items, "label", "series");
    assert_non_null(strstr(lsp_text(series, "textEdit.newText"), "\"uid\":\"2.25."));
    cJSON_Delete(answer);
    assert_int_equal(lsp_close(&client), 0);
}

static void completion_offers_codes_and_references(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{}", "{\"resourceType\": \"ImagingStudy\", \"status\": \"\n}");
    cJSON *codes = lsp_ask_at(&client, "textDocument/completion", 0, 46);
    assert_non_null(lsp_find(lsp_get(codes, "result.items"), "label", "available"));
    assert_null(lsp_find(lsp_get(codes, "result.items"), "label", "entered-in-error"));
    cJSON_Delete(codes);
    lsp_change(&client, LSP_URI, 2, NULL,
               "{\"resourceType\": \"ImagingStudy\", \"series\": [{\"modality\": {\"code\": \"\n}}]}");
    cJSON *modalities = lsp_ask_at(&client, "textDocument/completion", 0, 68);
    const cJSON *tomography = lsp_find(lsp_get(modalities, "result.items"), "label", "CT");
    assert_string_equal(lsp_text(tomography, "detail"), "Computed Tomography");
    cJSON_Delete(modalities);
    lsp_change(&client, LSP_URI, 3, NULL, BUNDLE);
    cJSON *references = lsp_ask_at(&client, "textDocument/completion", 4, 30);
    assert_non_null(lsp_find(lsp_get(references, "result.items"), "label", "http://a.b/Patient/p1"));
    cJSON_Delete(references);
    lsp_change(&client, LSP_URI, 4, NULL, "{\"resourceType\": \"Imag\"}");
    cJSON *types = lsp_ask_at(&client, "textDocument/completion", 0, 22);
    assert_non_null(lsp_find(lsp_get(types, "result.items"), "label", "ImagingStudy"));
    cJSON_Delete(types);
    assert_int_equal(lsp_close(&client), 0);
}

/* Asks at the byte where a text has a bar, which is not part of it. */
static cJSON *ask_where_the_bar_is(LspClient *client, int version, const char *text)
{
    char bare[1024];
    size_t at = strcspn(text, "|");
    memcpy(bare, text, at);
    strcpy(&bare[at], &text[at + 1]);
    lsp_change(client, LSP_URI, version, NULL, bare);
    return lsp_ask_at(client, "textDocument/completion", 0, (int)at);
}

static void completion_offers_values_of_each_kind(void **state)
{
    (void)state;
    LspClient client;
    lsp_open_with(&client, "{}", "{}");
    cJSON *truths = ask_where_the_bar_is(&client, 2, "{\"resourceType\": \"Patient\", \"active\": |}");
    assert_non_null(lsp_find(lsp_get(truths, "result.items"), "label", "true"));
    assert_non_null(lsp_find(lsp_get(truths, "result.items"), "label", "false"));
    assert_int_equal(cJSON_GetArraySize(lsp_get(truths, "result.items")), 2);
    cJSON_Delete(truths);
    cJSON *objects = ask_where_the_bar_is(&client, 3, "{\"resourceType\": \"ImagingStudy\", \"subject\": |}");
    assert_string_equal(lsp_text(objects, "result.items.0.textEdit.newText"), "{\"reference\":\"\"}");
    cJSON_Delete(objects);
    /* the value set of a code in a Coding binds the concept around it */
    cJSON *codes = ask_where_the_bar_is(&client, 4,
                                        "{\"resourceType\": \"Condition\", \"clinicalStatus\": {\"coding\": "
                                        "[{\"code\": \"|\"}]}}");
    assert_non_null(lsp_find(lsp_get(codes, "result.items"), "label", "remission"));
    cJSON_Delete(codes);
    assert_int_equal(lsp_close(&client), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(completion_offers_what_is_missing_first),
        cmocka_unit_test(completion_offers_codes_and_references),
        cmocka_unit_test(completion_offers_values_of_each_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
