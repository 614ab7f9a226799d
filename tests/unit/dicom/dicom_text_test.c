/* DicomText: the examples of DICOM PS3.5, annexes H to K, and bytes that are no character. */
#include "src/dicom/dicom_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_values_become_utf8(void **state)
{
    (void)state;
    static const struct {
        Slice charset;
        Slice value;
        const char *expected;
    } rows[] = {
        {SLICE(""), SLICE("CT Thorax "), "CT Thorax"},
        {SLICE("ISO_IR 100"),
         SLICE("\xc4neas^R\xfc"
               "diger\0"),
         "Äneas^Rüdiger"},
        {SLICE("ISO_IR 101"), SLICE("Wa\xb3\xeasa"), "Wałęsa"},
        {SLICE("ISO_IR 144"), SLICE("\xbb\xee\xda"), "Люк"},
        {SLICE("ISO_IR 126"), SLICE("\xc4\xe9\xef"), "Διο"},
        {SLICE("ISO_IR 203"), SLICE("\xa4"), "€"},
        {SLICE("ISO_IR 166"), SLICE("\xa1"), "ก"},
        {SLICE("ISO_IR 192 "), SLICE("Wang^XiaoDong=王^小東"), "Wang^XiaoDong=王^小東"},
        {SLICE("GB18030"), SLICE("Wang=\xcd\xf5^\xd0\xa1\xb6\xab"), "Wang=王^小东"},
        {SLICE("ISO 2022 IR 100\\ISO 2022 IR 126"), SLICE("\xe9-\x1b-F\xc4\\\xe9"), "é-Δ\\é"},
        /* annex H.3.1 and H.3.2 */
        {SLICE("\\ISO 2022 IR 87"),
         SLICE("Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B"),
         "Yamada^Tarou=山田^太郎=やまだ^たろう"},
        {SLICE("ISO 2022 IR 13\\ISO 2022 IR 87"), SLICE("\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^"),
         "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^"},
        /* annex I.2 */
        {SLICE("\\ISO 2022 IR 149"), SLICE("Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7"),
         "Hong^Gildong=洪^吉洞"},
        /* annex K.2 */
        {SLICE("\\ISO 2022 IR 58"), SLICE("Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab"),
         "Zhang^XiaoDong=张^小东"},
        /* none stated */
        {SLICE(""), SLICE("caf\xc3\xa9"), "café"},
        {SLICE(""), SLICE("caf\xe9"), "café"},
        {SLICE("ISO_IR 999"), SLICE("caf\xe9"), "café"},
        /* no characters of the set */
        {SLICE("ISO_IR 192"),
         SLICE("a\xff"
               "b"),
         "a\xef\xbf\xbd"
         "b"},
        {SLICE("ISO_IR 6"), SLICE("\xe9"), "\xef\xbf\xbd"},
        {SLICE("\\ISO 2022 IR 87"), SLICE("\x1b$B;"), "\xef\xbf\xbd"},
        {SLICE("\\ISO 2022 IR 87"), SLICE("a\x1bzb"), "azb"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Text text = TEXT_EMPTY;
        dicom_text_append(rows[i].charset, rows[i].value, &text);
        assert_string_equal(text.bytes, rows[i].expected);
        text_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values_become_utf8)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
