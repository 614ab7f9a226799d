/* Masking: each string of the document is looked through for the secrets of its part, and written anew where it has any. */
#include "src/masking/masking.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "src/base/unicode/unicode_fold.h"
#include "src/base/utf8.h"
#include "src/json/splice.h"
#include "src/masking/secrets.h"

#include <stdlib.h>

/* Keys whose strings are codes and addresses of definitions, in which nothing of a patient stands. */
static const char *const fixed_keys[] = {"resourceType", "system",   "url",         "code", "profile",
                                         "status",       "use",      "gender",      "type", "mode",
                                         "version",      "language", "contentType", "unit", "valueCode"};

static bool is_fixed(const Document *document, NodeId id)
{
    while (id != NODE_NONE && !document_node(document, id)->key) {
        id = document_node(document, id)->parent;
    }
    for (size_t i = 0; id != NODE_NONE && i < sizeof fixed_keys / sizeof *fixed_keys; i++) {
        if (document_key_equals(document, id, slice_from(fixed_keys[i]))) {
            return true;
        }
    }
    return id == NODE_NONE;
}

/* True for the strings in which ids of resources stand. */
static bool is_address(const Document *document, NodeId id)
{
    static const char *const keys[] = {"id", "reference", "fullUrl"};
    for (size_t i = 0; document_node(document, id)->key && i < sizeof keys / sizeof *keys; i++) {
        if (document_key_equals(document, id, slice_from(keys[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_of_word(Slice text, size_t at)
{
    char c = at < text.length ? text.bytes[at] : ' ';
    return ascii_is_digit(c) || ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

/* The secret that a text holds at an offset as whole words, and where it ends; NULL if there is none. */
static const Secret *find_secret(const Secrets *secrets, Slice text, size_t at, bool is_id, size_t *end)
{
    if (at > 0 && is_of_word(text, at) && is_of_word(text, at - 1)) {
        return NULL;
    }
    for (size_t i = 0; i < secrets->count; i++) {
        if (secrets->items[i].kind == SECRET_ID && !is_id) {
            continue;
        }
        size_t stop = fold_match(text, at, secrets->items[i].text, secrets->items[i].kind != SECRET_ID);
        bool is_whole = stop != SIZE_MAX && !(is_of_word(text, stop) && is_of_word(text, stop - 1));
        if (is_whole) {
            *end = stop;
            return &secrets->items[i];
        }
    }
    return NULL;
}

/* Appends what stands in place of a secret. An identifier that is a URI stays one. */
static void append_mask(const Secret *secret, Slice found, Text *masked)
{
    if (secret->kind == SECRET_ID) {
        text_format(masked, "patient-%u", secret->number);
    } else if (secret->kind == SECRET_DATE) {
        text_append(masked, SLICE("1900-01-01"));
    } else if (slice_starts_with(found, SLICE("urn:oid:"))) {
        text_append(masked, SLICE("urn:oid:2.999"));
    } else if (slice_starts_with(found, SLICE("urn:uuid:"))) {
        text_append(masked, SLICE("urn:uuid:00000000-0000-4000-8000-000000000000"));
    } else {
        for (size_t at = 0; at < found.length;) {
            size_t start = at;
            uint32_t character = utf8_next(found, &at, NULL);
            bool is_ascii = character < 0x80, is_letter = is_ascii && ascii_is_letter((char)character);
            bool is_plain = is_ascii && !is_letter && !ascii_is_digit((char)character);
            if (is_plain) {
                text_append(masked, slice_part(found, start, at - start));
            } else if (!unicode_is_mark(character)) {
                text_append_byte(masked, is_ascii && !is_letter ? '0' : unicode_is_capital(character) ? 'X' : 'x');
            }
        }
    }
}

/* Appends a text with its secrets masked; of a narrative not the markup. True where it had any. */
static bool append_masked(const Secrets *secrets, Slice text, bool is_markup, bool is_id, Text *masked)
{
    bool is_any = false, is_in_tag = false;
    for (size_t at = 0; at < text.length;) {
        size_t end;
        is_in_tag = is_markup && (is_in_tag || text.bytes[at] == '<');
        const Secret *secret = is_in_tag ? NULL : find_secret(secrets, text, at, is_id, &end);
        if (secret) {
            append_mask(secret, slice_part(text, at, end - at), masked);
            is_any = true;
            at = end;
            continue;
        }
        is_in_tag = is_in_tag && text.bytes[at] != '>';
        text_append_byte(masked, text.bytes[at++]);
    }
    return is_any;
}

/* A part of the document on its way: what was copied so far. */
typedef struct Masking {
    const Document *document;
    Text *masked;
    uint32_t copied;
    size_t count;
} Masking;

static void mask_part(Masking *masking, NodeId part, const Secrets *secrets)
{
    const Document *document = masking->document;
    Text scratch = TEXT_EMPTY, text = TEXT_EMPTY;
    uint32_t end = document_node(document, part)->end;
    for (NodeId id = part; secrets->count && id < end; id++) {
        const Node *node = document_node(document, id);
        if (node->kind != NODE_STRING || is_fixed(document, id)) {
            continue;
        }
        bool is_markup = node->key && document_key_equals(document, id, SLICE("div"));
        text_clear(&text);
        if (append_masked(secrets, document_string(document, id, &scratch), is_markup, is_address(document, id),
                          &text)) {
            text_append(masking->masked,
                        slice_part(document_bytes(document), masking->copied, node->start - masking->copied));
            splice_quote(text_slice(&text), masking->masked);
            masking->copied = node->start + node->length;
            masking->count++;
        }
    }
    text_free(&scratch);
    text_free(&text);
}

/* Masks a part by what identifies the patients in it. */
static void mask_own(Masking *masking, NodeId part)
{
    Secrets secrets = secrets_of(masking->document, part);
    mask_part(masking, part, &secrets);
    secrets_free(&secrets);
}

/* Copies what is after the last masked string. */
static size_t finish(Masking *masking)
{
    Slice bytes = document_bytes(masking->document);
    text_append(masking->masked, slice_part(bytes, masking->copied, bytes.length));
    return masking->count;
}

size_t mask_patient(const Document *document, Text *masked)
{
    Masking masking = {.document = document, .masked = masked};
    if (document_node(document, 0)->kind == NODE_LINES) {
        for (NodeId line = document_first_child(document, 0); line != NODE_NONE;
             line = document_next_sibling(document, line)) {
            mask_own(&masking, line);
        }
    } else {
        mask_own(&masking, 0);
    }
    return finish(&masking);
}

struct Mask {
    Secrets secrets;
};

Mask *mask_new(const Document *document)
{
    Mask *mask = memory_allocate_zeroed(1, sizeof *mask);
    mask->secrets = secrets_of(document, 0);
    return mask;
}

void mask_free(Mask *mask)
{
    if (mask) {
        secrets_free(&mask->secrets);
        free(mask);
    }
}

size_t mask_apply(const Mask *mask, const Document *other, Text *masked)
{
    Masking masking = {.document = other, .masked = masked};
    mask_part(&masking, 0, &mask->secrets);
    return finish(&masking);
}

bool mask_is_useful(const Document *document)
{
    Text masked = TEXT_EMPTY;
    bool is_useful = mask_patient(document, &masked) > 0;
    text_free(&masked);
    return is_useful;
}
