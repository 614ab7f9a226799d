/* `ipse report`: what was found in files, folders and exports, in numbers. */
#include "src/json/record_reader.h"
#include "ui/cli/command.h"
#include "ui/cli/inputs.h"
#include "ui/cli/output/output.h"
#include "ui/cli/reports/report_writer.h"
#include "ui/cli/rule_options.h"

/* One run over all inputs. */
typedef struct ReportRun {
    Checker *checker;
    const Arguments *arguments;
    Figures figures;
    bool has_trouble; /* an input could not be read */
} ReportRun;

static void count_record(ReportRun *run, const char *input, uint32_t line, const Document *document)
{
    FigureRecord record = {.input = input, .line = line, .checker = run->checker, .document = document};
    Report *report = document ? check_document(run->checker, document) : NULL;
    record.report = report;
    figures_add(&run->figures, &record);
    report_free(report);
}

/* Counts the records of an input with lines; false with an error where it cannot be read to its end. */
static bool count_lines(ReportRun *run, const char *input, RecordReader *reader, Error *error)
{
    LinePiece piece = {0};
    while (record_reader_next(reader, &piece, error)) {
        RecordLine record = {.line = piece.first_line};
        while (line_piece_next(&piece, &record)) {
            uint32_t first_line = record.line;
            Document *document = record_document(&record, input, &first_line, NULL);
            count_record(run, input, first_line, document);
            document_free(document);
        }
    }
    text_free(&piece.bytes);
    return error->code == ERROR_NONE;
}

static bool count_value(ReportRun *run, const char *input, RecordReader *reader, Error *error)
{
    Document *document = record_reader_document(reader, error);
    if (document) {
        count_record(run, input, 1, document);
        document_free(document);
    }
    return document != NULL;
}

static void count_input(ReportRun *run, const char *operand, const char *input)
{
    Error error = {.code = ERROR_NONE};
    RecordReader *reader = record_reader_open(operand, input, INPUT_AUTO, &error);
    bool is_read = reader && (record_reader_has_lines(reader) ? count_lines(run, input, reader, &error)
                                                              : count_value(run, input, reader, &error));
    record_reader_free(reader);
    if (!is_read && error.code == ERROR_FORMAT) {
        count_record(run, input, 1, NULL);
    } else if (!is_read) {
        complain(&error);
        run->has_trouble = true;
        return;
    }
    run->figures.files++;
}

static void count_operand(ReportRun *run, const char *operand)
{
    FileList inputs = {0};
    run->has_trouble = !inputs_expand(run->arguments, operand, &inputs) || run->has_trouble;
    for (size_t i = 0; i < inputs.count; i++) {
        count_input(run, operand, inputs.names[i]);
    }
    file_list_free(&inputs);
}

/* Writes the report; gives the status. */
static int write_report(ReportRun *run)
{
    const Arguments *arguments = run->arguments;
    const char *format = arguments_value(arguments, OPTION_REPORT_FORMAT);
    const char *before = arguments_value(arguments, OPTION_AGAINST);
    const ReportWriter *writer = report_writer_find(format ? format : "text");
    ReportTables tables = report_tables_make(&run->figures, run->figures.takes_values);
    Output output = OUTPUT_EMPTY;
    Text text = TEXT_EMPTY;
    Error error;
    int status = run->has_trouble ? EXIT_TROUBLE : EXIT_FINE;
    if (before && !report_tables_compare(&tables, before, &error)) {
        complain(&error);
        status = EXIT_TROUBLE;
    } else {
        writer->write(&tables, &text);
        (writer->is_json ? output_json : output_text)(&output, text_slice(&text));
    }
    text_free(&text);
    report_tables_free(&tables);
    return output_close(&output, status);
}

static int run_report(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    if (rule_options_open(&chosen, arguments, &error)) {
        ReportRun run = {.arguments = arguments,
                         .checker = checker_new(chosen.rules, &chosen.options, clock_system()),
                         .figures = {.takes_values = arguments_has(arguments, OPTION_WITH_VALUES)}};
        for (size_t i = 0; i < arguments->operand_count; i++) {
            count_operand(&run, arguments->operands[i]);
        }
        status = write_report(&run);
        figures_free(&run.figures);
        checker_free(run.checker);
    } else {
        complain(&error);
    }
    rule_options_close(&chosen);
    return status;
}

const Command command_report = {
    .name = "report",
    .title = "ipse report",
    .operands = "FILE|FOLDER|-…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "count issues, gaps and completeness over many records",
    .description = "Checks files, folders and exports like ipse check, and prints numbers instead of issues: findings "
                   "by rule, gaps by "
                   "obligation, completeness by element and actor, and records by file, profile and month. As text "
                   "with bars, as json, "
                   "as csv (one number a line), or as one page of html that loads nothing. With --against, each number "
                   "is compared with "
                   "an earlier report in json. Values of patients are not printed, except with --with-values: then "
                   "each rule has the "
                   "message of its first finding. The status is 0 whatever was found.",
    .run = run_report,
};
