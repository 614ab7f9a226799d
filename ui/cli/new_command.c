/* `ipse new`: studies made from images. */
#include "ui/cli/archive/new_run.h"
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"
#include "ui/cli/remote/operand.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"

#include <stdlib.h>

/* Makes the studies of images that were read. */
static int make_of(const Arguments *arguments, const RuleOptions *chosen, const ImageSet *set)
{
    Error error;
    const char *into = arguments_value(arguments, OPTION_INTO);
    Remote remote = settings_remote(arguments);
    Document *summary = into ? operand_open(&remote, into, &error) : NULL;
    NewRun run = {.set = set,
                  .into = summary,
                  .takes_other_patients = arguments_has(arguments, OPTION_OTHER_PATIENT),
                  .checker = checker_new(chosen->rules, &chosen->options, clock_system())};
    int status = EXIT_TROUBLE;
    run.uid_count = arguments_values(arguments, OPTION_STUDY, &run.uids);
    if (!into || summary) {
        status = new_run(&run);
    } else {
        complain(&error);
    }
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

static int run_new(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    bool has_files = arguments_has(arguments, OPTION_DICOM);
    if (has_files == arguments_has(arguments, OPTION_ARCHIVE)) {
        error_set(&error, ERROR_NOT_POSSIBLE, NULL,
                  "give --dicom FOLDER, or --archive and --study; see `ipse new --help`");
        complain(&error);
        return EXIT_TROUBLE;
    }
    if (rule_options_open(&chosen, arguments, &error)) {
        status = make(arguments, &chosen, has_files ? OPTION_DICOM : OPTION_ARCHIVE);
    } else {
        complain(&error);
    }
    rule_options_close(&chosen);
    return status;
}

const Command command_new = {
    .name = "new",
    .title = "ipse new",
    .operands = "",
    .operands_minimum = 0,
    .operands_maximum = 0,
    .summary = "make an ImagingStudy from DICOM images",
    .description =
        "Reads the headers of DICOM files in a folder or of a DICOMDIR, or asks a DICOMweb server (--archive and "
        "--study), and prints the ImagingStudy with all series and "
        "instances on standard output; several studies become NDJSON. Notes go to standard error: files that are not "
        "DICOM, images without a modality (OT is written) or without a time zone (dates are written without time). "
        "With --into, prints an IPS document with the studies added: an entry with the study, a report that refers to "
        "it, and the section Results that refers to the report. If the images are of another patient than the "
        "summary by name, birth date or gender, nothing is printed without --other-patient.",
    .statuses = STATUSES_DONE,
    .run = run_new,
};
