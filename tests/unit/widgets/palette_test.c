/* Help and palette: the action table as people see it. */
#include "tests/support/rig.h"
#include "ui/widgets/action_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Program {
    const Action *action;
    char argument[32];
    const char *said;
    bool is_forced;
} Program;

static Reaction nothing(void *context, const ActionCall *call)
{
    (void)context;
    (void)call;
    return REACT_NONE;
}

static const Action actions[] = {
    {.name = "save",
     .help = "Save the file",
     .keys = "^S, F2",
     .commands = "w write",
     .argument = "FILE",
     .run = nothing},
    {.name = "undo", .help = "Undo", .keys = "u", .needs = 1, .run = nothing},
    {.name = "quit", .help = "Quit", .keys = "q", .commands = "q", .group = 1, .run = nothing},
};
static const ActionNeed needs[] = {{1, "Nothing to undo."}};
static const char *const groups[] = {"File", "Program"};
static const ActionRows first_rows = {actions, 1}, other_rows = {actions + 1, 2};
static const ActionRows *const parts[] = {&first_rows, &other_rows};
static const ActionTable table = {
    .parts = parts, .part_count = 2, .groups = groups, .group_count = 2, .needs = needs, .need_count = 1};

static Reaction run(void *context, const Action *action, const ActionCall *call)
{
    Program *program = context;
    program->action = action;
    memcpy(program->argument, call->argument.bytes ? call->argument.bytes : "", call->argument.length);
    program->is_forced = call->is_forced;
    return REACT_NONE;
}

static void say(void *context, const char *sentence)
{
    Program *program = context;
    program->said = strstr(sentence, "Unknown command") ? "no command" : "something else";
}

static Program choose(const char *script)
{
    Rig rig;
    Program program = {0};
    rig_start(&rig, 80, 20);
    Keymap *keymap = keymap_new(&table, NULL);
    stage_push(
        rig.stage,
        palette_new(rig.stage,
                    (PaletteOptions){.table = &table, .keymap = keymap, .context = &program, .run = run, .said = say}));
    if (!rig_run(&rig, script)) {
        fail_msg("%s", rig.output.bytes);
    }
    rig_end(&rig);
    keymap_free(keymap);
    return program;
}

static void test_choosing(void **state)
{
    (void)state;
    assert_string_equal(choose("expect \"Save the file  ^S  F2\"\ntype quit\nkeys Enter\n").action->name, "quit");
    assert_string_equal(choose("type q\nkeys Enter\n").action->name, "quit");
    assert_string_equal(choose("type write\nkeys Enter\n").action->name, "save");
}

static void test_command_lines(void **state)
{
    (void)state;
    Program program = choose("type \"w a b.json\"\nexpect \"Enter typed text\"\nkeys Enter\n");
    assert_string_equal(program.action->name, "save");
    assert_string_equal(program.argument, "a b.json");
    program = choose("type q!\nkeys Enter\n");
    assert_string_equal(program.action->name, "quit");
    assert_true(program.is_forced);
    program = choose("type \"zzz 1\"\nkeys Enter\n");
    assert_null(program.action);
    assert_string_equal(program.said, "no command");
}

static void test_what_is_not_possible_says_why(void **state)
{
    (void)state;
    Program program = choose("type undo\nkeys Enter\nexpect \"Nothing to undo.\"\nkeys Esc\n");
    assert_null(program.action);
}

static void test_help_as_text(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new(&table, NULL);
    Text text = TEXT_EMPTY;
    action_help_print(&table, keymap, &text);
    assert_string_equal(text.bytes, "File\n"
                                    "  ^S  F2              :w FILE             Save the file\n"
                                    "  u                   :undo               Undo\n"
                                    "\nProgram\n"
                                    "  q                   :q                  Quit\n");
    TextView *view = text_view_new();
    action_help_fill(view, &table, keymap, 0);
    assert_int_equal(text_view_line_count(view), 6);
    text_view_free(view);
    text_free(&text);
    keymap_free(keymap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choosing),
        cmocka_unit_test(test_command_lines),
        cmocka_unit_test(test_what_is_not_possible_says_why),
        cmocka_unit_test(test_help_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
