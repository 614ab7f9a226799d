/* Link: characters first, then the scheme. */
#include "src/check/narrative/link.h"

#include "src/base/ascii.h"
#include "src/base/base64.h"

/* A scheme that is not simply followed. */
typedef struct Scheme {
    Slice name;
    const char *fault; /* NULL: fine */
} Scheme;

static const Scheme SCHEMES[] = {
    {SLICE("http"), NULL},
    {SLICE("https"), NULL},
    {SLICE("mailto"), NULL},
    {SLICE("tel"), NULL},
    {SLICE("data"), NULL},
    {SLICE("javascript"), "a narrative must not run a program"},
    {SLICE("vbscript"), "a narrative must not run a program"},
    {SLICE("urn"), "readers cannot open a urn"},
    {SLICE("cid"), "readers cannot open a cid"},
};

/* The scheme before the first colon; empty for a relative reference. */
static Slice scheme_of(Slice target)
{
    for (size_t i = 0; i < target.length; i++) {
        char c = target.bytes[i];
        if (c == ':') {
            return slice_part(target, 0, i);
        }
        if (!ascii_is_letter_or_digit(c) && c != '+' && c != '-' && c != '.') {
            break;
        }
    }
    return (Slice){NULL, 0};
}

/* True where every character is one that a URL may have. */
static bool has_url_characters(Slice target)
{
    for (size_t i = 0; i < target.length; i++) {
        char c = target.bytes[i];
        if (!ascii_is_letter_or_digit(c) && (c == '\0' || !strchr(";?:@&=+$.,/%-_~#[]!'()*|", c))) {
            return false;
        }
    }
    return true;
}

/* What is wrong with an address that carries its data itself (RFC 2397): "data:image/png;base64,iVBORw0K". */
static const char *data_fault(Slice target)
{
    size_t comma = slice_find(target, SLICE(","), 0);
    if (comma >= target.length) {
        return "a data URL must have a media type, a comma and the data";
    }
    bool is_base64 = slice_ends_with(slice_part(target, 0, comma), SLICE(";base64"));
    Slice data = slice_part(target, comma + 1, target.length);
    return is_base64 && !base64_is_text(data) ? "the data after the comma is not valid base64" : NULL;
}

const char *link_fault(Slice target, bool is_image, bool *is_possible)
{
    *is_possible = false;
    if (target.length == 0) {
        return "the URL is empty";
    }
    Slice scheme = scheme_of(target);
    if (slice_equals(scheme, SLICE("data"))) {
        return data_fault(target);
    }
    if (!has_url_characters(target)) {
        return "the URL has a character that is not allowed (write a space as %20)";
    }
    if (scheme.length == 0 || is_image) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++) {
        if (slice_equals_ignoring_case(SCHEMES[i].name, scheme)) {
            return SCHEMES[i].fault;
        }
    }
    *is_possible = true;
    return "few readers support the scheme";
}
