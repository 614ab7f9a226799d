/* Prompt: a question in the last line of the screen, and an input after it. */
#include "ui/widgets/prompt.h"

#include "src/base/memory.h"
#include "ui/widgets/fuzzy.h"
#include "ui/widgets/wrapped.h"

#include <stdlib.h>

/* Candidates that are shown at once; part of the screen that they may take, as a divisor. */
enum { VERDICT_SHARE = 50, SHOWN_MAXIMUM = 8, HEIGHT_SHARE = 2 };

/* Cells that are left to type in; rows that a label and a verdict take at most above the line. */
enum { TYPED_LEAST = 20, LABEL_ROWS = 4, VERDICT_ROWS = 4 };

typedef struct Prompt {
    char *label;
    LineEditor *editor;
    LineHistory *history;
    void *context;
    Reaction (*changed)(void *context, Slice text, Text *verdict, Style *style);
    bool (*turned)(void *context, Key key, Text *label);
    CandidateSource *offers;
    Candidates candidates;
    size_t *matches; /* positions of the candidates that match, in their order */
    size_t match_count;
    size_t turned_to; /* the match that Tab put into the line; SIZE_MAX: none */
    Reaction (*entered)(void *context, Slice text);
    Reaction (*cancelled)(void *context);
    void (*free)(void *context);
    uint64_t first_revision; /* of the text that it began with */
    uint64_t judged_revision;
    uint64_t gathered_revision;
    Text verdict;
    Style verdict_style;
} Prompt;

/* Lets the owner judge the text when it has changed. */
static Reaction judge(Prompt *prompt)
{
    uint64_t revision = line_editor_revision(prompt->editor);
    if (!prompt->changed || revision == prompt->judged_revision) {
        return REACT_NONE;
    }
    prompt->judged_revision = revision;
    prompt->verdict_style = STYLE_HINT;
    text_clear(&prompt->verdict);
    return prompt->changed(prompt->context, line_editor_text(prompt->editor), &prompt->verdict,
                           &prompt->verdict_style) |
           REACT_RELAYOUT;
}

/* ---- candidates ---- */

/* Gathers what the text may become: what begins with it, else what is like it. */
static void gather(Prompt *prompt)
{
    Slice typed = line_editor_text(prompt->editor);
    if (!prompt->offers) {
        return;
    }
    Candidates *candidates = &prompt->candidates;
    candidates_gather(candidates, prompt->offers, prompt->context, typed);
    prompt->matches = memory_resize(prompt->matches, (candidates->count + 1) * sizeof *prompt->matches);
    prompt->match_count = 0;
    prompt->turned_to = SIZE_MAX;
    Slice pattern = slice_part(typed, candidates->start, typed.length);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < candidates->count; i++) {
            const Candidate *candidate = &candidates->items[i];
            bool begins = candidate_begins(candidate, typed);
            bool is_like = !begins && pattern.length && fuzzy_score(candidate->shown, pattern, NULL);
            if (pass == 0 ? begins : is_like) {
                prompt->matches[prompt->match_count++] = i;
            }
        }
    }
}

static int shown_count(const Prompt *prompt, int height)
{
    int most = height / HEIGHT_SHARE < SHOWN_MAXIMUM ? height / HEIGHT_SHARE : SHOWN_MAXIMUM;
    return prompt->match_count < (size_t)most ? (int)prompt->match_count : most;
}

/* Draws the candidates, with the one that is in the line among them. */
static void draw_candidates(const Prompt *prompt, Canvas *canvas, Rect area)
{
    size_t turned = prompt->turned_to == SIZE_MAX ? 0 : prompt->turned_to;
    size_t first = turned >= (size_t)area.height ? turned - (size_t)area.height + 1 : 0;
    for (int row = 0; row < area.height && first + (size_t)row < prompt->match_count; row++) {
        const Candidate *candidate = &prompt->candidates.items[prompt->matches[first + (size_t)row]];
        bool is_turned = prompt->turned_to == first + (size_t)row;
        Rect line = rect_make(area.x, area.y + row, area.width, 1);
        canvas_fill(canvas, line, is_turned ? GROUND_SELECTED : GROUND_OVERLAY);
        canvas_label(canvas, line.x, line.y, 1, STYLE_HINT_KEY, is_turned ? "›" : " ");
        int x = line.x + 2, end = line.x + line.width;
        x += canvas_text(canvas, x, line.y, end - x, STYLE_CODE, candidate->shown) + 2;
        x += x < end ? canvas_label_slice(canvas, x, line.y, end - x, STYLE_DIM, candidate->note) + 2 : 0;
        int group = (int)cluster_width(candidate->group, CLUSTER_UNICODE) + 1;
        if (candidate->group.length && x + group <= end) {
            canvas_text(canvas, end - group, line.y, group, STYLE_DIM, candidate->group);
        }
    }
}

/* Puts the next candidate into the line, or the one before. */
static Reaction turn_to(Prompt *prompt, bool is_backward)
{
    if (prompt->match_count == 0) {
        return REACT_NONE;
    }
    size_t count = prompt->match_count, at = prompt->turned_to;
    size_t next = at == SIZE_MAX ? (is_backward ? count - 1 : 0) : (at + (is_backward ? count - 1 : 1)) % count;
    Slice text = line_editor_text(prompt->editor);
    line_editor_replace(prompt->editor, 0, text.length, prompt->candidates.items[prompt->matches[next]].text);
    prompt->gathered_revision = line_editor_revision(prompt->editor);
    prompt->turned_to = next;
    return judge(prompt) | REACT_REDRAW;
}

/* Completes the text by what its candidates have in common, else goes to the next of them. */
static Reaction complete(Prompt *prompt, bool is_backward)
{
    Text completed = TEXT_EMPTY;
    Slice text = line_editor_text(prompt->editor);
    bool is_new = prompt->turned_to == SIZE_MAX && !is_backward && text.length;
    bool is_completed = is_new && candidates_complete(&prompt->candidates, text, &completed);
    if (is_completed) {
        line_editor_replace(prompt->editor, 0, text.length, text_slice(&completed));
    }
    text_free(&completed);
    return is_completed ? judge(prompt) | REACT_REDRAW : turn_to(prompt, is_backward);
}

/* Gathers anew where the text changed. */
static Reaction follow(Prompt *prompt, Reaction reaction)
{
    if (prompt->offers && line_editor_revision(prompt->editor) != prompt->gathered_revision) {
        prompt->gathered_revision = line_editor_revision(prompt->editor);
        gather(prompt);
        reaction |= REACT_RELAYOUT;
    }
    return reaction;
}

/* ---- the view ---- */

/* How the lines below the candidates are used by a screen of this width. */
typedef struct PromptLayout {
    int label;        /* cells of the label */
    int label_rows;   /* above the line that is typed in; 0: the label stands in it */
    int verdict;      /* cells of the verdict; 0: none in the line */
    int verdict_rows; /* above the line; 0: the verdict stands in it, at its end */
} PromptLayout;

/* A label or a verdict that would leave too little of the line stands above it, wrapped. */
static PromptLayout lay_out(const Prompt *prompt, int width)
{
    Slice verdict = text_slice(&prompt->verdict), label = slice_from(prompt->label);
    PromptLayout layout = {.label = (int)cluster_width(label, CLUSTER_UNICODE),
                           .verdict = (int)cluster_width(verdict, CLUSTER_UNICODE)};
    if (layout.label + TYPED_LEAST > width) {
        layout.label_rows = wrapped_rows(label, width - 1, LABEL_ROWS, CLUSTER_UNICODE);
        layout.label = 0;
    }
    int most = width * VERDICT_SHARE / 100;
    if (layout.verdict > most || layout.label + layout.verdict + TYPED_LEAST > width) {
        layout.verdict_rows = layout.verdict ? wrapped_rows(verdict, width - 1, VERDICT_ROWS, CLUSTER_UNICODE) : 0;
        layout.verdict = 0;
    }
    return layout;
}

static Rect prompt_area(void *self, Rect screen)
{
    PromptLayout layout = lay_out(self, screen.width);
    int rows = shown_count(self, screen.height) + layout.label_rows + layout.verdict_rows + 1;
    rows = rows < screen.height ? rows : screen.height;
    return rect_make(screen.x, screen.y + screen.height - rows, screen.width, rows);
}

static void prompt_draw(void *self, Canvas *canvas, Rect area)
{
    Prompt *prompt = self;
    PromptLayout layout = lay_out(prompt, area.width);
    int above = layout.label_rows + layout.verdict_rows;
    draw_candidates(prompt, canvas, rect_make(area.x, area.y, area.width, area.height - 1 - above));
    area = rect_make(area.x, area.y + area.height - 1 - above, area.width, 1 + above);
    canvas_fill(canvas, area, GROUND_OVERLAY);
    int y = area.y + above, width = area.width;
    wrapped_draw(canvas, rect_make(area.x + 1, area.y, width - 1, layout.verdict_rows), prompt->verdict_style,
                 text_slice(&prompt->verdict));
    wrapped_draw(canvas, rect_make(area.x + 1, y - layout.label_rows, width - 1, layout.label_rows), STYLE_PROMPT,
                 slice_from(prompt->label));
    canvas_label(canvas, area.x, y, layout.label, STYLE_PROMPT, prompt->label);
    if (layout.verdict) {
        width -= layout.verdict + 2;
        canvas_label_slice(canvas, area.x + width + 2, y, layout.verdict, prompt->verdict_style,
                           text_slice(&prompt->verdict));
    }
    line_editor_draw(prompt->editor, canvas, rect_make(area.x + layout.label, y, width - layout.label, 1), true);
}

static Reaction enter(Prompt *prompt)
{
    Slice text = line_editor_text(prompt->editor);
    if (prompt->history) {
        line_history_add(prompt->history, text);
    }
    return prompt->entered(prompt->context, text) | REACT_CLOSE;
}

/* Lets the owner change what is asked for; false where the key does not do that. */
static bool turn(Prompt *prompt, Key key)
{
    Text label = TEXT_EMPTY;
    bool is_turned = prompt->turned && (key.modifiers & KEY_ALT) && prompt->turned(prompt->context, key, &label);
    if (is_turned) {
        free(prompt->label);
        prompt->label = memory_copy_string(text_slice(&label));
        prompt->judged_revision = UINT64_MAX;
    }
    text_free(&label);
    return is_turned;
}

static Reaction prompt_key(void *self, Key key)
{
    Prompt *prompt = self;
    bool is_empty = line_editor_text(prompt->editor).length == 0;
    bool is_backspace = keys_equal(key, key_make(KEYCODE_BACKSPACE, 0));
    if (keys_equal(key, key_make(KEYCODE_ESCAPE, 0)) || keys_equal(key, key_make('c', KEY_CTRL)) ||
        (is_backspace && is_empty)) {
        return (prompt->cancelled ? prompt->cancelled(prompt->context) : REACT_NONE) | REACT_CLOSE;
    }
    if (keys_equal(key, key_make(KEYCODE_ENTER, 0))) {
        return enter(prompt);
    }
    if (key.code == KEYCODE_TAB) {
        return follow(prompt, complete(prompt, key.modifiers & KEY_SHIFT));
    }
    Reaction reaction = turn(prompt, key) ? REACT_REDRAW : line_editor_key(prompt->editor, key);
    return follow(prompt, reaction | judge(prompt));
}

static Reaction prompt_paste(void *self, Slice text)
{
    Prompt *prompt = self;
    Reaction reaction = line_editor_paste(prompt->editor, text);
    return follow(prompt, reaction | judge(prompt));
}

static Reaction prompt_mouse(void *self, Mouse mouse)
{
    Prompt *prompt = self;
    bool is_click = mouse.button == MOUSE_LEFT && mouse.action == MOUSE_PRESS;
    return is_click ? line_editor_click(prompt->editor, mouse.x) : REACT_NONE;
}

static bool prompt_typed(void *self, Slice *label, Slice *text)
{
    const Prompt *prompt = self;
    *label = slice_from(prompt->label);
    *text = line_editor_text(prompt->editor);
    return text->length && line_editor_revision(prompt->editor) != prompt->first_revision;
}

static void prompt_free(void *self)
{
    Prompt *prompt = self;
    if (prompt->free) {
        prompt->free(prompt->context);
    }
    line_editor_free(prompt->editor);
    text_free(&prompt->verdict);
    candidates_free(&prompt->candidates);
    free(prompt->matches);
    free(prompt->label);
    free(prompt);
}

static const ViewKind prompt_kind = {.name = "prompt",
                                     .help = "Enter\tapply the typed text\nTab Shift-Tab\tcomplete the typed text, go "
                                             "through what it may be\nUp Down\tshow earlier input\n^A ^E ^K ^U ^W "
                                             "^Y\tmove and delete as in a shell\nEsc ^C\tcancel",
                                     .area = prompt_area,
                                     .draw = prompt_draw,
                                     .key = prompt_key,
                                     .mouse = prompt_mouse,
                                     .paste = prompt_paste,
                                     .typed = prompt_typed,
                                     .free = prompt_free};

View prompt_new(PromptOptions options)
{
    Prompt *prompt = memory_allocate_zeroed(1, sizeof *prompt);
    prompt->label = memory_copy_string(slice_from(options.label));
    prompt->editor = line_editor_new();
    prompt->history = options.history;
    prompt->context = options.context;
    prompt->changed = options.changed;
    prompt->turned = options.turned;
    prompt->offers = options.offers;
    prompt->turned_to = SIZE_MAX;
    prompt->entered = options.entered;
    prompt->cancelled = options.cancelled;
    prompt->free = options.free;
    line_editor_set_history(prompt->editor, options.history);
    line_editor_set(prompt->editor, options.text);
    prompt->first_revision = line_editor_revision(prompt->editor);
    if (options.is_selected) {
        line_editor_select(prompt->editor);
    }
    judge(prompt);
    prompt->gathered_revision = line_editor_revision(prompt->editor);
    gather(prompt);
    return (View){&prompt_kind, prompt};
}

void prompt_show_verdict(View view, Slice verdict, Style style)
{
    if (view.kind == &prompt_kind) {
        Prompt *prompt = view.self;
        text_clear(&prompt->verdict);
        text_append(&prompt->verdict, verdict);
        prompt->verdict_style = style;
    }
}
