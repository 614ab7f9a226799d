/* Line form: what the first three lines tell. */
#include "src/json/line_form.h"

#include "src/base/streams/gunzip.h"
#include "src/json/run.h"
#include "src/json/scanner.h"

#include <stdlib.h>

/* A line that is not blank, without its end. */
typedef struct Line {
    uint32_t start;
    uint32_t end;
    bool is_there;
    bool is_ended; /* by a line feed, or by the end of the whole text */
} Line;

bool line_form_is_named(Slice name)
{
    static const Slice endings[] = {SLICE(".ndjson"), SLICE(".jsonl")};
    name = gunzip_name(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = endings[i].length;
        if (name.length >= length &&
            slice_equals_ignoring_case(slice_part(name, name.length - length, length), endings[i])) {
            return true;
        }
    }
    return false;
}

/* The first line from `at` on that is not blank. */
static Line line_from(Slice text, uint32_t at, bool is_whole)
{
    static const Slice mark = SLICE("\xEF\xBB\xBF");
    uint32_t size = (uint32_t)text.length, start = run_of_blanks(text.bytes, at, size);
    if (slice_starts_with(slice_part(text, start, SIZE_MAX), mark)) {
        start = run_of_blanks(text.bytes, start + (uint32_t)mark.length, size);
    }
    const char *feed = start < size ? memchr(text.bytes + start, '\n', size - start) : NULL;
    return (Line){.start = start,
                  .end = feed ? (uint32_t)(feed - text.bytes) : size,
                  .is_there = start < size,
                  .is_ended = feed || is_whole};
}

/* True for one object without a fault; with `is_resource` it has a resourceType too. */
static bool is_object(Slice text, Line line, bool is_resource)
{
    NodeList nodes = {0};
    FaultList faults = {0};
    ScanInput input = {.bytes = text.bytes, .at = line.start, .end = line.end, .parent = NODE_NONE};
    if (text.bytes[line.start] != '{') {
        return false;
    }
    scan_text(&input, &nodes, &faults);
    bool is_found = !is_resource;
    for (NodeId child = 1; child < nodes.nodes[0].end && !is_found; child = nodes.nodes[child].end) {
        Slice key = slice_make(text.bytes + nodes.nodes[child].key, nodes.nodes[child].key_length);
        is_found = slice_equals(key, SLICE("resourceType"));
    }
    bool is_faultless = faults.count == 0;
    free(nodes.nodes);
    fault_list_free(&faults);
    return is_faultless && is_found;
}

/* The form where the first line is a whole object, and the second one does not start another. */
static LineForm form_by_third(Slice text, Line second, bool is_whole)
{
    char next = text.bytes[second.start];
    if (next == ',' || next == ']' || next == '}') {
        return LINE_FORM_VALUE; /* the value goes on */
    }
    Line third = line_from(text, second.end, is_whole);
    if (!is_whole && (!second.is_ended || !third.is_there)) {
        return LINE_FORM_UNKNOWN;
    }
    return third.is_there && text.bytes[third.start] == '{' ? LINE_FORM_LINES : LINE_FORM_VALUE;
}

/* True for a line that ends with one of some bytes. */
static bool ends_with(Slice text, Line line, const char *bytes)
{
    while (line.end > line.start && (uint8_t)text.bytes[line.end - 1] <= ' ') {
        line.end--;
    }
    return line.end > line.start && strchr(bytes, text.bytes[line.end - 1]);
}

/* The form where the first line is broken and a further one starts an object: the first of the next lines that is whole
 * tells. */
static LineForm form_by_whole(Slice text, Line first, Line next, bool is_whole)
{
    enum { LINES_MAXIMUM = 8 };
    const char *going_on = "["; /* what a line ends with where the next one is a part of the same value */
    Line last = first;
    for (int i = 0; i < LINES_MAXIMUM && !ends_with(text, last, going_on); i++) {
        Line after = line_from(text, next.end, is_whole);
        if (!next.is_ended || (!after.is_there && !is_whole)) {
            return LINE_FORM_UNKNOWN;
        }
        bool is_next = !after.is_there || text.bytes[after.start] == '{';
        if (!is_next || !after.is_there || is_object(text, next, false)) {
            return is_next && is_object(text, next, true) ? LINE_FORM_LINES : LINE_FORM_VALUE;
        }
        going_on = "[,";
        last = next;
        next = after;
    }
    return LINE_FORM_VALUE;
}

LineForm line_form_of(Slice beginning, bool is_whole)
{
    Line first = line_from(beginning, 0, is_whole);
    Line second = line_from(beginning, first.end, is_whole);
    if (!first.is_there || !second.is_there) {
        return is_whole ? LINE_FORM_VALUE : LINE_FORM_UNKNOWN;
    }
    bool is_next = beginning.bytes[second.start] == '{', is_first = is_object(beginning, first, false);
    if (!is_next) {
        return is_first ? form_by_third(beginning, second, is_whole) : LINE_FORM_VALUE;
    }
    return is_first ? LINE_FORM_LINES : form_by_whole(beginning, first, second, is_whole);
}
