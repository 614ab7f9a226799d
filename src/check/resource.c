/*
 * Resource: ids, declared profiles, and what holds for contained resources.
 *
 * Standard: http://hl7.org/fhir/R4/resource.html, references.html#contained.
 */
#include "src/base/slice_map.h"
#include "src/check/checker.h"
#include "src/check/families.h"
#include "src/check/resolver.h"

enum { ID_LENGTH_MAXIMUM = 64 };

static bool is_id_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static void check_id(Walk *walk, NodeId node)
{
    const Document *document = walk->document;
    NodeId id = document_member(document, node, SLICE("id"));
    if (document_member(document, node, SLICE("_id")) != NODE_NONE) {
        walk_error(walk, "id-extended", document_member(document, node, SLICE("_id")), NULL,
                   "the id of a resource takes no extensions");
    }
    if (id == NODE_NONE) {
        if (walk->scope->role == ROLE_CONTAINED) {
            Finding finding = {.severity = SEVERITY_ERROR, .key = "id-missing", .node = node, .missing = SLICE("id")};
            walk_add(walk, &finding, "a contained resource needs an id, for it is reached by nothing else");
        }
        return;
    }
    if (document_node(document, id)->kind != NODE_STRING) {
        walk_error(walk, "json-kind", id, NULL, "the id of a resource must be a string in quotes");
        return;
    }
    Text scratch = TEXT_EMPTY;
    Slice text = document_string(document, id, &scratch);
    bool is_sound = true;
    for (size_t i = 0; i < text.length; i++) {
        is_sound = is_sound && is_id_character(text.bytes[i]);
    }
    if (text.length == 0) {
        walk_error(walk, "empty-string", id, NULL, "an id may not be empty");
    } else if (text.length > ID_LENGTH_MAXIMUM) {
        walk_error(walk, "id-length", id, NULL, "an id has at most 64 characters; this one has %zu", text.length);
    } else if (!is_sound) {
        walk_error(walk, "id-characters", id, NULL, "an id is made of letters, digits, - and . only");
    }
    text_free(&scratch);
}

/* Says of each declared profile that is not known that nothing was checked by it. */
static void check_declared(Walk *walk, NodeId node)
{
    const Document *document = walk->document;
    NodeId meta = document_member(document, node, SLICE("meta"));
    NodeId list = meta != NODE_NONE ? document_member(document, meta, SLICE("profile")) : NODE_NONE;
    if (list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return;
    }
    Text scratch = TEXT_EMPTY, shown = TEXT_EMPTY;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        Slice url = document_string(document, item, &scratch);
        const Structure *structure = rules_structure(walk->rules, url);
        if (document_node(document, item)->kind != NODE_STRING || !url.length) {
            continue;
        }
        if (!structure) {
            Slice text = walk_shown(url, &shown);
            walk_issue(walk, SEVERITY_NOTE, "profile-unknown", item, NULL,
                       "the profile %.*s is not known here; nothing was checked by it", SLICE_ARGS(text));
        } else if (!slice_equals(structure_type(structure), structure_type(walk->scope->type))) {
            walk_error(walk, "profile-type", node, structure_root(structure),
                       "the declared profile '%.*s' is for a %.*s, not for a %.*s",
                       SLICE_ARGS(structure_title(structure)), SLICE_ARGS(structure_type(structure)),
                       SLICE_ARGS(structure_type(walk->scope->type)));
        }
    }
    text_free(&scratch);
    text_free(&shown);
}

/* The ids that were met in a resource. */
typedef struct ElementIds {
    Walk *walk;
    NodeId resource;
    SliceMap seen;
    Arena *kept;
} ElementIds;

/* Judges the ids of the elements in a member of the resource; inner resources have theirs apart. */
static void check_ids_in(ElementIds *ids, NodeId member)
{
    const Document *document = ids->walk->document;
    const Node *nodes = document_nodes(document);
    Text scratch = TEXT_EMPTY;
    for (NodeId id = member; id < nodes[member].end; id++) {
        if (nodes[id].kind == NODE_OBJECT && document_member(document, id, SLICE("resourceType")) != NODE_NONE) {
            id = nodes[id].end - 1;
            continue;
        }
        bool is_id = nodes[id].kind == NODE_STRING && slice_equals(document_raw_key(document, id), SLICE("id"));
        if (!is_id || nodes[id].parent == ids->resource) {
            continue;
        }
        Slice text = document_string(document, id, &scratch);
        bool is_new = true;
        slice_map_add(&ids->seen, arena_copy(ids->kept, text), &is_new);
        if (!is_new) {
            walk_error(ids->walk, "duplicate-id", nodes[id].parent, NULL,
                       "the id '%.*s' is given to two elements of this resource", SLICE_ARGS(text));
        }
    }
    text_free(&scratch);
}

/* The ids of elements are unique within a resource. Its members are taken in the order of the definition, so that the one
   that is called the second is the same however the file is ordered. */
static void check_element_ids(Walk *walk, NodeId resource, const Structure *type)
{
    const Document *document = walk->document;
    const Element *root = structure_root(type);
    ElementIds ids = {.walk = walk, .resource = resource, .kept = arena_new()};
    for (uint32_t i = 0; i < element_child_count(root); i++) {
        const Element *child = element_child(root, i);
        for (NodeId member = document_first_child(document, resource); member != NODE_NONE;
             member = document_next_sibling(document, member)) {
            if (slice_equals(document_raw_key(document, member), element_name(child))) {
                check_ids_in(&ids, member);
            }
        }
    }
    slice_map_free(&ids.seen);
    arena_free(ids.kept);
}

void resource_check(Walk *walk, NodeId node, const Structure *type)
{
    check_id(walk, node);
    check_element_ids(walk, node, type);
    check_declared(walk, node);
}

/* True when any string below `node`, outside of `except`, is the reference `#id`. */
static bool is_referenced(const Walk *walk, NodeId node, NodeId except, Slice reference)
{
    const Document *document = walk->document;
    const Node *nodes = document_nodes(document);
    for (NodeId id = node; id < nodes[node].end; id++) {
        if (id == except) {
            id = nodes[except].end - 1;
            continue;
        }
        if (nodes[id].kind == NODE_STRING && nodes[id].length >= reference.length + 2) {
            bool is_narrative = document_key_equals(document, id, SLICE("div"));
            if (is_narrative ? slice_find(document_raw(document, id), reference, 0) != SIZE_MAX
                             : document_string_equals(document, id, reference)) {
                return true;
            }
        }
    }
    return false;
}

/* Ids of contained resources are unique, and each is referred to (dom-3). */
void contained_check(Walk *walk, NodeId node)
{
    const Document *document = walk->document;
    NodeId list = document_member(document, node, SLICE("contained"));
    if (list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return;
    }
    SliceMap seen = SLICE_MAP_EMPTY;
    Text scratch = TEXT_EMPTY;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        Slice id = walk_member_string(document, item, SLICE("id"), &scratch);
        if (!id.length) {
            continue;
        }
        Slice reference = arena_format(walk->checker->names, "#%.*s", SLICE_ARGS(id));
        bool is_new;
        slice_map_add(&seen, reference, &is_new);
        if (!is_new) {
            walk_error(walk, "contained-id", item, NULL, "two contained resources have the id '%.*s'", SLICE_ARGS(id));
        } else if (!is_referenced(walk, node, item, reference) && !is_referenced(walk, item, NODE_NONE, SLICE("#"))) {
            walk_error(walk, "contained-orphan", item, NULL,
                       "nothing refers to this contained resource (#%.*s); a contained resource lives only by a "
                       "reference to it (dom-3)",
                       SLICE_ARGS(id));
        }
    }
    slice_map_free(&seen);
    text_free(&scratch);
}
