/* Tree search: hits are gathered, and gone to. */
#include "ui/screens/bench/tree_search.h"

#include "ui/screens/bench/cursor.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/prompt.h"

#include <stdlib.h>

/* The pause after a key before a large file is searched; how long a search may take before it waits for its turn. */
enum { PAUSE_MILLISECONDS = 150, SOON_MILLISECONDS = 20, PIECE_VALUES = 16384, SMALL_VALUES = 300000 };

static int64_t now(const Workbench *bench)
{
    return bench->session->clock.milliseconds(bench->session->clock.context);
}

void tree_search_free(TreeSearch *search)
{
    search_free(&search->search);
    search_hits_free(&search->hits);
}

/* Begins anew where the hits are of another file, or of the file as it was. */
static void renew(Workbench *bench)
{
    const Document *document = bench_file(bench)->document;
    if (!search_hits_are_of(&bench->search->hits, document)) {
        search_hits_begin(&bench->search->hits, document);
    }
}

/* Gathers for so many milliseconds, or all where that is negative; true when all is known. */
static bool gather(Workbench *bench, int milliseconds)
{
    TreeSearch *search = bench->search;
    int64_t until = now(bench) + milliseconds;
    renew(bench);
    bool is_done = search->is_nodes || search_hits_are_all(&search->hits);
    while (!is_done) {
        is_done = search_hits_gather(&search->hits, &search->search, PIECE_VALUES);
        if (!is_done && milliseconds >= 0 && now(bench) >= until) {
            return false;
        }
    }
    search->gather_at = 0;
    return true;
}

/* ---- while it is typed ---- */

/* On narrower screens the keys of the prompt are told in fewer words. */
enum { WORDS_FROM_WIDTH = 100 };

/* What the prompt shows beside the text: how many are found, and its keys. */
static void print_verdict(const Workbench *bench, Text *verdict, Style *style)
{
    const TreeSearch *search = bench->search;
    bool is_narrow = stage_bounds(bench->stage).width < WORDS_FROM_WIDTH;
    const char *keys = is_narrow ? "Alt-r regex · Alt-w where" : "Alt-r expression · Alt-w where";
    bool has_none = search->hits.count == 0;
    *style = STYLE_HINT;
    if (search->search.text.length == 0) {
        bool has_earlier = line_history_count(bench->typed_before[TYPED_FIND]) > 0;
        text_format(verdict, "%s%s", has_earlier ? "Up earlier · " : "", keys);
    } else if (!search_hits_are_all(&search->hits)) {
        text_append(verdict, slice_from(keys));
    } else if (has_none) {
        text_append(verdict, SLICE("not found"));
        *style = STYLE_ISSUE_WARNING;
    } else {
        text_format(verdict, is_narrow ? "%zu found" : "%zu found · %s", search->hits.count, keys);
    }
}

bool tree_search_set(Workbench *bench, Slice text, Error *error)
{
    TreeSearch *search = bench->search;
    search->wanted = 0;
    search->gather_at = 0;
    search->is_nodes = false;
    search->is_shown = text.length > 0;
    search_hits_begin(&search->hits, bench_file(bench)->document);
    return search_set(&search->search, text, search->search.is_expression, search->search.scope, error);
}

static int compare_nodes(const void *a, const void *b)
{
    NodeId left = *(const NodeId *)a, right = *(const NodeId *)b;
    return (left > right) - (left < right);
}

void tree_search_show_nodes(Workbench *bench, Slice name, const NodeId *nodes, size_t count)
{
    TreeSearch *search = bench->search;
    const Document *document = bench_file(bench)->document;
    tree_search_stop(bench);
    search_set(&search->search, name, false, SEARCH_ALL, NULL);
    search_hits_begin(&search->hits, document);
    SearchHits *hits = &search->hits;
    ARRAY_RESERVE(hits->nodes, hits->capacity, count + 1);
    if (count > 0) {
        memcpy(hits->nodes, nodes, count * sizeof *nodes);
        qsort(hits->nodes, count, sizeof *nodes, compare_nodes);
    }
    hits->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || hits->nodes[i] != hits->nodes[hits->count - 1]) {
            hits->nodes[hits->count++] = hits->nodes[i];
        }
    }
    hits->next = document_count(document);
    search->is_nodes = true;
    search->is_shown = count > 0;
}

bool tree_search_is_hit(const Workbench *bench, NodeId node, bool is_shut)
{
    const TreeSearch *search = bench->search;
    const Document *document = bench_file(bench)->document;
    if (!search->is_shown || !search->is_nodes || !search_hits_are_of(&search->hits, document)) {
        return false;
    }
    NodeId last = is_shut ? document_node(document, node)->end - 1 : node;
    size_t before = node > 0 ? search_hits_position(&search->hits, node - 1) : 0;
    return search_hits_position(&search->hits, last) > before;
}

void tree_search_forget(Workbench *bench)
{
    tree_search_stop(bench);
    search_hits_free(&bench->search->hits);
}

void tree_search_typed(Workbench *bench, Text *verdict, Style *style)
{
    TreeSearch *search = bench->search;
    bool is_small = document_count(bench_file(bench)->document) <= SMALL_VALUES;
    if (is_small || bench->session->waits) {
        gather(bench, -1);
    } else if (search->search.text.length > 0) {
        search->gather_at = now(bench) + PAUSE_MILLISECONDS;
    }
    print_verdict(bench, verdict, style);
}

/* ---- going to hits ---- */

/* Appends "3 of 17 · Observation 9 · Heart rate" for the value under the cursor; "3 of 17 so far" where not all are
 * known. */
static void print_position(Workbench *bench, Text *text)
{
    const SearchHits *hits = &bench->search->hits;
    const OpenFile *file = bench_file(bench);
    NodeId node = bench_row(bench)->node, holder = names_holder(file->document, node);
    text_format(text, "%zu of %zu%s", search_hits_position(hits, node), hits->count,
                search_hits_are_all(hits) ? "" : " so far");
    text_append(text, holder == NODE_NONE ? (Slice){0} : SLICE(" · "));
    if (holder != NODE_NONE) {
        names_append_place(outline_names(file->outline), holder, text);
    }
}

static void go_to(Workbench *bench, NodeId found)
{
    Slice wanted = text_slice(&bench->search->search.text);
    bench->search->wanted = 0;
    bench->search->is_shown = found != NODE_NONE;
    if (found == NODE_NONE) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "“%.*s” is not in the file", SLICE_ARGS(wanted));
        return;
    }
    Text position = TEXT_EMPTY;
    bench->panes.focus = PANE_TREE;
    bench_go_to(bench, found, (Slice){0});
    print_position(bench, &position);
    messages_add(bench->messages, STYLE_PLAIN, "“%.*s”: %.*s", SLICE_ARGS(wanted), SLICE_ARGS(text_slice(&position)));
    text_free(&position);
}

/* Goes to what is wanted, if it is known: a hit after the cursor that was gathered, or any when all are. */
static bool go_if_known(Workbench *bench)
{
    const TreeSearch *search = bench->search;
    NodeId found = search_hits_next(&search->hits, search->from, search->wanted < 0);
    bool is_after = search->wanted > 0 && found != NODE_NONE && found > search->from;
    if (!is_after && !search_hits_are_all(&search->hits)) {
        return false;
    }
    go_to(bench, found);
    return true;
}

void tree_search_go(Workbench *bench, bool is_backward)
{
    TreeSearch *search = bench->search;
    if (search->is_nodes && !search_hits_are_of(&search->hits, bench_file(bench)->document)) {
        messages_add(bench->messages, STYLE_PLAIN, "The file changed. Evaluate the expression again (:fhirpath)");
        return;
    }
    search->from = bench_row(bench)->node;
    search->wanted = is_backward ? -1 : 1;
    search->is_shown = true;
    gather(bench, bench->session->waits ? -1 : SOON_MILLISECONDS);
    if (!search_hits_are_all(&search->hits)) {
        search->gather_at = now(bench);
    }
    if (!go_if_known(bench)) {
        messages_add(bench->messages, STYLE_PLAIN, "Goes there when it is found. Esc cancels");
    }
}

/* ---- between keys ---- */

int64_t tree_search_wait(const Workbench *bench)
{
    int64_t at = bench_file(bench) ? bench->search->gather_at : 0, time = now(bench);
    return at == 0 ? -1 : at > time ? at - time : 0;
}

Reaction tree_search_gather(Workbench *bench, int milliseconds)
{
    TreeSearch *search = bench->search;
    bool is_done = gather(bench, milliseconds);
    bool has_gone = search->wanted != 0 && go_if_known(bench);
    if (!is_done) {
        return has_gone ? REACT_REDRAW : REACT_NONE;
    }
    Text verdict = TEXT_EMPTY;
    Style style;
    print_verdict(bench, &verdict, &style);
    prompt_show_verdict(stage_top(bench->stage), text_slice(&verdict), style);
    text_free(&verdict);
    return REACT_REDRAW;
}

bool tree_search_stop(Workbench *bench)
{
    bool was_gathering = bench->search->gather_at != 0;
    bench->search->gather_at = 0;
    bench->search->wanted = 0;
    return was_gathering;
}
