/* Question: positions in the list of places. */
#include "src/check/state/question.h"

#include "src/check/state/group_places.h"

#include <stdlib.h>

/* ---- what is reached ---- */

/* True when all that was judged again as a whole is in a range. */
static bool holds_renewed(const EditImpact *impact, NodeRange range)
{
    for (size_t i = 0; i < impact->count; i++) {
        if (impact->renewed[i].first < range.first || impact->renewed[i].end > range.end) {
            return false;
        }
    }
    return true;
}

NodeRange question_extent(const CheckSession *session, const EditImpact *impact)
{
    const Document *document = session->document;
    NodeId root = session->root;
    NodeRange whole = {root, document_node(document, root)->end}, extent = whole;
    size_t at = session_scope_from(session, session->sorted_scopes, root);
    const Scope *scope = at < session->sorted_scopes ? &session->scopes[at]->scope : NULL;
    if (!scope || scope->resource != root || !slice_equals(structure_type(scope->type), SLICE("Bundle"))) {
        return whole;
    }
    NodeId entry = resolver_entry_around(session->resolver, root, impact->holder);
    if (entry != NODE_NONE) {
        extent = (NodeRange){entry, document_node(document, entry)->end};
    } else if (impact->holder == document_member(document, root, SLICE("entry"))) {
        extent = impact->changed;
    }
    return holds_renewed(impact, extent) ? extent : whole;
}

/* ---- what is asked ---- */

static bool is_in(NodeRange range, NodeId node)
{
    return range.first <= node && node < range.end;
}

static void add(Question *question, size_t position)
{
    ARRAY_RESERVE(question->places, question->capacity, question->count + 1);
    question->places[question->count++] = (uint32_t)position;
}

static bool compares_uids(const Plan *plan)
{
    bool is_one = false;
    for (uint32_t i = 0; i < plan->document_count; i++) {
        is_one = is_one || plan->far[i]->is_of_uids;
    }
    return is_one;
}

/* Adds the places of the values around an edit that lie before what it reached, from the outside in. */
static void add_around(Question *question, const GroupPlaces *far, NodeId node)
{
    if (node == NODE_NONE) {
        return;
    }
    add_around(question, far, document_node(question->impact->document, node)->parent);
    for (size_t i = group_places_from(far, node); i < far->count && group_place_node(&far->items[i]) == node; i++) {
        if (!is_in(question->extent, node)) {
            add(question, i);
        }
    }
}

Question question_of(CheckSession *session, const EditImpact *impact, NodeRange extent, bool asks_uids)
{
    const GroupPlaces *far = &session->far;
    Question question = {.session = session, .impact = impact, .extent = extent};
    unsigned changed =
        LOOK_AT_TARGETS | (session->ids_hold ? 0 : LOOK_AT_IDS) | (session->entries_hold ? 0 : LOOK_AT_ENTRIES);
    size_t first = group_places_from(far, extent.first), end = group_places_from(far, extent.end);
    bool is_far = (session->all_looks & changed) || asks_uids;
    if (!is_far) {
        add_around(&question, far, impact->holder);
    }
    for (size_t i = is_far ? 0 : first; i < (is_far ? far->count : end); i++) {
        const GroupPlace *item = &far->items[i];
        bool is_near = (i >= first && i < end) || impact_is_around(impact, group_place_node(item));
        if (is_near || (item->looks & changed) || (asks_uids && compares_uids(item->plan))) {
            add(&question, i);
        }
    }
    return question;
}

void question_free(Question *question)
{
    free(question->places);
}

bool question_has(const Question *question, NodeId node)
{
    const GroupPlaces *far = &question->session->far;
    size_t low = 0, high = question->count;
    if (is_in(question->extent, node) || impact_is_around(question->impact, node)) {
        return true;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (group_place_node(&far->items[question->places[middle]]) < node) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < question->count && group_place_node(&far->items[question->places[low]]) == node;
}

/* True for an edit that leaves the links between entries: of one value, which is no address and no id. */
static bool leaves_links(const Document *document, const Patch *patch)
{
    static const char *const names[] = {"reference", "url", "valueUrl", "valueUri", "source", "id", "div", NULL};
    return impact_leaves(document, patch, names);
}

bool question_is_left(const CheckSession *session, const EditImpact *impact, const Group *group, NodeId node)
{
    if (group_is_left(group, impact->document, impact->patch)) {
        return true;
    }
    bool is_inside = group->is_of_entries && session->entries_hold && impact_is_around(impact, node) &&
                     !impact_is_whole(impact, node);
    return is_inside &&
           (resolver_head(session->resolver, node).length == 0 || leaves_links(impact->document, impact->patch));
}
