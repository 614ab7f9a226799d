/* The table of actions: each has two ways in, a key and a command, and both lead to it alone. */
#include "ui/kit/stage/keymap.h"
#include "ui/screens/actions/actions_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_action_has_a_key(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new(&bench_actions, NULL);
    for (size_t i = 0; i < action_count(&bench_actions); i++) {
        KeySequence sequence;
        if (!keymap_first(keymap, action_at(&bench_actions, i), &sequence)) {
            fail_msg("no key: %s", action_at(&bench_actions, i)->name);
        }
    }
    keymap_free(keymap);
}

/* Each of an action's keys, pressed one after the other where the action is at home, asks for that action. */
static void test_every_key_asks_for_its_action(void **state)
{
    (void)state;
    static const KeySequence everything = {0};
    KeymapEntry entries[512];
    Keymap *keymap = keymap_new(&bench_actions, NULL);
    size_t count = keymap_list(keymap, 0, &everything, entries, 512);
    assert_in_range(count, action_count(&bench_actions), 512);
    for (size_t i = 0; i < count; i++) {
        const KeySequence *sequence = &entries[i].sequence;
        uint32_t places = entries[i].action->places;
        KeyState keys = {0};
        KeymapResult result = {0};
        for (unsigned key = 0; key < sequence->count; key++) {
            result = keymap_feed(keymap, &keys, places ? places : IN_TREE, sequence->keys[key]);
        }
        assert_int_equal(result.answer, KEYMAP_ACTION);
        assert_string_equal(result.action->name, entries[i].action->name);
    }
    keymap_free(keymap);
}

/* True when the command leads to the action. */
static bool leads_to(Slice command, const Action *action)
{
    const Action *found;
    ActionCall call;
    return action_parse_command(&bench_actions, command, &found, &call, NULL) && found == action;
}

static void test_every_action_has_a_command(void **state)
{
    (void)state;
    for (size_t i = 0; i < action_count(&bench_actions); i++) {
        const Action *action = action_at(&bench_actions, i);
        Slice rest = slice_from(action->commands);
        assert_true(leads_to(slice_from(action->name), action));
        while (rest.length) {
            Slice word = slice_part(rest, 0, slice_find(rest, SLICE(" "), 0));
            rest = slice_part(rest, word.length + 1, rest.length);
            assert_true(leads_to(word, action));
        }
    }
}

/* A beginning of names runs an action where all of them are its own, and never what throws work away. */
static void test_beginnings_are_unambiguous_or_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < action_count(&bench_actions); i++) {
        Slice name = slice_from(action_at(&bench_actions, i)->name);
        for (size_t length = 1; length < name.length; length++) {
            Slice beginning = slice_part(name, 0, length);
            const Action *found;
            ActionCall call;
            Error error = {0};
            if (action_find(&bench_actions, beginning)) {
                continue;
            }
            bool is_found = action_parse_command(&bench_actions, beginning, &found, &call, &error);
            assert_true(!is_found || found == action_at(&bench_actions, i));
            assert_true(is_found || strstr(error.message, "ambiguous") || strstr(error.message, "abbreviated"));
            assert_true(!is_found || !action_needs_whole_name(&bench_actions, found));
            Text forced = TEXT_EMPTY;
            text_format(&forced, "%.*s!", SLICE_ARGS(beginning));
            assert_false(action_parse_command(&bench_actions, text_slice(&forced), &found, &call, &error));
            text_free(&forced);
        }
    }
    assert_true(leads_to(SLICE("discard"), action_find(&bench_actions, SLICE("discard"))));
    assert_true(leads_to(SLICE("q!"), action_find(&bench_actions, SLICE("quit"))));
    assert_true(leads_to(SLICE("qui"), action_find(&bench_actions, SLICE("quit"))));
}

static void test_every_action_says_what_it_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < action_count(&bench_actions); i++) {
        const Action *action = action_at(&bench_actions, i);
        Slice help = slice_from(action->help);
        assert_in_range(help.length, 4, 64);
        assert_false(slice_ends_with(help, SLICE(".")));
        assert_in_range(action->group, 0, bench_actions.group_count - 1);
        assert_non_null(action->run);
    }
}

static void test_every_need_has_a_sentence(void **state)
{
    (void)state;
    uint32_t told = 0;
    for (size_t i = 0; i < bench_actions.need_count; i++) {
        told |= bench_actions.needs[i].bit;
    }
    for (size_t i = 0; i < action_count(&bench_actions); i++) {
        assert_int_equal(action_at(&bench_actions, i)->needs & ~told, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_action_has_a_key),     cmocka_unit_test(test_every_key_asks_for_its_action),
        cmocka_unit_test(test_every_action_has_a_command), cmocka_unit_test(test_every_action_says_what_it_does),
        cmocka_unit_test(test_every_need_has_a_sentence),  cmocka_unit_test(test_beginnings_are_unambiguous_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
