/* Shape: objects read into elements. */
#include "src/check/walk/shape.h"

#include "src/check/state/session.h"
#include "src/check/state/unknown_name.h"
#include "src/check/state/value_format.h"

#include <stdlib.h>

static const Node *node_at(const Walk *walk, NodeId id)
{
    return document_node(walk->document, id);
}

/* What a JSON value is, in words. */
static const char *kind_name(const Walk *walk, NodeId id)
{
    static const char *const names[NODE_KIND_COUNT] = {
        [NODE_NULL] = "null",      [NODE_BOOLEAN] = "a boolean", [NODE_NUMBER] = "a number", [NODE_STRING] = "a string",
        [NODE_ARRAY] = "an array", [NODE_OBJECT] = "an object",  [NODE_LINES] = "lines",     [NODE_BROKEN] = "broken"};
    return names[node_at(walk, id)->kind];
}

static bool is_primitive(const Member *member)
{
    return member->plan->kind == PLAN_PRIMITIVE;
}

/* ---- the kind of values ---- */

static void report_kind(Walk *walk, const Member *member, NodeId id, const char *wanted)
{
    Slice name = member->name;
    issue_add(walk, KEY_JSON_KIND, id, member->element, "'%.*s' is %s. Expected: %s.", SLICE_ARGS(name),
              kind_name(walk, id), wanted);
}

/* True for an object that has the name of a primitive but says what belongs beside it: why it is missing. */
static bool is_extension_only(const Walk *walk, NodeId id)
{
    bool is_only =
        node_at(walk, id)->kind == NODE_OBJECT && document_member(walk->document, id, SLICE("extension")) != NODE_NONE;
    for (NodeId member = document_first_child(walk->document, id); is_only && member != NODE_NONE;
         member = document_next_sibling(walk->document, member)) {
        is_only = document_key_equals(walk->document, member, SLICE("extension")) ||
                  document_key_equals(walk->document, member, SLICE("id"));
    }
    return is_only;
}

/* True where the object around a member lacks one whose name has the underscore more or less. */
static bool lacks_partner(const Walk *walk, NodeId id, const char *prefix, Slice name)
{
    NodeId member = node_at(walk, id)->key ? id : node_at(walk, id)->parent;
    NodeId object = node_at(walk, member)->parent;
    Text partner = TEXT_EMPTY;
    text_format(&partner, "%s%.*s", prefix, SLICE_ARGS(name));
    bool is_lacking = document_member(walk->document, object, text_slice(&partner)) == NODE_NONE;
    text_free(&partner);
    return is_lacking;
}

/* Names a value that is not a single one; an object of extensions by the name that it should have. */
static void report_not_single(Walk *walk, const Member *member, NodeId id)
{
    Slice name = member->name;
    if (is_extension_only(walk, id) && lacks_partner(walk, id, "_", name)) {
        issue_add(walk, KEY_JSON_KIND, id, member->element,
                  "'%.*s' is an object with extensions and no value. Expected name: '_%.*s'.", SLICE_ARGS(name),
                  SLICE_ARGS(name));
    } else {
        report_kind(walk, member, id, "a primitive value");
    }
}

/* Judges a single value, which is no item of an array or one. */
static bool check_value(Walk *walk, const Member *member, NodeId id)
{
    const Node *node = node_at(walk, id);
    if (node->kind == NODE_BROKEN) {
        return true;
    }
    if (is_primitive(member)) {
        bool is_plain = node->kind != NODE_ARRAY && node->kind != NODE_OBJECT && node->kind != NODE_NULL;
        if (!is_plain) {
            report_not_single(walk, member, id);
        }
        return is_plain;
    }
    if (node->kind != NODE_OBJECT) {
        report_kind(walk, member, id, "an object");
        return false;
    }
    if (node->end == id + 1) {
        Slice name = member->name;
        issue_add(walk, KEY_EMPTY_OBJECT, id, member->element,
                  "Object '%.*s' is empty. Remove the object or add content.", SLICE_ARGS(name));
    }
    return true;
}

/* Judges the `_x` sibling of a primitive, or an item of one. */
static bool check_sibling(Walk *walk, const Member *member, NodeId id)
{
    const Node *node = node_at(walk, id);
    Slice name = member->name;
    if (node->kind != NODE_OBJECT) {
        bool is_value = node->kind != NODE_ARRAY && node->kind != NODE_NULL && lacks_partner(walk, id, "", name);
        issue_add(walk, KEY_JSON_KIND, id, member->element,
                  is_value ? "'_%.*s' is %s, not an object. Expected name: '%.*s'."
                           : "'_%.*s' is %s. Expected: an object.",
                  SLICE_ARGS(name), kind_name(walk, id), SLICE_ARGS(name));
        return false;
    }
    if (node->end == id + 1) {
        issue_add(walk, KEY_EMPTY_OBJECT, id, member->element, "Object '_%.*s' is empty. Remove the object.",
                  SLICE_ARGS(name));
        return false;
    }
    return true;
}

static bool is_null(const Walk *walk, NodeId id)
{
    return id != NODE_NONE && node_at(walk, id)->kind == NODE_NULL;
}

/* The item of an array; NODE_NONE at and past its end. */
static NodeId item_or_none(NodeId item, NodeId end)
{
    return item < end ? item : NODE_NONE;
}

/* Judges the items of an array of primitives together with those of its sibling: one of two must be there. */
static bool check_primitive_items(Walk *walk, const Member *member, NodeId array, NodeId sibling)
{
    const Node *nodes = document_nodes(walk->document);
    NodeId end = array == NODE_NONE ? 0 : nodes[array].end, other_end = sibling == NODE_NONE ? 0 : nodes[sibling].end;
    NodeId item = array == NODE_NONE ? 0 : array + 1, other = sibling == NODE_NONE ? 0 : sibling + 1;
    bool has_any = false;
    while (item < end || other < other_end) {
        NodeId here = item_or_none(item, end), beside = item_or_none(other, other_end);
        bool has_value = here != NODE_NONE && !is_null(walk, here);
        bool has_sibling = beside != NODE_NONE && !is_null(walk, beside);
        if (!has_value && !has_sibling) {
            issue_add(walk, KEY_NULL_IN_ARRAY, here != NODE_NONE ? here : beside, member->element,
                      "Array item has no value and no extension. Remove the null.");
        }
        has_any |= has_value && check_value(walk, member, here);
        has_any |= has_sibling && check_sibling(walk, member, beside);
        item = here == NODE_NONE ? item : nodes[item].end;
        other = beside == NODE_NONE ? other : nodes[other].end;
    }
    return has_any;
}

/* Judges the items of an array of objects. */
static bool check_items(Walk *walk, const Member *member, NodeId array)
{
    const Node *nodes = document_nodes(walk->document);
    bool has_any = false;
    for (NodeId item = array + 1; item < nodes[array].end; item = nodes[item].end) {
        bool is_right = nodes[item].kind == NODE_OBJECT && nodes[item].end > item + 1;
        has_any |= is_right || check_value(walk, member, item);
    }
    return has_any;
}

/* Names a list of extensions that is longer than the list of the values that they belong to. */
static void check_lengths(Walk *walk, const Part *part)
{
    uint32_t count = part->node == NODE_NONE ? 0 : document_child_count(walk->document, part->node);
    uint32_t beside = part->sibling == NODE_NONE ? 0 : document_child_count(walk->document, part->sibling);
    Slice name = part->member->name;
    if (beside > count) {
        issue_add(walk, KEY_ARRAY_LENGTHS, part->sibling, part->member->element,
                  "'_%.*s' has %u item%s, but '%.*s' has %u. Add null to '%.*s' for each missing value.",
                  SLICE_ARGS(name), beside, beside == 1 ? "" : "s", SLICE_ARGS(name), count, SLICE_ARGS(name));
    }
}

static bool is_empty_array(const Walk *walk, NodeId id)
{
    return id != NODE_NONE && node_at(walk, id)->end == id + 1;
}

static void report_empty_array(Walk *walk, const Member *member, NodeId id, const char *prefix)
{
    Slice name = member->name;
    issue_add(walk, KEY_EMPTY_ARRAY, id, member->element, "Array '%s%.*s' is empty. Remove the array or add an item.",
              prefix, SLICE_ARGS(name));
}

/* Judges an element that repeats. An object without its array counts as its one item, a plain value does not. */
static bool check_array(Walk *walk, const Part *part)
{
    const Member *member = part->member;
    NodeId wrong = part->node != NODE_NONE && node_at(walk, part->node)->kind != NODE_ARRAY ? part->node : NODE_NONE;
    if (wrong == NODE_NONE && part->sibling != NODE_NONE && node_at(walk, part->sibling)->kind != NODE_ARRAY) {
        wrong = part->sibling;
    }
    if (wrong != NODE_NONE) {
        if (is_primitive(member) && wrong == part->node && is_extension_only(walk, wrong)) {
            report_not_single(walk, member, wrong);
        } else if (node_at(walk, wrong)->kind != NODE_BROKEN && wrong == part->sibling) {
            issue_add(walk, KEY_JSON_KIND, wrong, member->element, "'_%.*s' must be an array, but it is %s.",
                      SLICE_ARGS(member->name), kind_name(walk, wrong));
        } else if (node_at(walk, wrong)->kind != NODE_BROKEN) {
            report_kind(walk, member, wrong, "an array");
        }
        return !is_primitive(member) && node_at(walk, wrong)->kind == NODE_OBJECT;
    }
    if (is_primitive(member)) {
        bool is_nothing = is_empty_array(walk, part->sibling) || part->sibling == NODE_NONE;
        check_lengths(walk, part);
        if (is_empty_array(walk, part->sibling)) {
            report_empty_array(walk, member, part->sibling, "_");
        }
        if (is_empty_array(walk, part->node) && is_nothing) { /* else the lengths differ */
            report_empty_array(walk, member, part->node, "");
        }
        return check_primitive_items(walk, member, part->node, part->sibling);
    }
    if (is_empty_array(walk, part->node)) {
        report_empty_array(walk, member, part->node, "");
        return false;
    }
    return check_items(walk, member, part->node);
}

/* Judges the values of a part; false where nothing of it can be used. */
static bool check_part(Walk *walk, Part *part)
{
    const Member *member = part->member;
    if (member->is_array) {
        return check_array(walk, part);
    }
    if (part->node != NODE_NONE && !check_value(walk, member, part->node)) {
        part->node = NODE_NONE;
    }
    if (part->sibling != NODE_NONE && !check_sibling(walk, member, part->sibling)) {
        part->sibling = NODE_NONE;
    }
    return part->node != NODE_NONE || part->sibling != NODE_NONE;
}

bool shape_check_primitive(Walk *walk, const Place *place)
{
    static const struct {
        NodeKind kind;
        const char *wanted;
    } wants[] = {[FORMAT_AS_STRING] = {NODE_STRING, "a string"},
                 [FORMAT_AS_NUMBER] = {NODE_NUMBER, "a number without quotes"},
                 [FORMAT_AS_BOOLEAN] = {NODE_BOOLEAN, "true or false without quotes"}};
    if (place->node == NODE_NONE || !place->plan->format) {
        return true;
    }
    FormatJson json = place->plan->format->json;
    bool is_right = node_at(walk, place->node)->kind == wants[json].kind;
    if (!is_right && place->member) {
        report_kind(walk, place->member, place->node, wants[json].wanted);
        if (!value_format_fits(walk, place)) {
            walk->errors++;
            unchecked_note_misfit(walk, place->node);
        }
    }
    return is_right;
}

/* ---- the members of an object ---- */

/* What is known of an object while its members are read. */
typedef struct Reading {
    const Place *place;
    size_t base;      /* of its parts on the stack */
    uint64_t seen[4]; /* ordinals of the members that were met */
} Reading;

static bool set_seen(Reading *reading, uint16_t ordinal)
{
    uint64_t bit = (uint64_t)1 << (ordinal & 63u), *word = &reading->seen[(ordinal >> 6) & 3u];
    bool was_seen = (*word & bit) != 0;
    *word |= bit;
    return was_seen;
}

static Part *find_part(Walk *walk, const Reading *reading, const Member *member)
{
    for (size_t i = reading->base; i < walk->part_count; i++) {
        if (walk->parts[i].member == member) {
            return &walk->parts[i];
        }
    }
    return NULL;
}

/* The part of a member, which is put in where it is new. */
static Part *part_of(Walk *walk, Reading *reading, const Member *member)
{
    Part *part = set_seen(reading, member->ordinal) ? find_part(walk, reading, member) : NULL;
    if (!part) {
        ARRAY_RESERVE(walk->parts, walk->part_capacity, walk->part_count + 1);
        part = &walk->parts[walk->part_count++];
        *part = (Part){member, NODE_NONE, NODE_NONE};
    }
    return part;
}

static void report_duplicate(Walk *walk, const Member *member, NodeId id)
{
    Slice name = member->name;
    IssueForm form = {.key = KEY_DUPLICATE_PROPERTY, .node = id, .is_about_key = true, .element = member->element};
    issue_form(walk, &form, "Duplicate property '%.*s'. Keep one value.", SLICE_ARGS(name));
}

/* True when another part is the same choice with another type. */
static bool is_second_choice(Walk *walk, const Reading *reading, const Part *part)
{
    for (size_t i = reading->base; part->member->is_choice && i < walk->part_count; i++) {
        const Member *other = walk->parts[i].member;
        bool is_same =
            other->is_choice && slice_equals(element_name(other->element), element_name(part->member->element));
        if (other != part->member && is_same) {
            return true;
        }
    }
    return false;
}

/* Puts a member that is known into its part. */
static void take_member(Walk *walk, Reading *reading, const Member *member, NodeId id, bool is_sibling)
{
    Part *part = part_of(walk, reading, member);
    NodeId *place = is_sibling ? &part->sibling : &part->node;
    if (*place != NODE_NONE) {
        report_duplicate(walk, member, id);
        return;
    }
    *place = id;
    if (!is_second_choice(walk, reading, part)) {
        return;
    }
    Slice base = element_name(member->element);
    IssueForm form = {.key = KEY_SECOND_CHOICE, .node = id, .is_about_key = true, .element = member->element};
    issue_form(walk, &form, "'%.*s' has values of two types. Allowed: one value.", SLICE_ARGS(base));
    walk->part_count--;
}

/* The names of the types that a choice may have here: those of its narrowest element. */
static Slice allowed_types(Walk *walk, const Plan *plan)
{
    const Element *narrowest = plan->elements[0];
    for (uint32_t i = 1; i < plan->element_count; i++) {
        bool is_narrower = element_type_count(plan->elements[i]) < element_type_count(narrowest);
        narrowest = is_narrower ? plan->elements[i] : narrowest;
    }
    Text names = TEXT_EMPTY;
    for (uint32_t i = 0; i < element_type_count(narrowest); i++) {
        Slice type = type_fhir_code(element_type(narrowest, i));
        text_format(&names, "%s%.*s", i > 0 ? ", " : "", SLICE_ARGS(type));
    }
    return text_take(&names, walk->checker->scratch);
}

/* Names a member whose type a profile, or the definition of an extension, does not allow. */
static void report_foreign(Walk *walk, const Reading *reading, const Part *part)
{
    NodeId id = part->node != NODE_NONE ? part->node : part->sibling;
    bool is_extension = reading->place->plan->is_extension;
    Slice name = part->member->name, allowed = allowed_types(walk, part->member->plan);
    issue_add(walk, is_extension ? KEY_EXTENSION_TYPE : KEY_CHOICE_TYPE, id, part->member->element,
              "Type of '%.*s' is not allowed by the %s. Allowed: %.*s.", SLICE_ARGS(name),
              is_extension ? "definition of the extension" : "profile", SLICE_ARGS(allowed));
}

/* Judges the parts and leaves out those that are of no use. */
static void check_parts(Walk *walk, const Reading *reading)
{
    size_t kept = reading->base;
    for (size_t i = reading->base; i < walk->part_count; i++) {
        Part part = walk->parts[i];
        if (part.member->is_foreign) {
            report_foreign(walk, reading, &part);
        }
        if (check_part(walk, &part)) {
            walk->parts[kept++] = part;
        }
    }
    walk->part_count = kept;
}

uint32_t shape_read(Walk *walk, Place *place, NodeId object)
{
    const Node *nodes = document_nodes(walk->document);
    const char *bytes = document_bytes(walk->document).bytes;
    Plans *plans = walk->checker->plans;
    Reading reading = {.place = place, .base = walk->part_count};
    const Member *previous = NULL;
    place->has_unknown = false;
    for (NodeId id = object + 1; id < nodes[object].end; id = nodes[id].end) {
        bool is_plain = nodes[id].key && !(nodes[id].flags & NODE_KEY_HAS_ESCAPE);
        Slice key = is_plain ? slice_make(bytes + nodes[id].key, nodes[id].key_length)
                             : document_key_text(walk->document, id, walk->checker->scratch);
        bool is_sibling = key.length > 1 && key.bytes[0] == '_';
        const Member *member =
            plan_next_member(plans, place->plan, previous, is_sibling ? slice_part(key, 1, key.length) : key);
        if (member && (!is_sibling || is_primitive(member))) {
            take_member(walk, &reading, member, id, is_sibling);
            previous = member;
        } else if (place->plan->kind != PLAN_RESOURCE || !slice_equals(key, SLICE("resourceType"))) {
            place->has_unknown = true;
            unknown_name_report(walk, place->plan, id, key);
        }
    }
    check_parts(walk, &reading);
    return (uint32_t)(walk->part_count - reading.base);
}

/* ---- occurrences ---- */

Occurrences shape_occurrences(const Document *document, const Part *part)
{
    const Node *nodes = document_nodes(document);
    Occurrences all = {.node = part->node, .sibling = part->sibling};
    NodeId any = part->node != NODE_NONE ? part->node : part->sibling;
    all.is_array = part->member->is_array && nodes[any].kind == NODE_ARRAY;
    if (all.is_array) {
        all.node_end = part->node == NODE_NONE ? 0 : nodes[part->node].end;
        all.sibling_end = part->sibling == NODE_NONE ? 0 : nodes[part->sibling].end;
        all.node = part->node == NODE_NONE ? 0 : part->node + 1;
        all.sibling = part->sibling == NODE_NONE ? 0 : part->sibling + 1;
    } else {
        all.node_end = part->node == NODE_NONE ? 0 : part->node + 1;
        all.sibling_end = part->sibling == NODE_NONE ? 0 : part->sibling + 1;
    }
    return all;
}

/* True when an occurrence can be judged as a value of the member. */
static bool is_usable(const Node *nodes, const Member *member, NodeId node, NodeId sibling)
{
    if (member->plan->kind != PLAN_PRIMITIVE) {
        return node != NODE_NONE && nodes[node].kind == NODE_OBJECT && nodes[node].end > node + 1;
    }
    return node != NODE_NONE || sibling != NODE_NONE;
}

bool shape_is_usable(const Document *document, const Member *member, NodeId node)
{
    const Node *nodes = document_nodes(document);
    bool is_plain = member->plan->kind == PLAN_PRIMITIVE;
    bool has_value = !is_plain || (nodes[node].kind < NODE_ARRAY && nodes[node].kind != NODE_NULL);
    return has_value && is_usable(nodes, member, node, NODE_NONE);
}

bool shape_next(const Document *document, Occurrences *all, const Member *member, NodeId *node, NodeId *sibling)
{
    const Node *nodes = document_nodes(document);
    while (all->node < all->node_end || all->sibling < all->sibling_end) {
        *node = item_or_none(all->node, all->node_end);
        *sibling = item_or_none(all->sibling, all->sibling_end);
        all->node = *node == NODE_NONE ? all->node : (all->is_array ? nodes[*node].end : all->node_end);
        all->sibling = *sibling == NODE_NONE ? all->sibling : (all->is_array ? nodes[*sibling].end : all->sibling_end);
        bool is_plain = member->plan->kind == PLAN_PRIMITIVE;
        if (*node != NODE_NONE && is_plain && (nodes[*node].kind >= NODE_ARRAY || nodes[*node].kind == NODE_NULL)) {
            *node = NODE_NONE;
        }
        if (*sibling != NODE_NONE && nodes[*sibling].kind != NODE_OBJECT) {
            *sibling = NODE_NONE;
        }
        if (is_usable(nodes, member, *node, *sibling)) {
            return true;
        }
    }
    return false;
}

uint32_t shape_count(const Document *document, const Part *part)
{
    Occurrences all = shape_occurrences(document, part);
    NodeId node, sibling;
    uint32_t count = 0;
    while (shape_next(document, &all, part->member, &node, &sibling)) {
        count++;
    }
    return count;
}
