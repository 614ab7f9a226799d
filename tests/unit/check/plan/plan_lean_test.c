/* Lean plans: a resource that is right by its base is right by what a profile adds to it where it is so by the profile.
 */
#include "src/base/clock.h"
#include "src/base/file.h"
#include "src/check/walk/resource_profiles.h"
#include "src/check/walk/session_open.h"
#include "src/check/walk/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const samples[] = {"samples/ips.json", "samples/ct.json"};

/* A document with what a conformance test needs. */
typedef struct Subject {
    Rules *rules;
    Checker *checker;
    Document *document;
    CheckSession *session;
    unsigned right, wrong; /* conformance tests with either verdict */
} Subject;

/* True when a resource is without error by a plan, as a conformance test finds. */
static bool is_right(Subject *subject, const Scope *scope, const Plan *plan)
{
    GroupPlaces far = {0};
    Walk walk = walk_new(subject->session, NULL, &far, 1);
    Place place = {.plan = plan, .node = scope->resource, .sibling = NODE_NONE, .scope = scope};
    walk_place(&walk, &place);
    walk_far(&walk, &far);
    bool is_fine = walk.errors == 0;
    walk_free(&walk);
    free(far.items);
    return is_fine;
}

/* Tries a resource by all profiles of its type. */
static void try_profiles(Subject *subject, const Scope *scope)
{
    Plans *plans = subject->checker->plans;
    for (uint32_t i = 0; i < rules_structure_count(subject->rules); i++) {
        const Structure *profile = rules_structure_at(subject->rules, i);
        bool is_theirs =
            structure_is_profile(profile) && slice_equals(structure_type(profile), structure_type(scope->type));
        if (!is_theirs) {
            continue;
        }
        bool is_fine = is_right(subject, scope, plan_of_structures(plans, &profile, 1));
        if (is_right(subject, scope, plan_of_addition(plans, profile)) != is_fine) {
            Slice url = structure_url(profile), type = structure_type(scope->type);
            print_error("%.*s at node %u by %.*s\n", SLICE_ARGS(type), scope->resource, SLICE_ARGS(url));
            fail();
        }
        subject->right += is_fine;
        subject->wrong += !is_fine;
    }
}

/* Tries the resource at a node, where there is one that is right by its type. */
static void try_node(Subject *subject, NodeId node)
{
    GroupPlaces far = {0};
    Walk walk = walk_new(subject->session, NULL, &far, 0);
    Scope scope = {.resource = node, .entry = NODE_NONE, .type = resource_type(&walk, node)};
    walk_free(&walk);
    if (scope.type && is_right(subject, &scope, plan_of_structures(subject->checker->plans, &scope.type, 1))) {
        try_profiles(subject, &scope);
    }
}

/* Tries the resources of a document around a node. */
static void try_around(Subject *subject, Slice bytes, NodeId node)
{
    subject->document = document_new(bytes, "sample.json", NULL);
    subject->session = check_session_new(subject->checker, subject->document);
    for (NodeId up = node; up != NODE_NONE; up = document_node(subject->document, up)->parent) {
        if (document_node(subject->document, up)->kind == NODE_OBJECT) {
            try_node(subject, up);
        }
    }
    check_session_free(subject->session);
    document_free(subject->document);
}

/* Tries the resources of a sample with each of its texts changed in turn. */
static void try_sample(Subject *subject, const char *path)
{
    Text content = TEXT_EMPTY, changed = TEXT_EMPTY;
    assert_true(file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, NULL));
    Slice bytes = text_slice(&content);
    Document *original = document_new(bytes, path, NULL);
    const Node *nodes = document_nodes(original);
    for (NodeId node = 1; node < nodes[0].end; node++) {
        if (nodes[node].kind != NODE_STRING) {
            continue;
        }
        text_clear(&changed);
        text_append(&changed, slice_part(bytes, 0, nodes[node].start));
        text_append(&changed, SLICE("\"unknown\""));
        text_append(&changed, slice_part(bytes, nodes[node].start + nodes[node].length, bytes.length));
        try_around(subject, bytes, node);
        try_around(subject, text_slice(&changed), node);
    }
    document_free(original);
    text_free(&changed);
    text_free(&content);
}

static void test_lean_plans_agree(void **state)
{
    (void)state;
    CheckOptions options = {.profile = SLICE("")};
    Subject subject = {.rules = rules_new()};
    subject.checker = checker_new(subject.rules, &options, clock_system());
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        try_sample(&subject, samples[i]);
    }
    assert_true(subject.right > 100 && subject.wrong > 100);
    checker_free(subject.checker);
    rules_free(subject.rules);
}

/* The place of the element that was added is what is asked for, whatever was asked for before. */
static void test_an_element_is_added_before_or_after(void **state)
{
    (void)state;
    CheckOptions options = {.profile = SLICE("")};
    Rules *rules = rules_new();
    Checker *checker = checker_new(rules, &options, clock_system());
    const Structure *type = rules_type(rules, SLICE("Patient"));
    const Element *more =
        structure_root(rules_structure(rules, SLICE("http://hl7.org/fhir/uv/ips/StructureDefinition/Patient-uv-ips")));
    const Plan *plan = plan_of_structures(checker->plans, &type, 1);
    const Plan *before = plan_with(checker->plans, plan, more, true),
               *after = plan_with(checker->plans, plan, more, false);
    assert_ptr_equal(before->elements[0], more);
    assert_ptr_equal(after->elements[after->element_count - 1], more);
    assert_ptr_equal(plan_with(checker->plans, plan, more, true), before);
    checker_free(checker);
    rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lean_plans_agree),
                                       cmocka_unit_test(test_an_element_is_added_before_or_after)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
