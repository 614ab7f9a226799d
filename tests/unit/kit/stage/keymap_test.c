/* Keymap and actions: one table decides what keys and commands do, and refuses with its own sentences. */
#include "ui/kit/stage/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { IN_TREE = 1, IN_ISSUES = 2 };
enum { NEEDS_UNDO = 1, NEEDS_FILE = 2 };

typedef struct Program {
    uint32_t met;
    char done[32];
    ActionCall call;
} Program;

static Reaction run(void *context, const ActionCall *call)
{
    Program *program = context;
    strcpy(program->done, call->action->name);
    program->call = *call;
    return REACT_REDRAW;
}

static uint32_t met(void *context)
{
    return ((Program *)context)->met;
}

static const Action actions[] = {
    {.name = "down", .help = "Move down", .keys = "Down, j", .places = IN_TREE | IN_ISSUES, .run = run},
    {.name = "save",
     .help = "Save",
     .label = "Save",
     .keys = "^S, F2",
     .commands = "w write",
     .argument = "FILE",
     .needs = NEEDS_FILE,
     .run = run},
    {.name = "undo", .help = "Undo", .label = "Undo", .keys = "u", .needs = NEEDS_UNDO | NEEDS_FILE, .run = run},
    {.name = "next-issue", .help = "Next issue", .keys = "]d, F8", .run = run},
    {.name = "next-gap", .help = "Next gap", .keys = "]o", .run = run},
    {.name = "level", .help = "Fold to a level", .keys = "z1-4", .places = IN_TREE, .run = run},
    {.name = "edit", .help = "Edit", .label = "Edit", .keys = "Enter", .places = IN_TREE, .run = run},
    {.name = "go", .help = "Go there", .label = "Go", .keys = "Enter", .places = IN_ISSUES, .run = run},
    {.name = "quit", .help = "Quit", .keys = "q", .commands = "q", .run = run},
};
static const ActionNeed needs[] = {{NEEDS_UNDO, "Nothing to undo."}, {NEEDS_FILE, "There is no file."}};
static const char *const groups[] = {"All"};
static const ActionRows rows = ACTION_ROWS(actions);
static const ActionRows *const parts[] = {&rows};
static const char *const footer[] = {"save", "undo", "edit", "go"};
static const ActionTable table = {.parts = parts,
                                  .part_count = 1,
                                  .footer = footer,
                                  .footer_count = 4,
                                  .groups = groups,
                                  .group_count = 1,
                                  .needs = needs,
                                  .need_count = 2,
                                  .met = met};

/* Feeds the keys of a text; the name of the last action, or what the answer was. */
static const char *feed(Keymap *keymap, const char *keys, uint32_t places, uint32_t *count)
{
    static const char *const answers[] = {
        [KEYMAP_PENDING] = "pending", [KEYMAP_UNBOUND] = "unbound", [KEYMAP_CANCELLED] = "cancelled"};
    KeyState key_state = {0};
    KeymapResult result = {0};
    Slice rest = slice_from(keys);
    while (rest.length) {
        Slice word = slice_part(rest, 0, slice_find(rest, SLICE(" "), 0));
        rest = slice_part(rest, word.length + 1, rest.length);
        KeySequence sequence;
        assert_true(key_sequence_parse(word, &sequence, NULL));
        for (size_t i = 0; i < sequence.count; i++) {
            result = keymap_feed(keymap, &key_state, places, sequence.keys[i]);
        }
    }
    *count = result.count;
    return result.answer == KEYMAP_ACTION ? result.action->name : answers[result.answer];
}

static void test_sequences_counts_and_places(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new(&table, NULL);
    uint32_t count;
    assert_string_equal(feed(keymap, "j", IN_TREE, &count), "down");
    assert_string_equal(feed(keymap, "12j", IN_TREE, &count), "down");
    assert_int_equal(count, 12);
    assert_string_equal(feed(keymap, "10j", IN_TREE, &count), "down");
    assert_int_equal(count, 10);
    assert_string_equal(feed(keymap, "]", IN_TREE, &count), "pending");
    assert_string_equal(feed(keymap, "]d", IN_TREE, &count), "next-issue");
    assert_string_equal(feed(keymap, "]x", IN_TREE, &count), "unbound");
    assert_string_equal(feed(keymap, "] Esc", IN_TREE, &count), "cancelled");
    assert_string_equal(feed(keymap, "5 Esc", IN_TREE, &count), "cancelled");
    assert_string_equal(feed(keymap, "z3", IN_TREE, &count), "level");
    assert_string_equal(feed(keymap, "z5", IN_TREE, &count), "unbound");
    assert_string_equal(feed(keymap, "z", IN_ISSUES, &count), "unbound");
    assert_string_equal(feed(keymap, "Enter", IN_TREE, &count), "edit");
    assert_string_equal(feed(keymap, "Enter", IN_ISSUES, &count), "go");
    assert_string_equal(feed(keymap, "9 9 9 9 9 9 9 9 9 j", IN_TREE, &count), "down");
    assert_int_equal(count, 99999);
    keymap_free(keymap);
}

/* A run of digits is one row with many keys; the digit that was pressed is told. */
static void test_runs_of_digits(void **state)
{
    (void)state;
    Config *config = config_new();
    config_read(config, SLICE("keys:\n  level: x2-3, F5-7, y\n  quit: x2\n"), "c.yaml");
    Keymap *keymap = keymap_new(&table, config);
    KeyState key_state = {0};
    keymap_feed(keymap, &key_state, IN_TREE, key_make('x', 0));
    assert_int_equal(keymap_feed(keymap, &key_state, IN_TREE, key_make('3', 0)).digit, 3);
    assert_int_equal(keymap_feed(keymap, &key_state, IN_TREE, key_make(KEYCODE_F7, 0)).digit, 7);
    assert_int_equal(keymap_feed(keymap, &key_state, IN_TREE, key_make('y', 0)).digit, 0);
    assert_int_equal(config_fault_count(config), 1);
    assert_string_equal(config_fault(config, 0), "c.yaml:3:3: `x2` cannot be a key of quit: `x2` is level");
    Text text = TEXT_EMPTY;
    keymap_print_keys(keymap, &actions[5], " ", &text);
    assert_string_equal(text.bytes, "x2-3 F5-7 y");
    text_free(&text);
    keymap_free(keymap);
    config_free(config);
    Program program = {.met = NEEDS_FILE};
    const char *refusal;
    action_run(&table, &actions[5], (ActionCall){.digit = 3}, &program, &refusal);
    assert_int_equal(action_digit(&program.call), 3);
    assert_int_equal(action_digit(&(ActionCall){.argument = SLICE("4"), .digit = 3}), 4);
    assert_int_equal(action_digit(&(ActionCall){.argument = SLICE("12")}), 0);
}

static void test_configured_keys(void **state)
{
    (void)state;
    Config *config = config_new();
    config_read(config, SLICE("keys:\n  save: s\n  quit: none\n  next-gap: \"]\"\n  fly: f\n  undo: Shift-u\n"),
                "c.yaml");
    Keymap *keymap = keymap_new(&table, config);
    uint32_t count;
    assert_string_equal(feed(keymap, "s", IN_TREE, &count), "save");
    assert_string_equal(feed(keymap, "^S", IN_TREE, &count), "unbound");
    assert_string_equal(feed(keymap, "q", IN_TREE, &count), "unbound");
    assert_string_equal(feed(keymap, "]", IN_TREE, &count), "next-gap");
    assert_int_equal(config_fault_count(config), 3);
    assert_string_equal(config_fault(config, 0), "c.yaml:5:3: unknown action `fly`");
    assert_string_equal(config_fault(config, 1), "c.yaml:6:3: undo: `Shift-u`: expected the shifted character");
    assert_string_equal(config_fault(config, 2), "c.yaml:4:3: `]d` cannot be a key of next-issue: `]` is next-gap");
    keymap_free(keymap);
    config_free(config);
}

static void test_commands(void **state)
{
    (void)state;
    const Action *action;
    ActionCall call;
    Error error = {0};
    assert_true(action_parse_command(&table, SLICE(":w! a b.json "), &action, &call, &error));
    assert_string_equal(action->name, "save");
    assert_true(call.is_forced);
    assert_true(slice_equals(call.argument, SLICE("a b.json")));
    assert_false(action_parse_command(&table, SLICE("q now"), &action, &call, &error));
    assert_string_equal(error.message, "'q' does not allow an argument");
    assert_false(action_parse_command(&table, SLICE("sve"), &action, &call, &error));
    assert_string_equal(error.message, "Unknown command 'sve'. Similar name: 'save'");
    assert_false(action_parse_command(&table, SLICE(""), &action, &call, &error));
}

static void test_refusals_come_from_the_table(void **state)
{
    (void)state;
    Program program = {.met = NEEDS_FILE};
    const char *refusal;
    action_run(&table, &actions[2], (ActionCall){0}, &program, &refusal);
    assert_string_equal(refusal, "Nothing to undo.");
    assert_string_equal(program.done, "");
    program.met = NEEDS_FILE | NEEDS_UNDO;
    action_run(&table, &actions[2], (ActionCall){.count = 3}, &program, &refusal);
    assert_null(refusal);
    assert_string_equal(program.done, "undo");
    assert_int_equal(program.call.count, 3);
}

static void test_footer(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new(&table, NULL);
    Canvas *canvas = canvas_new(40, 3, false);
    Rect line = rect_make(0, 2, 40, 1);
    keymap_draw_footer(keymap, IN_TREE, 0, canvas, line);
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    assert_string_equal(text.bytes, "\n\n ^S Save  u Undo  Enter Edit\n");
    assert_string_equal(keymap_footer_action(keymap, IN_TREE, 0, line, 11)->name, "undo");
    assert_null(keymap_footer_action(keymap, IN_TREE, 0, line, 39));
    text_free(&text);
    canvas_free(canvas);
    keymap_free(keymap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sequences_counts_and_places),
        cmocka_unit_test(test_runs_of_digits),
        cmocka_unit_test(test_configured_keys),
        cmocka_unit_test(test_commands),
        cmocka_unit_test(test_refusals_come_from_the_table),
        cmocka_unit_test(test_footer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
