/* Corrected invariants: what is evaluated in place of invariants that are published wrong. */
#include "src/profile/facts/corrected_invariant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define CORE "http://hl7.org/fhir/StructureDefinition/Bundle"

static Slice mended(const char *key, const char *source)
{
    return corrected_invariant(slice_from(key), slice_from(source), SLICE("published"));
}

static void core_invariants_are_mended(void **state)
{
    (void)state;
    assert_true(
        slice_equals(mended("bdl-8", CORE), SLICE("fullUrl.exists() implies fullUrl.contains('/_history/').not()")));
    assert_true(slice_starts_with(mended("bdl-8", ""), SLICE("fullUrl.exists()")));
}

static void others_stay_as_they_are(void **state)
{
    (void)state;
    assert_true(slice_equals(mended("bdl-7", CORE), SLICE("published")));
    assert_true(slice_equals(mended("bdl-8", "http://example.com/StructureDefinition/mine"), SLICE("published")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(core_invariants_are_mended),
        cmocka_unit_test(others_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
