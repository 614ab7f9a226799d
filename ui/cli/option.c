/* The table of options. */
#include "ui/cli/option.h"

#include "ui/cli/formats/writer.h"
#include "ui/cli/reports/report_writer.h"

#include <stdint.h>

const Option options[] = {
    {OPTION_PROFILE, "profile", 'p', "URL|FILE|declared", NULL, "workbench check fix report tree rules explain lsp",
     "check ImagingStudies against this profile: a canonical URL or a file with a StructureDefinition (default: "
     "ImagingStudy-uv-ips); 'declared' uses the profiles in meta.profile"},
    {OPTION_PACKAGE, "package", 'P', "FILE|FOLDER|NAME#VERSION", NULL,
     "workbench check fix report tree rules fhirpath explain lsp",
     "also use the definitions of a FHIR package (a .tgz, a folder, or a name in the package cache); the option can be "
     "repeated"},
    {OPTION_ACTOR, "actor", 'a', "NAME|URL", NULL, "workbench check fix report tree rules lsp",
     "show the obligations of one actor only: the last segment of the URL (such as creator or consumer) or the whole "
     "URL"},
    {OPTION_MUST_SUPPORT, "must-support", '\0', NULL, NULL, "workbench check fix report tree lsp",
     "show mustSupport elements like elements with obligations, for guides without obligations"},
    {OPTION_ARCHIVE, "archive", '\0', "FOLDER|URL|NAME", NULL, "compare fix new",
     "the images: a folder of DICOM files, a DICOMDIR, one file, the URL of a DICOMweb server, or the name of one in "
     "the settings; the option can be repeated"},
    {OPTION_DICOM, "dicom", '\0', "FOLDER", NULL, "new",
     "make the study from these images: a folder of DICOM files, a DICOMDIR, or one file; the option can be repeated"},
    {OPTION_INTO, "into", '\0', "FILE|URL", NULL, "new",
     "print this summary with the studies added to it: entries, section and references"},
    {OPTION_STUDY, "study", '\0', "UID", NULL, "new",
     "only the study with this Study Instance UID; the option can be repeated"},
    {OPTION_OTHER_PATIENT, "other-patient", '\0', NULL, NULL, "new",
     "with --into: also if the images are of another patient than the summary"},
    {OPTION_FORMAT, "format", 'f', FORMAT_NAMES, FORMAT_WORDS, "check compare",
     "one line per issue (text), one OperationOutcome per record (json), one JSON object per issue (ndjson) or per "
     "record "
     "(records), SARIF 2.1.0 (sarif), annotations of GitHub Actions (github), JUnit XML (junit)"},
    {OPTION_VALUE_FORMAT, "format", 'f', "text|json", "text json", "fhirpath",
     "lines of text (text), or one JSON value per input and line (json)"},
    {OPTION_REPORT_FORMAT, "format", 'f', REPORT_WRITER_NAMES, REPORT_WRITER_WORDS, "report",
     "tables with bars (text), JSON for programs and for --against (json), one number a line (csv), one page (html)"},
    {OPTION_AGAINST, "against", '\0', "FILE", NULL, "report", "compare with an earlier report in json"},
    {OPTION_AGAINST_OUTCOME, "against", '\0', "FILE", NULL, "check",
     "compare with what another validator or a server says: an OperationOutcome in JSON"},
    {OPTION_FOR_PARTNER, "for-partner", '\0', NULL, NULL, "report",
     "print the findings with places and explanations as Markdown, for those who made the files"},
    {OPTION_WITH_VALUES, "with-values", '\0', NULL, NULL, "report",
     "also print messages, which can contain values of patients"},
    {OPTION_INPUT, "input", '\0', "auto|json|ndjson", "auto json ndjson", "check",
     "read each input as one JSON value (json) or line by line (ndjson); auto: by its name or its first lines"},
    {OPTION_JOBS, "jobs", 'j', "N", NULL, "check fix report tree",
     "work with N workers at a time (default: as many as there are processors); the output is the same"},
    {OPTION_PATHS, "paths", '\0', "fhir|validator", "fhir validator", "check",
     "paths as in FHIRPath (fhir), or numbered as in the HL7 validator (validator), to compare two reports"},
    {OPTION_STRICT, "strict", 's', NULL, NULL, "check",
     "also exit with 1 for warnings, gaps and profiles that are not checked"},
    {OPTION_EXIT_ZERO, "exit-zero", '\0', NULL, NULL, "check", "exit with 0 for issues of any severity (2 stays 2)"},
    {OPTION_SEVERITY, "severity", '\0', "error|warning|note", "error warning note", "check compare",
     "report only issues of this severity or worse"},
    {OPTION_ONLY_KEYS, "only", '\0', "KEY,…", NULL, "check", "report only issues with these keys"},
    {OPTION_IGNORE, "ignore", '\0', "KEY,…", NULL, "check", "do not report issues with these keys"},
    {OPTION_SUPPRESSIONS, "suppressions", '\0', "FILE", NULL, "check",
     "read suppressions from this file instead of .ipse.yaml next to the files"},
    {OPTION_SHOW_SUPPRESSED, "show-suppressed", '\0', NULL, NULL, "check",
     "list suppressed issues too, with the reason"},
    {OPTION_BASELINE, "baseline", '\0', "FILE", NULL, "check", "report only issues that are not in this baseline"},
    {OPTION_WRITE_BASELINE, "write-baseline", '\0', "FILE", NULL, "check",
     "write the reported issues, known and new, to a baseline"},
    {OPTION_SUMMARY, "summary", '\0', NULL, NULL, "check",
     "print on standard error what spans records: study UIDs and resources that occur in several records"},
    {OPTION_TERMINOLOGY, "terminology", '\0', "NAME|URL", NULL, "workbench check fix report lsp",
     "ask this terminology server about codes that ipse does not include: a URL, or a server of the settings"},
    {OPTION_NO_RECURSE, "no-recurse", '\0', NULL, NULL, "workbench check fix report tree fhirpath",
     "do not read the sub-folders of a folder"},
    {OPTION_DRY_RUN, "dry-run", 'n', NULL, NULL, "fix", "print the changes without saving"},
    {OPTION_ONLY, "only", '\0', "KEY,…", NULL, "fix", "fix only issues with these keys"},
    {OPTION_FIRST, "first", '\0', NULL, NULL, "fix",
     "also apply the first fix that helps and removes nothing, without a decision of the user"},
    {OPTION_REMOVE, "remove", '\0', NULL, NULL, "fix",
     "also apply fixes that remove content if no other fix helps, and print the removed content"},
    {OPTION_OUTPUT, "output", 'o', "FOLDER", NULL, "fix",
     "write all files into this folder with their names; originals and existing files stay unchanged"},
    {OPTION_OUTPUT_FETCHED, "output", 'o', "FOLDER", NULL, "fetch",
     "write each resource to a file in this folder; existing files stay unchanged"},
    {OPTION_OFFERS, "offers", '\0', NULL, NULL, "fix", "print all offered fixes without applying"},
    {OPTION_THEME, "theme", 't', "NAME|FILE", NULL, "workbench tour play present", "colours of the screen"},
    {OPTION_ASCII, "ascii", '\0', NULL, NULL, "workbench tour play present tree", "draw with ASCII characters only"},
    {OPTION_CARD, "card", '\0', NULL, NULL, "tree",
     "print what a receiver shows of each study instead: what is missing, what cannot be read, what is shown"},
    {OPTION_COMPLETE, "complete", '\0', NULL, NULL, "fhirpath",
     "print how the expression can go on, one way a line, for elements of the first file or of the named resource "
     "type"},
    {OPTION_COMPARE, "compare", '\0', NULL, NULL, "rules", "print what two profiles say differently of each element"},
    {OPTION_READONLY, "readonly", 'r', NULL, NULL, "workbench", "open files read-only"},
    {OPTION_CONFIG, "config", 'c', "FILE", NULL,
     "workbench check tree report fhirpath fetch tour play present config keys compare fix new lsp",
     "read this file instead of config.yaml of the user"},
    {OPTION_MASK, "mask", '\0', NULL, NULL, "workbench play present",
     "show files without the name, birth date, identifiers and address of the patient; the files stay unchanged"},
    {OPTION_OFFLINE, "offline", '\0', NULL, NULL,
     "workbench check fix compare new tree report fhirpath fetch play present lsp",
     "send no request to a server, and look up no name"},
    {OPTION_SERVER, "server", '\0', "NAME", NULL, "check",
     "check what this server of config.yaml has; operands are types of resources (default: ImagingStudy)"},
    {OPTION_SINCE, "since", '\0', "TIME", NULL, "check",
     "with --server: only resources that changed since then (2025-03-14 or 2025-03-14T10:00:00Z)"},
    {OPTION_SCRIPT, "script", '\0', "FILE", NULL, "workbench tour play present",
     "read keys and commands from a file and print the requested screens"},
    {OPTION_CAST, "cast", '\0', "FILE", NULL, "play",
     "write a recording for players of terminals (asciicast v2) without showing the script"},
    {OPTION_SVG, "svg", '\0', "FILE", NULL, "play", "write a picture of the last screen without showing the script"},
    {OPTION_HELP, "help", 'h', NULL, NULL, "*", "print this help"},
    {OPTION_VERSION, "version", 'V', NULL, NULL, "workbench", "print the version"},
    {OPTION_MANUAL, "manual", '\0', "SECTION", "1 5 7", "workbench", NULL},
};

_Static_assert(sizeof options / sizeof *options == OPTION_COUNT, "a row for each option");

const Option *option_find(Slice name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (slice_equals(slice_from(options[i].name), name)) {
            return &options[i];
        }
    }
    return NULL;
}

const Option *option_find_letter(char letter)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (options[i].letter == letter && letter != '\0') {
            return &options[i];
        }
    }
    return NULL;
}

const Option *option_suggest(Slice name)
{
    enum { NEAR = 3 };
    const Option *nearest = NULL;
    unsigned least = NEAR;
    for (size_t i = 0; i < OPTION_COUNT && name.length <= 64; i++) {
        unsigned distance = slice_distance(slice_from(options[i].name), name, NEAR);
        if (distance < least && options[i].help) {
            least = distance;
            nearest = &options[i];
        }
    }
    return nearest;
}

const Option *option_of(const Option *option, const char *command)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (strcmp(options[i].name, option->name) == 0 && option_belongs(&options[i], command)) {
            return &options[i];
        }
    }
    return NULL;
}

bool option_is_shared(const Option *option)
{
    size_t count = 0;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        count += strcmp(options[i].name, option->name) == 0;
    }
    return count > 1;
}

/* True where `word` is one of the words of a list with spaces between. */
static bool list_has(const char *list, Slice word)
{
    Slice rest = slice_from(list);
    while (rest.length > 0) {
        size_t space = slice_find(rest, SLICE(" "), 0);
        Slice item = slice_part(rest, 0, space);
        if (slice_equals(item, word)) {
            return true;
        }
        rest = slice_part(rest, item.length + 1, SIZE_MAX);
    }
    return false;
}

bool option_belongs(const Option *option, const char *command)
{
    return list_has(option->commands, SLICE("*")) || list_has(option->commands, slice_from(command));
}

bool option_accepts(const Option *option, Slice value)
{
    return !option->choices || list_has(option->choices, value);
}
