/* `ipse fix`: the repairs that need no question. */
#include "src/edit/diff.h"
#include "src/json/source.h"
#include "src/save/save.h"
#include "ui/cli/command.h"
#include "ui/cli/inputs.h"
#include "ui/cli/judge.h"
#include "ui/cli/mending.h"
#include "ui/cli/verdict.h"

#include <stdint.h>

/* One run over all inputs. */
typedef struct Run {
    Checker *checker;
    const Arguments *arguments;
    MendingOptions options;
    bool is_walking; /* the input was found in a folder that was named */
    bool has_trouble;
    Output output;
    Tally left;
} Run;

/* True where the text was no JSON and is none now. Nothing is written to such a file of a folder: nobody said that it is
   meant to be JSON. */
static bool is_no_json(const Mending *mending, Slice before)
{
    if (document_fault_count(mending->document) == 0) {
        return false;
    }
    Document *old = document_new(before, mending->input, NULL);
    bool was_json = old && document_fault_count(old) == 0;
    document_free(old);
    return !was_json;
}

/* Saves what was mended and prints the difference; false where the file is left as it was. */
static bool finish(Run *run, const Mending *mending, Slice before, const FileState *state)
{
    Error error;
    Text diff = TEXT_EMPTY;
    if (run->is_walking && is_no_json(mending, before)) {
        remark(mending->input, "the text is not JSON before and after; not written");
        return false;
    }
    Slice after = document_bytes(mending->document);
    Text name = TEXT_EMPTY;
    visible_append(&name, slice_from(mending->input));
    diff_unified(before, after, name.bytes, &diff);
    output_diff(&run->output, text_slice(&diff));
    text_free(&name);
    text_free(&diff);
    SaveRequest request = {.path = mending->input, .bytes = after, .expected = state};
    if (!arguments_has(run->arguments, OPTION_DRY_RUN) && !save_file(&save_system, &request, NULL, &error)) {
        complain(&error);
        run->has_trouble = true;
        return false;
    }
    return true;
}

/* Counts what is left in a file that could not be saved: all that was there. */
static void count_unsaved(Run *run, const char *input, Slice before)
{
    Document *document = document_new(before, input, NULL);
    if (document) {
        Report *report = check_document(run->checker, document);
        Verdict left = {.input = input, .document = document, .report = report};
        tally_add(&run->left, &left);
        report_free(report);
        document_free(document);
    }
}

/* Mends one document, or says what is offered for it. */
static void fix_document(Run *run, const char *input, Document *document, const FileState *state)
{
    Mending mending = {.checker = run->checker, .options = &run->options, .input = input, .output = &run->output};
    Text before = TEXT_EMPTY;
    text_append(&before, document_bytes(document));
    mending_open(&mending, document);
    if (arguments_has(run->arguments, OPTION_OFFERS)) {
        mending_print_offers(&mending);
    } else {
        mending_run(&mending);
    }
    bool is_changed = !slice_equals(text_slice(&before), document_bytes(document));
    if (!is_changed || finish(run, &mending, text_slice(&before), state)) {
        Verdict left = {.input = input, .document = document, .report = mending.report};
        tally_add(&run->left, &left);
    } else {
        count_unsaved(run, input, text_slice(&before));
    }
    text_free(&before);
    mending_close(&mending);
}

static void fix_input(Run *run, const char *input)
{
    Error error;
    FileState state;
    Document *document = source_open_file(input, &state, &error);
    if (document) {
        fix_document(run, input, document, &state);
    } else {
        complain(&error);
        run->has_trouble = true;
    }
    document_free(document);
}

static void fix_operand(Run *run, const char *operand)
{
    FileList inputs = {0};
    Error error;
    bool is_standard = strcmp(operand, SOURCE_STANDARD_INPUT) == 0;
    bool is_written = !arguments_has(run->arguments, OPTION_DRY_RUN) && !arguments_has(run->arguments, OPTION_OFFERS);
    if (is_standard && is_written) {
        error_set(&error, ERROR_NOT_POSSIBLE, operand, "standard input cannot be written back; use --dry-run");
        complain(&error);
        run->has_trouble = true;
        return;
    }
    run->is_walking = !is_standard && file_is_folder(operand);
    run->has_trouble = !inputs_expand(run->arguments, operand, &inputs) || run->has_trouble;
    for (size_t i = 0; i < inputs.count && run->output.failure == 0; i++) {
        fix_input(run, inputs.names[i]);
    }
    file_list_free(&inputs);
}

static int fix_all(const Judge *judge, const Arguments *arguments)
{
    Run run = {.arguments = arguments};
    run.options = (MendingOptions){.only = arguments_value(arguments, OPTION_ONLY),
                                   .is_any = arguments_has(arguments, OPTION_FIRST)};
    run.checker = checker_new(judge->rules, &judge->options, clock_system());
    for (size_t i = 0; i < arguments->operand_count; i++) {
        fix_operand(&run, arguments->operands[i]);
    }
    checker_free(run.checker);
    int status = run.has_trouble ? EXIT_TROUBLE : run.left.counts.errors ? EXIT_FOUND : EXIT_FINE;
    status = output_close(&run.output, status);
    Text line = TEXT_EMPTY;
    text_append(&line, SLICE("left: "));
    tally_append(&run.left, &line);
    if (run.left.inputs > 0) {
        output_error(text_slice(&line));
    }
    text_free(&line);
    return status;
}

static int run_fix(const Arguments *arguments)
{
    Judge judge;
    Error error;
    int status = EXIT_TROUBLE;
    if (judge_open(&judge, arguments, &error)) {
        status = fix_all(&judge, arguments);
    } else {
        complain(&error);
    }
    judge_close(&judge);
    return status;
}

const Command command_fix = {
    .name = "fix",
    .title = "ipse fix",
    .operands = "FILE|FOLDER…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "make the repairs that need no question",
    .description =
        "Mends what has one plain repair: misspelt names, missing arrays and quotes, dates in other orders, spaces, "
        "empty values, codes in other capitals, wrong displays; of text that is no JSON, commas, comments and quotes. "
        "Each repair is kept only where it leaves fewer errors, or as many and fewer warnings. Prints a line for each, "
        "the difference as "
        "a unified diff, and on standard error what is left. "
        "No other byte of a file changes; with --dry-run none does. With --first, repairs that a person would be asked "
        "about are made as well: for every issue the first one offered that helps. With --offers nothing is mended: "
        "all that is offered is printed, each with the text before and after, as 'fix' where no question is needed, "
        "else as 'ask'.",
    .run = run_fix,
};
