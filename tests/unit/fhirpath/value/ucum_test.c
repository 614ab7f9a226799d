/* UCUM: expressions read, refused and converted. */
#include "src/fhirpath/value/ucum.h"
#include "src/fhirpath/value/ucum_atoms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static Decimal number(const char *text)
{
    Decimal decimal;
    assert_true(decimal_parse(slice_from(text), &decimal));
    return decimal;
}

static void test_accepts_expressions_of_known_units(void **state)
{
    (void)state;
    static const char *const units[] = {
        "1",
        "kg",
        "mm[Hg]",
        "10*3/uL",
        "10*-6",
        "/min",
        "{beats}/min",
        "{# of fetuses}",
        "mg/d/(173.10*-2.m2)",
        "m[IU]/L",
        "%",
        "%{Hemoglobin}",
        "[lb_av]",
        "cm[H2O]/L/s",
        "Cel",
        "[degF]",
        "dB",
        "B[10.nV]",
        "10.uN.s/(cm5.m2)",
        "/10*12{rbc}",
        "m2",
        "s-1",
        "m+2",
        "g/(8.kg.h)",
        "[in_i'H2O]",
        "'",
        "''",
        "10^",
        "[pi].rad/min",
        "U{25Cel}/L",
        "(m)",
        "Gibit",
        "dar",
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        Error error = {0};
        if (!ucum_check(slice_from(units[i]), &error)) {
            fail_msg("%s: %s: %s", units[i], error.where, error.message);
        }
    }
}

static void test_refuses_what_is_no_unit(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *where;
    } cases[] = {
        {"", "unit:1"},
        {"mmHg", "unit:1"},
        {"lbs", "unit:1"},
        {"kg/", "unit:4"},
        {"kg//m", "unit:4"},
        {"m{", "unit:3"},
        {"(m", "unit:3"},
        {"m)", "unit:2"},
        {"m-", "unit:3"},
        {"k[lb_av]", "unit:1"},
        {"m 2", "unit:1"},
        {"m100", "unit:4"},
        {"m{\xC3\xA9}", "unit:3"},
        {"KG", "unit:1"},
        {"m2m", "unit:3"},
        {"99999999999", "unit:10"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {0};
        if (ucum_check(slice_from(cases[i].unit), &error)) {
            fail_msg("'%s' was accepted", cases[i].unit);
        }
        assert_string_equal(error.where, cases[i].where);
    }
    char nested[300];
    memset(nested, '(', sizeof nested);
    assert_false(ucum_check(slice_make(nested, sizeof nested), NULL));
}

static void test_every_atom_is_defined(void **state)
{
    (void)state;
    const UcumAtom *atom;
    for (unsigned i = 0; (atom = ucum_atom_at(i)) != NULL; i++) {
        assert_ptr_equal(ucum_atom_find(slice_from(atom->code)), atom);
        if (!ucum_check(slice_from(atom->code), NULL)) {
            fail_msg("%s is not defined", atom->code);
        }
    }
}

static void test_converts(void **state)
{
    (void)state;
    static const struct {
        const char *value, *from, *to, *expected; /* NULL: not possible */
    } cases[] = {
        {"4", "g", "mg", "4000"},
        {"1", "[in_i]", "cm", "2.54"},
        {"1", "[lb_av]", "g", "453.59237"},
        {"60", "[min_us]", "[fdr_us]", "1"},
        {"37", "Cel", "K", "310.15"},
        {"212", "[degF]", "Cel", "100"},
        {"1", "mol/L", "mmol/mL", "1"},
        {"120", "mm[Hg]", "kPa", "15.99864"},
        {"1", "wk", "d", "7"},
        {"1", "k[IU]", "[iU]", "1000"},
        {"1", "[iU]", "[arb'U]", NULL},
        {"1", "m", "s", NULL},
        {"1", "[pH]", "mol/L", NULL},
        {"1e4000", "Ym", "m", NULL},
        {"1", "cm.m", "m2", "0.01"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Decimal converted;
        bool is_possible =
            ucum_convert(number(cases[i].value), slice_from(cases[i].from), slice_from(cases[i].to), &converted, NULL);
        assert_int_equal(is_possible, cases[i].expected != NULL);
        if (is_possible && decimal_compare(converted, number(cases[i].expected)) != 0) {
            Text text = TEXT_EMPTY;
            decimal_append(converted, &text);
            fail_msg("%s %s in %s is %s", cases[i].value, cases[i].from, cases[i].to, text.bytes);
        }
    }
}

static void test_multiplies_and_names_units(void **state)
{
    (void)state;
    UcumQuantity a, b, result;
    Text text = TEXT_EMPTY;
    assert_true(ucum_canonical(number("2.0"), SLICE("cm"), &a, NULL));
    assert_true(ucum_canonical(number("2.0"), SLICE("m"), &b, NULL));
    assert_true(ucum_multiply(&a, &b, &result));
    ucum_append_unit(&result, &text);
    assert_string_equal(text.bytes, "m2");
    assert_int_equal(decimal_compare(result.value, number("0.04")), 0);
    assert_true(ucum_canonical(number("4"), SLICE("g"), &a, NULL));
    assert_true(ucum_divide(&a, &b, &result));
    text_clear(&text);
    ucum_append_unit(&result, &text);
    assert_string_equal(text.bytes, "g.m-1");
    assert_true(ucum_divide(&a, &a, &result));
    text_clear(&text);
    ucum_append_unit(&result, &text);
    assert_string_equal(text.bytes, "1");
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accepts_expressions_of_known_units),
        cmocka_unit_test(test_refuses_what_is_no_unit),
        cmocka_unit_test(test_every_atom_is_defined),
        cmocka_unit_test(test_converts),
        cmocka_unit_test(test_multiplies_and_names_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
