/* Resources: their type, and the profiles that they are judged by. */
#include "src/check/walk/resource_profiles.h"

#include "src/base/systems.h"
#include "src/check/state/session.h"
#include "src/check/state/vital_sign.h"
#include "src/check/walk/required_profiles.h"
#include "src/check/walk/unmatched.h"

#include <stdlib.h>

const Structure *resource_type(Walk *walk, NodeId node)
{
    const Structure *type = walk_type(walk, node, "resourceType");
    return type && structure_kind(type) == STRUCTURE_RESOURCE && !structure_is_abstract(type) ? type : NULL;
}

Slice resource_language(Walk *walk, NodeId node)
{
    Slice language = walk_text(walk, walk_member(walk, node, "language"));
    return language.length > 0 ? arena_copy(walk->session->root_arena, language) : SLICE("");
}

/* ---- the type ---- */

/* Types that an element allows, for a sentence. */
static bool allows_type(const Rules *rules, const Element *element, const Structure *type)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        if (rules_is_subtype(rules, type, type_fhir_code(element_type(element, i)))) {
            return true;
        }
    }
    return element_type_count(element) == 0;
}

bool resource_check(Walk *walk, NodeId node, const Element *element)
{
    NodeId name = walk_member(walk, node, "resourceType");
    if (name == NODE_NONE) {
        IssueForm form = {.key = KEY_RESOURCE_TYPE, .node = node, .element = element, .missing = SLICE("resourceType")};
        issue_form(walk, &form, "'resourceType' is missing. The type of the resource is unknown.");
        return false;
    }
    const Structure *type = resource_type(walk, node);
    Shown shown = shown_value(walk_value(walk, name));
    if (!type) {
        issue_add(walk, KEY_RESOURCE_TYPE, node, element, "Unknown resource type '" SHOWN "' in FHIR R4.",
                  SHOWN_ARGS(shown));
    } else if (element && !allows_type(walk->checker->rules, element, type)) {
        issue_add(walk, KEY_TOO_MANY, node, element, "Resource of type " SHOWN " is not allowed.", SHOWN_ARGS(shown));
    }
    return type != NULL;
}

/* ---- the profiles ---- */

/* Calls for each string of meta.profile. */
typedef void DeclaredVisit(Walk *walk, const Scope *scope, NodeId node, Slice url, void *context);

static void visit_declared(Walk *walk, const Scope *scope, DeclaredVisit *visit, void *context)
{
    const Document *document = walk->document;
    NodeId meta = walk_member(walk, scope->resource, "meta");
    NodeId list = walk->checker->ignores_declared ? NODE_NONE : walk_member(walk, meta, "profile");
    bool is_array = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY;
    NodeId item = is_array ? document_first_child(document, list) : NODE_NONE;
    while (item != NODE_NONE) {
        Slice url = walk_text(walk, item);
        if (url.length > 0) {
            visit(walk, scope, item, url, context);
        }
        item = document_next_sibling(document, item);
    }
}

/* The profile that the options ask for in a resource; NULL where they ask for none. Where it was given and the file
   itself is a resource of its type, it is for that resource, else for all of the type. */
static const Structure *asked_profile(const Checker *checker, const Scope *scope)
{
    const Structure *profile = checker->asked;
    const Scope *root = scope;
    while (root->container) {
        root = root->container;
    }
    bool is_theirs =
        profile && !scope->is_contained && slice_equals(structure_type(profile), structure_type(scope->type));
    bool is_for_root = checker->is_profile_given && slice_equals(structure_type(profile), structure_type(root->type));
    return is_theirs && (scope == root || !is_for_root) ? profile : NULL;
}

static void add_profile(ProfileList *list, const Structure *profile)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i] == profile) {
            return;
        }
    }
    bool is_moving = list->count == PROFILES_AT_FIRST && list->capacity == 0;
    if (list->count < PROFILES_AT_FIRST) {
        list->items = list->first;
    } else {
        list->items = is_moving ? NULL : list->items;
        ARRAY_RESERVE(list->items, list->capacity, list->count + 1u);
        memcpy(list->items, is_moving ? list->first : list->items, is_moving ? sizeof list->first : 0);
    }
    list->items[list->count++] = profile;
}

void profile_list_free(ProfileList *list)
{
    if (list->capacity > 0) {
        free(list->items);
    }
}

/* The profile that a URL of meta.profile names. Those of the base may name the release that they are of as well. */
static const Structure *declared_profile(Walk *walk, Slice url)
{
    static const Slice release = SLICE(FHIR_URL "4.0/"), base = SLICE(FHIR_URL);
    if (slice_starts_with(url, release)) {
        url = arena_format(walk->session->arena, "%.*s%.*s", SLICE_ARGS(base),
                           SLICE_ARGS(slice_part(url, release.length, url.length)));
    }
    return rules_structure(walk->checker->rules, url);
}

static void add_declared(Walk *walk, const Scope *scope, NodeId node, Slice url, void *context)
{
    (void)node;
    const Structure *profile = declared_profile(walk, url);
    if (profile && profile != scope->type &&
        rules_is_subtype(walk->checker->rules, scope->type, structure_type(profile))) {
        add_profile(context, profile);
    }
}

/* Lists the profiles that a resource declares. It is mostly asked about several times before another one. */
static void list_declared(Walk *walk, const Scope *scope, ProfileList *list)
{
    DeclaredProfiles *last = &walk->session->declared;
    if (last->resource == scope->resource) {
        for (uint32_t i = 0; i < last->count; i++) {
            add_profile(list, last->items[i]);
        }
        return;
    }
    ProfileList own = {.count = 0};
    visit_declared(walk, scope, add_declared, &own);
    last->resource = own.count <= sizeof last->items / sizeof *last->items ? scope->resource : NODE_NONE;
    last->count = last->resource == NODE_NONE ? 0 : own.count;
    for (uint32_t i = 0; i < own.count; i++) {
        add_profile(list, own.items[i]);
        if (i < last->count) {
            last->items[i] = own.items[i];
        }
    }
    profile_list_free(&own);
}

bool resource_declares(Walk *walk, const Scope *scope, const Structure *profile)
{
    ProfileList list = {.count = 0};
    list_declared(walk, scope, &list);
    bool is_declared = false;
    for (uint32_t i = 0; i < list.count; i++) {
        is_declared |= list.items[i] == profile;
    }
    profile_list_free(&list);
    return is_declared;
}

/* The global profile at a position, where it is for resources of a type; NULL where it is not, or is not known. `url`
   gets its URL where it is for them. */
static const Structure *global_profile(const Rules *rules, const Scope *scope, uint32_t position, Slice *url)
{
    Slice type, profile = rules_global(rules, position, &type);
    bool is_theirs = rules_is_subtype(rules, scope->type, type);
    *url = is_theirs ? profile : SLICE("");
    return is_theirs ? rules_structure(rules, profile) : NULL;
}

/* Adds the profiles that the loaded guides ask for in all resources of the type. */
static void add_globals(const Rules *rules, const Scope *scope, ProfileList *list)
{
    for (uint32_t i = 0; i < rules_global_count(rules); i++) {
        Slice url;
        const Structure *profile = global_profile(rules, scope, i, &url);
        if (profile && rules_is_subtype(rules, scope->type, structure_type(profile))) {
            add_profile(list, profile);
        }
    }
}

/* The profile of FHIR with a name; NULL where the name is empty, or not known. */
static const Structure *fhir_profile(Walk *walk, Slice name)
{
    Arena *scratch = walk->checker->scratch;
    ArenaMark mark = arena_mark(scratch);
    Slice url = arena_join(scratch, (const Slice[]){SLICE(FHIR_STRUCTURES), name}, 2);
    const Structure *profile = name.length > 0 ? rules_structure(walk->checker->rules, url) : NULL;
    arena_release(scratch, mark);
    return profile;
}

/* The profile that an Observation must conform to for its codes' sake. */
static void add_vital_sign(Walk *walk, const Scope *scope, ProfileList *list)
{
    const Structure *profile = fhir_profile(walk, vital_sign_profile(walk, scope->resource));
    if (profile) {
        add_profile(list, profile);
    }
}

/* True for a profile of one vital sign, or one that stands on such a profile. */
static bool is_of_one_vital_sign(Walk *walk, const Structure *profile)
{
    enum { DEPTH_MAXIMUM = 32 }; /* a chain may lead back into itself */
    Slice name;
    for (int depth = 0; profile && depth < DEPTH_MAXIMUM && structure_is_profile(profile); depth++) {
        for (unsigned i = 0; (name = vital_sign_profile_at(i)).length > 0; i++) {
            if (fhir_profile(walk, name) == profile) {
                return true;
            }
        }
        profile = rules_structure(walk->checker->rules, structure_base(profile));
    }
    return false;
}

const Structure *resource_of_vital_sign(Walk *walk, const Scope *scope)
{
    ProfileList list;
    const Structure *found = NULL;
    resource_profiles(walk, scope, &list);
    for (uint32_t i = 0; i < list.count && !found; i++) {
        found = is_of_one_vital_sign(walk, list.items[i]) ? list.items[i] : NULL;
    }
    profile_list_free(&list);
    return found;
}

const Structure *resource_hinted(Walk *walk, const Scope *scope, const char **told_by)
{
    if (!scope->type || !slice_equals(structure_type(scope->type), SLICE("Observation"))) {
        return NULL;
    }
    VitalSignHint hint = vital_sign_hint(walk, scope->resource);
    *told_by = hint.told_by;
    bool is_told = hint.profile.length > 0 && !resource_of_vital_sign(walk, scope);
    return is_told ? fhir_profile(walk, hint.profile) : NULL;
}

/* Adds the profiles that the elements which hold a resource ask for, where they leave no choice. */
static void add_required(Walk *walk, const Scope *scope, ProfileList *list)
{
    const Rules *rules = walk->checker->rules;
    for (uint32_t i = 0; scope->requirement && i < scope->requirement->element_count; i++) {
        const Element *element = scope->requirement->elements[i];
        const ElementType *type = required_profiles_of(rules, element, scope->type);
        bool is_one = type && type_profile_count(type) == 1;
        const Structure *profile = is_one ? rules_structure(rules, type_profile(type, 0)) : NULL;
        if (profile && profile != scope->type && rules_is_subtype(rules, scope->type, structure_type(profile))) {
            add_profile(list, profile);
        }
    }
}

/* Adds the profiles that those of the list impose, and that these impose. */
static void add_imposed(const Rules *rules, const Scope *scope, ProfileList *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        for (uint32_t k = 0; k < structure_imposed_count(list->items[i]); k++) {
            const Structure *profile = rules_structure(rules, structure_imposed(list->items[i], k));
            if (profile && rules_is_subtype(rules, scope->type, structure_type(profile))) {
                add_profile(list, profile);
            }
        }
    }
}

/* Lists the profiles of a resource, with one that its holder will ask for (or NULL). */
static void list_profiles(Walk *walk, const Scope *scope, const Structure *expected, ProfileList *list)
{
    const Structure *asked = asked_profile(walk->checker, scope);
    if (asked) {
        add_profile(list, asked);
    }
    list_declared(walk, scope, list);
    add_globals(walk->checker->rules, scope, list);
    add_required(walk, scope, list);
    if (expected && expected != scope->type) {
        add_profile(list, expected);
    }
    if (scope->unmatched) {
        add_profile(list, scope->unmatched->nearest.profile);
    }
    if (slice_equals(structure_type(scope->type), SLICE("Observation"))) {
        add_vital_sign(walk, scope, list);
    }
    add_imposed(walk->checker->rules, scope, list);
    if (list->count == 0) {
        add_profile(list, scope->type);
    }
}

void resource_profiles(Walk *walk, const Scope *scope, ProfileList *list)
{
    *list = (ProfileList){.count = 0};
    list_profiles(walk, scope, NULL, list);
}

bool resource_is_checked_by(Walk *walk, const Scope *scope, const Structure *profile)
{
    ProfileList list;
    bool is_among = false;
    resource_profiles(walk, scope, &list);
    for (uint32_t i = 0; i < list.count; i++) {
        is_among |= list.items[i] == profile;
    }
    profile_list_free(&list);
    return is_among;
}

const Plan *resource_plan(Walk *walk, const Scope *scope, const Structure *expected)
{
    ProfileList list = {.count = 0};
    list_profiles(walk, scope, expected, &list);
    Plans *plans = walk->checker->plans;
    const Plan *plan = required_profiles_add(plans, plan_of_structures(plans, list.items, list.count), scope);
    profile_list_free(&list);
    return plan;
}

/* Notes that a profile cannot be checked because it lacks what it stands on; false where it is not known at all. */
static bool report_unusable(Walk *walk, NodeId node, const Element *element, Slice url)
{
    Slice reason = rules_unusable(walk->checker->rules, url);
    if (reason.length > 0) {
        issue_add(walk, KEY_PROFILE_UNKNOWN, node, element, "Profile is not checked: %.*s.", SLICE_ARGS(reason));
    }
    return reason.length > 0;
}

/* Notes that a profile is not checked. */
static void report_unknown(Walk *walk, NodeId node, Slice url)
{
    if (!report_unusable(walk, node, NULL, url)) {
        issue_add(walk, KEY_PROFILE_UNKNOWN, node, NULL,
                  "Unknown profile %.*s; not checked. Load the definition with --package or --profile.",
                  SLICE_ARGS(url));
    }
}

void resource_report_required(Walk *walk, KeyId key, NodeId node, const Element *element, Slice url)
{
    if (!report_unusable(walk, node, element, url)) {
        issue_add(walk, key, node, element, "Required profile %.*s is unknown. Load the definition with --package.",
                  SLICE_ARGS(url));
    }
}

static void check_declared(Walk *walk, const Scope *scope, NodeId node, Slice url, void *context)
{
    (void)context;
    const Structure *profile = declared_profile(walk, url);
    Slice type = structure_type(scope->type);
    if (!profile) {
        report_unknown(walk, node, url);
    } else if (!rules_is_subtype(walk->checker->rules, scope->type, structure_type(profile))) {
        Slice other = structure_type(profile);
        issue_add(walk, KEY_PROFILE_TYPE, node, NULL, "Profile %.*s is for resources of type %.*s, not %.*s.",
                  SLICE_ARGS(url), SLICE_ARGS(other), SLICE_ARGS(type));
    }
}

/* Names the global profiles for a resource that are not known. */
static void check_globals(Walk *walk, const Scope *scope)
{
    const Rules *rules = walk->checker->rules;
    for (uint32_t i = 0; i < rules_global_count(rules); i++) {
        Slice url;
        if (!global_profile(rules, scope, i, &url) && url.length > 0) {
            report_unknown(walk, scope->resource, url);
        }
    }
}

/* Names the profiles that those of a resource impose and that are not known; the roots of its plan are those of its
 * profiles. */
static void check_imposed(Walk *walk, const Scope *scope, const Plan *plan)
{
    for (uint32_t i = 0; i < plan->element_count; i++) {
        bool is_root = !element_parent(plan->elements[i]);
        const Structure *profile = is_root ? element_structure(plan->elements[i]) : NULL;
        for (uint32_t k = 0; profile && k < structure_imposed_count(profile); k++) {
            Slice url = structure_imposed(profile, k);
            if (!rules_structure(walk->checker->rules, url)) {
                report_unknown(walk, scope->resource, url);
            }
        }
    }
}

void resource_check_profiles(Walk *walk, const Scope *scope, const Plan *plan)
{
    visit_declared(walk, scope, check_declared, NULL);
    check_globals(walk, scope);
    check_imposed(walk, scope, plan);
    required_profiles_check(walk, scope);
    const Structure *asked = walk->checker->asked;
    bool is_profile_given = asked && walk->checker->is_profile_given && !scope->container;
    Slice type = structure_type(scope->type);
    if (is_profile_given && !slice_equals(structure_type(asked), type) && !slice_equals(type, SLICE("Bundle"))) {
        Slice title = structure_title(asked), other = structure_type(asked);
        issue_add(walk, KEY_PROFILE_TYPE, scope->resource, structure_root(asked),
                  "Profile %.*s is for resources of type %.*s, not %.*s.", SLICE_ARGS(title), SLICE_ARGS(other),
                  SLICE_ARGS(type));
    }
}
