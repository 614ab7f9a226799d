/* Term server: what is known, what is noted to be asked, and the verdicts that follow. */
#include "src/base/memory.h"
#include "src/terms/term_inside.h"
#include "src/terms/term_json.h"

#include <stdlib.h>

enum { SECONDS_A_DAY = 86400 };

/* ---- questions ---- */

bool term_is_well(const TermServer *server)
{
    return server->trouble.code == ERROR_NONE;
}

KeptAnswer *term_ask(TermServer *server, char kind, const Slice *parts, size_t count)
{
    Text key = TEXT_EMPTY;
    term_key_append(kind, parts, count, &key);
    size_t known = server->answers.count;
    KeptAnswer *kept = term_answers_find(&server->answers, text_slice(&key));
    text_free(&key);
    bool is_asked = server->answers.count > known || kept->is_old;
    if (is_asked && term_is_well(server)) {
        kept->answer = kept->is_old ? kept->answer : TERM_WAITING;
        kept->is_old = false;
        ARRAY_RESERVE(server->waiting, server->waiting_capacity, server->waiting_count + 1);
        server->waiting[server->waiting_count++] = (uint32_t)(kept - server->answers.items);
    }
    return kept;
}

TermAnswer term_state(const TermServer *server, const KeptAnswer *kept)
{
    return kept->answer == TERM_WAITING && !term_is_well(server) ? TERM_UNANSWERED : kept->answer;
}

void term_decode(Slice encoded, Text *text)
{
    for (size_t i = 0; i < encoded.length; i++) {
        char digits[3] = "";
        bool is_encoded = encoded.bytes[i] == '%' && i + 2 < encoded.length;
        if (is_encoded) {
            memcpy(digits, encoded.bytes + i + 1, 2);
            i += 2;
        }
        text_append_byte(text, is_encoded ? (char)strtoul(digits, NULL, 16) : encoded.bytes[i]);
    }
}

Slice term_display(TermServer *server, KeptAnswer *kept)
{
    Text text = TEXT_EMPTY;
    if (kept->display.length == 0) {
        term_decode(kept->right, &text);
    }
    if (text.length > 0) {
        kept->display = text_take(&text, server->answers.arena);
    }
    return kept->display;
}

TermAnswer term_has_system(TermServer *server, Slice system)
{
    return term_state(server, term_ask(server, 's', &system, 1));
}

static TermAnswer judge_code(void *context, Slice system, Slice code, Slice display, Slice *right)
{
    TermServer *server = context;
    pthread_mutex_lock(&server->lock);
    TermAnswer answer = term_has_system(server, system);
    *right = SLICE("");
    if (answer == TERM_RIGHT) {
        KeptAnswer *kept = term_ask(server, 'c', (const Slice[]){system, code, slice_trim(display)}, 3);
        answer = term_state(server, kept);
        *right = answer == TERM_WRONG_DISPLAY ? term_display(server, kept) : SLICE("");
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
    TermAnswer answer = term_has_system(server, system);
    if (answer == TERM_RIGHT) {
        answer = term_state(server, term_ask(server, 'v', (const Slice[]){value_set, system, code}, 3));
        if (answer == TERM_WRONG) {
            TermAnswer is_expanded = term_state(server, term_ask(server, 'e', &value_set, 1));
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

/* ---- the whole ---- */

TermServer *term_server_new(HttpClient *client, const Url *base, Clock clock)
{
    TermServer *server = memory_allocate_zeroed(1, sizeof *server);
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = memory_allocate, .free_fn = free}); /* before another thread asks */
    server->service = (TermService){server, judge_code, judge_member, term_settle};
    server->client = client;
    server->clock = clock;
    url_parse(url_slice(base), &server->base, NULL);
    server->batch = servers_number(http_client_servers(client), base, SERVER_BATCH, TERM_SERVER_BATCH);
    pthread_mutex_init(&server->lock, NULL);
    pthread_mutex_init(&server->asking, NULL);
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
        pthread_mutex_destroy(&server->asking);
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

bool term_server_is_well(TermServer *server, Error *error)
{
    pthread_mutex_lock(&server->lock);
    bool is_well = term_is_well(server);
    if (!is_well && error) {
        *error = server->trouble;
    }
    pthread_mutex_unlock(&server->lock);
    return is_well;
}

size_t term_server_silent_count(TermServer *server)
{
    pthread_mutex_lock(&server->lock);
    size_t count = server->silent_count;
    pthread_mutex_unlock(&server->lock);
    return count;
}

bool term_server_is_waiting(TermServer *server)
{
    pthread_mutex_lock(&server->lock);
    bool is_waiting = term_is_well(server) && server->waiting_count > 0;
    pthread_mutex_unlock(&server->lock);
    return is_waiting;
}

uint64_t term_server_generation(TermServer *server)
{
    pthread_mutex_lock(&server->lock);
    uint64_t generation = server->generation;
    pthread_mutex_unlock(&server->lock);
    return generation;
}

uint64_t term_server_news(TermServer *server)
{
    pthread_mutex_lock(&server->lock);
    uint64_t news = server->news;
    pthread_mutex_unlock(&server->lock);
    return news;
}

/* True where a question was noted and is not answered. */
static bool waits_for(const TermServer *server, char kind, const Slice *parts, size_t count)
{
    Text key = TEXT_EMPTY;
    term_key_append(kind, parts, count, &key);
    const uint32_t *known = slice_map_find(&server->answers.positions, text_slice(&key));
    text_free(&key);
    return known && server->answers.items[*known].answer == TERM_WAITING;
}

bool term_server_waits_for(TermServer *server, Slice system, Slice code, Slice display)
{
    pthread_mutex_lock(&server->lock);
    bool waits =
        term_is_well(server) && (waits_for(server, 's', &system, 1) ||
                                 waits_for(server, 'c', (const Slice[]){system, code, slice_trim(display)}, 3));
    pthread_mutex_unlock(&server->lock);
    return waits;
}

void term_server_stop(TermServer *server)
{
    atomic_store(&server->stops, true);
}
