/* ImageServer: paths become URLs below the base. */
#include "src/images/image_server.h"

#include "src/images/image_web.h"

typedef struct ImageServer {
    HttpClient *client;
    const Url *base;
    Pace *pace;
} ImageServer;

/* As ImageWeb.get. */
static bool get(void *context, const char *path, Text *body, Error *error)
{
    const ImageServer *server = context;
    Url url = {0};
    Text text = TEXT_EMPTY;
    HttpAnswer answer = {0};
    Slice base = slice_part(url_slice(server->base), 0, server->base->path);
    text_append(&text, base);
    text_append(&text, slice_ends_with(base, SLICE("/")) ? SLICE("") : SLICE("/"));
    text_append(&text, slice_from(path));
    Error refused = {0};
    bool is_read = url_parse(text_slice(&text), &url, &refused) &&
                   http_get(server->client, &url, "application/dicom+json", server->pace, &answer, &refused);
    bool is_missing = !is_read && answer.status == 404;
    if (is_read && answer.status == 200 &&
        slice_trim(text_slice(&answer.body)).length == 0) { /* 204 is how nothing is told */
        error_set(&refused, ERROR_DAMAGED, url_slice(&url).bytes, "the server's answer is empty");
        is_read = false;
    }
    if (is_read) {
        text_append(body, text_slice(&answer.body));
    } else if (!is_missing && error) {
        *error = refused;
    }
    http_answer_free(&answer);
    url_free(&url);
    text_free(&text);
    return is_read || is_missing;
}

bool image_server_read(HttpClient *client, const Url *base, Slice study, Pace *pace, ImageSet *set, Error *error)
{
    ImageServer server = {client, base, pace};
    ImageWeb web = {get, &server, slice_part(url_slice(base), 0, base->path)};
    return image_web_read(&web, study, set, error);
}
