/* Term rig: questions by their URLs, singly or in batches. */
#include "tests/support/net/term_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static bool has(Slice text, const char *part)
{
    return slice_find(text, slice_from(part), 0) != SIZE_MAX;
}

/* Appends what the server answers to a question. */
static void append_answer(const TermBehaviour *behaviour, Slice question, Text *answer)
{
    const char *text = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"result\",\"valueBoolean\":false},"
                       "{\"name\":\"message\",\"valueString\":\"Unknown code\"}]}";
    bool is_right = has(question, "code=right"), is_other = has(question, "code=other");
    if (has(question, "CodeSystem?")) {
        text = has(question, "own.example.org%2Fcs")
                   ? "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"CodeSystem\"}}]}"
                   : "{\"resourceType\":\"Bundle\",\"total\":0}";
    } else if (behaviour->gives_no_verdict) {
        text = "{\"resourceType\":\"OperationOutcome\"}";
    } else if (has(question, "$lookup")) {
        text = !is_right
                   ? "{\"resourceType\":\"OperationOutcome\"}"
                   : "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"display\",\"valueString\":\"Right\"},"
                     "{\"name\":\"designation\",\"part\":[{\"name\":\"language\",\"valueCode\":\"de-AT\"},"
                     "{\"name\":\"value\",\"valueString\":\"Richtig\"}]}]}";
    } else if (has(question, "filter=")) {
        text =
            has(question, "filter=ri&") || has(question, "filter=&")
                ? "{\"resourceType\":\"ValueSet\",\"expansion\":{\"contains\":[{\"abstract\":true,\"contains\":[{"
                  "\"system\":\"http://own.example.org/cs\",\"code\":\"right\",\"display\":\"Right\",\"designation\":[{"
                  "\"language\":\"de\",\"value\":\"Richtig\"}]}]}]}}"
                : "{\"resourceType\":\"ValueSet\",\"expansion\":{}}";
    } else if (has(question, "$expand") && behaviour->is_too_large) {
        text = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"processing\","
               "\"diagnostics\":\"HAPI-0831: Expansion of ValueSet produced too many codes (maximum 100)\"}]}";
    } else if (has(question, "$expand")) {
        text = behaviour->cannot_expand ? "{\"resourceType\":\"OperationOutcome\"}"
                                        : "{\"resourceType\":\"ValueSet\",\"expansion\":{\"contains\":[]}}";
    } else if (has(question, "display=Odd")) {
        text = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"result\",\"valueBoolean\":true},"
               "{\"name\":\"message\",\"valueString\":\"Concept Display does not match\"},"
               "{\"name\":\"display\",\"valueString\":\"Right \\\"%\\\" one\"}]}";
    } else if (is_right || (is_other && has(question, "CodeSystem/"))) {
        text = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"result\",\"valueBoolean\":true},"
               "{\"name\":\"display\",\"valueString\":\"Right\"}]}";
    }
    text_append(answer, slice_from(text));
}

/* Answers each entry of a batch. */
static void answer_batch(TermBehaviour *behaviour, Slice body, Text *answer)
{
    const Slice mark = SLICE("\"url\":\"");
    text_append(answer, SLICE("{\"resourceType\":\"Bundle\",\"type\":\"batch-response\",\"entry\":["));
    size_t count = 0;
    for (size_t at = 0; (at = slice_find(body, mark, at)) != SIZE_MAX; count++) {
        Slice rest = slice_part(body, at += mark.length, body.length);
        Slice question = slice_part(rest, 0, slice_find(rest, SLICE("\""), 0));
        text_format(&behaviour->asked, "\n%.*s", SLICE_ARGS(question));
        bool is_refused = behaviour->is_too_large && has(question, "$expand");
        text_format(answer,
                    is_refused ? "%s{\"response\":{\"status\":\"500 Internal Server Error\",\"outcome\":"
                               : "%s{\"response\":{\"status\":\"200 OK\"},\"resource\":",
                    count > 0 ? "," : "");
        append_answer(behaviour, question, answer);
        text_append(answer, is_refused ? SLICE("}}") : SLICE("}"));
    }
    text_append(answer, SLICE("]}"));
}

void term_rig_answer(HttpExchange *exchange, void *context)
{
    TermBehaviour *behaviour = context;
    Text text = TEXT_EMPTY;
    bool is_post = slice_equals(text_slice(&exchange->method), SLICE("POST"));
    behaviour->posts += is_post;
    if (behaviour->gate) {
        pthread_mutex_lock(behaviour->gate);
        pthread_mutex_unlock(behaviour->gate);
    }
    if (behaviour->page) {
        exchange_answer(exchange, behaviour->status, "Content-Type: text/html\r\n", behaviour->page);
        return;
    }
    if (is_post && behaviour->takes_no_batch) {
        exchange_answer(exchange, 405, "", "{\"resourceType\":\"OperationOutcome\"}");
        return;
    }
    if (is_post) {
        assert_true(has(text_slice(&exchange->body), "\"method\":\"GET\""));
        answer_batch(behaviour, text_slice(&exchange->body), &text);
    } else {
        Slice question = slice_without_prefix(text_slice(&exchange->target), SLICE("/r4/"));
        text_format(&behaviour->asked, "\n%.*s", SLICE_ARGS(question));
        append_answer(behaviour, question, &text);
    }
    bool is_refused = !is_post && behaviour->is_too_large && has(text_slice(&exchange->target), "$expand");
    exchange_answer_bytes(exchange, is_refused ? 500 : 200, "Content-Type: application/fhir+json\r\n",
                          text_slice(&text));
    text_free(&text);
}
