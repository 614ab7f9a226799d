/* Secrets that a server repeats: replaced before anybody shows what it says. */
#include "src/net/http_inside.h"

#include "src/base/ascii.h"
#include "src/base/base64.h"
#include "src/net/credential.h"

enum { SECRET_SHORTEST = 4 }; /* shorter ones stand in every text by chance */

/* Puts "…" in place of a secret in a text, from `at` on. The sign is shorter than a secret: what follows moves down,
 * once. */
static void hide(Slice secret, Text *text, size_t at)
{
    Slice sign = SLICE("…");
    at = secret.length < SECRET_SHORTEST || at > text->length ? SIZE_MAX : slice_find(text_slice(text), secret, at);
    if (at == SIZE_MAX) {
        return;
    }
    size_t length = at;
    while (at != SIZE_MAX) {
        size_t after = at + secret.length, next = slice_find(text_slice(text), secret, after);
        size_t kept = (next == SIZE_MAX ? text->length : next) - after;
        memcpy(text->bytes + length, sign.bytes, sign.length);
        memmove(text->bytes + length + sign.length, text->bytes + after, kept);
        length += sign.length + kept;
        at = next;
    }
    memset(text->bytes + length, 0, text->length - length);
    text->length = length;
}

/* The same in all headers but those that say where to go on. */
static void hide_in_headers(Slice secret, Text *headers)
{
    Text hidden = TEXT_EMPTY;
    text_reserve(&hidden, headers->length + 1); /* its bytes never move */
    for (Slice rest = text_slice(headers); rest.length > 0;) {
        size_t end = slice_find(rest, SLICE("\n"), 0), begun = hidden.length;
        Slice line = slice_part(rest, 0, end == SIZE_MAX ? end : end + 1);
        text_append(&hidden, line);
        if (!slice_starts_with(line, SLICE("location:")) && !slice_starts_with(line, SLICE("content-location:"))) {
            hide(secret, &hidden, begun);
        }
        rest = slice_part(rest, line.length, SIZE_MAX);
    }
    credential_forget(headers);
    *headers = hidden;
}

static void hide_everywhere(Slice secret, bool has_document, HttpAnswer *answer)
{
    hide_in_headers(secret, &answer->headers);
    if (!has_document) {
        hide(secret, &answer->body, 0);
    }
}

/* What stands in a header Authorization after its scheme. */
static Slice secret_of(Slice authorization)
{
    return slice_part(authorization, slice_find(authorization, SLICE(" "), 0) + 1, SIZE_MAX);
}

/* The password of basic authentication, in `pair`, which credential_forget frees; empty where it is none. */
static Slice password_of(Slice authorization, Text *pair)
{
    Slice secret = secret_of(authorization);
    text_reserve(pair, secret.length + 1); /* its bytes never move: no copy stays behind */
    if (!slice_starts_with(authorization, SLICE("Basic ")) || !base64_decode(secret, base64_digits, pair)) {
        return SLICE("");
    }
    return slice_part(text_slice(pair), slice_find(text_slice(pair), SLICE(":"), 0) + 1, SIZE_MAX);
}

void http_hide_secret(Slice authorization, bool has_document, HttpAnswer *answer)
{
    Text pair = TEXT_EMPTY;
    if (authorization.length > 0) {
        hide_everywhere(password_of(authorization, &pair), has_document, answer);
        hide_everywhere(secret_of(authorization), has_document, answer);
        credential_forget(&pair);
    }
}

/* ---- names of URLs ---- */

/* What stands in the names of parameters whose values are secret: of tokens, keys and signed URLs. */
static const char *const secret_words[] = {"token",      "secret",        "passw",     "pwd",    "signature", "key",
                                           "credential", "authorization", "assertion", "ticket", "session",   "jwt"};

/* Names that say so only as they are: `author` and `assigner` are names of FHIR. */
static const char *const secret_names[] = {"sig", "auth", "pass", "sid"};

/* True where the name of a parameter, also percent-encoded, says that its value is secret. `client_id` and `code` say
 * nothing. */
static bool is_secret_name(Slice name)
{
    Text plain = TEXT_EMPTY;
    bool is_secret = false;
    for (size_t i = 0; i < name.length; i++) {
        uint32_t byte;
        bool is_encoded = name.bytes[i] == '%' && ascii_hexadecimal_at(name, i + 1, 2, &byte);
        text_append_byte(&plain, ascii_lower(is_encoded ? (char)byte : name.bytes[i]));
        i += is_encoded ? 2 : 0;
    }
    for (size_t i = 0; i < sizeof secret_words / sizeof *secret_words && !is_secret; i++) {
        is_secret = slice_find(text_slice(&plain), slice_from(secret_words[i]), 0) != SIZE_MAX;
    }
    for (size_t i = 0; i < sizeof secret_names / sizeof *secret_names && !is_secret; i++) {
        is_secret = slice_equals(text_slice(&plain), slice_from(secret_names[i]));
    }
    text_free(&plain);
    return is_secret;
}

/* The same for the values in the query of a name. */
static void hide_values(Text *name)
{
    size_t at = slice_find(text_slice(name), SLICE("?"), 0);
    while (at < name->length) {
        size_t start = at + 1, end = slice_find(text_slice(name), SLICE("&"), start);
        end = end < name->length ? end : name->length;
        size_t equals = slice_find(slice_part(text_slice(name), 0, end), SLICE("="), start);
        if (equals < end && equals + 1 < end && is_secret_name(slice_part(text_slice(name), start, equals - start))) {
            text_splice(name, equals + 1, end - equals - 1, SLICE("…"));
            end = equals + 1 + SLICE("…").length;
        }
        at = end;
    }
}

/* Hides a secret in a name from `at` on, as it is and as a query has it, with what is not unreserved encoded (RFC 3986,
 * section 2). */
static void hide_encoded(Slice secret, Text *name, size_t at)
{
    Text encoded = TEXT_EMPTY;
    text_reserve(&encoded, secret.length * 3 + 1); /* its bytes never move */
    for (size_t i = 0; i < secret.length; i++) {
        char byte = secret.bytes[i];
        bool is_plain = ascii_is_letter_or_digit(byte) || (byte != '\0' && strchr("-._~", byte));
        text_format(&encoded, is_plain ? "%c" : "%%%02X", is_plain ? byte : (int)(unsigned char)byte);
    }
    hide(secret, name, at);
    hide(text_slice(&encoded), name, at);
    credential_forget(&encoded);
}

/* Hides the secrets of all servers in a name from `at` on. */
static void hide_all(const HttpClient *client, Text *name, size_t at)
{
    for (size_t i = 0; i < client->secret_count; i++) {
        Text pair = TEXT_EMPTY;
        Slice header = text_slice(&client->secrets[i].header);
        Slice secret = password_of(header, &pair);
        hide_encoded(secret, name, at);
        hide_encoded(secret_of(header), name, at);
        credential_forget(&pair);
    }
}

void http_hide_in_name(const HttpClient *client, Text *name)
{
    hide_all(client, name, slice_find(text_slice(name), SLICE("?"), 0));
    hide_values(name);
}

void http_hide_in_location(const HttpClient *client, Text *name)
{
    hide_all(client, name, 0);
    hide_values(name);
}
