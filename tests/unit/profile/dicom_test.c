/* Dicom: the tables are sorted and complete, and every row is found. */
#include "src/profile/dicom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static bool count_modality(void *context, const DicomModality *modality)
{
    DicomModality found;
    assert_true(dicom_modality_find(modality->code, &found));
    assert_true(slice_equals(found.meaning, modality->meaning));
    ++*(unsigned *)context;
    return true;
}

static void test_every_modality_is_found(void **state)
{
    (void)state;
    unsigned count = 0;
    dicom_modality_visit(count_modality, &count);
    assert_int_equal(count, 92);
    DicomModality modality;
    assert_true(dicom_modality_find(SLICE("CT"), &modality));
    assert_true(slice_equals(modality.meaning, SLICE("Computed Tomography")));
    assert_int_equal(modality.group, DICOM_COMMON);
    assert_true(dicom_modality_find(SLICE("DMS"), &modality));
    assert_false(modality.is_in_r4);
    assert_true(dicom_modality_find(SLICE("XC"), &modality));
    assert_true(dicom_modality_find(SLICE("AR"), &modality));
    assert_true(dicom_modality_find(SLICE("ST"), &modality));
    assert_int_equal(modality.group, DICOM_RETIRED);
    assert_false(dicom_modality_find(SLICE("ct"), &modality));
    assert_false(dicom_modality_find(SLICE(""), &modality));
    assert_false(dicom_modality_find(SLICE("ZZZ"), &modality));
}

typedef struct Ranks {
    unsigned last;
    unsigned counts[3];
} Ranks;

static bool count_sop_class(void *context, const DicomSopClass *sop_class, unsigned rank)
{
    Ranks *ranks = context;
    DicomSopClass found;
    assert_true(dicom_sop_class_find(sop_class->uid, &found));
    assert_false(found.is_retired);
    assert_true(rank >= ranks->last);
    ranks->last = rank;
    ranks->counts[rank]++;
    return true;
}

static void test_sop_classes_come_in_the_order_of_their_fit(void **state)
{
    (void)state;
    Ranks ranks = {0};
    dicom_sop_class_visit(SLICE("CT"), count_sop_class, &ranks);
    assert_int_equal(ranks.counts[0], 4);
    assert_true(ranks.counts[1] > 10);
    assert_int_equal(ranks.counts[0] + ranks.counts[1] + ranks.counts[2], 205 - 20);
}

static void test_sop_classes_know_their_modalities(void **state)
{
    (void)state;
    DicomSopClass sop_class;
    assert_true(dicom_sop_class_find(SLICE("1.2.840.10008.5.1.4.1.1.2"), &sop_class));
    assert_true(slice_equals(sop_class.name, SLICE("CT Image Storage")));
    assert_true(dicom_sop_class_allows(&sop_class, SLICE("CT")));
    assert_false(dicom_sop_class_allows(&sop_class, SLICE("MR")));
    assert_false(dicom_sop_class_allows(&sop_class, SLICE("")));
    assert_true(dicom_sop_class_find(SLICE("1.2.840.10008.5.1.4.1.1.6.1"), &sop_class));
    assert_true(dicom_sop_class_allows(&sop_class, SLICE("IVUS")));
    assert_true(dicom_sop_class_find(SLICE("1.2.840.10008.5.1.4.1.1.7"), &sop_class));
    assert_true(dicom_sop_class_allows(&sop_class, SLICE("OT")));
    assert_true(dicom_sop_class_find(SLICE("1.2.840.10008.5.1.4.1.1.5"), &sop_class));
    assert_true(sop_class.is_retired);
    assert_false(dicom_sop_class_find(SLICE("1.2.840.10008.5.1.4.1.1"), &sop_class));
    assert_false(dicom_sop_class_find(SLICE("1.2.840.10008.1.1"), &sop_class));
}

static void test_single_sites(void **state)
{
    (void)state;
    Slice name;
    assert_true(dicom_single_site_find(SLICE("80891009"), &name));
    assert_true(slice_equals(name, SLICE("Heart")));
    assert_false(dicom_single_site_find(SLICE("14975008"), &name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_modality_is_found),
        cmocka_unit_test(test_sop_classes_come_in_the_order_of_their_fit),
        cmocka_unit_test(test_sop_classes_know_their_modalities),
        cmocka_unit_test(test_single_sites),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
