/* Keymap: bindings in the order of the action table, built once; feeding is a search among them. */
#include "ui/kit/stage/keymap.h"

#include "src/base/memory.h"

#include <assert.h>
#include <stdlib.h>

enum { COUNT_MAXIMUM = 99999 };

typedef struct KeyBinding {
    KeySequence sequence;
    const Action *action;
    size_t position;         /* of the action in the table */
    unsigned digit;          /* of a run; 0: the keys are no run */
    const ConfigKey *origin; /* NULL: the action table */
} KeyBinding;

struct Keymap {
    const ActionTable *table;
    const Action **footer; /* the actions that the table's footer names */
    KeyBinding *bindings;
    size_t count;
    size_t capacity;
};

/* ---- building ---- */

/* The binding that a new one can't live with; NULL if there is none. */
static const KeyBinding *find_conflict(const Keymap *keymap, const KeyBinding *new)
{
    for (size_t i = 0; i < keymap->count; i++) {
        const KeyBinding *old = &keymap->bindings[i];
        bool do_meet = action_works_in(old->action, new->action->places) &&
                       (key_sequence_starts_with(&old->sequence, &new->sequence) ||
                        key_sequence_starts_with(&new->sequence, &old->sequence));
        if (do_meet && !(old->action == new->action &&key_sequences_equal(&old->sequence, &new->sequence))) {
            return old;
        }
    }
    return NULL;
}

/* Names a conflict in the configuration: where the user's binding stands, what was lost and to whom. */
static void report_conflict(Config *config, const KeyBinding *new, const KeyBinding *old)
{
    assert(old->origin || new->origin); /* the table itself has a conflict */
    const ConfigKey *place = new->origin ? new->origin : old->origin;
    if (!config || !place) {
        return;
    }
    Text keys = TEXT_EMPTY;
    Text others = TEXT_EMPTY;
    key_sequence_print(&new->sequence, &keys);
    key_sequence_print(&old->sequence, &others);
    config_add_fault(config, place->file, place->line, place->column, "`%s` cannot be a key of %s: `%s` is %s",
                     keys.bytes, new->action->name, others.bytes, old->action->name);
    text_free(&keys);
    text_free(&others);
}

/* Adds a binding unless it conflicts with one that is there. */
static void add_binding(Keymap *keymap, Config *config, KeyBinding binding)
{
    const KeyBinding *old = find_conflict(keymap, &binding);
    if (old) {
        report_conflict(config, &binding, old);
        return;
    }
    ARRAY_RESERVE(keymap->bindings, keymap->capacity, keymap->count + 1);
    keymap->bindings[keymap->count++] = binding;
}

/* Adds a binding, and those of the digits after its own up to the last of its run. */
static void add_run(Keymap *keymap, Config *config, KeyBinding binding, unsigned last)
{
    add_binding(keymap, config, binding);
    while (binding.digit < last) {
        binding.digit++;
        binding.sequence.keys[binding.sequence.count - 1].code++;
        add_binding(keymap, config, binding);
    }
}

/* Adds the comma-separated sequences of an action. */
static void add_keys(Keymap *keymap, Config *config, const Action *action, const char *keys, const ConfigKey *origin)
{
    Slice rest = slice_from(keys);
    while (rest.length) {
        Slice part = slice_part(rest, 0, slice_find(rest, SLICE(","), 0));
        rest = slice_part(rest, part.length + 1, rest.length);
        Error error = {0};
        KeyBinding binding = {.action = action, .position = action_position(keymap->table, action), .origin = origin};
        unsigned last;
        if (key_run_parse(part, &binding.sequence, &binding.digit, &last, &error)) {
            add_run(keymap, config, binding, last);
        } else if (config && origin) {
            config_add_fault(config, origin->file, origin->line, origin->column, "%s: %s", action->name, error.message);
        } else {
            assert(error.code == ERROR_NONE); /* the table itself names what is no key */
        }
    }
}

/* Adds the configuration's keys. */
static void add_configured(Keymap *keymap, Config *config)
{
    for (size_t i = 0; i < config_key_count(config); i++) {
        const ConfigKey *key = config_key(config, i);
        const Action *action = action_find(keymap->table, slice_from(key->action));
        if (action) {
            add_keys(keymap, config, action, key->keys, key);
        } else {
            config_add_fault(config, key->file, key->line, key->column, "unknown action `%s`", key->action);
        }
    }
}

/* True when the configuration says which keys the action has. */
static bool is_configured(const Keymap *keymap, const Config *config, const Action *action)
{
    for (size_t i = 0; config && i < config_key_count(config); i++) {
        if (action_find(keymap->table, slice_from(config_key(config, i)->action)) == action) {
            return true;
        }
    }
    return false;
}

/* Brings the bindings into the order of the table; those of one action stay as they are. */
static void sort_by_table(Keymap *keymap)
{
    for (size_t i = 1; i < keymap->count; i++) {
        KeyBinding moved = keymap->bindings[i];
        size_t at = i;
        for (; at > 0 && keymap->bindings[at - 1].position > moved.position; at--) {
            keymap->bindings[at] = keymap->bindings[at - 1];
        }
        keymap->bindings[at] = moved;
    }
}

Keymap *keymap_new(const ActionTable *table, Config *config)
{
    Keymap *keymap = memory_allocate_zeroed(1, sizeof *keymap);
    keymap->table = table;
    keymap->footer = memory_allocate((table->footer_count + 1) * sizeof *keymap->footer);
    for (size_t i = 0; i < table->footer_count; i++) {
        keymap->footer[i] = action_find(table, slice_from(table->footer[i]));
        assert(keymap->footer[i] &&
               keymap->footer[i]->label); /* the table names what is in it, and has a word for it */
    }
    if (config) {
        add_configured(keymap, config);
    }
    size_t count = action_count(table);
    for (size_t i = 0; i < count; i++) {
        const Action *action = action_at(table, i);
        if (action->keys && !is_configured(keymap, config, action)) {
            add_keys(keymap, config, action, action->keys, NULL);
        }
    }
    sort_by_table(keymap);
    return keymap;
}

void keymap_free(Keymap *keymap)
{
    if (keymap) {
        free(keymap->footer);
        free(keymap->bindings);
        free(keymap);
    }
}

const ActionTable *keymap_table(const Keymap *keymap)
{
    return keymap->table;
}

const Action *keymap_footer_row(const Keymap *keymap, size_t position)
{
    return keymap->footer[position];
}

/* ---- feeding ---- */

/* The binding of exactly these keys; `*is_prefix` is set when longer bindings begin with them. */
static const KeyBinding *look_up(const Keymap *keymap, uint32_t places, const KeySequence *keys, bool *is_prefix)
{
    *is_prefix = false;
    for (size_t i = 0; i < keymap->count; i++) {
        const KeyBinding *binding = &keymap->bindings[i];
        if (!action_works_in(binding->action, places) || !key_sequence_starts_with(&binding->sequence, keys)) {
            continue;
        }
        if (binding->sequence.count == keys->count) {
            return binding;
        }
        *is_prefix = true;
    }
    return NULL;
}

/* Takes a digit of a count; false where the key is none, or is bound here. */
static bool take_count(const Keymap *keymap, KeyState *state, uint32_t places, Key key)
{
    bool is_digit = key.modifiers == 0 && key.code >= '0' && key.code <= '9';
    if (!is_digit || state->pending.count || (key.code == '0' && !state->count)) {
        return false;
    }
    KeySequence alone = {.keys = {key}, .count = 1};
    bool is_prefix;
    if (!state->count && (look_up(keymap, places, &alone, &is_prefix) || is_prefix)) {
        return false;
    }
    uint32_t count = state->count * 10 + (key.code - '0');
    state->count = count > COUNT_MAXIMUM ? COUNT_MAXIMUM : count;
    return true;
}

KeymapResult keymap_feed(Keymap *keymap, KeyState *state, uint32_t places, Key key)
{
    bool is_idle = !state->pending.count && !state->count;
    if (keys_equal(key, key_make(KEYCODE_ESCAPE, 0)) && !is_idle) {
        *state = (KeyState){0};
        return (KeymapResult){.answer = KEYMAP_CANCELLED};
    }
    if (take_count(keymap, state, places, key)) {
        return (KeymapResult){.answer = KEYMAP_PENDING, .count = state->count};
    }
    state->pending.keys[state->pending.count++] = key;
    bool is_prefix;
    const KeyBinding *binding = look_up(keymap, places, &state->pending, &is_prefix);
    KeymapResult result = {.action = binding ? binding->action : NULL,
                           .count = state->count,
                           .digit = binding ? binding->digit : 0,
                           .sequence = state->pending};
    result.answer = binding ? KEYMAP_ACTION : is_prefix ? KEYMAP_PENDING : KEYMAP_UNBOUND;
    if (result.answer != KEYMAP_PENDING) {
        *state = (KeyState){0};
    }
    return result;
}

/* ---- listing ---- */

size_t keymap_list(const Keymap *keymap, uint32_t places, const KeySequence *prefix, KeymapEntry *entries,
                   size_t capacity)
{
    size_t count = 0;
    for (size_t i = 0; i < keymap->count; i++) {
        const KeyBinding *binding = &keymap->bindings[i];
        if (action_works_in(binding->action, places) && key_sequence_starts_with(&binding->sequence, prefix)) {
            if (count < capacity) {
                entries[count] = (KeymapEntry){binding->sequence, binding->action};
            }
            count++;
        }
    }
    return count;
}

/* True where the binding at a position has the digit after that of the one before, in one run. */
static bool continues_run(const Keymap *keymap, size_t position)
{
    if (position == 0 || position >= keymap->count) {
        return false;
    }
    const KeyBinding *binding = &keymap->bindings[position], *before = &keymap->bindings[position - 1];
    bool is_next = before->digit > 0 && binding->digit == before->digit + 1;
    return is_next && binding->action == before->action;
}

void keymap_print_keys(const Keymap *keymap, const Action *action, const char *separator, Text *text)
{
    bool is_first = true;
    for (size_t i = 0; i < keymap->count; i++) {
        if (keymap->bindings[i].action != action || continues_run(keymap, i)) {
            continue;
        }
        size_t last = i;
        while (continues_run(keymap, last + 1)) {
            last++;
        }
        text_append(text, slice_from(is_first ? "" : separator));
        key_sequence_print(&keymap->bindings[i].sequence, text);
        if (last > i) {
            text_format(text, "-%u", keymap->bindings[last].digit);
        }
        is_first = false;
    }
}

bool keymap_first(const Keymap *keymap, const Action *action, KeySequence *sequence)
{
    for (size_t i = 0; i < keymap->count; i++) {
        if (keymap->bindings[i].action == action) {
            *sequence = keymap->bindings[i].sequence;
            return true;
        }
    }
    return false;
}
