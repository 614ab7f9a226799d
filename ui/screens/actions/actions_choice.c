/* Changing the type of a choice element: valueString becomes valueCode; what it says stays, and is judged anew. */
#include "src/base/ascii.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/widgets/picker.h"

#include "src/base/memory.h"

#include <stdlib.h>

typedef struct Types {
    Workbench *bench;
    const Element *element;
    NodeId node;
} Types;

static PickerRow type_row(void *context, size_t position)
{
    const Types *types = context;
    return (PickerRow){.code = type_fhir_code(element_type(types->element, (uint32_t)position))};
}

/* "value" and "dateTime" as "valueDateTime". */
static void append_name(Slice stem, Slice type, Text *name)
{
    text_append(name, stem);
    size_t at = name->length;
    text_append(name, type);
    if (name->length > at && ascii_is_lower(name->bytes[at])) {
        name->bytes[at] = (char)(name->bytes[at] - 'a' + 'A');
    }
}

static Reaction type_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    const Types *types = context;
    Workbench *bench = types->bench;
    if (position >= element_type_count(types->element)) {
        return REACT_REDRAW;
    }
    Text name = TEXT_EMPTY;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    append_name(element_name(types->element), type_fhir_code(element_type(types->element, (uint32_t)position)), &name);
    if (!splice_rename(bench_file(bench)->document, types->node, text_slice(&name), &list, &error)) {
        messages_add_error(bench->messages, "Not changed", &error);
    } else if (bench_apply(bench, &list, "change the type")) {
        bench_report(bench, "Changed the type:", types->node);
    }
    splice_list_free(&list);
    text_free(&name);
    return REACT_REDRAW;
}

static Reaction choose_type(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    const RowView *row = bench_row(bench);
    if (row->is_absent || !row->element || !element_is_choice(row->element)) {
        messages_add(bench->messages, STYLE_DIM, "The element has only one type");
        return REACT_REDRAW;
    }
    Types *types = memory_allocate_zeroed(1, sizeof *types);
    *types = (Types){.bench = bench, .element = row->element, .node = row->node};
    PickerSource source = {.context = types,
                           .count = element_type_count(types->element),
                           .row = type_row,
                           .chosen = type_chosen,
                           .free = free};
    stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "Type"}));
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "choice-type",
     .help = "Change the type of a value[x]",
     .keys = "ct",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = choose_type},
};

const ActionRows choice_actions = ACTION_ROWS(rows);
