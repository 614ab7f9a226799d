/* Requests to a terminology server: batches, or one by one. The lock is held only to read questions and to take
 * answers. */
#include "src/base/memory.h"
#include "src/terms/term_inside.h"
#include "src/terms/term_json.h"

#include <stdlib.h>

/* The server is asked nothing more, if this was the answer to whether it has a code system: it does not tell. Under the
 * lock. */
static void look_at_silence(TermServer *server, const KeptAnswer *kept)
{
    if (kept->answer == TERM_UNANSWERED && kept->key.bytes[0] == 's' && term_is_well(server)) {
        error_set(&server->trouble, ERROR_FORMAT, NULL, "the server does not state which code systems exist there");
    }
}

/* Takes an answer; a refusal of one question leaves it unanswered. */
static void take_answer(TermServer *server, uint32_t position, bool is_success, const cJSON *resource)
{
    KeptAnswer *kept = &server->answers.items[position];
    Slice right = {NULL, 0};
    bool is_judged = is_success || kept->key.bytes[0] == 'e';
    kept->answer = is_judged ? term_json_answer(kept->key, resource, &right, server->answers.arena) : TERM_UNANSWERED;
    kept->right = right;
    kept->display = (Slice){NULL, 0};
    kept->seconds = kept->answer >= TERM_RIGHT ? server->clock.milliseconds(server->clock.context) / 1000 : 0;
    server->is_changed = server->is_changed || kept->seconds > 0;
    server->silent_count += kept->answer == TERM_UNANSWERED && kept->key.bytes[0] == 'c';
    look_at_silence(server, kept);
}

/* The server is asked nothing more. */
static bool fail(TermServer *server, const Error *error)
{
    pthread_mutex_lock(&server->lock);
    server->trouble = *error;
    pthread_mutex_unlock(&server->lock);
    return false;
}

static bool has_failed(TermServer *server)
{
    pthread_mutex_lock(&server->lock);
    bool has_failed = !term_is_well(server);
    pthread_mutex_unlock(&server->lock);
    return has_failed;
}

/* Ends a request that is under way where the server is closed. */
static void look(Pace *pace)
{
    TermServer *server = pace->context;
    pace->is_stopped = atomic_load(&server->stops);
}

/* Sends a request; false, and the server failed, where no answer came. */
static bool send(TermServer *server, const Url *url, const HttpRequest *request, HttpAnswer *answer)
{
    Error error;
    Pace pace = {.look = look, .context = server};
    return http_send(server->client, url, request, &pace, answer, &error) || fail(server, &error);
}

/* False, and the server failed, where a response is a refusal. */
static bool is_success(TermServer *server, const HttpAnswer *answer)
{
    Error error;
    return http_is_success(server->client, answer, &error) || fail(server, &error);
}

/* The JSON of a response; NULL, and the server failed, where it is none. */
static cJSON *read_response(TermServer *server, const HttpAnswer *answer)
{
    cJSON *resource = cJSON_ParseWithLength(answer->body.bytes, answer->body.length);
    if (!cJSON_IsObject(resource)) {
        Error error;
        error_set(&error, ERROR_FORMAT, NULL, "the answer is not a FHIR resource as JSON");
        fail(server, &error);
        cJSON_Delete(resource);
        return NULL;
    }
    return resource;
}

/* Asks one question by a request of its own. */
static void ask_singly(TermServer *server, uint32_t position)
{
    Text text = TEXT_EMPTY;
    Url url = {0};
    HttpAnswer answer = {0};
    HttpRequest request = {.method = "GET",
                           .accept = HTTP_ACCEPT_FHIR,
                           .headers = &(HttpHeader){"Cache-Control", "no-cache"},
                           .header_count = 1,
                           .size = TERM_ANSWER_MAXIMUM};
    text_append(&text, url_slice(&server->base));
    text_append(&text, slice_ends_with(text_slice(&text), SLICE("/")) ? SLICE("") : SLICE("/"));
    pthread_mutex_lock(&server->lock);
    Slice key = server->answers.items[position].key;
    pthread_mutex_unlock(&server->lock);
    term_question_append(key, &text);
    if (url_parse(text_slice(&text), &url, NULL) && send(server, &url, &request, &answer)) {
        bool is_expansion = key.bytes[0] == 'e' || key.bytes[0] == 'x'; /* HAPI answers 500 for large ones */
        bool is_refusal = answer.status == 401 || answer.status == 403 || answer.status == 429 ||
                          answer.status == 503 || (answer.status >= 500 && !is_expansion);
        cJSON *resource = NULL;
        if (is_refusal) {
            is_success(server, &answer);
        } else if (key.bytes[0] == 's' && answer.status >= 400) { /* no other question is of use then */
            Error error;
            error_set(&error, ERROR_SYSTEM, NULL, "the server cannot search code systems (HTTP %d)", answer.status);
            fail(server, &error);
        } else {
            resource = read_response(server, &answer);
        }
        if (resource) {
            pthread_mutex_lock(&server->lock);
            take_answer(server, position, answer.status < 300, resource);
            pthread_mutex_unlock(&server->lock);
        }
        cJSON_Delete(resource);
    }
    http_answer_free(&answer);
    url_free(&url);
    text_free(&text);
}

/* Takes the answers of a batch; false, and the server failed, where it is none. */
static bool take_batch(TermServer *server, const uint32_t *positions, size_t count, const cJSON *bundle)
{
    const cJSON *entries = cJSON_GetObjectItemCaseSensitive(bundle, "entry");
    if (!slice_equals(term_json_text(bundle, "resourceType"), SLICE("Bundle")) ||
        cJSON_GetArraySize(entries) != (int)count) {
        Error error;
        error_set(&error, ERROR_FORMAT, NULL, "the answer is not the Bundle of a batch");
        return fail(server, &error);
    }
    pthread_mutex_lock(&server->lock);
    const cJSON *entry;
    size_t i = 0;
    cJSON_ArrayForEach(entry, entries)
    {
        const cJSON *response = cJSON_GetObjectItemCaseSensitive(entry, "response");
        bool is_success = slice_starts_with(term_json_text(response, "status"), SLICE("2"));
        const cJSON *resource = cJSON_GetObjectItemCaseSensitive(entry, "resource");
        resource = resource ? resource : cJSON_GetObjectItemCaseSensitive(response, "outcome");
        take_answer(server, positions[i++], is_success, resource);
    }
    pthread_mutex_unlock(&server->lock);
    return true;
}

static void append_batch(TermServer *server, const uint32_t *positions, size_t count, Text *body)
{
    pthread_mutex_lock(&server->lock);
    text_append(body, SLICE("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["));
    for (size_t i = 0; i < count; i++) {
        text_append(body, i > 0 ? SLICE(",") : SLICE(""));
        text_append(body, SLICE("{\"request\":{\"method\":\"GET\",\"url\":\""));
        term_question_append(server->answers.items[positions[i]].key, body);
        text_append(body, SLICE("\"}}"));
    }
    text_append(body, SLICE("]}"));
    pthread_mutex_unlock(&server->lock);
}

/* Asks questions by a batch. A server that takes none is asked one by one from then on: false, and it is well. */
static bool ask_batch(TermServer *server, const uint32_t *positions, size_t count)
{
    Text body = TEXT_EMPTY;
    HttpAnswer answer = {0};
    append_batch(server, positions, count, &body);
    HttpRequest request = {.method = "POST",
                           .accept = HTTP_ACCEPT_FHIR,
                           .type = "application/fhir+json",
                           .body = text_slice(&body),
                           .headers = &(HttpHeader){"Cache-Control", "no-cache"},
                           .header_count = 1,
                           .size = TERM_ANSWER_MAXIMUM};
    bool is_asked = false;
    if (send(server, &server->base, &request, &answer)) {
        int status = answer.status;
        server->takes_no_batch =
            status == 400 || status == 404 || status == 405 || status == 415 || status == 422 || status == 501;
        cJSON *bundle = NULL;
        if (!server->takes_no_batch && is_success(server, &answer)) {
            bundle = read_response(server, &answer);
            is_asked = bundle && take_batch(server, positions, count, bundle);
        }
        cJSON_Delete(bundle);
    }
    http_answer_free(&answer);
    text_free(&body);
    return is_asked;
}

/* Asks questions, as many at a time as a batch holds. */
static void ask_all(TermServer *server, const uint32_t *positions, size_t count)
{
    for (size_t at = 0; at < count && !has_failed(server);) {
        size_t part = count - at < server->batch ? count - at : server->batch;
        bool is_asked = server->batch > 1 && !server->takes_no_batch && ask_batch(server, positions + at, part);
        for (size_t i = 0; i < part && !is_asked && !has_failed(server); i++) {
            ask_singly(server, positions[at + i]);
        }
        at += part;
    }
}

uint64_t term_settle(void *context)
{
    TermServer *server = context;
    pthread_mutex_lock(&server->asking);
    pthread_mutex_lock(&server->lock);
    uint32_t *positions = server->waiting;
    size_t count = server->waiting_count;
    bool has_verdicts = false;
    for (size_t i = 0; i < count; i++) {
        has_verdicts = has_verdicts || !strchr("lx", server->answers.items[positions[i]].key.bytes[0]);
    }
    server->waiting = NULL;
    server->waiting_count = server->waiting_capacity = 0;
    pthread_mutex_unlock(&server->lock);
    ask_all(server, positions, count);
    free(positions);
    pthread_mutex_lock(&server->lock);
    server->generation += has_verdicts;
    server->news += count > 0;
    uint64_t generation = server->generation;
    pthread_mutex_unlock(&server->lock);
    pthread_mutex_unlock(&server->asking);
    return generation;
}
