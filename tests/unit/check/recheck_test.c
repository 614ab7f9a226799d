/*
 * Recheck: after every edit at random, the report brought up to date says what a check of the whole document says.
 *
 * With the names of files, these are edited: recheck_test FILE... IPSE_SEEDS says how often each is, with other edits each time.
 */
#include "src/base/clock.h"
#include "src/base/file.h"
#include "src/check/check.h"
#include "src/json/path.h"
#include "src/json/splice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { EDITS = 60, SEEDS_LEAST = 2, SPLICES_MOST = 4 };

/* A document being edited at random. */
typedef struct Editing {
    const char *name;
    Rules *rules;
    Checker *checker;
    Checker *other; /* that checks the document anew: the one above knows only what it followed */
    Document *document;
    Report *report;
    uint64_t seed;
    unsigned step;
    const Splice *last; /* that was carried out */
    uint32_t followed;
    uint32_t judged_whole;
} Editing;

static uint32_t random_below(Editing *editing, uint32_t limit)
{
    editing->seed = editing->seed * 6364136223846793005u + 1442695040888963407u;
    return limit ? (uint32_t)(editing->seed >> 33) % limit : 0;
}

static NodeId random_node(Editing *editing)
{
    return random_below(editing, document_nodes(editing->document)[0].end);
}

/* ---- comparing ---- */

static bool issues_equal(const Issue *a, const Issue *b)
{
    return a->severity == b->severity && strcmp(a->key, b->key) == 0 && a->node == b->node &&
           a->span.start == b->span.start && a->span.length == b->span.length && slice_equals(a->message, b->message) &&
           slice_equals(a->missing, b->missing) && slice_equals(a->detail, b->detail) && a->element == b->element;
}

static void print_issue(const char *mark, const Report *report, uint32_t position)
{
    if (position < report_count(report)) {
        const Issue *issue = report_issue(report, position);
        print_error("%s at byte %u, %s: %.*s\n", mark, issue->span.start, issue->key, SLICE_ARGS(issue->message));
    }
}

/* Also what is counted, and what only follows from other issues, is that of a report made anew. */
static void compare_lists(const Report *report, const Report *fresh)
{
    ReportCounts counts = report_counts(report), fresh_counts = report_counts(fresh);
    size_t count = 0, fresh_count = 0;
    IssuePlace *places = report_places(report, &count), *fresh_places = report_places(fresh, &fresh_count);
    assert_int_equal(counts.errors, fresh_counts.errors);
    assert_int_equal(counts.warnings, fresh_counts.warnings);
    assert_int_equal(counts.notes, fresh_counts.notes);
    assert_int_equal(counts.gaps, fresh_counts.gaps);
    assert_int_equal(count, fresh_count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(places[i].key, fresh_places[i].key);
        assert_int_equal(places[i].start, fresh_places[i].start);
        assert_int_equal(places[i].is_shown, fresh_places[i].is_shown);
    }
    free(places);
    free(fresh_places);
}

static void compare(const Editing *editing)
{
    Report *fresh = check_document(editing->other, editing->document);
    uint32_t count = report_count(fresh), at = 0;
    while (at < count && at < report_count(editing->report) &&
           issues_equal(report_issue(fresh, at), report_issue(editing->report, at))) {
        at++;
    }
    if (at < count || at < report_count(editing->report)) {
        print_error("%s, step %u: %u issues, not %u\n", editing->name, editing->step, report_count(editing->report),
                    count);
        print_error("at byte %u: %u bytes gave way to '%.*s'\n", editing->last->offset, editing->last->removed,
                    SLICE_ARGS(editing->last->inserted));
        print_issue("brought up to date:", editing->report, at);
        print_issue("checked anew:      ", fresh, at);
        fail();
    }
    compare_lists(editing->report, fresh);
    report_free(fresh);
}

/* ---- editing ---- */

/* A value from anywhere in the document, or one of a few. */
static Slice random_value(Editing *editing)
{
    static const char *const values[] = {
        "null",      "1",      "\"\"", "\"urn:oid:1.2.3\"",    "[]",     "{}",        "true",
        "\"1.2.3\"", "\"CT\"", "-0.5", "\"2020-13-01T10:00\"", "[null]", "{\"a\": 1}"};
    if (random_below(editing, 3) == 0) {
        return slice_from(values[random_below(editing, sizeof values / sizeof *values)]);
    }
    NodeId id = random_node(editing);
    return document_node(editing->document, id)->length < 2000 ? document_raw(editing->document, id) : SLICE("7");
}

/* A name from anywhere in the document, or one of a few. */
static Slice random_key(Editing *editing, Text *scratch)
{
    static const char *const keys[] = {"modality", "started", "language", "id", "_status", "extension", "identifier",
                                       "uid",      "value",   "title",    "xx", "meta",    "contained"};
    NodeId id = random_node(editing);
    bool is_own = random_below(editing, 2) && document_node(editing->document, id)->key;
    return is_own ? document_key(editing->document, id, scratch)
                  : slice_from(keys[random_below(editing, sizeof keys / sizeof *keys)]);
}

/* Puts bytes in that mostly break the JSON, or takes some out. */
static void plan_break(Editing *editing, SpliceList *list)
{
    static const char *const texts[] = {"\"", ",", ":", "{",  "}",  "[",    "]",
                                        "\n", "x", "'", " 1", "//", "{}\n", "\xEF\xBB\xBF"};
    uint32_t size = (uint32_t)document_bytes(editing->document).length;
    uint32_t offset = random_below(editing, 8) ? random_below(editing, size) : 0;
    bool is_removed = random_below(editing, 2);
    uint32_t removed = is_removed && offset < size ? 1 : 0;
    const char *text = texts[random_below(editing, sizeof texts / sizeof *texts)];
    splice_list_add(list, offset, removed, is_removed ? SLICE("") : slice_from(text));
}

/* Makes the splices of some edit; false where it is not possible. */
static bool plan_edit(Editing *editing, SpliceList *list)
{
    Text key = TEXT_EMPTY, value = TEXT_EMPTY;
    NodeId id = random_node(editing);
    Error error;
    bool is_done = false;
    text_append(&value, random_value(editing));
    Slice name = random_key(editing, &key);
    switch (random_below(editing, 8)) {
    case 0:
        is_done = splice_delete(editing->document, id, list, &error);
        break;
    case 1:
        is_done = splice_rename(editing->document, id, name, list, &error);
        break;
    case 2:
        is_done = splice_insert(editing->document, id, (SplicePlace)random_below(editing, 4), name, text_slice(&value),
                                list, &error) ||
                  splice_insert(editing->document, id, (SplicePlace)random_below(editing, 4), (Slice){0},
                                text_slice(&value), list, &error);
        break;
    case 3:
        is_done = splice_move(editing->document, id, random_below(editing, 2), list, &error);
        break;
    case 4:
        plan_break(editing, list);
        is_done = true;
        break;
    default:
        is_done = splice_set_value(editing->document, id, text_slice(&value), list, &error);
    }
    text_free(&value);
    text_free(&key);
    return is_done;
}

/* Changes bytes, and compares. What was there before goes to `splice`, so that carrying it out again takes it back. */
static void carry_out(Editing *editing, Splice *splice, Text *removed)
{
    Patch patch;
    Text old = TEXT_EMPTY;
    text_append(&old, slice_part(document_bytes(editing->document), splice->offset, splice->removed));
    assert_true(document_splice(editing->document, splice->offset, splice->removed, splice->inserted, &patch, NULL));
    editing->last = splice;
    if (check_follow(editing->document, &patch, editing->report)) {
        editing->followed++;
    } else {
        editing->judged_whole++;
        check_again(editing->checker, editing->document, editing->report, NULL);
    }
    compare(editing);
    uint32_t inserted = (uint32_t)splice->inserted.length;
    text_free(removed);
    *removed = old;
    *splice = (Splice){splice->offset, inserted, text_slice(removed)};
}

/* Edits once, and mostly takes it back, so that the document stays one that there is much to say about. */
static void edit(Editing *editing)
{
    SpliceList list = SPLICE_LIST_EMPTY;
    Text removed[SPLICES_MOST] = {TEXT_EMPTY};
    bool is_planned = plan_edit(editing, &list);
    assert_true(list.count <= SPLICES_MOST);
    for (size_t i = 0; is_planned && i < list.count; i++) {
        carry_out(editing, &list.splices[i], &removed[i]);
    }
    bool is_taken_back = random_below(editing, document_fault_count(editing->document) > 0 ? 16 : 4) > 0;
    for (size_t i = list.count; is_planned && is_taken_back && i > 0; i--) {
        carry_out(editing, &list.splices[i - 1], &removed[i - 1]);
    }
    for (size_t i = 0; i < SPLICES_MOST; i++) {
        text_free(&removed[i]);
    }
    splice_list_free(&list);
}

/* How many documents are edited: as IPSE_SEEDS says, or a few. */
static uint64_t seeds_wanted(void)
{
    const char *text = getenv("IPSE_SEEDS");
    return text ? strtoull(text, NULL, 10) : SEEDS_LEAST;
}

static uint32_t followed, judged_whole; /* of all edits */

/* Makes a document of bytes, and checks it. */
static void begin_with(Editing *editing, const char *name, Slice bytes, uint64_t seed)
{
    CheckOptions options = {.profile = SLICE("")};
    *editing = (Editing){.name = name, .seed = seed, .rules = rules_new()};
    editing->checker = checker_new(editing->rules, &options, clock_system());
    editing->other = checker_new(editing->rules, &options, clock_system());
    editing->document = document_new(bytes, name, NULL);
    editing->report = check_document(editing->checker, editing->document);
}

/* The same of a file. */
static void begin(Editing *editing, const char *path, uint64_t seed)
{
    Text content = TEXT_EMPTY;
    assert_true(file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, NULL));
    begin_with(editing, path, text_slice(&content), seed);
    text_free(&content);
}

static void end(Editing *editing)
{
    report_free(editing->report);
    document_free(editing->document);
    checker_free(editing->checker);
    checker_free(editing->other);
    rules_free(editing->rules);
}

static void edit_all(Editing *editing)
{
    for (editing->step = 0; editing->step < EDITS; editing->step++) {
        edit(editing);
    }
    followed += editing->followed;
    judged_whole += editing->judged_whole;
    end(editing);
}

static void edit_at_random(const char *path, uint64_t seed)
{
    Editing editing;
    begin(&editing, path, seed);
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
    begin_with(&editing, "uids.json", slice_from(studies), seed);
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
    begin_with(&editing, "mixed.ndjson", text_slice(&lines), seed);
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

/* Sets the value at a path, which must be followed. */
static void set_and_follow(Editing *editing, const char *path, const char *value)
{
    Patch patch;
    NodeId id = path_find(editing->document, slice_from(path), NULL);
    assert_int_not_equal(id, NODE_NONE);
    const Node *node = document_node(editing->document, id);
    Splice splice = {node->start, node->length, slice_from(value)};
    editing->last = &splice;
    assert_true(document_splice(editing->document, splice.offset, splice.removed, splice.inserted, &patch, NULL));
    assert_true(check_follow(editing->document, &patch, editing->report));
    compare(editing);
}

/* In a summary, whose slices look far, edits are followed: in a resource, of what tells slices apart, and of fullUrls. */
static void test_summary_is_followed(void **state)
{
    (void)state;
    Editing editing;
    begin(&editing, "samples/ips.json", 1);
    set_and_follow(&editing, "Bundle.entry[8].resource.series[0].number", "\"none\"");
    set_and_follow(&editing, "Bundle.entry[8].resource.series[0].number", "7");
    set_and_follow(&editing, "Bundle.entry[8].resource.status", "\"gone\"");
    set_and_follow(&editing, "Bundle.entry[0].resource.section[0].code.coding[0].code", "\"11348-0\"");
    set_and_follow(&editing, "Bundle.entry[1].fullUrl", "\"urn:uuid:72ed850e-042a-5d82-8cf8-c884f3e64c61\"");
    end(&editing);
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
        cmocka_unit_test(test_summary_is_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
