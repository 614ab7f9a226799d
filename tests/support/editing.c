/* Edits at random: planned, carried out, compared, and mostly taken back. */
#include "tests/support/editing.h"

#include "src/base/clock.h"
#include "src/base/file.h"
#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { EDITS = 60, SPLICES_MOST = 4 };

uint32_t editing_random(Editing *editing, uint32_t limit)
{
    editing->seed = editing->seed * 6364136223846793005u + 1442695040888963407u;
    return limit ? (uint32_t)(editing->seed >> 33) % limit : 0;
}

static NodeId random_node(Editing *editing)
{
    return editing_random(editing, document_nodes(editing->document)[0].end);
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
        print_error("%s at byte %u, %s of severity %d: %.*s (%.*s)\n", mark, issue->span.start, issue->key,
                    (int)issue->severity, SLICE_ARGS(issue->message), SLICE_ARGS(issue->detail));
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
    if (editing_random(editing, 3) == 0) {
        return slice_from(values[editing_random(editing, sizeof values / sizeof *values)]);
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
    bool is_own = editing_random(editing, 2) && document_node(editing->document, id)->key;
    return is_own ? document_key(editing->document, id, scratch)
                  : slice_from(keys[editing_random(editing, sizeof keys / sizeof *keys)]);
}

/* Puts bytes in that mostly break the JSON, or takes some out. */
static void plan_break(Editing *editing, SpliceList *list)
{
    static const char *const texts[] = {"\"", ",", ":", "{",  "}",  "[",    "]",
                                        "\n", "x", "'", " 1", "//", "{}\n", "\xEF\xBB\xBF"};
    uint32_t size = (uint32_t)document_bytes(editing->document).length;
    uint32_t offset = editing_random(editing, 8) ? editing_random(editing, size) : 0;
    bool is_removed = editing_random(editing, 2);
    uint32_t removed = is_removed && offset < size ? 1 : 0;
    const char *text = texts[editing_random(editing, sizeof texts / sizeof *texts)];
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
    switch (editing_random(editing, 8)) {
    case 0:
        is_done = splice_delete(editing->document, id, list, &error);
        break;
    case 1:
        is_done = splice_rename(editing->document, id, name, list, &error);
        break;
    case 2:
        is_done = splice_insert(editing->document, id, (SplicePlace)editing_random(editing, 4), name,
                                text_slice(&value), list, &error) ||
                  splice_insert(editing->document, id, (SplicePlace)editing_random(editing, 4), (Slice){0},
                                text_slice(&value), list, &error);
        break;
    case 3:
        is_done = splice_move(editing->document, id, editing_random(editing, 2), list, &error);
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
    bool is_planned = editing->is_across && editing_random(editing, 4) > 0 ? editing_plan_across(editing, &list)
                                                                           : plan_edit(editing, &list);
    assert_true(list.count <= SPLICES_MOST);
    for (size_t i = 0; is_planned && i < list.count; i++) {
        carry_out(editing, &list.splices[i], &removed[i]);
    }
    bool is_taken_back = editing_random(editing, document_fault_count(editing->document) > 0 ? 16 : 4) > 0;
    for (size_t i = list.count; is_planned && is_taken_back && i > 0; i--) {
        carry_out(editing, &list.splices[i - 1], &removed[i - 1]);
    }
    for (size_t i = 0; i < SPLICES_MOST; i++) {
        text_free(&removed[i]);
    }
    splice_list_free(&list);
}

void editing_begin(Editing *editing, const char *name, Slice bytes, uint64_t seed)
{
    CheckOptions options = {.profile = SLICE("")};
    *editing = (Editing){.name = name, .seed = seed, .rules = rules_new()};
    editing->checker = checker_new(editing->rules, &options, clock_system());
    editing->other = checker_new(editing->rules, &options, clock_system());
    editing->document = document_new(bytes, name, NULL);
    editing->report = check_document(editing->checker, editing->document);
}

void editing_begin_file(Editing *editing, const char *path, uint64_t seed)
{
    Text content = TEXT_EMPTY;
    assert_true(file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, NULL));
    editing_begin(editing, path, text_slice(&content), seed);
    text_free(&content);
}

void editing_end(Editing *editing)
{
    report_free(editing->report);
    document_free(editing->document);
    checker_free(editing->checker);
    checker_free(editing->other);
    rules_free(editing->rules);
}

void editing_go(Editing *editing)
{
    for (editing->step = 0; editing->step < EDITS; editing->step++) {
        edit(editing);
    }
}

void editing_go_across(Editing *editing)
{
    editing->is_across = true;
    editing_go(editing);
}

void editing_set(Editing *editing, const char *path, const char *value)
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
