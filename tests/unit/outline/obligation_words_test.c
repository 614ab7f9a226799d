/* Obligations as sentences. */
#include "src/outline/obligation_words.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_each_actor_has_a_sentence(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    const Structure *study =
        rules_structure(rules, SLICE("http://hl7.org/fhir/uv/ips/StructureDefinition/ImagingStudy-uv-ips"));
    assert_non_null(study);
    Slice choice = {0};
    const Element *uid = element_child_find(
        element_child_find(structure_element_at(study, 0), SLICE("series"), &choice), SLICE("uid"), &choice);
    assert_non_null(uid);
    Text text = TEXT_EMPTY;
    assert_true(obligation_sentence(&uid, 1, SLICE("Creator"), &text));
    assert_string_equal(text.bytes, "The sender must fill this in if it is known.");
    text_clear(&text);
    assert_true(obligation_sentence(&uid, 1, SLICE("Consumer"), &text));
    assert_string_equal(text.bytes, "The receiver must be able to handle it and should show it.");
    text_clear(&text);
    const Element *twice[] = {uid, uid};
    assert_true(obligation_sentence(twice, 2, SLICE("Creator"), &text));
    assert_string_equal(text.bytes, "The sender must fill this in if it is known.");
    text_clear(&text);
    assert_false(obligation_sentence(&uid, 1, SLICE("Archive"), &text));
    text_free(&text);
    rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_actor_has_a_sentence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
