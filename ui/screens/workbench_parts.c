/* The parts of the workbench: made and freed here. */
#include "ui/screens/workbench_parts.h"

#include "src/base/memory.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/actions/actions_record.h"
#include "ui/screens/background/background.h"
#include "ui/screens/background/side_job.h"
#include "ui/screens/bench/last_change.h"
#include "ui/screens/bench/pending.h"
#include "ui/screens/bench/register.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/bench/suppressed.h"
#include "ui/screens/bench/tree_filter.h"
#include "ui/screens/bench/tree_search.h"
#include "ui/screens/editing/filling.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/screens/files/known_counts.h"
#include "ui/screens/panes/rule_pane.h"
#include "ui/screens/play/playing.h"
#include "ui/screens/remote/remote_view.h"
#include "ui/screens/views/rescue.h"
#include "ui/screens/views/saving.h"
#include "ui/screens/views/tour.h"
#include "ui/screens/workbench.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/text_view.h"

#include <stdlib.h>

static void set_panes(Workbench *bench)
{
    const Config *config = bench->config;
    bench->panes.count = 3;
    bench->panes.panes[PANE_TREE] = (Pane){.title = "Study", .least = 40};
    bench->panes.panes[PANE_ISSUES] = (Pane){.title = "Issues",
                                             .side = PANE_BOTTOM,
                                             .share = 22,
                                             .least = 2,
                                             .most = 12,
                                             .wish = config_number(config, SETTING_ISSUES)};
    bench->panes.panes[PANE_RULE] = (Pane){.title = "Rule",
                                           .side = PANE_RIGHT,
                                           .share = 38,
                                           .least = 26,
                                           .most = 60,
                                           .wish = config_number(config, SETTING_SPLIT)};
}

/* Reports what is wrong in the settings. */
static void report_faults(Workbench *bench)
{
    size_t count = config_fault_count(bench->config);
    for (size_t i = count; i-- > 0;) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s%s", config_fault(bench->config, i),
                     i == 0 && count > 1 ? " (:messages shows more faults)" : "");
    }
}

/* A part of the workbench, all zero. */
static void *part(size_t size)
{
    return memory_allocate_zeroed(1, size);
}

Workbench *bench_new(const WorkbenchOptions *options, Session *session, Stage *stage)
{
    Workbench *bench = memory_allocate_zeroed(1, sizeof *bench);
    bench->session = session;
    bench->stage = stage;
    bench->config = options->config;
    bench->kind = &bench_kind;
    bench->remote = &remote_hooks;
    bench->typing = part(sizeof *bench->typing);
    bench->filling = part(sizeof *bench->filling);
    bench->pending = part(sizeof *bench->pending);
    bench->copied = part(sizeof *bench->copied);
    bench->change = part(sizeof *bench->change);
    bench->background = part(sizeof *bench->background);
    bench->side = part(sizeof *bench->side);
    bench->filter = part(sizeof *bench->filter);
    bench->search = part(sizeof *bench->search);
    bench->issues = part(sizeof *bench->issues);
    bench->suppressed = part(sizeof *bench->suppressed);
    bench->offers = part(sizeof *bench->offers);
    bench->recording = part(sizeof *bench->recording);
    bench->saving = part(sizeof *bench->saving);
    bench->saving->is_scripted = options->script != NULL;
    bench->saving->ended = options->ended;
    bench->rule = part(sizeof *bench->rule);
    bench->rule->text = text_view_new();
    bench->is_rule_old = true;
    bench->is_wrapped = config_flag(options->config, SETTING_WRAP);
    bench->keymap = keymap_new(&bench_actions, options->config);
    bench->messages = messages_new(session->clock);
    for (size_t i = 0; i < TYPED_COUNT; i++) {
        bench->typed_before[i] = line_history_new();
    }
    set_panes(bench);
    report_faults(bench);
    return bench;
}

void bench_free(void *self)
{
    Workbench *bench = self;
    side_job_forget(bench, NULL);
    typing_cancel(bench);
    filling_free(bench->filling);
    rescue_offers_free(bench->offers);
    keymap_free(bench->keymap);
    messages_free(bench->messages);
    text_view_free(bench->rule->text);
    for (size_t i = 0; i < TYPED_COUNT; i++) {
        line_history_free(bench->typed_before[i]);
    }
    tree_search_free(bench->search);
    tree_filter_stop(bench);
    free(bench->recording->path);
    text_free(&bench->recording->text);
    tour_free(bench->tour);
    playing_free(bench->playing);
    issue_rows_free(&bench->issues->rows);
    suppressed_free(bench->suppressed);
    text_free(&bench->issues->title);
    text_free(&bench->tree_title);
    register_free(bench->copied);
    text_free(&bench->saving->failed);
    text_free(&bench->saving->open);
    text_free(&bench->change->json);
    known_counts_keep(bench->session);
    session_free(bench->session);
    void *parts[] = {bench->typing,     bench->pending,    bench->copied,  bench->change,    bench->search,
                     bench->background, bench->issues,     bench->offers,  bench->recording, bench->saving,
                     bench->rule,       bench->suppressed, bench->filling, bench->side,      bench->filter};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        free(parts[i]);
    }
    free(bench);
}
