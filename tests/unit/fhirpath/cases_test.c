/*
 * The cases in tests/cases/fhirpath, *.test: blocks of three lines, with blank lines and lines that start with `#`
 * between them. The lines of a block: an expression (`\n` stands for a line end), the input as JSON (`-`: none), and
 * what it gives: its items as `TYPE TEXT`, joined by `; `, `{}` for none, or `error LINE:COLUMN SENTENCE`.
 */
#include "src/base/file.h"
#include "src/fhirpath/fhirpath.h"
#include "tests/support/small_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define FOLDER "tests/cases/fhirpath"

enum { SIZE_MAXIMUM = 1 << 20, CASES_MAXIMUM = 2000 };

/* One block. */
typedef struct Case {
    char *expression;
    char *input;
    char *expected;
} Case;

/* Appends what an evaluation gave. */
static void append_items(FhirpathContext *context, FhirpathItems items, Text *text)
{
    for (size_t i = 0; i < items.count; i++) {
        Slice type = fhirpath_item_type(context, &items.items[i]);
        Slice value = fhirpath_item_text(context, &items.items[i]);
        text_append(text, i ? SLICE("; ") : SLICE(""));
        text_append(text, type);
        text_append(text, value.length ? SLICE(" ") : SLICE(""));
        text_append(text, value);
    }
    text_append(text, items.count ? SLICE("") : SLICE("{}"));
}

/* Appends an error as the cases write it. */
static void append_error(const Error *error, Text *text)
{
    Slice where = slice_from(error->where);
    text_append(text, SLICE("error "));
    text_append(text, slice_part(where, strlen("expression:"), where.length));
    text_format(text, " %s", error->message);
}

/* Evaluates an expression for an input and appends what comes of it. */
static void evaluate(const Case *own, FhirpathContext *context, const FhirpathProgram *program, Text *said)
{
    FhirpathInput input = {.has_focus = own->input[0] != '-'};
    Document *document = document_new(slice_from(own->input), "input.json", NULL);
    Error error = {0};
    FhirpathItems items;
    if (input.has_focus) {
        input.focus = input.resource = input.root_resource = fhirpath_item(context, document, 0, NULL);
    }
    if (fhirpath_evaluate(context, program, &input, &items, &error)) {
        append_items(context, items, said);
    } else {
        append_error(&error, said);
    }
    document_free(document);
}

/* Runs the case and compares. */
static void run_case(void **state)
{
    const Case *own = *state;
    FhirpathModel model = small_model();
    ClockFixed clock = {.milliseconds = INT64_C(1700000000000)};
    FhirpathContext *context = fhirpath_context_new(&model, clock_fixed(&clock));
    Text said = TEXT_EMPTY;
    Error error = {0};
    FhirpathProgram *program = fhirpath_parse(slice_from(own->expression), &error);
    if (program) {
        evaluate(own, context, program, &said);
    } else {
        append_error(&error, &said);
    }
    fhirpath_free(program);
    fhirpath_context_free(context);
    char *text = memory_copy_string(text_slice(&said));
    text_free(&said);
    bool is_expected = strcmp(text, own->expected) == 0;
    if (!is_expected) {
        print_error("%s\n  gives    %s\n  expected %s\n", own->expression, text, own->expected);
    }
    free(text);
    assert_true(is_expected);
}

/* The next line that belongs to a case; NULL at the end. */
static char *next_line(char **rest, bool is_first)
{
    while (*rest && **rest) {
        char *line = *rest, *end = strchr(line, '\n');
        *rest = end ? end + 1 : line + strlen(line);
        if (end) {
            *end = '\0';
        }
        if (!is_first || (line[0] && line[0] != '#')) {
            return line;
        }
    }
    return NULL;
}

/* Turns every `\n` that stands outside of texts into a line end. */
static void break_lines(char *expression)
{
    for (char *hit; (hit = strstr(expression, "\\n ")) != NULL;) {
        hit[0] = ' ';
        hit[1] = '\n';
    }
}

/* Adds the cases of a file, whose bytes stay. */
static size_t add_cases(char *bytes, Case *cases, size_t count)
{
    char *line;
    while (count < CASES_MAXIMUM && (line = next_line(&bytes, true)) != NULL) {
        Case own = {.expression = line, .input = next_line(&bytes, false)};
        own.expected = next_line(&bytes, false);
        if (own.input && own.expected) {
            break_lines(own.expression);
            cases[count++] = own;
        }
    }
    return count;
}

int main(void)
{
    static Case cases[CASES_MAXIMUM];
    static struct CMUnitTest tests[CASES_MAXIMUM];
    static Text files[100];
    FileList list = {0};
    size_t count = 0, file_count = 0;
    file_list_folder(FOLDER, &list, NULL);
    for (size_t i = 0; i < list.count && file_count < sizeof files / sizeof *files; i++) {
        char *path = file_join(FOLDER, list.names[i]);
        if (slice_ends_with(slice_from(path), SLICE(".test")) &&
            file_read(path, SIZE_MAXIMUM, &files[file_count], NULL, NULL)) {
            count = add_cases(files[file_count++].bytes, cases, count);
        }
        free(path);
    }
    for (size_t i = 0; i < count; i++) {
        tests[i] = (struct CMUnitTest){cases[i].expression, run_case, NULL, NULL, &cases[i]};
    }
    int failed = count ? _cmocka_run_group_tests(FOLDER, tests, count, NULL, NULL) : 1;
    for (size_t i = 0; i < file_count; i++) {
        text_free(&files[i]);
    }
    file_list_free(&list);
    return failed;
}
