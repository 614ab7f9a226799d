/*
 * Term server: a FHIR terminology server that is asked about codes (src/profile/term_service.h), and remembered.
 *
 * Asked are, each once: does the server have a code system (CodeSystem?url=…), is a code one of it
 * (CodeSystem/$validate-code), is a code in a value set (ValueSet/$validate-code), and, where it is not, can the server
 * expand the value set at all (ValueSet/$expand). Whoever works with a document also asks for displays in a language
 * (CodeSystem/$lookup) and for the codes of a value set that fit a text (ValueSet/$expand with filter). All are GET:
 * the entries of a batch, at most TERM_SERVER_BATCH or as many as the setting `batch` of the server allows, or single
 * requests where that is 1 or the server takes no batch. A POSTed operation is never sent, for some servers store its
 * Parameters. Only URLs of systems and value sets, codes and displays are sent.
 *
 * What the answers mean, as HAPI gives them (http://hl7.org/fhir/R4/codesystem-operation-validate-code.html): a wrong
 * display comes as result true with a message and the right display, elsewhere as false with that display; codes of a
 * system that the server has not got come as false, so that these are not asked; a value set that cannot be expanded
 * gives false, so that this alone is no answer; one that has more codes than the server gives at once can be expanded.
 *
 * Answers are remembered in the cache folder (terminology/, mode 0600) with the time when they came, and asked again
 * after TERM_SERVER_DAYS days. Once the server fails (no connection, no JSON, a status of refusal, no word of which
 * code systems exist there, an answer of more than 16 MB), it is asked nothing more; what is remembered still counts,
 * however old.
 */
#ifndef IPSE_TERMS_TERM_SERVER_H
#define IPSE_TERMS_TERM_SERVER_H

#include "src/base/clock.h"
#include "src/net/http.h"
#include "src/profile/term_service.h"

enum { TERM_SERVER_DAYS = 7, TERM_SERVER_BATCH = 40 };

typedef struct TermServer TermServer;

/* The client is borrowed, and used by the server alone; the base is copied. Reads what is remembered. Free with
   term_server_free, which writes it. */
TermServer *term_server_new(HttpClient *client, const Url *base, Clock clock);
void term_server_free(TermServer *server);

/* Lives as long as the server. */
const TermService *term_server_service(const TermServer *server);

/* False with the reason where the server failed. */
bool term_server_is_well(TermServer *server, Error *error);

/* The number of codes on which the server gave no verdict, though it has their code system. */
size_t term_server_silent_count(TermServer *server);

/* True where questions are noted that nobody has asked yet: TermService.settle does. */
bool term_server_is_waiting(TermServer *server);

/* Numbers that grow with the verdicts that came, and with all answers. */
uint64_t term_server_generation(TermServer *server);
uint64_t term_server_news(TermServer *server);

/* True where the verdict on a code with its display is still to come. */
bool term_server_waits_for(TermServer *server, Slice system, Slice code, Slice display);

/* Lets a request that is under way in another thread end soon; afterwards the server is asked nothing more. */
void term_server_stop(TermServer *server);

/* ---- displays and searches, noted and answered as TermService says ---- */

/* The display of a code in a language ("de"); lives as long as the server. UNANSWERED where nobody knows. */
TermAnswer term_server_look_up(TermServer *server, Slice system, Slice code, Slice language, Slice *display);

typedef struct TermFound {
    Slice system;
    Slice code;
    Slice display;
} TermFound;

/* The codes of a value set that fit a text, as the server finds them ($expand with filter): gives each to `visit`,
   valid during the call. RIGHT where they are known. */
TermAnswer term_server_search(TermServer *server, Slice value_set, Slice text, Slice language,
                              void (*visit)(void *context, const TermFound *found), void *context);

#endif
