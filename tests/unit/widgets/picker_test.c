/* Pickers, menus and prompts, driven by scripts. */
#include "ui/widgets/picker.h"

#include "tests/support/rig.h"
#include "ui/widgets/fuzzy.h"
#include "ui/widgets/menu.h"
#include "ui/widgets/prompt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Choice {
    size_t position;
    char typed[64];
    size_t moved;
    int cancelled;
    int freed;
} Choice;

static const PickerRow rows[] = {
    {.code = {"CT", 2}, .display = {"Computed Tomography", 19}, .group = {"Common", 6}},
    {.code = {"MR", 2}, .display = {"Magnetic Resonance", 18}, .group = {"Common", 6}},
    {.code = {"CTPROTOCOL", 10}, .display = {"CT Protocol", 11}, .note = {"not an image", 12}, .group = {"Others", 6}},
    {.code = {"XA", 2},
     .display = {"X-Ray Angiography", 17},
     .group = {"Others", 6},
     .refusal = "Not in this profile."},
};

static PickerRow row(void *context, size_t position)
{
    (void)context;
    return rows[position];
}

static Reaction chosen(void *context, size_t position, Slice typed)
{
    Choice *choice = context;
    choice->position = position;
    memcpy(choice->typed, typed.bytes, typed.length);
    choice->typed[typed.length] = '\0';
    return REACT_REDRAW;
}

static Reaction moved(void *context, size_t position)
{
    ((Choice *)context)->moved = position;
    return REACT_NONE;
}

static Reaction cancelled(void *context)
{
    ((Choice *)context)->cancelled++;
    return REACT_NONE;
}

static void freed(void *context)
{
    ((Choice *)context)->freed++;
}

/* Runs a script on a picker and returns what was chosen. */
static Choice pick(const char *script, bool is_free_text)
{
    Rig rig;
    Choice choice = {.position = 99};
    rig_start(&rig, 60, 16);
    PickerSource source = {.context = &choice,
                           .count = 4,
                           .row = row,
                           .chosen = chosen,
                           .moved = moved,
                           .cancelled = cancelled,
                           .free = freed};
    stage_push(rig.stage, picker_new(source, (PickerOptions){.title = "Modality",
                                                             .placeholder = "type to filter",
                                                             .is_free_text = is_free_text,
                                                             .selected = 0}));
    if (!rig_run(&rig, script)) {
        fail_msg("%s", rig.output.bytes);
    }
    rig_end(&rig);
    assert_int_equal(choice.freed, 1);
    return choice;
}

static void test_rows_stand_under_their_groups(void **state)
{
    (void)state;
    Choice choice = pick("expect \"┌ Modality\"\nexpect \"type to filter\"\nexpect \"Common\"\n"
                         "expect \"› CT          Computed\"\nexpect \"CTPROTOCOL  CT Protocol  not an image\"\n"
                         "keys Down Down\nexpect \"› CTPROTOCOL\"\nkeys Up Up Up\nexpect \"› CT \"\nkeys Enter\n"
                         "expect-not Modality\n",
                         false);
    assert_int_equal(choice.position, 0);
}

static void test_typing_filters_best_first(void **state)
{
    (void)state;
    Choice choice = pick("type magn\nexpect \"› MR\"\nexpect \"1 of 4\"\nexpect-not Angiography\nkeys Enter\n", false);
    assert_int_equal(choice.position, 1);
    choice = pick("type ct\nexpect \"› CT  \"\nexpect-style \"› CT\" hint-key\nkeys Down Enter\n", false);
    assert_int_equal(choice.position, 2);
    choice = pick("type zzz\nexpect \"No matches\"\nkeys Enter ^U\nexpect \"› CT \"\nkeys Esc\n", false);
    assert_int_equal(choice.position, 99);
    assert_int_equal(choice.cancelled, 1);
}

static void test_free_text(void **state)
{
    (void)state;
    Choice choice = pick("type \"urn:x\"\nexpect \"Enter typed text: urn:x\"\nkeys Enter\n", true);
    assert_true(choice.position == SIZE_MAX);
    assert_string_equal(choice.typed, "urn:x");
    choice = pick("type CT\nkeys Alt-Enter\n", true);
    assert_true(choice.position == SIZE_MAX);
    assert_string_equal(choice.typed, "CT");
}

static void test_refused_rows_say_why(void **state)
{
    (void)state;
    Choice choice = pick("keys End\nexpect \"› XA\"\nkeys Enter\nexpect \"Not in this profile.\"\nkeys Esc\n", false);
    assert_int_equal(choice.position, 99);
    assert_int_equal(choice.moved, 3);
}

static void test_mouse_and_resize(void **state)
{
    (void)state;
    Choice choice =
        pick("mouse click 10 8\nexpect \"› MR\"\nsize 70x16\nexpect \"› MR\"\nsize 60x16\nmouse double 10 8\n"
             "expect-not Modality\n",
             false);
    assert_int_equal(choice.position, 1);
    choice = pick("mouse click 1 1\nexpect-not Modality\n", false);
    assert_int_equal(choice.cancelled, 1);
}

static void test_scores(void **state)
{
    (void)state;
    assert_true(fuzzy_score(SLICE("numberOfSeries"), SLICE("nos"), NULL) > 0);
    assert_true(fuzzy_score(SLICE("numberOfSeries"), SLICE("series number"), NULL) > 0);
    assert_int_equal(fuzzy_score(SLICE("numberOfSeries"), SLICE("xyz"), NULL), 0);
    assert_int_equal(fuzzy_score(SLICE("ct"), SLICE("CT"), NULL), 0);
    assert_int_equal(fuzzy_score(SLICE("tour Learn by doing, on a copy"), SLICE("undo"), NULL), 0);
    assert_true(fuzzy_score(SLICE("series"), SLICE("series"), NULL) >
                fuzzy_score(SLICE("series of"), SLICE("series"), NULL));
    assert_true(fuzzy_score(SLICE("a series"), SLICE("ser"), NULL) > fuzzy_score(SLICE("laser"), SLICE("ser"), NULL));
    bool marks[6];
    fuzzy_score(SLICE("status"), SLICE("tt"), marks);
    assert_false(marks[0]);
    assert_true(marks[1]);
    assert_true(marks[3]);
}

/* ---- menu ---- */

static Reaction answered(void *context, size_t position)
{
    ((Choice *)context)->position = position;
    return REACT_REDRAW;
}

static size_t answer(const char *script)
{
    static const MenuItem items[] = {
        {"Save and quit", "study.json", 's'}, {"Discard the changes", NULL, 'd'}, {"Stay", NULL, 0}};
    Rig rig;
    Choice choice = {.position = 99};
    rig_start(&rig, 60, 16);
    stage_push(rig.stage, menu_new((MenuOptions){.title = "Quit",
                                                 .text = "The file has unsaved changes.",
                                                 .items = items,
                                                 .count = 3,
                                                 .context = &choice,
                                                 .chosen = answered,
                                                 .free = freed}));
    if (!rig_run(&rig, script)) {
        fail_msg("%s", rig.output.bytes);
    }
    rig_end(&rig);
    assert_int_equal(choice.freed, 1);
    return choice.position;
}

static void test_menus(void **state)
{
    (void)state;
    assert_int_equal(answer("expect \"unsaved\"\nexpect \"s  Save and quit  study.json\"\nkeys d\n"), 1);
    assert_int_equal(answer("keys Down Enter\n"), 1);
    assert_int_equal(answer("keys 3\n"), 2);
    assert_true(answer("keys Esc\n") == SIZE_MAX);
    assert_true(answer("mouse click 1 1\n") == SIZE_MAX);
    assert_int_equal(answer("keys x\nexpect Stay\n"), 99);
}

/* ---- prompt ---- */

static Reaction judged(void *context, Slice text, Text *verdict, Style *style)
{
    (void)context;
    text_format(verdict, "%zu bytes", text.length);
    *style = STYLE_GOOD;
    return REACT_NONE;
}

/* What "ab" may become. */
static void offered(void *context, Slice typed, Candidates *candidates)
{
    (void)context;
    (void)typed;
    static const char *const names[] = {"ab-more", "ab-most", "older words"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        candidates_add(candidates, (Candidate){.text = slice_from(names[i]), .note = SLICE("a note")});
    }
}

static Reaction entered(void *context, Slice text)
{
    return chosen(context, 1, text);
}

static Choice ask(const char *script)
{
    Rig rig;
    Choice choice = {.position = 99};
    LineHistory *history = line_history_new();
    line_history_add(history, SLICE("older"));
    rig_start(&rig, 60, 16);
    stage_push(rig.stage, prompt_new((PromptOptions){.label = "Find: ",
                                                     .text = SLICE("ab"),
                                                     .history = history,
                                                     .context = &choice,
                                                     .changed = judged,
                                                     .offers = offered,
                                                     .entered = entered,
                                                     .cancelled = cancelled,
                                                     .free = freed}));
    if (!rig_run(&rig, script)) {
        fail_msg("%s", rig.output.bytes);
    }
    rig_end(&rig);
    line_history_free(history);
    assert_int_equal(choice.freed, 1);
    return choice;
}

static void test_prompts(void **state)
{
    (void)state;
    Choice choice = ask("expect 16 \"Find: ab\"\nexpect \"2 bytes\"\nexpect-cursor 9 16\ntype c\nexpect \"3 bytes\"\n"
                        "keys Enter\nexpect-not Find\n");
    assert_string_equal(choice.typed, "abc");
    assert_string_equal(ask("keys Tab Enter\n").typed, "ab-mo");
    assert_string_equal(ask("expect 14 \"ab-more\"\nexpect 15 \"ab-most\"\nkeys Tab Tab Enter\n").typed, "ab-more");
    assert_string_equal(ask("keys Tab Tab Tab\nexpect 15 \"› ab-most\"\nkeys Enter\n").typed, "ab-most");
    assert_string_equal(ask("keys Tab Tab Tab Shift-Tab Enter\n").typed, "ab-more");
    assert_string_equal(ask("keys ^U\ntype wor\nexpect 15 \"older words\"\nkeys Tab Enter\n").typed, "older words");
    assert_string_equal(ask("keys Up Enter\n").typed, "older");
    assert_string_equal(ask("paste \"x\\ny\"\nkeys Enter\n").typed, "abx y");
    assert_int_equal(ask("keys ^U Backspace\nexpect-not Find\n").cancelled, 1);
    assert_int_equal(ask("keys Esc\n").cancelled, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_stand_under_their_groups),
        cmocka_unit_test(test_typing_filters_best_first),
        cmocka_unit_test(test_free_text),
        cmocka_unit_test(test_refused_rows_say_why),
        cmocka_unit_test(test_mouse_and_resize),
        cmocka_unit_test(test_scores),
        cmocka_unit_test(test_menus),
        cmocka_unit_test(test_prompts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
