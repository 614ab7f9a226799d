/* Bundles: fullUrls, what each type of Bundle asks of its entries, and whether all of a document hangs together. */
#include "src/base/systems.h"
#include "src/check/groups/bundle_links.h"
#include "src/check/groups/bundle_search.h"
#include "src/check/groups/groups.h"
#include "src/check/state/group.h"
#include "src/profile/facts/identifier_syntax.h"

static bool concerns(const Plan *plan)
{
    return plan->kind == PLAN_RESOURCE && slice_equals(plan->type, SLICE("Bundle"));
}

static bool is_type(Slice type, const char *name)
{
    return slice_equals(type, slice_from(name));
}

static bool is_exchange(Slice type)
{
    return slice_starts_with(type, SLICE("transaction")) || slice_starts_with(type, SLICE("batch"));
}

/* ---- fullUrls ---- */

void bundle_report_nameless(Walk *walk, NodeId entry)
{
    const Structure *bundle = rules_type(walk_rules(walk), SLICE("Bundle"));
    const Element *entries = bundle ? element_child_find(structure_root(bundle), SLICE("entry"), NULL) : NULL;
    IssueForm form = {.key = KEY_BUNDLE_FULL_URL,
                      .node = entry,
                      .element = entries ? element_child_find(entries, SLICE("fullUrl"), NULL) : NULL,
                      .missing = SLICE("fullUrl")};
    issue_form(walk, &form, "'fullUrl' of the entry is missing. References cannot resolve to the entry.");
}

/* Judges the fullUrl of an entry by the type and id of its resource. */
static void judge_rest_url(Walk *walk, const BundleEntry *entry)
{
    Slice url = entry->full_url, type = entry->type, id = entry->id;
    if (url_base(url).length == 0 || type.length == 0) {
        return;
    }
    if (id.length == 0) {
        issue_add(walk, KEY_BUNDLE_FULL_URL, entry->full_url_node, NULL,
                  "'fullUrl' is a server URL, but the resource has no 'id'.");
        return;
    }
    Slice tail = arena_join(walk_arena(walk), (const Slice[]){SLICE("/"), type, SLICE("/"), id}, 4);
    if (!slice_ends_with(url, tail)) {
        Shown shown = shown_value(url);
        issue_add(walk, KEY_BUNDLE_FULL_URL, entry->full_url_node, NULL,
                  "fullUrl '" SHOWN
                  "' does not match type and id of the resource. Expected: a URL that ends with %.*s.",
                  SHOWN_ARGS(shown), SLICE_ARGS(tail));
    }
}

/* Judges the fullUrl of a resource that has an address of its own: the two are the same only where it lives there. */
static void judge_canonical(Walk *walk, const BundleEntry *entry)
{
    NodeId url = walk_member(walk, entry->resource, "url");
    Slice tail = arena_join(walk_arena(walk), (const Slice[]){SLICE("/"), entry->id}, 2);
    bool is_same = url != NODE_NONE && slice_equals(walk_text(walk, url), entry->full_url);
    if (is_same && (url_base(entry->full_url).length == 0 || !slice_ends_with(entry->full_url, tail))) {
        issue_add(walk, KEY_BUNDLE_FULL_URL, entry->full_url_node, NULL,
                  "'fullUrl' equals 'url' of the resource, but is not a server URL. Expected: another URI, such as "
                  "a " SCHEME_UUID ".");
    }
}

static Slice version_of(Walk *walk, const BundleEntry *entry)
{
    return walk_text(walk, walk_member(walk, walk_member(walk, entry->resource, "meta"), "versionId"));
}

/* Shows where a fullUrl is there again; that it may not be is said by an invariant (bdl-7). */
static void note_repetition(Walk *walk, const BundleEntry *entries, const BundleEntry *entry)
{
    if (entry->earlier == UINT32_MAX ||
        !slice_equals(version_of(walk, entry), version_of(walk, &entries[entry->earlier]))) {
        return;
    }
    IssueForm form = {.key = KEY_BUNDLE_FULL_URL, .in_case = CASE_FULL_URL_TWICE, .node = entry->full_url_node};
    issue_form(walk, &form, "Duplicate fullUrl: Bundle.entry[%u] has the same fullUrl.",
               document_position_in_parent(walk_document(walk), entries[entry->earlier].entry));
}

/* Judges the fullUrl of an entry: is it there, absolute, and does it fit the resource? */
static void judge_full_url(Walk *walk, const BundleEntry *entry, Slice type)
{
    if (entry->full_url.length == 0) {
        if (!is_exchange(type) && entry->full_url_node == NODE_NONE) {
            bundle_report_nameless(walk, entry->entry);
        }
    } else if (uri_is_absolute(entry->full_url)) {
        judge_rest_url(walk, entry);
        judge_canonical(walk, entry);
    } else {
        Shown shown = shown_value(entry->full_url);
        issue_add(walk, KEY_BUNDLE_FULL_URL, entry->full_url_node, NULL,
                  "fullUrl '" SHOWN
                  "' is not an absolute URL. Expected: a URL that starts with http:, https: or urn:uuid:.",
                  SHOWN_ARGS(shown));
    }
}

/* ---- by type ---- */

static void judge_first(Walk *walk, const Place *place, const BundleEntry *entries, uint32_t count, Slice type)
{
    Slice head = resolver_head(walk_resolver(walk), place->node);
    if (head.length > 0 && count == 0) {
        issue_add(walk, KEY_BUNDLE_EMPTY, place->node, NULL, "Bundle of type %.*s has no entries. Add an entry.",
                  SLICE_ARGS(type));
    } else if (head.length > 0 && !slice_equals(entries[0].type, head)) {
        issue_add(walk, KEY_BUNDLE_FIRST, entries[0].entry, NULL, "First entry of a %.*s must be a %.*s.",
                  SLICE_ARGS(type), SLICE_ARGS(head));
    }
}

/* Judges a Bundle as a whole: its fullUrls, its first entry, and what its entries are to each other. */
static void judge(Walk *walk, const Place *place)
{
    uint32_t count;
    const BundleEntry *entries = resolver_entries(walk_resolver(walk), place->node, &count);
    Slice type = walk_text(walk, walk_member(walk, place->node, "type"));
    for (uint32_t i = 0; i < count && walk_step(walk); i++) {
        judge_full_url(walk, &entries[i], type);
        if (!is_type(type, "history")) {
            note_repetition(walk, entries, &entries[i]);
        }
    }
    judge_first(walk, place, entries, count, type);
    bundle_judge_relations(walk, place, type, entries, count);
    if (count > 0 && resolver_head(walk_resolver(walk), place->node).length > 0) {
        bundle_judge_links(walk, place, entries, count);
        bundle_judge_fragments(walk, place, entries, count);
    } else if (is_type(type, "searchset")) {
        bundle_judge_search(walk, place, entries, count);
    }
}

const Group group_bundle = {.name = "bundle",
                            .kinds = KIND_RESOURCE,
                            .is_far = true,
                            .concerns = concerns,
                            .judge = judge,
                            .is_of_entries = true,
                            .is_of_type = true};
