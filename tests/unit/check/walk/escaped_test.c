/* Texts with escapes: documents whose values are written with \uXXXX are judged as those without. Each value then takes
   room of its own while it is judged, and conformance tests that are held meanwhile must leave that alone. */
#include "src/base/file.h"
#include "src/check/check.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Appends a string with every second of its letters escaped. */
static void append_escaped(Slice raw, Text *text)
{
    bool is_turn = false;
    for (size_t i = 0; i < raw.length; i++) {
        is_turn ^= is_letter(raw.bytes[i]);
        text_format(text, is_turn && is_letter(raw.bytes[i]) ? "\\u%04X" : "%c", raw.bytes[i]);
    }
}

/* The same document with those values escaped that have no escapes yet. */
static Document *escape_values(const Document *document)
{
    Text text = TEXT_EMPTY;
    Slice bytes = document_bytes(document);
    size_t done = 0;
    for (NodeId id = 0; id < document_count(document); id++) {
        const Node *node = document_node(document, id);
        if (node->kind == NODE_STRING && !(node->flags & (NODE_IS_BARE | NODE_HAS_ESCAPE))) {
            text_append(&text, slice_part(bytes, done, node->start - done));
            append_escaped(document_raw(document, id), &text);
            done = node->start + node->length;
        }
    }
    text_append(&text, slice_part(bytes, done, bytes.length));
    Document *escaped = document_new(text_slice(&text), "escaped", NULL);
    text_free(&text);
    return escaped;
}

/* What is found in a document, a line an issue. */
static Text findings(Checker *checker, const Document *document)
{
    Text text = TEXT_EMPTY;
    Report *report = check_document(checker, document);
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        text_format(&text, "%d %s ", (int)issue->severity, issue->key);
        report_append_issue_path(report, issue, &text);
        text_format(&text, ": %.*s\n", SLICE_ARGS(issue->message));
    }
    report_free(report);
    text_append(&text, SLICE(""));
    return text;
}

static void expect_same(Checker *checker, const char *path)
{
    Text content = TEXT_EMPTY;
    assert_true(file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, NULL));
    Document *plain = document_new(text_slice(&content), path, NULL);
    if (document_fault_count(plain) == 0) {
        Document *escaped = escape_values(plain);
        Text wanted = findings(checker, plain), found = findings(checker, escaped);
        if (strcmp(wanted.bytes, found.bytes) != 0) {
            fail_msg("%s:\n%s--- escaped:\n%s", path, wanted.bytes, found.bytes);
        }
        text_free(&wanted);
        text_free(&found);
        document_free(escaped);
    }
    document_free(plain);
    text_free(&content);
}

static void test_escapes_change_no_verdict(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    Checker *checker = checker_new(rules, &(CheckOptions){.is_declared = false}, clock_system());
    glob_t files;
    assert_int_equal(glob("tests/cases/check/*/in.json", 0, NULL, &files), 0);
    assert_int_equal(glob("samples/ct*.json", GLOB_APPEND, NULL, &files), 0);
    assert_int_equal(glob("samples/ips.json", GLOB_APPEND, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        expect_same(checker, files.gl_pathv[i]);
    }
    globfree(&files);
    checker_free(checker);
    rules_free(rules);
}

static void test_marks_of_an_arena_are_released_in_turn(void **state)
{
    (void)state;
    enum { LARGE = 100000 };
    Arena *arena = arena_new();
    ArenaMark empty = arena_mark(arena);
    Slice first = arena_copy(arena, SLICE("first"));
    for (int round = 0; round < 3; round++) {
        ArenaMark mark = arena_mark(arena);
        memset(arena_allocate(arena, LARGE), 'x', LARGE);
        Slice second = arena_copy(arena, SLICE("second"));
        assert_true(slice_equals(second, SLICE("second")));
        arena_release(arena, mark);
        assert_true(slice_equals(first, SLICE("first")));
        assert_true(slice_equals(arena_copy(arena, SLICE("third")), SLICE("third")));
    }
    arena_release(arena, empty);
    assert_ptr_equal(arena_mark(arena).block, empty.block);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_escapes_change_no_verdict),
                                       cmocka_unit_test(test_marks_of_an_arena_are_released_in_turn)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
