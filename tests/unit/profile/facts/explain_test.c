/* Explain: every text is found by its name, is one paragraph, and says something. */
#include "src/profile/facts/explain.h"

#include "src/base/slice_map.h"
#include "src/profile/facts/text_table.h"
#include "src/profile/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Visit {
    Slice (*find)(Slice name);
    unsigned count;
} Visit;

static bool check(void *context, Slice name, Slice text)
{
    Visit *visit = context;
    assert_true(name.length > 0);
    assert_true(text.length > 15);
    char last = text.bytes[text.length - 1];
    assert_true(last == '.' || last == '>' || last == ')');
    assert_true(slice_find(text, SLICE("  "), 0) == SIZE_MAX && slice_find(text, SLICE("{"), 0) != 0);
    assert_true(slice_find(text, SLICE("{must}"), 0) == SIZE_MAX);
    assert_true(slice_equals(visit->find(name), text));
    visit->count++;
    return true;
}

static unsigned count(ExplainKind kind, Slice (*find)(Slice name))
{
    Visit visit = {find, 0};
    explain_visit(kind, check, &visit);
    return visit.count;
}

static void test_every_text_is_found(void **state)
{
    (void)state;
    assert_true(count(EXPLAIN_KEYS, explain_key) > 40);
    assert_true(count(EXPLAIN_ELEMENTS, explain_element) > 50);
    assert_true(count(EXPLAIN_OBLIGATIONS, explain_obligation) > 20);
    assert_true(count(EXPLAIN_INVARIANTS, explain_key) > 70);
}

/* Notes the keys of all invariants that the definitions state. */
static void note_invariants(const Rules *rules, SliceMap *keys)
{
    for (uint32_t i = 0; i < rules_structure_count(rules); i++) {
        const Structure *structure = rules_structure_at(rules, i);
        for (uint32_t j = 0; j < structure_element_count(structure); j++) {
            const Element *element = structure_element_at(structure, j);
            for (uint32_t k = 0; k < element_constraint_count(element); k++) {
                slice_map_add(keys, constraint_key(element_constraint(element, k)), NULL);
            }
        }
    }
}

static bool check_is_stated(void *context, Slice name, Slice text)
{
    (void)text;
    if (!slice_map_find(context, name)) {
        fail_msg("%.*s has a text, and no definition states it", SLICE_ARGS(name));
    }
    return true;
}

static void test_invariants_and_texts_are_the_same(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    SliceMap keys = SLICE_MAP_EMPTY;
    note_invariants(rules, &keys);
    assert_true(keys.count > 200);
    for (size_t i = 0; i < keys.capacity; i++) {
        if (keys.entries[i].key.bytes && explain_key(keys.entries[i].key).length == 0) {
            fail_msg("%s has no text", keys.entries[i].key.bytes);
        }
    }
    explain_visit(EXPLAIN_INVARIANTS, check_is_stated, &keys);
    slice_map_free(&keys);
    rules_free(rules);
}

static void test_obligations_speak_by_their_strength(void **state)
{
    (void)state;
    Slice text = explain_obligation(SLICE("SHALL:handle"));
    assert_true(slice_find(text, SLICE("must"), 0) != SIZE_MAX);
    text = explain_obligation(SLICE("SHOULD:display"));
    assert_true(slice_find(text, SLICE("should"), 0) != SIZE_MAX);
}

static void test_what_has_no_text_gives_none(void **state)
{
    (void)state;
    assert_int_equal(explain_key(SLICE("no-such-key")).length, 0);
    assert_int_equal(explain_key(SLICE("")).length, 0);
    assert_int_equal(explain_element(SLICE("Nothing.at.all")).length, 0);
    char name[400];
    memset(name, 'a', sizeof name);
    assert_int_equal(explain_obligation(slice_make(name, sizeof name)).length, 0);
}

static void test_tables_are_searched_by_their_first_column(void **state)
{
    (void)state;
    Slice table = SLICE("a\t1\t2\nab\t3\nb c\t4\n");
    Slice row;
    assert_true(text_table_find(table, SLICE("a"), &row));
    assert_true(slice_equals(text_table_column(row, 2), SLICE("2")));
    assert_int_equal(text_table_column(row, 3).length, 0);
    assert_true(text_table_find(table, SLICE("ab"), &row));
    assert_true(text_table_find(table, SLICE("b c"), &row));
    assert_true(slice_equals(text_table_column(row, 1), SLICE("4")));
    assert_false(text_table_find(table, SLICE("b"), &row));
    assert_false(text_table_find(SLICE(""), SLICE("b"), &row));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_text_is_found),
        cmocka_unit_test(test_invariants_and_texts_are_the_same),
        cmocka_unit_test(test_obligations_speak_by_their_strength),
        cmocka_unit_test(test_what_has_no_text_gives_none),
        cmocka_unit_test(test_tables_are_searched_by_their_first_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
