/* Search: values are looked at one by one; of candidates that are found in the bytes, hits are kept. */
#define _GNU_SOURCE /* memmem */
#include "src/outline/search.h"

#include "src/base/ascii.h"
#include "src/base/unicode/unicode_fold.h"
#include "src/base/utf8.h"
#include "src/outline/wanted.h"

#include <stdlib.h>

/* True where an expression has a capital that stands for itself. */
static bool has_capital_meant(Slice expression)
{
    bool is_escaped = false, has_capital = false;
    for (size_t at = 0; at < expression.length && !has_capital;) {
        size_t start = at;
        utf8_next(expression, &at, NULL);
        has_capital = !is_escaped && wanted_has_capital(slice_part(expression, start, at - start));
        is_escaped = !is_escaped && expression.bytes[start] == '\\';
    }
    return has_capital;
}

void search_free(Search *search)
{
    text_free(&search->text);
    text_free(&search->sought);
    regex_free(search->regex);
    *search = (Search){0};
}

/* Appends a text in small letters, so that case does not count. */
static void append_small(Slice text, Text *small)
{
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        bool is_valid;
        uint32_t character = unicode_fold(utf8_next(text, &at, &is_valid));
        if (is_valid) {
            utf8_append(small, character);
        } else {
            text_append(small, slice_part(text, start, at - start));
        }
    }
}

bool search_set(Search *search, Slice text, bool is_expression, SearchScope scope, Error *error)
{
    Search made = {.is_expression = is_expression, .scope = scope};
    text_append(&made.text, text);
    if (is_expression) {
        text_append(&made.sought, text);
    } else {
        append_small(text, &made.sought);
    }
    search_free(search);
    if (is_expression && text.length) {
        unsigned flags = has_capital_meant(text) ? 0 : REGEX_IGNORE_CASE;
        made.regex = regex_new(text_slice(&made.sought), flags, error);
    }
    *search = made;
    return !is_expression || made.regex || !text.length;
}

bool search_find(const Search *search, Slice text, size_t from, size_t *start, size_t *length)
{
    if (!search->text.length || from > text.length) {
        return false;
    }
    if (search->is_expression) {
        size_t end = 0;
        bool is_found =
            search->regex && regex_match(search->regex, slice_part(text, from, text.length), start, &end) == REGEX_YES;
        *length = is_found ? end - *start : 0;
        *start += is_found ? from : 0;
        return is_found && *length > 0;
    }
    return wanted_match(text, text_slice(&search->sought), from, start, length);
}

bool search_is_found(const Search *search, const Document *document, NodeId id, Text *scratch)
{
    const Node *node = document_node(document, id);
    size_t start = 0, length;
    bool is_named = search->scope != SEARCH_VALUES && node->key &&
                    search_find(search, document_key(document, id, scratch), 0, &start, &length);
    return is_named || (search->scope != SEARCH_NAMES && node->kind <= NODE_STRING &&
                        search_find(search, document_string(document, id, scratch), 0, &start, &length));
}

/* ---- hits ---- */

void search_hits_free(SearchHits *hits)
{
    free(hits->nodes);
    *hits = (SearchHits){0};
}

void search_hits_begin(SearchHits *hits, const Document *document)
{
    hits->document = document;
    hits->revision = document_revision(document);
    hits->count = 0;
    hits->next = 0;
}

bool search_hits_are_of(const SearchHits *hits, const Document *document)
{
    return hits->document == document && hits->revision == document_revision(document);
}

bool search_hits_are_all(const SearchHits *hits)
{
    return hits->document && hits->next == document_count(hits->document);
}

static void add(SearchHits *hits, NodeId node)
{
    ARRAY_RESERVE(hits->nodes, hits->capacity, hits->count + 1);
    hits->nodes[hits->count++] = node;
}

/* Looks at every value. */
static void gather_each(SearchHits *hits, const Search *search, NodeId end)
{
    Text scratch = TEXT_EMPTY;
    for (; hits->next < end; hits->next++) {
        if (search_is_found(search, hits->document, hits->next, &scratch)) {
            add(hits, hits->next);
        }
    }
    text_free(&scratch);
}

/* The first place in [from, end) where a text without capitals may stand in capitals or not: where its first byte does.
 */
static size_t find_first(Slice bytes, size_t from, size_t end, char first)
{
    const char *lower = memchr(bytes.bytes + from, first, end - from);
    size_t found = lower ? (size_t)(lower - bytes.bytes) : end;
    char capital = ascii_upper(first);
    const char *upper = capital == first ? NULL : memchr(bytes.bytes + from, capital, found - from);
    return upper ? (size_t)(upper - bytes.bytes) : found;
}

static bool has_letter(Slice text)
{
    bool is_letter = false;
    for (size_t i = 0; i < text.length; i++) {
        is_letter = is_letter || ascii_is_letter(text.bytes[i]);
    }
    return is_letter;
}

static bool is_ascii(Slice text)
{
    unsigned char all = 0;
    for (size_t i = 0; i < text.length; i++) {
        all |= (unsigned char)text.bytes[i];
    }
    return all < 0x80;
}

/* True where a text is found in any case. */
static bool is_folded(Slice wanted)
{
    return !wanted_has_capital(wanted) && has_letter(wanted);
}

/* The first place in [from, end) where a text stands, as the search takes it; `end` where it does not. */
static size_t find_place(Slice bytes, size_t from, size_t end, Slice wanted)
{
    if (!is_folded(wanted)) {
        const char *found =
            end - from >= wanted.length ? memmem(bytes.bytes + from, end - from, wanted.bytes, wanted.length) : NULL;
        return found ? (size_t)(found - bytes.bytes) : end;
    }
    for (size_t at = find_first(bytes, from, end, wanted.bytes[0]); at < end && wanted.length <= end - at;
         at = find_first(bytes, at + 1, end, wanted.bytes[0])) {
        if (slice_equals_ignoring_case(slice_part(bytes, at, wanted.length), wanted)) {
            return at;
        }
    }
    return end;
}

/* True where a value may say a text in other bytes: by escapes, or by letters of other scripts that are cases of one in
 * ASCII. */
static bool may_differ(Slice bytes, const Node *node, bool folds)
{
    bool has_escape = node->flags & (NODE_HAS_ESCAPE | NODE_KEY_HAS_ESCAPE);
    return has_escape ||
           (folds && (node->flags & NODE_NOT_ASCII || !is_ascii(slice_part(bytes, node->key, node->key_length))));
}

/* Looks at the values in whose bytes a text in ASCII stands, and at those which may say it in others. */
static void gather_places(SearchHits *hits, const Search *search, NodeId end)
{
    const Node *nodes = document_nodes(hits->document);
    Slice bytes = document_bytes(hits->document), wanted = text_slice(&search->sought);
    bool folds = is_folded(wanted);
    size_t limit = end < document_count(hits->document) ? node_begin(&nodes[end]) : bytes.length;
    size_t place = find_place(bytes, node_begin(&nodes[hits->next]), limit, wanted);
    Text scratch = TEXT_EMPTY;
    for (; hits->next < end; hits->next++) {
        const Node *node = &nodes[hits->next];
        size_t own_end = hits->next + 1 < end ? node_begin(node + 1) : limit;
        bool is_place = place < own_end;
        if ((is_place || may_differ(bytes, node, folds)) &&
            search_is_found(search, hits->document, hits->next, &scratch)) {
            add(hits, hits->next);
        }
        place = is_place ? find_place(bytes, own_end, limit, wanted) : place;
    }
    text_free(&scratch);
}

bool search_hits_gather(SearchHits *hits, const Search *search, uint32_t values)
{
    uint32_t left = document_count(hits->document) - hits->next;
    NodeId end = hits->next + (values < left ? values : left);
    if (search->text.length == 0) {
        hits->next = end;
    } else if (search->is_expression || !is_ascii(text_slice(&search->sought))) {
        gather_each(hits, search, end);
    } else if (hits->next < end) {
        gather_places(hits, search, end);
    }
    return search_hits_are_all(hits);
}

size_t search_hits_position(const SearchHits *hits, NodeId at)
{
    size_t low = 0, high = hits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->nodes[middle] <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

NodeId search_hits_next(const SearchHits *hits, NodeId from, bool is_backward)
{
    if (hits->count == 0) {
        return NODE_NONE;
    }
    size_t after = search_hits_position(hits, from);
    if (!is_backward) {
        return hits->nodes[after < hits->count ? after : 0];
    }
    size_t before = after > 0 && hits->nodes[after - 1] == from ? after - 1 : after;
    return hits->nodes[before > 0 ? before - 1 : hits->count - 1];
}
