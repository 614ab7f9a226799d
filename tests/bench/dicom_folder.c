/*
 * The headers of a folder of DICOM files: files, and microseconds for each that this process computes, from the page
 * cache.
 *
 * dicom_folder FOLDER
 */
#include "src/images/image_folder.h"
#include "tests/support/stopwatch.h"

#include <stdio.h>

int main(int count, char **words)
{
    enum { ROUNDS = 5 };
    double best = 0;
    size_t files = 0;
    for (int i = 0; i < ROUNDS && count > 1; i++) {
        ImageSet set = {0};
        Error error;
        double start = stopwatch_processor_now();
        if (!image_folder_add(words[1], NULL, &set, &error)) {
            fprintf(stderr, "%s: %s\n", error.where, error.message);
            return 1;
        }
        double taken = stopwatch_processor_now() - start;
        files = set.note_count;
        for (size_t k = 0; k < set.count; k++) {
            files += image_study_instances(&set.studies[k]);
        }
        best = best == 0 || taken < best ? taken : best;
        image_set_free(&set);
    }
    printf("%zu %.1f\n", files, 1000 * best / (double)files);
    return 0;
}
