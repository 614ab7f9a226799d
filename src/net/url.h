/*
 * Url: absolute URLs of http and https, taken apart (RFC 3986), and the rules by which one may lead to another.
 *
 * A URL here has a scheme, a host, a port, a path that begins with a slash, and perhaps a query. The fragment is
 * dropped: it is not sent. Scheme and host are in lower case, the port of the scheme is not written, and bytes that a
 * request line must not hold are percent-encoded, so that equal places have equal texts. Refused are a user or a
 * password in the URL (secrets are settings of a server, src/net/server.h), and the segments "." and "..", with which a
 * path could leave its base unseen.
 */
#ifndef IPSE_NET_URL_H
#define IPSE_NET_URL_H

#include "src/base/error.h"
#include "src/base/text.h"

typedef struct Url {
    Text text;     /* all of it */
    size_t origin; /* length of scheme, host and port */
    size_t host;   /* where the host begins */
    size_t path;   /* length of all but the query */
} Url;

/* All zero is no URL. Free with url_free. */
void url_free(Url *url);

/* True where a text begins as a URL of http or https does. */
bool url_is_remote(Slice text);

/* Takes a text apart; false with ERROR_FORMAT and a sentence where it is no URL as above. `where` of the error stays
   empty: the text can hold a secret. */
bool url_parse(Slice text, Url *url, Error *error);

/* What a server names, seen from a URL: an absolute URL, one without scheme (//host/…), an absolute path, a relative
   path or a query alone. "." and ".." at its beginning are carried out; elsewhere they are refused. */
bool url_resolve(const Url *base, Slice reference, Url *url, Error *error);

static inline Slice url_slice(const Url *url)
{
    return text_slice(&url->text);
}

/* "https://host:8443" */
static inline Slice url_origin(const Url *url)
{
    return slice_part(text_slice(&url->text), 0, url->origin);
}

/* "host:8443" */
static inline Slice url_authority(const Url *url)
{
    return slice_part(text_slice(&url->text), url->host, url->origin - url->host);
}

/* From the slash on, without the query. */
static inline Slice url_path(const Url *url)
{
    return slice_part(text_slice(&url->text), url->origin, url->path - url->origin);
}

/* The query without its question mark; empty if there is none. */
Slice url_query(const Url *url);

/* True where scheme, host and port are the same. */
bool url_same_origin(const Url *a, const Url *b);

/* True where the URL is the base or lies below it: same origin, and the path of the base followed by its end or a
 * slash. */
bool url_is_below(const Url *url, const Url *base);

/* The URL as it stands below a base, without a leading slash: "ImagingStudy/17?_format=json". url_is_below must hold.
 */
Slice url_rest(const Url *url, const Url *base);

/* True for 127.0.0.0/8, [::1] and localhost. */
bool url_is_loopback(const Url *url);

/* Appends the value of a query's parameter, or a segment of a path, with every byte but letters, digits, '-', '.', '_'
   and '~' percent-encoded. */
void url_append_encoded(Text *text, Slice value);

#endif
