/* ArchiveMoment: dates and times of both standards, and how they compare. */
#include "src/archive/archive_moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_dicom_becomes_fhir(void **state)
{
    (void)state;
    static const char *const rows[][4] = {
        {"20240302", "091500", "+0100", "2024-03-02T09:15:00+01:00"},
        {"20240302", "091500.250000", "-0530", "2024-03-02T09:15:00-05:30"},
        {"20240302", "0915", "+0000", "2024-03-02T09:15:00+00:00"},
        {"20240302", "09", "+0100", "2024-03-02"},
        {"20240302", "091500", "", "2024-03-02"},
        {"20240302", "", "+0100", "2024-03-02"},
        {"2024.03.02", "09:15:07", "+0100", "2024-03-02T09:15:07+01:00"},
        {"20240302\\20240303", "091500\\101500", "+0100", "2024-03-02T09:15:00+01:00"},
        {"20240302", "235960", "+0100", "2024-03-02T23:59:59+01:00"},
        {"20240302", "251500", "+0100", "2024-03-02"},
        {"20240302", "091500", "+9900", "2024-03-02"},
        {"20241302", "", "", NULL},
        {"2024030", "", "", NULL},
        {"", "091500", "", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ArchiveMoment moment;
        Text text = TEXT_EMPTY;
        bool is_read =
            archive_moment_read(slice_from(rows[i][0]), slice_from(rows[i][1]), slice_from(rows[i][2]), &moment);
        assert_int_equal(is_read, rows[i][3] != NULL);
        if (is_read) {
            archive_moment_append(&moment, &text);
            assert_string_equal(text.bytes, rows[i][3]);
        }
        text_free(&text);
    }
}

static void test_comparison(void **state)
{
    (void)state;
    static const struct {
        const char *fhir;
        const char *date;
        const char *time;
        const char *zone;
        ArchiveMomentOrder order;
    } rows[] = {
        {"2024-03-02T09:15:00+01:00", "20240302", "091500", "+0100", MOMENTS_EQUAL},
        {"2024-03-02T08:15:00Z", "20240302", "091500", "+0100", MOMENTS_EQUAL},
        {"2024-03-01T23:30:00Z", "20240302", "003000.75", "+0100", MOMENTS_EQUAL},
        {"2024-03-02T09:15:00.250+01:00", "20240302", "091500.5", "+0100", MOMENTS_EQUAL},
        {"2024-03-02T09:15:00Z", "20240302", "091500", "+0100", MOMENTS_DIFFER},
        {"2024-03-02T09:15:01+01:00", "20240302", "091500", "+0100", MOMENTS_DIFFER},
        {"2024-03-02T09:14:59+01:00", "20240302", "0915", "+0100", MOMENTS_DIFFER},
        {"2024-03-02T09:15:40+01:00", "20240302", "0915", "+0100", MOMENTS_LESS_THERE},
        {"2024-03-02", "20240302", "091500", "+0100", MOMENTS_LESS_HERE},
        {"2024-03", "20240302", "", "", MOMENTS_LESS_HERE},
        {"2024", "20240302", "", "", MOMENTS_LESS_HERE},
        {"2024-03-02", "20240302", "", "", MOMENTS_EQUAL},
        {"2024-03-02T09:15:00Z", "20240302", "", "", MOMENTS_LESS_THERE},
        {"2024-03-03", "20240302", "091500", "", MOMENTS_DIFFER},
        {"2024-04", "20240302", "", "", MOMENTS_DIFFER},
        {"2024-03-02T09:15:00+01:00", "20240302", "091500", "", MOMENTS_EQUAL},
        {"2024-03-02T10:15:00+01:00", "20240302", "091500", "", MOMENTS_DIFFER},
        {"2024-03-02T08:15:00Z", "20240302", "091500", "", MOMENTS_UNKNOWN},
        {"2024-03-02T08:13:00Z", "20240302", "091500", "", MOMENTS_DIFFER},
        {"2024-03-03T08:15:00Z", "20240302", "091500", "", MOMENTS_DIFFER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ArchiveMoment here, there;
        assert_true(archive_moment_read_fhir(slice_from(rows[i].fhir), &here));
        assert_true(
            archive_moment_read(slice_from(rows[i].date), slice_from(rows[i].time), slice_from(rows[i].zone), &there));
        if (archive_moment_compare(&here, &there) != rows[i].order) {
            fail_msg("%s, %s %s %s", rows[i].fhir, rows[i].date, rows[i].time, rows[i].zone);
        }
    }
}

static void test_what_is_no_date(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "24", "2024-3-2", "2024/03/02", "2024-03-02T", "2024-03-02T09:15:00", "soon", "2024-13-45"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ArchiveMoment moment;
        assert_false(archive_moment_read_fhir(slice_from(texts[i]), &moment));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dicom_becomes_fhir),
        cmocka_unit_test(test_comparison),
        cmocka_unit_test(test_what_is_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
