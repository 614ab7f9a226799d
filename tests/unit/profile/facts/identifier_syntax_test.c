/* Identifier syntax: forms that are right, and the first fault of those that are not. */
#include "src/profile/facts/identifier_syntax.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_object_identifiers(void **state)
{
    (void)state;
    assert_null(oid_fault(SLICE("1.2.840.10008.5.1.4.1.1.2")));
    assert_null(oid_fault(SLICE("2.25.329800735698586629295641978511506172918")));
    assert_null(oid_fault(SLICE("2.999")));
    assert_null(oid_fault(SLICE("0.0")));
    assert_non_null(oid_fault(SLICE("")));
    assert_non_null(oid_fault(SLICE("1")));
    assert_non_null(oid_fault(SLICE("3.1")));
    assert_non_null(oid_fault(SLICE("10.1")));
    assert_non_null(oid_fault(SLICE("1.40.1")));
    assert_non_null(oid_fault(SLICE("1.100.1")));
    assert_non_null(oid_fault(SLICE("1.2.03")));
    assert_non_null(oid_fault(SLICE("1..2")));
    assert_non_null(oid_fault(SLICE("1.2.")));
    assert_non_null(oid_fault(SLICE(".1.2")));
    assert_non_null(oid_fault(SLICE("1.2.x")));
    assert_non_null(oid_fault((Slice){"1.2\0.3", 6}));
}

static void test_dicom_uids_have_at_most_64_characters(void **state)
{
    (void)state;
    const char *digits = "1.2.345678901234567890123456789012345678901234567890123456789012345";
    assert_null(dicom_uid_fault(slice_make(digits, 64)));
    assert_non_null(dicom_uid_fault(slice_make(digits, 65)));
    assert_non_null(dicom_uid_fault(SLICE("urn:oid:1.2.3")));
}

static void test_urns(void **state)
{
    (void)state;
    assert_null(oid_urn_fault(SLICE("urn:oid:1.2.3")));
    assert_non_null(oid_urn_fault(SLICE("1.2.3")));
    assert_non_null(oid_urn_fault(SLICE("urn:oid:1.2.03")));
    assert_null(uuid_urn_fault(SLICE("urn:uuid:c757873d-ec9a-4326-a141-556f43239520")));
    assert_non_null(uuid_urn_fault(SLICE("urn:uuid:C757873D-ec9a-4326-a141-556f43239520")));
    assert_non_null(uuid_urn_fault(SLICE("urn:uuid:c757873d-ec9a-4326-a141-556f4323952")));
    assert_non_null(uuid_urn_fault(SLICE("urn:uuid:c757873dxec9a-4326-a141-556f43239520")));
    assert_non_null(uuid_urn_fault(SLICE("c757873d-ec9a-4326-a141-556f43239520")));
    assert_non_null(uuid_fault(SLICE("g757873d-ec9a-4326-a141-556f43239520")));
}

static void test_uris(void **state)
{
    (void)state;
    assert_null(uri_fault(SLICE("http://example.org/a?b=c#d")));
    assert_null(uri_fault(SLICE("urn:dicom:uid")));
    assert_null(uri_fault(SLICE("Patient/1")));
    assert_null(uri_fault(SLICE("a/b:c")));
    assert_null(uri_fault(SLICE("http://x/%20")));
    assert_non_null(uri_fault(SLICE("")));
    assert_non_null(uri_fault(SLICE("http://a b")));
    assert_non_null(uri_fault(SLICE("http://x/%2")));
    assert_non_null(uri_fault(SLICE("http://x/%zz")));
    assert_non_null(uri_fault(SLICE("1:2")));
    assert_non_null(uri_fault(SLICE("http://x/<y>")));
    assert_non_null(uri_fault((Slice){"a\0b", 3}));
    assert_true(uri_is_absolute(SLICE("urn:x")));
    assert_true(uri_is_absolute(SLICE("coap+tcp://x")));
    assert_false(uri_is_absolute(SLICE("DCM")));
    assert_false(uri_is_absolute(SLICE("/a:b")));
    assert_false(uri_is_absolute(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_object_identifiers),
        cmocka_unit_test(test_dicom_uids_have_at_most_64_characters),
        cmocka_unit_test(test_urns),
        cmocka_unit_test(test_uris),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
