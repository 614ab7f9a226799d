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
        {"", "unit:1"},         {"mmHg", "unit:1"},  {"lbs", "unit:1"},
        {"kg/", "unit:4"},      {"kg//m", "unit:4"}, {"m{", "unit:3"},
        {"(m", "unit:3"},       {"m)", "unit:2"},    {"m-", "unit:3"},
        {"k[lb_av]", "unit:1"}, {"m 2", "unit:1"},   {"m{\xC3\xA9}", "unit:3"},
        {"KG", "unit:1"},       {"m2m", "unit:3"},   {"mg{dry weight}12", "unit:15"},
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

/* The grammar has no largest number: a unit may be right, and too large to calculate with. */
static void test_accepts_units_too_large_to_calculate(void **state)
{
    (void)state;
    static const char *const units[] = {"m100",        "10*100",      "10*-100{copies}/mL",
                                        "99999999999", "m50.m50.m50", "12345678901/min"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        UcumQuantity quantity;
        Error error = {0};
        assert_true(ucum_check(slice_from(units[i]), &error));
        assert_false(ucum_canonical(number("1"), slice_from(units[i]), &quantity, &error));
        assert_non_null(strstr(error.message, "is too large to calculate"));
    }
}

/* The unit atoms of UCUM, with those of ten to a power. */
static const char *const atom_codes =
    "% %[slope] ' '' 10* 10^ A AU Ao B B[10.nV] B[SPL] B[V] B[W] B[kW] B[mV] B[uV] Bd Bi Bq By C Cel "
    "Ci F G Gal Gb Gy H Hz J K Ky L Lmb Mx N Np Oe Ohm P Pa R RAD REM S St Sv T Torr U V W Wb "
    "[APL'U] [AU] [Amb'a'1'U] [BAU] [Btu] [Btu_39] [Btu_59] [Btu_60] [Btu_IT] [Btu_m] [Btu_th] "
    "[CCID_50] [CFU] [Cal] [Ch] [D'ag'U] [EID_50] [ELU] [EU] [FEU] [FFU] [GPL'U] [G] [HPF] [HP] [IR] "
    "[IU] [LPF] [Lf] [MET] [MPL'U] [PFU] [PNU] [PRU] [S] [TCID_50] [USP'U] [acr_br] [acr_us] "
    "[anti'Xa'U] [arb'U] [bbl_us] [bdsk'U] [beth'U] [bf_i] [bu_br] [bu_us] [c] [car_Au] [car_m] "
    "[cft_i] [ch_br] [ch_us] [cicero] [cin_i] [cml_i] [cr_i] [crd_us] [cup_m] [cup_us] [cyd_i] "
    "[degF] [degR] [degRe] [den] [didot] [diop] [dpt_us] [dqt_us] [dr_ap] [dr_av] [drp] [dye'U] [e] "
    "[eps_0] [fdr_br] [fdr_us] [foz_br] [foz_m] [foz_us] [ft_br] [ft_i] [ft_us] [fth_br] [fth_i] "
    "[fth_us] [fur_us] [g] [gal_br] [gal_us] [gal_wi] [gil_br] [gil_us] [gr] [h] [hd_i] [hnsf'U] "
    "[hp'_C] [hp'_M] [hp'_Q] [hp'_X] [hp_C] [hp_M] [hp_Q] [hp_X] [iU] [in_br] [in_i'H2O] [in_i'Hg] "
    "[in_i] [in_us] [k] [ka'U] [kn_br] [kn_i] [knk'U] [kp_C] [kp_M] [kp_Q] [kp_X] [lb_ap] [lb_av] "
    "[lb_tr] [lbf_av] [lcwt_av] [ligne] [lk_br] [lk_us] [lne] [lton_av] [ly] [m/s2/Hz^(1/2)] [m_e] "
    "[m_p] [mclg'U] [mesh_i] [mi_br] [mi_i] [mi_us] [mil_i] [mil_us] [min_br] [min_us] [mu_0] "
    "[nmi_br] [nmi_i] [oz_ap] [oz_av] [oz_m] [oz_tr] [p'diop] [pH] [pc_br] [pca] [pca_pr] [pi] "
    "[pied] [pk_br] [pk_us] [pnt] [pnt_pr] [pouce] [ppb] [ppm] [ppth] [pptr] [psi] [pt_br] [pt_us] "
    "[pwt_tr] [qt_br] [qt_us] [rch_us] [rd_br] [rd_us] [rlk_us] [sc_ap] [sct] [scwt_av] [sft_i] "
    "[sin_i] [smgy'U] [smi_us] [smoot] [srd_us] [ston_av] [stone_av] [syd_i] [tb'U] [tbs_m] [tbs_us] "
    "[todd'U] [tsp_m] [tsp_us] [twp] [wood'U] [yd_br] [yd_i] [yd_us] a a_g a_j a_t ar atm att b bar "
    "bit bit_s cal cal_IT cal_[15] cal_[20] cal_m cal_th cd circ d deg dyn eV eq erg g g% gf gon h "
    "kat l lm lx m m[H2O] m[Hg] mho min mo mo_g mo_j mo_s mol osm pc ph rad s sb sph sr st t tex u "
    "wk";

static void test_every_atom_is_defined(void **state)
{
    (void)state;
    Slice rest = slice_from(atom_codes);
    while (rest.length > 0) {
        Slice code = slice_part(rest, 0, slice_find(rest, SLICE(" "), 0));
        if (!ucum_check(code, NULL)) {
            fail_msg("%.*s is not defined", SLICE_ARGS(code));
        }
        rest = slice_part(rest, code.length + 1, SIZE_MAX);
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
        cmocka_unit_test(test_accepts_units_too_large_to_calculate),
        cmocka_unit_test(test_every_atom_is_defined),
        cmocka_unit_test(test_converts),
        cmocka_unit_test(test_multiplies_and_names_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
