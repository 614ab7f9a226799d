/* Secrets that a server repeats: replaced before anybody shows what it says. */
#include "src/net/http_inside.h"

#include "src/base/base64.h"
#include "src/net/credential.h"

enum { SECRET_SHORTEST = 4 }; /* shorter ones stand in every text by chance */

/* Puts "…" in place of a secret in a text, from `at` on, but not in its last `rest` bytes. */
static void hide(Slice secret, Text *text, size_t at, size_t rest)
{
    at = secret.length < SECRET_SHORTEST ? SIZE_MAX : slice_find(text_slice(text), secret, at);
    while (at != SIZE_MAX && at + secret.length + rest <= text->length) {
        text_splice(text, at, secret.length, SLICE("…"));
        at = slice_find(text_slice(text), secret, at);
    }
}

/* The same in all headers but those that say where to go on. */
static void hide_in_headers(Slice secret, Text *headers)
{
    for (size_t at = 0; at < headers->length;) {
        Slice all = text_slice(headers);
        size_t end = slice_find(all, SLICE("\n"), at);
        size_t rest = headers->length - (end < headers->length ? end : headers->length);
        Slice line = slice_part(all, at, end - at);
        if (!slice_starts_with(line, SLICE("location:")) && !slice_starts_with(line, SLICE("content-location:"))) {
            hide(secret, headers, at, rest);
        }
        at = headers->length - rest + 1;
    }
}

static void hide_everywhere(Slice secret, bool has_document, HttpAnswer *answer)
{
    hide_in_headers(secret, &answer->headers);
    if (!has_document) {
        hide(secret, &answer->body, 0, 0);
    }
}

void http_hide_secret(Slice authorization, bool has_document, HttpAnswer *answer)
{
    Text pair = TEXT_EMPTY;
    Slice secret = slice_part(authorization, slice_find(authorization, SLICE(" "), 0) + 1, SIZE_MAX);
    if (authorization.length == 0) {
        return;
    }
    text_reserve(&pair, secret.length + 1); /* its bytes never move: no copy stays behind */
    if (slice_starts_with(authorization, SLICE("Basic ")) && base64_decode(secret, base64_digits, &pair)) {
        size_t colon = slice_find(text_slice(&pair), SLICE(":"), 0);
        hide_everywhere(slice_part(text_slice(&pair), colon + 1, SIZE_MAX), has_document, answer);
    }
    hide_everywhere(secret, has_document, answer);
    credential_forget(&pair);
}
