/* Actions: finding rows, refusing, running, and reading command lines. */
#include "ui/kit/actions.h"

enum { SUGGESTION_DISTANCE = 2 };

/* True when `word` is one of the blank-separated words of `list`. */
static bool has_word(const char *list, Slice word)
{
    Slice rest = slice_from(list);
    while (rest.length) {
        size_t end = slice_find(rest, SLICE(" "), 0);
        Slice part = slice_part(rest, 0, end);
        if (slice_equals(part, word)) {
            return true;
        }
        rest = slice_part(rest, part.length + 1, rest.length);
    }
    return false;
}

const Action *action_find(const ActionTable *table, Slice name)
{
    for (size_t i = 0; i < table->count; i++) {
        const Action *action = &table->actions[i];
        if (slice_equals(slice_from(action->name), name) || (action->commands && has_word(action->commands, name))) {
            return action;
        }
    }
    return NULL;
}

const char *action_refusal(const ActionTable *table, const Action *action, void *context)
{
    uint32_t missing = action->needs & ~(table->met ? table->met(context) : 0);
    for (size_t i = 0; i < table->need_count; i++) {
        if (missing & table->needs[i].bit) {
            return table->needs[i].refusal;
        }
    }
    return NULL;
}

Reaction action_run(const ActionTable *table, const Action *action, ActionCall call, void *context,
                    const char **refusal)
{
    *refusal = action_refusal(table, action, context);
    if (*refusal) {
        return REACT_REDRAW;
    }
    call.action = action;
    return action->run(context, &call);
}

/* The command or action name nearest to a mistyped word; NULL where none is near. */
static const char *nearest(const ActionTable *table, Slice word)
{
    const char *best = NULL;
    unsigned best_distance = SUGGESTION_DISTANCE + 1;
    for (size_t i = 0; i < table->count && word.length > SUGGESTION_DISTANCE; i++) {
        unsigned distance = slice_distance(slice_from(table->actions[i].name), word, SUGGESTION_DISTANCE);
        if (distance < best_distance) {
            best_distance = distance;
            best = table->actions[i].name;
        }
    }
    return best;
}

/* Length of the command name at the start of a line: up to a blank or exclamation mark. */
static size_t name_length(Slice line)
{
    size_t length = 0;
    while (length < line.length && line.bytes[length] != ' ' && line.bytes[length] != '!') {
        length++;
    }
    return length;
}

bool action_parse_command(const ActionTable *table, Slice line, const Action **action, ActionCall *call, Error *error)
{
    *call = (ActionCall){0};
    Slice rest = slice_trim(line);
    while (rest.length && rest.bytes[0] == ':') {
        rest = slice_part(rest, 1, rest.length);
    }
    Slice name = slice_part(rest, 0, name_length(rest));
    rest = slice_part(rest, name.length, rest.length);
    if (slice_starts_with(rest, SLICE("!"))) {
        call->is_forced = true;
        rest = slice_part(rest, 1, rest.length);
    }
    call->argument = slice_trim(rest);
    *action = action_find(table, name);
    if (*action && call->argument.length && !(*action)->argument) {
        return error_set(error, ERROR_FORMAT, NULL, "`%.*s` takes nothing behind it", SLICE_ARGS(name));
    }
    if (*action) {
        return true;
    }
    const char *near = nearest(table, name);
    return near ? error_set(error, ERROR_NOT_FOUND, NULL, "There is no command `%.*s`; did you mean `%s`",
                            SLICE_ARGS(name), near)
                : error_set(error, ERROR_NOT_FOUND, NULL, "There is no command `%.*s`", SLICE_ARGS(name));
}
