/* `ipse check`: the verdicts on files, folders and standard input. */
#include "ui/cli/against/against.h"
#include "ui/cli/check_selection.h"
#include "ui/cli/command.h"
#include "ui/cli/inputs.h"
#include "ui/cli/jobs.h"
#include "ui/cli/records/record_run.h"
#include "ui/cli/remote/operand.h"
#include "ui/cli/remote/remote_type.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"
#include "ui/cli/terms/asked_ahead.h"

#include "src/json/source.h"

#include <stdlib.h>

/* One run over all inputs. */
typedef struct CheckRun {
    const Arguments *arguments;
    unsigned jobs;
    bool has_trouble; /* an input could not be read */
    FileList *inputs; /* of each operand */
    Output output;
    Selection selection;
    Sink sink;
    RecordRun *records;
    Progress *progress; /* NULL: none is shown */
    Remote remote;
    AskedAhead *ahead;
} CheckRun;

/* True where an operand stands for what a server holds. */
static bool is_remote(CheckRun *run, const char *operand)
{
    return arguments_has(run->arguments, OPTION_SERVER) || remote_wants(operand);
}

/* Lists the inputs of all operands, and reads the suppressions next to them; false with a sentence where that fails. */
static bool list_inputs(CheckRun *run, const Rules *rules, Error *error)
{
    const Arguments *arguments = run->arguments;
    run->inputs = memory_allocate_zeroed(arguments->operand_count, sizeof *run->inputs);
    bool is_done = remote_time_is_valid(arguments_value(arguments, OPTION_SINCE), error);
    for (size_t i = 0; i < arguments->operand_count && is_done; i++) {
        const char *operand = arguments->operands[i];
        if (is_remote(run, operand)) {
            is_done = !arguments_has(arguments, OPTION_SERVER) || remote_type_is_known(rules, operand, error);
            continue;
        }
        run->has_trouble = !inputs_expand(arguments, operand, &run->inputs[i]) || run->has_trouble;
        is_done = check_selection_add_inputs(&run->selection, arguments, rules, operand, &run->inputs[i], error);
    }
    return is_done;
}

/* As RemoteTake. */
static bool check_resource(void *context, const char *name, Text *bytes)
{
    CheckRun *run = context;
    record_run_bytes(run->records, name, bytes);
    return run->output.failure == 0;
}

/* Checks what a server holds. */
static void check_remote(CheckRun *run, const char *operand)
{
    Error error;
    if (!remote_fetch(&run->remote, operand, check_resource, run, &error)) {
        record_run_finish(run->records);
        progress_hide(run->progress);
        complain(&error);
        progress_show(run->progress, &run->output);
        run->has_trouble = true;
    }
}

/* Checks the resources of a type that the server of --server has. */
static void check_type(CheckRun *run, const char *type)
{
    const char *server = arguments_value(run->arguments, OPTION_SERVER);
    const char *since = arguments_value(run->arguments, OPTION_SINCE);
    Text word = TEXT_EMPTY;
    remote_type_append(server, type, since, &word);
    check_remote(run, word.bytes);
    text_free(&word);
}

/* Names all files to those that want to know them before. */
static void announce_inputs(CheckRun *run)
{
    for (size_t i = 0; i < run->arguments->operand_count; i++) {
        for (size_t k = 0; k < run->inputs[i].count; k++) {
            asked_ahead_add(run->ahead, run->arguments->operands[i], run->inputs[i].names[k]);
            if (run->progress) {
                progress_expect(run->progress, run->inputs[i].names[k]);
            }
        }
    }
}

/* Checks all inputs, until nobody reads any more. */
static void check_inputs(CheckRun *run)
{
    announce_inputs(run);
    for (size_t i = 0; i < run->arguments->operand_count; i++) {
        const FileList *inputs = &run->inputs[i];
        const char *operand = run->arguments->operands[i];
        if (is_remote(run, operand)) {
            (arguments_has(run->arguments, OPTION_SERVER) ? check_type : check_remote)(run, operand);
        }
        for (size_t k = 0; k < inputs->count && run->output.failure == 0; k++) {
            asked_ahead_reach(run->ahead);
            record_run_input(run->records, run->arguments->operands[i], inputs->names[k]);
        }
    }
    if (run->arguments->operand_count == 0) {
        check_type(run, "ImagingStudy");
    }
    record_run_finish(run->records);
    run->has_trouble = record_run_has_trouble(run->records) || run->has_trouble;
}

static int exit_status(const CheckRun *run)
{
    const Totals *totals = &run->sink.totals;
    bool is_doubtful = totals->counts.warnings > 0 || totals->counts.gaps > 0 || totals->unchecked_profiles > 0;
    bool has_found = totals->counts.errors > 0 || (arguments_has(run->arguments, OPTION_STRICT) && is_doubtful);
    has_found = has_found && !arguments_has(run->arguments, OPTION_EXIT_ZERO);
    return run->has_trouble ? EXIT_TROUBLE : has_found ? EXIT_FOUND : EXIT_FINE;
}

/* Writes the end, and after it, on standard error, what there is to say about the whole. */
static int close_run(CheckRun *run)
{
    Error error;
    sink_close(&run->sink);
    int status = output_close(&run->output, exit_status(run));
    if (!check_selection_finish(run->arguments, &run->sink, &error)) {
        complain(&error);
        status = EXIT_TROUBLE;
    }
    Text line = TEXT_EMPTY;
    totals_append(&run->sink.totals, &line);
    if (run->sink.totals.inputs > 0) {
        output_error(text_slice(&line));
    }
    text_free(&line);
    sink_free(&run->sink);
    return status;
}

static InputForm form_of(const Arguments *arguments)
{
    const char *form = arguments_value(arguments, OPTION_INPUT);
    return !form || strcmp(form, "auto") == 0 ? INPUT_AUTO : strcmp(form, "json") == 0 ? INPUT_JSON : INPUT_LINES;
}

/* Checks everything that is listed and says how it went. */
static int check_all(CheckRun *run, const RuleOptions *chosen)
{
    const char *format = arguments_value(run->arguments, OPTION_FORMAT);
    const char *paths = arguments_value(run->arguments, OPTION_PATHS);
    run->progress = progress_new("checking");
    RecordRules rules = {.rules = chosen->rules,
                         .options = &chosen->options,
                         .as_validator = paths && strcmp(paths, "validator") == 0 ? chosen->rules : NULL,
                         .writer = writer_find(format ? format : "text"),
                         .selection = &run->selection,
                         .progress = run->progress};
    sink_open(&run->sink, rules.writer, chosen->rules, &run->selection, &run->output);
    run->records = record_run_new(&rules, run->jobs, form_of(run->arguments), &run->sink);
    run->ahead = asked_ahead_new(chosen->rules, &chosen->options);
    check_inputs(run);
    asked_ahead_free(run->ahead);
    progress_free(run->progress);
    int status = close_run(run);
    record_run_free(run->records);
    return status;
}

/* ---- against another program ---- */

/* The first given option that has no meaning where findings are compared; NULL if there is none. */
static const Option *meaningless_option(const Arguments *arguments)
{
    static const OptionId meant[] = {OPTION_AGAINST_OUTCOME, OPTION_PROFILE,    OPTION_PACKAGE,   OPTION_ACTOR,
                                     OPTION_MUST_SUPPORT,    OPTION_NO_RECURSE, OPTION_EXIT_ZERO, OPTION_JOBS,
                                     OPTION_CONFIG,          OPTION_OFFLINE};
    for (size_t i = 0; i < arguments->given_count; i++) {
        bool is_meant = false;
        for (size_t k = 0; k < sizeof meant / sizeof *meant; k++) {
            is_meant = is_meant || arguments->given[i].option->id == meant[k];
        }
        if (!is_meant) {
            return arguments->given[i].option;
        }
    }
    return NULL;
}

/* The comparison of all inputs. */
typedef struct ComparedInputs {
    CheckRun *run;
    AgainstRequest request;
    Outcome outcome;
    bool is_only; /* there is one input: all of the outcome is about it */
    AgainstTotals totals;
} ComparedInputs;

/* Compares an input, which is freed; NULL is one that cannot be read, as the error says. */
static void compare_input(ComparedInputs *compared, Document *document, const Error *error)
{
    if (document) {
        against_input(&compared->request, &compared->outcome, document, compared->is_only, &compared->run->output,
                      &compared->totals);
    } else {
        complain(error);
        compared->run->has_trouble = true;
    }
    document_free(document);
}

/* As RemoteTake. */
static bool compare_resource(void *context, const char *name, Text *bytes)
{
    ComparedInputs *compared = context;
    Error error;
    compare_input(compared, document_take(bytes, name, &error), &error);
    return compared->run->output.failure == 0;
}

/* Writes the lines of all inputs. */
static void compare_inputs(ComparedInputs *compared)
{
    CheckRun *run = compared->run;
    Error error;
    for (size_t i = 0; i < run->arguments->operand_count; i++) {
        const char *operand = run->arguments->operands[i];
        const FileList *inputs = &run->inputs[i];
        if (is_remote(run, operand) && !remote_fetch(&run->remote, operand, compare_resource, compared, &error)) {
            compare_input(compared, NULL, &error);
        }
        for (size_t k = 0; k < inputs->count && run->output.failure == 0; k++) {
            compare_input(compared, source_open(operand, inputs->names[k], NULL, &error), &error);
        }
    }
}

/* Reads what another program says: an OperationOutcome in a file, or at a server. */
static bool read_outcome(CheckRun *run, const char *name, Outcome *outcome, Error *error)
{
    Document *document = operand_open(&run->remote, name, error);
    bool is_read = document && outcome_read(document, outcome, error);
    document_free(document);
    return is_read;
}

static void write_against_totals(const AgainstTotals *totals, const char *outcome)
{
    Text line = TEXT_EMPTY;
    text_format(&line, "%u both · %u only in ", totals->both, totals->theirs);
    visible_append(&line, slice_from(outcome));
    text_format(&line, " · %u only by ipse", totals->ours);
    if (totals->unplaced) {
        text_format(&line, " · place of %u not found", totals->unplaced);
    }
    text_append_byte(&line, '\n');
    output_error(text_slice(&line));
    text_free(&line);
}

static int compare_all(CheckRun *run, const RuleOptions *chosen)
{
    Error error;
    const char *outcome = arguments_value(run->arguments, OPTION_AGAINST_OUTCOME);
    bool is_only = run->arguments->operand_count == 1 && run->inputs[0].count <= 1;
    ComparedInputs compared = {
        .run = run, .request = {.rules = chosen->rules, .options = &chosen->options}, .is_only = is_only};
    const Option *meaningless = meaningless_option(run->arguments);
    bool is_ready = !meaningless ? read_outcome(run, outcome, &compared.outcome, &error)
                                 : error_set(&error, ERROR_NOT_POSSIBLE, NULL,
                                             "'--%s' is not possible with '--against'", meaningless->name);
    if (is_ready) {
        compare_inputs(&compared);
    } else {
        complain(&error);
        run->has_trouble = true;
    }
    bool has_found = compared.totals.errors > 0 && !arguments_has(run->arguments, OPTION_EXIT_ZERO);
    int status = output_close(&run->output, run->has_trouble ? EXIT_TROUBLE : has_found ? EXIT_FOUND : EXIT_FINE);
    if (compared.totals.inputs > 0) {
        write_against_totals(&compared.totals, outcome);
    }
    outcome_free(&compared.outcome);
    return status;
}

static int run_check(const Arguments *arguments)
{
    RuleOptions chosen;
    AskedTerms asked = {0};
    Error error;
    int status = EXIT_TROUBLE;
    CheckRun run = {.arguments = arguments, .remote = settings_remote(arguments)};
    if (rule_options_open(&chosen, arguments, &error) && settings_terms(arguments, &asked, &chosen.options, &error) &&
        jobs_wanted(arguments, &run.jobs, &error) &&
        check_selection_open(&run.selection, arguments, chosen.rules, &error) &&
        list_inputs(&run, chosen.rules, &error)) {
        bool is_compared = arguments_has(arguments, OPTION_AGAINST_OUTCOME);
        status = is_compared ? compare_all(&run, &chosen) : check_all(&run, &chosen);
    } else {
        complain(&error);
    }
    for (size_t i = 0; run.inputs && i < arguments->operand_count; i++) {
        file_list_free(&run.inputs[i]);
    }
    free(run.inputs);
    selection_free(&run.selection);
    remote_close(&run.remote);
    asked_terms_close(&asked);
    rule_options_close(&chosen);
    return status;
}

const Command command_check = {
    .name = "check",
    .title = "ipse check",
    .operands = "FILE|FOLDER|-|URL…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "print issues, one line per issue",
    .description =
        "Checks files, the *.json and *.ndjson files of folders and their sub-folders, and standard input (-), also "
        "packed with gzip (.gz). Prints one line per issue: FILE:LINE:COL: error|warning|note: PATH: MESSAGE [KEY]. "
        "Gaps are notes with the key gap: missing elements that a Creator must fill in if known. With --format, the "
        "same findings as data: json, ndjson, records, sarif, github, junit. A line of NDJSON is one record, "
        "checked as soon as it is read; what is found in it depends on the line alone. In text, what is not checked is "
        "printed after the lines of a file, and UIDs are compared between them. The counts go to standard error. "
        "A URL, or SERVER:PATH with a server of config.yaml, is read from a FHIR server; of a search, each resource of "
        "all "
        "pages is a record. "
        "Issues that are listed in .ipse.yaml next to the files with a reason (list 'suppress' of key, path, file, "
        "reason, until; wildcards * and ?) are counted, not reported. With --paths validator, the lines number places "
        "as the HL7 validator does, to compare two reports; LINE, COL and the paths of --format json do not change. "
        "With --against, the findings are "
        "compared with an OperationOutcome of another validator or a server (also many of them in a Bundle, in "
        "Parameters "
        "or as lines): 'both', 'theirs' or 'ipse' begins each line, and the sentence of the other program below "
        "what both say. Two findings are the same where they are at one place and both are errors or warnings, or both "
        "are notes; gaps are not compared.",
    .run = run_check,
};
