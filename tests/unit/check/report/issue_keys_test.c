/* Keys: every key has a text, every text a key, and severities that follow the HL7 validator are those of their table.
 */
#include "src/check/report/issue_keys.h"

#include "src/profile/facts/explain.h"
#include "src/profile/facts/text_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

TEXT_TABLE(taken_over, "src/definitions/taken-over.tsv");

/* A zero-terminated copy of a short name. */
typedef struct Name {
    char bytes[64];
} Name;

static Name name_of(Slice text)
{
    Name name = {{0}};
    assert_true(text.length < sizeof name.bytes);
    memcpy(name.bytes, text.bytes, text.length);
    return name;
}

static void test_every_key_has_a_text(void **state)
{
    (void)state;
    for (KeyId id = 0; id < KEY_COUNT; id++) {
        const KeyRow *row = key_row(id);
        assert_int_equal(key_find(row->name), id); /* no name is there twice */
        assert_true(*row->title != '\0');
        if (explain_key(slice_from(row->name)).length == 0) {
            fail_msg("%s has no text in src/definitions/explain.yaml", row->name);
        }
    }
}

static bool has_key(void *context, Slice name, Slice text)
{
    (void)context, (void)text;
    if (key_find(name_of(name).bytes) == KEY_INVARIANT) {
        fail_msg("%.*s has a text, but is no key of src/check/report/issue_keys.h", SLICE_ARGS(name));
    }
    return true;
}

static void test_every_text_has_a_key(void **state)
{
    (void)state;
    explain_visit(EXPLAIN_KEYS, has_key, NULL);
}

static const KeyId key_of_case[] = {
#define X(name, key, severity, where, source) [CASE_##name] = KEY_##key,
    KEY_CASES(X)
#undef X
};

/* A case says something else than the row of its key. */
static void test_cases_differ_from_their_keys(void **state)
{
    (void)state;
    for (KeyCase id = CASE_NONE + 1; id < CASE_COUNT; id++) {
        KeyId key = key_of_case[id];
        assert_true(key < KEY_COUNT);
        assert_true(key_severity(key, id) != key_severity(key, CASE_NONE) ||
                    strcmp(key_source(key, id), key_source(key, CASE_NONE)) != 0);
    }
}

/* True where a key has a severity, by itself or in a case. */
static bool can_have(KeyId key, const char *severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    bool can = strcmp(names[key_severity(key, CASE_NONE)], severity) == 0;
    for (KeyCase id = CASE_NONE + 1; id < CASE_COUNT; id++) {
        can = can || (key_of_case[id] == key && strcmp(names[key_severity(key, id)], severity) == 0);
    }
    return can;
}

static void test_what_is_taken_over_is_in_the_table(void **state)
{
    enum { SEVERITY = 1, KEY = 5 };
    (void)state;
    Slice table = TEXT_TABLE_OF(taken_over), row;
    for (size_t start = 0; start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        Name key = name_of(text_table_column(row, KEY)), severity = name_of(text_table_column(row, SEVERITY));
        assert_true(strcmp(key.bytes, "-") == 0 || can_have(key_find(key.bytes), severity.bytes));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_key_has_a_text),
        cmocka_unit_test(test_every_text_has_a_key),
        cmocka_unit_test(test_cases_differ_from_their_keys),
        cmocka_unit_test(test_what_is_taken_over_is_in_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
