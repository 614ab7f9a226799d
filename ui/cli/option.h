/*
 * Option: what may be given on the command line.
 *
 * One table drives parsing, `--help` and the manual page. A row names the commands that it belongs to; the command
 * without a name, the workbench, is called "workbench" here. An option that takes other values in another command has a
 * row for each; all rows of a name have the same letter, and all or none take a value.
 */
#ifndef IPSE_CLI_OPTION_H
#define IPSE_CLI_OPTION_H

#include "src/base/slice.h"

typedef enum OptionId {
    OPTION_PROFILE,
    OPTION_PACKAGE,
    OPTION_ACTOR,
    OPTION_MUST_SUPPORT,
    OPTION_ARCHIVE,
    OPTION_DICOM,
    OPTION_INTO,
    OPTION_STUDY,
    OPTION_OTHER_PATIENT,
    OPTION_FORMAT,
    OPTION_VALUE_FORMAT,
    OPTION_REPORT_FORMAT,
    OPTION_AGAINST,
    OPTION_AGAINST_OUTCOME,
    OPTION_WITH_VALUES,
    OPTION_INPUT,
    OPTION_JOBS,
    OPTION_FOR_PARTNER,
    OPTION_PATHS,
    OPTION_STRICT,
    OPTION_EXIT_ZERO,
    OPTION_SEVERITY,
    OPTION_ONLY_KEYS,
    OPTION_IGNORE,
    OPTION_SUPPRESSIONS,
    OPTION_SHOW_SUPPRESSED,
    OPTION_BASELINE,
    OPTION_WRITE_BASELINE,
    OPTION_SUMMARY,
    OPTION_TERMINOLOGY,
    OPTION_NO_RECURSE,
    OPTION_DRY_RUN,
    OPTION_ONLY,
    OPTION_FIRST,
    OPTION_REMOVE,
    OPTION_OUTPUT,
    OPTION_OUTPUT_FETCHED,
    OPTION_OFFERS,
    OPTION_CARD,
    OPTION_COMPLETE,
    OPTION_COMPARE,
    OPTION_THEME,
    OPTION_ASCII,
    OPTION_READONLY,
    OPTION_CONFIG,
    OPTION_MASK,
    OPTION_OFFLINE,
    OPTION_SERVER,
    OPTION_SINCE,
    OPTION_SCRIPT,
    OPTION_CAST,
    OPTION_SVG,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_MANUAL,
    OPTION_COUNT
} OptionId;

typedef struct Option {
    OptionId id;
    const char *name;     /* without the dashes */
    char letter;          /* '\0': has none */
    const char *argument; /* what to give, as the help shows it; NULL: nothing is given */
    const char *choices;  /* the words that may be given, with spaces between; NULL: any */
    const char *commands; /* names of commands, with spaces between; "*": all of them */
    const char *help;     /* one sentence without a full stop; NULL: not shown */
} Option;

/* All options, in the order of the help; OPTION_COUNT rows. */
extern const Option options[];

/* The first option of this name, of this letter; NULL if there is none. */
const Option *option_find(Slice name);
const Option *option_find_letter(char letter);

/* The option with the name nearest to a misspelt one; NULL where none is near. */
const Option *option_suggest(Slice name);

/* True where the option may be given to the command of this name. */
bool option_belongs(const Option *option, const char *command);

/* The row of an option's name that belongs to a command; NULL if there is none. */
const Option *option_of(const Option *option, const char *command);

/* True where another command has a row of the option's name: where all are listed, each says whose it is. */
bool option_is_shared(const Option *option);

/* True where the value is one of the option's choices, or it has none. */
bool option_accepts(const Option *option, Slice value);

#endif
