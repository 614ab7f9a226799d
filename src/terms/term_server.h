/*
 * Term server: a FHIR terminology server that is asked about codes (src/profile/term_service.h), and remembered.
 *
 * Asked are, each once: does the server have a code system (CodeSystem?url=…), is a code one of it
 * (CodeSystem/$validate-code), is a code in a value set (ValueSet/$validate-code), and, where it is not, can the server expand the
 * value set at all (ValueSet/$expand). All are GET: the entries of a batch, QUESTIONS at a time, or single requests where the server
 * takes no batch. A POSTed operation is never sent, for some servers store its Parameters. Only URLs of systems and value sets,
 * codes and displays are sent.
 *
 * What the answers mean, as HAPI gives them (http://hl7.org/fhir/R4/codesystem-operation-validate-code.html): a wrong display
 * comes as result true with a message and the right display, elsewhere as false with that display; codes of a system that the
 * server has not got come as false, so that these are not asked; a value set that cannot be expanded gives false, so that this
 * alone is no answer.
 *
 * Answers are remembered in the cache folder (terminology/, mode 0600) with the time when they came, and asked again after
 * TERM_SERVER_DAYS days. Once the server fails (no connection, no JSON, a status of refusal), it is asked nothing more; what is
 * remembered still counts, however old.
 */
#ifndef IPSE_TERMS_TERM_SERVER_H
#define IPSE_TERMS_TERM_SERVER_H

#include "src/base/clock.h"
#include "src/net/http.h"
#include "src/profile/term_service.h"

enum { TERM_SERVER_DAYS = 7 };

typedef struct TermServer TermServer;

/* The client is borrowed, and used by the server alone; the base is copied. Reads what is remembered. Free with
   term_server_free, which writes it. */
TermServer *term_server_new(HttpClient *client, const Url *base, Clock clock);
void term_server_free(TermServer *server);

/* Lives as long as the server. */
const TermService *term_server_service(const TermServer *server);

/* False with the reason where the server failed. */
bool term_server_is_well(const TermServer *server, Error *error);

#endif
