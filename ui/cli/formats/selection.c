/* Selection: one finding after another. */
#include "ui/cli/formats/selection.h"

#include "ui/cli/formats/identities.h"

void selection_free(Selection *selection)
{
    slice_map_free(&selection->only);
    slice_map_free(&selection->ignored);
    suppressions_free(&selection->suppressions);
    baseline_free(&selection->baseline);
}

/* What choosing in one record needs. */
typedef struct Choice {
    const Selection *selection;
    Record *record;
    RecordOutput *output;
    Text name; /* of the record, in a baseline */
    Text path;
} Choice;

/* Notes that a suppression was used. */
static void note_use(RecordOutput *output, size_t suppression)
{
    ARRAY_RESERVE(output->used, output->used_capacity, output->used_count + 1);
    output->used[output->used_count++] = suppression;
}

/* True where a suppression holds for the issue, whose path is known; it is counted. */
static bool is_suppressed(Choice *choice, uint32_t position, const Issue *issue, bool is_wanted)
{
    const Suppressions *suppressions = &choice->selection->suppressions;
    size_t found = suppressions_find(suppressions, slice_from(choice->record->input), slice_from(issue->key),
                                     text_slice(&choice->path));
    if (found == SUPPRESSION_NONE) {
        return false;
    }
    note_use(choice->output, found);
    choice->output->totals.suppressed += is_wanted;
    if (is_wanted && choice->selection->shows_suppressed) {
        record_take(choice->record, position, &suppressions->items[found].reason);
    }
    return true;
}

static void choose(Choice *choice, uint32_t position, const Issue *issue)
{
    const Selection *selection = choice->selection;
    Slice key = slice_from(issue->key);
    bool is_wanted = issue->severity >= selection->least &&
                     (selection->only.count == 0 || slice_map_find(&selection->only, key)) &&
                     !slice_map_find(&selection->ignored, key);
    bool has_baseline = selection->baseline.counts.count > 0 || selection->notes_baseline;
    if (selection->suppressions.count > 0 || (is_wanted && has_baseline)) {
        text_clear(&choice->path);
        record_append_path(choice->record, issue, &choice->path);
    }
    if ((selection->suppressions.count > 0 && is_suppressed(choice, position, issue, is_wanted)) || !is_wanted) {
        return;
    }
    if (has_baseline && baseline_record_add(&choice->output->baseline, &selection->baseline, text_slice(&choice->name),
                                            key, text_slice(&choice->path))) {
        choice->output->totals.known++;
    } else {
        record_take(choice->record, position, NULL);
    }
}

/* Chooses among the issues of the report. */
static void choose_all(Choice *choice)
{
    const Report *report = choice->record->report;
    uint32_t broken = 0;
    for (uint32_t i = 0; i < report_count(report); i++) {
        Issue issue = report_issue_at(report, i);
        if (issue_is_told(choice->record->document, choice->record->is_line, &issue, &broken)) {
            choose(choice, i, &issue);
        }
    }
}

void selection_choose(const Selection *selection, Record *record, RecordOutput *output)
{
    Choice choice = {.selection = selection, .record = record, .output = output};
    Text scratch = TEXT_EMPTY;
    Slice id = record_text(record, "id", &scratch);
    if (id.length > 0) {
        Text type = TEXT_EMPTY;
        text_append(&choice.name, record_text(record, "resourceType", &type));
        text_append_byte(&choice.name, '/');
        text_append(&choice.name, id);
        text_free(&type);
    } else {
        text_append(&choice.name, slice_from(record->input));
    }
    baseline_record_free(&output->baseline);
    if (record->report) {
        choose_all(&choice);
    } else {
        choose(&choice, 0, &record->no_json);
    }
    if (selection->notes_baseline) {
        baseline_join(&output->noted, &output->baseline.counts);
    }
    if (selection->notes_identities) {
        identities_append(record, &output->identities);
    }
    text_free(&scratch);
    text_free(&choice.name);
    text_free(&choice.path);
}
