/* Url: scheme, host, port, path and query, checked byte by byte. */
#include "src/net/url.h"

#include "src/base/ascii.h"

#include <stdint.h>

enum { PORT_MAXIMUM = 65535, URL_MAXIMUM = 65536 };

void url_free(Url *url)
{
    text_free(&url->text);
    *url = (Url){0};
}

static bool starts_ignoring_case(Slice text, Slice prefix)
{
    return text.length >= prefix.length && slice_equals_ignoring_case(slice_part(text, 0, prefix.length), prefix);
}

bool url_is_remote(Slice text)
{
    return starts_ignoring_case(text, SLICE("http://")) || starts_ignoring_case(text, SLICE("https://"));
}

static void append_percent(Text *text, char byte)
{
    text_format(text, "%%%02X", (unsigned)(unsigned char)byte);
}

/* True for bytes that stand in a URL as they are: printable ASCII without those that RFC 3986 excludes. */
static bool is_url_byte(char c)
{
    return c > ' ' && c < 0x7F && !strchr("\"<>\\^`{|}", c);
}

static void append_safe(Text *text, Slice part)
{
    for (size_t i = 0; i < part.length; i++) {
        if (is_url_byte(part.bytes[i])) {
            text_append_byte(text, part.bytes[i]);
        } else {
            append_percent(text, part.bytes[i]);
        }
    }
}

void url_append_encoded(Text *text, Slice value)
{
    for (size_t i = 0; i < value.length; i++) {
        char c = value.bytes[i];
        if (ascii_is_letter_or_digit(c) || (c && strchr("-._~", c))) {
            text_append_byte(text, c);
        } else {
            append_percent(text, c);
        }
    }
}

/* The bytes before the first of some characters, or all. */
static Slice until(Slice text, const char *ends)
{
    size_t length = 0;
    while (length < text.length && !(text.bytes[length] && strchr(ends, text.bytes[length]))) {
        length++;
    }
    return slice_part(text, 0, length);
}

/* True for "." and "..", also percent-encoded. */
static bool is_dots(Slice segment)
{
    size_t dots = 0;
    while (segment.length > 0) {
        bool is_encoded = starts_ignoring_case(segment, SLICE("%2e"));
        if (segment.bytes[0] != '.' && !is_encoded) {
            return false;
        }
        segment = slice_part(segment, is_encoded ? 3 : 1, SIZE_MAX);
        dots++;
    }
    return dots == 1 || dots == 2;
}

static bool has_dots(Slice path)
{
    while (path.length > 0) {
        Slice segment = until(path, "/");
        if (is_dots(segment)) {
            return true;
        }
        path = slice_part(path, segment.length + 1, SIZE_MAX);
    }
    return false;
}

/* Host and port, from what is between "//" and the path. */
static bool append_authority(Slice authority, bool is_secure, Text *text, Error *error)
{
    if (slice_find(authority, SLICE("@"), 0) != SIZE_MAX) {
        return error_set(error, ERROR_FORMAT, NULL,
                         "user and password are not allowed in a URL; list the server in config.yaml");
    }
    bool is_bracketed = authority.length > 0 && authority.bytes[0] == '[';
    size_t end = is_bracketed ? slice_find(authority, SLICE("]"), 0) : until(authority, ":").length;
    end = end == SIZE_MAX ? 0 : end + is_bracketed;
    Slice host = slice_part(authority, 0, end), port = slice_part(authority, end, SIZE_MAX);
    if (host.length == 0 || (port.length > 0 && port.bytes[0] != ':')) {
        return error_set(error, ERROR_FORMAT, NULL, "invalid URL: the host is missing");
    }
    for (size_t i = 0; i < host.length; i++) {
        char c = host.bytes[i];
        if (!ascii_is_letter_or_digit(c) && !strchr(is_bracketed ? "[]:." : "-._", c ? c : ' ')) {
            return error_set(error, ERROR_FORMAT, NULL, "invalid URL: the host has a character that is not allowed");
        }
        text_append_byte(text, ascii_lower(c));
    }
    size_t number = is_secure ? 443 : 80, given = number;
    if (port.length > 1 && (!ascii_number(slice_part(port, 1, SIZE_MAX), PORT_MAXIMUM, &given) || given == 0)) {
        return error_set(error, ERROR_FORMAT, NULL, "invalid URL: the port is not valid; allowed: 1 to 65535");
    }
    if (given != number) {
        text_format(text, ":%zu", given);
    }
    return true;
}

bool url_parse(Slice text, Url *url, Error *error)
{
    *url = (Url){0};
    bool is_secure = starts_ignoring_case(text, SLICE("https://"));
    if (!is_secure && !starts_ignoring_case(text, SLICE("http://"))) {
        return error_set(error, ERROR_FORMAT, NULL, "invalid URL: expected: http:// or https://");
    }
    if (text.length > URL_MAXIMUM) {
        return error_set(error, ERROR_LIMIT, NULL, "the URL is too long; allowed: at most %d bytes", URL_MAXIMUM);
    }
    Slice rest = until(slice_part(text, is_secure ? 8 : 7, SIZE_MAX), "#");
    Slice authority = until(rest, "/?\\");
    rest = slice_part(rest, authority.length, SIZE_MAX);
    Slice path = until(rest, "?");
    if (has_dots(path)) {
        return error_set(error, ERROR_FORMAT, NULL, "the path segments '.' and '..' are not allowed in a URL");
    }
    text_append(&url->text, is_secure ? SLICE("https://") : SLICE("http://"));
    url->host = url->text.length;
    if (!append_authority(authority, is_secure, &url->text, error)) {
        url_free(url);
        return false;
    }
    url->origin = url->text.length;
    if (path.length == 0 || path.bytes[0] != '/') {
        text_append_byte(&url->text, '/');
    }
    append_safe(&url->text, path);
    url->path = url->text.length;
    append_safe(&url->text, slice_part(rest, path.length, SIZE_MAX));
    return true;
}

/* Drops the last segment of a path, and its slash. */
static Slice parent(Slice path)
{
    while (path.length > 0 && path.bytes[path.length - 1] != '/') {
        path.length--;
    }
    path.length -= path.length > 0;
    return path;
}

/* Carries out "." and ".." at the beginning of a relative reference; `folder` has no slash at its end. */
static void climb(Slice *folder, Slice *reference)
{
    for (;;) {
        Slice segment = until(*reference, "/?#");
        bool is_up = slice_equals(segment, SLICE("..")), is_here = slice_equals(segment, SLICE("."));
        if (!is_up && !is_here) {
            return;
        }
        *folder = is_up ? parent(*folder) : *folder;
        *reference = slice_part(*reference, segment.length, SIZE_MAX);
        if (reference->length > 0 && reference->bytes[0] == '/') {
            *reference = slice_part(*reference, 1, SIZE_MAX);
        }
    }
}

bool url_resolve(const Url *base, Slice reference, Url *url, Error *error)
{
    Slice origin = url_origin(base), folder = parent(url_path(base));
    Text text = TEXT_EMPTY;
    if (url_is_remote(reference)) {
        text_append(&text, reference);
    } else if (slice_starts_with(reference, SLICE("//"))) {
        text_append(&text, slice_part(origin, 0, slice_find(origin, SLICE("//"), 0)));
        text_append(&text, reference);
    } else if (slice_find(until(reference, "/?#"), SLICE(":"), 0) != SIZE_MAX) {
        return error_set(error, ERROR_FORMAT, NULL, "the server names a URL that is not http or https");
    } else if (slice_starts_with(reference, SLICE("/"))) {
        text_append(&text, origin);
        text_append(&text, reference);
    } else if (reference.length == 0 || reference.bytes[0] == '?' || reference.bytes[0] == '#') {
        text_append(&text, reference.length && reference.bytes[0] == '?' ? slice_part(url_slice(base), 0, base->path)
                                                                         : url_slice(base));
        text_append(&text, reference);
    } else {
        climb(&folder, &reference);
        text_append(&text, origin);
        text_append(&text, folder);
        text_append_byte(&text, '/');
        text_append(&text, reference);
    }
    bool is_url = url_parse(text_slice(&text), url, error);
    text_free(&text);
    return is_url;
}

Slice url_query(const Url *url)
{
    return slice_part(text_slice(&url->text), url->path + 1, SIZE_MAX);
}

bool url_same_origin(const Url *a, const Url *b)
{
    return slice_equals(url_origin(a), url_origin(b));
}

/* The path of a base without a slash at its end. */
static Slice base_path(const Url *base)
{
    Slice path = url_path(base);
    path.length -= path.length > 0 && path.bytes[path.length - 1] == '/';
    return path;
}

bool url_is_below(const Url *url, const Url *base)
{
    Slice path = url_path(url), start = base_path(base);
    return url_same_origin(url, base) && slice_starts_with(path, start) &&
           (path.length == start.length || path.bytes[start.length] == '/');
}

Slice url_rest(const Url *url, const Url *base)
{
    Slice rest = slice_part(url_slice(url), url->origin + base_path(base).length, SIZE_MAX);
    return slice_without_prefix(rest, SLICE("/"));
}

bool url_is_loopback(const Url *url)
{
    Slice host = url_authority(url);
    if (host.length > 0 && host.bytes[0] == '[') {
        return slice_starts_with(host, SLICE("[::1]"));
    }
    host = until(host, ":");
    bool is_address = slice_starts_with(host, SLICE("127."));
    for (size_t i = 0; is_address && i < host.length; i++) {
        is_address = ascii_is_digit(host.bytes[i]) || host.bytes[i] == '.';
    }
    return is_address || slice_equals(host, SLICE("localhost"));
}
