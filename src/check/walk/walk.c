/* Walk: the way through a document. */
#include "src/check/walk/walk.h"

#include "src/check/state/group_places.h"
#include "src/check/state/kept.h"
#include "src/check/state/repeat.h"
#include "src/check/state/session.h"
#include "src/check/walk/extension_definition.h"
#include "src/check/walk/precheck.h"
#include "src/check/walk/resource_profiles.h"
#include "src/check/walk/shape.h"
#include "src/check/walk/slicing.h"
#include "src/check/walk/unmatched.h"

#include <stdlib.h>

/* ---- judging ---- */

static void judge_near(Walk *walk, const Place *place)
{
    for (uint32_t i = 0; i < place->plan->near_count && !walk_is_over(walk); i++) {
        place->plan->near[i]->judge(walk, place);
    }
}

static void note_far(Walk *walk, const Place *place)
{
    if (place->plan->document_count > 0) {
        group_places_add(walk->far, &(GroupPlace){.node = place->node,
                                                  .sibling = place->sibling,
                                                  .plan = place->plan,
                                                  .member = place->member,
                                                  .scope = place->scope});
    }
}

/* True when a document group need not be asked: an edit left what it found, or it found nothing when it was asked
   before. A conformance test need not ask for what was no error either. */
static bool is_answered(const Walk *walk, const GroupPlace *item, uint32_t position)
{
    const Group *group = item->plan->far[position];
    const Kept *kept = walk->session->kept;
    const EditImpact *impact = kept && walk->report ? kept->impact : walk->impact;
    if (walk->impact && walk->report && question_is_left(walk->session, walk->impact, group, group_place_node(item))) {
        return true;
    }
    bool is_silent = !walk->impact && item->silent >> position & 1u;
    bool is_faultless = kept && !walk->report && item->faultless >> position & 1u;
    if (impact && walk->report && group->is_of_uids && walk->session->uids_hold) {
        return true;
    }
    return is_silent || (impact && group_is_left(group, walk->document, impact->patch)) ||
           (is_faultless && group_is_left(group, walk->document, kept->impact->patch));
}

/* Asks the document groups of one place. */
static void judge_far(Walk *walk, GroupPlace *item)
{
    CheckSession *session = walk->session;
    unsigned outer = session->looks;
    bool is_all = walk->report != NULL;
    session->looks = 0;
    Place place = {
        .plan = item->plan, .member = item->member, .node = item->node, .sibling = item->sibling, .scope = item->scope};
    walk->origin = place_node(&place);
    walk->unmatched = unmatched_of_scope(item->scope);
    for (uint32_t k = 0; k < place.plan->document_count && !walk_is_over(walk); k++) {
        if (is_answered(walk, item, k)) {
            is_all = false;
            continue;
        }
        uint32_t said = walk->said, errors = walk->errors;
        walk->document_group = place.plan->far[k];
        walk->document_group->judge(walk, &place);
        bool is_silent = walk->document_group->is_result_reusable && walk->said == said;
        item->silent |= (uint32_t)is_silent << k;
        item->faultless = (item->faultless & ~(1u << k)) | (uint32_t)(walk->errors == errors) << k;
    }
    item->looks = (uint8_t)(session->looks | (is_all ? 0u : item->looks));
    session->all_looks |= item->looks;
    session->looks |= outer;
}

/* Asks the document groups of one place, and gives back the texts that they needed. */
static void ask_far(Walk *walk, GroupPlace *item)
{
    pace_step(walk->session->pace, walk->report != NULL);
    ArenaMark mark = arena_mark(walk->checker->scratch);
    judge_far(walk, item);
    arena_release(walk->checker->scratch, mark);
    walk->document_group = NULL;
    walk->unmatched = NULL;
}

void walk_far(Walk *walk, const GroupPlaces *far)
{
    for (size_t i = 0; i < far->count && !walk_is_over(walk); i++) {
        ask_far(walk, &far->items[i]);
    }
}

void walk_asked(Walk *walk, const Question *question)
{
    for (size_t i = 0; i < question->count && !walk_is_over(walk); i++) {
        ask_far(walk, &walk->session->far.items[question->places[i]]);
    }
}

/* ---- going on ---- */

static bool has_far_slices(const Plan *plan)
{
    bool is_far = false;
    for (uint32_t i = 0; i < plan->slicing_count; i++) {
        is_far |= plan->slicings[i]->is_far;
    }
    return is_far;
}

/* The plan of one occurrence: the member's, with the slices that it belongs to and the definition of an extension. */
static const Plan *choose_plan(Walk *walk, SliceTally *tally, const Place *place)
{
    const Plan *plan = place->plan;
    walk->session->has_far_slices |= has_far_slices(plan);
    if (plan->slicing_count > 0) {
        plan = tally_choose(walk, tally, place);
    }
    return plan->is_extension ? extension_choose(walk, plan, place->node) : plan;
}

/* Judges a value; a coded one is passed over where it is written as one in which nothing was found. */
static void walk_coded(Walk *walk, Place *place)
{
    if (!place->plan->is_repeatable || walk->impact || walk->session->kept) {
        walk_place(walk, place);
    } else if (repeat_is_known(walk, place)) {
        note_far(walk, place);
    } else {
        Traces before = repeat_begin(walk);
        walk_place(walk, place);
        repeat_end(walk, place, &before);
    }
}

/* Judges one occurrence of a part. */
static void walk_occurrence(Walk *walk, SliceTally *tally, Place *place)
{
    walk->origin = place_node(place);
    if (!pace_step(walk->session->pace, walk->report != NULL)) {
        return;
    }
    if (place->plan->kind != PLAN_RESOURCE) {
        place->plan = choose_plan(walk, tally, place);
        if (tally->unmatched && tally->unmatched->is_far && walk->report) {
            unmatched_note(walk, place, tally->unmatched);
        }
        walk_coded(walk, place);
        return;
    }
    if (place->plan->slicing_count > 0) {
        place->plan = tally_choose(walk, tally, place);
    }
    bool is_contained = slice_equals(place->member->name, SLICE("contained"));
    EditImpact *impact = walk->impact;
    walk->impact = walk->report ? impact : NULL; /* only the check itself knows what became of a contained resource */
    NodeId entry = is_contained ? NODE_NONE : place_node(place->holder);
    walk_resource(walk, place, place->scope, entry, is_contained);
    walk->impact = impact;
}

/* Judges an occurrence after an edit: as a whole where it was read again, else what in it may be otherwise. */
static void retrace_occurrence(Walk *walk, SliceTally *tally, Place *place)
{
    EditImpact *impact = walk->impact;
    if (impact && !impact_is_at(impact, place->node)) {
        return;
    }
    if (impact && !impact_is_around(impact, place->node)) {
        impact_renew(impact, place->node);
        walk->impact = NULL;
    }
    walk_occurrence(walk, tally, place);
    walk->impact = impact;
}

/* Passes over the items of an array that an edit did not touch. */
static void seek_touched(const EditImpact *impact, const Part *part, Occurrences *all)
{
    if (!all->is_array || part->sibling != NODE_NONE || !impact_is_around(impact, part->node)) {
        return;
    }
    const Document *document = impact->document;
    NodeRange extent = impact->changed;
    for (NodeId up = impact->holder; up != part->node; up = document_node(document, up)->parent) {
        extent = (NodeRange){up, document_node(document, up)->end};
    }
    all->node = extent.first;
    all->node_end = extent.end;
}

/* True for a part that is one value, and no array, in which nothing is told apart. */
static bool is_single(const Walk *walk, const Part *part)
{
    return part->member->plan->slicing_count == 0 && part->sibling == NODE_NONE && !walk->impact &&
           document_node(walk->document, part->node)->kind != NODE_ARRAY;
}

/* Judges the value of such a part. */
static void walk_single(Walk *walk, const Place *holder, const Part *part)
{
    SliceTally none = {.unmatched = NULL};
    Place place = {.holder = holder,
                   .plan = part->member->plan,
                   .member = part->member,
                   .node = part->node,
                   .sibling = NODE_NONE,
                   .scope = holder->scope};
    if (shape_is_usable(walk->document, part->member, part->node)) {
        ArenaMark mark = arena_mark(walk->checker->scratch);
        walk_occurrence(walk, &none, &place);
        arena_release(walk->checker->scratch, mark);
    }
    walk->origin = place_node(holder);
}

/* True where only parts are judged, and an item of an array has none of them. What asks whether something conforms
 * looks at all. */
static bool is_passed_over(const Walk *walk, const Occurrences *all, NodeId node)
{
    return walk->session->parts && walk->report && all->is_array && node != NODE_NONE &&
           !session_has_part(walk->session, node, document_node(walk->document, node)->end);
}

/* Judges the occurrences of a part. */
static void walk_part(Walk *walk, const Place *holder, const Part *part)
{
    SliceTally tally;
    if (part->member->plan->is_idle || (walk->is_shallow && has_far_slices(part->member->plan))) {
        return;
    }
    if (is_single(walk, part)) {
        walk_single(walk, holder, part);
        return;
    }
    bool is_sliced = part->member->plan->slicing_count > 0;
    tally.unmatched = NULL;
    if (is_sliced) {
        tally_begin(walk, part->member->plan, &tally);
    }
    Occurrences all = shape_occurrences(walk->document, part);
    NodeId node, sibling;
    if (walk->impact && part->node != NODE_NONE && part->member->plan->kind != PLAN_PRIMITIVE) {
        seek_touched(walk->impact, part, &all);
    }
    while (!walk_is_over(walk) && shape_next(walk->document, &all, part->member, &node, &sibling)) {
        if (is_passed_over(walk, &all, node)) {
            continue;
        }
        Place place = {.holder = holder,
                       .plan = part->member->plan,
                       .member = part->member,
                       .node = node,
                       .sibling = sibling,
                       .scope = holder->scope};
        ArenaMark mark = arena_mark(walk->checker->scratch);
        retrace_occurrence(walk, &tally, &place);
        arena_release(walk->checker->scratch, mark);
    }
    walk->origin = place_node(holder);
    if (is_sliced) {
        tally_end(walk, &tally, holder, part->member);
    }
}

/* True when a group judges the values of a plan by a member of what holds them, and that member may have changed. */
static bool depends_on_holder(const Walk *walk, const Place *holder, const Plan *plan)
{
    for (uint32_t i = 0; i < plan->near_count; i++) {
        const char *name = plan->near[i]->beside;
        NodeId member = name ? place_part(holder, name) : NODE_NONE;
        bool may_be_gone = member == NODE_NONE && place_node(holder) == walk->impact->holder;
        if (name && (may_be_gone || impact_is_at(walk->impact, member))) {
            return true;
        }
    }
    return false;
}

/* True when all occurrences of a part are judged again after an edit: those of slices are counted, extensions are
   judged by what they say of themselves, and a primitive hangs together with its sibling. */
static bool is_renewed_whole(const Walk *walk, const Place *holder, const Part *part)
{
    const Plan *plan = part->member->plan;
    bool is_at = impact_is_at(walk->impact, part->node) || impact_is_at(walk->impact, part->sibling);
    bool is_sibling = place_node(holder) == walk->impact->holder;
    return plan->slicing_count > 0 || (plan->is_extension && is_at) ||
           (plan->kind == PLAN_PRIMITIVE && (is_at || is_sibling)) || depends_on_holder(walk, holder, plan);
}

/* Judges a part after an edit. */
static void retrace_part(Walk *walk, const Place *holder, const Part *part)
{
    EditImpact *impact = walk->impact;
    if (is_renewed_whole(walk, holder, part)) {
        impact_renew(impact, part->node);
        impact_renew(impact, part->sibling);
        walk->impact = NULL;
        walk_part(walk, holder, part);
        walk->impact = impact;
    } else if (impact_is_at(impact, part->node)) {
        walk_part(walk, holder, part);
    }
}

void walk_place(Walk *walk, Place *place)
{
    walk->session->nesting++;
    bool is_primitive = place->plan->kind == PLAN_PRIMITIVE;
    NodeId object = is_primitive ? place->sibling : place->node;
    size_t base = walk->part_count;
    walk->origin = place_node(place);
    place->part_count = object != NODE_NONE ? shape_read(walk, place, object) : 0;
    place->parts = place->part_count > 0 ? walk->parts + base : NULL;
    if (!is_primitive || shape_check_primitive(walk, place)) {
        judge_near(walk, place);
        note_far(walk, place);
    }
    bool is_end = walk->is_shallow && place->holder;
    uint32_t count = is_end ? 0 : place->part_count;
    for (uint32_t i = 0; i < count && !walk_is_over(walk); i++) {
        Part part = walk->parts[base + i];
        place->parts = walk->parts + base;
        if (walk->impact) {
            retrace_part(walk, place, &part);
        } else {
            walk_part(walk, place, &part);
        }
    }
    walk->part_count = base;
    walk->session->nesting--;
}

/* The resource of a scope as it was before an edit; NULL where its surroundings are not as they were. */
static ScopeOf *scope_before(const Walk *walk, const Scope *scope)
{
    const CheckSession *session = walk->session;
    size_t at = session->kept ? 0 : session_scope_from(session, session->sorted_scopes, scope->resource);
    if (!session->kept && at < session->sorted_scopes && session->scopes[at]->scope.resource == scope->resource) {
        ScopeOf *old = session->scopes[at];
        bool is_same = old->scope.container == scope->container && old->scope.entry == scope->entry &&
                       old->scope.type == scope->type && old->scope.requirement == scope->requirement &&
                       slice_equals(old->scope.language, scope->language);
        return is_same ? old : NULL;
    }
    return kept_scope(session, scope);
}

/* The scope of a resource whose type, language and surroundings are known. After an edit it is the one of before; NULL
   where these are not as they were. It is the one of a precheck where there was one. */
static ScopeOf *make_scope(Walk *walk, const Scope *scope)
{
    CheckSession *session = walk->session;
    ScopeOf *own = walk->impact ? scope_before(walk, scope) : walk->report ? precheck_find(session, scope) : NULL;
    if (walk->impact && (!own || !session->kept)) {
        return own;
    }
    own = own || !walk->report ? own : kept_scope(session, scope);
    if (!own) {
        own = arena_allocate(session->root_arena, sizeof *own);
        *own = (ScopeOf){.scope = *scope};
    }
    own->scope.requirement = scope->requirement;
    own->scope.unmatched = scope->unmatched;
    if (walk->report && !own->is_listed) {
        session_list_scope(session, own);
        precheck_note(session, own);
    }
    return own;
}

/* Finds the plan of a resource; false where an edit has given it another one. */
static bool find_plan(Walk *walk, ScopeOf *own)
{
    const Plan *plan = resource_plan(walk, &own->scope, NULL);
    bool is_known = !walk->impact || own->plan == plan;
    own->is_ahead = own->is_ahead && own->plan == plan;
    own->plan = plan;
    return is_known;
}

/* Judges the declaration of profiles, unless what was found of it before an edit is kept. */
static void check_profiles(Walk *walk, ScopeOf *own)
{
    if (kept_way_of(walk, own) != KEPT_ALL) {
        bool outer = walk->session->has_far_slices;
        walk->session->has_far_slices = false;
        resource_check_profiles(walk, &own->scope, own->plan);
        own->looks_elsewhere |= walk->session->has_far_slices;
        walk->session->has_far_slices |= outer;
    }
}

/* Judges what a resource claims to be: its type, or where that is known, the profiles; false where it is none. What is
   found belongs to no unmatched resource but one that contains it. */
static bool check_claim(Walk *walk, const Place *place, ScopeOf *own, bool is_contained)
{
    Unmatched *outer = walk->unmatched;
    bool is_resource = true;
    walk->unmatched = is_contained ? outer : NULL;
    walk->is_claim = !is_contained;
    if (own) {
        check_profiles(walk, own);
    } else {
        is_resource = resource_check(walk, place->node, place->member ? place->member->element : NULL);
    }
    walk->is_claim = false;
    walk->unmatched = outer;
    return is_resource;
}

void walk_resource(Walk *walk, const Place *place, const Scope *container, NodeId entry, bool is_contained)
{
    NodeId node = place->node;
    walk->origin = node;
    if (!check_claim(walk, place, NULL, is_contained)) {
        walk->needs_full_check |= walk->impact != NULL;
        return;
    }
    Scope scope = {.container = container,
                   .resource = node,
                   .entry = entry,
                   .type = resource_type(walk, node),
                   .is_contained = is_contained,
                   .language = resource_language(walk, node),
                   .requirement = place->plan};
    scope.unmatched = unmatched_of_resource(walk, &scope);
    ScopeOf *own = make_scope(walk, &scope);
    if (!own || !find_plan(walk, own)) {
        walk->needs_full_check = true;
        return;
    }
    Place inner = {
        .holder = place->holder, .plan = own->plan, .node = node, .sibling = NODE_NONE, .scope = &own->scope};
    walk->origin = node;
    check_claim(walk, place, own, is_contained);
    Unmatched *outer = walk->unmatched;
    walk->unmatched = unmatched_of_scope(&own->scope);
    if (own->scope.unmatched && walk->report) {
        own->scope.unmatched->scope = &own->scope;
    }
    precheck_walk(walk, own, &inner);
    walk->unmatched = outer;
}

/* ---- documents ---- */

void walk_root(Walk *walk, NodeId root)
{
    walk->origin = root;
    if (walk->session->is_guesswork) {
        return;
    }
    const Node *value = document_node(walk->document, root);
    bool is_said = value->flags & NODE_IS_BARE; /* of a word without quotes the reader said all */
    if (value->kind == NODE_OBJECT) {
        ArenaMark mark = arena_mark(walk->checker->scratch);
        walk_resource(walk, &(Place){.node = root, .sibling = NODE_NONE}, NULL, NODE_NONE, false);
        arena_release(walk->checker->scratch, mark);
    } else if (!is_said) {
        issue_add(walk, KEY_RESOURCE_TYPE, root, NULL, "Value is not a resource. Expected: an object.");
    }
}
