/* Removal: elements removed one at a time, and findings counted. */
#include "tests/support/removal.h"

#include "src/check/check.h"
#include "src/json/path.h"
#include "src/json/splice.h"

#include <stdio.h>
#include <stdlib.h>

enum { CHILDREN_MAXIMUM = 128 };

/* A document under conformance test. */
typedef struct Trying {
    const char *path;
    Slice bytes;
    Checker *checker;
    Document *document;
    Report *report;
    RemovalCounts counts;
    unsigned stride;
    unsigned position;
} Trying;

/* True for what tells what a resource or a document is: without it, other rules hold. */
static bool is_apart(const Trying *trying, NodeId object, Slice name)
{
    NodeId type = document_member(trying->document, object, SLICE("resourceType"));
    bool is_kind = type != NODE_NONE && (document_string_equals(trying->document, type, SLICE("Bundle")) ||
                                         document_string_equals(trying->document, type, SLICE("Composition")));
    return slice_equals(name, SLICE("resourceType")) || (is_kind && slice_equals(name, SLICE("type")));
}

/* True for what is said once of many values. */
static bool is_total(const Issue *issue)
{
    static const char *const keys[] = {"not-checked", "invariant-unable"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(issue->key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* What was removed: the nodes from `first` to before `end`. */
typedef struct Removed {
    NodeId first;
    NodeId end;
} Removed;

/* Counts the findings that are not about what was removed. */
static unsigned count_outside(const Report *report, const Removed *removed)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        bool is_outside = issue->node < removed->first || issue->node >= removed->end;
        count += is_outside && !is_total(issue);
    }
    return count;
}

/* Prints the findings of a report. */
static void print_report(const char *mark, const Report *report, const Document *document)
{
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        Text path = TEXT_EMPTY;
        path_append(document, issue->node, &path);
        if (!is_total(issue)) {
            printf("    %s %.*s %.*s: %.*s [%s]\n", mark, SLICE_ARGS(text_slice(&path)), SLICE_ARGS(issue->missing),
                   SLICE_ARGS(issue->message), issue->key);
        }
        text_free(&path);
    }
}

/* Removes a member from a copy of the document, and compares the findings. */
static void try_member(Trying *trying, NodeId member)
{
    Patch patch;
    SpliceList list = SPLICE_LIST_EMPTY;
    if (trying->position++ % trying->stride != 0 || !splice_delete(trying->document, member, &list, NULL)) {
        return;
    }
    Removed removed = {.first = member, .end = document_node(trying->document, member)->end};
    unsigned before = count_outside(trying->report, &removed);
    Document *copy = document_new(trying->bytes, trying->path, NULL);
    for (size_t i = 0; i < list.count; i++) {
        document_splice(copy, list.splices[i].offset, list.splices[i].removed, list.splices[i].inserted, &patch, NULL);
    }
    Report *report = check_document(trying->checker, copy);
    unsigned after = count_outside(report, &(Removed){NODE_NONE, NODE_NONE}); /* what was removed is in no report */
    trying->counts.removals++;
    if (after < before) {
        Text path = TEXT_EMPTY;
        path_append(trying->document, member, &path);
        trying->counts.lowered++;
        printf("%s: without %.*s %u findings, not %u\n", trying->path, SLICE_ARGS(text_slice(&path)), after, before);
        text_free(&path);
        if (getenv("IPSE_REMOVAL_SHOW")) {
            print_report("-", trying->report, trying->document);
            print_report("+", report, copy);
        }
    }
    report_free(report);
    document_free(copy);
    splice_list_free(&list);
}

/* Tries the required members of an object. */
static void try_object(Trying *trying, NodeId object)
{
    ChildRule rules[CHILDREN_MAXIMUM];
    uint32_t count = check_children(trying->checker, trying->document, object, rules, CHILDREN_MAXIMUM);
    count = count < CHILDREN_MAXIMUM ? count : CHILDREN_MAXIMUM;
    NodeId members[CHILDREN_MAXIMUM];
    uint32_t required = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (rules[i].is_required && rules[i].member != NODE_NONE && !is_apart(trying, object, rules[i].name)) {
            members[required++] = rules[i].member;
        }
    }
    for (uint32_t i = 0; i < required; i++) {
        try_member(trying, members[i]);
    }
}

RemovalCounts removal_try(Slice bytes, const char *path, unsigned stride)
{
    Rules *rules = rules_new();
    CheckOptions options = {.actor = SLICE("")};
    Trying trying = {.path = path, .bytes = bytes, .stride = stride};
    trying.checker = checker_new(rules, &options, clock_system());
    trying.document = document_new(bytes, path, NULL);
    trying.report = check_document(trying.checker, trying.document);
    for (NodeId id = 0; id < document_nodes(trying.document)[0].end; id++) {
        if (document_node(trying.document, id)->kind == NODE_OBJECT) {
            try_object(&trying, id);
        }
    }
    report_free(trying.report);
    document_free(trying.document);
    checker_free(trying.checker);
    rules_free(rules);
    return trying.counts;
}
