/*
 * Rule text: why. What the element under the cursor is for, who has an obligation and which, what fails and why that
 * matters, what the rules say; sources and expressions come last, and are folded away unless asked for.
 */
#include "ui/screens/panes/rule_text.h"

#include "src/base/systems.h"
#include "src/outline/rules_here.h"
#include "ui/screens/asking/asking.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/to_fill.h"
#include "ui/screens/panes/sides_pane.h"
#include "ui/widgets/text_view.h"

#include "src/base/memory.h"
#include "src/check/report/issue_words.h"
#include "src/json/path.h"
#include "src/outline/describe_row.h"
#include "src/outline/explanation.h"
#include "src/outline/obligation_words.h"
#include "src/profile/facts/explain.h"
#include "src/profile/pack/actors.h"
#include "src/profile/pack/explain_constraint.h"
#include "src/profile/terminology.h"

#include <stdlib.h>
#include <string.h>

enum { CODES_MAXIMUM = 12 };

/* What the lines are made from. */
typedef struct RuleText {
    Workbench *bench;
    TextView *view;
    const RowView *row;
    ElementsHere elements;
    Subject subject;
    bool is_unfolded; /* with sources and expressions */
} RuleText;

static void add_line(RuleText *rule, Style style, Slice text)
{
    text_view_add(rule->view, style, text);
    text_view_end_line(rule->view);
}

static void add_blank(RuleText *rule)
{
    text_view_end_line(rule->view);
}

/* True for an issue of the row itself that is no gap, and no field that waits for a value. */
static bool is_here(const RuleText *rule, const Issue *issue)
{
    bool is_of_row = rule->row->is_absent ? slice_starts_with(issue->missing, rule->row->name) : !issue->missing.length;
    return is_of_row && !issue_is_gap(issue) && !to_fill_is(rule->bench, bench_file(rule->bench), issue);
}

/* Adds what a key means, why it matters and what to do, where no issue before told it. */
static void add_meaning(RuleText *rule, uint32_t first, uint32_t position)
{
    const Report *report = bench_file(rule->bench)->report;
    const Issue issue = *report_issue(report, position);
    bool is_told = false;
    for (uint32_t i = first; i < position; i++) {
        const Issue *before = report_issue(report, i);
        is_told = is_told || (is_here(rule, before) && strcmp(before->key, issue.key) == 0);
    }
    Slice text = is_told ? (Slice){0} : issue_words(&issue);
    if (text.length && !slice_equals(text, issue.message)) {
        text_view_line_indent(rule->view, 2);
        text_view_add(rule->view, STYLE_PLAIN, SLICE("  "));
        add_line(rule, STYLE_DIM, text);
    }
    if (rule->is_unfolded && issue.detail.length) {
        text_view_line_indent(rule->view, 2);
        text_view_add(rule->view, STYLE_DIM, SLICE("  "));
        add_line(rule, STYLE_DIM, issue.detail);
    }
}

/* What fails, with what that means. */
static void add_issues(RuleText *rule)
{
    static const char *const signs[] = {"·", "!", "✗"};
    static const Style styles[] = {STYLE_ISSUE_NOTE, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    const OpenFile *file = bench_file(rule->bench);
    uint32_t first, count = report_issues_of(file->report, rule->row->node, &first);
    bool is_first = true;
    for (uint32_t i = first; i < first + count; i++) {
        const Issue *issue = report_issue(file->report, i);
        if (!is_here(rule, issue)) {
            continue;
        }
        if (is_first) {
            add_blank(rule);
        }
        is_first = false;
        text_view_add(rule->view, styles[issue->severity], slice_from(signs[issue->severity]));
        text_view_add(rule->view, STYLE_PLAIN, SLICE(" "));
        text_view_line_indent(rule->view, 2);
        text_view_add(rule->view, STYLE_PLAIN, issue->message);
        text_view_format(rule->view, STYLE_DIM, " [%s]", issue->key);
        text_view_end_line(rule->view);
        add_meaning(rule, first, i);
    }
}

/* What another program says of the row. */
static void add_opinion(RuleText *rule)
{
    const OpenFile *file = bench_file(rule->bench);
    bool is_first = true;
    for (uint32_t i = 0; file->opinion && i < file->opinion->count; i++) {
        const OpinionRow *row = &file->opinion->rows[i];
        Slice missing = rule->row->is_absent ? rule->row->name : SLICE("");
        if (row->issue.node != rule->row->node || !slice_equals(row->issue.missing, missing)) {
            continue;
        }
        if (is_first) {
            add_blank(rule);
            text_view_format(rule->view, STYLE_TITLE, "%s", file->opinion_name);
            text_view_end_line(rule->view);
        }
        is_first = false;
        text_view_format(rule->view, STYLE_STRONG, "%s: ", severity_name(row->issue.severity));
        text_view_line_indent(rule->view, 2);
        text_view_add(rule->view, STYLE_PLAIN, row->issue.message);
        text_view_format(rule->view, STYLE_DIM, " [%s]%s", row->issue.key, row->is_settled ? " (settled)" : "");
        text_view_end_line(rule->view);
    }
}

static void add_explanation(RuleText *rule)
{
    Slice sentence = explanation_sentence(&rule->subject);
    if (sentence.length) {
        add_line(rule, STYLE_PLAIN, sentence);
    }
}

static void add_example(RuleText *rule)
{
    Text json = TEXT_EMPTY;
    if (explanation_example(&rule->subject, &json)) {
        add_blank(rule);
        text_view_add(rule->view, STYLE_STRONG, SLICE("Example  "));
        text_view_line_indent(rule->view, 2);
        add_line(rule, STYLE_STRING, text_slice(&json));
    }
    text_free(&json);
}

/* Where the rule is written down: the definition, and the attributes of DICOM that the element is filled from. */
static void add_source(RuleText *rule)
{
    Slice dicom = explanation_source(&rule->subject);
    add_blank(rule);
    text_view_add(rule->view, STYLE_STRONG, SLICE("Source  "));
    text_view_line_indent(rule->view, 2);
    text_view_add(rule->view, STYLE_LINK, structure_url(element_structure(rule->elements.items[0])));
    text_view_format(rule->view, STYLE_DIM, ", %.*s", SLICE_ARGS(element_id(rule->elements.items[0])));
    text_view_end_line(rule->view);
    if (dicom.length) {
        text_view_line_indent(rule->view, 2);
        text_view_format(rule->view, STYLE_DIM, "  %.*s", SLICE_ARGS(dicom));
        text_view_end_line(rule->view);
    }
}

static void add_types(RuleText *rule, const Element *element)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        text_view_format(rule->view, STYLE_CODE, "%s%.*s", i ? ", " : "", SLICE_ARGS(type_fhir_code(type)));
        for (uint32_t j = 0; j < type_target_count(type); j++) {
            const Structure *target = rules_structure(rule->bench->session->rules, type_target(type, j));
            Slice name = target ? structure_title(target) : type_target(type, j);
            text_view_format(rule->view, STYLE_DIM, "%s%.*s", j ? ", " : " to ", SLICE_ARGS(name));
        }
    }
}

/* What the value must be or may not exceed, where the rule says so. */
static void add_limits(RuleText *rule, const Element *element)
{
    Slice type;
    const struct {
        const char *word;
        Slice value;
    } limits[] = {{"always", element_fixed(element, &type)},
                  {"pattern", element_pattern(element, &type)},
                  {"at least", element_minimum_value(element, &type)},
                  {"at most", element_maximum_value(element, &type)}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (limits[i].value.length) {
            text_view_format(rule->view, STYLE_DIM, "%s ", limits[i].word);
            add_line(rule, STYLE_CODE, limits[i].value);
        }
    }
    if (element_maximum_length(element)) {
        text_view_format(rule->view, STYLE_DIM, "at most %u character%s", element_maximum_length(element),
                         element_maximum_length(element) == 1 ? "" : "s");
        text_view_end_line(rule->view);
    }
}

static void add_formal(RuleText *rule, const Element *element)
{
    if (element_maximum(element) == MAXIMUM_UNBOUNDED) {
        text_view_format(rule->view, STYLE_CODE, "%u..*  ", element_minimum(element));
    } else {
        text_view_format(rule->view, STYLE_CODE, "%u..%u  ", element_minimum(element), element_maximum(element));
    }
    add_types(rule, element);
    text_view_end_line(rule->view);
    text_view_format(rule->view, STYLE_DIM, "by %.*s %.*s", SLICE_ARGS(structure_title(element_structure(element))),
                     SLICE_ARGS(structure_version(element_structure(element))));
    text_view_end_line(rule->view);
    add_limits(rule, element);
}

/* Lines of codes, up to a number of them. */
typedef struct RuleCodes {
    RuleText *rule;
    unsigned count;
} RuleCodes;

static bool add_code(void *context, const Concept *concept)
{
    RuleCodes *list = context;
    if (list->count++ == CODES_MAXIMUM) {
        add_line(list->rule, STYLE_DIM, SLICE("  …"));
        return false;
    }
    text_view_format(list->rule->view, STYLE_CODE, "  %.*s", SLICE_ARGS(concept->code));
    text_view_format(list->rule->view, STYLE_DIM, "  %.*s", SLICE_ARGS(concept->display));
    text_view_end_line(list->rule->view);
    return true;
}

static void add_binding(RuleText *rule, const Element *element)
{
    static const char *const strengths[] = {"", "example", "preferred", "extensible", "required"};
    BindingStrength strength = element_binding_strength(element);
    if (strength == BINDING_NONE) {
        return;
    }
    const Rules *rules = rule->bench->session->rules;
    const ValueSet *set = rules_value_set(rules, element_binding_value_set(element));
    Slice name = set ? value_set_name(set) : element_binding_value_set(element);
    add_blank(rule);
    text_view_format(rule->view, STYLE_STRONG, "%s: ", strengths[strength]);
    add_line(rule, STYLE_LINK, name);
    if (set) {
        RuleCodes list = {.rule = rule};
        value_set_visit(rules, set, add_code, &list);
    }
    for (uint32_t i = 0; i < element_additional_binding_count(element); i++) {
        text_view_format(rule->view, STYLE_DIM, "%.*s: ", SLICE_ARGS(element_additional_binding_purpose(element, i)));
        add_line(rule, STYLE_LINK, element_additional_binding_value_set(element, i));
    }
}

/* True for the parts of values that have a code, and for lists of them, which no binding is at. */
static bool is_part_of_code(const ElementsHere *list)
{
    static const char *const owners[] = {"Coding.", "CodeableConcept."};
    bool is_part = false, is_bound = false;
    for (uint32_t i = 0; i < list->count; i++) {
        for (size_t j = 0; j < sizeof owners / sizeof *owners; j++) {
            is_part = is_part || slice_starts_with(element_path(list->items[i]), slice_from(owners[j]));
        }
        is_bound = is_bound || element_binding_strength(list->items[i]) != BINDING_NONE;
    }
    return is_part && !is_bound;
}

/* Adds the obligations of one actor; of one that has none only with `is_kept`. */
static void add_actor(RuleText *rule, const Element *const *elements, uint32_t count, Slice actor, bool is_kept)
{
    Text words = TEXT_EMPTY;
    char *name = memory_copy_string(actor);
    bool has_any = describe_obligations(elements, count, name, &words);
    free(name);
    if (!has_any && !is_kept) {
        text_free(&words);
        return;
    }
    text_view_format(rule->view, STYLE_STRONG, "%-9.*s ", SLICE_ARGS(actor));
    text_view_line_indent(rule->view, 10);
    text_view_add(rule->view, has_any ? STYLE_OBLIGATION : STYLE_DIM, has_any ? text_slice(&words) : SLICE("—"));
    text_view_end_line(rule->view);
    text_free(&words);
}

/* Adds a line for each actor that the loaded definitions name: always for the two of the IPS, for others where they are
   obliged to something. */
static void add_actors(RuleText *rule)
{
    const Actors *actors = &rule->bench->session->actors;
    for (size_t i = 0; i < actors->count; i++) {
        bool is_ips = slice_starts_with(actors->items[i].url, SLICE(FHIR_URL "uv/ips/"));
        add_actor(rule, rule->elements.items, rule->elements.count, actor_word(&actors->items[i]), is_ips);
    }
}

/* Adds the actors who are obliged to something by one slice, below a line with its name. */
static void add_slice(RuleText *rule, const Element *slice)
{
    const Actors *actors = &rule->bench->session->actors;
    if (element_obligation_count(slice) > 0) {
        text_view_format(rule->view, STYLE_DIM, "slice '%.*s':", SLICE_ARGS(element_slice_name(slice)));
        text_view_end_line(rule->view);
    }
    for (size_t i = 0; i < actors->count; i++) {
        add_actor(rule, &slice, 1, actor_word(&actors->items[i]), false);
    }
}

/* Adds the obligations of the slices of an element that is absent: no item chooses one of them. */
static void add_slices(RuleText *rule)
{
    for (uint32_t i = 0; rule->row->is_absent && i < rule->elements.count; i++) {
        for (uint32_t k = 0; k < element_slice_count(rule->elements.items[i]); k++) {
            add_slice(rule, element_slice(rule->elements.items[i], k));
        }
    }
}

/* Adds what each actor has to do, in a sentence of its own. */
static void add_obligations(RuleText *rule)
{
    const Actors *actors = &rule->bench->session->actors;
    Text sentence = TEXT_EMPTY;
    for (size_t i = 0; i < actors->count; i++) {
        text_clear(&sentence);
        if (obligation_sentence(rule->elements.items, rule->elements.count, actor_word(&actors->items[i]), &sentence)) {
            text_view_line_indent(rule->view, 2);
            text_view_add(rule->view, STYLE_OBLIGATION, SLICE("■ "));
            add_line(rule, STYLE_PLAIN, text_slice(&sentence));
        }
    }
    text_free(&sentence);
}

/* True where an element before the one at a position has the same constraint. */
static bool is_repeated(const ElementsHere *list, uint32_t position, const Constraint *constraint)
{
    for (uint32_t i = 0; i < position; i++) {
        for (uint32_t k = 0; k < element_constraint_count(list->items[i]); k++) {
            const Constraint *other = element_constraint(list->items[i], k);
            if (slice_equals(constraint_key(other), constraint_key(constraint)) &&
                slice_equals(constraint_expression(other), constraint_expression(constraint))) {
                return true;
            }
        }
    }
    return false;
}

/* True for what holds of every element or resource: that is told where sources are, or where it fails. */
static bool is_general(const RuleText *rule, const Constraint *constraint)
{
    Slice key = constraint_key(constraint);
    return slice_equals(key, SLICE("ele-1")) || (!rule->is_unfolded && slice_starts_with(key, SLICE("dom-")));
}

/* Adds the constraints of the element at a position that no element before it has. */
static void add_constraints(RuleText *rule, uint32_t position, bool *is_first)
{
    const Element *element = rule->elements.items[position];
    for (uint32_t i = 0; i < element_constraint_count(element); i++) {
        const Constraint *constraint = element_constraint(element, i);
        if (is_general(rule, constraint) || is_repeated(&rule->elements, position, constraint)) {
            continue;
        }
        if (*is_first) {
            add_blank(rule);
            add_line(rule, STYLE_DIM, SLICE("Rules, each with its message if it fails:"));
        }
        *is_first = false;
        text_view_format(rule->view, STYLE_CODE, "%.*s ", SLICE_ARGS(constraint_key(constraint)));
        text_view_line_indent(rule->view, 2);
        add_line(rule, STYLE_PLAIN, explain_constraint(constraint));
        if (rule->is_unfolded) {
            text_view_line_indent(rule->view, 2);
            text_view_format(rule->view, STYLE_DIM, "  %.*s", SLICE_ARGS(constraint_expression(constraint)));
            text_view_end_line(rule->view);
        }
    }
}

/* The bindings of the elements; of a part of a code, those of what holds it. */
static void add_bindings(RuleText *rule)
{
    const Document *document = bench_file(rule->bench)->document;
    ElementsHere owner = {0};
    const ElementsHere *list = &rule->elements;
    for (NodeId id = rule->row->node; is_part_of_code(list) && id != NODE_NONE;) {
        id = rule->row->is_absent && list == &rule->elements ? id : document_node(document, id)->parent;
        elements_here_free(&owner);
        if (id != NODE_NONE) {
            owner = elements_here(rule->bench->session->checker, document, id, (Slice){0});
        }
        list = &owner;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        add_binding(rule, list->items[i]);
    }
    elements_here_free(&owner);
}

/* What a terminology server calls the code in the language of the person. */
static void add_display(RuleText *rule)
{
    Slice display = rule->row->is_absent ? SLICE("") : asking_display(rule->bench, rule->row->node);
    Text line = TEXT_EMPTY;
    if (display.length > 0) {
        text_format(&line, "%.*s (%.*s)", SLICE_ARGS(display), SLICE_ARGS(asking_language()));
        add_line(rule, STYLE_STRONG, text_slice(&line));
    }
    text_free(&line);
}

/* The path of the row. */
static void add_path(RuleText *rule)
{
    Text path = TEXT_EMPTY;
    path_append(bench_file(rule->bench)->document, rule->row->node, &path);
    text_format(&path, rule->row->is_absent ? ".%.*s" : "%.*s", SLICE_ARGS(rule->row->name));
    text_view_add(rule->view, STYLE_STRONG, SLICE("Path  "));
    text_view_line_indent(rule->view, 2);
    add_line(rule, STYLE_DIM, text_slice(&path));
    text_free(&path);
}

/* The path, and what is folded away unless it is asked for. */
static void add_folded(RuleText *rule)
{
    add_blank(rule);
    add_path(rule);
    text_view_add(rule->view, STYLE_HINT, rule->is_unfolded ? SLICE("▾ ") : SLICE("▸ "));
    add_line(rule, STYLE_HINT, SLICE("Sources and expressions (zx)"));
    if (rule->is_unfolded) {
        add_source(rule);
    }
}

static void fill(RuleText *rule)
{
    if (rule->elements.count == 0) {
        bool is_kind = document_key_equals(bench_file(rule->bench)->document, rule->row->node, SLICE("resourceType"));
        add_line(rule, is_kind ? STYLE_PLAIN : STYLE_DIM,
                 is_kind ? explain_key(slice_from(key_name(KEY_RESOURCE_TYPE, NULL))) : SLICE("No rule for this row."));
        add_issues(rule);
        return;
    }
    bool is_first = true;
    add_line(rule, STYLE_TITLE, element_id(rule->elements.items[0]));
    if (bench_file(rule->bench)->sides) {
        sides_pane_add_rules(bench_file(rule->bench), rule->row, rule->view);
    }
    add_display(rule);
    add_explanation(rule);
    add_obligations(rule);
    add_issues(rule);
    add_opinion(rule);
    add_blank(rule);
    add_formal(rule, rule->elements.items[0]);
    add_actors(rule);
    add_slices(rule);
    add_example(rule);
    add_bindings(rule);
    for (uint32_t i = 0; i < rule->elements.count; i++) {
        add_constraints(rule, i, &is_first);
    }
    add_folded(rule);
}

void rule_text_fill(Workbench *bench, bool is_unfolded, TextView *view)
{
    OpenFile *file = bench_file(bench);
    RuleText rule = {.bench = bench, .view = view, .row = bench_row(bench), .is_unfolded = is_unfolded};
    Slice absent = rule.row->is_absent ? rule.row->name : (Slice){0};
    rule.elements = elements_here(bench->session->checker, file->document, rule.row->node, absent);
    if (rule.elements.count == 0 && rule.row->is_absent && rule.row->element) {
        rule.elements.items[rule.elements.count++] = rule.row->element;
    }
    Text place = TEXT_EMPTY;
    explanation_place(file->document, rule.row->node, absent, &place);
    rule.subject = (Subject){.rules = bench->session->rules,
                             .place = text_slice(&place),
                             .elements = rule.elements.items,
                             .count = rule.elements.count};
    fill(&rule);
    elements_here_free(&rule.elements);
    text_free(&place);
}
