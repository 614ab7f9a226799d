/* Moments: partial precision, zones, arithmetic and boundaries. */
#include "src/fhirpath/value/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The moment of a FHIRPath literal without `@`. */
static Moment moment(const char *text)
{
    Moment result;
    assert_int_equal(moment_scan(slice_from(text), &result), strlen(text));
    return result;
}

/* Asserts that the moment prints as `expected`. */
static void assert_prints(Moment value, const char *expected)
{
    Text text = TEXT_EMPTY;
    moment_append(value, &text);
    assert_string_equal(text.bytes, expected);
    text_free(&text);
}

static void test_scans_as_far_as_a_moment_goes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
    } cases[] = {{"2015T.is(", 5},
                 {"2015-02-04T14.is(", 13},
                 {"2015-02-30", 7},
                 {"T14:34:28+10:00", 9},
                 {"T10:30:00.000.x", 13},
                 {"2014-01-01T08:05-05:00.", 22},
                 {"2014-01-01T08:05-05", 16},
                 {"20150101", 4},
                 {"0000", 0},
                 {"T24:00", 0},
                 {"", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Moment result;
        assert_int_equal(moment_scan(slice_from(cases[i].text), &result), cases[i].length);
    }
}

static void test_parses_whole_texts_of_a_kind(void **state)
{
    (void)state;
    Moment result;
    assert_true(moment_parse(SLICE("2015"), MOMENT_DATETIME, &result));
    assert_true(moment_parse(SLICE("2015-02-04T14:34:28+10:00"), MOMENT_DATETIME, &result));
    assert_true(moment_parse(SLICE("14:34"), MOMENT_TIME, &result));
    assert_false(moment_parse(SLICE("2015T"), MOMENT_DATE, &result));
    assert_false(moment_parse(SLICE("2015-02-30"), MOMENT_DATE, &result));
    assert_false(moment_parse(SLICE("14:34"), MOMENT_DATE, &result));
    assert_false(moment_parse(SLICE(""), MOMENT_TIME, &result));
}

static void test_compares_to_the_common_precision(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        MomentOrder order;
    } cases[] = {
        {"2014-12-12", "2014-12-13", MOMENT_BEFORE},
        {"2018-03", "2018-03-01", MOMENT_UNKNOWN},
        {"2018-03", "2018-02-27", MOMENT_AFTER},
        {"2012-04-15T15:30:31", "2012-04-15T15:30:31.0", MOMENT_EQUAL},
        {"2018-03-01T10:30", "2018-03-01T10:30:00", MOMENT_UNKNOWN},
        {"2017-11-05T01:30:00.0-04:00", "2017-11-05T00:30:00.0-05:00", MOMENT_EQUAL},
        {"2012-04-15T15:00:00Z", "2012-04-15T10:00:00", MOMENT_UNKNOWN},
        {"2012-04-17T15:00:00Z", "2012-04-15T10:00:00", MOMENT_AFTER},
        {"1974-12-25", "1974-12-25T12:34:00-10:00", MOMENT_UNKNOWN},
        {"1974-12-25", "2020-01-01T00:00:00Z", MOMENT_BEFORE},
        {"T12:00:01", "T12:00:00", MOMENT_AFTER},
        {"T10:30", "T10:30:00", MOMENT_UNKNOWN},
        {"1960-01-01T00:30:00+01:00", "1959-12-31T23:30:00Z", MOMENT_EQUAL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(moment_compare(moment(cases[i].a), moment(cases[i].b)), cases[i].order);
        if (cases[i].order == MOMENT_EQUAL) {
            assert_int_equal(moment_hash(moment(cases[i].a), (HashSeed){{1, 2}}),
                             moment_hash(moment(cases[i].b), (HashSeed){{1, 2}}));
        }
    }
}

static void test_adds_durations(void **state)
{
    (void)state;
    static const struct {
        const char *from, *amount;
        DurationUnit unit;
        const char *expected; /* NULL: not possible */
    } cases[] = {
        {"1973-12-25", "7", DURATION_DAY, "1974-01-01"},
        {"1973-12-25", "7.7", DURATION_DAY, "1974-01-01"},
        {"2016-02-29", "1", DURATION_YEAR, "2017-02-28"},
        {"2015-01-31", "1", DURATION_MONTH, "2015-02-28"},
        {"1974-12-25", "-1", DURATION_MONTH, "1974-11-25"},
        {"2014", "24", DURATION_MONTH, "2016"},
        {"2014", "25", DURATION_DAY, "2014"},
        {"2014-05", "-61", DURATION_DAY, "2014-03"},
        {"2014-05-03", "23", DURATION_HOUR, "2014-05-03"},
        {"1973-12-25T00:00:00.000+10:00", "0.1", DURATION_SECOND, "1973-12-25T00:00:00.100+10:00"},
        {"1973-12-25T00:00:00+10:00", "10", DURATION_MILLISECOND, "1973-12-25T00:00:00.010+10:00"},
        {"1973-12-25T00:00:00Z", "-1", DURATION_SECOND, "1973-12-24T23:59:59Z"},
        {"T23:00:00", "50", DURATION_HOUR, "01:00:00"},
        {"T00:30:00", "-1", DURATION_HOUR, "23:30:00"},
        {"T00:30:00", "1", DURATION_DAY, NULL},
        {"9999-12-31", "1", DURATION_DAY, NULL},
        {"0001-01-01", "-1", DURATION_MONTH, NULL},
        {"2014-01-01", "1e30", DURATION_DAY, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Decimal amount;
        Moment result;
        assert_true(decimal_parse(slice_from(cases[i].amount), &amount));
        bool is_possible = moment_add(moment(cases[i].from), amount, cases[i].unit, &result);
        assert_int_equal(is_possible, cases[i].expected != NULL);
        if (is_possible) {
            assert_prints(result, cases[i].expected);
        }
    }
}

static void test_finds_boundaries(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int digits;
        bool is_high;
        const char *expected; /* NULL: no such precision */
    } cases[] = {
        {"2014", 6, false, "2014-01"},
        {"2014", 8, true, "2014-12-31"},
        {"2016-02", 8, true, "2016-02-29"},
        {"2016-02", 17, true, NULL},
        {"2016-02", 5, true, NULL},
        {"2016-02-05", 4, true, "2016"},
        {"2014-01-01T08:05-05:00", 17, true, "2014-01-01T08:05:59.999-05:00"},
        {"2014-01-01T08", 17, true, "2014-01-01T08:00:59.999-12:00"},
        {"2014-01-01T08", 17, false, "2014-01-01T08:00:00.000+14:00"},
        {"T10:30", 9, false, "10:30:00.000"},
        {"T10:30", 9, true, "10:30:59.999"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Moment result;
        bool is_possible = moment_boundary(moment(cases[i].from), cases[i].digits, cases[i].is_high, &result);
        assert_int_equal(is_possible, cases[i].expected != NULL);
        if (is_possible) {
            assert_prints(result, cases[i].expected);
        }
    }
}

static void test_knows_its_clock_and_its_words(void **state)
{
    (void)state;
    assert_prints(moment_from_milliseconds(1700000000123), "2023-11-14T22:13:20.123Z");
    assert_prints(moment_from_milliseconds(-1), "1969-12-31T23:59:59.999Z");
    assert_prints(moment_date(moment("2014-01-01T08:05Z")), "2014-01-01");
    assert_int_equal(duration_unit_find(SLICE("weeks")), DURATION_WEEK);
    assert_int_equal(duration_unit_find(SLICE("wk")), DURATION_NONE);
    assert_int_equal(moment_digits(moment("T10:30:00.000")), 9);
    assert_int_equal(moment_digits(moment("2014-01-05T10:30:00.000")), 17);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scans_as_far_as_a_moment_goes),
        cmocka_unit_test(test_parses_whole_texts_of_a_kind),
        cmocka_unit_test(test_compares_to_the_common_precision),
        cmocka_unit_test(test_adds_durations),
        cmocka_unit_test(test_finds_boundaries),
        cmocka_unit_test(test_knows_its_clock_and_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
