/* Remote resource: a GET, and what is wrong with the answer. */
#include "src/remote/resource.h"

#include "src/base/ascii.h"
#include "src/json/source.h"

enum { DIAGNOSTICS_MAXIMUM = 300 };

void remote_resource_free(RemoteResource *resource)
{
    url_free(&resource->url);
    text_free(&resource->name);
    text_free(&resource->bytes);
    text_free(&resource->etag);
    *resource = (RemoteResource){0};
}

/* What the first issue of an OperationOutcome says, or NODE_NONE. */
static NodeId first_words(const Document *document)
{
    NodeId type = document_member(document, 0, SLICE("resourceType"));
    if (type == NODE_NONE || !document_string_equals(document, type, SLICE("OperationOutcome"))) {
        return NODE_NONE;
    }
    NodeId list = document_member(document, 0, SLICE("issue"));
    NodeId issue = list == NODE_NONE ? NODE_NONE : document_item(document, list);
    NodeId words = document_member(document, issue, SLICE("diagnostics"));
    return words != NODE_NONE
               ? words
               : document_member(document, document_member(document, issue, SLICE("details")), SLICE("text"));
}

void remote_append_diagnostics(Slice bytes, Text *text)
{
    Document *document = document_new(bytes, "answer", NULL);
    if (!document) {
        return;
    }
    NodeId words = first_words(document);
    if (words != NODE_NONE && document_node(document, words)->kind == NODE_STRING) {
        Text scratch = TEXT_EMPTY;
        text_append(text, slice_part(document_string(document, words, &scratch), 0, DIAGNOSTICS_MAXIMUM));
        text_free(&scratch);
    }
    document_free(document);
}

bool remote_is_success(const HttpClient *client, const HttpAnswer *answer, Error *error)
{
    Error inner;
    if (http_is_success(client, answer, &inner)) {
        return true;
    }
    Text said = TEXT_EMPTY;
    remote_append_diagnostics(text_slice(&answer->body), &said);
    error_set(error, inner.code, inner.where, "%s%s%.*s", inner.message, said.length ? ": " : "",
              SLICE_ARGS(text_slice(&said)));
    text_free(&said);
    return false;
}

void remote_append_etag(const HttpAnswer *answer, Slice bytes, Text *etag)
{
    Slice header = http_header(answer, "etag");
    if (header.length > 0) {
        text_append(etag, header);
        return;
    }
    Document *document = document_new(bytes, "answer", NULL);
    NodeId meta = document ? document_member(document, 0, SLICE("meta")) : NODE_NONE;
    NodeId version = document ? document_member(document, meta, SLICE("versionId")) : NODE_NONE;
    if (version != NODE_NONE && document_node(document, version)->kind == NODE_STRING) {
        Text scratch = TEXT_EMPTY;
        text_format(etag, "W/\"%.*s\"", SLICE_ARGS(document_string(document, version, &scratch)));
        text_free(&scratch);
    }
    document_free(document);
}

const char *remote_recognise(Slice bytes)
{
    return slice_trim(bytes).length == 0 ? "the server's answer is empty" : source_recognise(bytes);
}

bool remote_read(HttpClient *client, const Url *url, Pace *pace, RemoteResource *resource, Error *error)
{
    HttpAnswer answer = {0};
    HttpRequest request = {.method = "GET",
                           .accept = HTTP_ACCEPT_FHIR,
                           .headers = &(HttpHeader){"Cache-Control", "no-cache"}, /* not what a search found before */
                           .header_count = 1};
    *resource = (RemoteResource){0};
    bool is_read = http_send(client, url, &request, pace, &answer, error) && remote_is_success(client, &answer, error);
    if (is_read) {
        resource->url = answer.url;
        resource->bytes = answer.body;
        answer.url = (Url){0};
        answer.body = TEXT_EMPTY;
        target_append_name(http_client_servers(client), &resource->url, &resource->name);
        text_append_byte(&resource->name, '\0');
        resource->name.length--;
        const char *foreign = remote_recognise(text_slice(&resource->bytes));
        is_read = !foreign || error_set(error, ERROR_FORMAT, resource->name.bytes, "%s", foreign);
    }
    if (is_read) {
        remote_append_etag(&answer, text_slice(&resource->bytes), &resource->etag);
    } else {
        remote_resource_free(resource);
    }
    http_answer_free(&answer);
    return is_read;
}

void remote_base_of(const HttpClient *client, const Url *url, Url *base)
{
    ServerBase kind;
    const NamedServer *server = servers_of_url(http_client_servers(client), url, &kind);
    Slice all = slice_part(url_slice(url), 0, url->path);
    size_t length = url->origin;
    if (server && kind != SERVER_DICOMWEB) {
        all = url_slice(&server->bases[kind]);
        length = all.length;
    }
    while (length + 1 < all.length && !ascii_is_upper(all.bytes[length + 1])) {
        size_t next = slice_find(all, SLICE("/"), length + 1);
        length = next < all.length ? next : all.length;
    }
    Text text = TEXT_EMPTY;
    text_append(&text, slice_part(all, 0, length));
    if (text.bytes[text.length - 1] != '/') {
        text_append_byte(&text, '/');
    }
    url_parse(text_slice(&text), base, NULL);
    text_free(&text);
}
