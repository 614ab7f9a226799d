/* A terminology server beside the language server: asked by a thread of its own; diagnostics are sent again when it has
 * answered. */
#include "src/terms/term_asker.h"
#include "ui/lsp/server.h"

#include <fcntl.h>
#include <unistd.h>

void terminology_open(Server *server)
{
    if (!server->asked.server || pipe(server->notice) != 0) {
        return;
    }
    fcntl(server->notice[0], F_SETFL, O_NONBLOCK);
    fcntl(server->notice[1], F_SETFL, O_NONBLOCK);
    wire_watch(server->wire, server->notice[0]);
    server->asker = term_asker_new(server->asked.server, server->notice[1]);
}

void terminology_close(Server *server)
{
    if (server->asker) {
        term_asker_free(server->asker);
        close(server->notice[0]);
        close(server->notice[1]);
    }
    server->asked.is_quiet = true; /* the person was shown it */
    asked_terms_close(&server->asked);
}

/* Shows once that the server failed. */
static void tell_failure(Server *server)
{
    Error error;
    if (server->is_failure_told || term_server_is_well(server->asked.server, &error)) {
        return;
    }
    Text sentence = TEXT_EMPTY;
    text_format(&sentence, "ipse: the terminology server is not asked any more: %s%c", error.message, '\0');
    server_show(server, sentence.bytes);
    text_free(&sentence);
    server->is_failure_told = true;
}

void terminology_go_on(Server *server)
{
    if (!server->asker) {
        return;
    }
    TermServer *terms = server->asked.server;
    uint64_t generation = term_server_generation(terms);
    if (generation != server->answered) {
        server->answered = generation;
        for (size_t i = 0; i < server->text_count; i++) {
            judged_set_checker(server->texts[i].judged, server->checker);
            server->texts[i].is_told = false;
        }
    }
    tell_failure(server);
    if (term_server_is_waiting(terms)) {
        term_asker_wake(server->asker);
    }
}
