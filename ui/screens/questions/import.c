/* What another program says of the file: read from an OperationOutcome, shown among the issues. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/files/file_offers.h"
#include "ui/widgets/prompt.h"

#include "src/base/file.h"

#include <stdlib.h>

static void report_result(Workbench *bench, const OpenFile *file)
{
    const SecondOpinion *opinion = file->opinion;
    uint32_t unplaced = 0;
    for (uint32_t i = 0; i < opinion->count; i++) {
        unplaced += !opinion->rows[i].is_placed;
    }
    Text words = TEXT_EMPTY;
    text_format(&words, "%u finding%s of %s: %u both, %u only theirs", opinion->count, opinion->count == 1 ? "" : "s",
                file->opinion_name, opinion->both, second_opinion_only_theirs(opinion));
    if (unplaced) {
        text_format(&words, ". Place of %u not found", unplaced);
    }
    messages_add(bench->messages, STYLE_GOOD, "%s", words.bytes);
    text_free(&words);
}

static Reaction file_entered(void *context, Slice name)
{
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    Error error;
    if (name.length == 0) {
        return REACT_REDRAW;
    }
    char *path = file_expand_home(name);
    if (session_import(file, path, &error)) {
        shown_issues_forget(bench);
        list_select(&bench->issues->list, 0);
        bench->panes.focus = PANE_ISSUES;
        bench->is_rule_old = true;
        report_result(bench, file);
    } else {
        messages_add_error(bench->messages, "Not imported", &error);
    }
    free(path);
    return REACT_REDRAW;
}

static Reaction import(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    if (call->is_forced) {
        messages_add(bench->messages, STYLE_PLAIN, file->opinion ? "Findings of %s removed" : "Nothing is imported",
                     file->opinion_name);
        session_drop_opinion(file);
        shown_issues_forget(bench);
        bench->is_rule_old = true;
        return REACT_REDRAW;
    }
    if (call->argument.length) {
        return file_entered(bench, call->argument);
    }
    stage_push(bench->stage, prompt_new((PromptOptions){.label = "OperationOutcome (JSON file): ",
                                                        .context = bench,
                                                        .offers = file_offers,
                                                        .entered = file_entered}));
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "import",
     .help = "Show what another validator or a server found; with ! no more",
     .keys = "zi",
     .argument = "FILE",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = import},
};

const ActionRows import_actions = ACTION_ROWS(rows);
