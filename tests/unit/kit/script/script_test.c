/* Stage and script: events in, screens out, without a terminal and without time. */
#include "ui/kit/script/script.h"

#include "tests/support/demo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct Fixture {
    ClockFixed clock;
    ScriptHost host;
    Stage *stage;
    Text output;
    Text record;
    Error error;
    bool rescued;
} Fixture;

static void start(Fixture *fixture)
{
    *fixture = (Fixture){0};
    fixture->host.clock = &fixture->clock;
    fixture->stage = stage_new(60, 16, false, clock_fixed(&fixture->clock));
    script_host(fixture->stage, &fixture->host);
    stage_record(fixture->stage, &fixture->record);
    demo_push(fixture->stage, &fixture->rescued);
}

static bool run(Fixture *fixture, const char *script)
{
    return script_run(slice_from(script), "a.test", fixture->stage, &fixture->host, &fixture->output, &fixture->error);
}

static void end(Fixture *fixture)
{
    stage_free(fixture->stage);
    text_free(&fixture->host.clipboard);
    text_free(&fixture->output);
    text_free(&fixture->record);
}

/* The script runs to its end. */
static void expect_fine(const char *script)
{
    Fixture fixture;
    start(&fixture);
    if (!run(&fixture, script)) {
        fail_msg("%s: %s\n%s", fixture.error.where, fixture.error.message, fixture.output.bytes);
    }
    end(&fixture);
}

/* The script stops with this. */
static void expect_failure(const char *script, const char *where, const char *message)
{
    Fixture fixture;
    start(&fixture);
    assert_false(run(&fixture, script));
    assert_string_equal(fixture.error.where, where);
    assert_string_equal(fixture.error.message, message);
    end(&fixture);
}

static void test_keys_and_expectations(void **state)
{
    (void)state;
    expect_fine(
        "# moves\nexpect \"row 1\"\nkeys Down Down\nexpect-style \"row 3\" selected\nexpect-style \"row 3\" key\n"
        "keys End\nexpect 15 \"row 100\"\nexpect-not \"row 1 \"\nkeys y\nexpect-clipboard \"row 100\"\n");
    expect_fine("keys o\nexpect \"Overlay\"\nkeys y Down\nexpect-clipboard \"\"\nkeys Esc\nexpect-not \"Overlay\"\n");
    expect_fine("command :w out.json\nexpect 16 \":w out.json done\"\n");
    expect_fine("keys :\ntype \"a \\\"b\\\"\"\nexpect 16 \":a \\\"b\\\"\"\nexpect-cursor 7 16\n");
    expect_fine("repeat 5 keys Down\nexpect-style \"row 6\" selected\nkeys Home\nexpect-style \"row 1\" selected\n");
    expect_fine("keys Down\nexpect-selected \"row 2\"\nkeys q\nexpect-over 3\n");
}

static void test_mouse_paste_and_size(void **state)
{
    (void)state;
    expect_fine("mouse click 3 5\nexpect-style \"row 4\" selected\nmouse double 3 6\nexpect 1 \"activated 5\"\n");
    expect_fine("mouse click 3 6\nmouse wheel-down 3 6\nexpect 2 \"row 4\"\nmouse click 3 6\n");
    expect_fine("paste \"a\\u001b[2J\"\nexpect 1 \"a␛[2J\"\n");
    expect_fine("size 20x5\nexpect \"Screen is too small:\"\nsize 80x24\nexpect \"row 22\"\n");
}

static void test_time_passes_only_when_told(void **state)
{
    (void)state;
    expect_fine("keys Down\nexpect 1 \"demo\"\nwait 999\nexpect 1 \"demo\"\nwait 1\nexpect 1 \"tick\"\n");
}

static void test_failures_name_the_line(void **state)
{
    (void)state;
    expect_failure("\nexpect \"row 99\"\n", "a.test:2", "the screen does not show: row 99");
    expect_failure("expect-not \"row 2\"", "a.test:1", "the screen shows, in row 3: row 2");
    expect_failure("dance\n", "a.test:1", "unknown statement `dance`");
    expect_failure("keys q\nkeys Down\n", "a.test:2", "the program has ended");
    expect_failure("mouse stroke 1 1\n", "a.test:1", "unknown mouse action `stroke`");
    expect_failure("type \"abc\n", "a.test:1", "a closing quote is missing");
    expect_failure("size big\n", "a.test:1", "a size must have the form 80x24, with at most 1000 each");
    expect_failure("expect \"demo\" now\n", "a.test:1", "`now` is not expected");
}

static void test_screens_are_printed(void **state)
{
    (void)state;
    Fixture fixture;
    start(&fixture);
    assert_true(run(&fixture, "size 60x16\nscreen 1..2\n"));
    assert_string_equal(fixture.output.bytes, "demo                                                   ●REC\n row 1     "
                                              "                                                ▐\n");
    end(&fixture);
}

/* What was recorded, run again, leads to the same screen. */
static void test_recordings_can_be_run(void **state)
{
    (void)state;
    Fixture first, second;
    start(&first);
    assert_true(run(&first, "keys Down Down Comma\nmouse double 3 6\npaste \"a \\\"\\n\"\ncommand x y\nscreen\n"));
    start(&second);
    text_append(&first.record, SLICE("screen\n"));
    assert_true(run(&second, first.record.bytes));
    assert_string_equal(first.output.bytes, second.output.bytes);
    end(&first);
    end(&second);
}

/* The same seed presses the same keys. */
static void test_random_events_follow_from_their_seed(void **state)
{
    (void)state;
    Fixture first, second;
    start(&first);
    assert_true(run(&first, "random 500 7\nscreen\n"));
    start(&second);
    assert_true(run(&second, "random 500 7\nscreen\n"));
    assert_string_equal(first.output.bytes, second.output.bytes);
    assert_string_equal(first.record.bytes, second.record.bytes);
    end(&first);
    end(&second);
}

static void test_hangup_rescues(void **state)
{
    (void)state;
    Fixture fixture;
    start(&fixture);
    stage_handle(fixture.stage, (Event){.kind = EVENT_HANGUP});
    assert_true(fixture.rescued);
    assert_true(stage_is_over(fixture.stage));
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_and_expectations),
        cmocka_unit_test(test_mouse_paste_and_size),
        cmocka_unit_test(test_time_passes_only_when_told),
        cmocka_unit_test(test_failures_name_the_line),
        cmocka_unit_test(test_screens_are_printed),
        cmocka_unit_test(test_recordings_can_be_run),
        cmocka_unit_test(test_random_events_follow_from_their_seed),
        cmocka_unit_test(test_hangup_rescues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
