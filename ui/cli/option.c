/* The table of options. */
#include "ui/cli/option.h"

#include <stdint.h>

const Option options[] = {
    {OPTION_PROFILE, "profile", 'p', "URL|FILE|declared", NULL, "workbench check fix tree rules explain",
     "judge ImagingStudies by this profile: a canonical URL or a StructureDefinition in a file (without the option: "
     "ImagingStudy-uv-ips); 'declared' checks by what the file declares"},
    {OPTION_PACKAGE, "package", 'P', "FILE|FOLDER|NAME#VERSION", NULL,
     "workbench check fix tree rules fhirpath explain",
     "use the definitions of a FHIR package as well (a .tgz, a folder of definitions, or a name in the package cache); "
     "may be given several times"},
    {OPTION_ACTOR, "actor", 'a', "NAME|URL", NULL, "workbench check fix tree rules",
     "only the obligations of one actor: the last segment of its URL (creator, consumer, or what loaded definitions "
     "name), or all of it"},
    {OPTION_MUST_SUPPORT, "must-support", '\0', NULL, NULL, "workbench check fix tree",
     "show the elements that a profile marks mustSupport as it shows those with obligations, for guides without "
     "obligations"},
    {OPTION_FORMAT, "format", 'f', "text|json", "text json", "check fhirpath",
     "lines for people and scripts (text), or one JSON value per input and line (json)"},
    {OPTION_PATHS, "paths", '\0', "fhir|validator", "fhir validator", "check",
     "paths as FHIRPath writes them (fhir), or numbered as the HL7 validator does (validator), to compare two reports "
     "line "
     "by line"},
    {OPTION_STRICT, "strict", 's', NULL, NULL, "check",
     "exit with 1 for warnings, gaps and profiles that are not checked too"},
    {OPTION_NO_RECURSE, "no-recurse", '\0', NULL, NULL, "workbench check fix tree fhirpath",
     "of a folder read only its own files, not those of the folders within"},
    {OPTION_DRY_RUN, "dry-run", 'n', NULL, NULL, "fix", "print what would be changed, and change nothing"},
    {OPTION_ONLY, "only", '\0', "KEY,…", NULL, "fix", "fix issues of these keys only"},
    {OPTION_FIRST, "first", '\0', NULL, NULL, "fix",
     "make the first fix that helps and removes nothing, also where a person would be asked"},
    {OPTION_REMOVE, "remove", '\0', NULL, NULL, "fix",
     "make fixes that remove content too, where no other fix helps, and print what they remove"},
    {OPTION_OUTPUT, "output", 'o', "FOLDER", NULL, "fix",
     "write all files into this folder, under their names, and leave the originals; a file that exists there is kept"},
    {OPTION_OFFERS, "offers", '\0', NULL, NULL, "fix", "print all fixes that are offered, and make none"},
    {OPTION_THEME, "theme", 't', "NAME|FILE", NULL, "workbench tour", "colours of the screen"},
    {OPTION_ASCII, "ascii", '\0', NULL, NULL, "workbench tour tree", "draw with ASCII characters only"},
    {OPTION_READONLY, "readonly", 'r', NULL, NULL, "workbench", "look, and change nothing"},
    {OPTION_CONFIG, "config", 'c', "FILE", NULL, "workbench tour config keys",
     "read this file instead of config.yaml in the user's folder"},
    {OPTION_SCRIPT, "script", '\0', "FILE", NULL, "workbench tour",
     "take keys and commands from a file and print the screens that it asks for"},
    {OPTION_HELP, "help", 'h', NULL, NULL, "*", "print this help"},
    {OPTION_VERSION, "version", 'V', NULL, NULL, "workbench", "print the version"},
    {OPTION_MANUAL, "manual", '\0', NULL, NULL, "workbench", NULL},
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
