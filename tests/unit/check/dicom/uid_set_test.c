/* UID set: what is there twice among many records, and limits. */
#include "src/check/uid_set.h"

#include "src/base/memory.h"
#include "src/check/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define STUDY(hash)    uid_note((uint64_t)(hash) << 8, UID_OF_STUDY)
#define SERIES(hash)   uid_note((uint64_t)(hash) << 8, UID_OF_SERIES)
#define INSTANCE(hash) uid_note((uint64_t)(hash) << 8, UID_OF_INSTANCE)

/* Takes a record, and checks what is known of it. */
static void assert_known(UidSet *set, const UidNote *notes, size_t count, const UidNote *expected, size_t known_count)
{
    UidNotes known = {0};
    uid_set_take(set, notes, count, &known);
    assert_int_equal(known.count, known_count);
    if (known_count > 0) {
        assert_memory_equal(known.items, expected, known_count * sizeof *expected);
    }
    uid_notes_free(&known);
}

static void test_records_are_compared(void **state)
{
    (void)state;
    UidSet *set = uid_set_new(UID_SET_SIZE_MAXIMUM);
    UidNote first[] = {STUDY(1), SERIES(2), INSTANCE(3), INSTANCE(3)};
    UidNote second[] = {STUDY(4), SERIES(3), INSTANCE(2), INSTANCE(9)};
    UidNote nameless[] = {UID_NOTE_NONE, SERIES(9), STUDY(5), SERIES(6)};
    assert_known(set, first, 4, NULL, 0);
    assert_known(set, second, 4, (UidNote[]){INSTANCE(3), SERIES(2)}, 2);
    assert_known(set, nameless, 4, (UidNote[]){INSTANCE(9)}, 1);
    /* of a study that is there already, only that is told, and its parts are not kept */
    UidNote again[] = {STUDY(1), SERIES(2), SERIES(77), STUDY(8), SERIES(6)};
    UidNote later[] = {STUDY(70), SERIES(77)};
    assert_known(set, again, 5, (UidNote[]){STUDY(1), SERIES(6)}, 2);
    assert_known(set, later, 2, NULL, 0);
    uid_set_free(set);
}

/* Many are found again; when there are too many, studies are kept longest. */
static void test_the_limit(void **state)
{
    (void)state;
    enum { SIZE = 1 << 16, SLOTS = SIZE / 8 };
    UidSet *set = uid_set_new(SIZE);
    UidNotes known = {0};
    for (uint64_t i = 1; i <= SLOTS / 2; i++) {
        UidNote record[] = {UID_NOTE_NONE, SERIES(i * 2654435761u)};
        uid_set_take(set, record, 2, &known);
    }
    assert_false(uid_set_is_full(set));
    assert_int_equal(known.count, 0);
    UidNote more[] = {STUDY(11), SERIES(12)};
    uid_set_take(set, more, 2, &known);
    assert_true(uid_set_is_full(set));
    assert_known(set, more + 1, 1, NULL, 0);
    assert_known(set, more, 1, more, 1);
    for (uint64_t i = 1; i <= SLOTS / 2; i++) {
        uid_set_take(set, (UidNote[]){UID_NOTE_NONE, SERIES(i * 2654435761u)}, 2, &known);
    }
    assert_int_equal(known.count, SLOTS / 2);
    for (uint64_t i = 0; i < SLOTS; i++) {
        uid_set_take(set, (UidNote[]){STUDY(i * 40503 + (1u << 30))}, 1, &known);
    }
    uid_notes_free(&known);
    uid_set_free(set);
}

static void test_notes_are_found(void **state)
{
    (void)state;
    UidNotes notes = {0};
    assert_true(uid_notes_find(NULL, 512) == UID_NOTE_NONE);
    assert_true(uid_notes_find(&notes, 512) == UID_NOTE_NONE);
    for (uint64_t i = 100; i > 0; i--) {
        uid_notes_add(&notes, uid_note(i << 40, (UidOwner)(i % 3)));
    }
    uid_notes_sort(&notes);
    for (uint64_t i = 1; i <= 100; i++) {
        assert_int_equal(uid_note_owner(uid_notes_find(&notes, i << 40)), i % 3);
    }
    assert_true(uid_notes_find(&notes, (uint64_t)101 << 40) == UID_NOTE_NONE);
    uid_notes_free(&notes);
}

/* ---- with a checker ---- */

#define RECORD(study, series, instance)                                                                                \
    "{\"resourceType\":\"ImagingStudy\",\"identifier\":[{\"system\":\"urn:dicom:uid\",\"value\":\"urn:oid:" study      \
    "\"}],\"series\":[{\"uid\":\"" series "\",\"instance\":[{\"uid\":\"" instance "\"}]}]}\n"

static const char *const records[] = {
    RECORD("1.2.1", "1.2.11", "1.2.111"),  RECORD("1.2.2", "1.2.21", "1.2.211"),
    RECORD("1.2.1", "1.2.11", "1.2.112"),  /* the study again: said once */
    RECORD("1.2.3", "1.2.111", "1.2.21"),  /* a series with the UID of an instance, and the other way round */
    RECORD("1.2.4", "1.2.112", "1.2.112"), /* twice within the record; the repeated study was not kept */
    RECORD("1.2.5", "", "1.2.1"),          /* an instance with the UID of a study */
};

enum { RECORD_COUNT = sizeof records / sizeof *records };

/* Appends the issues about UIDs, with the number of the record that they are in. */
static void append_issues(const Report *report, const Document *document, uint32_t line, Text *found)
{
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        if (strstr(issue->key, "-twice")) {
            text_format(found, "%u: %.*s\n", line + document_position(document, issue->span.start).line - 1,
                        SLICE_ARGS(issue->message));
        }
    }
}

/* Records that are checked one by one have the issues that they have in one file. */
static void test_records_as_in_one_file(void **state)
{
    (void)state;
    Text whole = TEXT_EMPTY, single = TEXT_EMPTY, all = TEXT_EMPTY;
    Rules *rules = rules_new();
    Checker *checker = checker_new(rules, &(CheckOptions){.profile = SLICE("")}, clock_system());
    UidSet *set = uid_set_new(UID_SET_SIZE_MAXIMUM);
    UidNotes notes = {0}, known = {0};
    for (size_t i = 0; i < RECORD_COUNT; i++) {
        text_append(&all, slice_from(records[i]));
        Document *document = document_new(slice_from(records[i]), "x.ndjson", NULL);
        notes.count = known.count = 0;
        checker_set_uids(checker, &notes, NULL);
        report_free(check_document(checker, document));
        uid_set_take(set, notes.items, notes.count, &known);
        uid_notes_sort(&known);
        checker_set_uids(checker, NULL, &known);
        Report *report = check_document(checker, document);
        append_issues(report, document, (uint32_t)i + 1, &single);
        report_free(report);
        document_free(document);
    }
    checker_set_uids(checker, NULL, NULL);
    Document *document = document_new(text_slice(&all), "x.ndjson", NULL);
    Report *report = check_document(checker, document);
    append_issues(report, document, 1, &whole);
    assert_non_null(strstr(whole.bytes, "3: Duplicate UID '1.2.1': another study"));
    assert_non_null(strstr(whole.bytes, "4: Duplicate UID '1.2.111': another instance"));
    assert_string_equal(single.bytes, whole.bytes);
    report_free(report);
    document_free(document);
    uid_notes_free(&notes);
    uid_notes_free(&known);
    uid_set_free(set);
    checker_free(checker);
    rules_free(rules);
    text_free(&whole);
    text_free(&single);
    text_free(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records_are_compared),
        cmocka_unit_test(test_the_limit),
        cmocka_unit_test(test_notes_are_found),
        cmocka_unit_test(test_records_as_in_one_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
