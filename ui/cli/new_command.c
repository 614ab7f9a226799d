/* `ipse new`: studies made from images. */
#include "ui/cli/archive/archive_input.h"
#include "ui/cli/archive/new_run.h"
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"

static int make(const Arguments *arguments, const RuleOptions *chosen, const char *archive)
{
    Error error;
    ImageSet set = {0};
    Config *config = config_new();
    bool is_read = settings_read(config, arguments, &error);
    ArchiveInput input = archive_input_new(archive, config, arguments_has(arguments, OPTION_OFFLINE));
    int status = EXIT_TROUBLE;
    const char *uid = arguments_value(arguments, OPTION_STUDY);
    if (uid) {
        archive_source_add_uid(&input.source, slice_from(uid));
    }
    if (is_read && archive_input_read(&input, &set, &error)) {
        NewRun run = {.set = &set,
                      .uid = uid,
                      .into = arguments_value(arguments, OPTION_INTO),
                      .checker = checker_new(chosen->rules, &chosen->options, clock_system())};
        status = new_run(&run);
        checker_free(run.checker);
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
    const char *folder = arguments_value(arguments, OPTION_DICOM);
    const char *archive = folder ? folder : arguments_value(arguments, OPTION_ARCHIVE);
    if (!archive) {
        error_set(&error, ERROR_NOT_POSSIBLE, NULL,
                  "give --dicom FOLDER, or --archive and --study; see `ipse new --help`");
        complain(&error);
        return EXIT_TROUBLE;
    }
    if (rule_options_open(&chosen, arguments, &error)) {
        status = make(arguments, &chosen, archive);
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
        "it, and the section Results that refers to the report.",
    .run = run_new,
};
