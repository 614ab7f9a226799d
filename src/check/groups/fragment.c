/*
 * Fragments: values of extensions, and addresses of definitions, that name a place in the document by its id ("#id").
 *
 * A definition may be contained in the resource that uses it, so a canonical address that leads nowhere is an error.
 *
 * The extension textLink ties a part of a narrative (htmlid) to the data that it tells of (data): both must be there
 * (http://hl7.org/fhir/StructureDefinition/textLink). Other extensions may mean something else by the mark.
 */
#include "src/base/slice_map.h"
#include "src/base/systems.h"
#include "src/check/groups/groups.h"
#include "src/check/narrative/anchors.h"
#include "src/check/state/group.h"

#define TEXT_LINK FHIR_STRUCTURES "textLink"

/* ---- values that lead into the document ---- */

static bool concerns_fragment(const Plan *plan)
{
    if (slice_equals(plan->type, SLICE("canonical"))) {
        return true;
    }
    bool is_address = slice_equals(plan->type, SLICE("uri")) || slice_equals(plan->type, SLICE("url"));
    Slice path = is_address && plan->element_count > 0 ? element_path(plan->elements[0]) : SLICE("");
    return (slice_starts_with(path, SLICE("Extension.")) && slice_ends_with(path, SLICE(".value[x]"))) ||
           slice_equals(path, SLICE("ElementDefinition.contentReference"));
}

/* True for the value of a part of the extension textLink. */
static bool is_of_text_link(Walk *walk, NodeId node)
{
    const Document *document = walk_document(walk);
    NodeId list = document_node(document, document_node(document, node)->parent)->parent;
    NodeId holder = list == NODE_NONE ? NODE_NONE : document_node(document, list)->parent;
    return slice_equals(walk_text(walk, walk_member(walk, holder, "url")), SLICE(TEXT_LINK));
}

static void judge_fragment(Walk *walk, const Place *place)
{
    Slice text = walk_text(walk, place->node);
    if (text.length == 0 || text.bytes[0] != '#' ||
        walk_has_anchor(walk, place->scope, slice_part(text, 1, text.length))) {
        return;
    }
    bool is_error = slice_equals(place->plan->type, SLICE("canonical")) || is_of_text_link(walk, place->node);
    Shown shown = shown_value(text);
    IssueForm form = {
        .key = KEY_URL_FRAGMENT, .in_case = is_error ? CASE_FRAGMENT_CANONICAL : CASE_NONE, .node = place->node};
    issue_form(walk, &form, "Fragment '" SHOWN "' does not resolve: the document has no element with this id.",
               SHOWN_ARGS(shown));
}

const Group group_fragment = {
    .name = "fragment", .is_far = true, .concerns = concerns_fragment, .judge = judge_fragment};

/* ---- parts of a narrative that are named ---- */

static bool concerns_text_link(const Plan *plan)
{
    return slice_equals(plan->type, SLICE("Narrative"));
}

static void add_id(void *context, Slice id)
{
    slice_map_add(context, id, NULL);
}

/* Judges the parts of one textLink by the ids of the narrative. */
static void judge_parts(Walk *walk, NodeId link, const SliceMap *ids)
{
    const Document *document = walk_document(walk);
    NodeId list = walk_member(walk, link, "extension");
    NodeId part = list == NODE_NONE ? NODE_NONE : document_first_child(document, list);
    for (; part != NODE_NONE; part = document_next_sibling(document, part)) {
        NodeId value = walk_member(walk, part, "valueString");
        bool is_id =
            value != NODE_NONE && slice_equals(walk_text(walk, walk_member(walk, part, "url")), SLICE("htmlid"));
        Slice id = walk_text(walk, is_id ? value : NODE_NONE);
        Shown shown = shown_value(id);
        if (is_id && !slice_map_find(ids, id)) {
            issue_add(walk, KEY_TEXT_LINK, value, NULL, "Narrative has no element with id '" SHOWN "'.",
                      SHOWN_ARGS(shown));
        }
    }
}

static void judge_text_link(Walk *walk, const Place *place)
{
    const Document *document = walk_document(walk);
    NodeId list = place_part(place, "extension");
    NodeId item = list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY
                      ? NODE_NONE
                      : document_first_child(document, list);
    SliceMap ids = SLICE_MAP_EMPTY;
    bool is_read = false;
    for (; item != NODE_NONE; item = document_next_sibling(document, item)) {
        if (slice_equals(walk_text(walk, walk_member(walk, item, "url")), SLICE(TEXT_LINK))) {
            if (!is_read) {
                anchors_visit(walk_text(walk, place_part(place, "div")), add_id, &ids);
                is_read = true;
            }
            judge_parts(walk, item, &ids);
        }
    }
    slice_map_free(&ids);
}

const Group group_text_link = {.name = "text_link",
                               .kinds = KIND_COMPLEX,
                               .concerns = concerns_text_link,
                               .judge = judge_text_link,
                               .is_of_type = true};
