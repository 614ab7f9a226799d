/* Choosing a resource by name: the entries of a Bundle, the lines of NDJSON. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/hoist.h"

#include "src/base/memory.h"
#include "src/outline/studies.h"
#include "src/outline/title.h"
#include "src/outline/type_words.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

/* What is chosen from. */
typedef struct Resources {
    Workbench *bench;
    NodeId *nodes; /* entries and lines; of a resource that stands alone, itself */
    size_t count;
    size_t capacity;
    Text label;
    Text title;
    Text note;
} Resources;

/* Notes how many errors and warnings lie in a resource. */
static void append_counts(const Report *report, const Document *document, NodeId id, Text *note)
{
    uint32_t counts[] = {0, 0, 0}, begin = node_begin(document_node(document, id));
    uint32_t issue = report_next(report, begin, false), gap = report_next(report, begin, true);
    for (uint32_t at = issue < gap ? issue : gap; at < report_count(report); at++) {
        const Issue *found = report_issue(report, at);
        if (found->node >= document_node(document, id)->end) {
            break;
        }
        counts[found->severity] += found->node >= id;
    }
    if (counts[SEVERITY_ERROR]) {
        text_format(note, "%u error%s", counts[SEVERITY_ERROR], counts[SEVERITY_ERROR] == 1 ? "" : "s");
    } else if (counts[SEVERITY_WARNING]) {
        text_format(note, "%u warning%s", counts[SEVERITY_WARNING], counts[SEVERITY_WARNING] == 1 ? "" : "s");
    }
}

static PickerRow resource_row(void *context, size_t position)
{
    Resources *resources = context;
    const OpenFile *file = bench_file(resources->bench);
    NodeId id = resources->nodes[position];
    Text *texts[] = {&resources->label, &resources->title, &resources->note};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        text_clear(texts[i]);
    }
    if (!names_append_label(outline_names(file->outline), id, &resources->label)) {
        text_append(&resources->label, SLICE("$"));
    }
    if (document_node(file->document, 0)->kind == NODE_LINES) {
        words_append_member(file->document, id, "id", 0, (Slice){0}, &resources->title);
        text_append(&resources->title, resources->title.length ? SLICE(" · ") : (Slice){0});
    }
    title_append(file->document, names_resource(file->document, id), &resources->title);
    append_counts(file->report, file->document, id, &resources->note);
    return (PickerRow){.code = text_slice(&resources->label),
                       .display = text_slice(&resources->title),
                       .note = text_slice(&resources->note)};
}

static Reaction resource_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    Resources *resources = context;
    if (position != SIZE_MAX) {
        const Document *document = bench_file(resources->bench)->document;
        hoist_show(resources->bench, names_resource(document, resources->nodes[position]));
    }
    return REACT_REDRAW;
}

static void resources_free(void *context)
{
    Resources *resources = context;
    text_free(&resources->label);
    text_free(&resources->title);
    text_free(&resources->note);
    free(resources->nodes);
    free(resources);
}

static Reaction choose_resource(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    const Document *document = bench_file(bench)->document;
    Resources *resources = memory_allocate_zeroed(1, sizeof *resources);
    resources->bench = bench;
    NodeId place = NODE_NONE;
    while (resources_next(document, &place) != NODE_NONE) {
        ARRAY_RESERVE(resources->nodes, resources->capacity, resources->count + 1);
        resources->nodes[resources->count++] = place;
    }
    if (resources->count == 0) {
        resources_free(resources);
        messages_add(bench->messages, STYLE_PLAIN, "The file has no resources");
        return REACT_REDRAW;
    }
    PickerSource source = {.context = resources,
                           .count = resources->count,
                           .row = resource_row,
                           .chosen = resource_chosen,
                           .free = resources_free};
    stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "Resources", .note_cells = 12}));
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "resources",
     .help = "Choose a resource by name",
     .keys = "zn",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = choose_resource},
};

const ActionRows resource_actions = ACTION_ROWS(rows);
