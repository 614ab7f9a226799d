/* Other releases: whether a resource has the shape of another one. */
#include "src/check/groups/groups.h"
#include "src/check/state/group.h"
#include "src/profile/facts/release_name.h"

enum { DEPTH_MAXIMUM = 4, RELEASE_COUNT = 3 };

static const char *const releases[RELEASE_COUNT] = {"DSTU2", "STU3", "R5"};

/* How many properties of each release were met. */
typedef struct ReleaseTally {
    unsigned counts[RELEASE_COUNT];
    Slice first; /* name of the first */
    unsigned properties;
} ReleaseTally;

static void count(ReleaseTally *tally, Slice name, const ReleaseName *found)
{
    tally->first = tally->properties++ == 0 ? name : tally->first;
    for (size_t i = 0; i < RELEASE_COUNT; i++) {
        tally->counts[i] += slice_find(found->releases, slice_from(releases[i]), 0) != SIZE_MAX;
    }
}

/* Counts the members of an object that R4 does not know, also in the first item of what it holds; `path` is that of the
   object, whose plan is given. */
static void count_members(Walk *walk, const Plan *plan, NodeId object, unsigned depth, Text *path, ReleaseTally *tally)
{
    const Document *document = walk_document(walk);
    size_t length = path->length;
    const Member *last = NULL;
    for (NodeId member = document_first_child(document, object); member != NODE_NONE;
         member = document_next_sibling(document, member)) {
        NodeId value =
            document_node(document, member)->kind == NODE_ARRAY ? document_first_child(document, member) : member;
        Slice name = document_raw_key(document, member);
        const Member *known = plan_next_member(walk_plans(walk), plan, last, name);
        last = known ? known : last;
        bool is_object = value != NODE_NONE && document_node(document, value)->kind == NODE_OBJECT;
        ReleaseName found;
        if (known && (!is_object || depth + 1 >= DEPTH_MAXIMUM)) {
            continue;
        }
        text_append_byte(path, '.');
        text_append(path, name);
        if (known) {
            count_members(walk, known->plan, value, depth + 1, path, tally);
        } else if (release_name_find(text_slice(path), &found)) {
            count(tally, name, &found);
        }
        path->length = length;
    }
}

static bool concerns(const Plan *plan)
{
    return plan->kind == PLAN_RESOURCE && release_name_has_type(plan->type);
}

/* Names the release whose shape a resource has. Where properties are of several, the later one is meant, but R5 only
   where it has more of them. */
static void judge(Walk *walk, const Place *place)
{
    NodeId type = walk_member(walk, place->node, "resourceType");
    ReleaseTally tally = {.properties = 0};
    Text path = TEXT_EMPTY;
    bool is_study = slice_equals(walk_text(walk, type), SLICE("ImagingStudy"));
    if (type == NODE_NONE || (!is_study && !place->has_unknown)) {
        return;
    }
    text_append(&path, walk_text(walk, type));
    count_members(walk, place->plan, place->node, is_study ? 0 : DEPTH_MAXIMUM, &path, &tally);
    text_free(&path);
    if (tally.properties > 0) {
        size_t best = tally.counts[0] > tally.counts[1] ? 0 : 1;
        best = tally.counts[2] > tally.counts[best] ? 2 : best;
        issue_add(walk, KEY_OTHER_RELEASE, place->node, NULL,
                  "Resource has the form of FHIR %s (property '%.*s'). ipse checks R4 and shows the R4 properties.",
                  releases[best], SLICE_ARGS(tally.first));
    }
}

const Group group_other_release = {
    .name = "other_release", .kinds = KIND_RESOURCE, .concerns = concerns, .judge = judge, .is_of_type = true};
