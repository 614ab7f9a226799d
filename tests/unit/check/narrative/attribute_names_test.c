/* Attributes of a tag: each name once, however many there are. */
#include "src/check/narrative/attribute_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_names_are_known_among_few_and_many(void **state)
{
    (void)state;
    char texts[60][4];
    AttributeNames names = {0};
    for (unsigned round = 0; round < 3; round++) {
        unsigned count = round == 1 ? 5 : 60;
        for (unsigned i = 0; i < count; i++) {
            snprintf(texts[i], sizeof texts[i], "a%u", i);
            assert_true(attribute_names_add(&names, slice_from(texts[i])));
            assert_false(attribute_names_add(&names, slice_from(texts[i / 2])));
        }
        attribute_names_clear(&names);
    }
    attribute_names_free(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names_are_known_among_few_and_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
