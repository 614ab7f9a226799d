/* Displays in the language of the reader, and codes that fit what is typed. */
#include "src/terms/term_inside.h"

TermAnswer term_server_look_up(TermServer *server, Slice system, Slice code, Slice language, Slice *display)
{
    *display = SLICE("");
    pthread_mutex_lock(&server->lock);
    TermAnswer answer = term_has_system(server, system);
    if (answer == TERM_RIGHT) {
        KeptAnswer *kept = term_ask(server, 'l', (const Slice[]){system, code, language}, 3);
        answer = term_state(server, kept);
        *display = answer == TERM_RIGHT ? term_display(server, kept) : SLICE("");
    } else if (answer == TERM_WRONG) {
        answer = TERM_UNANSWERED;
    }
    pthread_mutex_unlock(&server->lock);
    return answer;
}

/* Takes what stands before a mark off the front of a line, decoded. */
static void take_part(Slice *rest, Text *text)
{
    Slice part = slice_part(*rest, 0, slice_find(*rest, SLICE("\t"), 0));
    *rest = slice_part(*rest, part.length + 1, SIZE_MAX);
    text_clear(text);
    term_decode(part, text);
}

static void visit_lines(Slice lines, void (*visit)(void *context, const TermFound *found), void *context)
{
    Text system = TEXT_EMPTY, code = TEXT_EMPTY, display = TEXT_EMPTY;
    while (lines.length > 0) {
        Slice line = slice_part(lines, 0, slice_find(lines, SLICE("\n"), 0));
        lines = slice_part(lines, line.length + 1, SIZE_MAX);
        take_part(&line, &system);
        take_part(&line, &code);
        take_part(&line, &display);
        visit(context, &(TermFound){text_slice(&system), text_slice(&code), text_slice(&display)});
    }
    text_free(&system);
    text_free(&code);
    text_free(&display);
}

TermAnswer term_server_search(TermServer *server, Slice value_set, Slice text, Slice language,
                              void (*visit)(void *context, const TermFound *found), void *context)
{
    Slice lines = SLICE("");
    value_set = slice_part(value_set, 0, slice_find(value_set, SLICE("|"), 0));
    pthread_mutex_lock(&server->lock);
    KeptAnswer *kept = term_ask(server, 'x', (const Slice[]){value_set, text, language}, 3);
    TermAnswer answer = term_state(server, kept);
    lines = answer == TERM_RIGHT ? kept->right : lines;
    pthread_mutex_unlock(&server->lock);
    visit_lines(lines, visit, context);
    return answer;
}
