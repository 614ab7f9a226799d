/*
 * Links: where a reference leads, what refers to a resource, and another id for one.
 *
 * The engine says where a reference leads (FHIRPath resolve()). What refers to a resource is looked for among the
 * references whose text ends with its id or is its fullUrl, and asked of the engine.
 */
#include "src/check/evaluator.h"
#include "src/json/path.h"
#include "ui/lsp/answer.h"
#include "ui/lsp/requests.h"

#include "src/base/ascii.h"

static const cJSON *get(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* ---- resources ---- */

/* The resource around a node. */
static NodeId resource_around(const Document *document, NodeId node)
{
    while (node != NODE_NONE && (document_node(document, node)->kind != NODE_OBJECT ||
                                 document_member(document, node, SLICE("resourceType")) == NODE_NONE)) {
        node = document_node(document, node)->parent;
    }
    return node;
}

/* The outermost resource around a node: the root, or the line's. */
static NodeId outermost(const Document *document, NodeId node)
{
    NodeId found = NODE_NONE;
    for (NodeId at = resource_around(document, node); at != NODE_NONE;
         at = resource_around(document, document_node(document, at)->parent)) {
        found = at;
    }
    return found;
}

static bool is_reference(const Document *document, NodeId node)
{
    return document_node(document, node)->kind == NODE_STRING &&
           document_key_equals(document, node, SLICE("reference"));
}

/* The resource that a reference leads to; NODE_NONE where it leads nowhere in the document. */
static NodeId resolve(const Server *server, const Document *document, NodeId reference)
{
    NodeId root = outermost(document, reference), found = NODE_NONE;
    Text expression = TEXT_EMPTY;
    path_append(document, document_node(document, reference)->parent, &expression);
    text_append(&expression, SLICE(".resolve()"));
    FhirpathProgram *program = root == NODE_NONE ? NULL : fhirpath_parse(text_slice(&expression), NULL);
    text_free(&expression);
    if (program) {
        Evaluator *evaluator = evaluator_new(server->checker, document);
        FhirpathItems items;
        if (evaluator_run(evaluator, program, root, &items, NULL) && items.count == 1 &&
            items.items[0].kind == FHIRPATH_NODE) {
            found = items.items[0].node;
        }
        evaluator_free(evaluator);
        fhirpath_free(program);
    }
    return found;
}

/* The resource that a place is about: the one that a reference there leads to, else the one whose id it is. */
static NodeId resource_at(const Server *server, const Document *document, uint32_t offset)
{
    NodeId node = document_node_at(document, offset);
    if (is_reference(document, node)) {
        return resolve(server, document, node);
    }
    NodeId holder = document_node(document, node)->parent;
    bool is_id = holder != NODE_NONE && document_key_equals(document, node, SLICE("id")) &&
                 document_member(document, holder, SLICE("resourceType")) != NODE_NONE;
    bool is_address = document_key_equals(document, node, SLICE("fullUrl"));
    return is_id        ? holder
           : is_address ? document_member(document, holder, SLICE("resource"))
           : document_key_equals(document, node, SLICE("resourceType")) ? holder
                                                                        : NODE_NONE;
}

/* The text of a member of a resource, in an arena; empty where it has none. */
static Slice member_text(const Document *document, NodeId holder, Slice name, Arena *arena)
{
    NodeId member = holder == NODE_NONE ? NODE_NONE : document_member(document, holder, name);
    return member == NODE_NONE || document_node(document, member)->kind != NODE_STRING
               ? (Slice){0}
               : document_text(document, member, arena);
}

/* The node of the fullUrl of a resource's entry; NODE_NONE if there is none. */
static NodeId address_of(const Document *document, NodeId resource)
{
    NodeId entry = document_node(document, resource)->parent;
    return entry != NODE_NONE && document_key_equals(document, resource, SLICE("resource"))
               ? document_member(document, entry, SLICE("fullUrl"))
               : NODE_NONE;
}

/* Visits all references that lead to a resource. */
static void visit_references(const Server *server, const Document *document, NodeId resource,
                             void (*visit)(void *context, NodeId reference), void *context)
{
    Arena *arena = arena_new();
    Slice id = member_text(document, resource, SLICE("id"), arena);
    NodeId address = address_of(document, resource);
    Slice url = address == NODE_NONE ? (Slice){0} : document_text(document, address, arena);
    Text scratch = TEXT_EMPTY;
    for (NodeId node = 0; node < document_count(document); node++) {
        if (!is_reference(document, node)) {
            continue;
        }
        Slice text = document_string(document, node, &scratch);
        bool is_candidate =
            (id.length > 0 && slice_find(text, id, 0) != SIZE_MAX) || (url.length > 0 && slice_equals(text, url));
        if (is_candidate && resolve(server, document, node) == resource) {
            visit(context, node);
        }
    }
    text_free(&scratch);
    arena_free(arena);
}

/* ---- answers ---- */

static Span span_of(const Document *document, NodeId node)
{
    const Node *value = document_node(document, node);
    return (Span){value->start, value->kind == NODE_OBJECT ? 1 : value->length};
}

/* The resource at the position of a request; false where the position is none. */
static bool find_resource(Server *server, const cJSON *params, OpenText **text, NodeId *resource)
{
    uint32_t offset;
    *text = server_text(server, params);
    if (!places_offset(&(*text)->places, get(params, "position"), &offset)) {
        return false;
    }
    *resource = resource_at(server, (*text)->places.document, offset);
    return true;
}

cJSON *request_definition(Server *server, const cJSON *params)
{
    OpenText *text;
    NodeId resource;
    if (!find_resource(server, params, &text, &resource)) {
        return NULL;
    }
    return resource == NODE_NONE ? cJSON_CreateNull()
                                 : answer_location(text->uri, &text->places, span_of(text->places.document, resource));
}

typedef struct Locations {
    OpenText *text;
    cJSON *array;
} Locations;

static void add_location(void *context, NodeId reference)
{
    Locations *locations = context;
    OpenText *text = locations->text;
    cJSON_AddItemToArray(locations->array,
                         answer_location(text->uri, &text->places, span_of(text->places.document, reference)));
}

cJSON *request_references(Server *server, const cJSON *params)
{
    OpenText *text;
    NodeId resource;
    if (!find_resource(server, params, &text, &resource)) {
        return NULL;
    }
    if (resource == NODE_NONE) {
        return cJSON_CreateNull();
    }
    Locations locations = {text, cJSON_CreateArray()};
    if (cJSON_IsTrue(get(get(params, "context"), "includeDeclaration"))) {
        add_location(&locations, resource);
    }
    visit_references(server, text->places.document, resource, add_location, &locations);
    return locations.array;
}

/* ---- another id ---- */

typedef struct Renaming {
    OpenText *text;
    Slice former;
    Slice id; /* the new one */
    cJSON *edits;
} Renaming;

/* True for the form of a UUID (RFC 4122 section 3), which is all that may follow "urn:uuid:". */
static bool is_uuid(Slice text)
{
    bool is_one = text.length == 36;
    for (size_t i = 0; i < text.length && is_one; i++) {
        bool is_mark = i == 8 || i == 13 || i == 18 || i == 23;
        is_one = is_mark ? text.bytes[i] == '-' : ascii_is_hexadecimal(text.bytes[i]);
    }
    return is_one;
}

/* Writes the new id where a text ends with the former one, as a whole part of a path, an urn or a fragment. */
static void rename_end(Renaming *renaming, NodeId node)
{
    const Document *document = renaming->text->places.document;
    Slice raw = document_raw(document, node), before = SLICE("/:#\"");
    size_t end = raw.length > 0 ? raw.length - 1 : 0, start = end - renaming->former.length;
    bool has_former = end > renaming->former.length &&
                      slice_equals(slice_part(raw, start, renaming->former.length), renaming->former) &&
                      memchr(before.bytes, raw.bytes[start - 1], before.length) &&
                      (raw.bytes[start - 1] != ':' || is_uuid(renaming->id));
    if (has_former) {
        Span span = {document_node(document, node)->start + (uint32_t)start, (uint32_t)renaming->former.length};
        cJSON_AddItemToArray(renaming->edits, answer_edit(&renaming->text->places, span, renaming->id));
    }
}

static void rename_reference(void *context, NodeId reference)
{
    rename_end(context, reference);
}

/* True for what FHIR allows as an id (http://hl7.org/fhir/R4/datatypes.html#id). */
static bool is_id(Slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!ascii_is_letter_or_digit(text.bytes[i]) && text.bytes[i] != '-' && text.bytes[i] != '.') {
            return false;
        }
    }
    return text.length > 0 && text.length <= 64;
}

cJSON *request_rename(Server *server, const cJSON *params)
{
    OpenText *text;
    NodeId resource;
    const cJSON *name = get(params, "newName");
    if (!find_resource(server, params, &text, &resource) || !cJSON_IsString(name) ||
        !is_id(slice_from(name->valuestring))) {
        return NULL;
    }
    const Document *document = text->places.document;
    NodeId id = resource == NODE_NONE ? NODE_NONE : document_member(document, resource, SLICE("id"));
    if (id == NODE_NONE) {
        return cJSON_CreateNull();
    }
    Arena *arena = arena_new();
    Renaming renaming = {text, document_text(document, id, arena), slice_from(name->valuestring), cJSON_CreateArray()};
    rename_end(&renaming, id);
    NodeId address = address_of(document, resource);
    if (address != NODE_NONE) {
        rename_end(&renaming, address);
    }
    visit_references(server, document, resource, rename_reference, &renaming);
    arena_free(arena);
    return answer_workspace_edit(text->uri, renaming.edits);
}

cJSON *request_rename_prepare(Server *server, const cJSON *params)
{
    OpenText *text;
    NodeId resource;
    if (!find_resource(server, params, &text, &resource)) {
        return NULL;
    }
    const Document *document = text->places.document;
    NodeId id = resource == NODE_NONE ? NODE_NONE : document_member(document, resource, SLICE("id"));
    if (id == NODE_NONE) {
        return cJSON_CreateNull();
    }
    uint32_t offset;
    places_offset(&text->places, get(params, "position"), &offset);
    const Node *value = document_node(document, document_node_at(document, offset));
    Text scratch = TEXT_EMPTY;
    cJSON *answer = cJSON_CreateObject();
    cJSON_AddItemToObject(answer, "range", places_range(&text->places, (Span){value->start, value->length}));
    answer_add(answer, "placeholder", document_string(document, id, &scratch));
    text_free(&scratch);
    return answer;
}
