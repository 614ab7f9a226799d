/* Dicom: the tables are sorted and complete, and every row is found. */
#include "src/profile/facts/dicom.h"

#include "src/base/text.h"
#include "src/profile/terminology.h"

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
    assert_int_equal(count, 97);
    DicomModality modality;
    assert_true(dicom_modality_find(SLICE("CT"), &modality));
    assert_true(slice_equals(modality.meaning, SLICE("Computed Tomography")));
    assert_int_equal(modality.group, DICOM_COMMON);
    assert_true(dicom_modality_find(SLICE("DMS"), &modality));
    assert_false(modality.is_in_r4);
    assert_true(dicom_modality_find(SLICE("RTINTENT"), &modality));
    assert_int_equal(modality.group, DICOM_OTHER);
    assert_true(dicom_modality_find(SLICE("XC"), &modality));
    assert_true(dicom_modality_find(SLICE("AR"), &modality));
    assert_true(dicom_modality_find(SLICE("ST"), &modality));
    assert_int_equal(modality.group, DICOM_RETIRED);
    assert_false(dicom_modality_find(SLICE("ct"), &modality));
    assert_false(dicom_modality_find(SLICE(""), &modality));
    assert_false(dicom_modality_find(SLICE("ZZZ"), &modality));
    assert_true(dicom_modality_nearest(SLICE("CAT"), &modality));
    assert_true(slice_equals(modality.code, SLICE("CT")));
    assert_true(dicom_modality_nearest(SLICE("mr"), &modality));
    assert_true(slice_equals(modality.code, SLICE("MR")));
    assert_false(dicom_modality_nearest(SLICE("WXYZ"), &modality));
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

/* Counts the codes of a value set that the tables have as well. */
static bool count_known(void *context, const Concept *concept)
{
    DicomModality modality;
    DicomSopClass sop_class;
    Slice uid = slice_part(concept->code, strlen("urn:oid:"), concept->code.length);
    bool is_modality = dicom_modality_find(concept->code, &modality);
    assert_true(is_modality || dicom_sop_class_find(uid, &sop_class));
    assert_true(slice_equals(concept->display, is_modality ? modality.meaning : sop_class.name));
    ++*(unsigned *)context;
    return true;
}

static unsigned count_codes(const Rules *rules, Slice url)
{
    unsigned count = 0;
    const ValueSet *set = rules_value_set(rules, url);
    assert_non_null(set);
    assert_true(value_set_visit(rules, set, count_known, &count));
    return count;
}

static void test_the_value_sets_that_fhir_binds_have_the_same_codes(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    static const Slice base = SLICE("http://dicom.nema.org/medical/dicom/current/output/chtml/");
    Text url = TEXT_EMPTY;
    text_append(&url, base);
    text_append(&url, SLICE("part16/sect_CID_29.html"));
    assert_int_equal(count_codes(rules, text_slice(&url)), 97);
    text_clear(&url);
    text_append(&url, base);
    text_append(&url, SLICE("part04/sect_B.5.html#table_B.5-1"));
    assert_int_equal(count_codes(rules, text_slice(&url)), 205);
    text_free(&url);
    rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_modality_is_found),
        cmocka_unit_test(test_sop_classes_come_in_the_order_of_their_fit),
        cmocka_unit_test(test_sop_classes_know_their_modalities),
        cmocka_unit_test(test_single_sites),
        cmocka_unit_test(test_the_value_sets_that_fhir_binds_have_the_same_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
