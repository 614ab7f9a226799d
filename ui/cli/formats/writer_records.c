/*
 * Records: one line a record, clean ones too: what it is, how many findings of each severity, how many gaps, and how
 * complete it is: of the elements that a Creator must fill in (src/figures/completeness.h), how many there could be,
 * how many there are, and the share. `notes` are counted without gaps.
 */
#include "src/figures/completeness.h"
#include "ui/cli/formats/json_text.h"
#include "ui/cli/formats/writer.h"

/* Appends how many elements are obligated and present in the record. */
static void append_completeness(const Record *record, Text *json)
{
    Completeness figures = COMPLETENESS_EMPTY;
    NodeId root = record_root(record);
    if (root != NODE_NONE) {
        completeness_add(&figures, record->checker, record->document, root);
    }
    CompletenessCount sum = completeness_creator(&figures);
    json_number(json, "obligated", sum.obligated);
    json_number(json, "present", sum.present);
    json_share(json, "completeness", sum.present, sum.obligated);
    completeness_free(&figures);
}

static void write_record(const Record *record, RecordOutput *output)
{
    Text scratch = TEXT_EMPTY, profile = TEXT_EMPTY;
    Text *json = &output->text;
    const ReportCounts *counts = &output->own.counts;
    record_append_profile(record, &profile);
    json_open(json, NULL, '{');
    json_string(json, "file", slice_from(record->input));
    json_number(json, "record", record->line);
    json_string_or_null(json, "resourceType", record_text(record, "resourceType", &scratch));
    json_string_or_null(json, "id", record_text(record, "id", &scratch));
    json_number(json, "errors", counts->errors);
    json_number(json, "warnings", counts->warnings);
    json_number(json, "notes", counts->notes);
    json_number(json, "gaps", counts->gaps);
    json_number(json, "suppressed", output->totals.suppressed);
    append_completeness(record, json);
    json_string_or_null(json, "profile", text_slice(&profile));
    json_string(json, "ipse", SLICE(IPSE_VERSION));
    json_close(json, '}');
    text_append_byte(json, '\n');
    text_free(&scratch);
    text_free(&profile);
}

const Writer writer_records = {.name = "records", .is_json = true, .record = write_record};
