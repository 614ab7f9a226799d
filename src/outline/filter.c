/* Filter: a byte for each node says whether it is kept. */
#include "src/outline/filter.h"

#include "src/base/memory.h"
#include "src/outline/wanted.h"

#include <stdint.h>
#include <stdlib.h>

void filter_free(Filter *filter)
{
    text_free(&filter->text);
    free(filter->kept);
    *filter = (Filter){0};
}

/* True where a resource, a series or an instance has a name that holds a text. */
static bool name_holds(Names *names, const Document *document, NodeId id, Slice wanted, Text *scratch)
{
    bool is_object = document_node(document, id)->kind == NODE_OBJECT;
    text_clear(scratch);
    if (is_object && names_holder(document, id) == id) {
        names_append(names, id, scratch);
    }
    return wanted_is_in(text_slice(scratch), wanted);
}

/* True where the name or the value of a node holds a text. */
static bool node_holds(const Document *document, NodeId id, Slice wanted, Text *scratch)
{
    const Node *node = document_node(document, id);
    return (node->key && wanted_is_in(document_key(document, id, scratch), wanted)) ||
           (node->kind <= NODE_STRING && wanted_is_in(document_string(document, id, scratch), wanted));
}

/* ---- keeping ---- */

/* Keeps a node and what holds it. */
static void keep(Filter *filter, const Document *document, NodeId node)
{
    filter->matches++;
    for (; node != NODE_NONE && !filter->kept[node]; node = document_node(document, node)->parent) {
        filter->kept[node] = 1;
    }
}

static void keep_issues(Filter *filter, const Document *document, const Report *report)
{
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        if (issue_is_gap(issue) == (filter->kind == FILTER_GAPS)) {
            keep(filter, document, issue->node);
        }
    }
}

static void keep_texts(Filter *filter, const Document *document, Names *names, uint32_t nodes)
{
    Text scratch = TEXT_EMPTY;
    uint32_t end = nodes < filter->count - filter->next ? filter->next + nodes : filter->count;
    for (NodeId id = filter->next; id < end; id++) {
        Slice wanted = text_slice(&filter->text);
        if (node_holds(document, id, wanted, &scratch) || name_holds(names, document, id, wanted, &scratch)) {
            keep(filter, document, id);
            memset(filter->kept + id, 1, document_node(document, id)->end - id);
        }
    }
    filter->next = end;
    text_free(&scratch);
}

/* Begins to find out what is kept; nothing is to be found out where all is. */
static void begin(Filter *filter, const Document *document)
{
    free(filter->kept);
    filter->kept = NULL;
    filter->matches = 0;
    filter->next = 0;
    filter->count = 0;
    if (filter->kind != FILTER_NONE && filter->kind != FILTER_OBLIGATED) {
        filter->count = document_count(document);
        filter->kept = memory_allocate_zeroed(filter->count, 1);
    }
}

void filter_begin(Filter *filter, FilterKind kind, Slice text, const Document *document)
{
    filter->kind = kind;
    text_clear(&filter->text);
    text_append(&filter->text, text);
    begin(filter, document);
}

bool filter_gather(Filter *filter, const Document *document, const Report *report, Names *names, uint32_t nodes)
{
    if (filter->kept && filter->kind == FILTER_TEXT) {
        keep_texts(filter, document, names, nodes);
    } else if (filter->kept) {
        keep_issues(filter, document, report);
        filter->next = filter->count;
    }
    bool is_all = filter->next == filter->count;
    if (is_all && filter->kept) {
        filter->kept[0] = 1;
    }
    return is_all;
}

void filter_make(Filter *filter, const Document *document, const Report *report, Names *names)
{
    begin(filter, document);
    filter_gather(filter, document, report, names, UINT32_MAX);
}

bool filter_keeps(const Filter *filter, NodeId node)
{
    return !filter->kept || filter->kept[node];
}

bool filter_keeps_absent(const Filter *filter, const Report *report, NodeId holder, Slice name)
{
    bool is_by_issue = filter->kind == FILTER_ISSUES || filter->kind == FILTER_GAPS, is_kept = false;
    uint32_t first = 0, count = is_by_issue ? report_issues_of(report, holder, &first) : 0;
    for (uint32_t i = first; i < first + count; i++) {
        const Issue *issue = report_issue(report, i);
        is_kept = is_kept ||
                  (slice_starts_with(issue->missing, name) && issue_is_gap(issue) == (filter->kind == FILTER_GAPS));
    }
    return is_by_issue ? is_kept : filter->kind != FILTER_TEXT;
}
