/* Remote save: PUT, POST, and a GET after it. */
#include "src/remote/save.h"

#include "src/base/shown.h"
#include "src/json/source.h"

#include <stdlib.h>

#define TYPE_FHIR "application/fhir+json; charset=utf-8"

enum { VALIDATE_MILLISECONDS = 120000 };

void remote_saved_free(RemoteSaved *saved)
{
    remote_resource_free(&saved->kept);
    text_free(&saved->outcome);
    *saved = (RemoteSaved){0};
}

/* ---- sending ---- */

static bool send(HttpClient *client, const Url *url, RemoteMethod method, Slice etag, Slice bytes, Pace *pace,
                 HttpAnswer *answer, Error *error)
{
    char *version = memory_copy_string(etag);
    HttpHeader match = method == REMOTE_CREATE ? (HttpHeader){"If-None-Match", "*"} : (HttpHeader){"If-Match", version};
    HttpRequest request = {.method = method == REMOTE_ADD ? "POST" : "PUT",
                           .accept = HTTP_ACCEPT_FHIR,
                           .type = TYPE_FHIR,
                           .body = bytes,
                           .headers = &match,
                           .header_count = method == REMOTE_ADD ? 0 : 1};
    bool is_sent = http_send(client, url, &request, pace, answer, error);
    free(version);
    return is_sent;
}

/* The place of what was saved: that of Location without its version where something new was added, else where it was
 * sent. */
static bool find_place(const HttpClient *client, const Url *url, RemoteMethod method, const HttpAnswer *answer,
                       Url *place, Error *error)
{
    Slice location = http_header(answer, "location");
    if (method != REMOTE_ADD) {
        return url_parse(url_slice(url), place, error);
    }
    location = slice_part(location, 0, slice_find(location, SLICE("/_history/"), 0));
    return location.length > 0 ? http_follow(client, url, location, place, error)
                               : error_set(error, ERROR_FORMAT, NULL, "the server does not name the new resource");
}

/* Notes what an answer tells of the version that is there now, where it could not be read back. */
static void note_answer(const HttpClient *client, Url *place, const HttpAnswer *answer, RemoteSaved *saved)
{
    saved->kept.url = *place;
    *place = (Url){0};
    target_append_name(http_client_servers(client), &saved->kept.url, &saved->kept.name);
    text_append_byte(&saved->kept.name, '\0');
    saved->kept.name.length--;
    remote_append_etag(answer, SLICE(""), &saved->kept.etag);
}

/* Reads back what was saved. */
static void read_back(HttpClient *client, const Url *url, RemoteMethod method, const HttpAnswer *answer, Pace *pace,
                      RemoteSaved *saved, Error *error)
{
    Url place = {0};
    if (!find_place(client, url, method, answer, &place, error)) {
        return;
    }
    saved->is_read_back = remote_read(client, &place, pace, &saved->kept, error);
    if (!saved->is_read_back) {
        error->code = error->code == ERROR_FORMAT ? ERROR_NOT_FOUND : error->code; /* a page lies there, or nothing */
        note_answer(client, &place, answer, saved);
    }
    url_free(&place);
}

/* True where what was read back lacks something of what was sent. */
static bool lacks_something(Slice sent, Slice kept)
{
    Text lines = TEXT_EMPTY;
    Document *before = document_new(sent, "sent", NULL), *after = document_new(kept, "kept", NULL);
    if (before && after) {
        remote_compare_kept(before, after, &lines);
    }
    bool lacks = lines.length > 0;
    document_free(before);
    document_free(after);
    text_free(&lines);
    return lacks;
}

/* False with an error where a server, or what stands before it, said that all is well and kept nothing: what was sent
   is not there, or there is still the version that was to be replaced. */
static bool was_kept(RemoteMethod method, Slice etag, Slice bytes, const RemoteSaved *saved, Error *error)
{
    if (!saved->is_read_back) {
        return error->code != ERROR_NOT_FOUND ||
               error_set(error, ERROR_DAMAGED, saved->kept.name.bytes,
                         "the server accepted the resource (HTTP %d), but does not have it", saved->status);
    }
    bool is_old = method == REMOTE_UPDATE && slice_equals(text_slice(&saved->kept.etag), etag) &&
                  lacks_something(bytes, text_slice(&saved->kept.bytes));
    return !is_old ||
           error_set(error, ERROR_DAMAGED, saved->kept.name.bytes,
                     "the server accepted the resource (HTTP %d), but still has the version before", saved->status);
}

/* True where the bytes are a Bundle that is carried out rather than kept. */
static bool is_transaction(const Document *document)
{
    NodeId resource = document_member(document, 0, SLICE("resourceType")),
           type = document_member(document, 0, SLICE("type"));
    return resource != NODE_NONE && document_string_equals(document, resource, SLICE("Bundle")) && type != NODE_NONE &&
           (document_string_equals(document, type, SLICE("transaction")) ||
            document_string_equals(document, type, SLICE("batch")));
}

static bool bytes_are_transaction(Slice bytes)
{
    Document *document = document_new(bytes, "sent", NULL);
    bool is_it = document && is_transaction(document);
    document_free(document);
    return is_it;
}

bool remote_save(HttpClient *client, const Url *url, RemoteMethod method, Slice etag, Slice bytes, Pace *pace,
                 RemoteSaved *saved, Error *error)
{
    HttpAnswer answer = {0};
    *saved = (RemoteSaved){0};
    if (method == REMOTE_UPDATE && etag.length == 0) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL,
                         "the server does not state the version of the resource; saving could overwrite other changes");
    }
    bool is_sent = send(client, url, method, etag, bytes, pace, &answer, error);
    saved->status = is_sent ? answer.status : 0;
    bool is_done = is_sent && remote_is_success(client, &answer, error);
    if (is_done && method == REMOTE_ADD && bytes_are_transaction(bytes)) {
        text_append(&saved->outcome, text_slice(&answer.body));
    } else if (is_done) {
        Error inner = {0};
        read_back(client, url, method, &answer, pace, saved, &inner);
        is_done = was_kept(method, etag, bytes, saved, &inner);
        if (error) {
            *error = inner;
        }
    } else if (is_sent) {
        text_append(&saved->outcome, text_slice(&answer.body));
    }
    http_answer_free(&answer);
    return is_done;
}

/* ---- places ---- */

/* Sets the URL of a name below a base. */
static bool below(const Url *base, Slice name, const char *operation, Url *url, Error *error)
{
    Text text = TEXT_EMPTY;
    text_append(&text, slice_part(url_slice(base), 0, base->path));
    if (name.length > 0 && text.bytes[text.length - 1] != '/') {
        text_append_byte(&text, '/');
    }
    url_append_encoded(&text, name);
    text_append(&text, slice_from(operation));
    bool is_url = url_parse(text_slice(&text), url, error);
    text_free(&text);
    return is_url;
}

/* The type of the resource that bytes are; empty where they are none. */
static Slice type_of(const Document *document, Text *scratch)
{
    NodeId type = document ? document_member(document, 0, SLICE("resourceType")) : NODE_NONE;
    return type != NODE_NONE && document_node(document, type)->kind == NODE_STRING
               ? document_string(document, type, scratch)
               : SLICE("");
}

bool remote_url_of_new(const Url *base, Slice bytes, Url *url, Error *error)
{
    Text scratch = TEXT_EMPTY;
    Document *document = document_new(bytes, "sent", error);
    Slice type = type_of(document, &scratch);
    bool is_url = type.length > 0 ? below(base, document && is_transaction(document) ? SLICE("") : type, "", url, error)
                                  : error_set(error, ERROR_FORMAT, NULL,
                                              "the document is not a resource: 'resourceType' is missing");
    document_free(document);
    text_free(&scratch);
    return is_url;
}

bool remote_validate(HttpClient *client, const Url *base, Slice bytes, Pace *pace, Text *outcome, Error *error)
{
    Text scratch = TEXT_EMPTY;
    Url url = {0};
    HttpAnswer answer = {0};
    Document *document = document_new(bytes, "sent", error);
    HttpRequest request = {.method = "POST",
                           .accept = HTTP_ACCEPT_FHIR,
                           .type = TYPE_FHIR,
                           .body = bytes,
                           .total_milliseconds = VALIDATE_MILLISECONDS};
    Slice type = type_of(document, &scratch);
    bool is_asked =
        type.length > 0
            ? below(base, type, "/$validate", &url, error) && http_send(client, &url, &request, pace, &answer, error)
            : error_set(error, ERROR_FORMAT, NULL, "the document is not a resource: 'resourceType' is missing");
    document_free(document);
    document = is_asked ? document_new(text_slice(&answer.body), "answer", NULL) : NULL;
    bool is_outcome = slice_equals(type_of(document, &scratch), SLICE("OperationOutcome"));
    if (is_outcome) {
        text_append(outcome, text_slice(&answer.body));
    } else if (is_asked && http_is_success(client, &answer, error)) {
        error_set(error, ERROR_FORMAT, NULL, "the answer of $validate is not an OperationOutcome");
    }
    document_free(document);
    http_answer_free(&answer);
    url_free(&url);
    text_free(&scratch);
    return is_outcome;
}
