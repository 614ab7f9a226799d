/* `ipse compare`: a study beside the images that an archive has, or two files beside each other. */
#include "src/json/source.h"
#include "ui/cli/archive/archive_input.h"
#include "ui/cli/archive/compare_run.h"
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"

static Severity severity_of(const char *name)
{
    return !name || strcmp(name, "note") == 0 ? SEVERITY_NOTE
           : strcmp(name, "warning") == 0     ? SEVERITY_WARNING
                                              : SEVERITY_ERROR;
}

/* Opens the operand at a position; NULL, which was said, where that cannot be. */
static Document *open_operand(const Arguments *arguments, size_t position)
{
    Error error;
    const char *name = arguments->operands[position];
    Document *document = source_open(name, name, NULL, &error);
    if (document && document_is_json(document, name, &error)) {
        return document;
    }
    complain(&error);
    document_free(document);
    return NULL;
}

static int compare_archive(const CompareRun *run, const Arguments *arguments, const Document *document)
{
    Error error;
    ImageSet set = {0};
    Config *config = config_new();
    int status = EXIT_TROUBLE;
    bool is_read = settings_read(config, arguments, &error);
    ArchiveInput input =
        archive_input_new(arguments_value(arguments, OPTION_ARCHIVE), config, arguments_has(arguments, OPTION_OFFLINE));
    archive_source_add_document(&input.source, document);
    if (is_read && archive_input_read(&input, &set, &error)) {
        status = compare_with_archive(run, document, &set);
    } else {
        complain(&error);
    }
    archive_input_free(&input);
    image_set_free(&set);
    return status;
}

static int compare(const CompareRun *run, const Arguments *arguments)
{
    const char *archive = arguments_value(arguments, OPTION_ARCHIVE);
    Document *document = open_operand(arguments, 0);
    Document *other = document && !archive ? open_operand(arguments, 1) : NULL;
    int status = !document ? EXIT_TROUBLE
                 : archive ? compare_archive(run, arguments, document)
                 : other   ? compare_documents(run, document, other)
                           : EXIT_TROUBLE;
    document_free(document);
    document_free(other);
    return status;
}

static int run_compare(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    size_t wanted = arguments_has(arguments, OPTION_ARCHIVE) ? 1 : 2;
    if (arguments->operand_count != wanted) {
        error_set(&error, ERROR_NOT_POSSIBLE, NULL,
                  "give a study and --archive FOLDER, or two files; see `ipse compare --help`");
        complain(&error);
        return EXIT_TROUBLE;
    }
    if (rule_options_open(&chosen, arguments, &error)) {
        const char *format = arguments_value(arguments, OPTION_FORMAT);
        CompareRun run = {.checker = checker_new(chosen.rules, &chosen.options, clock_system()),
                          .writer = writer_find(format ? format : "text"),
                          .least = severity_of(arguments_value(arguments, OPTION_SEVERITY))};
        status = compare(&run, arguments);
        checker_free(run.checker);
    } else {
        complain(&error);
    }
    rule_options_close(&chosen);
    return status;
}

const Command command_compare = {
    .name = "compare",
    .title = "ipse compare",
    .operands = "STUDY [FILE]",
    .operands_minimum = 1,
    .operands_maximum = 2,
    .summary = "print what differs between a study and its images, or between two files",
    .description =
        "With --archive, compares each ImagingStudy of a file with the images in a folder of DICOM files or a "
        "DICOMDIR: "
        "series and instances, UIDs, SOP classes, modality, counts, numbers, dates with their time zone, descriptions, "
        "body sites, patient and accession number. Prints one line per difference in the formats of ipse check: an "
        "error or a warning where the two differ, a note where one says less. With two files, compares them value by "
        "value, whatever the order of their members. Exit status: 0 nothing differs, 1 something differs, 2 it could "
        "not be compared. `ipse fix --archive FOLDER STUDY` takes the values of the archive.",
    .run = run_compare,
};
