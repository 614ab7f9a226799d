/* `ipse tree`: the rows of the tree as text, with their marks. */
#include "src/base/utf8.h"
#include "src/json/source.h"
#include "src/outline/outline.h"
#include "ui/cli/command.h"
#include "ui/cli/inputs.h"
#include "ui/cli/judge.h"
#include "ui/cli/output.h"
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

/* Prints everything in an input; EXIT_TROUBLE, with a sentence, where it cannot be opened. */
static int print_input(Checker *checker, const char *input, Slice actor, Line *line, Output *output)
{
    Error error;
    Document *document = source_open(input, NULL, &error);
    if (!document) {
        complain(&error);
        return EXIT_TROUBLE;
    }
    Report *report = check_document(checker, document);
    Outline *outline = outline_new(checker, document, report);
    outline_set_actor(outline, actor);
    outline_set_open(outline, 0, true, true);
    for (uint32_t row = 0; row < outline_count(outline); row++) {
        print_row(outline_row(outline, row), line, output);
    }
    int status = report_counts(report).errors ? EXIT_FOUND : EXIT_FINE;
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
    Line line = {.text = TEXT_EMPTY, .is_ascii = arguments_has(arguments, OPTION_ASCII)};
    int status = EXIT_FINE;
    FileList inputs = {0};
    for (size_t i = 0; i < arguments->operand_count; i++) {
        status = inputs_expand(arguments, arguments->operands[i], &inputs) ? status : EXIT_TROUBLE;
    }
    for (size_t i = 0; i < inputs.count; i++) {
        int own = print_input(checker, inputs.names[i], judge.options.actor, &line, &output);
        status = own > status ? own : status;
    }
    file_list_free(&inputs);
    text_free(&line.text);
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
