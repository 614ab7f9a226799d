/* Term asker: sleeps until it is woken, asks, and tells. */
#include "src/terms/term_asker.h"

#include "src/base/memory.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct TermAsker {
    TermServer *server;
    int notice;
    pthread_t thread;
    bool has_thread; /* else the system gives none: it is asked when it is woken */
    pthread_mutex_t lock;
    pthread_cond_t woken;
    bool is_wanted;
    bool is_busy;
    bool ends;
};

/* Asks what is noted. Under the lock, which is released meanwhile. */
static void ask(TermAsker *asker)
{
    const TermService *service = term_server_service(asker->server);
    asker->is_wanted = false;
    asker->is_busy = true;
    pthread_mutex_unlock(&asker->lock);
    service->settle(service->context);
    pthread_mutex_lock(&asker->lock);
    asker->is_busy = false;
}

static void *run(void *context)
{
    TermAsker *asker = context;
    pthread_mutex_lock(&asker->lock);
    while (!asker->ends) {
        if (!asker->is_wanted) {
            pthread_cond_wait(&asker->woken, &asker->lock);
            continue;
        }
        ask(asker);
        if (asker->notice >= 0) {
            ssize_t ignored = write(asker->notice, "", 1);
            (void)ignored;
        }
    }
    pthread_mutex_unlock(&asker->lock);
    return NULL;
}

TermAsker *term_asker_new(TermServer *server, int notice)
{
    sigset_t all, before;
    TermAsker *asker = memory_allocate_zeroed(1, sizeof *asker);
    *asker = (TermAsker){.server = server, .notice = notice};
    pthread_mutex_init(&asker->lock, NULL);
    pthread_cond_init(&asker->woken, NULL);
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before); /* signals are for the screen */
    asker->has_thread = pthread_create(&asker->thread, NULL, run, asker) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return asker;
}

void term_asker_free(TermAsker *asker)
{
    if (!asker) {
        return;
    }
    term_server_stop(asker->server);
    pthread_mutex_lock(&asker->lock);
    asker->ends = true;
    pthread_cond_signal(&asker->woken);
    pthread_mutex_unlock(&asker->lock);
    if (asker->has_thread) {
        pthread_join(asker->thread, NULL);
    }
    pthread_cond_destroy(&asker->woken);
    pthread_mutex_destroy(&asker->lock);
    free(asker);
}

TermServer *term_asker_server(const TermAsker *asker)
{
    return asker->server;
}

void term_asker_wake(TermAsker *asker)
{
    pthread_mutex_lock(&asker->lock);
    asker->is_wanted = true;
    if (asker->has_thread) {
        pthread_cond_signal(&asker->woken);
    } else {
        ask(asker);
    }
    pthread_mutex_unlock(&asker->lock);
}

bool term_asker_is_busy(TermAsker *asker)
{
    pthread_mutex_lock(&asker->lock);
    bool is_busy = asker->is_busy || asker->is_wanted;
    pthread_mutex_unlock(&asker->lock);
    return is_busy;
}
