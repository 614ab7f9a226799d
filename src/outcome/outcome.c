/* Outcome: reads OperationOutcomes, and where they are in an answer. */
#include "src/outcome/outcome.h"

#include "src/outcome/line_words.h"

#include <stdlib.h>

/* Where an outcome stands in the answer. */
typedef struct Envelope {
    Slice file;
    uint32_t record;
    uint32_t entry;
} Envelope;

typedef struct Reader {
    const Document *document;
    Outcome *outcome;
    Text scratch;
} Reader;

void outcome_free(Outcome *outcome)
{
    free(outcome->items);
    arena_free(outcome->arena);
    *outcome = (Outcome){0};
}

/* ---- values ---- */

/* A copy of the text of a scalar in the arena; empty where it is missing. */
static Slice text_of(Reader *reader, NodeId id)
{
    unsigned kind = id == NODE_NONE ? NODE_OBJECT : document_node(reader->document, id)->kind;
    bool is_scalar = kind != NODE_OBJECT && kind != NODE_ARRAY;
    Slice text = is_scalar ? document_string(reader->document, id, &reader->scratch) : SLICE("");
    return arena_copy(reader->outcome->arena, text);
}

static Slice member_text(Reader *reader, NodeId object, Slice name)
{
    return text_of(reader, document_member(reader->document, object, name));
}

static bool is_of_type(const Reader *reader, NodeId object, Slice type)
{
    NodeId member = document_member(reader->document, object, SLICE("resourceType"));
    return member != NODE_NONE && document_string_equals(reader->document, member, type);
}

/* The value of an extension whose URL ends with a name; empty where it is missing. */
static Slice extension_text(Reader *reader, NodeId holder, Slice name)
{
    const Document *document = reader->document;
    NodeId list = document_member(document, holder, SLICE("extension"));
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        NodeId url = document_member(document, item, SLICE("url"));
        if (url == NODE_NONE || !slice_ends_with(document_string(document, url, &reader->scratch), name)) {
            continue;
        }
        for (NodeId value = document_first_child(document, item); value != NODE_NONE;
             value = document_next_sibling(document, value)) {
            if (slice_starts_with(document_raw_key(document, value), SLICE("value"))) {
                return text_of(reader, value);
            }
        }
    }
    return SLICE("");
}

static Slice first_of(Slice a, Slice b)
{
    return a.length ? a : b;
}

/* ---- an issue ---- */

static Severity severity_of(Slice word)
{
    return slice_equals(word, SLICE("fatal")) || slice_equals(word, SLICE("error")) ? SEVERITY_ERROR
           : slice_equals(word, SLICE("warning"))                                   ? SEVERITY_WARNING
                                                                                    : SEVERITY_NOTE;
}

/* Adds the places of a list of strings; what is only a line is noted as one. */
static void add_places(Reader *reader, NodeId list, OutcomeIssue *issue)
{
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(reader->document, list); item != NODE_NONE;
         item = document_item_after(reader->document, list, item)) {
        Slice place = slice_trim(text_of(reader, item));
        LineWords words = line_words_read(place);
        if (words.line && issue->line == 0) {
            issue->line = words.line;
            issue->column = words.column;
        }
        place = slice_trim(slice_part(place, 0, words.start));
        bool is_known = place.length == 0;
        for (uint32_t i = 0; i < issue->place_count; i++) {
            is_known = is_known || slice_equals(issue->places[i], place);
        }
        if (!is_known && issue->place_count < OUTCOME_PLACES) {
            issue->places[issue->place_count++] = place;
        }
    }
}

/* True for the sentences by which validators say that nothing was found. */
static bool is_all_well(const OutcomeIssue *issue)
{
    static const char *const sentences[] = {"All OK", "No issues detected during validation", "No issues detected",
                                            "Validation successful"};
    bool is_found = false;
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        is_found = is_found || slice_equals_ignoring_case(issue->message, slice_from(sentences[i]));
    }
    return is_found && issue->severity == SEVERITY_NOTE;
}

static void read_issue(Reader *reader, NodeId id, const Envelope *envelope)
{
    const Document *document = reader->document;
    Outcome *outcome = reader->outcome;
    OutcomeIssue issue = {.file = envelope->file, .record = envelope->record, .entry = envelope->entry};
    NodeId details = document_member(document, id, SLICE("details"));
    NodeId codings = document_member(document, details, SLICE("coding"));
    NodeId coding = codings == NODE_NONE ? NODE_NONE : document_item(document, codings);
    issue.severity = severity_of(member_text(reader, id, SLICE("severity")));
    issue.type = member_text(reader, id, SLICE("code"));
    Slice key = first_of(extension_text(reader, id, SLICE("/operationoutcome-message-id")),
                         first_of(member_text(reader, coding, SLICE("code")), issue.type));
    issue.key = key.length ? arena_copy(outcome->arena, key).bytes : "unknown";
    issue.message =
        slice_trim(first_of(member_text(reader, details, SLICE("text")),
                            first_of(member_text(reader, id, SLICE("diagnostics")),
                                     first_of(member_text(reader, coding, SLICE("display")), slice_from(issue.key)))));
    issue.line = line_words_number(extension_text(reader, id, SLICE("/operationoutcome-issue-line")));
    issue.column = line_words_number(extension_text(reader, id, SLICE("/operationoutcome-issue-col")));
    add_places(reader, document_member(document, id, SLICE("expression")), &issue);
    add_places(reader, document_member(document, id, SLICE("location")), &issue);
    if (issue.line == 0 && issue.place_count == 0) {
        LineWords words = line_words_read(issue.message);
        issue.line = words.line;
        issue.column = words.column;
    }
    if (issue.message.length && !is_all_well(&issue)) {
        ARRAY_RESERVE(outcome->items, outcome->capacity, outcome->count + 1);
        outcome->items[outcome->count++] = issue;
    }
}

/* ---- what is around it ---- */

static void read_resource(Reader *reader, NodeId id, Envelope envelope);

static void read_bundle(Reader *reader, NodeId id, Envelope envelope)
{
    const Document *document = reader->document;
    NodeId entries = document_member(document, id, SLICE("entry"));
    bool is_answer = slice_ends_with(member_text(reader, id, SLICE("type")), SLICE("-response"));
    uint32_t number = 0;
    for (NodeId entry = entries == NODE_NONE ? NODE_NONE : document_item(document, entries); entry != NODE_NONE;
         entry = document_item_after(document, entries, entry)) {
        NodeId response = document_member(document, entry, SLICE("response"));
        Envelope inner = envelope;
        inner.entry = is_answer || response != NODE_NONE ? number : envelope.entry;
        read_resource(reader, document_member(document, response, SLICE("outcome")), inner);
        read_resource(reader, document_member(document, entry, SLICE("resource")), inner);
        number++;
    }
}

static void read_list(Reader *reader, NodeId list, Slice member, Envelope envelope)
{
    const Document *document = reader->document;
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        read_resource(reader, member.length ? document_member(document, item, member) : item, envelope);
    }
}

static void read_resource(Reader *reader, NodeId id, Envelope envelope)
{
    const Document *document = reader->document;
    unsigned kind = id == NODE_NONE ? NODE_NULL : document_node(document, id)->kind;
    if (kind == NODE_ARRAY) {
        read_list(reader, id, SLICE(""), envelope);
    } else if (kind != NODE_OBJECT) {
        return;
    } else if (is_of_type(reader, id, SLICE("OperationOutcome"))) {
        NodeId list = document_member(document, id, SLICE("issue"));
        envelope.file = first_of(extension_text(reader, id, SLICE("/operationoutcome-file")), envelope.file);
        reader->outcome->outcomes++;
        for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
             item = document_item_after(document, list, item)) {
            read_issue(reader, item, &envelope);
        }
    } else if (is_of_type(reader, id, SLICE("Bundle"))) {
        read_bundle(reader, id, envelope);
    } else if (is_of_type(reader, id, SLICE("Parameters"))) {
        read_list(reader, document_member(document, id, SLICE("parameter")), SLICE("resource"), envelope);
    }
}

bool outcome_read(const Document *document, Outcome *outcome, Error *error)
{
    Reader reader = {.document = document, .outcome = outcome};
    Envelope envelope = {.file = SLICE(""), .record = OUTCOME_NO_NUMBER, .entry = OUTCOME_NO_NUMBER};
    if (document_fault_count(document) > 0) {
        const SyntaxFault *fault = document_fault(document, 0);
        Position position = document_position(document, fault->offset);
        return error_set(error, ERROR_FORMAT, document_name(document), "not JSON: line %u, column %u", position.line,
                         position.column);
    }
    outcome->arena = outcome->arena ? outcome->arena : arena_new();
    if (document_node(document, 0)->kind == NODE_LINES) {
        envelope.record = 0;
        for (NodeId line = document_first_child(document, 0); line != NODE_NONE;
             line = document_next_sibling(document, line), envelope.record++) {
            read_resource(&reader, line, envelope);
        }
    } else {
        read_resource(&reader, 0, envelope);
    }
    text_free(&reader.scratch);
    return outcome->outcomes > 0 ||
           error_set(error, ERROR_FORMAT, document_name(document), "no OperationOutcome in the file");
}

/* ---- files ---- */

/* What follows the last slash, of either kind. */
static Slice base_name(Slice path)
{
    size_t at = path.length;
    while (at > 0 && path.bytes[at - 1] != '/' && path.bytes[at - 1] != '\\') {
        at--;
    }
    return slice_part(path, at, SIZE_MAX);
}

bool outcome_is_about(const OutcomeIssue *issue, Slice path)
{
    return issue->file.length == 0 || slice_equals(base_name(issue->file), base_name(path));
}
