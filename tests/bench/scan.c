/*
 * scan FILE: what opening a document and changing it cost, in one program with cJSON parsing the same bytes.
 *
 * One figure a line, `NAME VALUE`; times in milliseconds, the least of many rounds.
 */
#include "src/base/file.h"
#include "src/json/document.h"
#include "tests/support/stopwatch.h"

#include <stdio.h>

#include <cjson/cJSON.h>

enum { ROUNDS = 9 };

/* What is measured: a step that may be done again and again. */
typedef struct Subject {
    Document *document;
    Slice bytes;
    uint32_t offset;  /* where a step changes the document */
    const char *text; /* what it inserts and takes out again */
} Subject;

static void parse(Subject *subject)
{
    cJSON_Delete(cJSON_ParseWithLength(subject->bytes.bytes, subject->bytes.length));
}

static void scan(Subject *subject)
{
    document_free(document_new(subject->bytes, "", NULL));
}

/* Two splices and the line of a place after them after each, as an edit and its undoing ask for. */
static void splice_twice(Subject *subject)
{
    Slice text = slice_from(subject->text);
    uint32_t size = (uint32_t)subject->bytes.length;
    document_splice(subject->document, subject->offset, 0, text, NULL, NULL);
    document_position(subject->document, size / 4 * 3);
    document_splice(subject->document, subject->offset, (uint32_t)text.length, SLICE(""), NULL, NULL);
    document_position(subject->document, size / 4 * 3);
}

/* Lines and columns of a thousand places, the index of lines being there. */
static void find_places(Subject *subject)
{
    for (uint32_t i = 0; i < 1000; i++) {
        document_position(subject->document, (uint32_t)(subject->bytes.length / 1000 * i));
    }
}

static double least(void (*step)(Subject *subject), Subject *subject)
{
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double start = stopwatch_now();
        step(subject);
        double time = stopwatch_now() - start;
        best = round == 0 || time < best ? time : best;
    }
    return best;
}

/* The start of a string in the middle of the document, inside its quotes. */
static uint32_t middle_string(const Document *document)
{
    NodeId id = document_count(document) / 2;
    while (document_node(document, id)->kind != NODE_STRING) {
        id++;
    }
    return document_node(document, id)->start + 1;
}

static void measure(Subject *subject)
{
    double parsing = least(parse, subject), scanning = least(scan, subject);
    subject->document = document_new(subject->bytes, "", NULL);
    uint32_t count = document_count(subject->document);
    printf("cjson %.2f\nscan %.2f\nscan-to-cjson %.2f\n", parsing, scanning, scanning / parsing);
    printf("index-to-file %.2f\n", (double)count * sizeof(Node) / (double)subject->bytes.length);
    subject->offset = middle_string(subject->document);
    subject->text = "x";
    printf("splice-value %.2f\n", least(splice_twice, subject) / 2);
    subject->offset = 1;
    subject->text = "\"member\":{\"of\":\"root\"},";
    printf("splice-root %.2f\n", least(splice_twice, subject) / 2);
    printf("thousand-places %.2f\n", least(find_places, subject));
    document_free(subject->document);
}

int main(int count, char **arguments)
{
    Text content = TEXT_EMPTY;
    Error error;
    if (count != 2 || !file_read(arguments[1], DOCUMENT_SIZE_MAXIMUM, &content, NULL, &error)) {
        fprintf(stderr, "usage: scan FILE\n");
        return 2;
    }
    Subject subject = {.bytes = text_slice(&content)};
    measure(&subject);
    text_free(&content);
    return 0;
}
