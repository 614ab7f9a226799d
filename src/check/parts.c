/* Parts: a walk that passes over all other items of arrays. */
#include "src/check/parts.h"

#include "src/check/query.h"
#include "src/check/state/session.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/session_open.h"
#include "src/check/walk/unmatched.h"
#include "src/check/walk/walk.h"

#include <stdlib.h>

/* Larger parts are passed over, but for smaller ones in them; and so many values are judged in all. */
enum { PART_VALUES = 5000, ALL_VALUES = 20000 };

/* The innermost item of an array, or line, that has a node; NODE_NONE if there is none. */
static NodeId item_of(const Document *document, NodeId node)
{
    const Node *nodes = document_nodes(document);
    for (NodeId up = node; nodes[up].parent != NODE_NONE; up = nodes[up].parent) {
        NodeKind holder = nodes[nodes[up].parent].kind;
        if (holder == NODE_ARRAY || holder == NODE_LINES) {
            return up;
        }
    }
    return NODE_NONE;
}

/* The parts that have the nodes, in order and one beside the other. */
static OriginRange *find_parts(const Document *document, const NodeId *nodes, size_t count, size_t *part_count)
{
    OriginRange *parts = memory_allocate((count + 1) * sizeof *parts);
    uint32_t values = 0;
    *part_count = 0;
    for (size_t i = 0; i < count; i++) {
        NodeId item = item_of(document, nodes[i]);
        NodeId end = item == NODE_NONE ? 0 : document_node(document, item)->end;
        bool is_in = *part_count > 0 && item < parts[*part_count - 1].end;
        if (item == NODE_NONE || is_in || end - item > PART_VALUES || values + (end - item) > ALL_VALUES) {
            continue;
        }
        values += end - item;
        parts[(*part_count)++] = (OriginRange){item, end};
    }
    return parts;
}

/* Judges a resource that is a part, or has parts. What depends on all of it is judged only where all of it is. */
static void judge(Walk *walk, NodeId root, bool is_whole)
{
    CheckSession *session = walk->session;
    session_begin_root(session, root);
    dicom_checker_reset(session->dicom);
    walk->errors = 0;
    session->is_walking = true;
    walk_root(walk, root);
    session->is_walking = false;
    if (is_whole) {
        walk_far(walk, &session->far);
        dependents_report(walk);
        unmatched_settle(walk);
    }
}

/* The resource at the top that has a part. */
static NodeId root_of(const Document *document, NodeId part)
{
    const Node *nodes = document_nodes(document);
    bool are_lines = nodes[0].kind == NODE_LINES;
    NodeId root = are_lines ? part : 0;
    while (are_lines && nodes[root].parent != 0) {
        root = nodes[root].parent;
    }
    return root;
}

static void free_session(void *state)
{
    check_session_free(state);
}

static bool is_in_part(void *context, Finding *finding)
{
    return !finding->is_of_document && session_has_part(context, finding->node, finding->node + 1);
}

Report *check_parts(Checker *checker, const Document *document, const NodeId *nodes, size_t count)
{
    Report *report = report_new();
    CheckSession *session = check_session_new(checker, document);
    size_t part_count;
    OriginRange *parts = find_parts(document, nodes, count, &part_count);
    session->report = report;
    session->parts = parts;
    session->part_count = part_count;
    report_set_state(report, session, free_session);
    Walk walk = walk_new(session, report, &session->far, 0);
    memo_forget(&checker->memo);
    NodeId before = NODE_NONE;
    for (size_t i = 0; i < part_count; i++) {
        NodeId root = root_of(document, parts[i].first);
        if (root != before) {
            judge(&walk, root, root == parts[i].first);
        }
        before = root;
    }
    walk_free(&walk);
    report_settle(report, document);
    report_keep(report, NULL, is_in_part, session);
    report_settle(report, document);
    report_set_state(report, NULL, NULL);
    check_session_free(session);
    free(parts);
    return report;
}
