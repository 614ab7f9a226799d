/* What the word under the cursor is a step of, and how it can go on. */
#include "src/paths/completion.h"

#include "src/paths/chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* An expression up to the cursor, the base of its last word ("!": nothing is to be completed), and the word. */
static const struct {
    const char *expression;
    const char *base;
    const char *word;
} chains[] = {
    {"", "", ""},
    {"ser", "", "ser"},
    {"series.mod", "series", "mod"},
    {"series.where(mod", "series", "mod"},
    {"series.where(modality.co", "series.modality", "co"},
    {"series.where(modality.code = 'CT').inst", "series.where(modality.code = 'CT')", "inst"},
    {"series.where(instance.where(number > 1).exists() and uid", "series", "uid"},
    {"series.where(instance.where(num", "series.instance", "num"},
    {"series[0].u", "series[0]", "u"},
    {"series[ser", "", "ser"},
    {"(series | modality).co", "(series | modality)", "co"},
    {"name.count() > 1 and bi", "", "bi"},
    {"iif(sta", "", "sta"},
    {"a.b/* c.d */.e", "a.b", "e"},
    {"a // b", "!", ""},
    {"// b.", "!", ""},
    {"a /* b */ // c", "!", ""},
    {"a // b.c\n.d", "a", "d"},
    {"'//' = a .b", "a", "b"},
    {"a. b", "a", "b"},
    {"a\n.b(c = 'd') // e\n .f", "a\n.b(c = 'd')", "f"},
    {"a /*/ b", "!", ""},
    {"name = 'a.b", "!", ""},
    {"name /* a.b", "!", ""},
    {"12", "!", ""},
    {"name.where('a(b' = fam", "name", "fam"},
    {"%res", "", "%res"},
};

static void test_chains(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        Slice expression = slice_from(chains[i].expression);
        Chain chain = chain_at(expression, expression.length);
        print_message("%s\n", chains[i].expression);
        assert_int_equal(chain.is_literal, chains[i].base[0] == '!');
        if (!chain.is_literal) {
            assert_string_equal(chain.base.length ? chain.base.bytes : "", chains[i].base);
            assert_true(slice_equals(slice_part(expression, chain.start, SIZE_MAX), slice_from(chains[i].word)));
        }
        text_free(&chain.base);
    }
}

typedef struct Fixture {
    Rules *rules;
    Checker *checker;
    Document *document;
    Evaluator *evaluator;
    PathCompletion completion;
} Fixture;

static Fixture fixture_open(const char *json)
{
    CheckOptions options = {0};
    Fixture fixture = {.rules = rules_new()};
    fixture.checker = checker_new(fixture.rules, &options, clock_system());
    fixture.document = document_new(slice_from(json), "in.json", NULL);
    fixture.evaluator = evaluator_new(fixture.checker, fixture.document);
    return fixture;
}

static void fixture_close(Fixture *fixture)
{
    path_completion_free(&fixture->completion);
    evaluator_free(fixture->evaluator);
    document_free(fixture->document);
    checker_free(fixture->checker);
    rules_free(fixture->rules);
}

/* The candidates of an expression, with blanks between; those that no item has in brackets. */
static void assert_candidates(Fixture *fixture, const char *expression, const char *wanted)
{
    Text said = TEXT_EMPTY;
    Slice text = slice_from(expression);
    path_completion_fill(&fixture->completion, fixture->evaluator, fixture->checker, fixture->document, 0, text,
                         text.length);
    for (size_t i = 0; i < fixture->completion.count; i++) {
        const PathCandidate *candidate = &fixture->completion.items[i];
        text_format(&said, candidate->is_present ? "%s%.*s" : "%s[%.*s]", i ? " " : "", SLICE_ARGS(candidate->text));
    }
    print_message("%s\n", expression);
    assert_string_equal(said.length ? said.bytes : "", wanted);
    text_free(&said);
}

static void test_candidates(void **state)
{
    (void)state;
    Fixture fixture =
        fixture_open("{\"resourceType\":\"Observation\",\"status\":\"final\",\"valueQuantity\":{\"value\":1},"
                     "\"code\":{\"text\":\"x\"}}");
    /* in any case, with what is absent; functions only after a dot or a letter */
    assert_candidates(&fixture, "STA", "status startsWith(");
    assert_candidates(&fixture, "perf", "[performer]");
    assert_candidates(&fixture, "Obs", "Observation");
    /* a choice by its name, and what is in the type that it has */
    assert_candidates(&fixture, "valu", "value");
    assert_candidates(&fixture, "value.un", "[unit] union( unescape(");
    /* of an element that is absent, by the rules */
    assert_candidates(&fixture, "referenceRange.lo", "[low] lower() log( lowBoundary(");
    assert_candidates(&fixture, "code.te", "text");
    assert_candidates(&fixture, "code.coding.where(sys", "[system]");
    assert_candidates(&fixture, "component.code.coding.first().sys", "[system]");
    assert_candidates(&fixture, "component.where(code.exists()).referenceRange[0].low.uni", "[unit] union(");
    assert_candidates(&fixture, "Observation.component.interp", "[interpretation]");
    assert_candidates(&fixture, "%res", "%resource");
    assert_candidates(&fixture, "code.text = 'st", "");
    assert_candidates(&fixture, "nothing.lik", "");
    assert_true(slice_equals(path_completion_common(&fixture.completion), SLICE("")));
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_chains), cmocka_unit_test(test_candidates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
