/* Arguments: command lines taken apart. */
#include "ui/cli/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* Parses words that are given as one string with spaces between. */
static bool parse(Arguments *arguments, const char *line, Error *error)
{
    static char buffer[256];
    static char *words[16];
    int count = 0;
    strcpy(buffer, line);
    for (char *word = strtok(buffer, " "); word; word = strtok(NULL, " ")) {
        words[count++] = word;
    }
    return arguments_parse(arguments, count, words, error);
}

static void assert_refused(const char *line, const char *sentence)
{
    Arguments arguments;
    Error error;
    assert_false(parse(&arguments, line, &error));
    assert_string_equal(error.message, sentence);
    arguments_free(&arguments);
}

static void test_the_first_word_names_the_command(void **state)
{
    (void)state;
    Arguments arguments;
    assert_true(parse(&arguments, "ipse check a.json check", NULL));
    assert_ptr_equal(arguments.command, &command_check);
    assert_int_equal(arguments.operand_count, 2);
    assert_string_equal(arguments.operands[1], "check");
    arguments_free(&arguments);

    assert_true(parse(&arguments, "ipse a.json check", NULL));
    assert_ptr_equal(arguments.command, &command_workbench);
    assert_int_equal(arguments.operand_count, 2);
    arguments_free(&arguments);

    assert_true(parse(&arguments, "ipse -- check", NULL));
    assert_ptr_equal(arguments.command, &command_workbench);
    assert_string_equal(arguments.operands[0], "check");
    arguments_free(&arguments);
}

static void test_options_stand_anywhere(void **state)
{
    (void)state;
    Arguments arguments;
    assert_true(parse(&arguments, "ipse --package=a check -sPb x.json --package c -- -s", NULL));
    size_t position = 0;
    assert_string_equal(arguments_next(&arguments, OPTION_PACKAGE, &position), "a");
    assert_string_equal(arguments_next(&arguments, OPTION_PACKAGE, &position), "b");
    assert_string_equal(arguments_next(&arguments, OPTION_PACKAGE, &position), "c");
    assert_null(arguments_next(&arguments, OPTION_PACKAGE, &position));
    assert_string_equal(arguments_value(&arguments, OPTION_PACKAGE), "c");
    assert_true(arguments_has(&arguments, OPTION_STRICT));
    assert_int_equal(arguments.operand_count, 2);
    assert_string_equal(arguments.operands[1], "-s");
    arguments_free(&arguments);
}

static void test_a_dash_is_an_operand(void **state)
{
    (void)state;
    Arguments arguments;
    assert_true(parse(&arguments, "ipse check -", NULL));
    assert_string_equal(arguments.operands[0], "-");
    arguments_free(&arguments);
}

static void test_what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    assert_refused("ipse check --formt json x", "unknown option --formt; similar: --format");
    assert_refused("ipse --wonderful", "unknown option --wonderful; see `ipse --help`");
    assert_refused("ipse -Z", "unknown option -Z; see `ipse --help`");
    assert_refused("ipse check x --profile", "--profile requires a value: URL|FILE|declared");
    assert_refused("ipse check --strict=yes x", "--strict does not allow a value");
    assert_refused("ipse check --format xml x",
                   "--format allows text|json|ndjson|records|sarif|github|junit, not 'xml'");
    assert_refused("ipse --format sarif fhirpath x", "--format allows text|json, not 'sarif'");
    assert_refused("ipse check --theme dark x", "--theme is not an option of ipse check; see `ipse check --help`");
    assert_refused("ipse check", "missing operand of ipse check; usage: ipse check FILE|FOLDER|-|URL…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_first_word_names_the_command),
        cmocka_unit_test(test_options_stand_anywhere),
        cmocka_unit_test(test_a_dash_is_an_operand),
        cmocka_unit_test(test_what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
