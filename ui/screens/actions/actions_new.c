/* Beginning a file that does not exist yet. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/views/new_file.h"

#include "src/base/memory.h"
#include "ui/widgets/picker.h"

static PickerRow new_row(void *context, size_t position)
{
    (void)context;
    const NewDocument *kind = new_document_at(position);
    return (PickerRow){.code = slice_from(kind->name), .display = slice_from(kind->title)};
}

static Reaction new_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    new_file_open(context, new_document_at(position));
    return REACT_REDRAW;
}

static void offer_kinds(void *context, Slice typed, Candidates *candidates)
{
    (void)context;
    (void)typed;
    for (size_t i = 0; new_document_at(i); i++) {
        const NewDocument *kind = new_document_at(i);
        candidates_add(candidates, (Candidate){.text = slice_from(kind->name), .note = slice_from(kind->title)});
    }
}

static Reaction begin_new(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const NewDocument *kind = new_document_find(call->argument);
    size_t count = 0;
    while (new_document_at(count)) {
        count++;
    }
    if (kind) {
        new_file_open(bench, kind);
    } else if (call->argument.length > 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Type :new study or :new ips");
    } else {
        PickerSource source = {.context = bench, .count = count, .row = new_row, .chosen = new_chosen};
        stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "New file"}));
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "new",
     .help = "Begin a new file, a study or an ips, with fresh UIDs",
     .keys = "zN",
     .argument = "KIND",
     .group = GROUP_FILES,
     .run = begin_new,
     .offers = offer_kinds},
};

const ActionRows new_actions = ACTION_ROWS(rows);
