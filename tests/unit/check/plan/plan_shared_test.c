/* Plans of elements that are alike: they share what is asked of their parts, and name their own element in what is
 * asked of them. */
#include "src/base/clock.h"
#include "src/check/plan/plan_private.h"
#include "src/check/state/checker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Fixture {
    Rules *rules;
    Checker *checker;
} Fixture;

static Fixture open_fixture(void)
{
    Rules *rules = rules_new();
    CheckOptions options = {.profile = SLICE("")};
    return (Fixture){.rules = rules, .checker = checker_new(rules, &options, clock_system())};
}

static void close_fixture(Fixture *fixture)
{
    checker_free(fixture->checker);
    rules_free(fixture->rules);
}

static const Plan *member_plan(const Fixture *fixture, const char *type, const char *name)
{
    Plans *plans = fixture->checker->plans;
    const Structure *structure = rules_type(fixture->rules, slice_from(type));
    const Member *member = plan_member(plans, plan_of_structures(plans, &structure, 1), slice_from(name));
    assert_non_null(member);
    return member->plan;
}

static void assert_own_invariants(const Plan *plan, const Plan *other)
{
    assert_true(plan->invariant_count > 0);
    for (uint32_t i = 0; i < plan->invariant_count; i++) {
        assert_ptr_not_equal(plan->invariants[i].element, other->elements[0]);
    }
    assert_ptr_equal(plan->invariants[0].element, plan->elements[0]);
}

static void test_elements_of_a_type_share_their_parts(void **state)
{
    (void)state;
    Fixture fixture = open_fixture();
    const Plan *code = member_plan(&fixture, "Condition", "code"),
               *site = member_plan(&fixture, "Condition", "bodySite");
    const Plan *status = member_plan(&fixture, "Condition", "clinicalStatus");
    assert_ptr_not_equal(code, site);
    assert_ptr_equal(code->slots, site->slots);
    assert_int_equal(code->slot_count, site->slot_count);
    assert_int_equal(code->invariant_count, site->invariant_count);
    assert_own_invariants(code, site);
    assert_own_invariants(site, code);
    assert_own_invariants(status, code);
    close_fixture(&fixture);
}

/* Elements whose constraints differ have plans of their own, and so have those with parts of their own. */
static void test_elements_that_differ_share_nothing(void **state)
{
    (void)state;
    Fixture fixture = open_fixture();
    const Plan *contact = member_plan(&fixture, "Patient", "contact"), *link = member_plan(&fixture, "Patient", "link");
    const Plan *name = member_plan(&fixture, "Patient", "name");
    assert_true(contact->invariant_count > name->invariant_count); /* pat-1 */
    assert_int_not_equal(link->slot_count, contact->slot_count);
    close_fixture(&fixture);
}

/* An obligation counts for the actor that it is of, however often it is asked about. */
static void test_obligations_are_remembered_by_actor(void **state)
{
    (void)state;
    Fixture fixture = open_fixture();
    const Structure *profile =
        rules_structure(fixture.rules, SLICE("http://hl7.org/fhir/uv/ips/StructureDefinition/ImagingStudy-uv-ips"));
    unsigned owing = 0, others = 0;
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < structure_element_count(profile); i++) {
            const Element *element = structure_element_at(profile, i);
            bool owes = plans_owe(fixture.checker->plans, element);
            assert_true(!owes || element_obligation_count(element) > 0);
            owing += owes;
            others += !owes;
        }
    }
    assert_true(owing > 0 && owing % 2 == 0 && others % 2 == 0);
    close_fixture(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_elements_of_a_type_share_their_parts),
                                       cmocka_unit_test(test_elements_that_differ_share_nothing),
                                       cmocka_unit_test(test_obligations_are_remembered_by_actor)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
