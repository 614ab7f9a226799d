/* Folding: the values that take several lines. */
#include "ui/lsp/requests.h"

cJSON *request_folding(Server *server, const cJSON *params)
{
    OpenText *text = server_text(server, params);
    const Document *document = text->places.document;
    cJSON *ranges = cJSON_CreateArray();
    for (NodeId id = 0; id < document_count(document); id++) {
        const Node *node = document_node(document, id);
        if ((node->kind != NODE_ARRAY && node->kind != NODE_OBJECT) || node->end == id + 1) {
            continue;
        }
        uint32_t first = document_position(document, node->start).line;
        uint32_t last = document_position(document, node_finish(node) - 1).line;
        if (last > first + 1) { /* the line of the closing bracket stays */
            cJSON *range = cJSON_CreateObject();
            cJSON_AddNumberToObject(range, "startLine", first - 1);
            cJSON_AddNumberToObject(range, "endLine", last - 2);
            cJSON_AddItemToArray(ranges, range);
        }
    }
    return ranges;
}
