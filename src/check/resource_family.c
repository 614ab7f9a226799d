/* Resources: ids, security labels, and resources that are contained (contained.h). */
#include "src/check/contained.h"
#include "src/check/format.h"
#include "src/check/session.h"
#include "src/check/shape.h"

enum { RESOURCE_ID_LENGTH_MAXIMUM = 64, LABELS_MAXIMUM = 32 };

static bool concerns(const Plan *plan)
{
    return plan->kind == PLAN_RESOURCE;
}

/* Judges the id of a resource: is it needed, and how is it written? */
static void judge_id(Walk *walk, const Place *place)
{
    NodeId id = place_part(place, "id");
    Slice text = walk_text(walk, id, 0), shown = issue_shown(text);
    if (id == NODE_NONE && place->scope->is_contained) {
        IssueForm form = {.key = KEY_ID_MISSING, .node = place->node, .missing = SLICE("id")};
        issue_form(walk, &form, "A contained resource needs an id, by which references lead to it.");
    } else if (text.length > RESOURCE_ID_LENGTH_MAXIMUM) {
        issue_add(walk, KEY_ID_LENGTH, id, NULL, "The id has %zu characters. At most 64 are allowed.", text.length);
    } else if (text.length > 0 && !format_is_id(text)) {
        issue_add(walk, KEY_ID_CHARACTERS, id, NULL,
                  "The id '%.*s' has characters that are not allowed: only letters, digits, hyphens and dots.",
                  SLICE_ARGS(shown));
    }
    for (uint32_t i = 0; i < place->part_count; i++) {
        const Part *part = &place->parts[i];
        if (part->sibling != NODE_NONE && slice_equals(part->member->name, SLICE("id"))) {
            issue_add(walk, KEY_ID_EXTENDED, part->sibling, NULL, "The id of a resource cannot have extensions.");
        }
    }
}

/* ---- security labels ---- */

static bool are_same_labels(Walk *walk, NodeId a, NodeId b)
{
    Slice system = walk_text(walk, walk_member(walk, a, "system"), 0),
          code = walk_text(walk, walk_member(walk, a, "code"), 1);
    return code.length > 0 && slice_equals(system, walk_text(walk, walk_member(walk, b, "system"), 2)) &&
           slice_equals(code, walk_text(walk, walk_member(walk, b, "code"), 3));
}

/* Reports security labels that are there twice. */
static void judge_labels(Walk *walk, const Place *place)
{
    const Document *document = walk->document;
    NodeId list = walk_member(walk, place_part(place, "meta"), "security");
    if (list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return;
    }
    NodeId items[LABELS_MAXIMUM];
    uint32_t count = 0;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE && count < LABELS_MAXIMUM;
         item = document_next_sibling(document, item)) {
        for (uint32_t i = 0; i < count; i++) {
            if (are_same_labels(walk, items[i], item)) {
                issue_add(walk, KEY_DUPLICATE_LABEL, item, NULL,
                          "This security label is there already. Keep one of them.");
                break;
            }
        }
        items[count++] = item;
    }
}

static void judge(Walk *walk, const Place *place)
{
    judge_id(walk, place);
    contained_judge(walk, place);
    judge_labels(walk, place);
}

const Family family_resource = {.name = "resource", .concerns = concerns, .judge = judge, .is_of_type = true};

/* ---- ids of elements ---- */

/* The ids of elements that were met in a resource. */
typedef struct ElementIds {
    Walk *walk;
    NodeId resource;
    SliceMap seen;
    Arena *kept;
} ElementIds;

static void judge_element_id(ElementIds *ids, NodeId node)
{
    Slice text = walk_text(ids->walk, node, 0), shown = issue_shown(text);
    bool is_new = true;
    slice_map_add(&ids->seen, arena_copy(ids->kept, text), &is_new);
    if (!is_new) {
        issue_add(ids->walk, KEY_DUPLICATE_ID, node, NULL,
                  "Another element of this resource has the id '%.*s' already.", SLICE_ARGS(shown));
    }
}

/* True when a node is in a resource that is in another one, which has the ids in it apart. */
static bool is_in_other(const Document *document, NodeId node, NodeId resource)
{
    NodeId up = document_node(document, node)->parent;
    while (up != resource && document_member(document, up, SLICE("resourceType")) == NODE_NONE) {
        up = document_node(document, up)->parent;
    }
    return up != resource;
}

/* True for the id of an element of a resource, which is not the resource's own. */
static bool is_element_id(const Document *document, NodeId node, NodeId resource)
{
    const Node *own = document_node(document, node);
    return own->kind == NODE_STRING && own->key_length == 2 && own->parent != resource &&
           slice_equals(document_raw_key(document, node), SLICE("id")) && !is_in_other(document, node, resource);
}

/* True when there are several ids in a resource, of which two may be the same. */
static bool has_several_ids(const Document *document, NodeId resource)
{
    NodeId end = document_node(document, resource)->end;
    unsigned count = 0;
    for (NodeId id = resource + 1; id < end && count < 2; id++) {
        count += is_element_id(document, id, resource);
    }
    return count == 2;
}

/* Judges the ids below a member of the resource. */
static void judge_ids_in(ElementIds *ids, NodeId member)
{
    const Document *document = ids->walk->document;
    NodeId end = document_node(document, member)->end;
    for (NodeId id = member; id < end; id++) {
        if (is_element_id(document, id, ids->resource)) {
            judge_element_id(ids, id);
        }
    }
}

/* The two lists of a StructureDefinition describe the same elements, each with its own ids. */
static bool has_own_ids(const Structure *type, Slice name)
{
    return slice_equals(structure_type(type), SLICE("StructureDefinition")) &&
           (slice_equals(name, SLICE("snapshot")) || slice_equals(name, SLICE("differential")));
}

/* Members are taken in the order of the definition, so that the one that is called the second is the same however the file
   is ordered; of members that are there twice, the first one counts. */
static void judge_element_ids(Walk *walk, const Place *place)
{
    const Document *document = walk->document;
    const Element *root = structure_root(place->scope->type);
    if (!walk->report || !has_several_ids(document, place->node)) {
        return;
    }
    ElementIds ids = {.walk = walk, .resource = place->node, .kept = arena_new()};
    for (uint32_t i = 0; i < element_child_count(root); i++) {
        Slice name = element_name(element_child(root, i));
        NodeId member = document_member(document, place->node, name);
        if (has_own_ids(place->scope->type, name)) {
            slice_map_clear(&ids.seen);
        }
        if (member != NODE_NONE) {
            judge_ids_in(&ids, member);
        }
    }
    slice_map_free(&ids.seen);
    arena_free(ids.kept);
}

static bool leaves_element_ids(const Document *document, const Patch *patch)
{
    static const char *const names[] = {"id", NULL};
    return touch_leaves(document, patch, names);
}

const Family family_element_id = {.name = "element ids",
                                  .is_far = true,
                                  .concerns = concerns,
                                  .judge = judge_element_ids,
                                  .is_left = leaves_element_ids,
                                  .is_of_type = true};
