/* `ipse new`: studies made from images. */
#include "ui/cli/archive/new_run.h"
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"
#include "ui/cli/remote/operand.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"

#include <stdlib.h>

/* Opens the studies that are named; false with a sentence where one cannot be read. */
static bool open_studies(const Arguments *arguments, Remote *remote, Document **studies, size_t *count, Error *error)
{
    for (*count = 0; *count < arguments->operand_count; ++*count) {
        studies[*count] = operand_open(remote, arguments->operands[*count], error);
        if (!studies[*count]) {
            return false;
        }
    }
    return true;
}

/* Makes the studies of images that were read, and puts those that are named into a summary. */
static int make_of(const Arguments *arguments, const RuleOptions *chosen, const ImageSet *set)
{
    Error error;
    const char *into = arguments_value(arguments, OPTION_INTO);
    Remote remote = settings_remote(arguments);
    Document *summary = into ? operand_open(&remote, into, &error) : NULL;
    Document **studies = memory_allocate((arguments->operand_count + 1) * sizeof *studies);
    NewRun run = {.set = set,
                  .studies = studies,
                  .into = summary,
                  .takes_other_patients = arguments_has(arguments, OPTION_OTHER_PATIENT),
                  .checker = checker_new(chosen->rules, &chosen->options, clock_system())};
    int status = EXIT_TROUBLE;
    run.uid_count = arguments_values(arguments, OPTION_STUDY, &run.uids);
    if ((!into || summary) && open_studies(arguments, &remote, studies, &run.study_count, &error)) {
        status = new_run(&run);
    } else {
        complain(&error);
    }
    for (size_t i = 0; i < run.study_count; i++) {
        document_free(studies[i]);
    }
    free(studies);
    free(run.uids);
    checker_free(run.checker);
    document_free(summary);
    remote_close(&remote);
    return status;
}

static int make(const Arguments *arguments, const RuleOptions *chosen, OptionId option)
{
    Error error;
    ImageSet set = {0};
    ArchiveInput input;
    bool is_read = settings_archive(arguments, option, &input, &error);
    int status = EXIT_TROUBLE;
    const char *uid;
    size_t position = 0;
    while ((uid = arguments_next(arguments, OPTION_STUDY, &position))) {
        archive_source_add_uid(&input.source, slice_from(uid));
    }
    if (is_read && archive_input_read(&input, &set, &error)) {
        status = make_of(arguments, chosen, &set);
    } else {
        complain(&error);
    }
    archive_input_free(&input);
    image_set_free(&set);
    return status;
}

/* False with a sentence unless there is one source of studies. */
static bool has_source(const Arguments *arguments, Error *error)
{
    bool has_files = arguments_has(arguments, OPTION_DICOM), has_archive = arguments_has(arguments, OPTION_ARCHIVE);
    bool has_studies = arguments->operand_count > 0;
    if (has_studies && !arguments_has(arguments, OPTION_INTO)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL,
                         "a study that exists needs --into SUMMARY; see `ipse new --help`");
    }
    return has_files + has_archive + has_studies == 1 ||
           error_set(error, ERROR_NOT_POSSIBLE, NULL,
                     "give --dicom FOLDER, or --archive and --study, or --into and a study; see `ipse new --help`");
}

static int run_new(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    if (!has_source(arguments, &error)) {
        complain(&error);
        return EXIT_TROUBLE;
    }
    if (!rule_options_open(&chosen, arguments, &error)) {
        complain(&error);
    } else if (arguments->operand_count > 0) {
        status = make_of(arguments, &chosen, &(ImageSet){0});
    } else {
        status = make(arguments, &chosen, arguments_has(arguments, OPTION_DICOM) ? OPTION_DICOM : OPTION_ARCHIVE);
    }
    rule_options_close(&chosen);
    return status;
}

const Command command_new = {
    .name = "new",
    .title = "ipse new",
    .operands = "[STUDY|URL…]",
    .operands_minimum = 0,
    .operands_maximum = OPERANDS_ANY,
    .summary = "make an ImagingStudy from DICOM images, or put studies into a summary",
    .description =
        "Reads the headers of DICOM files in a folder or of a DICOMDIR, or asks a DICOMweb server (--archive and "
        "--study), and prints the ImagingStudy with all series and "
        "instances on standard output; several studies become NDJSON. Notes go to standard error: files that are not "
        "DICOM, images without a modality (OT is written) or without a time zone (dates are written without time). "
        "With --into, prints an IPS document with the studies added: an entry with the study, a report that refers to "
        "it, and the section Results that refers to the report. If the images are of another patient than the "
        "summary by name, birth date or gender, nothing is printed without --other-patient. Operands are studies that "
        "exist, "
        "in files or at servers, to be put into the summary in place of those of images.",
    .statuses = STATUSES_DONE,
    .run = run_new,
};
