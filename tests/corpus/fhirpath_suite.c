/*
 * The official FHIRPath suite, converted to one test a line (tests.ndjson), run by the engine. Prints the tests that
 * fail and a closing line; exits 1 below 99 % of the tests that the reference engine passes, and 0 where the suite is
 * missing.
 *
 * fhirpath_suite FOLDER
 */
#include "src/base/file.h"
#include "src/fhirpath/fhirpath.h"
#include "src/profile/compile/model.h"

#include <stdio.h>
#include <stdlib.h>

enum { PERCENT_NEEDED = 99, INPUT_SIZE_MAXIMUM = 1 << 24, CLOCK = 1700000000 };

/* The suite while it runs. */
typedef struct Suite {
    const char *folder;
    Document *tests;
    FhirpathContext *context;
    unsigned passed;
    unsigned counted;
} Suite;

/* One test: its line, and what went wrong. */
typedef struct Test {
    NodeId line;
    bool is_strict;
    bool is_predicate;
    bool is_ordered;
    Text said; /* what the engine gave */
} Test;

/* A text member of a node; empty if there is none. The caller frees `text`. */
static Slice read_member(const Suite *suite, NodeId node, const char *name, Text *text)
{
    NodeId member = document_member(suite->tests, node, slice_from(name));
    return member == NODE_NONE ? SLICE("") : document_string(suite->tests, member, text);
}

/* True where a member says this. */
static bool member_text(const Suite *suite, NodeId node, const char *name, const char *value)
{
    Text text = TEXT_EMPTY;
    bool says = slice_equals(read_member(suite, node, name, &text), slice_from(value));
    text_free(&text);
    return says;
}

/* Reads a file of the folder as a document; NULL where that cannot be done. */
static Document *read_document(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    Text bytes = TEXT_EMPTY;
    Document *document = NULL;
    if (file_read(path, INPUT_SIZE_MAXIMUM, &bytes, NULL, NULL)) {
        document = document_take(&bytes, path, NULL);
    }
    text_free(&bytes);
    free(path);
    return document;
}

/* Appends an item as the suite writes it: dates with `@`, quantities with their unit. */
static void append_item(Suite *suite, const FhirpathItem *item, Text *text)
{
    Slice type = fhirpath_item_type(suite->context, item);
    bool is_time = slice_ends_with(type, SLICE(".Time")) || slice_ends_with(type, SLICE(".time"));
    bool is_date = slice_ends_with(type, SLICE("Date")) || slice_ends_with(type, SLICE("DateTime")) ||
                   slice_ends_with(type, SLICE(".date")) || slice_ends_with(type, SLICE(".dateTime"));
    Slice value = fhirpath_item_text(suite->context, item);
    text_format(text, "%s%.*s", is_time ? "@T" : is_date ? "@" : "", SLICE_ARGS(value));
}

/* True where the item is the expected one. */
static bool item_matches(Suite *suite, const FhirpathItem *item, NodeId expected)
{
    Text text = TEXT_EMPTY, scratch = TEXT_EMPTY;
    append_item(suite, item, &text);
    bool matches = slice_equals(text_slice(&text), read_member(suite, expected, "value", &scratch));
    Slice type = read_member(suite, expected, "type", &scratch);
    Slice own = fhirpath_item_type(suite->context, item);
    size_t point = slice_find(own, SLICE("."), 0);
    matches = matches && (type.length == 0 || slice_equals_ignoring_case(type, slice_part(own, point + 1, own.length)));
    text_free(&text);
    text_free(&scratch);
    return matches;
}

/* True where the items are the expected ones, in order or as sets. */
static bool items_match(Suite *suite, const Test *test, FhirpathItems items, NodeId outputs)
{
    if (document_child_count(suite->tests, outputs) != items.count) {
        return false;
    }
    for (size_t i = 0; i < items.count; i++) {
        bool matches = false;
        for (size_t j = test->is_ordered ? i : 0; j < (test->is_ordered ? i + 1 : items.count); j++) {
            matches =
                matches || item_matches(suite, &items.items[i], document_child_at(suite->tests, outputs, (uint32_t)j));
        }
        if (!matches) {
            return false;
        }
    }
    return true;
}

/* True where the items, read as one boolean, are the expected one. */
static bool predicate_matches(Suite *suite, FhirpathItems items, NodeId outputs)
{
    NodeId first = document_first_child(suite->tests, outputs);
    bool is_true = items.count > 0;
    if (items.count == 1) {
        is_true = !slice_equals(fhirpath_item_text(suite->context, &items.items[0]), SLICE("false"));
    }
    return first != NODE_NONE && member_text(suite, first, "value", is_true ? "true" : "false");
}

/* Evaluates and compares; `document` may be NULL. */
static bool evaluate(Suite *suite, Test *test, const FhirpathProgram *program, const Document *document)
{
    FhirpathInput input = {.has_focus = document != NULL, .is_strict = test->is_strict};
    Error error = {0};
    FhirpathItems items;
    if (document) {
        input.focus = input.resource = input.root_resource = fhirpath_item(suite->context, document, 0, NULL);
    }
    bool needs_error = document_member(suite->tests, test->line, SLICE("invalid")) != NODE_NONE;
    if (!fhirpath_evaluate(suite->context, program, &input, &items, &error)) {
        text_format(&test->said, "%s: %s", error.where, error.message);
        return needs_error;
    }
    for (size_t i = 0; i < items.count; i++) {
        text_append(&test->said, i ? SLICE("; ") : SLICE(""));
        append_item(suite, &items.items[i], &test->said);
    }
    NodeId outputs = document_member(suite->tests, test->line, SLICE("outputs"));
    return !needs_error &&
           (test->is_predicate ? predicate_matches(suite, items, outputs) : items_match(suite, test, items, outputs));
}

/* Runs one test. */
static bool run_test(Suite *suite, Test *test)
{
    Text text = TEXT_EMPTY;
    Error error = {0};
    FhirpathProgram *program = fhirpath_parse(read_member(suite, test->line, "expression", &text), &error);
    Slice name = read_member(suite, test->line, "input", &text);
    bool passes = false;
    if (!program) {
        passes = document_member(suite->tests, test->line, SLICE("invalid")) != NODE_NONE;
        text_format(&test->said, "%s: %s", error.where, error.message);
    } else {
        char *inputs = file_join(suite->folder, "inputs"), *file = memory_copy_string(name);
        Document *document = name.length ? read_document(inputs, file) : NULL;
        passes = (document || !name.length) && evaluate(suite, test, program, document);
        document_free(document);
        free(inputs);
        free(file);
    }
    fhirpath_free(program);
    fhirpath_reset(suite->context);
    text_free(&text);
    return passes;
}

/* Runs the test of a line and counts it. */
static void take_line(Suite *suite, NodeId line)
{
    Test test = {.line = line,
                 .is_strict = member_text(suite, line, "mode", "strict"),
                 .is_predicate = member_text(suite, line, "predicate", "true"),
                 .is_ordered = !member_text(suite, line, "ordered", "false")};
    bool passes = run_test(suite, &test);
    if (member_text(suite, line, "reference_passes", "false")) {
        text_free(&test.said);
        return;
    }
    suite->counted++;
    suite->passed += passes;
    if (!passes) {
        Text name = TEXT_EMPTY, expression = TEXT_EMPTY;
        printf("FAILED %.*s: %.*s\n       said: %.*s\n", SLICE_ARGS(read_member(suite, line, "name", &name)),
               SLICE_ARGS(read_member(suite, line, "expression", &expression)), SLICE_ARGS(text_slice(&test.said)));
        text_free(&name);
        text_free(&expression);
    }
    text_free(&test.said);
}

int main(int argument_count, char **arguments)
{
    if (argument_count != 2) {
        fprintf(stderr, "usage: fhirpath_suite FOLDER\n");
        return 2;
    }
    Rules *rules = rules_new();
    FhirpathModel model;
    ModelBase base;
    model_begin(&model, &base, rules);
    ClockFixed clock = {.milliseconds = CLOCK * INT64_C(1000)};
    Suite suite = {.folder = arguments[1], .tests = read_document(arguments[1], "tests.ndjson")};
    if (!suite.tests) {
        printf("fhirpath suite: skipped, %s is not there\n", arguments[1]);
        model_end(&base);
        rules_free(rules);
        return 0;
    }
    suite.context = fhirpath_context_new(&model, clock_fixed(&clock));
    for (NodeId line = document_first_child(suite.tests, 0); line != NODE_NONE;
         line = document_next_sibling(suite.tests, line)) {
        take_line(&suite, line);
    }
    printf("fhirpath suite: %u of %u passed, %.1f %%\n", suite.passed, suite.counted,
           suite.counted ? 100.0 * suite.passed / suite.counted : 0.0);
    fhirpath_context_free(suite.context);
    document_free(suite.tests);
    model_end(&base);
    rules_free(rules);
    return suite.passed * 100 < suite.counted * PERCENT_NEEDED;
}
