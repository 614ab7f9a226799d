/* Provisional reports: findings are copied, or moved along. */
#include "src/check/report/provisional.h"

#include "src/check/report/report_private.h"

void report_forget_state(Report *report)
{
    if (report->state) {
        report->free_state(report->state);
    }
    report_set_state(report, NULL, NULL);
}

static void add_all(Report *report, const Report *found)
{
    for (size_t i = 0; i < found->count; i++) {
        Finding finding = found->findings[i];
        finding.text = report_intern(report, &found->texts[finding.text]);
        finding.unmatched = 0;
        finding.state = FINDING_NEW;
        report_add(report, &finding);
    }
}

/* What is found in a part and by the check as well is known as repeated. */
void report_show(Report *report, const Report *found, const Report *parts, const Document *document)
{
    report_clear(report);
    add_all(report, found);
    if (parts) {
        add_all(report, parts);
    }
    report_settle(report, document);
}

uint32_t *report_bring_begin(const Report *from)
{
    uint32_t *texts = memory_allocate((from->text_count + 1) * sizeof *texts);
    for (size_t i = 0; i < from->text_count; i++) {
        texts[i] = UINT32_MAX;
    }
    return texts;
}

/* The number of a text of another report. */
static uint32_t bring_text(Report *report, const Report *from, uint32_t number, uint32_t *texts)
{
    if (texts[number] == UINT32_MAX) {
        IssueText text = from->texts[number];
        text.original = text.original > 0 ? bring_text(report, from, text.original - 1, texts) + 1 : 0;
        texts[number] = report_intern(report, &text);
    }
    return texts[number];
}

void report_bring(Report *report, const Report *from, size_t first, size_t end, uint32_t *texts, NodeId shift)
{
    for (size_t i = first; i < end; i++) {
        Finding finding = from->findings[i];
        finding.text = bring_text(report, from, finding.text, texts);
        finding.node += shift;
        finding.origin += shift;
        report_add(report, &finding);
    }
}

void report_take(Report *report, Report *filled)
{
    Report before = *report;
    *report = *filled;
    report->version = before.version + filled->version + 1;
    report->wordings_version = before.wordings_version + filled->wordings_version + 1;
    *filled = before;
    report_clear(filled);
}

/* A place within a value is known only as long as the value is as it was. */
static bool is_still_there(void *context, Finding *finding)
{
    const Report *report = context;
    bool is_within = finding->shift > 0 || finding->length > 0;
    return !is_within || document_node(report->document, finding->node)->kind <= NODE_STRING;
}

void report_carry(Report *report, const Document *document, const Patch *patch)
{
    report_forget_state(report);
    report->count = report->settled;
    report->document = document;
    if (!report->is_moved) {
        report_move(report, patch);
    }
    report_keep(report, NULL, is_still_there, report);
    report_settle(report, document);
}
