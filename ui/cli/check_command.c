/* `ipse check`: the verdicts on files, folders and standard input. */
#include "src/json/source.h"
#include "ui/cli/command.h"
#include "ui/cli/inputs.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/verdict.h"

/* One run over all inputs. */
typedef struct CheckRun {
    Checker *checker;
    const Arguments *arguments;
    bool is_json;
    const Rules *as_validator; /* places as the HL7 validator writes them; NULL: true ones */
    bool has_trouble;          /* an input could not be read */
    Output output;
    Totals totals;
} CheckRun;

static void print_verdict(CheckRun *run, const Verdict *verdict)
{
    totals_add(&run->totals, verdict);
    if (run->is_json) {
        verdict_print_json(verdict, &run->output);
    } else {
        verdict_print_text(verdict, &run->output);
    }
}

/* Judges one input and prints the verdict. */
static void check_input(CheckRun *run, const char *operand, const char *input)
{
    Error error;
    Document *document = source_open(operand, input, NULL, &error);
    if (document) {
        Judged *judged = judged_new(run->checker, document, (PatchListener){0});
        print_verdict(run, &(Verdict){.input = input, .judged = judged, .as_validator = run->as_validator});
        judged_free(judged);
    } else if (error.code == ERROR_FORMAT) {
        print_verdict(run, &(Verdict){.input = input, .sentence = error.message});
    } else {
        complain(&error);
        run->has_trouble = true;
    }
}

/* Judges all inputs that an operand stands for, until nobody reads any more. */
static void check_operand(CheckRun *run, const char *operand)
{
    FileList inputs = {0};
    run->has_trouble = !inputs_expand(run->arguments, operand, &inputs) || run->has_trouble;
    for (size_t i = 0; i < inputs.count && run->output.failure == 0; i++) {
        check_input(run, operand, inputs.names[i]);
    }
    file_list_free(&inputs);
}

static int exit_status(const CheckRun *run, bool is_strict)
{
    const ReportCounts *counts = &run->totals.counts;
    bool is_doubtful = counts->warnings > 0 || counts->gaps > 0 || run->totals.unchecked_profiles > 0;
    bool has_found = counts->errors > 0 || (is_strict && is_doubtful);
    return run->has_trouble ? EXIT_TROUBLE : has_found ? EXIT_FOUND : EXIT_FINE;
}

/* Prints the counts on standard error, after what was printed. */
static int close_run(CheckRun *run, int status)
{
    status = output_close(&run->output, status);
    Text line = TEXT_EMPTY;
    totals_append(&run->totals, &line);
    if (run->totals.inputs > 0) {
        output_error(text_slice(&line));
    }
    text_free(&line);
    return status;
}

/* Judges everything that is named and says how it went. */
static int check_all(const RuleOptions *chosen, const Arguments *arguments)
{
    const char *format = arguments_value(arguments, OPTION_FORMAT), *paths = arguments_value(arguments, OPTION_PATHS);
    CheckRun run = {.arguments = arguments,
                    .is_json = format && strcmp(format, "json") == 0,
                    .as_validator = paths && strcmp(paths, "validator") == 0 ? chosen->rules : NULL};
    run.checker = checker_new(chosen->rules, &chosen->options, clock_system());
    for (size_t i = 0; i < arguments->operand_count; i++) {
        check_operand(&run, arguments->operands[i]);
    }
    checker_free(run.checker);
    return close_run(&run, exit_status(&run, arguments_has(arguments, OPTION_STRICT)));
}

static int run_check(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    if (rule_options_open(&chosen, arguments, &error)) {
        status = check_all(&chosen, arguments);
    } else {
        complain(&error);
    }
    rule_options_close(&chosen);
    return status;
}

const Command command_check = {
    .name = "check",
    .title = "ipse check",
    .operands = "FILE|FOLDER|-…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "print issues, one line per issue",
    .description =
        "Checks files, the *.json and *.ndjson files of folders and their sub-folders, and standard input (-). Prints "
        "one line per issue: FILE:LINE:COL: error|warning|note: PATH: MESSAGE [KEY]. Gaps are notes with the key gap: "
        "missing elements that a Creator must fill in if known. With --format json: one OperationOutcome per input and "
        "line. The counts go to standard error. With --paths validator, the lines number places as the HL7 validator "
        "does, to compare two reports; LINE, COL and the paths of --format json do not change.",
    .run = run_check,
};
