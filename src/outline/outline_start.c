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

void outline_open_errors(Outline *outline)
{
    uint32_t revealed = 0;
    for (uint32_t i = 0; i < report_count(outline->report) && revealed < REVEAL_MAXIMUM; i++) {
        const Issue *issue = report_issue(outline->report, i);
        if (issue->severity == SEVERITY_ERROR) {
            outline_open_ancestors(outline, issue->node);
            if (issue->missing.length) {
                outline_open_node(outline, issue->node);
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
