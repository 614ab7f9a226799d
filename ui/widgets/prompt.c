/* Prompt: a question in the last line of the screen, and an input after it. */
#include "ui/widgets/prompt.h"

#include "src/base/memory.h"

#include <stdlib.h>

enum { VERDICT_SHARE = 50 };

typedef struct Prompt {
    char *label;
    LineEditor *editor;
    LineHistory *history;
    void *context;
    Reaction (*changed)(void *context, Slice text, Text *verdict, Style *style);
    bool (*turned)(void *context, Key key, Text *label);
    bool (*complete)(void *context, Slice text, size_t cursor, Text *completed);
    Reaction (*entered)(void *context, Slice text);
    Reaction (*cancelled)(void *context);
    void (*free)(void *context);
    uint64_t first_revision; /* of the text that it began with */
    uint64_t judged_revision;
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
           REACT_REDRAW;
}

static Rect prompt_area(void *self, Rect screen)
{
    (void)self;
    return rect_make(screen.x, screen.y + screen.height - 1, screen.width, screen.height > 0);
}

static void prompt_draw(void *self, Canvas *canvas, Rect area)
{
    Prompt *prompt = self;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    int label = canvas_label(canvas, area.x, area.y, area.width, STYLE_PROMPT, prompt->label);
    int verdict = (int)cluster_width(text_slice(&prompt->verdict), CLUSTER_UNICODE);
    int most = area.width * VERDICT_SHARE / 100;
    verdict = verdict < most ? verdict : most;
    int width = area.width - label - (verdict ? verdict + 2 : 0);
    if (verdict) {
        canvas_label_slice(canvas, area.x + area.width - verdict, area.y, verdict, prompt->verdict_style,
                           text_slice(&prompt->verdict));
    }
    line_editor_draw(prompt->editor, canvas, rect_make(area.x + label, area.y, width, 1), true);
}

static Reaction enter(Prompt *prompt)
{
    Slice text = line_editor_text(prompt->editor);
    if (prompt->history) {
        line_history_add(prompt->history, text);
    }
    return prompt->entered(prompt->context, text) | REACT_CLOSE;
}

/* Replaces the text by a completion. */
static Reaction complete(Prompt *prompt)
{
    Text completed = TEXT_EMPTY;
    Slice text = line_editor_text(prompt->editor);
    bool is_completed =
        prompt->complete && prompt->complete(prompt->context, text, line_editor_cursor(prompt->editor), &completed);
    if (is_completed) {
        line_editor_replace(prompt->editor, 0, text.length, text_slice(&completed));
    }
    text_free(&completed);
    return is_completed ? judge(prompt) | REACT_REDRAW : REACT_NONE;
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
    if (keys_equal(key, key_make(KEYCODE_TAB, 0))) {
        return complete(prompt);
    }
    Reaction reaction = turn(prompt, key) ? REACT_REDRAW : line_editor_key(prompt->editor, key);
    return reaction | judge(prompt);
}

static Reaction prompt_paste(void *self, Slice text)
{
    Prompt *prompt = self;
    Reaction reaction = line_editor_paste(prompt->editor, text);
    return reaction | judge(prompt);
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
    free(prompt->label);
    free(prompt);
}

static const ViewKind prompt_kind = {
    .name = "prompt",
    .help = "Enter\tapply the typed text\nTab\tcomplete the typed text\nUp Down\tshow earlier input\n^A ^E ^K ^U ^W "
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
    prompt->complete = options.complete;
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
