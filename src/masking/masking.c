/* Masking: each string of the document is looked through for the secrets of its part, and written anew where it has
 * any. */
#include "src/masking/masking.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "src/base/unicode/unicode_fold.h"
#include "src/base/utf8.h"
#include "src/json/splice.h"
#include "src/masking/secrets.h"
#include "src/masking/taking.h"

#include <stdlib.h>

/* Keys whose strings are codes and addresses of definitions, in which nothing of a patient stands. */
static const char *const fixed_keys[] = {"resourceType", "system",      "code", "profile",  "status",
                                         "use",          "gender",      "type", "mode",     "version",
                                         "language",     "contentType", "unit", "valueCode"};

/* True for the URL of an extension or of a resource: others lead to what is of the patient. */
static bool is_definition(const Document *document, NodeId url)
{
    NodeId object = document_node(document, url)->parent, key = taking_key(document, object);
    return document_member(document, object, SLICE("resourceType")) != NODE_NONE ||
           (key != NODE_NONE && (document_key_equals(document, key, SLICE("extension")) ||
                                 document_key_equals(document, key, SLICE("modifierExtension"))));
}

static bool is_fixed(const Document *document, NodeId id)
{
    id = taking_key(document, id);
    if (id != NODE_NONE && document_key_equals(document, id, SLICE("url"))) {
        return is_definition(document, id);
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

static bool is_folded(SecretKind kind)
{
    return kind != SECRET_ID && kind != SECRET_EXACT;
}

/* True where a short number, as that of a postal code, is a part of a date, an OID or another number: there it is not
 * that code. */
static bool is_part_of_number(Slice text, size_t at, size_t stop)
{
    enum { CODE_LENGTH = 4 };
    if (stop - at > CODE_LENGTH || !ascii_are_all(slice_part(text, at, stop - at), ascii_is_digit)) {
        return false;
    }
    bool is_after =
        at >= 2 && (text.bytes[at - 1] == '-' || text.bytes[at - 1] == '.') && ascii_is_digit(text.bytes[at - 2]);
    bool is_before = stop + 1 < text.length && (text.bytes[stop] == '-' || text.bytes[stop] == '.') &&
                     ascii_is_digit(text.bytes[stop + 1]);
    return is_after || is_before;
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
        size_t stop = fold_match(text, at, secrets->items[i].text, is_folded(secrets->items[i].kind));
        bool is_whole = stop != SIZE_MAX && !(is_of_word(text, stop) && is_of_word(text, stop - 1));
        if (is_whole && (secrets->items[i].kind != SECRET_WORDS || !is_part_of_number(text, at, stop))) {
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
        text_format(masked, "patient-%u", secret->number + 1);
    } else if (secret->kind == SECRET_UUID) {
        text_format(masked, "00000000-0000-4000-8000-%012u", secret->number);
    } else if (secret->kind == SECRET_DATE) {
        text_append(masked, SLICE("1900-01-01"));
    } else if (slice_starts_with(found, SLICE("urn:oid:"))) {
        text_append(masked, SLICE("urn:oid:2.999"));
    } else if (slice_starts_with(found, SLICE("urn:uuid:"))) {
        text_append(masked, SLICE("urn:uuid:00000000-0000-4000-8000-000000000000"));
    } else {
        size_t scheme = slice_starts_with(found, SLICE("https://")) || slice_starts_with(found, SLICE("http://"))
                            ? slice_find(found, SLICE("://"), 0)
                            : 0;
        text_append(masked, slice_part(found, 0, scheme));
        for (size_t at = scheme; at < found.length;) {
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

/* Where a narrative is read: the markup itself is never masked, the values of attributes are, except those of its
 * namespace. */
typedef struct Markup {
    bool is_narrative;
    bool is_in_tag;
    bool is_in_namespace;
    char quote; /* that ends the value of an attribute; 0: in none */
} Markup;

static void markup_step(Markup *markup, Slice text, size_t at)
{
    char c = text.bytes[at];
    if (!markup->is_narrative) {
        return;
    }
    if (!markup->is_in_tag) {
        markup->is_in_tag = c == '<';
    } else if (markup->quote) {
        markup->quote = c == markup->quote ? '\0' : markup->quote;
    } else if (c == '"' || c == '\'') {
        Slice name = SLICE("xmlns=");
        markup->quote = c;
        markup->is_in_namespace =
            at >= name.length && slice_equals(slice_part(text, at - name.length, name.length), name);
    } else {
        markup->is_in_tag = c != '>';
    }
}

/* Appends a text with its secrets masked. True where it had any. */
static bool append_masked(const Secrets *secrets, Slice text, bool is_markup, bool is_id, Text *masked)
{
    bool is_any = false;
    Markup markup = {.is_narrative = is_markup};
    for (size_t at = 0; at < text.length;) {
        size_t end;
        bool is_kept = markup.is_in_tag && (!markup.quote || markup.is_in_namespace);
        const Secret *secret = is_kept ? NULL : find_secret(secrets, text, at, is_id, &end);
        if (secret) {
            append_mask(secret, slice_part(text, at, end - at), masked);
            is_any = true;
            at = end;
            continue;
        }
        markup_step(&markup, text, at);
        text_append_byte(masked, text.bytes[at++]);
    }
    return is_any;
}

/* Appends a date with another day in its place, as exact as it was: the zone stays. True where that differs. */
static bool append_date(Slice date, Text *masked)
{
    Slice other = SLICE("1900-01-01T00:00:00.000000000");
    bool is_other = false;
    for (size_t i = 0; i < date.length; i++) {
        bool is_zone = i > sizeof "1900-01-01T00:00" && date.bytes[i] != ':' && !ascii_is_digit(date.bytes[i]) &&
                       date.bytes[i] != '.';
        if (is_zone) {
            text_append(masked, slice_part(date, i, date.length));
            break;
        }
        bool is_digit = ascii_is_digit(date.bytes[i]);
        bool is_like = i < other.length && ascii_is_digit(other.bytes[i]);
        char c = !is_digit ? date.bytes[i] : is_like ? other.bytes[i] : '0';
        is_other = is_other || c != date.bytes[i];
        text_append_byte(masked, c);
    }
    return is_other;
}

/* Appends a string of a person as it is masked there. True where that differs. */
static bool append_taken(Slice text, Taking taking, Text *masked)
{
    if (taking == TAKE_DATE || taking == TAKE_DATE_HERE) {
        return append_date(text, masked);
    }
    append_mask(&(Secret){.kind = SECRET_WORDS}, text, masked);
    return !slice_equals(text_slice(masked), text);
}

/* A part of the document on its way: what was copied so far. */
typedef struct Masking {
    const Document *document;
    Text *masked;
    uint32_t copied;
    size_t count;
} Masking;

/* Appends a string without the patient. True where it had any. */
static bool append_string(const Secrets *secrets, const Document *document, NodeId id, Taking taking, Text *scratch,
                          Text *masked)
{
    Slice uuid, text = document_string(document, id, scratch);
    if (taking != TAKE_NOTHING && taking != TAKE_ID && !taking_uuid(text, &uuid)) {
        return append_taken(text, taking, masked);
    }
    bool is_markup = document_node(document, id)->key && document_key_equals(document, id, SLICE("div"));
    return append_masked(secrets, text, is_markup, is_address(document, id), masked);
}

/* The innermost person that a node is in; `person` is that of the node before. */
static NodeId person_at(const Document *document, NodeId person, NodeId id)
{
    if (taking_is_person(document, id)) {
        return id;
    }
    while (person != NODE_NONE && id >= document_node(document, person)->end) {
        do {
            person = document_node(document, person)->parent;
        } while (person != NODE_NONE && !taking_is_person(document, person));
    }
    return person;
}

static void mask_part(Masking *masking, NodeId part, const Secrets *secrets)
{
    const Document *document = masking->document;
    Text scratch = TEXT_EMPTY, text = TEXT_EMPTY;
    uint32_t end = document_node(document, part)->end;
    NodeId person = NODE_NONE;
    for (NodeId id = part; id < end; id++) {
        const Node *node = document_node(document, id);
        person = person_at(document, person, id);
        if (node->kind != NODE_STRING || is_fixed(document, id)) {
            continue;
        }
        Taking taking = taking_is_attached(document, id) ? TAKE_HERE
                        : person == NODE_NONE            ? TAKE_NOTHING
                                                         : taking_of(document, person, id);
        text_clear(&text);
        if (append_string(secrets, document, id, taking, &scratch, &text)) {
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

void mask_append_name(const Mask *mask, Slice name, Text *masked)
{
    enum { LEAST = 3 };
    size_t end = name.length;
    for (size_t at = name.length; at > 0 && name.bytes[at - 1] != '/'; at--) {
        end = name.bytes[at - 1] == '.' ? at - 1 : end;
    }
    for (size_t at = 0; at < name.length;) {
        size_t stop = SIZE_MAX;
        const Secret *secret = NULL;
        for (size_t i = 0; at < end && !secret && i < mask->secrets.count; i++) {
            const Secret *item = &mask->secrets.items[i];
            stop = item->text.length < LEAST ? SIZE_MAX : fold_match(name, at, item->text, is_folded(item->kind));
            secret = stop != SIZE_MAX ? item : NULL;
        }
        if (secret) {
            append_mask(secret, slice_part(name, at, stop - at), masked);
        } else {
            text_append_byte(masked, name.bytes[at]);
        }
        at = secret ? stop : at + 1;
    }
}

bool mask_is_useful(const Document *document)
{
    Text masked = TEXT_EMPTY;
    bool is_useful = mask_patient(document, &masked) > 0;
    text_free(&masked);
    return is_useful;
}
