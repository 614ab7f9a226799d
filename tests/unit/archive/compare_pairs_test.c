/* Compare: which studies, series and instances belong together where archives use a SOP Instance UID more than once. */
#include "src/archive/compare.h"

#include "src/archive/take.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void tell(void *context, const Document *document, const ArchiveFinding *finding)
{
    (void)context, (void)document;
    assert_true(finding->fix.action != ARCHIVE_KEEP);
}

/* Adds an image with these UIDs. */
static void add_named(ImageSet *set, const char *study, const char *series, const char *instance)
{
    Image image = {.values = {[IMAGE_STUDY_UID] = slice_from(study),
                              [IMAGE_SERIES_UID] = slice_from(series),
                              [IMAGE_UID] = slice_from(instance),
                              [IMAGE_MODALITY] = SLICE("CT")}};
    assert_true(image_set_add(set, &image, SLICE("x")));
}

#define UID(uid) "{\"uid\":\"" uid "\"}"
#define SERIES(uid, count, instances)                                                                                  \
    "{\"uid\":\"" uid "\",\"modality\":{\"code\":\"CT\"},\"numberOfInstances\":" count ",\"instance\":[" instances "]" \
    "}"
#define STUDY(uid, series)                                                                                             \
    "{\"resourceType\":\"ImagingStudy\",\"identifier\":[{\"system\":\"urn:dicom:uid\",\"value\":\"urn:oid:" uid        \
    "\"}],\"modality\":[{\"code\":\"CT\"}],\"series\":[" series "]}"
#define TWO SERIES("1.1", "2", UID("1.1.1") "," UID("1.1.2"))

/* The archive: study 1 with series 1.1 (1.1.1, 1.1.2) and 1.2 (1.1.1 again), study 2 with series 2.1 (1.1.1
 * again, 2.1.1). */
static const char *const shared[][2] = {
    {STUDY("1", TWO), "archive-unlisted Series '1.2'"},
    {STUDY("1", TWO "," TWO), "archive-duplicate Series '1.1'\narchive-unlisted Series '1.2'"},
    {STUDY("1", SERIES("1.1", "1", UID("1.1.1")) "," TWO),
     "archive-duplicate Series '1.1'\narchive-unlisted Series '1.2'"},
    {STUDY("1", TWO "," SERIES("1.7", "1", UID("1.1.1"))), "archive-uid Series Instance UID is '1.7'"},
    {STUDY("1", SERIES("1.7", "1", UID("1.1.1")) "," SERIES("1.8", "2", UID("1.1.1") "," UID("1.1.2"))),
     "archive-uid Series Instance UID is '1.7'\narchive-uid Series Instance UID is '1.8'"},
    {STUDY("1", TWO "," SERIES("1.2", "1", UID("1.1.2"))),
     "archive-missing The archive does not have instance '1.1.2'\narchive-unlisted Instance '1.1.1'"},
    {STUDY("1", SERIES("1.1", "2", UID("1.1.1") "," UID("1.1.1")) "," SERIES("1.2", "1", UID("1.1.1"))),
     "archive-duplicate Instance '1.1.1'\narchive-unlisted Instance '1.1.2'"},
    {"{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" STUDY("9", TWO) "},{\"resource\":" STUDY("1", TWO) "}]}",
     "archive-missing The archive does not have this study"},
    {STUDY("9", SERIES("2.1", "2", UID("1.1.1") "," UID("1.1.2"))),
     "archive-uid Study Instance UID is '9'. Archive: '2'\narchive-uid SOP Instance UID is '1.1.2'"},
};

/* True where the list has a finding with this key whose message begins so: "KEY BEGINNING". */
static bool has_finding(const ArchiveComparison *comparison, Slice line)
{
    size_t space = slice_find(line, SLICE(" "), 0);
    bool is_found = false;
    for (size_t i = 0; i < comparison->count && !is_found; i++) {
        const Issue *issue = &comparison->findings[i].issue;
        is_found = slice_equals(slice_from(issue->key), slice_part(line, 0, space)) &&
                   slice_starts_with(issue->message, slice_part(line, space + 1, SIZE_MAX));
    }
    return is_found;
}

static size_t count_uids(const ArchiveComparison *comparison)
{
    size_t count = 0;
    for (size_t i = 0; i < comparison->count; i++) {
        count += comparison->findings[i].issue.id == KEY_ARCHIVE_UID;
    }
    return count;
}

/* An equal UID wins over what is in common; what is taken over stays. */
static void test_equal_uids_win(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    Checker *checker = checker_new(rules, &(CheckOptions){0}, clock_system());
    ImageSet set = {0};
    static const char *const images[][3] = {{"1", "1.1", "1.1.1"},
                                            {"1", "1.1", "1.1.2"},
                                            {"1", "1.2", "1.1.1"},
                                            {"2", "2.1", "1.1.1"},
                                            {"2", "2.1", "2.1.1"}};
    for (size_t i = 0; i < sizeof images / sizeof *images; i++) {
        add_named(&set, images[i][0], images[i][1], images[i][2]);
    }
    image_set_sort(&set);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        Document *document = document_new(slice_from(shared[i][0]), "study.json", NULL);
        ArchiveComparison comparison = {0};
        size_t uids = 0, count;
        assert_true(archive_compare(document, &set, &comparison, NULL));
        for (Slice rest = slice_from(shared[i][1]); rest.length > 0;) {
            size_t end = slice_find(rest, SLICE("\n"), 0);
            end = end < rest.length ? end : rest.length;
            if (!has_finding(&comparison, slice_part(rest, 0, end))) {
                print_error("row %zu: no '%.*s'\n", i, (int)end, rest.bytes);
                fail();
            }
            uids += slice_starts_with(rest, SLICE("archive-uid "));
            rest = slice_part(rest, end + 1, SIZE_MAX);
        }
        assert_int_equal(count_uids(&comparison), uids);
        archive_comparison_free(&comparison);
        for (unsigned round = 0; round < 2; round++) {
            assert_true(archive_take_all(checker, document, &set, true, tell, NULL, &count, NULL));
        }
        assert_int_equal(count, 0);
        document_free(document);
    }
    image_set_free(&set);
    checker_free(checker);
    rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_equal_uids_win)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
