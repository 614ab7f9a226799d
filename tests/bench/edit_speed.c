/*
 * edit_speed FILE [uid]: the processor time that a change of one value takes in a file, by its parts, in milliseconds.
 *
 * A number in the middle of the file, of an instance where it is a study, is changed back and forth; or a UID. Printed
 * are the medians of the splice, of bringing the report up to date, of the outline, and of all; and how often an edit
 * was not followed.
 */
#include "src/base/clock.h"
#include "src/base/file.h"
#include "src/check/check.h"
#include "src/outline/outline.h"
#include "tests/support/stopwatch.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDS = 21, PARTS = 4 };

/* The first member of a name after the middle of the document. */
static NodeId find_member(const Document *document, Slice name)
{
    uint32_t count = document_nodes(document)[0].end;
    Text scratch = TEXT_EMPTY;
    NodeId id = count / 2;
    while (id < count && !slice_equals(document_key(document, id, &scratch), name)) {
        id++;
    }
    text_free(&scratch);
    return id < count ? id : NODE_NONE;
}

/* What a member is changed to, by turns. */
typedef struct Change {
    Slice name;
    Slice values[2];
} Change;

static const Change changes[] = {
    {SLICE("number"), {SLICE("\"no number\""), SLICE("12345")}},
    {SLICE("uid"), {SLICE("\"1.2.840.113619.2.1\""), SLICE("\"1.2.840.113619.2.12\"")}},
};

static unsigned judged_whole;

/* Changes a value once and puts down how long each part took. */
static bool change(Checker *checker, Document *document, Report *report, Outline *outline, NodeId id, Slice value,
                   double times[PARTS])
{
    const Node *node = document_node(document, id);
    Patch patch;
    double start = stopwatch_processor_now();
    if (!document_splice(document, node->start, node->length, value, &patch, NULL)) {
        return false;
    }
    double spliced = stopwatch_processor_now();
    if (!check_follow(document, &patch, report)) {
        check_again(checker, document, report, NULL);
        judged_whole++;
    }
    double judged = stopwatch_processor_now();
    outline_patch(outline, &patch);
    outline_refresh(outline, report);
    double outlined = stopwatch_processor_now();
    times[0] = spliced - start;
    times[1] = judged - spliced;
    times[2] = outlined - judged;
    times[3] = outlined - start;
    return true;
}

static bool measure(Checker *checker, Document *document, const Change *what)
{
    Report *report = check_document(checker, document);
    Outline *outline = outline_new(checker, document, report);
    double times[PARTS][ROUNDS];
    NodeId id = find_member(document, what->name);
    bool is_fine = id != NODE_NONE;
    for (unsigned round = 0; round < ROUNDS && is_fine; round++) {
        double own[PARTS] = {0};
        is_fine = change(checker, document, report, outline, id, what->values[round % 2], own);
        for (unsigned part = 0; part < PARTS; part++) {
            times[part][round] = own[part];
        }
    }
    static const char *const names[PARTS] = {"splice", "report", "outline", "all"};
    for (unsigned part = 0; part < PARTS && is_fine; part++) {
        printf("%s %.2f\n", names[part], stopwatch_median(times[part], ROUNDS));
    }
    printf("whole %u\n", judged_whole);
    outline_free(outline);
    report_free(report);
    return is_fine;
}

int main(int count, char **arguments)
{
    Text content = TEXT_EMPTY;
    Error error;
    bool is_uid = count == 3 && strcmp(arguments[2], "uid") == 0;
    if (count != 2 + is_uid || !file_read(arguments[1], DOCUMENT_SIZE_MAXIMUM, &content, NULL, &error)) {
        fprintf(stderr, "edit_speed FILE [uid]\n");
        return 2;
    }
    Rules *rules = rules_new();
    CheckOptions options = {.profile = SLICE("")};
    Checker *checker = checker_new(rules, &options, clock_system());
    Document *document = document_new(text_slice(&content), arguments[1], &error);
    bool is_fine = document && measure(checker, document, &changes[is_uid]);
    document_free(document);
    checker_free(checker);
    rules_free(rules);
    text_free(&content);
    return is_fine ? 0 : 1;
}
