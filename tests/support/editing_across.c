/* Edits across resources: the members by which they depend on each other get the values of others, entries come and go.
 */
#include "tests/support/editing.h"

#include <string.h>

enum { TRIES = 40 };

/* Members that others are found or judged by. */
static const char *const linked[] = {"id",       "fullUrl", "reference", "resourceType", "versionId", "url",
                                     "profile",  "type",    "mode",      "method",       "uid",       "valueUri",
                                     "valueUrl", "div",     "code",      "address",      "relation",  "language",
                                     "system",   "value",   "reference", "reference",    "fullUrl",   "id"};

/* Arrays whose items are resources, or lead to some. */
static const char *const lists[] = {"entry",    "section", "contained", "series",
                                    "instance", "author",  "profile",   "result"};

static NodeId random_node(Editing *editing)
{
    return editing_random(editing, document_nodes(editing->document)[0].end);
}

static bool is_named(const Document *document, NodeId id, const char *name)
{
    const Node *node = document_node(document, id);
    bool is_item = node->parent != NODE_NONE && document_node(document, node->parent)->kind == NODE_ARRAY;
    return document_key_equals(document, is_item ? node->parent : id, slice_from(name));
}

/* A scalar of a name, somewhere; NODE_NONE where none was met. */
static NodeId find_scalar(Editing *editing, const char *name)
{
    uint32_t count = document_nodes(editing->document)[0].end;
    NodeId start = random_node(editing);
    for (uint32_t i = 0; i < count; i++) {
        NodeId id = (start + i) % count;
        if (document_node(editing->document, id)->kind < NODE_ARRAY && is_named(editing->document, id, name)) {
            return id;
        }
    }
    return NODE_NONE;
}

/* An item of one of the lists. */
static NodeId find_item(Editing *editing)
{
    for (int i = 0; i < TRIES; i++) {
        NodeId id = random_node(editing), parent = document_node(editing->document, id)->parent;
        for (size_t k = 0; parent != NODE_NONE && k < sizeof lists / sizeof *lists; k++) {
            bool is_item = document_node(editing->document, parent)->kind == NODE_ARRAY;
            if (is_item && document_key_equals(editing->document, parent, slice_from(lists[k]))) {
                return id;
            }
        }
    }
    return NODE_NONE;
}

static Slice raw_value(Editing *editing, NodeId id)
{
    static const char *const others[] = {"\"Patient/p\"", "\"urn:uuid:0\"", "\"document\"",    "\"Patient\"",
                                         "\"searchset\"", "\"collection\"", "\"Observation\"", "\"#c\"",
                                         "\"p\"",         "\"1\""};
    bool is_other = id == NODE_NONE || editing_random(editing, 5) == 0;
    return is_other ? slice_from(others[editing_random(editing, sizeof others / sizeof *others)])
                    : document_raw(editing->document, id);
}

/* Gives a member the value that another one has, mostly one of the same name. */
static bool plan_value(Editing *editing, SpliceList *list)
{
    enum { NAMES = sizeof linked / sizeof *linked };
    const char *name = linked[editing_random(editing, NAMES)];
    const char *other = editing_random(editing, 4) > 0 ? name : linked[editing_random(editing, NAMES)];
    NodeId id = find_scalar(editing, name);
    Slice value = raw_value(editing, find_scalar(editing, other));
    return id != NODE_NONE && splice_set_value(editing->document, id, value, list, NULL);
}

/* Puts a member of another place into an object. */
static bool plan_member(Editing *editing, SpliceList *list)
{
    NodeId other = find_scalar(editing, linked[editing_random(editing, sizeof linked / sizeof *linked)]);
    Text scratch = TEXT_EMPTY;
    NodeId object = random_node(editing);
    bool is_done =
        other != NODE_NONE && document_node(editing->document, other)->key > 0 &&
        document_node(editing->document, object)->kind == NODE_OBJECT &&
        splice_insert(editing->document, object, PLACE_LAST, document_key(editing->document, other, &scratch),
                      document_raw(editing->document, other), list, NULL);
    text_free(&scratch);
    return is_done;
}

bool editing_plan_across(Editing *editing, SpliceList *list)
{
    uint32_t kind = editing_random(editing, 10);
    NodeId item = kind < 5 ? NODE_NONE : find_item(editing);
    if (kind < 5) {
        return kind < 4 ? plan_value(editing, list) : plan_member(editing, list);
    }
    if (item == NODE_NONE) {
        return false;
    }
    switch (kind) {
    case 5:
        return splice_delete(editing->document, item, list, NULL);
    case 6:
    case 7:
        return splice_insert(editing->document, item, PLACE_AFTER, (Slice){0}, document_raw(editing->document, item),
                             list, NULL);
    case 8:
        return splice_move(editing->document, item, editing_random(editing, 2), list, NULL);
    default:
        return splice_set_value(editing->document, item, raw_value(editing, find_item(editing)), list, NULL);
    }
}
