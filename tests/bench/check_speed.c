/*
 * check_speed [--together] FILE…: the time to judge files over the time that cJSON takes to parse the same bytes, in
 * one program.
 *
 * For each file: its size, cJSON's parse, the making of the index, the making of index and report by a checker that has
 * judged the file before ("warm") and by one that has judged nothing, made and freed for it ("cold"), and the quotients
 * of the last two and cJSON's. With --together one line for all files, judged one after the other by one checker. Times
 * are those of the processor, medians of an odd number of rounds, in milliseconds.
 */
#include "src/base/clock.h"
#include "src/base/file.h"
#include "src/base/memory.h"
#include "src/check/check.h"
#include "tests/support/stopwatch.h"

#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#define ROUNDS_MOST    41
#define ROUNDS_LEAST   5
#define SECONDS_ENOUGH 1.0

/* Files that are read one after the other. */
typedef struct Subject {
    const Slice *files;
    size_t count;
    Checker *checker; /* that has judged them before */
} Subject;

static void parse_with_cjson(const Subject *subject)
{
    for (size_t i = 0; i < subject->count; i++) {
        cJSON_Delete(cJSON_ParseWithLength(subject->files[i].bytes, subject->files[i].length));
    }
}

static void make_index(const Subject *subject)
{
    for (size_t i = 0; i < subject->count; i++) {
        document_free(document_new(subject->files[i], "", NULL));
    }
}

static void make_reports(Checker *checker, const Subject *subject)
{
    for (size_t i = 0; i < subject->count; i++) {
        Document *document = document_new(subject->files[i], "", NULL);
        report_free(check_document(checker, document));
        document_free(document);
    }
}

static void judge_warm(const Subject *subject)
{
    make_reports(subject->checker, subject);
}

static void judge_cold(const Subject *subject)
{
    Rules *rules = rules_new();
    CheckOptions options = {.profile = SLICE("")};
    Checker *checker = checker_new(rules, &options, clock_system());
    make_reports(checker, subject);
    checker_free(checker);
    rules_free(rules);
}

/* Median time of many runs. */
static double median(void (*run)(const Subject *), const Subject *subject)
{
    double times[ROUNDS_MOST];
    unsigned count = 0;
    double total = 0;
    while (count < ROUNDS_LEAST || (count < ROUNDS_MOST && total < SECONDS_ENOUGH * 1e3)) {
        double start = stopwatch_processor_now();
        run(subject);
        times[count] = stopwatch_processor_now() - start;
        total += times[count++];
    }
    return stopwatch_median(times, count);
}

static void measure(const char *name, const Subject *subject)
{
    size_t size = 0;
    for (size_t i = 0; i < subject->count; i++) {
        size += subject->files[i].length;
    }
    double parse = median(parse_with_cjson, subject), index = median(make_index, subject);
    double warm = median(judge_warm, subject), cold = median(judge_cold, subject);
    printf("%-44.44s %9.1f kB %9.3f %9.3f %9.3f %9.3f %7.2f %7.2f\n", name, (double)size / 1e3, parse, index, warm,
           cold, warm / parse, cold / parse);
}

/* Reads the files; false with a sentence where one cannot be read. */
static bool read_files(char **paths, size_t count, Text *contents, Slice *files)
{
    Error error;
    for (size_t i = 0; i < count; i++) {
        contents[i] = TEXT_EMPTY;
        if (!file_read(paths[i], DOCUMENT_SIZE_MAXIMUM, &contents[i], NULL, &error)) {
            fprintf(stderr, "%s: %s\n", error.where, error.message);
            return false;
        }
        files[i] = text_slice(&contents[i]);
    }
    return true;
}

/* Measures each file, or all of them together. */
static void measure_all(char **paths, const Slice *files, size_t count, bool is_together)
{
    Rules *rules = rules_new();
    CheckOptions options = {.profile = SLICE("")};
    Checker *checker = checker_new(rules, &options, clock_system());
    printf("%-44s %12s %9s %9s %9s %9s %7s %7s\n", "file", "size", "cJSON ms", "index ms", "warm ms", "cold ms",
           "warm/cJ", "cold/cJ");
    for (size_t i = 0; i < count && !is_together; i++) {
        const char *slash = strrchr(paths[i], '/');
        measure(slash ? slash + 1 : paths[i], &(Subject){&files[i], 1, checker});
    }
    if (is_together) {
        measure("together", &(Subject){files, count, checker});
    }
    checker_free(checker);
    rules_free(rules);
}

int main(int count, char **arguments)
{
    memory_keep_blocks(); /* as ipse does */
    bool is_together = count > 1 && strcmp(arguments[1], "--together") == 0;
    char **paths = arguments + 1 + is_together;
    size_t file_count = (size_t)(count - 1 - is_together);
    Text *contents = memory_allocate_zeroed(file_count + 1, sizeof *contents);
    Slice *files = memory_allocate_zeroed(file_count + 1, sizeof *files);
    bool is_fine = read_files(paths, file_count, contents, files);
    if (is_fine) {
        measure_all(paths, files, file_count, is_together);
    }
    for (size_t i = 0; i < file_count; i++) {
        text_free(&contents[i]);
    }
    free(contents);
    free(files);
    return is_fine ? 0 : 1;
}
