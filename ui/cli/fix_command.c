/* `ipse fix`: the repairs that need no question. */
#include "src/edit/diff.h"
#include "src/edit/fix.h"
#include "src/edit/history.h"
#include "src/json/source.h"
#include "src/save/save.h"
#include "ui/cli/command.h"
#include "ui/cli/judge.h"
#include "ui/cli/verdict.h"

#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

/* One run over all inputs. */
typedef struct Run {
    Checker *checker;
    const Arguments *arguments;
    bool has_trouble;
    Output output;
    Tally left;
} Run;

/* A file that is being mended. */
typedef struct Mending {
    Run *run;
    const char *input;
    Document *document;
    History *history;
    Report *report;
    bool is_behind; /* the report could not follow the last change */
    uint32_t tried; /* issues before this one were given up */
} Mending;

/* True where --only names the key, or is not given. */
static bool is_asked_for(const Arguments *arguments, const char *key)
{
    const char *only = arguments_value(arguments, OPTION_ONLY);
    Slice rest = slice_from(only), wanted = slice_from(key);
    bool is_named = !only;
    while (!is_named && rest.length) {
        size_t comma = slice_find(rest, SLICE(","), 0);
        is_named = slice_equals(slice_trim(slice_part(rest, 0, comma)), wanted);
        rest = comma == SIZE_MAX ? (Slice){0} : slice_part(rest, comma + 1, rest.length);
    }
    return is_named;
}

/* True when a report is better than another one's counts: fewer errors, or as many and fewer warnings. */
static bool is_better(const Report *report, ReportCounts before)
{
    ReportCounts after = report_counts(report);
    return after.errors < before.errors || (after.errors == before.errors && after.warnings < before.warnings);
}

/* Follows each splice of the history. */
static void take_patch(void *context, const Document *document, const Patch *patch)
{
    Mending *mending = context;
    mending->is_behind = mending->is_behind || !check_follow(document, patch, mending->report);
}

/* Brings the report up to date. */
static void settle(Mending *mending)
{
    if (mending->is_behind) {
        check_again(mending->run->checker, mending->document, mending->report);
    }
    mending->is_behind = false;
}

/* Appends the line that names a fix. */
static void describe(const Mending *mending, const Issue *issue, Slice title, Text *line)
{
    Text path = TEXT_EMPTY;
    Position position = document_position(mending->document, issue->span.start);
    verdict_append_path(mending->document, issue, &path);
    text_format(line, "%s:%u:%u: fixed: ", mending->input, position.line, position.column);
    visible_append_path(line, text_slice(&path));
    text_append(line, SLICE(": "));
    visible_append(line, title);
    text_format(line, " [%s]\n", issue->key);
    text_free(&path);
}

/* Carries a fix out, and takes it back where it does not make the file better. */
static bool try_fix(Mending *mending, const Issue *issue, const Fix *fix)
{
    Text line = TEXT_EMPTY;
    ReportCounts before = report_counts(mending->report);
    describe(mending, issue, fix->title, &line);
    uint32_t position = history_position(mending->history);
    bool is_applied = history_apply(mending->history, &fix->splices, fix->title, NULL) &&
                      history_position(mending->history) > position;
    settle(mending);
    bool is_kept = is_applied && document_fault_count(mending->document) == 0 &&
                   (fix->is_opening || is_better(mending->report, before));
    if (is_kept) {
        output_text(&mending->run->output, text_slice(&line));
    } else if (is_applied) {
        history_undo(mending->history);
        settle(mending);
    }
    text_free(&line);
    return is_kept;
}

/* Mends an issue by the first fix, of those that may be taken, that makes the file better. */
static bool mend(Mending *mending, const Issue *issue)
{
    Operation operation = {.checker = mending->run->checker, .document = mending->document, .clock = clock_system()};
    bool is_any = arguments_has(mending->run->arguments, OPTION_FIRST), is_mended = false;
    FixList list = FIX_LIST_EMPTY;
    fix_offer(&operation, issue, &list);
    for (size_t i = 0; i < list.count && !is_mended; i++) {
        is_mended = (is_any || list.fixes[i].is_certain) && try_fix(mending, issue, &list.fixes[i]);
    }
    fix_list_free(&list);
    return is_mended;
}

/* Mends the first issue, of those not given up, for which that is possible; false where there is none. */
static bool mend_next(Mending *mending)
{
    for (; mending->tried < report_count(mending->report); mending->tried++) {
        Issue issue = *report_issue(mending->report, mending->tried);
        bool is_wanted = issue.severity >= SEVERITY_WARNING && is_asked_for(mending->run->arguments, issue.key);
        if (is_wanted && mend(mending, &issue)) {
            mending->tried = 0;
            return true;
        }
    }
    return false;
}

/* Prints a difference as it is, so that patch(1) can read it; on a terminal with what is hidden made visible. */
static void print_diff(Run *run, Slice diff)
{
    if (!isatty(STDOUT_FILENO)) {
        output_text(&run->output, diff);
        return;
    }
    for (size_t at = 0; at < diff.length;) {
        size_t end = slice_find(diff, SLICE("\n"), at);
        end = end == SIZE_MAX ? diff.length : end;
        output_visible(&run->output, slice_part(diff, at, end - at));
        output_text(&run->output, SLICE("\n"));
        at = end + 1;
    }
}

/* Saves what was mended and prints the difference. */
static void finish(Mending *mending, Slice before, const FileState *state)
{
    Run *run = mending->run;
    Error error;
    Text diff = TEXT_EMPTY;
    bool is_dry = arguments_has(run->arguments, OPTION_DRY_RUN);
    diff_unified(before, document_bytes(mending->document), mending->input, &diff);
    print_diff(run, text_slice(&diff));
    text_free(&diff);
    SaveRequest request = {.path = mending->input, .bytes = document_bytes(mending->document), .expected = state};
    if (!is_dry && !save_file(&save_system, &request, NULL, &error)) {
        complain(&error);
        run->has_trouble = true;
    }
}

/* Mends one input. Text that is no JSON is left to a person. */
static void fix_input(Run *run, const char *input)
{
    Error error;
    FileState state;
    Document *document = source_open(input, &state, &error);
    if (!document) {
        complain(&error);
        run->has_trouble = true;
        return;
    }
    Mending mending = {.run = run, .input = input, .document = document};
    mending.history = history_new(document, (PatchListener){take_patch, &mending});
    mending.report = check_document(run->checker, document);
    Text before = TEXT_EMPTY;
    text_append(&before, document_bytes(document));
    while (document_fault_count(document) == 0 && mend_next(&mending)) {
    }
    if (history_position(mending.history) > 0) {
        finish(&mending, text_slice(&before), &state);
    }
    Verdict left = {.input = input, .document = document, .report = mending.report};
    tally_add(&run->left, &left);
    text_free(&before);
    report_free(mending.report);
    history_free(mending.history);
    document_free(document);
}

static void fix_operand(Run *run, const char *operand)
{
    FileList inputs = {0};
    Error error;
    bool is_standard = strcmp(operand, SOURCE_STANDARD_INPUT) == 0;
    if (is_standard && !arguments_has(run->arguments, OPTION_DRY_RUN)) {
        error_set(&error, ERROR_NOT_POSSIBLE, operand, "standard input cannot be written back; use --dry-run");
        complain(&error);
        run->has_trouble = true;
        return;
    }
    if (!source_expand(operand, &inputs, &error)) {
        complain(&error);
        run->has_trouble = true;
    }
    for (size_t i = 0; i < inputs.count && run->output.failure == 0; i++) {
        fix_input(run, inputs.names[i]);
    }
    file_list_free(&inputs);
}

static int fix_all(const Judge *judge, const Arguments *arguments)
{
    Run run = {.arguments = arguments};
    run.checker = checker_new(judge->rules, &judge->options, clock_system());
    for (size_t i = 0; i < arguments->operand_count; i++) {
        fix_operand(&run, arguments->operands[i]);
    }
    checker_free(run.checker);
    int status = run.has_trouble ? EXIT_TROUBLE : run.left.counts.errors ? EXIT_FOUND : EXIT_FINE;
    status = output_close(&run.output, status);
    Text line = TEXT_EMPTY;
    tally_append(&run.left, &line);
    if (run.left.inputs > 0) {
        fprintf(stderr, "left: %.*s", (int)line.length, line.bytes);
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
        "empty values, codes in other capitals, wrong displays. Each repair is kept only where it leaves fewer errors "
        "and warnings. Prints a line for each, the difference as a unified diff, and on standard error what is left. "
        "No other byte of a file changes; with --dry-run none does. With --first, repairs that a person would be asked "
        "about are made as well: for every issue the first one offered that helps.",
    .run = run_fix,
};
