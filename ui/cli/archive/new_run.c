/* NewRun: resources as text. */
#include "ui/cli/archive/new_run.h"

#include "src/archive/into_summary.h"
#include "src/archive/new_study.h"
#include "ui/cli/output/exit_status.h"
#include "ui/cli/output/output.h"

static bool is_wanted(const NewRun *run, const ImageStudy *study)
{
    bool is_named = run->uid_count == 0;
    for (size_t i = 0; i < run->uid_count && !is_named; i++) {
        is_named = slice_equals(study->image.values[IMAGE_STUDY_UID], slice_from(run->uids[i]));
    }
    return is_named;
}

/* False with a sentence where a study that is wanted is missing. */
static bool has_all(const NewRun *run, Error *error)
{
    bool has_each = true;
    for (size_t i = 0; i < run->uid_count && has_each; i++) {
        has_each = image_set_find(run->set, slice_from(run->uids[i])) ||
                   error_set(error, ERROR_NOT_FOUND, run->uids[i], "the archive does not have this study");
    }
    return has_each;
}

static size_t count_wanted(const NewRun *run)
{
    size_t count = 0;
    for (size_t i = 0; i < run->set->count; i++) {
        count += is_wanted(run, &run->set->studies[i]);
    }
    return count;
}

static int print_studies(const NewRun *run, size_t count)
{
    Output output = OUTPUT_EMPTY;
    Text remarks = TEXT_EMPTY;
    for (size_t i = 0; i < run->set->count; i++) {
        const ImageStudy *study = &run->set->studies[i];
        if (is_wanted(run, study)) {
            Text text = TEXT_EMPTY;
            new_study_append_remarks(study, &remarks);
            if (count == 1) {
                new_study_append_lines(study, &text);
            } else {
                new_study_append(study, SLICE(""), &text);
                text_append_byte(&text, '\n');
            }
            output_json(&output, text_slice(&text));
            text_free(&text);
        }
    }
    int status = output_close(&output, EXIT_FINE);
    output_error(text_slice(&remarks));
    text_free(&remarks);
    return status;
}

static int print_summary(const NewRun *run)
{
    Error error;
    Text remarks = TEXT_EMPTY;
    Document *document = run->into;
    bool is_done = document_is_json(document, document_name(document), &error);
    for (size_t i = 0; i < run->set->count && is_done; i++) {
        is_done =
            !is_wanted(run, &run->set->studies[i]) || into_summary_add(run->checker, document, &run->set->studies[i],
                                                                       run->takes_other_patients, &remarks, &error);
    }
    for (size_t i = 0; i < run->study_count && is_done; i++) {
        is_done = into_summary_add_study(run->checker, document, run->studies[i], &remarks, &error);
    }
    int status = EXIT_TROUBLE;
    if (is_done) {
        Output output = OUTPUT_EMPTY;
        output_json(&output, document_bytes(document));
        status = output_close(&output, EXIT_FINE);
        output_error(text_slice(&remarks));
    } else {
        complain(&error);
    }
    text_free(&remarks);
    return status;
}

int new_run(const NewRun *run)
{
    Error error;
    if (!has_all(run, &error)) {
        complain(&error);
        return EXIT_TROUBLE;
    }
    return run->into ? print_summary(run) : print_studies(run, count_wanted(run));
}
