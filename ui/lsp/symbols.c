/* Document symbols: the resources of a document by name, and of studies the series and instances. */
#include "src/outline/summary.h"
#include "ui/lsp/answer.h"
#include "ui/lsp/requests.h"

/* SymbolKind. */
enum { SYMBOL_CLASS = 5, SYMBOL_FIELD = 8, SYMBOL_STRUCT = 23 };

static bool is_object(const Document *document, NodeId node)
{
    return node != NODE_NONE && document_node(document, node)->kind == NODE_OBJECT;
}

/* The range by which a value is chosen: its opening bracket. */
static Span choice_of(const Document *document, NodeId node)
{
    return (Span){document_node(document, node)->start, 1};
}

static cJSON *symbol_of(OpenText *text, NodeId node, Slice name, int kind, Slice path)
{
    const Document *document = text->places.document;
    Text detail = TEXT_EMPTY;
    summary_append(document, node, (Slice){0}, path, &detail);
    cJSON *symbol = cJSON_CreateObject();
    answer_add_shown(symbol, "name", name);
    answer_add_shown(symbol, "detail", text_slice(&detail));
    cJSON_AddNumberToObject(symbol, "kind", kind);
    const Node *value = document_node(document, node);
    cJSON_AddItemToObject(symbol, "range", places_range(&text->places, (Span){value->start, value->length}));
    cJSON_AddItemToObject(symbol, "selectionRange", places_range(&text->places, choice_of(document, node)));
    text_free(&detail);
    return symbol;
}

/* The symbols of the items of a list, with the lists that lie in each (`below`, may be NULL). */
static void add_items(OpenText *text, NodeId list, const char *word, Slice path, const char *below, cJSON *symbol)
{
    const Document *document = text->places.document;
    cJSON *children = cJSON_AddArrayToObject(symbol, "children");
    unsigned number = 0;
    for (NodeId item = document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        Text name = TEXT_EMPTY;
        text_format(&name, "%s %u", word, ++number);
        if (is_object(document, item)) {
            cJSON *child = symbol_of(text, item, text_slice(&name), below ? SYMBOL_STRUCT : SYMBOL_FIELD, path);
            NodeId inner = below ? document_member(document, item, slice_from(below)) : NODE_NONE;
            if (inner != NODE_NONE) {
                add_items(text, inner, below, SLICE("ImagingStudy.series.instance"), NULL, child);
            }
            cJSON_AddItemToArray(children, child);
        }
        text_free(&name);
    }
}

static void add_resource(OpenText *text, NodeId resource, cJSON *symbols)
{
    const Document *document = text->places.document;
    NodeId type =
        is_object(document, resource) ? document_member(document, resource, SLICE("resourceType")) : NODE_NONE;
    if (type == NODE_NONE) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    Slice name = document_string(document, type, &scratch);
    cJSON *symbol = symbol_of(text, resource, name, SYMBOL_CLASS, name);
    NodeId series = document_member(document, resource, SLICE("series"));
    if (slice_equals(name, SLICE("ImagingStudy")) && series != NODE_NONE) {
        add_items(text, series, "series", SLICE("ImagingStudy.series"), "instance", symbol);
    }
    cJSON_AddItemToArray(symbols, symbol);
    text_free(&scratch);
}

/* The resource at a node; of a Bundle those of its entries, below it. */
static void add_root(OpenText *text, NodeId root, cJSON *symbols)
{
    const Document *document = text->places.document;
    add_resource(text, root, symbols);
    NodeId entries = is_object(document, root) ? document_member(document, root, SLICE("entry")) : NODE_NONE;
    cJSON *bundle = cJSON_GetArrayItem(symbols, cJSON_GetArraySize(symbols) - 1);
    if (entries == NODE_NONE || !bundle) {
        return;
    }
    cJSON *children = cJSON_AddArrayToObject(bundle, "children");
    for (NodeId entry = document_item(document, entries); entry != NODE_NONE;
         entry = document_item_after(document, entries, entry)) {
        NodeId resource = is_object(document, entry) ? document_member(document, entry, SLICE("resource")) : NODE_NONE;
        if (resource != NODE_NONE) {
            add_resource(text, resource, children);
        }
    }
}

cJSON *request_symbols(Server *server, const cJSON *params)
{
    OpenText *text = server_text(server, params);
    const Document *document = text->places.document;
    cJSON *symbols = cJSON_CreateArray();
    if (document_node(document, 0)->kind != NODE_LINES) {
        add_root(text, 0, symbols);
        return symbols;
    }
    for (NodeId line = document_first_child(document, 0); line != NODE_NONE;
         line = document_next_sibling(document, line)) {
        add_root(text, line, symbols);
    }
    return symbols;
}
