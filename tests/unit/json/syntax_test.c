/* Text that is no JSON: what is said about it, whether it can be recovered from, and what is read all the same. */
#include "src/json/document.h"

#include "src/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* A text, and a fault that must be among its faults: the only one where it can be recovered from. */
typedef struct Case {
    const char *text;
    const char *at; /* what the fault begins with; "" for the end of the text */
    bool is_recoverable;
    const char *message; /* a part of it */
} Case;

static const Case cases[] = {
    /* what the reader knows how to take */
    {"{\"a\":1,}", ",}", true, "Comma after the last item"},
    {"[1,2, ]", ", ]", true, "Comma after the last item"},
    {"{\"a\":1 \"b\":2}", " \"b\"", true, "Comma is missing."},
    {"[1 2]", " 2", true, "Comma is missing."},
    {"[\"x\"\"y\"]", "\"y\"", true, "Comma is missing."},
    {"{a:1}", "a:1", true, "Property name is without quotes"},
    {"{'a':1}", "'a'", true, "String is in single quotes"},
    {"['b \"c\"']", "'b", true, "String is in single quotes"},
    {"{\"status\":available}", "available", true, "Word is without quotes"},
    {"[True]", "True", true, "or true, false or null"},
    {"[1] // end", "// end", true, "Comment is not allowed"},
    {"/* start */ [1]", "/*", true, "Comment is not allowed"},
    {"[1, /* of 2 */ 2]", "/* of", true, "Comment is not allowed"},
    {"[01]", "01", true, "Invalid number. Not allowed: leading zero"},
    {"[1.2.3]", "1.2.3", true, "Invalid number"},
    {"[+1]", "+1", true, "Invalid number"},
    {"[.5]", ".5", true, "Invalid number"},
    {"[-]", "-]", true, "Invalid number"},
    {"[\"a\nb\"]", "\nb", true, "Control character"},
    {"[\"a\tb\"]", "\tb", true, "Control character"},
    {"[\"\xC3(\"]", "\xC3(", true, "not valid UTF-8"},
    {"[\"it\\'s\"]", "\\'s", true, "Unknown escape"},
    /* what it can only guess at */
    {"", "", false, "File ends too early. Expected: a value."},
    {"  \n", "", false, "File ends too early. Expected: a value."},
    {"{\"a\":1", "", false, "Object is not closed"},
    {"[1,[2", "", false, "Array is not closed"},
    {"[1]]", "]", false, "Text after the end"},
    {"{} {}", "{}", false, "Text after the end"},
    {"[1}", "}", false, "Closing bracket is }. Expected: ]."},
    {"{\"a\":1]", "]", false, "Closing bracket is ]. Expected: }."},
    {"{\"a\":[1}", "}", false, "Array before this position is not closed. Expected: ]."},
    {"[{\"a\":1]", "]", false, "Object before this position is not closed. Expected: }."},
    {"[12a]", "12a", false, "Invalid number"},
    {"[\"a\\x\"]", "\\x", false, "Unknown escape"},
    {"[\"a\\u12\"]", "\\u12", false, "4 hexadecimal digits"},
    {"[\"abc", "\"abc", false, "no closing quote"},
    {"{\"a\":\"b\n,\"c\":1}", "\"b", false, "no closing quote"},
    {"[,1]", ",1", false, "Comma without an item before"},
    {"[1,,2]", ",2", false, "Comma without an item before"},
    {"{\"a\"}", "}", false, "Colon and value are missing"},
    {"{\"a\" 1}", "\"a\"", false, "Colon is missing"},
    {"{\"a\":}", "}", false, "Value is missing"},
    {"{[1]:2}", "[1]", false, "Property name is missing"},
    {"[\"a\":1]", ":1", false, "Colon is allowed only after"},
    {"[@]", "@]", false, "Value is missing"},
};

/* The fault that begins where the case says. */
static const SyntaxFault *fault_of(const Document *document, const Case *expected)
{
    Slice text = slice_from(expected->text);
    size_t offset = *expected->at ? slice_find(text, slice_from(expected->at), 0) : text.length;
    while (offset != SIZE_MAX) {
        for (uint32_t i = 0; i < document_fault_count(document); i++) {
            const SyntaxFault *fault = document_fault(document, i);
            if (fault->offset == offset && strstr(document_fault_message(fault), expected->message)) {
                return fault;
            }
        }
        offset = *expected->at ? slice_find(text, slice_from(expected->at), offset + 1) : SIZE_MAX;
    }
    return NULL;
}

static void test_faults_are_named_at_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Document *document = document_new(slice_from(cases[i].text), "test.json", NULL);
        const SyntaxFault *fault = fault_of(document, &cases[i]);
        if (!fault || fault->is_recoverable != cases[i].is_recoverable ||
            (fault->is_recoverable && document_fault_count(document) != 1)) {
            print_error("%s\n", cases[i].text);
            fail();
        }
        assert_true(document_node(document, fault->node)->flags & NODE_HAS_FAULT);
        assert_true(fault->length > 0 || fault->offset == strlen(cases[i].text));
        assert_true(document_verify(document, NULL));
        document_free(document);
    }
}

/* The strings that a text holds all the same: `path` is a chain of keys and positions. */
static void assert_reads(const char *text, const char *key, const char *value)
{
    Document *document = document_new(slice_from(text), "test.json", NULL);
    NodeId id = document_member(document, 0, slice_from(key));
    assert_true(id != NODE_NONE);
    Text scratch = TEXT_EMPTY;
    if (!slice_equals(document_string(document, id, &scratch), slice_from(value))) {
        print_error("%s: %.*s\n", text, SLICE_ARGS(document_string(document, id, &scratch)));
        fail();
    }
    text_free(&scratch);
    document_free(document);
}

static void test_what_follows_a_fault_is_read(void **state)
{
    (void)state;
    assert_reads("{\"a\":1,,\"b\":\"x\"}", "b", "x");
    assert_reads("{\"a\":\"open,\n \"b\":\"x\"}", "b", "x");
    assert_reads("{\"a\":\"open\r\n,\"b\":\"x\"}", "b", "x");
    assert_reads("{\"a\":\"open,\n \"b\":\"x\"}", "a", "\"open");
    assert_reads("{status: available, b: 'it''s'}", "status", "available");
    assert_reads("{\"a\" = 1, \"b\":\"x\"}", "b", "x");
    assert_reads("{\"a\":[1,{\"c\":2}, \"b\":\"x\"", "a", "[1,{\"c\":2}, \"b\":\"x\"");
    assert_reads("{\"a\":[1,2}", "a", "[1,2");
    assert_reads("{{\"c\":1}, \"b\":\"x\"}", "b", "x");
    assert_reads("{\"a\":, \"b\":\"x\"}", "b", "x");
    assert_reads("{@@@ \"b\":\"x\"}", "b", "x");
    assert_reads("// one\n{/* two */\"b\" /* three */ : // four\n \"x\"}", "b", "x");
    assert_reads("{'b': 'it\\'s'}", "b", "it's");
    assert_reads("{\"b\":\"one\ntwo\"}", "b", "one\ntwo");
}

static void test_nesting_is_bounded_by_a_limit(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append_repeated(&text, '[', DOCUMENT_DEPTH_MAXIMUM);
    text_append_repeated(&text, ']', DOCUMENT_DEPTH_MAXIMUM);
    Document *document = document_new(text_slice(&text), "deep.json", NULL);
    assert_int_equal(document_fault_count(document), 0);
    assert_int_equal(document_count(document), DOCUMENT_DEPTH_MAXIMUM);
    document_free(document);
    text_splice(&text, DOCUMENT_DEPTH_MAXIMUM, 0, SLICE("[[\"]\"]]"));
    document = document_new(text_slice(&text), "deep.json", NULL);
    assert_int_equal(document_fault_count(document), 1);
    assert_int_equal(document_node(document, DOCUMENT_DEPTH_MAXIMUM)->kind, NODE_BROKEN);
    assert_int_equal(document_node(document, DOCUMENT_DEPTH_MAXIMUM)->length, 7);
    document_free(document);
    text_free(&text);
}

static void test_names_are_bounded_by_a_limit(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE("{\""));
    text_append_repeated(&text, 'k', UINT16_MAX);
    text_append(&text, SLICE("\":1}"));
    Document *document = document_new(text_slice(&text), "long.json", NULL);
    assert_int_equal(document_fault_count(document), 0);
    document_free(document);
    text_splice(&text, 2, 0, SLICE("k"));
    document = document_new(text_slice(&text), "long.json", NULL);
    assert_int_equal(document_fault_count(document), 1);
    assert_int_equal(document_node(document, 1)->key_length, UINT16_MAX);
    document_free(document);
    text_free(&text);
}

/* Of a text of faults only so many are listed. */
static void test_faults_are_bounded_in_number(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append_byte(&text, '[');
    text_append_repeated(&text, ',', 20000);
    Document *document = document_new(text_slice(&text), "commas.json", NULL);
    uint32_t count = document_fault_count(document);
    assert_int_equal(count, 10000);
    assert_non_null(strstr(document_fault_message(document_fault(document, count - 1)), "not listed"));
    assert_true(document_splice(document, 1, 20000, SLICE("]"), NULL, NULL));
    assert_int_equal(document_fault_count(document), 0);
    document_free(document);
    text_clear(&text);
    text_append(&text, SLICE("[]\n["));
    text_append_repeated(&text, ',', 9990);
    document = document_new(text_slice(&text), "commas.ndjson", NULL);
    assert_int_equal(document_fault_count(document), 9991);
    assert_true(document_splice(document, 1, 0, SLICE(",,,,,,,,,,,,"), NULL, NULL));
    assert_int_equal(document_fault_count(document), 10000);
    assert_true(document_verify(document, NULL));
    document_free(document);
    text_free(&text);
}

static void test_lines_are_read_one_by_one(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("{\"a\":1}\n{\"a\":\n\n\f\n{\"a\":3}\r\n"), "test.json", NULL);
    assert_int_equal(document_form(document), DOCUMENT_NDJSON);
    assert_int_equal(document_node(document, 0)->kind, NODE_LINES);
    assert_int_equal(document_child_count(document, 0), 4);
    assert_true(document_fault_count(document) >= 3);
    NodeId last = document_child_at(document, 0, 3);
    assert_true(document_member(document, last, SLICE("a")) != NODE_NONE);
    assert_false(document_node(document, last)->flags & NODE_HAS_FAULT);
    document_free(document);
}

static void test_the_form_is_found_by_name_or_by_content(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name;
        DocumentForm form;
    } forms[] = {
        {"{}", "a.json", DOCUMENT_JSON},       {"{}", "a.ndjson", DOCUMENT_NDJSON},
        {"", "a.jsonl", DOCUMENT_NDJSON},      {"{}\n{}", "a.json", DOCUMENT_NDJSON},
        {"{}\n\n {}\n", "-", DOCUMENT_NDJSON}, {"{}\n[]", "a.json", DOCUMENT_JSON},
        {"{\n}\n{}", "a.json", DOCUMENT_JSON}, {"{} {}\n{}", "a.json", DOCUMENT_JSON},
        {"[]\n{}", "a.json", DOCUMENT_JSON},   {"\xEF\xBB\xBF{}\r\n{}", "a.json", DOCUMENT_NDJSON},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        Document *document = document_new(slice_from(forms[i].text), forms[i].name, NULL);
        assert_int_equal(document_form(document), forms[i].form);
        assert_string_equal(document_name(document), forms[i].name);
        document_free(document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults_are_named_at_their_place),
        cmocka_unit_test(test_what_follows_a_fault_is_read),
        cmocka_unit_test(test_nesting_is_bounded_by_a_limit),
        cmocka_unit_test(test_names_are_bounded_by_a_limit),
        cmocka_unit_test(test_faults_are_bounded_in_number),
        cmocka_unit_test(test_lines_are_read_one_by_one),
        cmocka_unit_test(test_the_form_is_found_by_name_or_by_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
