/* SnomedName: the ends of names tell hierarchies. */
#include "src/profile/facts/snomed_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_the_tag_tells_the_hierarchy(void **state)
{
    (void)state;
    static const struct {
        const char *name, *code;
        bool is_below;
    } cases[] = {
        {"Head structure (body structure)", "442083009", true},
        {"Headache (finding)", "404684003", true},
        {"Migraine (disorder)", "404684003", true},
        {"Migraine (disorder)", "64572001", true},
        {"Headache (finding)", "64572001", false},
        {"Headache (finding)", "442083009", false},
        {"Headache (finding)", "25064002", false}, /* not in the table */
        {"Headache finding", "404684003", false},
        {"finding)", "404684003", false},
        {"(finding)", "404684003", false},
        {"Beta (1-3) glucan ()", "105590001", false},
        {"", "404684003", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (snomed_name_is_below(slice_from(cases[i].name), slice_from(cases[i].code)) != cases[i].is_below) {
            fail_msg("%s below %s", cases[i].name, cases[i].code);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_tag_tells_the_hierarchy)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
