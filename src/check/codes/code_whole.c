/*
 * Coded values as a whole: a value in itself and by all bindings that hold for it. What turned out silent before is not
 * judged again (src/check/codes/code_cache.h): the key is everything that the verdict depends on.
 */
#include "src/check/codes/code_judge.h"

/* Starts the key of a value: what sort it is, and the elements that it is judged by. */
static void start_key(CodeJudge *judge, char sort, const Element *const *elements, uint32_t count,
                      const CodedContext *context)
{
    Text *key = &judge->key;
    judge->counts_only = context->handler->counts_only;
    judge->is_waiting = false;
    text_clear(key);
    text_append_byte(key, sort);
    text_append_byte(key, (char)context->kind);
    text_append_byte(key, (char)context->strength);
    for (uint32_t i = 0; i < count; i++) {
        text_append(key, slice_make((const char *)&elements[i], sizeof elements[i]));
    }
    text_append_byte(key, '\0');
    text_append(key, context->language);
}

/* Adds a text to the key, so that two texts can never be mistaken for two others. */
static void add_to_key(CodeJudge *judge, Slice text)
{
    uint32_t length = text.bytes ? (uint32_t)text.length : UINT32_MAX;
    text_append(&judge->key, slice_make((const char *)&length, sizeof length));
    text_append(&judge->key, text);
}

static void add_coded_to_key(CodeJudge *judge, const Coded *coded)
{
    add_to_key(judge, coded->system);
    add_to_key(judge, coded->version);
    add_to_key(judge, coded->code);
    add_to_key(judge, coded->display);
    add_to_key(judge, coded->display_language);
}

/* Keeps that a value is silent, unless a service has still to answer. */
static void keep(CodeJudge *judge, const Coded *codings, uint32_t count, const CodeWatch *watch)
{
    if (!judge->is_waiting) {
        code_memo_record(judge->memo, text_slice(&judge->key), codings, count, watch);
    }
}

/* The strongest binding among elements. */
static BindingStrength strongest(const Element *const *elements, uint32_t count)
{
    BindingStrength strength = BINDING_NONE;
    for (uint32_t i = 0; i < count; i++) {
        BindingStrength one = element_binding_strength(elements[i]);
        strength = one > strength ? one : strength;
    }
    return strength;
}

void code_judge_code(CodeJudge *judge, const Element *const *elements, uint32_t count, Slice code,
                     const CodedContext *context)
{
    start_key(judge, 'c', elements, count, context);
    add_to_key(judge, code);
    if (code_memo_replay(judge->memo, text_slice(&judge->key), NULL, 0, context->handler)) {
        return;
    }
    CodeWatch watch;
    code_watch_start(&watch, context->handler);
    CodedContext watched = *context;
    watched.handler = &watch.watching;
    for (uint32_t i = 0; i < count; i++) {
        code_judge_code_binding(judge, elements[i], code, &watched);
    }
    keep(judge, NULL, 0, &watch);
}

void code_judge_coding(CodeJudge *judge, const Element *const *elements, uint32_t count, const Coded *coded,
                       const CodedContext *context)
{
    CodedContext watched = *context;
    watched.strength = strongest(elements, count);
    start_key(judge, 'v', elements, count, &watched);
    add_coded_to_key(judge, coded);
    if (code_memo_replay(judge->memo, text_slice(&judge->key), coded, 1, context->handler)) {
        return;
    }
    CodeWatch watch;
    code_watch_start(&watch, context->handler);
    watched.handler = &watch.watching;
    watched.wrong_system = code_find_wrong_system(judge, elements, count, coded, 1);
    code_judge_value(judge, coded, &watched);
    for (uint32_t i = 0; i < count; i++) {
        code_judge_coding_binding(judge, elements[i], coded, &watched);
    }
    keep(judge, coded, 1, &watch);
}

void code_judge_concept(CodeJudge *judge, const Element *const *elements, uint32_t count, const Coded *codings,
                        uint32_t coding_count, const CodedContext *context)
{
    CodedContext watched = *context;
    watched.kind = CODED_IN_CONCEPT;
    watched.strength = strongest(elements, count);
    start_key(judge, 'k', elements, count, &watched);
    for (uint32_t i = 0; i < coding_count; i++) {
        add_coded_to_key(judge, &codings[i]);
    }
    if (code_memo_replay(judge->memo, text_slice(&judge->key), codings, coding_count, context->handler)) {
        return;
    }
    CodeWatch watch;
    code_watch_start(&watch, context->handler);
    watched.handler = &watch.watching;
    watched.wrong_system = code_find_wrong_system(judge, elements, count, codings, coding_count);
    for (uint32_t i = 0; i < coding_count; i++) {
        watched.position = i;
        code_judge_value(judge, &codings[i], &watched);
    }
    for (uint32_t i = 0; i < count; i++) {
        code_judge_concept_binding(judge, elements[i], codings, coding_count, &watched);
    }
    keep(judge, codings, coding_count, &watch);
}
