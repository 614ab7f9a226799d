/* The way of a reference: everywhere, in Bundles, in documents. */
#include "src/check/reference_way.h"

#include "src/check/resource.h"
#include "src/check/session.h"

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

/* True for the references of a Composition whose targets a document must hold. */
static bool is_of_content(const Document *document, NodeId node, NodeId composition)
{
    static const char *const names[] = {"subject", "author", "encounter", "custodian", "party",
                                        "detail",  "focus",  "entry",     NULL};
    static const char *const groups[] = {"attester", "event", "section", NULL};
    bool is_right = is_named(document, node, names);
    for (node = holder_of(document, node); is_right && node != composition; node = holder_of(document, node)) {
        is_right = node > composition && is_named(document, node, groups);
    }
    return is_right;
}

bool reference_is_strict(const Target *target)
{
    return target->resolution == RESOLUTION_ONE && !target->is_loose;
}

/* Judges a reference in a document by its fullUrls; false where documents ask for no more than other Bundles. */
static bool judge_in_document(Walk *walk, const Place *place, const Target *target, Slice text)
{
    const Scope *bundle = scope_bundle(place->scope);
    Resolver *resolver = walk->session->resolver;
    if (!bundle || !resolver_is_document(resolver, bundle->resource)) {
        return false;
    }
    uint32_t count;
    const BundleEntry *first = resolver_entries(resolver, bundle->resource, &count);
    Slice shown = issue_shown(text);
    bool is_first = place->scope->entry == first->entry && slice_equals(first->type, SLICE("Composition"));
    if (is_first && is_of_content(walk->document, place->node, first->resource)) {
        issue_add(
            walk, KEY_BUNDLE_NOT_FOUND, place->node, NULL,
            "The document must hold what '%.*s' leads to, but %s. Refer to an entry by its fullUrl.", SLICE_ARGS(shown),
            target->is_known ? "the entry with this type and id has another fullUrl" : "no entry has this fullUrl");
        return true;
    }
    if (target->is_known) {
        const Severity severity = SEVERITY_ERROR;
        IssueForm form = {.key = KEY_REFERENCE_BUNDLE, .severity = &severity, .node = place->node};
        issue_form(walk, &form,
                   "An entry has this type and id, but its fullUrl is not the one that '%.*s' leads to from here, and "
                   "nothing else counts in a document. Refer to it by its fullUrl.",
                   SLICE_ARGS(shown));
    }
    return target->is_known;
}

void reference_judge_way(Walk *walk, const Place *place, const Target *target, Slice text)
{
    Slice shown = issue_shown(text);
    bool is_nameless = target->is_contained && target->resource != NODE_NONE && !resource_type(walk, target->resource);
    if (is_nameless) {
        issue_add(walk, KEY_REFERENCE_CONTAINED, place->node, NULL,
                  "'%.*s' leads to something contained whose resourceType is missing or unknown.", SLICE_ARGS(shown));
        return;
    }
    if (target->resolution == RESOLUTION_OUTSIDE || reference_is_strict(target)) {
        return;
    }
    if (target->kind == REFERENCE_CONTAINED) {
        issue_add(walk, KEY_REFERENCE_CONTAINED, place->node, NULL,
                  "'%.*s' leads to a contained resource, but there is none with this id.", SLICE_ARGS(shown));
    } else if (target->resolution == RESOLUTION_SEVERAL) {
        issue_add(walk, KEY_REFERENCE_AMBIGUOUS, place->node, NULL,
                  "'%.*s' is the fullUrl of several entries, so it is not clear which one is meant.",
                  SLICE_ARGS(shown));
    } else if (judge_in_document(walk, place, target, text)) {
        return;
    } else if (target->resource != NODE_NONE) {
        issue_add(walk, KEY_REFERENCE_BUNDLE, place->node, NULL,
                  "An entry of this Bundle seems to be meant, but its fullUrl is not the one that '%.*s' leads to from "
                  "here. Refer to it by its fullUrl.",
                  SLICE_ARGS(shown));
    } else if (slice_starts_with(text, SLICE("urn:"))) {
        issue_add(walk, KEY_REFERENCE_BUNDLE, place->node, NULL,
                  "'%.*s' is in no entry of this Bundle, and a urn leads nowhere else.", SLICE_ARGS(shown));
    }
}
