/* Study rows: one pass over the series and instances of each study. */
#include "src/outline/study_rows.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "src/outline/reading.h"
#include "src/outline/studies.h"
#include "src/outline/summary.h"
#include "src/outline/title.h"
#include "src/outline/type_words.h"

#include <stdlib.h>
#include <string.h>

/* ---- marks ---- */

/* Notes the worst issue and the number of gaps of a value and what is in it. */
static void mark(const Document *document, const Report *report, StudyRow *row)
{
    NodeId end = document_node(document, row->node)->end;
    uint32_t from = document_node(document, row->node)->start;
    uint32_t position = report_next(report, from, false), gap = report_next(report, from, true);
    for (uint32_t i = position; i < report_count(report) && report_issue(report, i)->node < end; i++) {
        const Issue *issue = report_issue(report, i);
        if (issue->node >= row->node && !issue_is_gap(issue)) {
            row->worst = row->has_issue && row->worst > issue->severity ? row->worst : issue->severity;
            row->has_issue = true;
        }
    }
    for (uint32_t i = gap; i < report_count(report) && report_issue(report, i)->node < end; i++) {
        const Issue *issue = report_issue(report, i);
        row->gaps += issue->node >= row->node && issue_is_gap(issue);
    }
}

/* ---- rows ---- */

static StudyRow *add_row(StudyRows *rows, StudyRow row)
{
    ARRAY_RESERVE(rows->items, rows->capacity, rows->count + 1);
    rows->items[rows->count++] = row;
    return &rows->items[rows->count - 1];
}

/* A number that an instance states; 0 where it states none. */
static uint32_t number_of(const Document *document, NodeId id)
{
    NodeId number = document_member(document, id, SLICE("number"));
    Slice raw = number == NODE_NONE ? (Slice){0} : document_raw(document, number);
    uint32_t value = 0;
    for (size_t i = 0; i < raw.length && value < UINT32_MAX / 10 - 1; i++) {
        if (!ascii_is_digit(raw.bytes[i])) {
            return 0;
        }
        value = value * 10 + (uint32_t)(raw.bytes[i] - '0');
    }
    return value;
}

/* True where two instances say the same SOP class. */
static bool have_same_class(const Document *document, NodeId a, NodeId b)
{
    NodeId left = document_member(document, a, SLICE("sopClass")),
           right = document_member(document, b, SLICE("sopClass"));
    return left != NODE_NONE && right != NODE_NONE && document_values_equal(document, left, document, right);
}

/* True where an instance goes on with the row of those before it. */
static bool goes_on(const Document *document, const StudyRow *row, const StudyRow *next)
{
    uint32_t first = number_of(document, row->node), number = number_of(document, next->node);
    bool is_plain = !row->has_issue && !row->gaps && !next->has_issue && !next->gaps;
    return is_plain && number && first && number == first + row->count &&
           have_same_class(document, row->node, next->node);
}

static uint32_t add_instances(StudyRows *rows, const Document *document, const Report *report, NodeId series)
{
    NodeId list = document_member(document, series, SLICE("instance"));
    size_t before = rows->count;
    uint32_t count = 0;
    for (NodeId id = document_item(document, list); id != NODE_NONE; id = document_item_after(document, list, id)) {
        StudyRow row = {.kind = STUDY_ROW_INSTANCES, .node = id, .count = 1};
        mark(document, report, &row);
        count++;
        if (rows->count > before && goes_on(document, &rows->items[rows->count - 1], &row)) {
            rows->items[rows->count - 1].count++;
        } else {
            add_row(rows, row);
        }
    }
    return count;
}

static void add_study(StudyRows *rows, const Document *document, const Report *report, NodeId study)
{
    size_t own = rows->count;
    uint32_t images = 0;
    mark(document, report, add_row(rows, (StudyRow){.kind = STUDY_ROW_STUDY, .node = study}));
    NodeId list = document_member(document, study, SLICE("series"));
    for (NodeId id = document_item(document, list); id != NODE_NONE; id = document_item_after(document, list, id)) {
        size_t series = rows->count;
        mark(document, report, add_row(rows, (StudyRow){.kind = STUDY_ROW_SERIES, .node = id}));
        uint32_t count = add_instances(rows, document, report, id);
        rows->items[series].count = count;
        images += count;
    }
    rows->items[own].count = images;
    StudyRow totals = rows->items[own];
    totals.kind = STUDY_ROW_TOTALS;
    add_row(rows, totals);
}

StudyRows study_rows_of(const Document *document, const Report *report)
{
    StudyRows rows = {0};
    for (NodeId study = studies_next(document, NODE_NONE); study != NODE_NONE; study = studies_next(document, study)) {
        add_study(&rows, document, report, study);
    }
    return rows;
}

void study_rows_free(StudyRows *rows)
{
    free(rows->items);
    *rows = (StudyRows){0};
}

/* ---- cells ---- */

static void clear_cells(StudyCells *cells)
{
    Text *texts[] = {&cells->number,    &cells->modality, &cells->description,
                     &cells->body_site, &cells->date,     &cells->images};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        text_clear(texts[i]);
    }
}

void study_cells_free(StudyCells *cells)
{
    text_free(&cells->number);
    text_free(&cells->modality);
    text_free(&cells->description);
    text_free(&cells->body_site);
    text_free(&cells->date);
    text_free(&cells->images);
}

static void append_date(const Document *document, NodeId id, Text *text)
{
    NodeId started = document_member(document, id, SLICE("started"));
    Text scratch = TEXT_EMPTY;
    if (started != NODE_NONE) {
        reading_date(document_string(document, started, &scratch), text);
    }
    text_free(&scratch);
}

/* Of a line of NDJSON which it is. */
static void append_line(const Document *document, NodeId study, Text *text)
{
    const Node *node = document_node(document, study);
    if (node->parent != NODE_NONE && document_node(document, node->parent)->kind == NODE_LINES) {
        text_format(text, "line %u", document_position(document, node_begin(node)).line);
    }
}

/* "4", or "2 of 4" where another number is stated. */
static void append_images(const Document *document, const StudyRow *row, Text *text)
{
    NodeId stated = document_member(document, row->node, SLICE("numberOfInstances"));
    Text scratch = TEXT_EMPTY, listed = TEXT_EMPTY;
    text_format(&listed, "%u", row->count);
    Slice number = stated == NODE_NONE ? (Slice){0} : document_string(document, stated, &scratch);
    text_append(text, text_slice(&listed));
    if (number.length && !slice_equals(number, text_slice(&listed))) {
        text_format(text, " of %.*s", SLICE_ARGS(number));
    }
    text_free(&listed);
    text_free(&scratch);
}

static uint32_t count_series(const Document *document, NodeId study)
{
    NodeId list = document_member(document, study, SLICE("series"));
    bool is_list = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY;
    return is_list ? document_child_count(document, list) : list != NODE_NONE;
}

static void fill_totals(StudyCells *cells, const Document *document, const StudyRow *row)
{
    uint32_t series = count_series(document, row->node);
    text_format(&cells->description, "%u series, ", series);
    append_images(document, row, &cells->description);
    text_append(&cells->description, row->count == 1 ? SLICE(" image") : SLICE(" images"));
    if (row->gaps) {
        text_format(&cells->description, ", %u gap%s", row->gaps, row->gaps == 1 ? "" : "s");
    }
}

static void fill_instances(StudyCells *cells, const Document *document, const StudyRow *row)
{
    words_append_member(document, row->node, "number", 0, (Slice){0}, &cells->number);
    if (row->count > 1) {
        text_format(&cells->number, "–%u", number_of(document, row->node) + row->count - 1);
        NodeId coding = document_member(document, row->node, SLICE("sopClass"));
        NodeId code = document_member(document, coding, SLICE("code"));
        Text scratch = TEXT_EMPTY;
        Slice meaning = code == NODE_NONE ? (Slice){0} : reading_meaning(document_string(document, code, &scratch));
        text_append(&cells->description, meaning);
        if (!meaning.length) {
            words_append_member(document, coding, "display", 0, (Slice){0}, &cells->description);
        }
        text_format(&cells->images, "%u", row->count);
        text_free(&scratch);
    } else {
        title_append(document, row->node, &cells->description);
    }
}

/* True where two objects say the same of a member, or both nothing. */
static bool is_same_member(const Document *document, NodeId one, NodeId other, Slice name)
{
    NodeId own = document_member(document, one, name), its = document_member(document, other, name);
    return own == NODE_NONE || its == NODE_NONE ? own == its : document_values_equal(document, own, document, its);
}

/* True where another series of the study has the same number and description, or none has one. */
static bool is_described_alike(const Document *document, NodeId series)
{
    NodeId list = document_node(document, series)->parent;
    bool is_found = false;
    for (NodeId id = document_item(document, list); id != NODE_NONE && !is_found;
         id = document_item_after(document, list, id)) {
        is_found = id != series && is_same_member(document, series, id, SLICE("number")) &&
                   is_same_member(document, series, id, SLICE("description"));
    }
    return is_found;
}

void study_cells_fill(StudyCells *cells, const Document *document, const StudyRow *row)
{
    clear_cells(cells);
    switch (row->kind) {
    case STUDY_ROW_STUDY:
        append_line(document, row->node, &cells->number);
        title_append(document, row->node, &cells->description);
        append_date(document, row->node, &cells->date);
        append_images(document, row, &cells->images);
        break;
    case STUDY_ROW_SERIES: {
        NodeId site = document_member(document, row->node, SLICE("bodySite"));
        words_append_member(document, row->node, "number", 0, (Slice){0}, &cells->number);
        words_append_member(document, document_member(document, row->node, SLICE("modality")), "code", 0, (Slice){0},
                            &cells->modality);
        words_append_member(document, row->node, "description", 0, (Slice){0}, &cells->description);
        if (is_described_alike(document, row->node)) {
            summary_append_uid_tail(document, row->node, 0, &cells->description);
        }
        if (!words_append_member(document, site, "display", 0, (Slice){0}, &cells->body_site)) {
            words_append_member(document, site, "code", 0, (Slice){0}, &cells->body_site);
        }
        append_date(document, row->node, &cells->date);
        append_images(document, row, &cells->images);
        break;
    }
    case STUDY_ROW_INSTANCES:
        fill_instances(cells, document, row);
        break;
    default:
        fill_totals(cells, document, row);
    }
}
