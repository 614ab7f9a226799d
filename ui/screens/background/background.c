/* Background: pieces of work, and what is shown of them. */
#include "ui/screens/background/background.h"

#include "ui/screens/background/side_job.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/running.h"
#include "ui/screens/bench/session_judging.h"
#include "ui/screens/bench/tree_filter.h"
#include "ui/screens/bench/tree_search.h"

/* A piece is so short that no key is felt to wait; the bar moves ten times a second. */
enum { PIECE_MILLISECONDS = 4, BAR_MILLISECONDS = 100 };

bool background_is_judging(const Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    return file && judged_is_waiting(file->judged);
}

static bool judges(const Workbench *bench)
{
    return !bench->background->is_stopped && session_judging(bench->session);
}

int64_t background_wait(const Workbench *bench)
{
    int64_t work = judges(bench) || tree_filter_is_gathering(bench) ? 0 : tree_search_wait(bench),
            side = side_job_wait(bench);
    return side < 0 || (work >= 0 && work < side) ? work : side;
}

/* The rows of the tree are made anew; the cursor stays where it is in the file and on the screen. */
static void show_verdict(Workbench *bench, OpenFile *file)
{
    bool is_shown = file == bench_file(bench);
    uint32_t selected = is_shown ? (uint32_t)bench->tree.selected : file->cursor;
    uint64_t above = bench->tree.selected - bench->tree.first;
    Slice absent = {0};
    NodeId node = selected < outline_count(file->outline) ? outline_node(file->outline, selected, &absent) : 0;
    outline_refresh(file->outline, file->report);
    if (file->is_new) {
        outline_reveal_errors(file->outline);
    }
    file->is_new = false;
    uint32_t row = outline_row_of(file->outline, node, absent);
    file->cursor = row;
    if (is_shown) {
        bench->tree.first = row > above ? row - above : 0;
        bench_go_to_row(bench, row);
        bench->is_rule_old = true;
    }
}

/* Runs what waited for the verdict. */
static Reaction run_wanted(Workbench *bench)
{
    Background *background = bench->background;
    const Action *wanted = background->wanted;
    if (!wanted || background_is_judging(bench) || stage_top(bench->stage).self != bench) {
        return REACT_NONE;
    }
    background->wanted = NULL;
    return bench_run(bench, wanted, background->call) | REACT_REDRAW;
}

/* True where the bar was not shown for a while. */
static bool is_bar_due(Workbench *bench)
{
    int64_t now = bench->session->clock.milliseconds(bench->session->clock.context);
    bool is_due = now >= bench->background->drawn_at + BAR_MILLISECONDS || now < bench->background->drawn_at;
    bench->background->drawn_at = is_due ? now : bench->background->drawn_at;
    return is_due;
}

/* Judges a piece. */
static Reaction judge_on(Workbench *bench)
{
    OpenFile *file = session_judging(bench->session);
    if (in_view_judge(bench)) {
        outline_redescribe(bench_file(bench)->outline);
        bench->is_rule_old = true;
        return REACT_REDRAW;
    }
    JudgingNews news = session_judge_on(file, bench->session->waits ? -1 : PIECE_MILLISECONDS);
    if (news == JUDGING_DONE) {
        show_verdict(bench, file);
        return run_wanted(bench) | REACT_REDRAW;
    }
    if (news == JUDGING_MORE) {
        outline_redescribe(file->outline);
        bench->is_rule_old = true;
        return REACT_REDRAW;
    }
    return is_bar_due(bench) ? REACT_REDRAW : REACT_NONE;
}

/* Looks after the job of another thread. */
static Reaction look_aside(Workbench *bench)
{
    if (side_job_wait(bench) < 0) {
        return REACT_NONE;
    }
    Reaction reaction = side_job_go_on(bench);
    return is_bar_due(bench) ? reaction | REACT_REDRAW : reaction;
}

Reaction background_go_on(Workbench *bench)
{
    Reaction reaction = look_aside(bench);
    if (tree_search_wait(bench) == 0) {
        reaction |= tree_search_gather(bench, PIECE_MILLISECONDS);
        return is_bar_due(bench) ? reaction | REACT_REDRAW : reaction;
    }
    if (tree_filter_is_gathering(bench)) {
        bool is_news = tree_filter_gather(bench, PIECE_MILLISECONDS) || is_bar_due(bench);
        return is_news ? reaction | REACT_REDRAW : reaction;
    }
    return judges(bench) ? reaction | judge_on(bench) : reaction;
}

const char *background_stop(Workbench *bench)
{
    Background *background = bench->background;
    if (side_job_stop(bench)) {
        return "Stopping …";
    }
    if (tree_search_stop(bench)) {
        return "Search stopped. Press n to go on";
    }
    if (tree_filter_is_gathering(bench) && tree_filter_stop(bench)) {
        return "Filter stopped. All rows stay";
    }
    bool is_busy = judges(bench);
    background->wanted = NULL;
    background->is_stopped = background->is_stopped || is_busy;
    return is_busy ? "Stopped. Press zc to go on" : NULL;
}

bool background_resume(Workbench *bench)
{
    bool was_stopped = bench->background->is_stopped && session_judging(bench->session);
    bench->background->is_stopped = false;
    return was_stopped;
}

bool background_await(Workbench *bench, const ActionCall *call)
{
    Background *background = bench->background;
    if (!background_is_judging(bench)) {
        return true;
    }
    background->is_stopped = false;
    background->wanted = call->action;
    background->call = *call;
    background->call.argument = (Slice){0};
    return false;
}

/* How far another thread's job is. */
static BackgroundBar side_bar(const Workbench *bench)
{
    const SideJob *side = bench->side;
    ErrandShare share = errand_share(side->errand);
    uint64_t done = share.done < share.total ? share.done : share.total;
    int64_t taken = bench->session->clock.milliseconds(bench->session->clock.context) - side->begun;
    bool has_word = side->work.then && share.step > 1;
    BackgroundBar bar = {.what = has_word ? side->work.then : side->work.what,
                         .step = side->work.then ? 0 : share.step,
                         .is_final = share.is_final};
    bar.thousandths = share.total > 0 ? (unsigned)(done * 1000 / share.total) : 0;
    bar.rate = taken > 0 ? side->work.bytes / 1000 * bar.thousandths * 1000 / (uint64_t)taken : 0;
    bar.name = !side->work.file                       ? side->work.name
               : side->work.file == bench_file(bench) ? (Slice){0}
                                                      : open_file_name(side->work.file);
    return bar;
}

bool background_bar(const Workbench *bench, BackgroundBar *bar)
{
    const OpenFile *file = bench_file(bench);
    const SearchHits *hits = &bench->search->hits;
    if (bench->side->errand) {
        *bar = side_bar(bench);
        return true;
    }
    if (tree_search_wait(bench) == 0 && hits->document) {
        uint64_t share = (uint64_t)hits->next * 1000 / document_count(hits->document);
        *bar = (BackgroundBar){.what = "searched", .thousandths = (unsigned)share};
        return true;
    }
    if (tree_filter_is_gathering(bench)) {
        *bar = (BackgroundBar){.what = "filtered", .thousandths = tree_filter_share(bench)};
        return true;
    }
    *bar = (BackgroundBar){.what = "checked", .is_stopped = bench->background->is_stopped};
    return file && session_judging_share(file, &bar->thousandths, &bar->rate);
}
