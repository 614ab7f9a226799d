/* Term server: questions are noted under a lock, and asked by whoever settles them first. */
#include "src/terms/term_server.h"

#include "src/base/memory.h"
#include "src/terms/term_json.h"

#include <pthread.h>
#include <stdlib.h>

enum { QUESTIONS = 40, SECONDS_A_DAY = 86400 };

struct TermServer {
    TermService service;
    HttpClient *client;
    Url base;
    Clock clock;
    pthread_mutex_t lock;
    TermAnswers answers;
    uint32_t *waiting; /* positions of answers */
    size_t waiting_count;
    size_t waiting_capacity;
    uint64_t generation;
    bool takes_no_batch;
    bool is_changed; /* what is remembered is to be written */
    Error trouble;   /* why the server is asked nothing more; its code is ERROR_NONE while it is well */
};

/* ---- questions ---- */

static bool is_well(const TermServer *server)
{
    return server->trouble.code == ERROR_NONE;
}

/* The answer to a question, which is noted where it is new or its answer is old. */
static KeptAnswer *ask(TermServer *server, char kind, const Slice *parts, size_t count)
{
    Text key = TEXT_EMPTY;
    text_append_byte(&key, kind);
    for (size_t i = 0; i < count; i++) {
        text_append_byte(&key, '\t');
        url_append_encoded(&key, parts[i]);
    }
    size_t known = server->answers.count;
    KeptAnswer *kept = term_answers_find(&server->answers, text_slice(&key));
    text_free(&key);
    bool is_asked = server->answers.count > known || kept->is_old;
    if (is_asked && is_well(server)) {
        kept->answer = kept->is_old ? kept->answer : TERM_WAITING;
        kept->is_old = false;
        ARRAY_RESERVE(server->waiting, server->waiting_capacity, server->waiting_count + 1);
        server->waiting[server->waiting_count++] = (uint32_t)(kept - server->answers.items);
    }
    return kept;
}

/* What is known of the answer: where the server failed, what waits is not answered. */
static TermAnswer state_of(const TermServer *server, const KeptAnswer *kept)
{
    return kept->answer == TERM_WAITING && !is_well(server) ? TERM_UNANSWERED : kept->answer;
}

/* The display of an answer, decoded. */
static Slice display_of(TermServer *server, KeptAnswer *kept)
{
    Text text = TEXT_EMPTY;
    for (size_t i = 0; i < kept->right.length && kept->display.length == 0; i++) {
        char digits[3] = "";
        bool is_encoded = kept->right.bytes[i] == '%' && i + 2 < kept->right.length;
        if (is_encoded) {
            memcpy(digits, kept->right.bytes + i + 1, 2);
            i += 2;
        }
        text_append_byte(&text, is_encoded ? (char)strtoul(digits, NULL, 16) : kept->right.bytes[i]);
    }
    if (text.length > 0) {
        kept->display = text_take(&text, server->answers.arena);
    }
    return kept->display;
}

/* Whether the server has a code system. */
static TermAnswer has_system(TermServer *server, Slice system)
{
    return state_of(server, ask(server, 's', &system, 1));
}

static TermAnswer judge_code(void *context, Slice system, Slice code, Slice display, Slice *right)
{
    TermServer *server = context;
    pthread_mutex_lock(&server->lock);
    TermAnswer answer = has_system(server, system);
    *right = SLICE("");
    if (answer == TERM_RIGHT) {
        KeptAnswer *kept = ask(server, 'c', (const Slice[]){system, code, slice_trim(display)}, 3);
        answer = state_of(server, kept);
        *right = answer == TERM_WRONG_DISPLAY ? display_of(server, kept) : SLICE("");
    } else if (answer == TERM_WRONG) {
        answer = TERM_UNANSWERED;
    }
    pthread_mutex_unlock(&server->lock);
    return answer;
}

static TermAnswer judge_member(void *context, Slice value_set, Slice system, Slice code)
{
    TermServer *server = context;
    value_set = slice_part(value_set, 0, slice_find(value_set, SLICE("|"), 0));
    pthread_mutex_lock(&server->lock);
    TermAnswer answer = has_system(server, system);
    if (answer == TERM_RIGHT) {
        answer = state_of(server, ask(server, 'v', (const Slice[]){value_set, system, code}, 3));
        if (answer == TERM_WRONG) {
            TermAnswer is_expanded = state_of(server, ask(server, 'e', &value_set, 1));
            answer = is_expanded == TERM_RIGHT     ? TERM_WRONG
                     : is_expanded == TERM_WAITING ? TERM_WAITING
                                                   : TERM_UNANSWERED;
        }
    } else if (answer == TERM_WRONG) {
        answer = TERM_UNANSWERED;
    }
    pthread_mutex_unlock(&server->lock);
    return answer;
}

/* ---- asking ---- */

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
}

/* The JSON of a response; NULL, and the server failed, where it is none. */
static cJSON *read_response(TermServer *server, const HttpAnswer *answer)
{
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = memory_allocate, .free_fn = free});
    cJSON *resource = cJSON_ParseWithLength(answer->body.bytes, answer->body.length);
    if (!cJSON_IsObject(resource)) {
        error_set(&server->trouble, ERROR_FORMAT, NULL, "the answer is not a FHIR resource as JSON");
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
                           .header_count = 1};
    text_append(&text, url_slice(&server->base));
    text_append(&text, slice_ends_with(text_slice(&text), SLICE("/")) ? SLICE("") : SLICE("/"));
    term_question_append(server->answers.items[position].key, &text);
    if (url_parse(text_slice(&text), &url, &server->trouble) &&
        http_send(server->client, &url, &request, NULL, &answer, &server->trouble)) {
        bool is_refusal = answer.status == 401 || answer.status == 403 || answer.status == 429 || answer.status >= 500;
        cJSON *resource = NULL;
        if (is_refusal) {
            http_is_success(server->client, &answer, &server->trouble);
        } else {
            resource = read_response(server, &answer);
        }
        if (resource) {
            take_answer(server, position, answer.status < 300, resource);
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
        return error_set(&server->trouble, ERROR_FORMAT, NULL, "the answer is not the Bundle of a batch");
    }
    const cJSON *entry;
    size_t i = 0;
    cJSON_ArrayForEach(entry, entries)
    {
        const cJSON *response = cJSON_GetObjectItemCaseSensitive(entry, "response");
        bool is_success = slice_starts_with(term_json_text(response, "status"), SLICE("2"));
        const cJSON *resource = cJSON_GetObjectItemCaseSensitive(entry, "resource");
        take_answer(server, positions[i++], is_success, resource);
    }
    return true;
}

static void append_batch(const TermServer *server, const uint32_t *positions, size_t count, Text *body)
{
    text_append(body, SLICE("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["));
    for (size_t i = 0; i < count; i++) {
        text_append(body, i > 0 ? SLICE(",") : SLICE(""));
        text_append(body, SLICE("{\"request\":{\"method\":\"GET\",\"url\":\""));
        term_question_append(server->answers.items[positions[i]].key, body);
        text_append(body, SLICE("\"}}"));
    }
    text_append(body, SLICE("]}"));
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
                           .header_count = 1};
    bool is_asked = false;
    if (http_send(server->client, &server->base, &request, NULL, &answer, &server->trouble)) {
        int status = answer.status;
        server->takes_no_batch =
            status == 400 || status == 404 || status == 405 || status == 415 || status == 422 || status == 501;
        cJSON *bundle = NULL;
        if (!server->takes_no_batch && http_is_success(server->client, &answer, &server->trouble)) {
            bundle = read_response(server, &answer);
            is_asked = bundle && take_batch(server, positions, count, bundle);
        }
        cJSON_Delete(bundle);
    }
    http_answer_free(&answer);
    text_free(&body);
    return is_asked;
}

static uint64_t settle(void *context)
{
    TermServer *server = context;
    pthread_mutex_lock(&server->lock);
    if (server->waiting_count > 0) {
        server->generation++;
    }
    for (size_t at = 0; at < server->waiting_count && is_well(server);) {
        size_t count = server->waiting_count - at < QUESTIONS ? server->waiting_count - at : QUESTIONS;
        bool is_asked = !server->takes_no_batch && ask_batch(server, server->waiting + at, count);
        for (size_t i = 0; i < count && !is_asked && is_well(server); i++) {
            ask_singly(server, server->waiting[at + i]);
        }
        at += count;
    }
    server->waiting_count = 0;
    uint64_t generation = server->generation;
    pthread_mutex_unlock(&server->lock);
    return generation;
}

/* ---- the whole ---- */

TermServer *term_server_new(HttpClient *client, const Url *base, Clock clock)
{
    TermServer *server = memory_allocate_zeroed(1, sizeof *server);
    server->service = (TermService){server, judge_code, judge_member, settle};
    server->client = client;
    server->clock = clock;
    url_parse(url_slice(base), &server->base, NULL);
    pthread_mutex_init(&server->lock, NULL);
    int64_t now = clock.milliseconds(clock.context) / 1000;
    term_answers_read(&server->answers, url_slice(&server->base), now - TERM_SERVER_DAYS * SECONDS_A_DAY);
    return server;
}

void term_server_free(TermServer *server)
{
    if (server) {
        if (server->is_changed) {
            term_answers_write(&server->answers, url_slice(&server->base));
        }
        pthread_mutex_destroy(&server->lock);
        term_answers_free(&server->answers);
        url_free(&server->base);
        free(server->waiting);
        free(server);
    }
}

const TermService *term_server_service(const TermServer *server)
{
    return &server->service;
}

bool term_server_is_well(const TermServer *server, Error *error)
{
    if (!is_well(server) && error) {
        *error = server->trouble;
    }
    return is_well(server);
}
