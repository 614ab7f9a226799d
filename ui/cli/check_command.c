/* `ipse check`: the verdicts on files, folders and standard input. */
#include "src/base/ascii.h"
#include "src/json/source.h"
#include "ui/cli/command.h"
#include "ui/cli/formats/sink.h"
#include "ui/cli/inputs.h"
#include "ui/cli/rule_options.h"

/* One run over all inputs. */
typedef struct CheckRun {
    Checker *checker;
    const Arguments *arguments;
    const Rules *as_validator; /* places as the HL7 validator writes them; NULL: true ones */
    bool has_trouble;          /* an input could not be read */
    Output output;
    Sink sink;
    RecordOutput written;
} CheckRun;

/* Writes a record, whose issues were chosen, and frees it. */
static void write_record(CheckRun *run, Record *record)
{
    record_output_clear(&run->written);
    writer_write(run->sink.writer, record, &run->written);
    sink_take(&run->sink, &run->written);
    record_free(record);
}

/* Checks a document as one record. */
static void check_record(CheckRun *run, Record record, const Document *document)
{
    Report *report = check_document(run->checker, document);
    record.checker = run->checker;
    record.document = document;
    record.report = report;
    record.as_validator = run->as_validator;
    record_take_all(&record);
    write_record(run, &record);
    report_free(report);
}

/* Checks each line of NDJSON as a record. */
static void check_lines(CheckRun *run, const char *input, Slice rest)
{
    for (uint32_t line = 1; rest.length > 0; line++) {
        Slice text = slice_part(rest, 0, slice_find(rest, SLICE("\n"), 0));
        Document *document = slice_trim(text).length > 0 ? document_new(text, "", NULL) : NULL;
        if (document) {
            check_record(run, (Record){.input = input, .line = line, .is_line = true}, document);
            document_free(document);
        }
        rest = slice_part(rest, text.length + 1, SIZE_MAX);
    }
}

/* Checks one input and writes its records. */
static void check_input(CheckRun *run, const char *operand, const char *input)
{
    Error error;
    Document *document = source_open(operand, input, NULL, &error);
    if (document && document_form(document) == DOCUMENT_NDJSON) {
        check_lines(run, input, document_bytes(document));
    } else if (document) {
        check_record(run, (Record){.input = input, .line = 1}, document);
    } else if (error.code == ERROR_FORMAT) {
        Record record = {.input = input, .line = 1, .checker = run->checker};
        record_take_no_json(&record, error.message);
        write_record(run, &record);
    } else {
        complain(&error);
        run->has_trouble = true;
        return;
    }
    document_free(document);
    sink_end_input(&run->sink);
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
    const ReportCounts *counts = &run->sink.totals.counts;
    bool is_doubtful = counts->warnings > 0 || counts->gaps > 0 || run->sink.totals.unchecked_profiles > 0;
    bool has_found = counts->errors > 0 || (is_strict && is_doubtful);
    return run->has_trouble ? EXIT_TROUBLE : has_found ? EXIT_FOUND : EXIT_FINE;
}

/* Writes the end, and the counts on standard error after it. */
static int close_run(CheckRun *run)
{
    sink_close(&run->sink);
    record_output_free(&run->written);
    int status = output_close(&run->output, exit_status(run, arguments_has(run->arguments, OPTION_STRICT)));
    Text line = TEXT_EMPTY;
    totals_append(&run->sink.totals, &line);
    if (run->sink.totals.inputs > 0) {
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
                    .as_validator = paths && strcmp(paths, "validator") == 0 ? chosen->rules : NULL};
    run.checker = checker_new(chosen->rules, &chosen->options, clock_system());
    sink_open(&run.sink, writer_find(format ? format : "text"), chosen->rules, &run.output);
    for (size_t i = 0; i < arguments->operand_count; i++) {
        check_operand(&run, arguments->operands[i]);
    }
    int status = close_run(&run);
    checker_free(run.checker);
    return status;
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
        "missing elements that a Creator must fill in if known. With --format, the same findings as data: json, "
        "ndjson, records, "
        "sarif, github, junit. A line of NDJSON is a record of its own; what is found in it depends on the line alone. "
        "The "
        "counts go to standard error. With --paths validator, the lines number places as the HL7 validator "
        "does, to compare two reports; LINE, COL and the paths of --format json do not change.",
    .run = run_check,
};
