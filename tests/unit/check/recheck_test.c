/*
 * Recheck: after every edit at random, the report brought up to date says what a check of the whole document says.
 *
 * With the names of files, these are edited: recheck_test FILE... IPSE_SEEDS says how often each is, with other edits
 * each time.
 */
#include "src/base/file.h"
#include "tests/support/editing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SEEDS_LEAST = 2 };

/* How many documents are edited: as IPSE_SEEDS says, or a few. */
static uint64_t seeds_wanted(void)
{
    const char *text = getenv("IPSE_SEEDS");
    return text ? strtoull(text, NULL, 10) : SEEDS_LEAST;
}

static uint32_t followed, judged_whole; /* of all edits */

static void edit_all(Editing *editing)
{
    editing_go(editing);
    followed += editing->followed;
    judged_whole += editing->judged_whole;
    editing_end(editing);
}

static void edit_at_random(const char *path, uint64_t seed)
{
    Editing editing;
    editing_begin_file(&editing, path, seed);
    edit_all(&editing);
}

/* Edits studies that are little but UIDs, all different at first: most edits bring, move or remove some. */
static void edit_uids_at_random(uint64_t seed)
{
    static const char studies[] =
        "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [{\"resource\": {\"resourceType\": "
        "\"ImagingStudy\", "
        "\"identifier\": [{\"system\": \"urn:dicom:uid\", \"value\": \"urn:oid:1.2.1\"}], \"series\": ["
        "{\"uid\": \"1.2.2\", \"instance\": [{\"uid\": \"1.2.3\"}, {\"uid\": \"1.2.4\", \"number\": 1}, {\"uid\": "
        "\"1.2.5\"}]}, "
        "{\"uid\": \"1.2.6\", \"number\": 2, \"instance\": [{\"uid\": \"1.2.7\"}]}]}}, "
        "{\"resource\": {\"resourceType\": \"ImagingStudy\", \"identifier\": [{\"system\": \"urn:dicom:uid\", "
        "\"value\": "
        "\"urn:oid:1.2.8\"}, {\"system\": \"urn:dicom:uid\", \"value\": \"urn:oid:1.2.9\"}], \"series\": [{\"uid\": "
        "\"1.2.10\"}]}}]}";
    Editing editing;
    editing_begin(&editing, "uids.json", slice_from(studies), seed);
    edit_all(&editing);
}

/* Appends a file as one line: what stands between its values has no other line ends than those. */
static void append_line(Text *lines, const char *path)
{
    Text content = TEXT_EMPTY;
    assert_true(file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, NULL));
    for (size_t i = 0; i < content.length; i++) {
        text_append_byte(lines, content.bytes[i] == '\n' ? ' ' : content.bytes[i]);
    }
    text_append_byte(lines, '\n');
    text_free(&content);
}

/* Edits a file of lines with studies, some of them twice, summaries, what is no resource, and a line that is broken. */
static void edit_mixed_at_random(uint64_t seed)
{
    Text lines = TEXT_EMPTY;
    append_line(&lines, "samples/ct.json");
    append_line(&lines, "tests/cases/check/summary-undeclared/in.json");
    text_append(&lines, SLICE("{\"resourceType\": \"Patient\", \"id\": \"a\", \"gender\": \"none\"\n[1]\n\n"));
    append_line(&lines, "samples/ct-defects.json");
    append_line(&lines, "tests/cases/check/dependents-contained/in.json");
    append_line(&lines, "samples/ct.json");
    text_append(
        &lines,
        SLICE("{\"resourceType\": \"ImagingStudy\", \"series\": [{\"uid\": \"1.2.3\"}, {\"uid\": \"1.2.4\"}]}\n"
              "{\"resourceType\": \"ImagingStudy\", \"series\": [{\"uid\": \"1.2.4\"}, {\"uid\": \"1.2.3\"}]}\n"));
    Editing editing;
    editing_begin(&editing, "mixed.ndjson", text_slice(&lines), seed);
    edit_all(&editing);
    text_free(&lines);
}

static void test_study(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= seeds_wanted(); seed++) {
        edit_at_random("samples/ct.json", seed);
        edit_at_random("samples/ct-defects.json", seed);
        edit_at_random("tests/cases/check/byte-order-mark/in.json", seed);
    }
}

static void test_uids(void **state)
{
    enum { SEEDS_EACH = 4 };
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS_EACH * seeds_wanted(); seed++) {
        edit_uids_at_random(seed);
    }
}

static void test_bundle(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= seeds_wanted(); seed++) {
        edit_at_random("samples/ips.json", seed);
        edit_at_random("tests/cases/check/document-references/in.json", seed);
        edit_at_random("tests/cases/check/why-not-conforming/in.json", seed);
        edit_at_random("tests/cases/check/summary-undeclared/in.json", seed);
        edit_at_random("tests/cases/check/dependents-entries/in.json", seed);
        edit_at_random("tests/cases/check/dependents-contained/in.json", seed);
        edit_at_random("tests/cases/check/document-shell/in.json", seed);
    }
}

static void test_lines(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= seeds_wanted(); seed++) {
        edit_at_random("samples/export.ndjson", seed);
        edit_mixed_at_random(seed);
    }
}

/* Edits by which resources depend on each other: in Bundles of all kinds, in summaries, and in lines of them. */
static void edit_across(Editing *editing)
{
    editing_go_across(editing);
    followed += editing->followed;
    judged_whole += editing->judged_whole;
    editing_end(editing);
}

static void test_across(void **state)
{
    static const char *const cases[] = {"tests/cases/check/collection-links/in.json",
                                        "tests/cases/check/document-references/in.json",
                                        "tests/cases/check/document-shell/in.json",
                                        "tests/cases/check/message/in.json",
                                        "tests/cases/check/searchset/in.json",
                                        "tests/cases/check/document-addresses/in.json",
                                        "tests/cases/check/full-url-twice/in.json",
                                        "tests/cases/check/dicom-uids-across-studies/in.json",
                                        "tests/cases/check/summary-right/in.json",
                                        "tests/cases/check/dependents-entries/in.json",
                                        "samples/ips.json"};
    (void)state;
    for (uint64_t seed = 1; seed <= seeds_wanted(); seed++) {
        Editing editing;
        Text lines = TEXT_EMPTY;
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            editing_begin_file(&editing, cases[i], seed);
            edit_across(&editing);
        }
        for (size_t i = 0; i < 4; i++) {
            append_line(&lines, cases[i]);
        }
        editing_begin(&editing, "across.ndjson", text_slice(&lines), seed);
        edit_across(&editing);
        text_free(&lines);
    }
}

/* In a summary, whose slices look far, edits are followed: in a resource, of what tells slices apart, and of fullUrls.
 */
static void test_summary_is_followed(void **state)
{
    (void)state;
    Editing editing;
    editing_begin_file(&editing, "samples/ips.json", 1);
    editing_set(&editing, "Bundle.entry[8].resource.series[0].number", "\"none\"");
    editing_set(&editing, "Bundle.entry[8].resource.series[0].number", "7");
    editing_set(&editing, "Bundle.entry[8].resource.status", "\"gone\"");
    editing_set(&editing, "Bundle.entry[0].resource.section[0].code.coding[0].code", "\"11348-0\"");
    editing_set(&editing, "Bundle.entry[1].fullUrl", "\"urn:uuid:72ed850e-042a-5d82-8cf8-c884f3e64c61\"");
    editing_end(&editing);
}

/* What held for a Bundle with very many entries is not evaluated again, unless an edit may change it. */
static void test_large_bundle(void **state)
{
    enum { ENTRIES = 2000 };
    Text text = TEXT_EMPTY;
    Editing editing;
    (void)state;
    text_append(&text, SLICE("{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": ["));
    for (int i = 0; i < ENTRIES; i++) {
        text_format(
            &text,
            "%s{\"fullUrl\": \"http://h.test/Patient/%d\", \"resource\": {\"resourceType\": \"Patient\", \"id\": "
            "\"%d\"}}",
            i > 0 ? "," : "", i, i);
    }
    text_append(&text, SLICE("]}"));
    editing_begin(&editing, "large.json", text_slice(&text), 1);
    editing_set(&editing, "Bundle.entry[1000].resource.id", "\"1\"");
    editing_set(&editing, "Bundle.entry[1000].fullUrl", "\"http://h.test/Patient/1\"");
    editing_set(&editing, "Bundle.entry[1000].resource.id", "\"1000\"");
    editing_set(&editing, "Bundle.entry[1].fullUrl", "\"http://h.test/Patient/2000\"");
    editing_set(&editing, "Bundle.type", "\"batch\"");
    editing_set(&editing, "Bundle.type", "\"history\"");
    editing_set(&editing, "Bundle.entry[3].fullUrl", "\"http://h.test/Patient/4\"");
    editing_end(&editing);
    text_free(&text);
}

static char **files;

/* Edits the files that were named, and says how often an edit was not followed. */
static void test_files(void **state)
{
    (void)state;
    for (char **file = files; *file; file++) {
        for (uint64_t seed = 1; seed <= seeds_wanted(); seed++) {
            edit_at_random(*file, seed);
        }
    }
    print_message("%u edits followed, %u judged whole\n", followed, judged_whole);
}

int main(int count, char **arguments)
{
    files = arguments + 1;
    if (count > 1) {
        const struct CMUnitTest named[] = {cmocka_unit_test(test_files)};
        return cmocka_run_group_tests(named, NULL, NULL);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_study),
        cmocka_unit_test(test_uids),
        cmocka_unit_test(test_bundle),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_across),
        cmocka_unit_test(test_large_bundle),
        cmocka_unit_test(test_summary_is_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
