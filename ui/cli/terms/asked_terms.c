/* The terminology server of a command line: a word becomes a base, a client and a service. */
#include "ui/cli/terms/asked_terms.h"

#include "ui/cli/output/output.h"

/* The base that a word names. */
static bool find_base(const Servers *servers, const char *word, Url *base, Error *error)
{
    if (url_is_remote(slice_from(word))) {
        bool is_url = url_parse(slice_from(word), base, error);
        if (!is_url && error) {
            Error reason = *error;
            error_set(error, reason.code, "--terminology", "%s", reason.message);
        }
        return is_url;
    }
    const NamedServer *server = servers_find(servers, slice_from(word));
    if (!server) {
        return servers_refuse(servers, slice_from(word), error);
    }
    Slice known = url_slice(&server->bases[SERVER_TERMINOLOGY]);
    return known.length > 0 ? url_parse(known, base, error)
                            : error_set(error, ERROR_NOT_FOUND, word, "the server has no setting 'terminology'");
}

bool asked_terms_open(AskedTerms *asked, const char *word, Config *config, bool is_offline, Error *error)
{
    Url base = {0};
    *asked = (AskedTerms){.config = config};
    if (is_offline) {
        asked->note = "offline: no terminology server is asked";
        return true;
    }
    bool is_found = find_base(config_servers(config), word, &base, error);
    if (is_found) {
        text_append(&asked->name, url_is_remote(slice_from(word)) ? url_slice(&base) : slice_from(word));
        text_append_byte(&asked->name, '\0');
        asked->client = http_client_new(config_servers(config), &http_usual_limits, false);
        asked->server = term_server_new(asked->client, &base, clock_system());
    }
    url_free(&base);
    return is_found;
}

const TermService *asked_terms_service(const AskedTerms *asked)
{
    return asked->server ? term_server_service(asked->server) : NULL;
}

void asked_terms_close(AskedTerms *asked)
{
    Error error;
    size_t silent = asked->server && !asked->is_quiet ? term_server_silent_count(asked->server) : 0;
    Text sentence = TEXT_EMPTY;
    if (asked->server && !asked->is_quiet && !term_server_is_well(asked->server, &error)) {
        text_format(&sentence, "the terminology server is not asked any more: %s", error.message);
    } else if (silent > 0) {
        text_format(&sentence, "the terminology server gave no verdict on %zu code%s", silent, silent == 1 ? "" : "s");
    }
    if (sentence.length > 0) {
        text_append_byte(&sentence, '\0');
        remark(asked->name.bytes, sentence.bytes);
    }
    text_free(&sentence);
    term_server_free(asked->server);
    http_client_free(asked->client);
    config_free(asked->config);
    text_free(&asked->name);
}
