/* Fuzz: what the targets share. */
#include "tests/support/fuzz.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { PART_END = 0xFF, EDIT_HEAD = 4, INSERTED_MAXIMUM = 64, RAW_MAXIMUM = 400 };

void fuzz_require(bool holds, const char *format, ...)
{
    if (!holds) {
        va_list arguments;
        va_start(arguments, format);
        vfprintf(stderr, format, arguments);
        va_end(arguments);
        fputc('\n', stderr);
        abort();
    }
}

Clock fuzz_clock(void)
{
    static ClockFixed state;
    state = (ClockFixed){.milliseconds = INT64_C(1767225600000), .seed = 1};
    return clock_fixed(&state);
}

Checker *fuzz_checker(void)
{
    static Checker *checker;
    if (!checker) {
        checker = checker_new(rules_new(), &(CheckOptions){.profile = SLICE("")}, fuzz_clock());
    }
    return checker;
}

Slice fuzz_take_part(Slice *rest)
{
    const char *end = rest->length ? memchr(rest->bytes, PART_END, rest->length) : NULL;
    Slice part = end ? slice_part(*rest, 0, (size_t)(end - rest->bytes)) : *rest;
    *rest = slice_part(*rest, part.length + 1, rest->length);
    return part;
}

/* ---- edits ---- */

/* The node that a number stands for. */
static NodeId chosen_node(const Document *document, uint32_t number)
{
    return number % document_count(document);
}

/* Some bytes are replaced by others. */
static void plan_splice(const Document *document, uint32_t number, uint32_t removed, Slice inserted, SpliceList *list)
{
    uint32_t size = (uint32_t)document_bytes(document).length, offset = number % (size + 1);
    splice_list_add(list, offset, removed < size - offset ? removed : size - offset, inserted);
}

/* A value becomes what another one is. */
static void plan_copy(const Document *document, NodeId to, NodeId from, SpliceList *list)
{
    Text value = TEXT_EMPTY;
    if (document_node(document, from)->length < RAW_MAXIMUM) {
        text_append(&value, document_raw(document, from));
        splice_set_value(document, to, text_slice(&value), list, NULL);
    }
    text_free(&value);
}

bool fuzz_take_edit(Slice *rest, const Document *document, SpliceList *list)
{
    if (rest->length < EDIT_HEAD) {
        return false;
    }
    const unsigned char *head = (const unsigned char *)rest->bytes;
    uint32_t number = (uint32_t)head[1] << 8 | head[2], kind = head[0] % 8, argument = head[3];
    Slice text = slice_part(*rest, EDIT_HEAD, argument % INSERTED_MAXIMUM);
    bool has_text = kind < 5;
    NodeId id = chosen_node(document, number);
    *rest = slice_part(*rest, EDIT_HEAD + (has_text ? text.length : 0), rest->length);
    switch (kind) {
    case 0:
    case 1:
        plan_splice(document, number, argument / INSERTED_MAXIMUM * (kind ? 1 : 40), text, list);
        break;
    case 2:
        splice_set_value(document, id, text, list, NULL);
        break;
    case 3:
        splice_rename(document, id, text, list, NULL);
        break;
    case 4:
        if (!splice_insert(document, id, (SplicePlace)(argument / INSERTED_MAXIMUM), SLICE("id"), text, list, NULL)) {
            splice_insert(document, id, (SplicePlace)(argument / INSERTED_MAXIMUM), SLICE(""), text, list, NULL);
        }
        break;
    case 5:
        splice_delete(document, id, list, NULL);
        break;
    case 6:
        splice_move(document, id, argument % 2, list, NULL);
        break;
    default:
        plan_copy(document, id, chosen_node(document, number + argument), list);
    }
    return true;
}

/* ---- reports ---- */

static bool issues_equal(const Issue *a, const Issue *b)
{
    return a->severity == b->severity && strcmp(a->key, b->key) == 0 && a->node == b->node &&
           a->span.start == b->span.start && a->span.length == b->span.length && slice_equals(a->message, b->message) &&
           slice_equals(a->missing, b->missing) && slice_equals(a->detail, b->detail) && a->element == b->element;
}

void fuzz_compare_report(Checker *checker, const Document *document, const Report *report)
{
    Report *fresh = check_document(checker, document);
    uint32_t count = report_count(fresh), at = 0;
    while (at < count && at < report_count(report) && issues_equal(report_issue(fresh, at), report_issue(report, at))) {
        at++;
    }
    if (at < count || at < report_count(report)) {
        const Issue *kept = at < report_count(report) ? report_issue(report, at) : NULL;
        fprintf(stderr, "issue %u of the report that follows the edits: %s: %.*s\n", at, kept ? kept->key : "none",
                SLICE_ARGS(kept ? kept->message : SLICE("")));
        kept = at < count ? report_issue(fresh, at) : NULL;
        fuzz_require(false, "issue %u of a check from the beginning: %s: %.*s", at, kept ? kept->key : "none",
                     SLICE_ARGS(kept ? kept->message : SLICE("")));
    }
    report_free(fresh);
}
