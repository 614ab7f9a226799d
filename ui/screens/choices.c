/* Choices: pickers of codes, of elements that may be added, and of themes. */
#include "ui/screens/bench.h"
#include "ui/screens/known_values.h"

#include "src/base/memory.h"
#include "src/profile/explain.h"
#include "src/profile/terminology.h"
#include "ui/widgets/picker.h"

#include <stdio.h>
#include <stdlib.h>

enum { CODES_MAXIMUM = 6000, ELEMENTS_MAXIMUM = 8, CHILDREN_MAXIMUM = 128 };

/* ---- codes ---- */

/* The codes of a value set, and where the chosen one goes. */
typedef struct Codes {
    Workbench *bench;
    Concept *concepts;
    size_t count;
    size_t capacity;
    NodeId node;
    const Element *ghost; /* the element to be filled in; NULL: `node` itself is set */
    bool is_coding;       /* the value is a Coding, not a code */
    Arena *arena;         /* texts of values that no value set holds; NULL: none */
} Codes;

static bool take_concept(void *context, const Concept *concept)
{
    Codes *codes = context;
    ARRAY_RESERVE(codes->concepts, codes->capacity, codes->count + 1);
    codes->concepts[codes->count++] = *concept;
    return codes->count < CODES_MAXIMUM;
}

static PickerRow code_row(void *context, size_t position)
{
    const Codes *codes = context;
    const Concept *concept = &codes->concepts[position];
    PickerRow row = {.code = concept->code, .display = concept->display};
    row.note = concept->is_inactive ? SLICE("no longer in use") : (Slice){0};
    return row;
}

static void append_part(Text *json, const char *name, Slice text)
{
    if (text.length) {
        text_append(json, json->length > 1 ? SLICE(",") : SLICE(""));
        splice_quote(slice_from(name), json);
        text_append_byte(json, ':');
        splice_quote(text, json);
    }
}

/* The JSON of a choice: a code, or a Coding with system, code and display. */
static void compose(const Codes *codes, const Concept *concept, Text *json)
{
    if (!codes->is_coding) {
        splice_quote(concept->code, json);
        return;
    }
    text_append_byte(json, '{');
    append_part(json, "system", concept->system);
    append_part(json, "code", concept->code);
    append_part(json, "display", concept->display);
    text_append_byte(json, '}');
}

static Reaction code_chosen(void *context, size_t position, Slice typed)
{
    Codes *codes = context;
    Workbench *bench = codes->bench;
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    Text json = TEXT_EMPTY;
    Concept free_text = {.code = typed};
    compose(codes, position == SIZE_MAX ? &free_text : &codes->concepts[position], &json);
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    bool is_planned = codes->ghost
                          ? operation_add(&operation, codes->node, codes->ghost, text_slice(&json), &list, &error)
                          : splice_set_value(file->document, codes->node, text_slice(&json), &list, &error);
    if (is_planned) {
        bench_apply(bench, &list, codes->ghost ? "fill in" : "choose");
        change_note_value(bench, text_slice(&json));
        bench_go_to(bench, codes->node, (Slice){0});
        if (codes->ghost) {
            Text scratch = TEXT_EMPTY;
            NodeId member = document_member(file->document, codes->node, operation_member_name(codes->ghost, &scratch));
            bench_go_to(bench, member != NODE_NONE ? member : codes->node, (Slice){0});
            text_free(&scratch);
        }
    } else {
        messages_add_error(bench->messages, "Not done", &error);
    }
    splice_list_free(&list);
    text_free(&json);
    return REACT_REDRAW;
}

static void codes_free(void *context)
{
    Codes *codes = context;
    free(codes->concepts);
    arena_free(codes->arena);
    free(codes);
}

/* The element of a row that is bound to a value set that is known here; NULL where none is. */
static const Element *bound_element(Workbench *bench, const RowView *row, const ValueSet **set)
{
    const Element *elements[ELEMENTS_MAXIMUM];
    const OpenFile *file = bench_file(bench);
    uint32_t count =
        row->is_ghost ? check_member_elements(bench->session->checker, file->document, row->node, row->name, elements,
                                              ELEMENTS_MAXIMUM)
                      : check_elements(bench->session->checker, file->document, row->node, elements, ELEMENTS_MAXIMUM);
    for (uint32_t i = 0; i < count && i < ELEMENTS_MAXIMUM; i++) {
        *set = element_binding_strength(elements[i]) > BINDING_EXAMPLE
                   ? rules_value_set(bench->session->rules, element_binding_value_set(elements[i]))
                   : NULL;
        if (*set) {
            return elements[i];
        }
    }
    return NULL;
}

static bool is_type(const Element *element, Slice type)
{
    return element_type_count(element) == 1 && slice_equals(type_code(element_type(element, 0)), type);
}

/* The code that the value has now, to begin at. */
static Slice present_code(const OpenFile *file, const RowView *row, Text *scratch)
{
    if (row->is_ghost) {
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

/* Shows the codes, beginning at the present one. */
static void show_codes(Codes *codes, Slice name, Slice set)
{
    Workbench *bench = codes->bench;
    Text scratch = TEXT_EMPTY, title = TEXT_EMPTY;
    Slice present = present_code(bench_file(bench), bench_row(bench), &scratch);
    size_t selected = 0;
    for (size_t i = 0; i < codes->count; i++) {
        selected = present.length && slice_equals(codes->concepts[i].code, present) ? i : selected;
    }
    text_format(&title, "%.*s: %.*s", SLICE_ARGS(name), SLICE_ARGS(set));
    PickerSource source = {
        .context = codes, .count = codes->count, .row = code_row, .chosen = code_chosen, .free = codes_free};
    stage_push(bench->stage,
               picker_new(source, (PickerOptions){.title = title.bytes,
                                                  .placeholder = "type to filter; Alt-Enter takes what was typed",
                                                  .is_free_text = true,
                                                  .selected = selected}));
    text_free(&scratch);
    text_free(&title);
}

/* Offers what DICOM or the file itself has for the row; false where there is nothing. */
static bool open_known(Workbench *bench, Codes *codes)
{
    codes->arena = arena_new();
    bool is_known = known_values_visit(bench, codes->arena, take_concept, codes, &codes->is_coding) && codes->count > 0;
    if (is_known) {
        show_codes(codes, element_name(bench_row(bench)->element),
                   codes->is_coding ? SLICE("SOP classes of DICOM") : SLICE("resources of this file"));
    }
    return is_known;
}

bool choices_open(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    const ValueSet *set = NULL;
    const Element *element = bound_element(bench, &row, &set);
    bool is_coding = element && is_type(element, SLICE("Coding"));
    bool is_list = !row.is_ghost && document_node(file->document, row.node)->kind == NODE_ARRAY;
    Codes *codes = memory_allocate_zeroed(1, sizeof *codes);
    *codes =
        (Codes){.bench = bench, .node = row.node, .ghost = row.is_ghost ? row.element : NULL, .is_coding = is_coding};
    if (!is_list && open_known(bench, codes)) {
        return true;
    }
    codes->is_coding = is_coding;
    if (element && !is_list && (is_coding || is_type(element, SLICE("code")))) {
        value_set_visit(bench->session->rules, set, take_concept, codes);
    }
    if (codes->count == 0) {
        codes_free(codes);
        return false;
    }
    show_codes(codes, element_name(element), value_set_name(set));
    return true;
}

/* ---- elements that may be added ---- */

typedef struct Additions {
    Workbench *bench;
    NodeId holder;
    ChildRule *rules;
    Text *notes; /* cardinality and obligation of each */
    size_t count;
} Additions;

static PickerRow addition_row(void *context, size_t position)
{
    const Additions *additions = context;
    const ChildRule *rule = &additions->rules[position];
    PickerRow row = {.code = rule->name,
                     .display = text_slice(&additions->notes[position]),
                     .note = explain_element(element_path(rule->element))};
    row.group = rule->member != NODE_NONE ? SLICE("here already: one more")
                : rule->is_required       ? SLICE("required")
                : rule->is_obligated      ? SLICE("obligated")
                                          : SLICE("allowed");
    return row;
}

/* Adds a skeleton, or begins typing where the value is a simple one. */
static void add_element(Workbench *bench, NodeId holder, const Element *element)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    Text json = TEXT_EMPTY, scratch = TEXT_EMPTY;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    operation_skeleton(&operation, element, &json);
    if (!operation_add(&operation, holder, element, text_slice(&json), &list, &error)) {
        messages_add_error(bench->messages, "Not added", &error);
    } else if (bench_apply(bench, &list, "add")) {
        NodeId member = document_member(file->document, holder, operation_member_name(element, &scratch));
        if (member != NODE_NONE && document_node(file->document, member)->kind == NODE_ARRAY &&
            document_child_count(file->document, member)) {
            member = document_child_at(file->document, member, document_child_count(file->document, member) - 1);
        }
        if (member != NODE_NONE) {
            bench_go_to(bench, member, (Slice){0});
            outline_set_open(file->outline, (uint32_t)bench->tree.selected, true, true);
        }
        if (operation_is_simple(&operation, element) && !choices_open(bench)) {
            typing_begin(bench, true);
        }
    }
    splice_list_free(&list);
    text_free(&json);
    text_free(&scratch);
}

static Reaction addition_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    Additions *additions = context;
    if (position != SIZE_MAX) {
        add_element(additions->bench, additions->holder, additions->rules[position].element);
    }
    return REACT_REDRAW;
}

static void additions_free(void *context)
{
    Additions *additions = context;
    for (size_t i = 0; i < additions->count; i++) {
        text_free(&additions->notes[i]);
    }
    free(additions->notes);
    free(additions->rules);
    free(additions);
}

static int rank(const ChildRule *rule)
{
    return rule->member != NODE_NONE ? 3 : rule->is_required ? 0 : rule->is_obligated ? 1 : 2;
}

static void describe(const ChildRule *rule, Text *note)
{
    const Element *element = rule->element;
    if (element_maximum(element) == MAXIMUM_UNBOUNDED) {
        text_format(note, "%u..*", element_minimum(element));
    } else {
        text_format(note, "%u..%u", element_minimum(element), element_maximum(element));
    }
    for (uint32_t i = 0; i < element_type_count(element) && i < 3; i++) {
        text_format(note, "%s%.*s", i ? "|" : " ", SLICE_ARGS(type_code(element_type(element, i))));
    }
    for (uint32_t i = 0; i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        if (slice_equals(obligation.actor_name, SLICE("Creator"))) {
            text_format(note, "  %.*s", SLICE_ARGS(obligation.code));
        }
    }
}

/* The addable children of an object: absent ones, and repeating ones once more; what is missing first. */
static Additions *collect(Workbench *bench, NodeId holder)
{
    ChildRule rules[CHILDREN_MAXIMUM];
    OpenFile *file = bench_file(bench);
    uint32_t count = check_children(bench->session->checker, file->document, holder, rules, CHILDREN_MAXIMUM);
    count = count < CHILDREN_MAXIMUM ? count : CHILDREN_MAXIMUM;
    Additions *additions = memory_allocate_zeroed(1, sizeof *additions);
    *additions = (Additions){.bench = bench, .holder = holder};
    additions->rules = memory_allocate((count + 1) * sizeof *additions->rules);
    additions->notes = memory_allocate_zeroed(count + 1, sizeof *additions->notes);
    for (int wanted = 0; wanted < 4; wanted++) {
        for (uint32_t i = 0; i < count; i++) {
            bool is_addable = rules[i].member == NODE_NONE || rules[i].is_repeating;
            if (is_addable && rank(&rules[i]) == wanted) {
                describe(&rules[i], &additions->notes[additions->count]);
                additions->rules[additions->count++] = rules[i];
            }
        }
    }
    return additions;
}

Reaction choices_open_add(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    NodeId holder = row.node;
    while (!row.is_ghost && holder != NODE_NONE && document_node(file->document, holder)->kind != NODE_OBJECT) {
        holder = document_node(file->document, holder)->parent;
    }
    Additions *additions = holder == NODE_NONE ? NULL : collect(bench, holder);
    if (!additions || additions->count == 0) {
        if (additions) {
            additions_free(additions);
        }
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The rules know nothing that could be added here");
        return REACT_REDRAW;
    }
    PickerSource source = {.context = additions,
                           .count = additions->count,
                           .row = addition_row,
                           .chosen = addition_chosen,
                           .free = additions_free};
    stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "Add", .placeholder = "type to filter"}));
    return REACT_REDRAW;
}

/* ---- themes ---- */

typedef struct Themes {
    Workbench *bench;
    char *names[64];
    size_t count;
    Theme *before;
} Themes;

static void take_name(void *context, const char *name)
{
    Themes *themes = context;
    if (themes->count < sizeof themes->names / sizeof *themes->names) {
        themes->names[themes->count++] = memory_copy_string(slice_from(name));
    }
}

static PickerRow theme_row(void *context, size_t position)
{
    const Themes *themes = context;
    return (PickerRow){.code = slice_from(themes->names[position])};
}

static Reaction theme_moved(void *context, size_t position)
{
    Themes *themes = context;
    if (position < themes->count) {
        Theme *theme = theme_load(themes->names[position], config_theme_folder(themes->bench->config), NULL);
        if (theme) {
            stage_set_theme(themes->bench->stage, theme);
            theme_free(theme);
        }
    }
    return REACT_REDRAW | REACT_REPAINT;
}

static Reaction theme_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    return theme_moved(context, position);
}

static Reaction theme_cancelled(void *context)
{
    Themes *themes = context;
    stage_set_theme(themes->bench->stage, themes->before);
    return REACT_REDRAW | REACT_REPAINT;
}

static void themes_free(void *context)
{
    Themes *themes = context;
    for (size_t i = 0; i < themes->count; i++) {
        free(themes->names[i]);
    }
    theme_free(themes->before);
    free(themes);
}

Reaction choices_open_themes(Workbench *bench)
{
    Themes *themes = memory_allocate_zeroed(1, sizeof *themes);
    themes->bench = bench;
    themes->before = theme_copy(stage_theme(bench->stage));
    theme_list(config_theme_folder(bench->config), take_name, themes);
    PickerSource source = {.context = themes,
                           .count = themes->count,
                           .row = theme_row,
                           .chosen = theme_chosen,
                           .moved = theme_moved,
                           .cancelled = theme_cancelled,
                           .free = themes_free};
    stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "Theme"}));
    return REACT_REDRAW;
}
