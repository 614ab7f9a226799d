/* The way of a reference: everywhere, in Bundles, in documents. */
#include "src/check/groups/reference_resolution.h"

#include "src/check/state/group.h"
#include "src/check/walk/resource_profiles.h"

/* True where one of the names is that of an element, or of the array that it is an item of. */
static bool is_named(const Document *document, NodeId node, const char *const *names)
{
    bool is_item = document_node(document, document_node(document, node)->parent)->kind == NODE_ARRAY;
    NodeId named = is_item ? document_node(document, node)->parent : node;
    for (size_t i = 0; names[i]; i++) {
        if (document_key_equals(document, named, slice_from(names[i]))) {
            return true;
        }
    }
    return false;
}

/* The object that holds an element, or the array of it. */
static NodeId holder_of(const Document *document, NodeId node)
{
    NodeId parent = document_node(document, node)->parent;
    return document_node(document, parent)->kind == NODE_ARRAY ? document_node(document, parent)->parent : parent;
}

/* The references of the first resource that must be held, by the names of the elements on the way to them. */
static const struct {
    Slice head;
    const char *groups[4];
    const char *names[9];
} HELD[] = {
    {SLICE("Composition"),
     {"attester", "event", "section"},
     {"subject", "author", "encounter", "custodian", "party", "detail", "focus", "entry"}},
    {SLICE("MessageHeader"), {NULL}, {"focus"}},
};

/* True for a reference in the first resource of a Bundle whose target the Bundle must hold. */
static bool is_of_content(const Document *document, NodeId node, const BundleEntry *first)
{
    bool is_right = false;
    for (size_t i = 0; i < sizeof HELD / sizeof *HELD; i++) {
        if (slice_equals(first->type, HELD[i].head)) {
            is_right = is_named(document, node, HELD[i].names);
            for (NodeId up = holder_of(document, node); is_right && up != first->resource;
                 up = holder_of(document, up)) {
                is_right = up > first->resource && is_named(document, up, HELD[i].groups);
            }
        }
    }
    return is_right;
}

bool reference_is_strict(const Target *target)
{
    return target->resolution == RESOLUTION_ONE && !target->is_loose;
}

/* True for a reference of the first resource, where that is what it must be, whose target the Bundle must hold. */
static bool must_be_held(Walk *walk, const Place *place, NodeId bundle)
{
    BundleEntry first;
    return resolver_entry(walk_resolver(walk), bundle, 0, &first) && place->scope->entry == first.entry &&
           slice_equals(first.type, resolver_head(walk_resolver(walk), bundle)) &&
           is_of_content(walk_document(walk), place->node, &first);
}

/* Why a reference strictly leads to no entry. */
static const char *reason_of(const Target *target)
{
    if (target->is_loose && target->is_known) {
        return "the fullUrl of the referring entry does not end with TYPE/ID";
    }
    return target->is_known ? "the entry with this type and id has another fullUrl or version"
                            : "no entry has this fullUrl";
}

/* Judges a reference in a document or message, which is to be read without anything else. */
static void judge_in_document(Walk *walk, const Place *place, const Target *target, Slice text)
{
    bool is_urn = slice_starts_with(text, SLICE("urn:"));
    IssueForm form = {.key = KEY_REFERENCE_BUNDLE, .node = place->node};
    form.in_case = target->is_known ? CASE_REFERENCE_MISWRITTEN : is_urn ? CASE_NONE : CASE_REFERENCE_OUTWARD;
    if (must_be_held(walk, place, scope_bundle(place->scope)->resource)) {
        issue_add(walk, KEY_BUNDLE_NOT_FOUND, place->node, NULL,
                  "Target of '" SHOWN
                  "' must be in the Bundle, but %s. Change the reference to the fullUrl of an entry.",
                  SHOWN_ARGS(shown_value(text)), reason_of(target));
    } else if (target->is_known) {
        issue_form(walk, &form,
                   "Reference '" SHOWN
                   "' does not resolve to an entry: %s. Change the reference to the fullUrl of the entry.",
                   SHOWN_ARGS(shown_value(text)), reason_of(target));
    } else {
        issue_form(walk, &form, "Reference '" SHOWN "' does not resolve to an entry%s.", SHOWN_ARGS(shown_value(text)),
                   is_urn ? ": a urn must resolve inside the Bundle" : "; a receiver might not have the target");
    }
}

/* Judges a reference in a Bundle that is no document. */
static void judge_in_bundle(Walk *walk, const Place *place, const Target *target, Slice text)
{
    if (target->has_no_base) {
        return; /* its address is yet to be given by a server */
    }
    if (target->resource != NODE_NONE) {
        issue_add(walk, KEY_REFERENCE_BUNDLE, place->node, NULL,
                  "Reference '" SHOWN
                  "' matches an entry only by type and id. Change the reference to the fullUrl of the entry.",
                  SHOWN_ARGS(shown_value(text)));
    } else if (slice_starts_with(text, SLICE("urn:"))) {
        issue_add(walk, KEY_REFERENCE_BUNDLE, place->node, NULL,
                  "Reference '" SHOWN "' does not resolve to an entry: a urn must resolve inside the Bundle.",
                  SHOWN_ARGS(shown_value(text)));
    }
}

void reference_judge_way(Walk *walk, const Place *place, const Target *target, Slice text)
{
    const Scope *bundle = scope_bundle(place->scope);
    bool is_nameless = target->is_contained && target->resource != NODE_NONE && !resource_type(walk, target->resource);
    if (is_nameless) {
        issue_add(walk, KEY_REFERENCE_CONTAINED, place->node, NULL,
                  "Target of '" SHOWN "' is a contained resource without a known 'resourceType'.",
                  SHOWN_ARGS(shown_value(text)));
        return;
    }
    if (target->resolution == RESOLUTION_OUTSIDE || reference_is_strict(target)) {
        return;
    }
    if (target->kind == REFERENCE_CONTAINED) {
        issue_add(walk, KEY_REFERENCE_CONTAINED, place->node, NULL,
                  "Reference '" SHOWN "' does not resolve: no contained resource has this id.",
                  SHOWN_ARGS(shown_value(text)));
    } else if (target->resolution == RESOLUTION_SEVERAL) {
        issue_add(walk, KEY_REFERENCE_AMBIGUOUS, place->node, NULL,
                  "Reference '" SHOWN "' is ambiguous: several entries have this fullUrl.",
                  SHOWN_ARGS(shown_value(text)));
    } else if (bundle && resolver_head(walk_resolver(walk), bundle->resource).length > 0) {
        judge_in_document(walk, place, target, text);
    } else {
        judge_in_bundle(walk, place, target, text);
    }
}
