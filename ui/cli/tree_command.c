/* `ipse tree`: the rows of the tree as text, with their marks. */
#include "src/base/utf8.h"
#include "src/card/card.h"
#include "src/edit/judged_document.h"
#include "src/outline/outline.h"
#include "src/outline/studies.h"
#include "ui/cli/command.h"
#include "ui/cli/input_queue.h"
#include "ui/cli/inputs.h"
#include "ui/cli/output/output.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/settings.h"
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

/* ---- cards ---- */

static void print_line(Line *line, Output *output)
{
    text_append_byte(&line->text, '\n');
    output_text(output, text_slice(&line->text));
    text_clear(&line->text);
}

static void print_card_line(const CardLine *said, Line *line, Output *output)
{
    static const char *const signs[] = {[CARD_MISSING] = "  □ ", [CARD_UNREADABLE] = "  ✗ ", [CARD_SHOWN] = "  "};
    append_shown(line, slice_from(signs[said->part]));
    text_append_repeated(&line->text, ' ', 2 * said->depth);
    append_shown(line, said->label);
    if (said->part == CARD_SHOWN && !said->is_head) {
        fill(&line->text, 2, LABEL_CELLS);
        append_shown(line, said->is_unreadable ? SLICE("✗ ") : SLICE(""));
        append_shown(line, said->value);
    } else if (said->part == CARD_UNREADABLE) {
        if (said->value.length) {
            append_shown(line, SLICE("  '"));
            append_shown(line, said->value);
            append_shown(line, SLICE("'"));
        }
        append_shown(line, SLICE("  "));
        append_shown(line, said->why);
    }
    print_line(line, output);
}

static void print_card(const Card *card, Line *line, Output *output)
{
    append_shown(line, card->title);
    print_line(line, output);
    for (int part = 0; part < CARD_PART_COUNT; part++) {
        if (card_part_count(card, (CardPart)part) > 0) {
            append_shown(line, slice_from(card_part_title((CardPart)part)));
            print_line(line, output);
        }
        for (size_t i = 0; i < card->count; i++) {
            if (card->lines[i].part == (CardPart)part) {
                print_card_line(&card->lines[i], line, output);
            }
        }
    }
}

/* Prints a page for each study, with the number of the study where there are several, and an empty line between. */
static void print_cards(Checker *checker, const Document *document, const Report *report, Line *line, Output *output)
{
    uint32_t count = resources_count(document).studies, number = 0;
    for (NodeId study = studies_next(document, NODE_NONE); study != NODE_NONE; study = studies_next(document, study)) {
        Card card = card_of(checker, document, report, study);
        if (number++ > 0) {
            print_line(line, output);
        }
        if (count > 1) {
            text_format(&line->text, "Study %u of %u: ", number, count);
        }
        print_card(&card, line, output);
        card_free(&card);
    }
    if (number == 0) {
        append_shown(line, SLICE("No imaging study."));
        print_line(line, output);
    }
}

/* What the rows are printed by; nothing of it changes. */
typedef struct TreeStyle {
    Slice actor;
    bool is_ascii;
    bool is_card; /* cards in place of trees */
} TreeStyle;

/* The tree of an input. */
typedef struct TreeJob {
    InputJob input; /* must be first */
    Line line;
    Output output;
    Error error;
    int status;
} TreeJob;

/* One run over all inputs. */
typedef struct TreeRun {
    InputQueue queue;
    Output output;
    Remote remote;
    int status;
} TreeRun;

/* Writes everything in an input; as JobWork. */
static void make_tree(void *job, void *state)
{
    TreeJob *tree = job;
    InputWorker *worker = state;
    const TreeStyle *style = worker->context;
    Checker *checker = input_worker_checker(worker);
    Document *document = input_job_open(&tree->input, &tree->error);
    tree->status = EXIT_TROUBLE;
    tree->output.is_kept = true;
    tree->line.is_ascii = style->is_ascii;
    if (!document) {
        return;
    }
    Judged *judged = judged_new(checker, document, (PatchListener){0});
    tree->status = report_counts(judged_report(judged)).errors ? EXIT_FOUND : EXIT_FINE;
    if (style->is_card) {
        print_cards(checker, document, judged_report(judged), &tree->line, &tree->output);
        judged_free(judged);
        return;
    }
    Outline *outline = outline_new(checker, document, judged_report(judged));
    outline_set_actor(outline, style->actor);
    outline_set_open(outline, 0, true, true);
    for (uint32_t row = 0; row < outline_count(outline); row++) {
        print_row(outline_row(outline, row), &tree->line, &tree->output);
    }
    outline_free(outline);
    judged_free(judged);
}

static void note_status(TreeRun *run, int status)
{
    run->status = status > run->status ? status : run->status;
}

/* Prints what came of an input; as JobKind.take. */
static bool take_tree(void *context, void *job)
{
    TreeRun *run = context;
    TreeJob *tree = job;
    output_join(&run->output, &tree->output);
    if (tree->status == EXIT_TROUBLE) {
        complain(&tree->error);
    }
    note_status(run, tree->status);
    return false;
}

static void clear_tree(void *job)
{
    TreeJob *tree = job;
    text_clear(&tree->output.buffer);
}

static void free_tree(void *job)
{
    TreeJob *tree = job;
    input_job_free(&tree->input);
    text_free(&tree->line.text);
    text_free(&tree->output.buffer);
}

static const JobKind tree_kind = {
    .size = sizeof(TreeJob), .work = make_tree, .take = take_tree, .clear = clear_tree, .free = free_tree};

/* As RemoteTake. */
static bool print_resource(void *context, const char *name, Text *bytes)
{
    TreeRun *run = context;
    TreeJob *job = job_queue_next(run->queue.jobs);
    input_job_take(&job->input, name, bytes);
    job_queue_give(run->queue.jobs);
    return run->output.failure == 0;
}

/* Prints what a server holds. */
static void print_remote(TreeRun *run, const char *operand)
{
    Error error;
    if (!remote_fetch(&run->remote, operand, print_resource, run, &error)) {
        job_queue_finish(run->queue.jobs);
        complain(&error);
        note_status(run, EXIT_TROUBLE);
    }
}

/* Prints all inputs that an operand stands for, until nobody reads any more. */
static void print_operand(TreeRun *run, const Arguments *arguments, const char *operand)
{
    FileList inputs = {0};
    if (remote_wants(operand)) {
        print_remote(run, operand);
        return;
    }
    if (file_is_folder(operand)) {
        job_queue_finish(run->queue.jobs); /* what is said of the folder comes after it */
    }
    note_status(run, inputs_expand(arguments, operand, &inputs) ? EXIT_FINE : EXIT_TROUBLE);
    for (size_t i = 0; i < inputs.count && run->output.failure == 0; i++) {
        TreeJob *job = job_queue_next(run->queue.jobs);
        input_job_set(&job->input, operand, inputs.names[i]);
        job_queue_give(run->queue.jobs);
    }
    file_list_free(&inputs);
}

static int run_tree(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    TreeStyle style = {.is_ascii = arguments_has(arguments, OPTION_ASCII),
                       .is_card = arguments_has(arguments, OPTION_CARD)};
    TreeRun run = {.remote = settings_remote(arguments), .status = EXIT_FINE};
    bool is_open = rule_options_open(&chosen, arguments, &error) &&
                   input_queue_open(&run.queue, &tree_kind, &chosen, arguments, &style, &run, &error);
    if (!is_open) {
        complain(&error);
        rule_options_close(&chosen);
        return EXIT_TROUBLE;
    }
    style.actor = chosen.options.actor;
    for (size_t i = 0; i < arguments->operand_count; i++) {
        print_operand(&run, arguments, arguments->operands[i]);
    }
    job_queue_finish(run.queue.jobs);
    input_queue_close(&run.queue);
    remote_close(&run.remote);
    rule_options_close(&chosen);
    return output_close(&run.output, run.status);
}

const Command command_tree = {
    .name = "tree",
    .title = "ipse tree",
    .operands = "FILE|FOLDER|-|URL…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "print the tree with the marks of issues and obligations",
    .description =
        "Prints the tree of the workbench with all rows: ✗ ! · for errors, warnings and notes in a row, ■ for a "
        "present element with an obligation, □ for a missing element with an obligation, with the obligation in words. "
        "With "
        "--card, prints a page for each imaging study as a receiver shows it: what is missing of the elements that a "
        "receiver displays (□), what it cannot read (✗), and what it shows, with the images counted.",
    .run = run_tree,
};
