/* Inlay hints: who is obliged to fill and to show an element, after its key; what a code means, after the code. */
#include "src/base/systems.h"
#include "src/outline/describe_row.h"
#include "src/outline/rules_here.h"
#include "src/profile/facts/dicom.h"
#include "src/profile/terminology.h"
#include "ui/lsp/answer.h"
#include "ui/lsp/requests.h"

#include <stdlib.h>

enum { HINTS_MAXIMUM = 2000 }; /* an editor asks for what it shows */

typedef struct Hints {
    Server *server;
    OpenText *text;
    cJSON *array;
} Hints;

static void add_hint(Hints *hints, uint32_t offset, Slice label, int kind)
{
    cJSON *hint = cJSON_CreateObject();
    cJSON_AddItemToObject(hint, "position", places_position(&hints->text->places, offset));
    answer_add_shown(hint, "label", label);
    cJSON_AddNumberToObject(hint, "kind", kind);
    cJSON_AddTrueToObject(hint, "paddingLeft");
    cJSON_AddItemToArray(hints->array, hint);
}

/* The obligations of what has a key, by which a person sees them in the tree of the workbench. */
static void add_obligations(Hints *hints, NodeId node)
{
    const Document *document = hints->text->places.document;
    Span key = document_key_span(document, node);
    if (key.length == 0) {
        return;
    }
    Text words = TEXT_EMPTY;
    Slice actor = hints->server->chosen.options.actor;
    char *name = actor.length > 0 ? memory_copy_string(actor) : NULL;
    ElementsHere elements = elements_here(hints->server->checker, document, node, (Slice){0});
    if (describe_obligations(elements.items, elements.count, name, &words)) {
        add_hint(hints, key.start + key.length, text_slice(&words), 1);
    }
    elements_here_free(&elements);
    free(name);
    text_free(&words);
}

/* What a code of a Coding or Quantity means, where it does not say so itself. */
static void add_display(Hints *hints, NodeId node)
{
    const Document *document = hints->text->places.document;
    const Node *value = document_node(document, node);
    NodeId system = value->parent == NODE_NONE ? NODE_NONE : document_member(document, value->parent, SLICE("system"));
    bool is_bare = value->kind == NODE_STRING && document_key_equals(document, node, SLICE("code")) &&
                   system != NODE_NONE && document_member(document, value->parent, SLICE("display")) == NODE_NONE;
    if (!is_bare) {
        return;
    }
    Text scratch = TEXT_EMPTY, other = TEXT_EMPTY;
    Slice code = document_string(document, node, &scratch), url = document_string(document, system, &other);
    DicomSopClass sop_class;
    bool is_class = slice_starts_with(code, SLICE(SCHEME_OID)) &&
                    dicom_sop_class_find(slice_without_prefix(code, SLICE(SCHEME_OID)), &sop_class);
    Slice display = is_class ? sop_class.name : rules_display(hints->server->chosen.rules, url, code, (Slice){0});
    if (display.length > 0) {
        add_hint(hints, node_finish(value), display, 1);
    }
    text_free(&scratch);
    text_free(&other);
}

/* The first node that starts at a byte or after it. */
static NodeId first_node(const Document *document, uint32_t offset)
{
    NodeId low = 0, high = document_count(document);
    while (low < high) {
        NodeId middle = low + (high - low) / 2;
        if (document_node(document, middle)->start < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

cJSON *request_hints(Server *server, const cJSON *params)
{
    OpenText *text = server_text(server, params);
    Span range;
    if (!places_span(&text->places, cJSON_GetObjectItemCaseSensitive(params, "range"), &range)) {
        return NULL;
    }
    const Document *document = text->places.document;
    Hints hints = {server, text, cJSON_CreateArray()};
    uint32_t end = range.start + range.length, count = document_count(document);
    NodeId first = first_node(document, range.start);
    for (NodeId id = first; id < count && id - first < HINTS_MAXIMUM; id++) {
        if (node_begin(document_node(document, id)) > end) {
            break;
        }
        add_obligations(&hints, id);
        add_display(&hints, id);
    }
    return hints.array;
}
