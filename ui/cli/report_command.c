/* `ipse report`: what was found in files, folders and exports, in numbers. */
#include "ui/cli/command.h"
#include "ui/cli/inputs.h"
#include "ui/cli/jobs.h"
#include "ui/cli/reports/report_run.h"
#include "ui/cli/reports/report_writer.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"
#include "ui/cli/terms/asked_ahead.h"

#include <stdlib.h>

/* As RemoteTake. */
static bool count_resource(void *context, const char *name, Text *bytes)
{
    report_run_bytes(context, name, bytes);
    return true;
}

/* Counts what a server holds. */
static bool count_remote(Remote *remote, ReportRun *run, const char *operand)
{
    Error error;
    bool is_read = remote_fetch(remote, operand, count_resource, run, &error);
    if (!is_read) {
        complain(&error);
    }
    return is_read;
}

/* Lists the files of all operands; false where one could not be read. */
static bool list_all(const Arguments *arguments, FileList *inputs, AskedAhead *ahead)
{
    bool is_read = true;
    for (size_t i = 0; i < arguments->operand_count; i++) {
        const char *operand = arguments->operands[i];
        is_read = (remote_wants(operand) || inputs_expand(arguments, operand, &inputs[i])) && is_read;
        for (size_t k = 0; k < inputs[i].count; k++) {
            asked_ahead_add(ahead, operand, inputs[i].names[k]);
        }
    }
    return is_read;
}

/* Counts what the operands stand for; false where something could not be read. */
static bool count_all(const Arguments *arguments, const ReportOptions *wanted, ReportRun *run, const Output *output,
                      Figures *figures)
{
    Remote remote = settings_remote(arguments);
    AskedAhead *ahead = asked_ahead_new(wanted->rules, wanted->options);
    FileList *inputs = memory_allocate_zeroed(arguments->operand_count, sizeof *inputs);
    bool is_read = list_all(arguments, inputs, ahead);
    for (size_t i = 0; i < arguments->operand_count; i++) {
        const char *operand = arguments->operands[i];
        is_read = (!remote_wants(operand) || count_remote(&remote, run, operand)) && is_read;
        for (size_t k = 0; k < inputs[i].count && output->failure == 0; k++) {
            asked_ahead_reach(ahead);
            report_run_input(run, operand, inputs[i].names[k]);
        }
        file_list_free(&inputs[i]);
    }
    free(inputs);
    asked_ahead_free(ahead);
    remote_close(&remote);
    return report_run_finish(run, figures) && is_read;
}

/* Writes the figures as a report, compared with an earlier one where there is one. */
static void write_report(const Arguments *arguments, const Figures *figures, const Document *earlier, Output *output)
{
    const char *format = arguments_value(arguments, OPTION_REPORT_FORMAT);
    const ReportWriter *writer = report_writer_find(format ? format : "text");
    ReportTables tables = report_tables_make(figures, figures->takes_values);
    if (earlier) {
        report_tables_compare(&tables, earlier, arguments_value(arguments, OPTION_AGAINST));
    }
    Text text = TEXT_EMPTY;
    writer->write(&tables, &text);
    (writer->is_json ? output_json : output_text)(output, text_slice(&text));
    text_free(&text);
    report_tables_free(&tables);
}

static int report_all(const Arguments *arguments, const ReportOptions *wanted, const Document *earlier)
{
    Output output = OUTPUT_EMPTY;
    Figures figures = {.takes_values = wanted->takes_values};
    ReportRun *run = report_run_new(wanted, &output);
    int status = count_all(arguments, wanted, run, &output, &figures) ? EXIT_FINE : EXIT_TROUBLE;
    if (!wanted->is_for_partner) {
        write_report(arguments, &figures, earlier, &output);
    }
    report_run_free(run);
    figures_free(&figures);
    return output_close(&output, status);
}

/* False with a sentence where an option has no meaning for the findings themselves, which are Markdown. */
static bool suits_partner(const Arguments *arguments, Error *error)
{
    static const struct {
        OptionId id;
        const char *name;
    } meaningless[] = {
        {OPTION_REPORT_FORMAT, "format"}, {OPTION_AGAINST, "against"}, {OPTION_WITH_VALUES, "with-values"}};
    bool is_any = arguments_has(arguments, OPTION_FOR_PARTNER);
    for (size_t i = 0; is_any && i < sizeof meaningless / sizeof *meaningless; i++) {
        if (arguments_has(arguments, meaningless[i].id)) {
            return error_set(error, ERROR_NOT_POSSIBLE, NULL, "'--%s' is not possible with '--for-partner'",
                             meaningless[i].name);
        }
    }
    return true;
}

static int run_report(const Arguments *arguments)
{
    RuleOptions chosen = {0};
    AskedTerms asked = {0};
    Error error;
    ReportOptions wanted = {.is_for_partner = arguments_has(arguments, OPTION_FOR_PARTNER),
                            .takes_values = arguments_has(arguments, OPTION_WITH_VALUES)};
    const char *before = arguments_value(arguments, OPTION_AGAINST);
    Document *earlier = NULL;
    int status = EXIT_TROUBLE;
    if (suits_partner(arguments, &error) && rule_options_open(&chosen, arguments, &error) &&
        settings_terms(arguments, &asked, &chosen.options, &error) && jobs_wanted(arguments, &wanted.workers, &error) &&
        (!before || (earlier = report_earlier_open(before, &error)))) {
        wanted.rules = chosen.rules;
        wanted.options = &chosen.options;
        status = report_all(arguments, &wanted, earlier);
    } else {
        complain(&error);
    }
    document_free(earlier);
    asked_terms_close(&asked);
    rule_options_close(&chosen);
    return status;
}

const Command command_report = {
    .name = "report",
    .title = "ipse report",
    .operands = "FILE|FOLDER|-|URL…",
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
                   "message of its first finding. With "
                   "--for-partner, the findings themselves are printed as Markdown, with places, explanations and the "
                   "values that they "
                   "quote. The status is 0 "
                   "whatever was found.",
    .statuses = STATUSES_DONE,
    .run = run_report,
};
