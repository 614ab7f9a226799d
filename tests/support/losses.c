/* Losses: the values of two documents, sorted, with those that both have taken out. */
#include "tests/support/losses.h"

#include "src/base/memory.h"
#include "src/base/text.h"
#include "tests/support/rewriting.h"

#include <stdlib.h>

/* The simple values of a document, as texts. */
typedef struct Values {
    Arena *arena;
    Slice *items; /* sorted by bytes */
    size_t count;
    size_t capacity;
} Values;

static int compare_slices(const void *a, const void *b)
{
    const Slice *left = a, *right = b;
    size_t length = left->length < right->length ? left->length : right->length;
    int difference = length > 0 ? memcmp(left->bytes, right->bytes, length) : 0;
    return difference != 0 ? difference : (left->length > right->length) - (left->length < right->length);
}

static Values values_of(const Document *document)
{
    Values values = {.arena = arena_new()};
    Text scratch = TEXT_EMPTY;
    for (NodeId id = 0; id < document_count(document); id++) {
        NodeKind kind = document_node(document, id)->kind;
        if (kind != NODE_OBJECT && kind != NODE_ARRAY && kind != NODE_NULL) {
            ARRAY_RESERVE(values.items, values.capacity, values.count + 1);
            values.items[values.count++] = arena_copy(values.arena, document_string(document, id, &scratch));
        }
    }
    text_free(&scratch);
    if (values.count > 0) {
        qsort(values.items, values.count, sizeof *values.items, compare_slices);
    }
    return values;
}

static void values_free(Values *values)
{
    arena_free(values->arena);
    free(values->items);
}

/* Takes out of both what both have. */
static void cancel(Values *a, Values *b)
{
    size_t i = 0, j = 0, left = 0, right = 0;
    while (i < a->count || j < b->count) {
        int order = i == a->count ? 1 : j == b->count ? -1 : compare_slices(&a->items[i], &b->items[j]);
        if (order == 0) {
            i++;
            j++;
        } else if (order < 0) {
            a->items[left++] = a->items[i++];
        } else {
            b->items[right++] = b->items[j++];
        }
    }
    a->count = left;
    b->count = right;
}

/* The longest first. */
static int compare_lengths(const void *a, const void *b)
{
    const Slice *left = a, *right = b;
    return (left->length < right->length) - (left->length > right->length);
}

/* The name of the rewriting that makes one of the found values of a lost one; the shortest such is taken, and serves
 * once. */
static const char *take_rewriting(const Rules *rules, Slice lost, Values *found)
{
    const char *name = NULL;
    size_t taken = 0;
    for (size_t i = found->count; i-- > 0 && !name;) {
        name = rewriting_of(rules, lost, found->items[i]);
        taken = i;
    }
    for (size_t i = taken; name && i + 1 < found->count; i++) {
        found->items[i] = found->items[i + 1];
    }
    found->count -= name != NULL;
    return name;
}

/* Finds what each lost value was written anew as. */
static void explain(const Rules *rules, const LossListener *listener, Values *lost, Values *found)
{
    qsort(lost->items, lost->count, sizeof *lost->items, compare_lengths);
    qsort(found->items, found->count, sizeof *found->items, compare_lengths);
    for (size_t i = 0; i < lost->count; i++) {
        bool counts_only = rewriting_keeps_words(lost->items[i], SLICE(""));
        const char *name = counts_only ? "nothing but marks, left out" : take_rewriting(rules, lost->items[i], found);
        if (name) {
            listener->rewritten(listener->context, name);
        } else {
            listener->lost(listener->context, "lost", lost->items[i]);
        }
    }
}

/* Appends JSON text with spaces for escapes, so that no letter of an escape is taken for one of a word. */
static void append_without_escapes(Slice json, Text *text)
{
    for (size_t at = 0; at < json.length;) {
        bool is_escape = json.bytes[at] == '\\';
        Slice next = slice_part(json, at, slice_starts_with(slice_part(json, at, 2), SLICE("\\u")) ? 6 : 2);
        if (is_escape) {
            text_append_repeated(text, ' ', next.length);
        } else {
            text_append_byte(text, json.bytes[at]);
        }
        at += is_escape ? next.length : 1;
    }
}

/* Puts spaces for versions in URLs of resources, which a certain fix removes where the resource states them. */
static void blank_versions(Text *text)
{
    Slice mark = SLICE("/_history/");
    for (size_t at = slice_find(text_slice(text), mark, 0); at != SIZE_MAX;
         at = slice_find(text_slice(text), mark, at)) {
        while (at < text->length && text->bytes[at] != '"' && text->bytes[at] != '\'') {
            text->bytes[at++] = ' ';
        }
    }
}

/* Puts spaces for the marks of OIDs, which a UID of DICOM has not. */
static void blank_marks_of_oids(Text *text)
{
    Slice mark = SLICE("urn:oid:");
    for (size_t at = slice_find(text_slice(text), mark, 0); at != SIZE_MAX;
         at = slice_find(text_slice(text), mark, at)) {
        memset(text->bytes + at, ' ', mark.length);
    }
}

/* Puts spaces for the names of members: one that was misspelt is written anew. */
static void blank_names(const Document *document, Text *text)
{
    for (NodeId id = 0; id < document_count(document); id++) {
        Span span = document_key_span(document, id);
        if (span.length > 0) {
            memset(text->bytes + span.start, ' ', span.length);
        }
    }
}

/* Puts spaces for nulls, which say nothing: a certain fix takes them out of lists of objects. */
static void blank_nulls(const Document *document, Text *text)
{
    for (NodeId id = 0; id < document_count(document); id++) {
        const Node *node = document_node(document, id);
        if (node->kind == NODE_NULL) {
            memset(text->bytes + node->start, ' ', node->length);
        }
    }
}

void losses_find(const Rules *rules, const Document *before, const Document *after, const LossListener *listener)
{
    Values lost = values_of(before), found = values_of(after);
    if (document_fault_count(before) > 0) {
        Text was = TEXT_EMPTY, plain = TEXT_EMPTY, is = TEXT_EMPTY;
        append_without_escapes(document_bytes(before), &was);
        blank_names(before, &was);
        blank_nulls(before, &was);
        blank_versions(&was);
        blank_marks_of_oids(&was);
        rewriting_append_plain(text_slice(&was), &plain);
        append_without_escapes(document_bytes(after), &is);
        if (!rewriting_keeps_words(text_slice(&plain), text_slice(&is))) {
            listener->lost(listener->context, "lost a word of text that was no JSON", (Slice){0});
        }
        text_free(&was);
        text_free(&plain);
        text_free(&is);
    } else {
        cancel(&lost, &found);
        if (lost.count > 0) {
            explain(rules, listener, &lost, &found);
        }
    }
    values_free(&lost);
    values_free(&found);
}
