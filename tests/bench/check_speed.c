/*
 * check_speed FILE…: the time to judge files over the time that cJSON takes to parse the same bytes, in one program.
 *
 * For each file: its size, cJSON's parse, the making of the index, the making of index and report, and the quotient of
 * the last and cJSON's. Times are medians of an odd number of rounds, in milliseconds.
 */
#include "src/base/clock.h"
#include "src/base/file.h"
#include "src/check/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cjson/cJSON.h>

#define ROUNDS_MOST    41
#define ROUNDS_LEAST   5
#define SECONDS_ENOUGH 1.0

typedef struct Subject {
    Slice bytes;
    const char *name;
    Checker *checker;
} Subject;

static double milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static void parse_with_cjson(const Subject *subject)
{
    cJSON_Delete(cJSON_ParseWithLength(subject->bytes.bytes, subject->bytes.length));
}

static void make_index(const Subject *subject)
{
    document_free(document_new(subject->bytes, subject->name, NULL));
}

static void make_report(const Subject *subject)
{
    Document *document = document_new(subject->bytes, subject->name, NULL);
    report_free(check_document(subject->checker, document));
    document_free(document);
}

static int compare_numbers(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Median time of many runs. */
static double median(void (*run)(const Subject *), const Subject *subject)
{
    double times[ROUNDS_MOST];
    unsigned count = 0;
    double total = 0;
    while (count < ROUNDS_LEAST || (count < ROUNDS_MOST && total < SECONDS_ENOUGH * 1e3)) {
        double start = milliseconds_now();
        run(subject);
        times[count] = milliseconds_now() - start;
        total += times[count++];
    }
    qsort(times, count, sizeof *times, compare_numbers);
    return times[count / 2];
}

static bool measure(const char *path, Checker *checker)
{
    Text content = TEXT_EMPTY;
    Error error;
    if (!file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, &error)) {
        fprintf(stderr, "%s: %s\n", error.where, error.message);
        return false;
    }
    Subject subject = {.bytes = text_slice(&content), .name = path, .checker = checker};
    double parse = median(parse_with_cjson, &subject);
    double index = median(make_index, &subject);
    double report = median(make_report, &subject);
    const char *slash = strrchr(path, '/');
    printf("%-44.44s %9.1f kB %9.2f %9.2f %9.2f %7.2f\n", slash ? slash + 1 : path, (double)content.length / 1e3, parse,
           index, report, report / parse);
    text_free(&content);
    return true;
}

int main(int count, char **arguments)
{
    Rules *rules = rules_new();
    CheckOptions options = {.profile = SLICE("")};
    Checker *checker = checker_new(rules, &options, clock_system());
    bool is_fine = true;
    printf("%-44s %12s %9s %9s %9s %7s\n", "file", "size", "cJSON ms", "index ms", "check ms", "check/cJSON");
    for (int i = 1; i < count; i++) {
        is_fine = measure(arguments[i], checker) && is_fine;
    }
    checker_free(checker);
    rules_free(rules);
    return is_fine ? 0 : 1;
}
