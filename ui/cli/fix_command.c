/* `ipse fix`: the fixes that need no question, and by options others; what is said to be fixed was saved before. */
#include "src/base/file.h"
#include "src/json/source.h"
#include "src/save/save.h"
#include "ui/cli/command.h"
#include "ui/cli/fix_report.h"
#include "ui/cli/formats/totals.h"
#include "ui/cli/inputs.h"
#include "ui/cli/keys_option.h"
#include "ui/cli/output/output.h"
#include "ui/cli/output_folder.h"
#include "ui/cli/rule_options.h"

#include <stdlib.h>

/* One run over all inputs. */
typedef struct FixRun {
    Checker *checker;
    const Arguments *arguments;
    AutofixOptions options;
    const char *folder;     /* of --output; NULL: files are written where they are */
    bool is_written;        /* files are changed: neither --dry-run nor --offers */
    bool is_offers;         /* nothing is fixed, all that is offered is printed */
    bool is_text_on_output; /* standard output takes the text of standard input: all else goes to standard error */
    bool has_trouble;
    Output output;
    Totals left;
} FixRun;

/* One input of an operand. */
typedef struct FixInput {
    const char *operand;
    const char *name;
    FileState state;
    Judged *judged;
    Text before; /* the text as it was read */
} FixInput;

static bool is_standard(const char *name)
{
    return strcmp(name, SOURCE_STANDARD_INPUT) == 0;
}

static void complain_of(FixRun *run, const Error *error)
{
    complain(error);
    run->has_trouble = true;
}

/* True where a text is no JSON. */
static bool is_faulty(Slice text, const char *name)
{
    Document *document = document_new(text, name, NULL);
    bool has_faults = !document || document_fault_count(document) > 0;
    document_free(document);
    return has_faults;
}

/* Takes the first line off a text, without its end. */
static Slice take_line(Slice *rest)
{
    size_t end = slice_find(*rest, SLICE("\n"), 0);
    Slice line = slice_part(*rest, 0, end);
    *rest = slice_part(*rest, line.length + 1, SIZE_MAX);
    return line;
}

/* True where one of the lines differs, and is no JSON now. */
static bool is_line_faulty(Slice before, Slice after, const char *name)
{
    bool is_found = false;
    while ((before.length || after.length) && !is_found) {
        Slice old = take_line(&before), new = take_line(&after);
        is_found = !slice_equals(old, new) && is_faulty(new, name);
    }
    return is_found;
}

/* True where a text that was no JSON was changed, and is none now: such a text is not written, for it may be meant as
   something else. Of NDJSON each line is a text. */
static bool is_no_json(const FixInput *input)
{
    Slice before = text_slice(&input->before), after = document_bytes(judged_document(input->judged));
    if (document_fault_count(judged_document(input->judged)) == 0 || slice_equals(before, after)) {
        return false;
    }
    bool is_lines = document_node(judged_document(input->judged), 0)->kind == NODE_LINES;
    return is_lines ? is_line_faulty(before, after, input->name) : is_faulty(before, input->name);
}

/* Prints lines about fixes, and a difference: on standard error where standard output takes a text. */
static void tell(FixRun *run, Slice lines, Slice difference)
{
    if (run->is_text_on_output) {
        output_error(lines);
        output_error(difference);
    } else {
        output_text(&run->output, lines);
        output_diff(&run->output, difference);
    }
}

/* ---- writing ---- */

/* Writes an input's text, changed or not, into the folder of --output. */
static bool save_in_folder(const FixRun *run, const FixInput *input, Slice text, Error *error)
{
    char *path = output_folder_place(run->folder, input->operand, input->name, input->state.is_packed, error);
    SaveRequest request = {.path = path, .bytes = text, .is_new = true};
    bool is_saved = path && save_file(&save_system, &request, NULL, error);
    free(path);
    return is_saved;
}

/* Writes the text for an input where it belongs; false where that failed, which was said. */
static bool save(FixRun *run, const FixInput *input, Slice text)
{
    Error error;
    bool is_saved = true;
    if (!run->is_written) {
        return true;
    }
    if (is_standard(input->name)) {
        output_exact(&run->output, text);
        return output_flush(&run->output);
    }
    if (run->folder) {
        is_saved = save_in_folder(run, input, text, &error);
    } else if (!slice_equals(text, text_slice(&input->before))) {
        bool is_found = strcmp(input->operand, input->name) != 0; /* in a folder, which is not left by a link either */
        SaveRequest request = {.path = input->name, .bytes = text, .expected = &input->state, .is_exact = is_found};
        is_saved = save_file(&save_system, &request, NULL, &error);
    }
    if (!is_saved) {
        complain_of(run, &error);
    }
    return is_saved;
}

/* False with a sentence where an input could not be written where it is. */
static bool can_be_saved(const FixRun *run, const FixInput *input, Error *error)
{
    bool is_in_place = run->is_written && !run->folder && !is_standard(input->name);
    return !is_in_place || !input->state.is_packed ||
           error_set(error, ERROR_NOT_POSSIBLE, input->name,
                     "cannot save: the file is packed with gzip; use --output FOLDER");
}

/* ---- one input ---- */

/* Counts what is left in a file that could not be saved: all that was there. */
static void count_unsaved(FixRun *run, const FixInput *input)
{
    Document *document = document_new(text_slice(&input->before), input->name, NULL);
    if (document) {
        Judged *judged = judged_new(run->checker, document, (PatchListener){0});
        totals_add_report(&run->left, judged_report(judged));
        judged_free(judged);
    }
}

/* Saves what was fixed, then says so. */
static void finish(FixRun *run, const FixInput *input, const Autofix *engine)
{
    Slice before = text_slice(&input->before), after = document_bytes(judged_document(input->judged));
    bool is_refused = is_no_json(input);
    Text lines = TEXT_EMPTY, difference = TEXT_EMPTY;
    if (is_refused) {
        remark(input->name, "the file is not valid JSON before and after the fixes; left unchanged");
    }
    if (!save(run, input, is_refused ? before : after) || is_refused) {
        count_unsaved(run, input);
        return;
    }
    fix_report_append_rows(engine, input->name, &lines);
    fix_report_append_diff(before, after, input->name, &difference);
    tell(run, text_slice(&lines), text_slice(&difference));
    text_free(&lines);
    text_free(&difference);
    totals_add_report(&run->left, judged_report(input->judged));
}

/* Prints what is offered for an input. */
static void print_offers(FixRun *run, const FixInput *input, const Autofix *engine)
{
    Text text = TEXT_EMPTY;
    fix_report_append_offers(engine, input->name, &text);
    tell(run, text_slice(&text), (Slice){0});
    text_free(&text);
    totals_add_report(&run->left, judged_report(input->judged));
}

static void fix_document(FixRun *run, FixInput *input)
{
    text_append(&input->before, document_bytes(judged_document(input->judged)));
    Autofix *engine = autofix_new(input->judged, clock_system(), &run->options);
    if (run->is_offers) {
        print_offers(run, input, engine);
    } else {
        autofix_run(engine);
        finish(run, input, engine);
    }
    autofix_free(engine);
    text_free(&input->before);
}

static void fix_input(FixRun *run, const char *operand, const char *name)
{
    Error error;
    FixInput input = {.operand = operand, .name = name};
    if (run->folder && output_folder_holds(run->folder, operand, name)) {
        return;
    }
    Document *document = source_open_file(operand, name, &input.state, &error);
    if (document && !can_be_saved(run, &input, &error)) {
        document_free(document);
        document = NULL;
    }
    if (document) {
        input.judged = judged_new(run->checker, document, (PatchListener){0});
        fix_document(run, &input);
    } else {
        complain_of(run, &error);
    }
    judged_free(input.judged);
}

/* ---- all inputs ---- */

static void fix_operand(FixRun *run, const char *operand)
{
    FileList inputs = {0};
    if (is_standard(operand) && run->folder) {
        Error error;
        error_set(&error, ERROR_NOT_POSSIBLE, operand, "standard input has no file name; remove --output");
        complain_of(run, &error);
        return;
    }
    run->has_trouble = !inputs_expand(run->arguments, operand, &inputs) || run->has_trouble;
    for (size_t i = 0; i < inputs.count && run->output.failure == 0; i++) {
        fix_input(run, operand, inputs.names[i]);
    }
    file_list_free(&inputs);
}

/* Reports what is left, and gives the exit status. */
static int end(FixRun *run)
{
    int status = run->has_trouble ? EXIT_TROUBLE : run->left.counts.errors ? EXIT_FOUND : EXIT_FINE;
    status = output_close(&run->output, status);
    Text line = TEXT_EMPTY;
    text_append(&line, SLICE("left: "));
    totals_append(&run->left, &line);
    if (run->left.inputs > 0) {
        output_error(text_slice(&line));
    }
    text_free(&line);
    return status;
}

static int fix_all(const RuleOptions *chosen, const Arguments *arguments)
{
    Error error;
    FixRun run = {.arguments = arguments,
                  .folder = arguments_value(arguments, OPTION_OUTPUT),
                  .is_offers = arguments_has(arguments, OPTION_OFFERS),
                  .options = {.only = arguments_value(arguments, OPTION_ONLY),
                              .takes_choices = arguments_has(arguments, OPTION_FIRST),
                              .takes_removals = arguments_has(arguments, OPTION_REMOVE)}};
    run.is_written = !run.is_offers && !arguments_has(arguments, OPTION_DRY_RUN);
    for (size_t i = 0; i < arguments->operand_count; i++) {
        run.is_text_on_output = run.is_text_on_output || (run.is_written && is_standard(arguments->operands[i]));
    }
    if (run.folder && run.is_written && !output_folder_open(run.folder, &error)) {
        complain(&error);
        return EXIT_TROUBLE;
    }
    run.checker = checker_new(chosen->rules, &chosen->options, clock_system());
    for (size_t i = 0; i < arguments->operand_count; i++) {
        fix_operand(&run, arguments->operands[i]);
    }
    checker_free(run.checker);
    return end(&run);
}

static int run_fix(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    SliceMap keys = SLICE_MAP_EMPTY;
    if (rule_options_open(&chosen, arguments, &error) &&
        keys_option_read(arguments, OPTION_ONLY, chosen.rules, &keys, &error)) {
        status = fix_all(&chosen, arguments);
    } else {
        complain(&error);
    }
    slice_map_free(&keys);
    rule_options_close(&chosen);
    return status;
}

const Command command_fix = {
    .name = "fix",
    .title = "ipse fix",
    .operands = "FILE|FOLDER…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "apply all safe fixes (safe: no decision needed, no data lost)",
    .description =
        "Applies all safe fixes: fixes that need no decision and lose no data. Examples: misspelled names, missing "
        "arrays and quotes, dates in another order, whitespace, codes in a different case; in files that are not valid "
        "JSON: commas, colons and quotes; a file that stays invalid is left unchanged. A fix is kept only if no kind "
        "of error or warning increases, and fewer errors remain, or equally many errors and fewer warnings. After "
        "saving a file, the command prints one line per fix and a unified diff; the remaining issues go to standard "
        "error. No other byte of the file changes. '-' is standard input: the fixed file goes to standard output, all "
        "other output to standard error. With --output, all files are written into a folder with the same sub-folders, "
        "and the originals stay. With --first, the first offered fix that helps and removes nothing is applied too. "
        "With --remove, fixes that remove content are applied if no other fix helps; one line shows each removed "
        "value. With --offers, nothing changes: the command prints all offered fixes with the value before and after, "
        "as 'fix' if the fix is safe, else as 'ask'.",
    .run = run_fix,
};
