/* `ipse compare`: a study beside the images that an archive has, or two files beside each other. */
#include "src/json/source.h"
#include "ui/cli/archive/compare_run.h"
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"
#include "ui/cli/remote/operand.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"

static Severity severity_of(const char *name)
{
    return !name || strcmp(name, "note") == 0 ? SEVERITY_NOTE
           : strcmp(name, "warning") == 0     ? SEVERITY_WARNING
                                              : SEVERITY_ERROR;
}

/* False with a sentence where standard input or a file of lines has no value at all. */
static bool has_value(const Document *document, const char *name, Error *error)
{
    bool is_value = document_node(document, 0)->kind != NODE_LINES || document_child_count(document, 0) > 0;
    return is_value || error_set(error, ERROR_FORMAT, name, "file is empty");
}

/* Opens the operand at a position; NULL, which was said, where that cannot be. */
static Document *open_operand(Remote *remote, const Arguments *arguments, size_t position)
{
    Error error;
    const char *name = arguments->operands[position];
    Document *document = operand_open(remote, name, &error);
    if (document && document_is_json(document, name, &error) && has_value(document, name, &error)) {
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
    ArchiveInput input;
    int status = EXIT_TROUBLE;
    bool is_read = settings_archive(arguments, OPTION_ARCHIVE, &input, &error);
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
    Remote remote = settings_remote(arguments);
    Document *document = open_operand(&remote, arguments, 0);
    Document *other = document && !archive ? open_operand(&remote, arguments, 1) : NULL;
    int status = !document ? EXIT_TROUBLE
                 : archive ? compare_archive(run, arguments, document)
                 : other   ? compare_documents(run, document, other)
                           : EXIT_TROUBLE;
    document_free(document);
    document_free(other);
    remote_close(&remote);
    return status;
}

/* False with a sentence where the operands are too many or too few, or both are standard input. */
static bool are_operands_possible(const Arguments *arguments, Error *error)
{
    size_t wanted = arguments_has(arguments, OPTION_ARCHIVE) ? 1 : 2;
    if (arguments->operand_count != wanted) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL,
                         "give a study and --archive FOLDER, or two files; see `ipse compare --help`");
    }
    bool are_standard = wanted == 2 && strcmp(arguments->operands[0], SOURCE_STANDARD_INPUT) == 0 &&
                        strcmp(arguments->operands[1], SOURCE_STANDARD_INPUT) == 0;
    return !are_standard || error_set(error, ERROR_NOT_POSSIBLE, SOURCE_STANDARD_INPUT,
                                      "standard input can be read once; give a file to compare it with");
}

static int run_compare(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    if (!are_operands_possible(arguments, &error)) {
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
    .operands = "STUDY|URL [FILE|URL]",
    .operands_minimum = 1,
    .operands_maximum = 2,
    .summary = "print what differs between a study and its images, or between two files",
    .description =
        "With --archive, compares each ImagingStudy of a file with the images in a folder of DICOM files, of a "
        "DICOMDIR, or of a DICOMweb server: series and instances, UIDs, SOP classes, modality, counts, numbers, dates "
        "with their time zone, descriptions, "
        "body sites, patient and accession number. Prints one line per difference in the formats of ipse check: an "
        "error or a warning where the two differ, a note where one says less. With two files, compares them value by "
        "value, whatever the order of their members. The exit status follows from what is printed; values that only "
        "the "
        "study has, and values that cannot be compared, do not count. `ipse fix --archive FOLDER STUDY` takes the "
        "values of the archive.",
    .statuses = "0 nothing differs, 1 something differs, 2 it could not be compared",
    .run = run_compare,
};
