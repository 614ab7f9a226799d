/* `ipse tree`: the rows of the tree as text, with their marks. */
#include "src/base/utf8.h"
#include "src/edit/judged_document.h"
#include "src/json/source.h"
#include "src/outline/outline.h"
#include "ui/cli/command.h"
#include "ui/cli/inputs.h"
#include "ui/cli/output/output.h"
#include "ui/cli/rule_options.h"
#include "ui/kit/canvas/cluster.h"

#define LABEL_CELLS 24u
#define VALUE_CELLS 52u

/* A line that is filled, and how its signs are written. */
typedef struct Line {
    Text text;
    bool is_ascii;
} Line;

/* Appends a text as it may be shown; in ASCII, signs take the form that the screen gives them there. */
static void append_shown(Line *line, Slice text)
{
    if (!line->is_ascii) {
        visible_append(&line->text, text);
        return;
    }
    Text visible = TEXT_EMPTY;
    visible_append(&visible, text);
    for (size_t offset = 0; offset < visible.length;) {
        Cluster cluster = cluster_next(text_slice(&visible), &offset, CLUSTER_LABEL);
        for (uint8_t i = 0; i < cluster.count; i++) {
            text_append_byte(&line->text, (char)cluster.characters[i]);
        }
    }
    text_free(&visible);
}

/* The mark of what is wrong in a row, and that of its obligation: each a sign and a blank. */
static void append_marks(Line *line, const RowView *row)
{
    static const char *const severities[] = {"· ", "! ", "✗ "};
    static const char *const marks[] = {
        [MARK_NONE] = "  ", [MARK_FILLED] = "■ ", [MARK_HOLLOW] = "□ ", [MARK_REQUIRED] = "□ "};
    append_shown(line, slice_from(row->has_issue ? severities[row->worst] : "  "));
    text_append_repeated(&line->text, ' ', 2 * row->depth);
    append_shown(line, slice_from(marks[row->mark]));
}

/* Fills up to a column, two blanks at least. */
static void fill(Text *line, size_t start, size_t cells)
{
    size_t width = utf8_text_width(slice_part(text_slice(line), start, line->length));
    text_append_repeated(line, ' ', width + 2 > cells ? 2 : cells - width);
}

static void print_row(const RowView *row, Line *line, Output *output)
{
    Text *text = &line->text;
    text_clear(text);
    append_marks(line, row);
    size_t start = text->length;
    append_shown(line, row->label);
    fill(text, start, LABEL_CELLS);
    start = text->length;
    append_shown(line, row->summary);
    if (row->obligation.length) {
        fill(text, start, VALUE_CELLS);
        append_shown(line, row->obligation);
    }
    while (text->length && text->bytes[text->length - 1] == ' ') {
        text->bytes[--text->length] = '\0';
    }
    text_append_byte(text, '\n');
    output_text(output, text_slice(text));
}

/* One run over all inputs. */
typedef struct TreeRun {
    Checker *checker;
    const Arguments *arguments;
    Slice actor;
    Line line;
    Output output;
    int status;
} TreeRun;

static void note_status(TreeRun *run, int status)
{
    run->status = status > run->status ? status : run->status;
}

/* Prints everything in an input. */
static void print_input(TreeRun *run, const char *operand, const char *input)
{
    Error error;
    Document *document = source_open(operand, input, NULL, &error);
    if (!document) {
        complain(&error);
        note_status(run, EXIT_TROUBLE);
        return;
    }
    Judged *judged = judged_new(run->checker, document, (PatchListener){0});
    Outline *outline = outline_new(run->checker, document, judged_report(judged));
    outline_set_actor(outline, run->actor);
    outline_set_open(outline, 0, true, true);
    for (uint32_t row = 0; row < outline_count(outline); row++) {
        print_row(outline_row(outline, row), &run->line, &run->output);
    }
    note_status(run, report_counts(judged_report(judged)).errors ? EXIT_FOUND : EXIT_FINE);
    outline_free(outline);
    judged_free(judged);
}

/* Prints all inputs that an operand stands for, until nobody reads any more. */
static void print_operand(TreeRun *run, const char *operand)
{
    FileList inputs = {0};
    note_status(run, inputs_expand(run->arguments, operand, &inputs) ? EXIT_FINE : EXIT_TROUBLE);
    for (size_t i = 0; i < inputs.count && run->output.failure == 0; i++) {
        print_input(run, operand, inputs.names[i]);
    }
    file_list_free(&inputs);
}

static int run_tree(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    if (!rule_options_open(&chosen, arguments, &error)) {
        complain(&error);
        rule_options_close(&chosen);
        return EXIT_TROUBLE;
    }
    TreeRun run = {.checker = checker_new(chosen.rules, &chosen.options, clock_system()),
                   .arguments = arguments,
                   .actor = chosen.options.actor,
                   .line = {.text = TEXT_EMPTY, .is_ascii = arguments_has(arguments, OPTION_ASCII)},
                   .status = EXIT_FINE};
    for (size_t i = 0; i < arguments->operand_count; i++) {
        print_operand(&run, arguments->operands[i]);
    }
    text_free(&run.line.text);
    checker_free(run.checker);
    rule_options_close(&chosen);
    return output_close(&run.output, run.status);
}

const Command command_tree = {
    .name = "tree",
    .title = "ipse tree",
    .operands = "FILE|FOLDER|-…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "print the tree with the marks of issues and obligations",
    .description =
        "Prints the tree of the workbench with all rows: ✗ ! · for errors, warnings and notes in a row, ■ for a "
        "present element with an obligation, □ for a missing element with an obligation, with the obligation in words.",
    .run = run_tree,
};
