/*
 * FHIRPath: an expression as it is typed, what it gives at every key, and how it can go on.
 *
 *     ┌ FHIRPath · ImagingStudy ──────────────────────────────────────┐
 *     │ ImagingStudy.series[0].modality.code    CT          FHIR.code │
 *     │ 3 items                                                       │
 *     │ series.modality.co                                            │
 *     │ code  conformsTo(  contains(  convertsToBoolean()             │
 *     └───────────────────────────────────────────────────────────────┘
 *
 * It lies over the foot of the screen. What is found is marked in the tree above, and stays marked afterwards: n and N
 * go on. Of large files the expression is evaluated at Enter.
 */
#include "src/json/path.h"
#include "src/paths/completion.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/tree_search.h"
#include "ui/screens/questions/fhirpath_items.h"
#include "ui/widgets/cut_text.h"
#include "ui/widgets/line_editor.h"

#include <stdlib.h>

enum {
    ROWS_ABOVE = 2,
    ROWS_LEAST = 9,
    ROWS_MOST = 16,
    LINES_BELOW = 3,
    SMALL_VALUES = 300000,
    TYPE_CELLS = 22,
    TYPE_FROM = 70
};

typedef struct FhirpathPrompt {
    Workbench *bench;
    LineEditor *editor;
    Checker *checker;
    Evaluator *evaluator;
    NodeId resource;   /* what the expression is evaluated for */
    NodeId own;        /* the resource around the cursor */
    uint64_t revision; /* of the text that was evaluated */
    bool is_waiting;   /* the text was not evaluated: the file is large */
    FhirpathList found;
    PathCompletion completion;
    size_t chosen; /* candidate that Tab wrote last; SIZE_MAX: none */
    List list;
    uint32_t row; /* of the tree, when it was opened */
    Text title;
} FhirpathPrompt;

static const Document *document_of(const FhirpathPrompt *prompt)
{
    return bench_file(prompt->bench)->document;
}

/* ---- evaluating ---- */

static void find_candidates(FhirpathPrompt *prompt)
{
    prompt->chosen = SIZE_MAX;
    path_completion_fill(&prompt->completion, prompt->evaluator, prompt->checker, document_of(prompt), prompt->resource,
                         line_editor_text(prompt->editor), line_editor_cursor(prompt->editor));
}

/* Shows the selected item in the tree, near its top: the foot of the screen is covered. */
static void show_selected(FhirpathPrompt *prompt)
{
    List *tree = &prompt->bench->tree;
    NodeId node =
        prompt->list.selected < prompt->found.count ? prompt->found.items[prompt->list.selected].node : NODE_NONE;
    if (node != NODE_NONE) {
        bench_go_to_row(prompt->bench, outline_reveal(bench_file(prompt->bench)->outline, node, (Slice){0}));
        tree->first = tree->selected > ROWS_ABOVE ? tree->selected - ROWS_ABOVE : 0;
    }
}

/* True for an expression whose end is still to be typed: its error is after the last character. */
static bool is_unfinished(const FhirpathList *found, Slice text)
{
    return found->has_error && found->column > cluster_width(text, CLUSTER_UNICODE);
}

static void evaluate(FhirpathPrompt *prompt)
{
    Slice text = line_editor_text(prompt->editor);
    prompt->revision = line_editor_revision(prompt->editor);
    prompt->is_waiting = false;
    FhirpathList found = {0};
    fhirpath_items_fill(&found, prompt->evaluator, document_of(prompt), prompt->resource, text);
    if (is_unfinished(&found, text)) { /* what was found before stays */
        prompt->found.has_error = true;
        prompt->found.column = found.column;
        prompt->found.error = found.error;
        fhirpath_items_free(&found);
        return;
    }
    fhirpath_items_free(&prompt->found);
    prompt->found = found;
    tree_search_show_nodes(prompt->bench, text, prompt->found.nodes, prompt->found.node_count);
    list_set_count(&prompt->list, prompt->found.count);
    list_select(&prompt->list, 0);
    show_selected(prompt);
}

/* Evaluates what was typed, where the file is small enough, and finds how it can go on. */
static void judge(FhirpathPrompt *prompt)
{
    if (document_count(document_of(prompt)) <= SMALL_VALUES) {
        evaluate(prompt);
        find_candidates(prompt);
        return;
    }
    prompt->is_waiting = true;
    prompt->revision = line_editor_revision(prompt->editor);
    fhirpath_items_free(&prompt->found);
    list_set_count(&prompt->list, 0);
}

static void set_resource(FhirpathPrompt *prompt, NodeId resource)
{
    const Document *document = document_of(prompt);
    prompt->resource = resource;
    text_clear(&prompt->title);
    text_append(&prompt->title, SLICE("FHIRPath · "));
    size_t before = prompt->title.length;
    names_append(outline_names(bench_file(prompt->bench)->outline), resource, &prompt->title);
    NodeId type = document_member(document, resource, SLICE("resourceType"));
    if (prompt->title.length == before && type != NODE_NONE) {
        Text scratch = TEXT_EMPTY;
        text_append(&prompt->title, document_string(document, type, &scratch));
        text_free(&scratch);
    }
}

/* ---- drawing ---- */

static Rect view_area(void *self, Rect screen)
{
    (void)self;
    int rows = screen.height * 2 / 5;
    rows = rows < ROWS_LEAST ? ROWS_LEAST : rows > ROWS_MOST ? ROWS_MOST : rows;
    rows = rows < screen.height - 3 ? rows : screen.height - 3;
    return rect_make(screen.x, screen.y + screen.height - rows, screen.width, rows);
}

static void draw_item(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    (void)is_selected;
    FhirpathPrompt *prompt = context;
    const FhirpathShown *item = &prompt->found.items[position];
    int right = line.x + line.width, x = line.x;
    if (line.width >= TYPE_FROM) {
        right -= TYPE_CELLS;
        canvas_label_slice(canvas, right, line.y, TYPE_CELLS, STYLE_DIM, item->type);
    }
    if (item->node != NODE_NONE) {
        Text path = TEXT_EMPTY;
        int room = (right - x) * 3 / 5;
        path_append(document_of(prompt), item->node, &path);
        x += cut_text_start(canvas, rect_make(x, line.y, room, 1), STYLE_LINK, text_slice(&path)) + 2;
        text_free(&path);
    }
    Rect room = rect_make(x, line.y, right - x - 1, 1);
    if (slice_find(item->value, SLICE(" "), 0) == SIZE_MAX) {
        cut_text_middle(canvas, room, STYLE_STRING, item->value); /* of UIDs the end tells more */
    } else {
        canvas_text(canvas, room.x, room.y, room.width, STYLE_STRING, item->value);
    }
}

/* What came of it: an error with its place, or how many items there are. */
static Style append_verdict(const FhirpathPrompt *prompt, Text *text)
{
    const FhirpathList *found = &prompt->found;
    if (found->has_error && is_unfinished(found, line_editor_text(prompt->editor))) {
        text_format(text, "… %s", found->error.message);
        return STYLE_HINT;
    }
    if (found->has_error) {
        text_append(text, SLICE("✗ "));
        if (found->column) {
            text_format(text, "column %zu: ", found->column);
        }
        text_append(text, slice_from(found->error.message));
        return STYLE_ISSUE_ERROR;
    }
    if (prompt->is_waiting) {
        text_append(text, SLICE("Enter evaluates: the file is large"));
    } else if (line_editor_text(prompt->editor).length == 0) {
        text_append(text, SLICE("Tab complete · Up earlier · Alt-r other resource · F1 help"));
    } else if (found->total > found->count) {
        text_format(text, "%zu items, the first %zu are listed", found->total, found->count);
    } else {
        text_format(text, "%zu item%s", found->total, found->total == 1 ? "" : "s");
        return found->total ? STYLE_HINT : STYLE_ISSUE_WARNING;
    }
    return STYLE_HINT;
}

/* Draws the verdict in the last rows of an area, one or, where it is too long for that, two; returns how many it takes.
 */
static int draw_verdict(const FhirpathPrompt *prompt, Canvas *canvas, Rect area)
{
    Text text = TEXT_EMPTY;
    Style style = append_verdict(prompt, &text);
    Slice rest = text_slice(&text);
    size_t width = (size_t)area.width,
           end = cluster_at_cell(rest, width, canvas_is_ascii(canvas) ? CLUSTER_LABEL : CLUSTER_UNICODE);
    bool is_wrapped = end < rest.length && area.height > 1;
    for (; is_wrapped && end > 0 && rest.bytes[end] != ' '; end--) {
    }
    int y = area.y + area.height - 1;
    if (is_wrapped && end > 0) {
        canvas_label_slice(canvas, area.x, y - 1, area.width, style, slice_part(rest, 0, end));
        rest = slice_trim(slice_part(rest, end, SIZE_MAX));
    }
    canvas_label_slice(canvas, area.x, y, area.width, style, rest);
    text_free(&text);
    return is_wrapped ? 2 : 1;
}

/* The candidates, as many as fit; of the one that Tab wrote, or the only one, its help. */
static void draw_candidates(const FhirpathPrompt *prompt, Canvas *canvas, Rect line)
{
    const PathCompletion *completion = &prompt->completion;
    int x = line.x, right = line.x + line.width;
    size_t first = prompt->chosen == SIZE_MAX ? 0 : prompt->chosen;
    for (size_t i = first; i < completion->count && x < right; i++) {
        const PathCandidate *candidate = &completion->items[i];
        bool is_told = i == first && (prompt->chosen != SIZE_MAX || completion->count == 1) && candidate->help.length;
        Style style = i == prompt->chosen ? STYLE_HINT_KEY : candidate->is_present ? STYLE_KEY : STYLE_ABSENT;
        x += canvas_label_slice(canvas, x, line.y, right - x, style, candidate->text) + 1;
        if (is_told && x < right) {
            x += canvas_format(canvas, x, line.y, right - x, STYLE_DIM, "(%.*s)", SLICE_ARGS(candidate->help)) + 1;
        }
        x++;
    }
}

/* Marks the character of the line at which an error is, where the line is not scrolled. */
static void mark_error(const FhirpathPrompt *prompt, Canvas *canvas, Rect line)
{
    Slice text = line_editor_text(prompt->editor);
    int column = (int)prompt->found.column - 1;
    if (prompt->found.has_error && column >= 0 && column < line.width &&
        (int)cluster_width(text, canvas_mode(canvas)) < line.width) {
        canvas_restyle(canvas, rect_make(line.x + column, line.y, 1, 1), STYLE_ISSUE_ERROR);
    }
}

static void view_draw(void *self, Canvas *canvas, Rect area)
{
    FhirpathPrompt *prompt = self;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    Rect inside = canvas_box(canvas, area, STYLE_BORDER_FOCUS, prompt->title.bytes);
    int foot = inside.y + inside.height - LINES_BELOW;
    Rect above = rect_make(inside.x, inside.y, inside.width, inside.height - LINES_BELOW + 1);
    above.height -= draw_verdict(prompt, canvas, above);
    list_draw(&prompt->list, canvas, above, GROUND_OVERLAY, false, draw_item, prompt);
    Rect input = rect_make(inside.x, foot + 1, inside.width, 1);
    line_editor_draw(prompt->editor, canvas, input, true);
    mark_error(prompt, canvas, input);
    draw_candidates(prompt, canvas, rect_make(inside.x, foot + 2, inside.width, 1));
}

/* ---- keys ---- */

static Reaction move(FhirpathPrompt *prompt, int64_t distance)
{
    list_move(&prompt->list, distance);
    show_selected(prompt);
    return REACT_REDRAW;
}

static Reaction enter(FhirpathPrompt *prompt)
{
    Workbench *bench = prompt->bench;
    line_history_add(bench->typed_before[TYPED_EXPRESSION], line_editor_text(prompt->editor));
    if (prompt->is_waiting) {
        evaluate(prompt);
        return REACT_REDRAW;
    }
    if (prompt->list.selected >= prompt->found.count || prompt->found.items[prompt->list.selected].node == NODE_NONE) {
        return REACT_REDRAW;
    }
    NodeId node = prompt->found.items[prompt->list.selected].node;
    bench_go_to_row(bench, prompt->row);
    bench->panes.focus = PANE_TREE;
    bench_go_to(bench, node, (Slice){0});
    messages_add(bench->messages, STYLE_PLAIN, "%zu of %zu%s", (size_t)prompt->list.selected + 1, prompt->found.total,
                 prompt->found.node_count > 1 ? ". n and N go to the others" : "");
    return REACT_CLOSE | REACT_REDRAW;
}

static Reaction cancel(FhirpathPrompt *prompt)
{
    prompt->bench->search->is_shown = false;
    bench_go_to_row(prompt->bench, prompt->row);
    return REACT_CLOSE | REACT_REDRAW;
}

/* Writes what all candidates have in common, or where that is written already one after the other. */
static Reaction complete(FhirpathPrompt *prompt)
{
    PathCompletion *completion = &prompt->completion;
    size_t cursor = line_editor_cursor(prompt->editor), start = completion->start;
    if (completion->count == 0 || start > cursor) {
        return REACT_NONE;
    }
    Slice common = path_completion_common(completion);
    bool is_cycling = prompt->chosen != SIZE_MAX || common.length <= cursor - start;
    size_t next = prompt->chosen == SIZE_MAX ? 0 : (prompt->chosen + 1) % completion->count;
    line_editor_replace(prompt->editor, start, cursor - start, is_cycling ? completion->items[next].text : common);
    if (document_count(document_of(prompt)) <= SMALL_VALUES) {
        evaluate(prompt);
    }
    if (is_cycling && completion->count > 1) {
        prompt->chosen = next;
    } else {
        find_candidates(prompt);
    }
    return REACT_REDRAW;
}

static Reaction turn_resource(FhirpathPrompt *prompt)
{
    set_resource(prompt, prompt->resource == 0 ? prompt->own : 0);
    judge(prompt);
    return REACT_REDRAW;
}

/* Keys of the line; the text is judged where it changed, the candidates where the cursor moved. */
static Reaction edit(FhirpathPrompt *prompt, Reaction reaction)
{
    if (line_editor_revision(prompt->editor) != prompt->revision) {
        judge(prompt);
        return reaction | REACT_REDRAW;
    }
    if (!(reaction & REACT_UNHANDLED) && !prompt->is_waiting) {
        find_candidates(prompt);
    }
    return reaction;
}

static Reaction view_key(void *self, Key key)
{
    FhirpathPrompt *prompt = self;
    if (keys_equal(key, key_make(KEYCODE_ESCAPE, 0)) || keys_equal(key, key_make('c', KEY_CTRL))) {
        return cancel(prompt);
    }
    if (keys_equal(key, key_make(KEYCODE_ENTER, 0))) {
        return enter(prompt);
    }
    if (keys_equal(key, key_make(KEYCODE_TAB, 0))) {
        return complete(prompt);
    }
    if (keys_equal(key, key_make('r', KEY_ALT))) {
        return turn_resource(prompt);
    }
    if (keys_equal(key, key_make(KEYCODE_DOWN, KEY_ALT)) || keys_equal(key, key_make(KEYCODE_UP, KEY_ALT))) {
        return move(prompt, key.code == KEYCODE_DOWN ? 1 : -1);
    }
    if (keys_equal(key, key_make(KEYCODE_PAGE_DOWN, 0)) || keys_equal(key, key_make(KEYCODE_PAGE_UP, 0))) {
        return move(prompt, key.code == KEYCODE_PAGE_DOWN ? prompt->list.height : -prompt->list.height);
    }
    return edit(prompt, line_editor_key(prompt->editor, key));
}

static Reaction view_paste(void *self, Slice text)
{
    FhirpathPrompt *prompt = self;
    return edit(prompt, line_editor_paste(prompt->editor, text));
}

static Reaction view_mouse(void *self, Mouse mouse)
{
    FhirpathPrompt *prompt = self;
    bool is_activated = false;
    Reaction reaction = list_mouse(&prompt->list, mouse, &is_activated);
    if (is_activated) {
        return enter(prompt);
    }
    bool is_click = mouse.button == MOUSE_LEFT && mouse.action == MOUSE_PRESS;
    if (is_click && reaction == REACT_UNHANDLED) {
        return line_editor_click(prompt->editor, mouse.x);
    }
    show_selected(prompt);
    return reaction;
}

static bool view_typed(void *self, Slice *label, Slice *text)
{
    const FhirpathPrompt *prompt = self;
    *label = SLICE("FHIRPath: ");
    *text = line_editor_text(prompt->editor);
    return text->length > 0;
}

static void view_free(void *self)
{
    FhirpathPrompt *prompt = self;
    fhirpath_items_free(&prompt->found);
    path_completion_free(&prompt->completion);
    evaluator_free(prompt->evaluator);
    checker_free(prompt->checker);
    line_editor_free(prompt->editor);
    text_free(&prompt->title);
    free(prompt);
}

static const ViewKind fhirpath_kind = {.name = "fhirpath",
                                       .help = "Enter\tgo to the selected item; n and N go to the "
                                               "others\nTab\tcomplete the name; again: the next one\nAlt-Down "
                                               "Alt-Up PgDn PgUp\tselect an item, and show it in the tree\nUp "
                                               "Down\tshow earlier expressions\nAlt-r\tevaluate for "
                                               "the whole file, or for the resource at the cursor\nEsc ^C\tcancel",
                                       .area = view_area,
                                       .draw = view_draw,
                                       .key = view_key,
                                       .mouse = view_mouse,
                                       .paste = view_paste,
                                       .typed = view_typed,
                                       .free = view_free};

/* The innermost resource that holds a node; of NDJSON the line's. */
static NodeId resource_of(const Document *document, NodeId node)
{
    while (node != NODE_NONE && node != 0 && document_member(document, node, SLICE("resourceType")) == NODE_NONE) {
        node = document_node(document, node)->parent;
    }
    bool is_lines = document_node(document, 0)->kind == NODE_LINES;
    return node == NODE_NONE || (node == 0 && is_lines) ? document_first_child(document, 0) : node;
}

static Reaction open_prompt(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const Document *document = bench_file(bench)->document;
    NodeId alone = outline_hoisted(bench_file(bench)->outline);
    bool is_lines = document_node(document, 0)->kind == NODE_LINES;
    FhirpathPrompt *prompt = memory_allocate_zeroed(1, sizeof *prompt);
    CheckOptions options = {0};
    prompt->bench = bench;
    prompt->row = (uint32_t)bench->tree.selected;
    prompt->checker = checker_new(bench->session->rules, &options, bench->session->clock);
    prompt->evaluator = evaluator_new(prompt->checker, document);
    prompt->own = resource_of(document, bench_row(bench)->node);
    prompt->own = prompt->own == NODE_NONE ? 0 : prompt->own;
    set_resource(prompt, is_lines || (alone != 0 && alone != NODE_NONE) ? prompt->own : 0);
    prompt->editor = line_editor_new();
    line_editor_set_history(prompt->editor, bench->typed_before[TYPED_EXPRESSION]);
    line_editor_set(prompt->editor, call->argument);
    judge(prompt);
    stage_push(bench->stage, (View){&fhirpath_kind, prompt});
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "fhirpath",
     .help = "Evaluate FHIRPath as it is typed, and mark what it finds",
     .keys = "zf",
     .argument = "EXPRESSION",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = open_prompt},
};

const ActionRows fhirpath_actions = ACTION_ROWS(rows);
