/*
 * Prompt: a view of one line at the foot of the screen that asks for text (find, go to path, commands).
 */
#ifndef IPSE_WIDGETS_PROMPT_H
#define IPSE_WIDGETS_PROMPT_H

#include "ui/kit/stage/candidates.h"
#include "ui/kit/stage/stage.h"
#include "ui/widgets/line_editor.h"

typedef struct PromptOptions {
    const char *label;    /* "Find: "; copied */
    Slice text;           /* to begin with; copied */
    bool is_selected;     /* typing replaces the text to begin with */
    LineHistory *history; /* what is entered is added to it; NULL: none; must outlive the prompt */
    void *context;

    /* At every change: what is shown after the text ("3 of 17", "no such path"), appended to `verdict`, and its style.
       NULL: nothing. */
    Reaction (*changed)(void *context, Slice text, Text *verdict, Style *style);

    /* A key with Alt that the line has no use for: true where it changed what is asked for, of which `label` is then
       the new label; the text is judged again. NULL: nothing. */
    bool (*turned)(void *context, Key key, Text *label);

    /* What the text may become, shown above the line while one types: Tab completes what all have in common, and then
       goes from one to the next, Shift-Tab back. NULL: nothing. */
    CandidateSource *offers;

    Reaction (*entered)(void *context, Slice text);
    Reaction (*cancelled)(void *context);
    void (*free)(void *context); /* may be NULL */
} PromptOptions;

/* A view for stage_push. Enter enters, Esc and ^C cancel. */
View prompt_new(PromptOptions options);

/* Shows another verdict after the text, until that changes; does nothing where the view is no prompt. */
void prompt_show_verdict(View view, Slice verdict, Style style);

#endif
