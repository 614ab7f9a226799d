/* Actions: finding rows, refusing, running, and reading command lines. */
#include "ui/kit/stage/actions.h"

enum { SUGGESTION_DISTANCE = 2, SHORT_WORD = 3, NAMED_MAXIMUM = 5 };

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

size_t action_count(const ActionTable *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->part_count; i++) {
        count += table->parts[i]->count;
    }
    return count;
}

const Action *action_at(const ActionTable *table, size_t position)
{
    const ActionRows *const *part = table->parts;
    while (position >= (*part)->count) {
        position -= (*part)->count;
        part++;
    }
    return &(*part)->rows[position];
}

size_t action_position(const ActionTable *table, const Action *action)
{
    size_t position = 0;
    while (action_at(table, position) != action) {
        position++;
    }
    return position;
}

bool action_works_in(const Action *action, uint32_t places)
{
    return places == 0 || action->places == 0 || (action->places & places) != 0;
}

const Action *action_find(const ActionTable *table, Slice name)
{
    size_t count = action_count(table);
    for (size_t i = 0; i < count; i++) {
        const Action *action = action_at(table, i);
        if (slice_equals(slice_from(action->name), name) || (action->commands && has_word(action->commands, name))) {
            return action;
        }
    }
    return NULL;
}

bool action_needs_whole_name(const ActionTable *table, const Action *action)
{
    return (action->needs & table->whole_name) != 0;
}

const char *action_refusal(const ActionTable *table, const Action *action, void *context)
{
    uint32_t missing = action->needs & ~(table->met ? table->met(context) : 0) & ~table->whole_name;
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

unsigned action_digit(const ActionCall *call)
{
    bool is_digit = call->argument.length == 1 && call->argument.bytes[0] >= '1' && call->argument.bytes[0] <= '9';
    return is_digit ? (unsigned)(call->argument.bytes[0] - '0') : call->digit;
}

/* ---- words that are no command ---- */

/* Called for each name and command of the table; what a search has found is its own. */
typedef void WordTaker(void *context, const Action *action, Slice word);

static void each_word(const ActionTable *table, WordTaker *take, void *context)
{
    size_t count = action_count(table);
    for (size_t i = 0; i < count; i++) {
        const Action *action = action_at(table, i);
        Slice rest = slice_from(action->commands ? action->commands : "");
        take(context, action, slice_from(action->name));
        while (rest.length) {
            Slice word = slice_part(rest, 0, slice_find(rest, SLICE(" "), 0));
            rest = slice_part(rest, word.length + 1, rest.length);
            take(context, action, word);
        }
    }
}

/* The actions of which a word is a beginning. */
typedef struct Beginning {
    Slice typed;
    const Action *action; /* the first */
    Slice word;           /* that the typed one begins */
    unsigned count;
    Text names;
} Beginning;

static void take_beginning(void *context, const Action *action, Slice word)
{
    Beginning *beginning = context;
    if (!slice_starts_with(word, beginning->typed) || action == beginning->action) {
        return;
    }
    beginning->count++;
    if (beginning->count == 1) {
        beginning->action = action;
        beginning->word = word;
    }
    if (beginning->count <= NAMED_MAXIMUM) {
        text_format(&beginning->names, "%s'%.*s'", beginning->names.length ? ", " : "", SLICE_ARGS(word));
    }
}

/* What all words have in common that a typed one is a beginning of. */
typedef struct CommonBeginning {
    const ActionTable *table;
    Slice typed;
    const Action *action; /* the first */
    bool is_only;         /* all words are of one action */
    Slice common;
} CommonBeginning;

static void take_common(void *context, const Action *action, Slice word)
{
    CommonBeginning *beginning = context;
    if (!slice_starts_with(word, beginning->typed) || action_needs_whole_name(beginning->table, action)) {
        return;
    }
    size_t same = 0;
    Slice common = beginning->action ? beginning->common : word;
    while (same < common.length && same < word.length && common.bytes[same] == word.bytes[same]) {
        same++;
    }
    bool is_same_action = !beginning->action || beginning->action == action;
    beginning->common = slice_part(common, 0, same);
    beginning->is_only = is_same_action && (beginning->is_only || !beginning->action);
    beginning->action = beginning->action ? beginning->action : action;
}

bool action_complete_command(const ActionTable *table, Slice typed, Text *completed)
{
    CommonBeginning beginning = {.table = table, .typed = typed};
    const Action *named = action_find(table, typed);
    if (!named && typed.length > 0) {
        each_word(table, take_common, &beginning);
    }
    const Action *action = named ? named : beginning.is_only ? beginning.action : NULL;
    Slice name = named ? typed : beginning.common;
    if (action && !named && slice_starts_with(slice_from(action->name), typed)) {
        name = slice_from(action->name);
    }
    text_append(completed, name);
    text_append(completed, action && action->argument ? SLICE(" ") : SLICE(""));
    return completed->length > typed.length;
}

/* The word that comes nearest to what was typed. */
typedef struct NearestCommand {
    Slice typed;
    Slice word;
    unsigned distance;
} NearestCommand;

static void take_nearest(void *context, const Action *action, Slice word)
{
    (void)action;
    NearestCommand *nearest = context;
    unsigned distance = slice_distance(word, nearest->typed, nearest->distance);
    if (distance < nearest->distance && distance < word.length) {
        nearest->distance = distance;
        nearest->word = word;
    }
}

/* True when a word has the typed letters in their order. */
static bool has_letters(Slice word, Slice typed)
{
    size_t found = 0;
    for (size_t i = 0; i < word.length && found < typed.length; i++) {
        found += word.bytes[i] == typed.bytes[found];
    }
    return found == typed.length;
}

/* The shortest word with the typed letters, where none is nearer. */
static void take_holder(void *context, const Action *action, Slice word)
{
    (void)action;
    NearestCommand *nearest = context;
    bool is_shorter = !nearest->word.length || word.length < nearest->word.length;
    if (is_shorter && has_letters(word, nearest->typed)) {
        nearest->word = word;
    }
}

/* Reports that a word is no command, and what comes near. */
static bool refuse_unknown(const ActionTable *table, Slice word, Error *error)
{
    NearestCommand nearest = {.typed = word, .distance = (word.length <= SHORT_WORD ? 1 : SUGGESTION_DISTANCE) + 1};
    each_word(table, take_nearest, &nearest);
    if (!nearest.word.length && word.length) {
        each_word(table, take_holder, &nearest);
    }
    return nearest.word.length ? error_set(error, ERROR_NOT_FOUND, NULL, "Unknown command '%.*s'. Similar name: '%.*s'",
                                           SLICE_ARGS(word), SLICE_ARGS(nearest.word))
                               : error_set(error, ERROR_NOT_FOUND, NULL,
                                           "Unknown command '%.*s'. Press : for all commands", SLICE_ARGS(word));
}

/* The action that a beginning stands for; NULL with a sentence where it stands for none or several, or may not. */
static const Action *find_beginning(const ActionTable *table, Slice word, bool is_forced, Error *error)
{
    Beginning beginning = {.typed = word};
    each_word(table, take_beginning, &beginning);
    const Action *action = word.length ? beginning.action : NULL;
    if (!action) {
        refuse_unknown(table, word, error);
    } else if (beginning.count > 1) {
        error_set(error, ERROR_NOT_FOUND, NULL, "Command '%.*s' is ambiguous: %.*s%s", SLICE_ARGS(word),
                  SLICE_ARGS(text_slice(&beginning.names)), beginning.count > NAMED_MAXIMUM ? " …" : "");
        action = NULL;
    } else if (action_needs_whole_name(table, action) || is_forced) {
        error_set(error, ERROR_NOT_FOUND, NULL, "Command '%.*s' is abbreviated. Type the whole name: '%.*s%s'",
                  SLICE_ARGS(word), SLICE_ARGS(beginning.word), is_forced ? "!" : "");
        action = NULL;
    }
    text_free(&beginning.names);
    return action;
}

/* ---- command lines ---- */

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
    if (!*action) {
        *action = find_beginning(table, name, call->is_forced, error);
    }
    if (*action && call->argument.length && !(*action)->argument) {
        return error_set(error, ERROR_FORMAT, NULL, "'%.*s' does not allow an argument", SLICE_ARGS(name));
    }
    return *action != NULL;
}
