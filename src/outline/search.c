/* Search: nodes are looked at one by one; nothing is kept of the document. */
#include "src/outline/search.h"

#include "src/outline/wanted.h"

/* True where an expression has a capital that stands for itself. */
static bool has_capital_meant(Slice expression)
{
    for (size_t i = 0; i < expression.length; i++) {
        if (expression.bytes[i] == '\\') {
            i++;
        } else if (wanted_has_capital(slice_part(expression, i, 1))) {
            return true;
        }
    }
    return false;
}

void search_free(Search *search)
{
    text_free(&search->text);
    regex_free(search->regex);
    *search = (Search){0};
}

bool search_set(Search *search, Slice text, bool is_expression, SearchScope scope, Error *error)
{
    Search made = {.is_expression = is_expression, .scope = scope};
    text_append(&made.text, text);
    search_free(search);
    if (is_expression && text.length) {
        unsigned flags = has_capital_meant(text) ? 0 : REGEX_IGNORE_CASE;
        made.regex = regex_new(text_slice(&made.text), flags, error);
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
    return wanted_match(text, text_slice(&search->text), from, start, length);
}

/* True when a node is found by its name or its value. */
static bool is_found(const Search *search, const Document *document, NodeId id, Text *scratch)
{
    const Node *node = document_node(document, id);
    size_t start = 0, length;
    bool is_named = search->scope != SEARCH_VALUES && node->key &&
                    search_find(search, document_key(document, id, scratch), 0, &start, &length);
    return is_named || (search->scope != SEARCH_NAMES && node->kind <= NODE_STRING &&
                        search_find(search, document_string(document, id, scratch), 0, &start, &length));
}

NodeId search_next(const Search *search, const Document *document, NodeId from, bool is_backward)
{
    uint32_t count = document_count(document);
    Text scratch = TEXT_EMPTY;
    NodeId found = NODE_NONE, id = from;
    for (uint32_t i = 0; i < count && found == NODE_NONE; i++) {
        id = is_backward ? (id == 0 ? count - 1 : id - 1) : (id + 1 == count ? 0 : id + 1);
        found = is_found(search, document, id, &scratch) ? id : NODE_NONE;
    }
    text_free(&scratch);
    return found;
}

uint32_t search_count(const Search *search, const Document *document, NodeId at, uint32_t *position)
{
    uint32_t count = 0;
    Text scratch = TEXT_EMPTY;
    *position = 0;
    for (NodeId id = 0; id < document_count(document); id++) {
        count += is_found(search, document, id, &scratch);
        *position = id == at ? count : *position;
    }
    text_free(&scratch);
    return count;
}
