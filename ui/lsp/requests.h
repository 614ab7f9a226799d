/*
 * Requests: what a client may ask, one function each. All take the parameters of the request and give its result, which
 * the caller owns; NULL where the parameters are none for it. A document that is not open has no result: JSON null.
 */
#ifndef IPSE_LSP_REQUESTS_H
#define IPSE_LSP_REQUESTS_H

#include "ui/lsp/server.h"

cJSON *request_hover(Server *server, const cJSON *params);
cJSON *request_completion(Server *server, const cJSON *params);
cJSON *request_code_action(Server *server, const cJSON *params);
cJSON *request_code_action_resolve(Server *server, const cJSON *params);
cJSON *request_symbols(Server *server, const cJSON *params);
cJSON *request_hints(Server *server, const cJSON *params);
cJSON *request_folding(Server *server, const cJSON *params);
cJSON *request_definition(Server *server, const cJSON *params);
cJSON *request_references(Server *server, const cJSON *params);
cJSON *request_rename(Server *server, const cJSON *params);
cJSON *request_rename_prepare(Server *server, const cJSON *params);

/* Sends the diagnostics of a document, or none where it is closed. */
bool diagnostics_send(Server *server, OpenText *text);
bool diagnostics_clear(Server *server, const char *uri);

#endif
