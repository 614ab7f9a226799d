/*
 * FixRemoval: the splices are applied to the run of bytes that they lie in, one after the other, and counted. A removal
 * is named by what really goes: where nothing would be left in the object or array around a value, that goes with it,
 * and what is required goes only with the object that requires it.
 */
#include "src/edit/fix/fix_removal.h"

#include "src/base/ascii.h"
#include "src/edit/fix/fix_offer.h"

static size_t skip_blanks(Slice json, size_t at)
{
    while (at < json.length && ascii_is_json_white(json.bytes[at])) {
        at++;
    }
    return at;
}

/* The end of a string with its closing quote, if it has one. */
static size_t string_end(Slice json, size_t start)
{
    size_t at = start + 1;
    while (at < json.length && json.bytes[at] != json.bytes[start]) {
        at += json.bytes[at] == '\\' && at + 1 < json.length ? 2 : 1;
    }
    return at < json.length ? at + 1 : json.length;
}

/* The end of a comment that starts at a place; the place itself where none does. */
static size_t comment_end(Slice json, size_t start)
{
    Slice rest = slice_part(json, start, json.length);
    size_t end = start;
    if (slice_starts_with(rest, SLICE("/*"))) {
        end = slice_find(json, SLICE("*/"), start + 2);
        end = end == SIZE_MAX ? json.length : end + 2;
    } else if (slice_starts_with(rest, SLICE("//"))) {
        end = slice_find(json, SLICE("\n"), start);
        end = end == SIZE_MAX ? json.length : end;
    }
    return end;
}

/* The end of a number or of words without quotes, with the blanks between them. */
static size_t word_end(Slice json, size_t start)
{
    size_t at = start;
    while (at < json.length && !strchr(",:{}[]\"'\n\r/\\", json.bytes[at])) {
        at++;
    }
    return at;
}

/* The number of values, of which at most so many are counted. */
static size_t count_values(Slice json, size_t most)
{
    size_t count = 0;
    for (size_t at = 0; at < json.length && count < most;) {
        size_t start = at, comment = comment_end(json, at);
        bool is_string = json.bytes[at] == '"' || json.bytes[at] == '\'';
        at = comment > at ? comment : is_string ? string_end(json, at) : word_end(json, at);
        Slice token = slice_trim(slice_part(json, start, at - start));
        size_t next = skip_blanks(json, at);
        bool is_name = comment == start && next < json.length && json.bytes[next] == ':';
        Slice content = is_string ? slice_trim(slice_part(token, 1, token.length > 2 ? token.length - 2 : 0)) : token;
        count += content.length > 0 && !is_name && !slice_equals(token, SLICE("null"));
        at += at == start;
    }
    return count;
}

size_t fix_value_count(Slice json)
{
    return count_values(json, SIZE_MAX);
}

/* The run of bytes that the splices lie in, as it is before them. */
static Slice run_of(const Document *document, const SpliceList *splices, uint32_t *start)
{
    uint32_t end = 0, end_after = 0;
    *start = UINT32_MAX;
    for (size_t i = 0; i < splices->count; i++) {
        const Splice *splice = &splices->splices[i];
        uint32_t last = splice->offset + splice->removed;
        end = i == 0 ? splice->offset : end;
        end_after = i == 0 ? splice->offset : end_after;
        *start = splice->offset < *start ? splice->offset : *start;
        end += last > end_after ? last - end_after : 0;
        end_after = (last > end_after ? last : end_after) - splice->removed + (uint32_t)splice->inserted.length;
    }
    return slice_part(document_bytes(document), *start, end - *start);
}

/* True where each splice lies before the one before it in the list, so that none moves another. */
static bool goes_backwards(const SpliceList *splices)
{
    bool is_backwards = true;
    for (size_t i = 1; i < splices->count; i++) {
        const Splice *splice = &splices->splices[i];
        is_backwards = is_backwards && splice->offset + splice->removed <= splices->splices[i - 1].offset;
    }
    return is_backwards;
}

Slice fix_trim_commas(Slice text)
{
    text = slice_trim(text);
    size_t first = text.length > 0 && text.bytes[0] == ',';
    text = slice_trim(slice_part(text, first, text.length));
    bool has_last = text.length > 0 && text.bytes[text.length - 1] == ',';
    return slice_trim(slice_part(text, 0, text.length - has_last));
}

/* The part of an array or object at a place, up to its comma; `at` becomes the place after that. */
static Slice next_part(Slice inside, size_t *at)
{
    size_t start = *at, depth = 0, end = start;
    bool is_open = true;
    while (end < inside.length && is_open) {
        char byte = inside.bytes[end];
        depth += byte == '{' || byte == '[';
        depth -= depth > 0 && (byte == '}' || byte == ']');
        is_open = byte != ',' || depth > 0;
        end = byte == '"' ? string_end(inside, end) : end + is_open;
    }
    *at = end + 1;
    return slice_trim(slice_part(inside, start, end - start));
}

/* The value of a member, and an item as it is. */
static Slice value_of_part(Slice part)
{
    size_t end = part.length > 0 && part.bytes[0] == '"' ? string_end(part, 0) : 0;
    size_t colon = skip_blanks(part, end);
    bool is_member = end > 0 && colon < part.length && part.bytes[colon] == ':';
    return is_member ? slice_trim(slice_part(part, colon + 1, part.length)) : part;
}

/* Appends what is replaced; of an array or object only the parts that are not inserted again. */
static void append_lost(Slice replaced, Slice inserted, Text *removed)
{
    enum { SEARCH_MAXIMUM = 1 << 22 }; /* bytes times bytes */
    bool has_parts = replaced.length > 1 && (replaced.bytes[0] == '[' || replaced.bytes[0] == '{') &&
                     inserted.length > 0 && replaced.length * inserted.length <= SEARCH_MAXIMUM;
    Slice inside = slice_part(replaced, 1, replaced.length - 2);
    size_t before = removed->length;
    for (size_t at = 0; has_parts && at < inside.length;) {
        Slice part = next_part(inside, &at);
        if (slice_find(inserted, value_of_part(part), 0) == SIZE_MAX) {
            text_append(removed, removed->length > before ? SLICE(", ") : removed->length > 0 ? SLICE(" ") : SLICE(""));
            text_append(removed, part);
        }
    }
    bool is_kept = inserted.length > 0 && replaced.length * inserted.length <= SEARCH_MAXIMUM &&
                   slice_find(inserted, replaced, 0) != SIZE_MAX;
    if (removed->length == before && !is_kept) {
        text_append(removed, removed->length > 0 && replaced.length > 0 ? SLICE(" ") : SLICE(""));
        text_append(removed, replaced);
    }
}

/* Appends what splices, of which each lies before the one before it, take for good. */
static void append_all_lost(const Document *document, const SpliceList *splices, Text *removed)
{
    Text inserted = TEXT_EMPTY;
    for (size_t i = 0; i < splices->count; i++) {
        text_append(&inserted, splices->splices[i].inserted);
        text_append_byte(&inserted, ' ');
    }
    bool is_any = slice_trim(text_slice(&inserted)).length > 0;
    for (size_t i = splices->count; i-- > 0;) {
        const Splice *splice = &splices->splices[i];
        Slice replaced = slice_part(document_bytes(document), splice->offset, splice->removed);
        append_lost(fix_trim_commas(replaced), is_any ? text_slice(&inserted) : SLICE(""), removed);
    }
    text_free(&inserted);
}

bool fix_removes(const Document *document, const SpliceList *splices, Text *removed)
{
    uint32_t start;
    size_t before = 0, after = 0;
    if (splices->count == 0) {
        return false;
    }
    Text run = TEXT_EMPTY;
    bool is_backwards = goes_backwards(splices); /* then each replaces what the document has there */
    Slice whole = run_of(document, splices, &start);
    text_append(&run, is_backwards ? SLICE("") : whole);
    for (size_t i = 0; i < splices->count; i++) {
        const Splice *splice = &splices->splices[is_backwards ? splices->count - 1 - i : i];
        Slice replaced = slice_part(is_backwards ? whole : text_slice(&run), splice->offset - start, splice->removed);
        before += fix_value_count(replaced);
        after += fix_value_count(splice->inserted);
        if (!is_backwards) {
            Slice shown = fix_trim_commas(replaced);
            text_append(removed, removed->length > 0 && shown.length > 0 ? SLICE(" ") : SLICE(""));
            text_append(removed, shown);
            text_splice(&run, splice->offset - start, splice->removed, splice->inserted);
        }
    }
    text_free(&run);
    if (is_backwards && before > after) {
        append_all_lost(document, splices, removed);
    }
    return before > after;
}

/* ---- the value that goes ---- */

/* True where an element must be there at least as often as it is. */
static bool is_required(const FixOffer *offer, NodeId node)
{
    enum { ELEMENTS_MAXIMUM = 8 };
    const Element *elements[ELEMENTS_MAXIMUM];
    const Node *parent = document_node(offer->document, document_node(offer->document, node)->parent);
    uint32_t count = check_elements(offer->operation->checker, offer->document, node, elements, ELEMENTS_MAXIMUM);
    uint32_t present = parent->kind == NODE_ARRAY
                           ? document_child_count(offer->document, document_node(offer->document, node)->parent)
                           : 1;
    Slice key = document_node(offer->document, node)->key ? document_raw_key(offer->document, node) : SLICE("");
    bool is_found = false, is_sibling = key.length > 0 && key.bytes[0] == '_';
    for (uint32_t i = 0; i < count && i < ELEMENTS_MAXIMUM && !is_sibling; i++) {
        is_found = is_found || element_minimum(elements[i]) >= present;
    }
    return is_found;
}

/* True for a resource, and for what is no part of one. */
static bool is_whole(const FixOffer *offer, NodeId node)
{
    NodeId parent = document_node(offer->document, node)->parent;
    return parent == NODE_NONE || fix_member(offer, node, SLICE("resourceType")) != NODE_NONE;
}

/* What goes when a node goes: the outermost object that would be left with nothing, or that requires it; NODE_NONE
   where that is a resource, which stays. */
static NodeId removed_with(const FixOffer *offer, NodeId node)
{
    while (node != NODE_NONE && document_node(offer->document, node)->parent != NODE_NONE) {
        NodeId parent = document_node(offer->document, node)->parent, holder = fix_holder(offer, node);
        bool is_only = document_child_count(offer->document, parent) == 1 && holder != NODE_NONE &&
                       document_child_count(offer->document, holder) == 1 && !is_whole(offer, holder);
        if (!is_only && !is_required(offer, node)) {
            return node;
        }
        node = holder == NODE_NONE || is_whole(offer, holder) ? NODE_NONE : holder;
    }
    return NODE_NONE;
}

/* True for the value of a line: a record, which says something even where it is null or empty. */
static bool is_line(const Document *document, NodeId node)
{
    NodeId parent = document_node(document, node)->parent;
    return parent != NODE_NONE && document_node(document, parent)->kind == NODE_LINES;
}

/* ---- its name ---- */

/* Appends 'note', item 2 of 'note', or line 3. */
static void append_node_name(const Document *document, NodeId node, Text *title)
{
    NodeId list = document_node(document, node)->parent;
    Text scratch = TEXT_EMPTY;
    if (is_line(document, node)) {
        text_format(title, "line %u", document_position(document, document_node(document, node)->start).line);
        return;
    }
    if (document_node(document, list)->kind == NODE_ARRAY) {
        text_format(title, "item %u of ", document_position_in_parent(document, node) + 1);
        node = list;
    }
    Slice key = document_key(document, node, &scratch);
    text_format(title, key.length > 0 ? "'%.*s'" : "the value", SLICE_ARGS(key));
    text_free(&scratch);
}

static void append_title(const FixOffer *offer, NodeId node, NodeId asked, Text *title)
{
    const Node *value = document_node(offer->document, node);
    uint32_t count = document_child_count(offer->document, node);
    text_append(title, SLICE("Remove "));
    append_node_name(offer->document, node, title);
    if (value->kind == NODE_OBJECT && count > 0) {
        text_format(title, " (%u propert%s)", count, count == 1 ? "y" : "ies");
    } else if (value->kind == NODE_ARRAY && count > 0) {
        text_format(title, " (%u item%s)", count, count == 1 ? "" : "s");
    }
    bool is_beyond = asked > node && asked < value->end;
    if (is_beyond) {
        text_append(title, SLICE(", which holds "));
        append_node_name(offer->document, asked, title);
    }
}

/* The item at the same position of the other of two arrays, `given` and `_given`; NODE_NONE for none. */
static NodeId partner_of(const FixOffer *offer, NodeId item)
{
    const Document *document = offer->document;
    NodeId list = document_node(document, item)->parent, object = document_node(document, list)->parent;
    if (document_node(document, list)->kind != NODE_ARRAY || object == NODE_NONE) {
        return NODE_NONE;
    }
    Slice key = document_raw_key(document, list);
    bool is_sibling = key.length > 0 && key.bytes[0] == '_';
    Text name = TEXT_EMPTY;
    text_format(&name, "%s%.*s", is_sibling ? "" : "_", SLICE_ARGS(slice_part(key, is_sibling, key.length)));
    NodeId other = fix_member(offer, object, text_slice(&name));
    bool is_list = other != NODE_NONE && document_node(document, other)->kind == NODE_ARRAY;
    NodeId partner =
        is_list ? document_child_at(document, other, document_position_in_parent(document, item)) : NODE_NONE;
    text_free(&name);
    return partner;
}

/* Plans that a value goes. An item with another at its position in the array beside it leaves null there, or goes with
   the null that it has there, so that what follows keeps its partner. */
static void plan_removal(const FixOffer *offer, NodeId node, SpliceList *splices)
{
    const Document *document = offer->document;
    NodeId partner = partner_of(offer, node);
    bool has_more = document_child_count(document, document_node(document, node)->parent) > 1;
    if (partner == NODE_NONE || !has_more) {
        operation_delete(offer->operation, node, splices, NULL);
    } else if (document_node(document, partner)->kind != NODE_NULL) {
        splice_set_value(document, node, SLICE("null"), splices, NULL);
    } else {
        SpliceList own = SPLICE_LIST_EMPTY, beside = SPLICE_LIST_EMPTY;
        operation_delete(offer->operation, node, &own, NULL);
        operation_delete(offer->operation, partner, &beside, NULL);
        fix_plan_join(splices, &own, &beside);
    }
}

void offer_removal_as(const FixOffer *offer, NodeId node, Slice title)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (node != NODE_NONE && document_node(offer->document, node)->parent != NODE_NONE) {
        plan_removal(offer, node, &splices);
    }
    if (splices.count > 0 && is_line(offer->document, node)) {
        offer_loss(offer, &splices, document_raw(offer->document, node), title);
        return;
    }
    /* a name without a value, in text that is no JSON, says something as well */
    bool is_syntax = offer->issue->id == KEY_JSON_SYNTAX;
    offer_splices(offer, !is_syntax, &splices, title);
}

/* True for a value with content in it; looks no further than needed. */
static bool has_content(Slice json)
{
    bool is_string = json.length > 1 && json.bytes[0] == '"' && json.bytes[json.length - 1] == '"';
    return is_string ? slice_trim(slice_part(json, 1, json.length - 2)).length > 0 : count_values(json, 1) > 0;
}

/* True where nobody wants the removal of a node; in text that is no JSON none is certain. */
static bool is_unwanted(const FixOffer *offer, NodeId node)
{
    if (offer->list->is_certain_only && offer->issue->id == KEY_JSON_SYNTAX) {
        return true;
    }
    bool is_skipped = offer->list->is_certain_only || offer->list->skips_removals;
    return is_skipped && node != NODE_NONE && has_content(document_raw(offer->document, node));
}

void offer_removal_of(const FixOffer *offer, NodeId node)
{
    if (is_unwanted(offer, node)) {
        return;
    }
    NodeId gone = node == NODE_NONE ? NODE_NONE : removed_with(offer, node);
    if (gone != NODE_NONE) {
        Text title = TEXT_EMPTY;
        append_title(offer, gone, node, &title);
        offer_removal_as(offer, gone, text_slice(&title));
        text_free(&title);
    }
}

void offer_removal(const FixOffer *offer)
{
    offer_removal_of(offer, offer->issue->node);
}
