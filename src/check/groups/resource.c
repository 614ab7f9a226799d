/* Resources: ids, security labels, and resources that are contained (contained.h). */
#include "src/base/slice_map.h"
#include "src/check/follow/edit_impact.h"
#include "src/check/format/format.h"
#include "src/check/groups/contained.h"
#include "src/check/groups/groups.h"
#include "src/check/state/group.h"
#include "src/check/walk/shape.h"
#include "src/profile/facts/language_tag.h"

enum { RESOURCE_ID_LENGTH_MAXIMUM = 64 };

static bool concerns(const Plan *plan)
{
    return plan->kind == PLAN_RESOURCE;
}

/* Judges the id of a resource: is it needed, and how is it written? */
static void judge_id(Walk *walk, const Place *place)
{
    NodeId id = place_part(place, "id");
    Slice text = walk_text(walk, id);
    if (id == NODE_NONE && place->scope->is_contained) {
        IssueForm form = {.key = KEY_ID_MISSING, .node = place->node, .missing = SLICE("id")};
        issue_form(walk, &form,
                   "'id' of the contained resource is missing. References cannot resolve to the resource.");
    } else if (text.length > RESOURCE_ID_LENGTH_MAXIMUM) {
        issue_add(walk, KEY_ID_LENGTH, id, NULL, "'id' has %zu characters. Allowed: at most 64.", text.length);
    } else if (text.length > 0 && !format_is_id(text)) {
        issue_add(walk, KEY_ID_CHARACTERS, id, NULL,
                  "'" SHOWN "' is not a valid id. Allowed characters: A-Z, a-z, 0-9, '-' and '.'.",
                  SHOWN_ARGS(shown_value(text)));
    }
    for (uint32_t i = 0; i < place->part_count; i++) {
        const Part *part = &place->parts[i];
        if (part->sibling != NODE_NONE && slice_equals(part->member->name, SLICE("id"))) {
            issue_add(walk, KEY_ID_EXTENDED, part->sibling, NULL, "'id' of a resource must not have extensions.");
        }
    }
}

/* ---- security labels ---- */

/* Appends what tells a label apart from others; nothing for one without a code. */
static void append_label(Walk *walk, NodeId label, Text *key)
{
    ArenaMark mark = arena_mark(walk_arena(walk));
    Slice system = walk_text(walk, walk_member(walk, label, "system"));
    Slice code = walk_text(walk, walk_member(walk, label, "code"));
    text_append(key, code);
    if (code.length > 0) {
        text_append_byte(key, '\n'); /* a code has none */
        text_append(key, system);
    }
    arena_release(walk_arena(walk), mark);
}

/* Reports security labels that are there twice. */
static void judge_labels(Walk *walk, const Place *place)
{
    const Document *document = walk_document(walk);
    NodeId list = walk_member(walk, place_part(place, "meta"), "security");
    bool is_array = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY;
    if (!is_array || document_child_count(document, list) < 2) {
        return;
    }
    SliceMap seen = {0};
    Arena *kept = arena_new();
    Text key = TEXT_EMPTY;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        bool is_new = true;
        text_clear(&key);
        append_label(walk, item, &key);
        if (key.length > 0) {
            slice_map_add(&seen, arena_copy(kept, text_slice(&key)), &is_new);
        }
        if (!is_new) {
            issue_add(walk, KEY_DUPLICATE_LABEL, item, NULL, "Duplicate security label. Keep one label.");
        }
    }
    text_free(&key);
    arena_free(kept);
    slice_map_free(&seen);
}

/* Judges the language of a resource, on which the reading of all texts in it depends. */
static void judge_language(Walk *walk, const Place *place)
{
    NodeId node = place_part(place, "language");
    Slice language = walk_text(walk, node);
    const char *fault = language.length > 0 ? language_tag_fault(language) : NULL;
    if (fault) {
        issue_add(walk, KEY_LANGUAGE_BROKEN, node, NULL, "'" SHOWN "' is not a valid language tag: %s.",
                  SHOWN_ARGS(shown_value(language)), fault);
    }
}

static void judge(Walk *walk, const Place *place)
{
    judge_id(walk, place);
    judge_language(walk, place);
    contained_judge(walk, place);
    judge_labels(walk, place);
}

const Group group_resource = {
    .name = "resource", .kinds = KIND_RESOURCE, .concerns = concerns, .judge = judge, .is_of_type = true};

/* ---- ids of elements ---- */

/* The ids of elements that were met in a resource. */
typedef struct ElementIds {
    Walk *walk;
    NodeId resource;
    SliceMap seen;
} ElementIds;

static void judge_element_id(ElementIds *ids, NodeId node)
{
    Slice text = walk_text(ids->walk, node);
    bool is_new = true;
    slice_map_add(&ids->seen, text, &is_new);
    if (!is_new) {
        issue_add(ids->walk, KEY_DUPLICATE_ID, node, NULL,
                  "Duplicate id '" SHOWN "': another element of the resource has the same id.",
                  SHOWN_ARGS(shown_value(text)));
    }
}

/* True for the id of an element: a string of this name. */
static inline bool is_id_in(const Node *nodes, const char *bytes, NodeId node)
{
    const Node *own = &nodes[node];
    return own->kind == NODE_STRING && own->key_length == 2 && bytes[own->key] == 'i' && bytes[own->key + 1] == 'd';
}

static bool is_id(const Document *document, NodeId node)
{
    return is_id_in(document_nodes(document), document_bytes(document).bytes, node);
}

/* True when there are several ids in a resource, of which two may be the same. */
static bool has_several_ids(const Document *document, NodeId resource)
{
    const Node *nodes = document_nodes(document);
    const char *bytes = document_bytes(document).bytes;
    unsigned count = 0;
    for (NodeId id = resource + 1; id < nodes[resource].end && count < 3; id++) {
        count += is_id_in(nodes, bytes, id);
    }
    return count >= 2;
}

static void judge_ids_in(ElementIds *ids, NodeId node, const Element *element, Slice type);

/* Judges the ids of an object and below its members: those that its definition has. */
static void judge_ids_of(ElementIds *ids, NodeId object, const Element *content)
{
    const Document *document = walk_document(ids->walk);
    for (NodeId child = document_first_child(document, object); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        Slice key = document_raw_key(document, child), type = {NULL, 0};
        bool is_sibling = slice_starts_with(key, SLICE("_"));
        const Element *element = element_child_find(content, key, &type);
        if (is_id(document, child)) {
            judge_element_id(ids, child);
        } else if (element) {
            judge_ids_in(ids, child, is_sibling ? NULL : element, type);
        }
    }
}

/* Judges the ids within a value of an element; of the sibling of a primitive value only its own (`element` NULL). A
   resource within has its ids apart. */
static void judge_ids_in(ElementIds *ids, NodeId node, const Element *element, Slice type)
{
    const Document *document = walk_document(ids->walk);
    NodeKind kind = document_node(document, node)->kind;
    if (kind == NODE_ARRAY) {
        for (NodeId item = document_first_child(document, node); item != NODE_NONE;
             item = document_next_sibling(document, item)) {
            judge_ids_in(ids, item, element, type);
        }
    } else if (kind == NODE_OBJECT && document_member(document, node, SLICE("resourceType")) == NODE_NONE) {
        const Rules *rules = walk_rules(ids->walk);
        const Structure *primitive = element ? NULL : rules_type(rules, SLICE("Element"));
        const Element *content = element     ? rules_content(rules, element, type)
                                 : primitive ? structure_root(primitive)
                                             : NULL;
        if (content) {
            judge_ids_of(ids, node, content);
        }
    }
}

/* The two lists of a StructureDefinition describe the same elements, each with its own ids. */
static bool has_own_ids(const Structure *type, Slice name)
{
    return slice_equals(structure_type(type), SLICE("StructureDefinition")) &&
           (slice_equals(name, SLICE("snapshot")) || slice_equals(name, SLICE("differential")));
}

/* Judges the ids within the first member of a resource that is a value of an element, and in its sibling. */
static void judge_ids_of_member(ElementIds *ids, const Element *root, const Element *element)
{
    const Document *document = walk_document(ids->walk);
    bool was_seen[2] = {false, false};
    for (NodeId child = document_first_child(document, ids->resource); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        Slice key = document_raw_key(document, child), type = {NULL, 0};
        bool is_sibling = slice_starts_with(key, SLICE("_"));
        if (!is_id(document, child) && !was_seen[is_sibling] && element_child_find(root, key, &type) == element) {
            was_seen[is_sibling] = true;
            judge_ids_in(ids, child, is_sibling ? NULL : element, type);
        }
    }
}

/* Members are taken in the order of the definition, so that the one that is called the second is the same however the
   file is ordered; of members that are there twice, the first one counts. */
static void judge_element_ids(Walk *walk, const Place *place)
{
    const Document *document = walk_document(walk);
    const Element *root = structure_root(place->scope->type);
    if (!walk_adds_issues(walk) || !has_several_ids(document, place->node)) {
        return;
    }
    ElementIds ids = {.walk = walk, .resource = place->node};
    for (uint32_t i = 0; i < element_child_count(root); i++) {
        const Element *element = element_child(root, i);
        Slice name = element_name(element);
        if (has_own_ids(place->scope->type, name)) {
            slice_map_clear(&ids.seen);
        }
        judge_ids_of_member(&ids, root, element);
    }
    slice_map_free(&ids.seen);
}

static bool leaves_element_ids(const Document *document, const Patch *patch)
{
    static const char *const names[] = {"id", "resourceType", NULL};
    return impact_leaves(document, patch, names);
}

const Group group_element_id = {.name = "element ids",
                                .kinds = KIND_RESOURCE,
                                .is_far = true,
                                .concerns = concerns,
                                .judge = judge_element_ids,
                                .is_unaffected = leaves_element_ids,
                                .is_of_type = true};
