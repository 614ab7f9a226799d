/* Line form: one value or several, told by the first lines. */
#include "src/json/line_form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct FormCase {
    const char *text;
    LineForm whole; /* where there is no more of it */
    LineForm part;  /* where more may come */
} FormCase;

#define PATIENT "{\"resourceType\":\"Patient\"}"

static const FormCase cases[] = {
    {"", LINE_FORM_VALUE, LINE_FORM_UNKNOWN},
    {" \n\n", LINE_FORM_VALUE, LINE_FORM_UNKNOWN},
    {PATIENT, LINE_FORM_VALUE, LINE_FORM_UNKNOWN},
    {PATIENT "\n", LINE_FORM_VALUE, LINE_FORM_UNKNOWN},
    {PATIENT "\n{", LINE_FORM_LINES, LINE_FORM_LINES},
    {"\xEF\xBB\xBF\n" PATIENT "\r\n\r\n {", LINE_FORM_LINES, LINE_FORM_LINES},
    {PATIENT "\n\xEF\xBB\xBF" PATIENT, LINE_FORM_LINES, LINE_FORM_LINES},
    {PATIENT "\n]", LINE_FORM_VALUE, LINE_FORM_VALUE},
    {"{\n  \"resourceType\": \"Patient\"\n}\n", LINE_FORM_VALUE, LINE_FORM_VALUE},
    {"{}\n{}\n", LINE_FORM_LINES, LINE_FORM_LINES},
    /* the second line is broken */
    {PATIENT "\noops\n" PATIENT "\n", LINE_FORM_LINES, LINE_FORM_LINES},
    {PATIENT "\n\xEF\xBB\xBF" PATIENT "\n{", LINE_FORM_LINES, LINE_FORM_LINES},
    {PATIENT "\noops\n", LINE_FORM_VALUE, LINE_FORM_UNKNOWN},
    {PATIENT "\noops", LINE_FORM_VALUE, LINE_FORM_UNKNOWN},
    {PATIENT "\n,\n{", LINE_FORM_VALUE, LINE_FORM_VALUE},
    /* the first line is broken */
    {"{\"resourceType\":\"Pat\n" PATIENT, LINE_FORM_LINES, LINE_FORM_UNKNOWN},
    {"{\"resourceType\":\"Pat\n" PATIENT "\n", LINE_FORM_LINES, LINE_FORM_UNKNOWN},
    {"{\"resourceType\":\"Pat\n" PATIENT "\n{", LINE_FORM_LINES, LINE_FORM_LINES},
    {"{\"a\":1,\n" PATIENT "\n{", LINE_FORM_LINES, LINE_FORM_LINES},
    {"{\"a\":\n{\"b\n" PATIENT "\n{", LINE_FORM_LINES, LINE_FORM_LINES},
    {"{\"a\":\n{\"b\n" PATIENT, LINE_FORM_LINES, LINE_FORM_UNKNOWN},
    {"{\"a\":\n\xEF\xBB\xBF" PATIENT "\n{", LINE_FORM_LINES, LINE_FORM_LINES},
    {"oops\n" PATIENT "\n", LINE_FORM_LINES, LINE_FORM_UNKNOWN},
    {"\x18\n" PATIENT "\n", LINE_FORM_LINES, LINE_FORM_UNKNOWN}, /* nothing but a control character */
    /* one value, laid out so that a resource is in a line of its own */
    {"[\n" PATIENT "\n]", LINE_FORM_VALUE, LINE_FORM_VALUE},
    {"[\n" PATIENT "\n" PATIENT "\n]", LINE_FORM_VALUE, LINE_FORM_VALUE},
    {"{\"resource\":\n" PATIENT "\n}", LINE_FORM_VALUE, LINE_FORM_VALUE},
    {"{\"resource\":\n" PATIENT ",\n{", LINE_FORM_VALUE, LINE_FORM_VALUE},
    {"{\"a\":\n{\"b\":[\n" PATIENT "\n{", LINE_FORM_VALUE, LINE_FORM_VALUE},
    {"{\"a\":\n{}\n{", LINE_FORM_VALUE, LINE_FORM_VALUE},
};

static void test_first_lines_tell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Slice text = slice_from(cases[i].text);
        if (line_form_of(text, true) != cases[i].whole || line_form_of(text, false) != cases[i].part) {
            fail_msg("%s: %d whole, %d in part", cases[i].text, line_form_of(text, true), line_form_of(text, false));
        }
    }
}

static void test_names_tell(void **state)
{
    (void)state;
    assert_true(line_form_is_named(SLICE("a/b.ndjson")));
    assert_true(line_form_is_named(SLICE("B.JSONL")));
    assert_false(line_form_is_named(SLICE("ndjson")));
    assert_false(line_form_is_named(SLICE("a.ndjson.txt")));
    assert_false(line_form_is_named(SLICE("")));
}

/* A document and a reader of records agree, because both ask here. */
static void test_documents_follow(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("{\"resourceType\":\n" PATIENT "\n" PATIENT), "-", NULL);
    assert_int_equal(document_form(document), DOCUMENT_NDJSON);
    assert_int_equal(document_child_count(document, 0), 3);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_lines_tell),
        cmocka_unit_test(test_names_tell),
        cmocka_unit_test(test_documents_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
