/*
 * Code picker: the values that a row may have, to choose from: those that are known for it (known_values.h), else the
 * codes of the value set that it is bound to.
 */
#include "ui/screens/editing/code_picker.h"
#include "src/outline/values/known_values.h"
#include "ui/screens/asking/asking.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/last_change.h"
#include "ui/screens/editing/bound_set.h"
#include "ui/screens/editing/code_list.h"
#include "ui/screens/editing/filling.h"
#include "ui/screens/editing/fix_result.h"

#include "src/base/memory.h"
#include "src/fhirpath/value/moment.h"
#include "src/profile/terminology.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

/* The values, and where the chosen one goes. */
typedef struct Codes {
    Workbench *bench;
    CodeList list;
    NodeId node;
    const Element *absent; /* the element to be filled in; NULL: `node` itself is set */
    ValueShape shape;
    Slice system; /* of what is typed; empty: none is known */
    Slice set;    /* URL of the value set that a terminology server is asked about; empty: nobody is */
    size_t known; /* so many of the values are known here; the others came from the server, or wait for it */
    Slice typed;  /* what the server was asked last */
    uint64_t news;
    Arena *arena; /* texts of values that no value set holds */
} Codes;

/* ---- a terminology server ---- */

enum { TYPED_LEAST = 2, LOOK_MILLISECONDS = 100 };

static bool is_listed(const Codes *codes, const TermFound *found)
{
    for (size_t i = 0; i < codes->known; i++) {
        const Concept *concept = &codes->list.values[i].concept;
        if (slice_equals(concept->code, found->code) && slice_equals(concept->system, found->system)) {
            return true;
        }
    }
    return false;
}

/* Adds a code that the server found, whatever its words are. */
static void take_found(void *context, const TermFound *found)
{
    Codes *codes = context;
    if (!is_listed(codes, found)) {
        KnownValue value = {.concept = {.system = arena_copy(codes->arena, found->system),
                                        .code = arena_copy(codes->arena, found->code),
                                        .display = arena_copy(codes->arena, found->display)},
                            .note = SLICE("by the terminology server")};
        code_list_take(&codes->list, &value);
    }
}

/* Adds what the server finds for a text; while it is asked, a row that says so. */
static size_t refill_codes(void *context, Slice typed, size_t *start)
{
    Codes *codes = context;
    TermServer *server = asking_server(codes->bench);
    *start = 0;
    codes->list.count = codes->known;
    codes->typed = arena_copy(codes->arena, slice_trim(typed));
    if (codes->known > 0 && codes->typed.length < TYPED_LEAST) {
        return codes->list.count;
    }
    TermAnswer answer = term_server_search(server, codes->set, codes->typed, asking_language(), take_found, codes);
    if (answer == TERM_WAITING) {
        KnownValue value = {.concept = {.code = SLICE("…")}, .note = SLICE("the terminology server is asked")};
        code_list_take(&codes->list, &value);
    }
    return codes->list.count;
}

/* Where something is asked, the bench lets it be asked (asking_tick); the rows follow. */
static int64_t wait_for_codes(void *context)
{
    const Codes *codes = context;
    bool is_news = term_server_news(asking_server(codes->bench)) != codes->news;
    return codes->bench->session->waits ? (is_news ? 0 : -1) : LOOK_MILLISECONDS;
}

static bool are_codes_renewed(void *context)
{
    Codes *codes = context;
    uint64_t news = term_server_news(asking_server(codes->bench));
    bool is_new = news != codes->news;
    codes->news = news;
    return is_new;
}

/* ---- rows ---- */

static PickerRow code_row(void *context, size_t position)
{
    const Codes *codes = context;
    const KnownValue *value = &codes->list.values[position];
    bool is_found = codes->set.length > 0 && position >= codes->known;
    bool is_waiting = is_found && value->concept.system.length == 0;
    return (PickerRow){.code = value->concept.code,
                       .display = value->concept.display,
                       .note = value->note,
                       .group = value->group,
                       .search = is_found ? codes->typed : SLICE(""),
                       .refusal = is_waiting ? "The terminology server has not answered yet" : NULL};
}

static void append_part(Text *json, const char *name, Slice text)
{
    if (text.length) {
        text_append(json, json->bytes[json->length - 1] == '{' ? SLICE("") : SLICE(","));
        splice_quote(slice_from(name), json);
        text_append_byte(json, ':');
        splice_quote(text, json);
    }
}

/* The JSON of a choice. */
static void compose(const Codes *codes, const Concept *concept, Text *json)
{
    if (codes->shape == SHAPE_TEXT || codes->shape == SHAPE_UNIT) {
        splice_quote(concept->code, json);
        return;
    }
    text_append(json, codes->shape == SHAPE_CONCEPT ? SLICE("{\"coding\":[{") : SLICE("{"));
    append_part(json, "system", concept->system);
    append_part(json, "code", concept->code);
    append_part(json, "display", concept->display);
    text_append(json, codes->shape == SHAPE_CONCEPT ? SLICE("}]}") : SLICE("}"));
}

/* Plans a choice at the row: it replaces the value, or fills in the absent row. */
static bool plan(const Codes *codes, Slice json, SpliceList *list, Error *error)
{
    Operation operation = session_operation(codes->bench->session, bench_file(codes->bench));
    return codes->absent ? operation_add(&operation, codes->node, codes->absent, json, list, error)
                         : splice_set_value(operation.document, codes->node, json, list, error);
}

/* Sets a member of an object, which keeps its number, as a change of its own. */
static void set_member(Workbench *bench, NodeId object, const char *name, Slice text)
{
    const Document *document = bench_file(bench)->document;
    Operation operation = session_operation(bench->session, bench_file(bench));
    NodeId member = document_member(document, object, slice_from(name));
    const Element *element = NULL;
    SpliceList list = SPLICE_LIST_EMPTY;
    Text json = TEXT_EMPTY;
    splice_quote(text, &json);
    check_member_elements(bench->session->checker, document, object, slice_from(name), &element, 1);
    bool is_planned = member != NODE_NONE ? splice_set_value(document, member, text_slice(&json), &list, NULL)
                      : element           ? operation_add(&operation, object, element, text_slice(&json), &list, NULL)
                                          : false;
    if (is_planned) {
        bench_apply(bench, &list, "choose a unit");
    }
    splice_list_free(&list);
    text_free(&json);
}

/* The parts of a Quantity that tell its unit, set in one step of undo. */
static void set_unit(const Codes *codes, const Concept *concept)
{
    Workbench *bench = codes->bench;
    OpenFile *file = bench_file(bench);
    uint32_t start = history_position(file->history);
    NodeId quantity = codes->absent ? codes->node : document_node(file->document, codes->node)->parent;
    set_member(bench, quantity, "unit", concept->code);
    set_member(bench, quantity, "system", concept->system);
    set_member(bench, quantity, "code", concept->code);
    history_join(file->history, start, SLICE("choose a unit"));
}

/* Puts the cursor on what was filled in. */
static void go_to_filled(const Codes *codes)
{
    Workbench *bench = codes->bench;
    const Document *document = bench_file(bench)->document;
    Text scratch = TEXT_EMPTY;
    NodeId member = codes->absent
                        ? document_member(document, codes->node, operation_member_name(codes->absent, &scratch))
                        : codes->node;
    bench_go_to(bench, member != NODE_NONE ? member : codes->node, (Slice){0});
    text_free(&scratch);
}

static Reaction code_chosen(void *context, size_t position, Slice typed)
{
    Codes *codes = context;
    Workbench *bench = codes->bench;
    Concept free_text = {.system = codes->system, .code = typed};
    const Concept *concept = position == SIZE_MAX ? &free_text : &codes->list.values[position].concept;
    Text json = TEXT_EMPTY;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    ReportCounts before = report_counts(bench_file(bench)->report);
    compose(codes, concept, &json);
    if (codes->shape == SHAPE_UNIT && position != SIZE_MAX) {
        set_unit(codes, concept);
        bench_go_to(bench, codes->absent ? codes->node : bench_row(bench)->node, (Slice){0});
        messages_add(bench->messages, STYLE_PLAIN, "Changed the unit to '%.*s'", SLICE_ARGS(concept->code));
    } else if (plan(codes, text_slice(&json), &list, &error)) {
        bool is_done = bench_apply(bench, &list, codes->absent ? "fill in" : "choose a code");
        change_note_value(bench, text_slice(&json));
        go_to_filled(codes);
        if (is_done) {
            fix_result_report(bench, codes->absent ? "Filled in" : "Changed", bench_row(bench)->node, before);
        }
    } else {
        messages_add_error(bench->messages, "Not changed", &error);
    }
    splice_list_free(&list);
    text_free(&json);
    if (filling_is_on(bench)) {
        messages_dismiss(bench->messages);
        filling_go_on(bench, false, true);
    }
    return REACT_REDRAW;
}

static Reaction code_cancelled(void *context)
{
    filling_end(((Codes *)context)->bench);
    return REACT_REDRAW;
}

/* Tab and Shift-Tab while fields are filled in: on without a choice. */
static Reaction code_left(void *context, bool is_backward)
{
    filling_go_on(((Codes *)context)->bench, is_backward, false);
    return REACT_REDRAW;
}

static void codes_free(void *context)
{
    Codes *codes = context;
    free(codes->list.values);
    arena_free(codes->arena);
    free(codes);
}

/* ---- showing ---- */

/* The code that the value has now, to begin at. */
static Slice present_code(const OpenFile *file, const RowView *row, Text *scratch)
{
    if (row->is_absent) {
        return (Slice){0};
    }
    NodeId node = row->node;
    if (document_node(file->document, node)->kind == NODE_OBJECT) {
        node = document_member(file->document, node, SLICE("code"));
    }
    return node != NODE_NONE && document_node(file->document, node)->kind == NODE_STRING
               ? document_string(file->document, node, scratch)
               : (Slice){0};
}

/* What is wrong with a date that is typed. */
static const char *judge_date(void *context, Slice typed)
{
    (void)context;
    Moment moment;
    return moment_parse(slice_trim(typed), MOMENT_DATETIME, &moment) ? NULL
                                                                     : "✗ not a date: 2024, 2024-03, 2024-03-17 …";
}

static bool is_date(const RowView *row)
{
    Slice type =
        row->element && element_type_count(row->element) ? type_fhir_code(element_type(row->element, 0)) : (Slice){0};
    return slice_equals(type, SLICE("date")) || slice_equals(type, SLICE("dateTime")) ||
           slice_equals(type, SLICE("instant"));
}

/* Shows the values, beginning at the present one. */
static void show_codes(Codes *codes, Slice name, Slice set)
{
    Workbench *bench = codes->bench;
    Text scratch = TEXT_EMPTY, title = TEXT_EMPTY;
    Slice present = present_code(bench_file(bench), bench_row(bench), &scratch);
    size_t selected = 0;
    for (size_t i = 0; i < codes->list.count; i++) {
        selected = present.length && slice_equals(codes->list.values[i].concept.code, present) ? i : selected;
    }
    text_format(&title, "%.*s: %.*s", SLICE_ARGS(name), SLICE_ARGS(set));
    if (codes->list.is_cut) {
        text_format(&title, " (the first %zu)", codes->list.count);
    }
    PickerSource source = {.context = codes,
                           .count = codes->list.count,
                           .row = code_row,
                           .chosen = code_chosen,
                           .cancelled = code_cancelled,
                           .refill = codes->set.length > 0 ? refill_codes : NULL,
                           .wait = codes->set.length > 0 ? wait_for_codes : NULL,
                           .renewed = codes->set.length > 0 ? are_codes_renewed : NULL,
                           .judged = is_date(bench_row(bench)) ? judge_date : NULL,
                           .left = filling_is_on(bench) ? code_left : NULL,
                           .free = codes_free};
    stage_push(bench->stage,
               picker_new(source, (PickerOptions){.title = title.bytes, .is_free_text = true, .selected = selected}));
    text_free(&scratch);
    text_free(&title);
}

/* The Coding of whose code or display the row is; NODE_NONE for other rows. */
static NodeId coding_around(Workbench *bench, const RowView *row)
{
    const Document *document = bench_file(bench)->document;
    const Element *element = NULL;
    bool is_part = row->element && (slice_equals(element_path(row->element), SLICE("Coding.code")) ||
                                    slice_equals(element_path(row->element), SLICE("Coding.display")));
    NodeId holder = !is_part ? NODE_NONE : row->is_absent ? row->node : document_node(document, row->node)->parent;
    bool is_known = holder != NODE_NONE && check_elements(bench->session->checker, document, holder, &element, 1) > 0;
    return is_known && bound_set_is_type(element, SLICE("Coding")) ? holder : NODE_NONE;
}

static bool is_empty(const Document *document, const RowView *row)
{
    return row->is_absent || document_string_equals(document, row->node, SLICE(""));
}

/* Opens the list for the row under the cursor itself. `is_wanted`: also for values that are mostly typed, and there. */
static bool open_here(Workbench *bench, bool is_wanted)
{
    RowView row = *bench_row(bench);
    bool is_list = !row.is_absent && document_node(bench_file(bench)->document, row.node)->kind == NODE_ARRAY;
    Codes *codes = memory_allocate_zeroed(1, sizeof *codes);
    *codes =
        (Codes){.bench = bench, .node = row.node, .absent = row.is_absent ? row.element : NULL, .arena = arena_new()};
    KnownVisit visit = {.visit = code_list_take, .context = &codes->list, .arena = codes->arena};
    BoundSet bound = is_list ? (BoundSet){0} : bound_set_for(bench, &row, &codes->shape);
    bool is_required = bound.set && element_binding_strength(bound.element) == BINDING_REQUIRED;
    ValuePlace place = {.checker = bench->session->checker,
                        .document = bench_file(bench)->document,
                        .node = row.node,
                        .is_absent = row.is_absent,
                        .element = row.element,
                        .clock = bench->session->clock};
    bool is_known = !is_required && known_values_visit(&place, &visit);
    if (is_known && visit.is_typed && !is_wanted && !is_empty(bench_file(bench)->document, &row)) {
        codes_free(codes);
        return false;
    }
    codes->shape = is_known ? visit.shape : codes->shape;
    codes->list.is_cut = codes->list.is_cut || visit.is_cut;
    if (is_known && !(bound.set && visit.shape == SHAPE_UNIT)) {
        code_list_sort(&codes->list);
        show_codes(codes, element_name(row.element), slice_from(visit.title));
        return true;
    }
    bool is_filled = bound.set
                         ? code_list_fill(&codes->list, bench->session->rules, bound.set)
                         : codes->list.count > 0; /* units that the profile names go before those that are usual */
    codes->set = is_known ? SLICE("") : arena_copy(codes->arena, bound.url);
    codes->known = codes->list.count;
    if (!is_filled && codes->set.length == 0) {
        codes_free(codes);
        return false;
    }
    show_codes(codes, row.element ? element_name(row.element) : row.name, bound_set_name(&bound));
    return true;
}

/* Opens the list of all codes of the system that a Coding names, those that are known. */
static bool open_system(Workbench *bench, NodeId coding)
{
    const Document *document = bench_file(bench)->document;
    NodeId url = document_member(document, coding, SLICE("system"));
    Text scratch = TEXT_EMPTY;
    Slice name = url == NODE_NONE ? (Slice){0} : document_string(document, url, &scratch);
    const CodeSystem *system = rules_code_system(bench->session->rules, name);
    text_free(&scratch);
    if (!system) {
        return false;
    }
    Codes *codes = memory_allocate_zeroed(1, sizeof *codes);
    *codes = (Codes){.bench = bench, .node = coding, .shape = SHAPE_CODING, .arena = arena_new()};
    codes->system = code_system_url(system);
    code_list_fill_system(&codes->list, system);
    if (codes->list.count == 0) {
        codes_free(codes);
        return false;
    }
    show_codes(codes, SLICE("code"), code_system_name(system));
    return true;
}

/* The only item of an array, else the value itself. */
static NodeId only_item(const Document *document, NodeId node)
{
    NodeId item = document_node(document, node)->kind == NODE_ARRAY ? document_first_child(document, node) : NODE_NONE;
    return item != NODE_NONE && document_next_sibling(document, item) == NODE_NONE ? item : node;
}

/* Opens the list for a CodeableConcept that is there: for its only coding or, where it has none, for one to be added to
 * its text. */
static bool open_concept(Workbench *bench, const RowView *row)
{
    const Document *document = bench_file(bench)->document;
    NodeId concept = row->is_absent ? NODE_NONE : only_item(document, row->node);
    const Element *element = NULL, *coding = NULL;
    if (concept == NODE_NONE || document_node(document, concept)->kind != NODE_OBJECT ||
        check_elements(bench->session->checker, document, concept, &element, 1) == 0 ||
        !bound_set_is_type(element, SLICE("CodeableConcept"))) {
        return false;
    }
    NodeId list = document_member(document, concept, SLICE("coding"));
    NodeId only = list == NODE_NONE ? NODE_NONE : only_item(document, list);
    if (list != NODE_NONE) {
        bench_go_to(bench, only, (Slice){0});
        bool is_open = only != list && open_here(bench, true);
        if (!is_open) {
            bench_go_to(bench, row->node, (Slice){0});
        }
        return is_open;
    }
    const ValueSet *set = rules_value_set(bench->session->rules, element_binding_value_set(element));
    if (!set || check_member_elements(bench->session->checker, document, concept, SLICE("coding"), &coding, 1) == 0) {
        return false;
    }
    Codes *codes = memory_allocate_zeroed(1, sizeof *codes);
    *codes = (Codes){.bench = bench, .node = concept, .absent = coding, .shape = SHAPE_CODING, .arena = arena_new()};
    if (!code_list_fill(&codes->list, bench->session->rules, set)) {
        codes_free(codes);
        return false;
    }
    show_codes(codes, element_name(element), value_set_name(set));
    return true;
}

bool code_picker_open(Workbench *bench, bool is_wanted)
{
    RowView row = *bench_row(bench);
    if (open_here(bench, is_wanted) || (is_wanted && open_concept(bench, &row))) {
        return true;
    }
    NodeId coding = coding_around(bench, &row);
    if (coding == NODE_NONE) {
        return false;
    }
    bool is_code = slice_equals(element_name(row.element), SLICE("code"));
    bool lists_all = is_code && (is_wanted || is_empty(bench_file(bench)->document, &row));
    bench_go_to(bench, coding, (Slice){0});
    bool is_open = open_here(bench, is_wanted) || (lists_all && open_system(bench, coding));
    if (!is_open) {
        bench_go_to(bench, row.node, row.is_absent ? row.name : (Slice){0});
    }
    return is_open;
}
