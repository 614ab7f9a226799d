/* `ipse tree`: the rows of the tree as text, with their marks. */
#include "src/base/utf8.h"
#include "src/json/source.h"
#include "src/outline/outline.h"
#include "ui/cli/command.h"
#include "ui/cli/judge.h"
#include "ui/cli/output.h"

#define LABEL_CELLS 24u
#define VALUE_CELLS 52u

/* The mark of what is wrong in a row, and that of its obligation: each a sign and a blank. */
static void append_marks(Text *line, const RowView *row)
{
    static const char *const severities[] = {"· ", "! ", "✗ "};
    static const char *const marks[] = {
        [MARK_NONE] = "  ", [MARK_FILLED] = "■ ", [MARK_HOLLOW] = "□ ", [MARK_REQUIRED] = "□ "};
    text_append(line, slice_from(row->has_issue ? severities[row->worst] : "  "));
    text_append_repeated(line, ' ', 2 * row->depth);
    text_append(line, slice_from(marks[row->mark]));
}

/* Fills up to a column, two blanks at least. */
static void fill(Text *line, size_t start, size_t cells)
{
    size_t width = utf8_text_width(slice_part(text_slice(line), start, line->length));
    text_append_repeated(line, ' ', width + 2 > cells ? 2 : cells - width);
}

static void print_row(const RowView *row, Text *line, Output *output)
{
    text_clear(line);
    append_marks(line, row);
    size_t start = line->length;
    visible_append(line, row->label);
    fill(line, start, LABEL_CELLS);
    start = line->length;
    visible_append(line, row->summary);
    if (row->obligation.length) {
        fill(line, start, VALUE_CELLS);
        text_append(line, row->obligation);
    }
    while (line->length && line->bytes[line->length - 1] == ' ') {
        line->bytes[--line->length] = '\0';
    }
    text_append_byte(line, '\n');
    output_text(output, text_slice(line));
}

/* Prints everything in an input; EXIT_TROUBLE, with a sentence, where it cannot be opened. */
static int print_input(Checker *checker, const char *input, Slice actor, Output *output)
{
    Error error;
    Document *document = source_open(input, NULL, &error);
    if (!document) {
        complain(&error);
        return EXIT_TROUBLE;
    }
    Report *report = check_document(checker, document);
    Outline *outline = outline_new(checker, document, report);
    Text line = TEXT_EMPTY;
    outline_set_actor(outline, actor);
    outline_set_open(outline, 0, true, true);
    for (uint32_t row = 0; row < outline_count(outline); row++) {
        print_row(outline_row(outline, row), &line, output);
    }
    int status = report_counts(report).errors ? EXIT_FOUND : EXIT_FINE;
    text_free(&line);
    outline_free(outline);
    report_free(report);
    document_free(document);
    return status;
}

static int run_tree(const Arguments *arguments)
{
    Judge judge;
    Error error;
    if (!judge_open(&judge, arguments, &error)) {
        complain(&error);
        judge_close(&judge);
        return EXIT_TROUBLE;
    }
    Checker *checker = checker_new(judge.rules, &judge.options, clock_system());
    Output output = OUTPUT_EMPTY;
    int status = EXIT_FINE;
    FileList inputs = {0};
    for (size_t i = 0; i < arguments->operand_count; i++) {
        if (!source_expand(arguments->operands[i], &inputs, &error)) {
            complain(&error);
            status = EXIT_TROUBLE;
        }
    }
    for (size_t i = 0; i < inputs.count; i++) {
        int own = print_input(checker, inputs.names[i], judge.options.actor, &output);
        status = own > status ? own : status;
    }
    file_list_free(&inputs);
    checker_free(checker);
    judge_close(&judge);
    return output_close(&output, status);
}

const Command command_tree = {
    .name = "tree",
    .title = "ipse tree",
    .operands = "FILE|FOLDER|-…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "print the tree with the marks of issues and obligations",
    .description = "Prints what the workbench shows as a tree, everything opened: ✗ ! · for errors, warnings and notes "
                   "in a row, ■ for "
                   "an element that is obligated and present, □ for one that is absent, with the obligation in words.",
    .run = run_tree,
};
