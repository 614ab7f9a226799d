/*
 * SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0): one log with one run. Results come first, as records are
 * checked; the tool with the rules that they name, each with its help, comes last, when they are known. Columns count
 * Unicode code points. Fixes are those that are certain.
 */
#include "src/base/ascii.h"
#include "src/edit/fix/fix.h"
#include "src/edit/fix_memory.h"
#include "src/profile/facts/explain.h"
#include "ui/cli/formats/json_text.h"
#include "ui/cli/formats/writer.h"

#include <stdlib.h>

#define SARIF_SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/* Appends the name of a file as a URI reference (RFC 3986). */
static void append_uri(Slice name, Text *uri)
{
    for (size_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];
        if (ascii_is_letter(c) || ascii_is_digit(c) || strchr("-._~/", c)) {
            text_append_byte(uri, c);
        } else {
            text_format(uri, "%%%02X", (unsigned char)c);
        }
    }
}

static void append_artifact(const Record *record, Text *json)
{
    Text uri = TEXT_EMPTY;
    append_uri(slice_from(record->input), &uri);
    json_open(json, "artifactLocation", '{');
    json_string(json, "uri", text_slice(&uri));
    json_close(json, '}');
    text_free(&uri);
}

/* Appends the region of some bytes of the record's document. */
static void append_region(const Record *record, const char *name, uint32_t start, uint32_t length, Text *json)
{
    Position from = record_position(record, start), to = record_position(record, start + length);
    json_open(json, name, '{');
    json_number(json, "startLine", from.line);
    json_number(json, "startColumn", from.column);
    json_number(json, "endLine", to.line);
    json_number(json, "endColumn", to.column);
    json_close(json, '}');
}

static void append_location(const Record *record, const Issue *issue, Text *json)
{
    Text path = TEXT_EMPTY;
    record_append_path(record, issue, &path);
    json_open(json, "locations", '[');
    json_open(json, NULL, '{');
    json_open(json, "physicalLocation", '{');
    append_artifact(record, json);
    append_region(record, "region", issue->span.start, issue->span.length, json);
    json_close(json, '}');
    json_open(json, "logicalLocations", '[');
    json_open(json, NULL, '{');
    json_string(json, "fullyQualifiedName", text_slice(&path));
    json_close(json, '}');
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, ']');
    text_free(&path);
}

/* True where the splices of a fix change separate places in the order of the text: each can be written as a region of
   the text as it is. `shift` of a splice is by how much the ones before it moved its place. */
static bool is_in_order(const SpliceList *list)
{
    int64_t shift = 0, end = 0;
    for (size_t i = 0; i < list->count; i++) {
        const Splice *splice = &list->splices[i];
        int64_t start = (int64_t)splice->offset - shift;
        if (start < end) {
            return false;
        }
        end = start + splice->removed;
        shift += (int64_t)splice->inserted.length - splice->removed;
    }
    return true;
}

static void append_fix(const Record *record, const Fix *fix, Text *json)
{
    int64_t shift = 0;
    json_open(json, NULL, '{');
    json_open(json, "description", '{');
    json_string(json, "text", fix->title);
    json_close(json, '}');
    json_open(json, "artifactChanges", '[');
    json_open(json, NULL, '{');
    append_artifact(record, json);
    json_open(json, "replacements", '[');
    for (size_t i = 0; i < fix->splices.count; i++) {
        const Splice *splice = &fix->splices.splices[i];
        json_open(json, NULL, '{');
        append_region(record, "deletedRegion", (uint32_t)(splice->offset - shift), splice->removed, json);
        json_open(json, "insertedContent", '{');
        json_string(json, "text", splice->inserted);
        json_close(json, '}');
        json_close(json, '}');
        shift += (int64_t)splice->inserted.length - splice->removed;
    }
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, ']');
    json_close(json, '}');
}

static void append_fixes(const Record *record, const Issue *issue, FixMemory *memory, Text *json)
{
    FixList list = {.is_certain_only = true, .skips_removals = true};
    Operation operation = {
        .checker = record->checker, .document = record->document, .clock = clock_system(), .memory = memory};
    fix_offer(&operation, issue, &list);
    bool has_any = false;
    for (size_t i = 0; i < list.count; i++) {
        const Fix *fix = &list.fixes[i];
        if (fix->is_certain && fix->splices.count > 0 && is_in_order(&fix->splices)) {
            if (!has_any) {
                json_open(json, "fixes", '[');
            }
            append_fix(record, fix, json);
            has_any = true;
        }
    }
    if (has_any) {
        json_close(json, ']');
    }
    fix_list_free(&list);
}

static void append_issue(const Record *record, size_t number, FixMemory *memory, Text *json)
{
    Issue found = record_issue(record, number);
    const Issue *issue = &found;
    const Slice *reason = record_reason(record, number);
    json_open(json, NULL, '{');
    json_string(json, "ruleId", slice_from(issue->key));
    json_string(json, "level", slice_from(severity_name(issue->severity)));
    json_open(json, "message", '{');
    json_string(json, "text", issue->message);
    json_close(json, '}');
    append_location(record, issue, json);
    if (record->document) {
        append_fixes(record, issue, memory, json);
    }
    if (reason) {
        json_open(json, "suppressions", '[');
        json_open(json, NULL, '{');
        json_string(json, "kind", SLICE("external"));
        json_string(json, "justification", *reason);
        json_close(json, '}');
        json_close(json, ']');
    }
    if (record->is_line) {
        json_open(json, "properties", '{');
        json_number(json, "record", record->line);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void write_record(const Record *record, RecordOutput *output)
{
    FixMemory *memory = fix_memory_new();
    for (size_t i = 0; i < record->issue_count; i++) {
        text_append(&output->text, i > 0 ? SLICE(",\n") : SLICE(""));
        append_issue(record, i, memory, &output->text);
        record_output_part(output);
    }
    fix_memory_free(memory);
}

/* The words of an invariant of a package that was loaded; empty where the rules have none. */
static Slice invariant_words(const Rules *rules, Slice key)
{
    for (uint32_t i = 0; i < rules_structure_count(rules); i++) {
        const Structure *structure = rules_structure_at(rules, i);
        for (uint32_t k = 0; k < structure_element_count(structure); k++) {
            const Element *element = structure_element_at(structure, k);
            for (uint32_t n = 0; n < element_constraint_count(element); n++) {
                const Constraint *constraint = element_constraint(element, n);
                bool is_own = !constraint_is_core(constraint) && constraint_human(constraint).length > 0;
                if (is_own && slice_equals(constraint_key(constraint), key)) {
                    return constraint_human(constraint);
                }
            }
        }
    }
    return SLICE("");
}

static void append_message(Text *json, const char *name, Slice text)
{
    json_open(json, name, '{');
    json_string(json, "text", text);
    json_close(json, '}');
}

static void append_rule(const Rules *rules, Slice key, Text *json)
{
    char *name = memory_copy_string(key);
    KeyId id = key_find(name);
    free(name);
    bool is_invariant = id >= KEY_COUNT;
    Slice own = is_invariant ? invariant_words(rules, key) : (Slice){0};
    Slice help = own.length > 0 ? own : explain_key(key);
    json_open(json, NULL, '{');
    json_string(json, "id", key);
    append_message(json, "shortDescription",
                   is_invariant ? SLICE("invariant not fulfilled") : slice_from(key_row(id)->title));
    if (help.length > 0) {
        append_message(json, "fullDescription", help);
        append_message(json, "help", help);
    }
    json_close(json, '}');
}

static void write_end(const WriterEnd *end, Text *text)
{
    text_append(text, SLICE("\n]"));
    json_open(text, "tool", '{');
    json_open(text, "driver", '{');
    json_string(text, "name", SLICE("ipse"));
    json_string(text, "version", SLICE(IPSE_VERSION));
    json_string(text, "semanticVersion", SLICE(IPSE_VERSION));
    json_open(text, "rules", '[');
    for (size_t i = 0; i < end->keys->count; i++) {
        append_rule(end->rules, end->keys->entries[i].key, text);
    }
    text_append(text, SLICE("]}}}]}\n"));
}

const Writer writer_sarif = {.name = "sarif",
                             .is_json = true,
                             .separator = SLICE(",\n"),
                             .beginning = SLICE("{\"$schema\":\"" SARIF_SCHEMA
                                                "\",\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":"
                                                "\"unicodeCodePoints\",\"results\":[\n"),
                             .record = write_record,
                             .end = write_end};
