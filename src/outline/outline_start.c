/* Start: which rows of an outline are open at first. */
#include "src/outline/describe_row.h"
#include "src/outline/studies.h"

enum { REVEAL_MAXIMUM = 200, STUDIES_OPENED_MAXIMUM = 50 };

/* Opens a study with its series. */
static void open_study(Outline *outline, NodeId study)
{
    const Document *document = outline->document;
    outline_open_ancestors(outline, study);
    outline_open_node(outline, study);
    NodeId series = document_member(document, study, SLICE("series"));
    if (series == NODE_NONE) {
        return;
    }
    outline_open_node(outline, series);
    uint32_t opened = 0;
    for (NodeId item = document_first_child(document, series); item != NODE_NONE && opened < 50;
         item = document_next_sibling(document, item), opened++) {
        outline_open_node(outline, item);
    }
}

/* Opens what is worth seeing at the start: the study, or the entries of a Bundle with the studies in them, and what
   leads to the first errors. */
void outline_open_start(Outline *outline)
{
    const Document *document = outline->document;
    outline_open_node(outline, 0);
    NodeId list = document_member(document, 0, SLICE("entry"));
    if (list != NODE_NONE) {
        outline_open_node(outline, list);
    }
    bool is_lines = document_node(document, 0)->kind == NODE_LINES;
    NodeId study = is_lines ? NODE_NONE : studies_next(document, NODE_NONE);
    for (unsigned opened = 0; study != NODE_NONE && opened < STUDIES_OPENED_MAXIMUM; opened++) {
        open_study(outline, study);
        study = studies_next(document, study);
    }
    outline_open_errors(outline);
}

/* True for an entry of a Bundle and for a line. */
static bool is_resource_of_list(const Document *document, NodeId id)
{
    NodeId list = document_node(document, id)->parent;
    return list == 0 || (list != NODE_NONE && document_node(document, list)->parent == 0);
}

/* True for what lies in a resource of a list that is no study: there the list tells more than what is in one of its
   resources, whose row has the mark of the error. */
static bool is_in_listed(const Outline *outline, NodeId id)
{
    const Document *document = outline->document;
    bool is_lines = document_node(document, 0)->kind == NODE_LINES;
    bool is_list = is_lines || document_member(document, 0, SLICE("entry")) != NODE_NONE;
    NodeId holder = is_list ? names_holder(document, id) : NODE_NONE;
    while (holder != NODE_NONE && is_list && !is_resource_of_list(document, holder)) {
        holder = document_node(document, holder)->parent;
        holder = holder == NODE_NONE ? NODE_NONE : names_holder(document, holder);
    }
    if (holder == NODE_NONE) {
        return false;
    }
    NodeId type = document_member(document, names_resource(document, holder), SLICE("resourceType"));
    return is_lines || type == NODE_NONE || !document_string_equals(document, type, SLICE("ImagingStudy"));
}

void outline_open_errors(Outline *outline)
{
    uint32_t revealed = 0;
    for (uint32_t i = 0; i < report_count(outline->report) && revealed < REVEAL_MAXIMUM; i++) {
        const Issue issue = report_issue_at(outline->report, i);
        if (issue.severity == SEVERITY_ERROR && !is_in_listed(outline, issue.node)) {
            outline_open_ancestors(outline, issue.node);
            if (issue.missing.length) {
                outline_open_node(outline, issue.node);
            }
            revealed++;
        }
    }
}

NodeId outline_hoist_study(Outline *outline)
{
    bool is_bundle = document_member(outline->document, 0, SLICE("entry")) != NODE_NONE;
    NodeId study = studies_next(outline->document, NODE_NONE);
    if (is_bundle && study != NODE_NONE) {
        outline_hoist(outline, study);
    }
    return study;
}
