/* Sessions: what is remembered of resources and narratives. */
#include "src/check/state/session.h"

void session_list_scope(CheckSession *session, ScopeOf *own)
{
    ARRAY_RESERVE(session->scopes, session->scope_capacity, session->scope_count + 1);
    session->scopes[session->scope_count++] = own;
    own->is_listed = true;
}

bool finding_is_elsewhere(const CheckSession *session, const Finding *finding)
{
    return session->root > 0 && !document_contains(session->document, session->root, finding->origin) &&
           !finding->is_of_document;
}

void session_is_current(CheckSession *session)
{
    session->checker->current = session;
    session->checker->current_revision = document_revision(session->document);
}

CheckSession *session_of(const Checker *checker, const Document *document, NodeId id)
{
    CheckSession *session = checker->current;
    bool is_current =
        session && session->document == document && checker->current_revision == document_revision(document);
    return is_current && session->root != NODE_NONE && document_contains(document, session->root, id) ? session : NULL;
}

void walk_note_look(Walk *walk, unsigned looks)
{
    walk->session->looks |= looks;
}

bool walk_is_silent(const Walk *walk, NodeId narrative)
{
    bool is_silent = pair_map_find(&walk->session->silent, pair_number(narrative), NULL);
    walk->session->looks |= is_silent ? LOOK_AT_IDS : 0; /* it may have when it was judged */
    return is_silent;
}

void walk_note_silent(Walk *walk, NodeId narrative)
{
    pair_map_add(&walk->session->silent, pair_number(narrative), NULL, walk->session);
}

/* True for a value in which there is so much that invariants may take long. */
static bool is_large(const Walk *walk, const Place *place)
{
    NodeId node = place->node;
    return node != NODE_NONE && document_node(walk->document, node)->end - node >= TRUTH_NODES_LEAST;
}

bool walk_knows_truth(const Walk *walk, const Place *place, const FhirpathProgram *program)
{
    Truth truth = {.node = place->node, .type = place->plan->fhirpath_type, .program = program};
    return is_large(walk, place) && truth_list_has(&walk->session->truths, &truth);
}

bool walk_keeps_truths(const Walk *walk, const Place *place)
{
    return walk->report && is_large(walk, place);
}

void walk_note_truth(Walk *walk, const Place *place, const FhirpathProgram *program)
{
    Truth truth = {.node = place->node, .type = place->plan->fhirpath_type, .program = program};
    truth_list_add(&walk->session->truths, &truth);
}

const NodeId *walk_addresses(Walk *walk, NodeId node, size_t *count)
{
    AddressList *list = &walk->session->addresses;
    address_list_make(list, walk->document, walk->session->root);
    size_t first = address_list_from(list, node);
    *count = address_list_from(list, document_node(walk->document, node)->end) - first;
    return *count > 0 ? list->nodes + first : NULL;
}

bool walk_has_anchor(Walk *walk, const Scope *scope, Slice id)
{
    CheckSession *session = walk->session;
    session->looks |= LOOK_AT_IDS;
    while (scope->container) {
        scope = scope->container;
    }
    if (!session->anchors || session->anchors_root != scope->resource) {
        anchors_free(session->anchors);
        session->anchors = anchors_new(session->document, scope->resource);
        session->anchors_root = scope->resource;
    }
    return anchors_have(session->anchors, id);
}

bool session_has_part(const CheckSession *session, NodeId first, NodeId end)
{
    size_t low = 0, high = session->part_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (session->parts[middle].end <= first) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < session->part_count && session->parts[low].first < end;
}
