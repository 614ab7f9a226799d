/* Code templates: national identifiers of all countries, and the other tables. */
#include "src/profile/facts/code_template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TABLE(number) "http://terminology.hl7.org/CodeSystem/v2-" number

static void expect(const char *system, const char *code, const char *template)
{
    Slice found = code_template_of(slice_from(system), slice_from(code));
    assert_int_equal(found.length, strlen(template));
    assert_memory_equal(found.bytes ? found.bytes : "", template, found.length);
}

/* ISO 3166-1 has 249 countries; Kosovo has a code that is reserved for users of the standard. */
static void test_all_countries(void **state)
{
    (void)state;
    unsigned count = 0;
    for (int i = 0; i < 26 * 26 * 26; i++) {
        char code[3] = {(char)('A' + i / 676), (char)('A' + i / 26 % 26), (char)('A' + i % 26)};
        count += code_template_is_country(slice_make(code, sizeof code));
    }
    assert_int_equal(count, 250);
    static const char *const some[] = {"AFG", "DEU", "FIN", "FRA", "GBR", "USA", "XKX", "ZWE"};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        char code[8];
        snprintf(code, sizeof code, "NN%s", some[i]);
        expect(TABLE("0203"), code, "NNxxx");
    }
}

static void test_what_is_no_country(void **state)
{
    (void)state;
    static const char *const codes[] = {"NN", "NNXYZ", "NNfin", "NNFI", "NNFINX", "NFIN", "nnFIN", "NNUK"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        expect(TABLE("0203"), codes[i], "");
    }
    expect(TABLE("0396"), "NNFIN", "");
    expect("", "NNFIN", "");
}

static void test_other_tables(void **state)
{
    (void)state;
    expect(TABLE("0396"), "HL70203", "HL7nnnn");
    expect(TABLE("0396"), "HL7203", "");
    expect(TABLE("0396"), "99abc", "99zzz");
    expect(TABLE("0396"), "99", "");
    expect(TABLE("0396"), "99a b", "");
    expect(TABLE("0396"), "ISO3166", "ISOnnnn");
    expect(TABLE("0396"), "IBT0001", "IBTnnnn");
    expect(TABLE("0335"), "PRNBID", "PRNxxx");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_countries),
        cmocka_unit_test(test_what_is_no_country),
        cmocka_unit_test(test_other_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
