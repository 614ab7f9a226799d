/* Remote operands: settings on first need, and a client. */
#include "ui/cli/remote/remote.h"

#include "src/base/file.h"
#include "src/remote/export.h"

#include "ui/cli/output/output.h"

#include <stdlib.h>

void remote_close(Remote *remote)
{
    http_client_free(remote->client);
    config_free(remote->config);
}

/* The servers of the settings, read on first use. */
static const Servers *servers_of(Remote *remote)
{
    if (!remote->config) {
        remote->config = remote->read_settings(remote->arguments);
    }
    return config_servers(remote->config);
}

HttpClient *remote_client(Remote *remote)
{
    if (!remote->client) {
        remote->client = http_client_new(servers_of(remote), &http_usual_limits, remote->is_offline);
    }
    return remote->client;
}

bool remote_wants(const char *operand)
{
    Slice word = slice_from(operand);
    if (url_is_remote(word)) {
        return true;
    }
    size_t colon = slice_find(word, SLICE(":"), 0);
    bool is_named = colon < word.length && server_is_name(slice_part(word, 0, colon));
    return is_named && file_kind(operand, false) == FILE_MISSING;
}

/* Prints what the server says about a search. */
static void tell_outcome(const RemoteSearch *search, const RemoteEntry *entry)
{
    const Document *page = remote_search_page(search);
    Text said = TEXT_EMPTY;
    remote_append_diagnostics(document_raw(page, entry->resource), &said);
    if (said.length > 0) {
        remark(document_name(page), said.bytes);
    }
    text_free(&said);
}

/* Gives out the resource of an entry. */
static bool give_entry(const RemoteSearch *search, const RemoteEntry *entry, unsigned number, const Servers *servers,
                       RemoteTake *take, void *context)
{
    const Document *page = remote_search_page(search);
    Text name = TEXT_EMPTY, bytes = TEXT_EMPTY;
    Url url;
    if (remote_search_url(search, entry, &url)) {
        target_append_name(servers, &url, &name);
        url_free(&url);
    } else {
        text_format(&name, "%s#%u", document_name(page), number);
    }
    text_append_byte(&name, '\0');
    text_append(&bytes, document_raw(page, entry->resource));
    bool goes_on = take(context, name.bytes, &bytes);
    text_free(&name);
    text_free(&bytes);
    return goes_on;
}

/* Gives out the pages of a search. */
static bool give_pages(RemoteSearch *search, const Servers *servers, RemoteTake *take, void *context, Error *error)
{
    unsigned number = 0;
    for (;;) {
        RemoteEntry entry = {.node = NODE_NONE};
        while (remote_search_next(search, &entry)) {
            if (entry.mode == REMOTE_OUTCOME) {
                tell_outcome(search, &entry);
            } else if (entry.resource != NODE_NONE && !give_entry(search, &entry, ++number, servers, take, context)) {
                return true;
            }
        }
        if (!remote_search_has_more(search)) {
            if (number == 0) {
                remark(document_name(remote_search_page(search)), "the server found no resources");
            }
            return true;
        }
        if (!remote_search_go_on(search, NULL, error)) {
            return false;
        }
    }
}

/* What is told of an export, and who gets its files. */
typedef struct ExportTaker {
    const char *operand;
    RemoteTake *take;
    void *context;
    size_t count; /* of files */
} ExportTaker;

static bool take_file(void *context, const char *name, Text *bytes)
{
    ExportTaker *taker = context;
    taker->count++;
    return taker->take(taker->context, name, bytes);
}

static void tell_progress(void *context, Slice words)
{
    const ExportTaker *taker = context;
    char *line = memory_copy_string(words);
    remark(taker->operand, line);
    free(line);
}

/* Carries an export out. */
static bool fetch_export(Remote *remote, const Url *url, ExportTaker *taker, Error *error)
{
    RemoteExport wanted = {.take = take_file, .progress = tell_progress, .context = taker};
    bool is_done = remote_export(remote_client(remote), url, &wanted, NULL, error);
    if (is_done && taker->count == 0) {
        remark(taker->operand, "the export has no files");
    }
    return is_done;
}

bool remote_fetch(Remote *remote, const char *operand, RemoteTake *take, void *context, Error *error)
{
    const Servers *servers = servers_of(remote);
    ServerTarget target;
    RemoteResource resource;
    if (!target_parse(servers, slice_from(operand), SERVER_FHIR, &target, error)) {
        return false;
    }
    if (remote_is_export(&target.url)) {
        bool is_done = fetch_export(remote, &target.url, &(ExportTaker){operand, take, context, 0}, error);
        target_free(&target);
        return is_done;
    }
    bool is_read = remote_read(remote_client(remote), &target.url, NULL, &resource, error);
    target_free(&target);
    if (!is_read) {
        return false;
    }
    if (remote_bytes_are_page(text_slice(&resource.bytes))) {
        RemoteSearch *search = remote_search_new(remote->client, &resource);
        is_read = give_pages(search, servers, take, context, error);
        remote_search_free(search);
    } else {
        take(context, operand, &resource.bytes);
    }
    remote_resource_free(&resource);
    return is_read;
}
