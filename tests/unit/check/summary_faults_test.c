/* Ten faults in ten resources of a summary, none of which declares a profile, are ten findings at ten places: whatever
   the resources and the faults are. */
#include "src/base/file.h"
#include "src/check/check.h"
#include "src/json/path.h"
#include "src/json/splice.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define RIGHT "tests/cases/check/summary-right/in.json"

enum { FAULTS = 10, ENTRIES_MAXIMUM = 16, SUMMARIES = 60 };

/* A fault of the resource of an entry. */
typedef struct Fault {
    unsigned entry;
    const char *object; /* path of the object or array in the resource that changes; empty: the resource */
    const char *name;   /* of its member, or position of its item */
    const char *value;  /* in its place, or new; NULL: it is removed */
} Fault;

static const Fault faults[] = {
    {0, "", "title", NULL},
    {0, "", "status", "\"zzz\""},
    {0, "", "date", "\"2025-13-01\""},
    {0, "", "author", NULL},
    {0, "", "subject", NULL},
    {0, "attester[0]", "mode", "\"zzz\""},
    {0, "section[0]", "title", NULL},
    {1, "", "name", NULL},
    {1, "", "birthDate", NULL},
    {1, "", "birthDate", "\"1975-02-30\""},
    {1, "", "gender", "\"zzz\""},
    {1, "name", "0", "{\"use\":\"official\"}"},
    {1, "", "contact", "[{\"gender\":\"male\"}]"},
    {2, "", "name", NULL},
    {2, "", "gender", "\"zzz\""},
    {2, "", "birthDate", "\"yesterday\""},
    {3, "", "name", NULL},
    {3, "", "name", "[]"},
    {3, "telecom[0]", "use", "\"zzz\""},
    {4, "", "code", NULL},
    {4, "", "subject", NULL},
    {4, "", "category", "\"problem\""},
    {4, "", "onsetPeriod", "{\"start\":\"2020\",\"end\":\"2019\"}"},
    {4, "clinicalStatus.coding[0]", "code", "\"zzz\""},
    {4, "subject", "reference", NULL},
    {5, "", "code", NULL},
    {5, "", "patient", NULL},
    {5, "", "type", "\"zzz\""},
    {5, "", "verificationStatus", "[]"},
    {5, "reaction[0]", "manifestation", NULL},
    {6, "", "effectivePeriod", NULL},
    {6, "", "effectivePeriod", "{\"start\":\"2024\",\"end\":\"2023\"}"},
    {6, "", "status", "\"zzz\""},
    {6, "", "subject", NULL},
    {6, "dosage[0]", "text", "5"},
    {7, "", "code", NULL},
    {7, "", "status", NULL},
    {7, "", "subject", NULL},
    {7, "", "effectiveDateTime", "\"14.3.2025\""},
    {7, "", "zzz", "1"},
    {8, "", "status", NULL},
    {8, "", "subject", NULL},
    {8, "", "started", "\"x\""},
    {8, "series[0]", "uid", NULL},
    {8, "series[0]", "modality", NULL},
    {9, "", "performer", NULL},
    {9, "", "code", NULL},
    {9, "", "status", "\"zzz\""},
    {9, "", "subject", NULL},
    {9, "", "valueString", "5"},
    {9, "", "effectiveDateTime", NULL},
    {10, "", "effectiveDateTime", NULL},
    {10, "", "subject", NULL},
    {10, "", "status", NULL},
    {10, "", "valueCodeableConcept", "{}"},
    {11, "", "effectiveDateTime", NULL},
    {11, "", "subject", NULL},
    {11, "valueQuantity", "code", NULL},
    {11, "valueQuantity", "code", "\"kg\""},
    {11, "valueQuantity", "unit", NULL},
    {12, "", "status", NULL},
    {12, "", "code", NULL},
    {12, "", "subject", NULL},
    {12, "", "performedDateTime", NULL},
    {12, "", "performedDateTime", "\"x\""},
    {13, "", "status", "\"zzz\""},
    {13, "", "vaccineCode", NULL},
    {13, "", "patient", NULL},
    {13, "", "occurrenceDateTime", NULL},
    {13, "", "lotNumber", "5"},
};

enum { FAULT_COUNT = sizeof faults / sizeof *faults, ENTRIES = 14 };

static NodeId find(const Document *document, const char *path)
{
    Error error = {0};
    NodeId id = path_find(document, slice_from(path), &error);
    assert_true(id != NODE_NONE);
    return id;
}

/* Makes a fault in a document. */
static void make_fault(Document *document, const Fault *fault)
{
    char path[200];
    Patch patch;
    Error error = {0};
    SpliceList list = SPLICE_LIST_EMPTY;
    int length = snprintf(path, sizeof path, "Bundle.entry[%u].resource%s%s", fault->entry, fault->object[0] ? "." : "",
                          fault->object);
    NodeId object = find(document, path);
    bool is_item = document_node(document, object)->kind == NODE_ARRAY;
    snprintf(path + length, sizeof path - (size_t)length, is_item ? "[%s]" : ".%s", fault->name);
    NodeId member = is_item ? find(document, path) : document_member(document, object, slice_from(fault->name));
    bool is_done = !fault->value         ? splice_delete(document, member, &list, &error)
                   : member == NODE_NONE ? splice_insert(document, object, PLACE_LAST, slice_from(fault->name),
                                                         slice_from(fault->value), &list, &error)
                                         : splice_set_value(document, member, slice_from(fault->value), &list, &error);
    assert_true(is_done);
    for (size_t i = 0; i < list.count; i++) {
        document_splice(document, list.splices[i].offset, list.splices[i].removed, list.splices[i].inserted, &patch,
                        NULL);
    }
    splice_list_free(&list);
}

/* How many errors and warnings there are in an entry. */
static unsigned count_in(const Report *report, const Document *document, unsigned entry)
{
    char path[64];
    unsigned count = 0;
    snprintf(path, sizeof path, "Bundle.entry[%u]", entry);
    NodeId first = find(document, path), end = document_node(document, first)->end;
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        count += issue->severity != SEVERITY_NOTE && issue->node >= first && issue->node < end;
    }
    return count;
}

/* Makes the given faults in the right summary, and looks for them. */
static void try_faults(Checker *checker, Slice right, const Fault *const *chosen, unsigned count)
{
    unsigned expected[ENTRIES_MAXIMUM] = {0};
    Document *document = document_new(right, "summary", NULL);
    for (unsigned i = 0; i < count; i++) {
        make_fault(document, chosen[i]);
        expected[chosen[i]->entry]++;
    }
    Report *report = check_document(checker, document);
    ReportCounts counts = report_counts(report);
    for (unsigned entry = 0; entry < ENTRIES; entry++) {
        if (count_in(report, document, entry) != expected[entry]) {
            printf("entry %u:", entry);
            for (unsigned i = 0; i < count; i++) {
                printf(" %u.%s.%s=%s", chosen[i]->entry, chosen[i]->object, chosen[i]->name,
                       chosen[i]->value ? chosen[i]->value : "-");
            }
            printf("\n");
        }
        assert_int_equal(count_in(report, document, entry), expected[entry]);
    }
    assert_int_equal(counts.errors + counts.warnings, count);
    report_free(report);
    document_free(document);
}

typedef struct Trying {
    Text right;
    Rules *rules;
    Checker *checker;
} Trying;

static int set_up(void **state)
{
    static Trying trying;
    CheckOptions options = {.actor = SLICE("")};
    trying = (Trying){.right = TEXT_EMPTY, .rules = rules_new()};
    assert_true(file_read(RIGHT, DOCUMENT_SIZE_MAXIMUM, &trying.right, NULL, NULL));
    trying.checker = checker_new(trying.rules, &options, clock_system());
    *state = &trying;
    return 0;
}

static int tear_down(void **state)
{
    Trying *trying = *state;
    checker_free(trying->checker);
    rules_free(trying->rules);
    text_free(&trying->right);
    return 0;
}

static void test_one_fault_is_one_finding(void **state)
{
    Trying *trying = *state;
    try_faults(trying->checker, text_slice(&trying->right), NULL, 0);
    for (size_t i = 0; i < FAULT_COUNT; i++) {
        const Fault *one = &faults[i];
        try_faults(trying->checker, text_slice(&trying->right), &one, 1);
    }
}

static void test_ten_faults_are_ten_findings(void **state)
{
    Trying *trying = *state;
    Random random = {.state = 12};
    for (unsigned i = 0; i < SUMMARIES; i++) {
        const Fault *chosen[FAULTS];
        bool is_taken[ENTRIES_MAXIMUM] = {false};
        for (unsigned count = 0; count < FAULTS;) {
            const Fault *fault = &faults[random_below(&random, FAULT_COUNT)];
            if (!is_taken[fault->entry]) {
                is_taken[fault->entry] = true;
                chosen[count++] = fault;
            }
        }
        try_faults(trying->checker, text_slice(&trying->right), chosen, FAULTS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_fault_is_one_finding),
        cmocka_unit_test(test_ten_faults_are_ten_findings),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
