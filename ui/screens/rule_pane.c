/* Rule pane: why. What the element under the cursor is for, what is wrong with it, what the rules say, who is obliged. */
#include "ui/screens/bench.h"

#include "src/outline/describe.h"
#include "src/profile/explain.h"
#include "src/profile/terminology.h"

enum { ELEMENTS_MAXIMUM = 6, CODES_MAXIMUM = 12 };

/* What the lines are made from. */
typedef struct Rule {
    Workbench *bench;
    TextView *view;
    const RowView *row;
    const Element *elements[ELEMENTS_MAXIMUM];
    uint32_t count;
} Rule;

static void add_line(Rule *rule, Style style, Slice text)
{
    text_view_add(rule->view, style, text);
    text_view_end_line(rule->view);
}

static void add_blank(Rule *rule)
{
    text_view_end_line(rule->view);
}

static void add_issues(Rule *rule)
{
    static const char *const signs[] = {"· ", "! ", "✗ "};
    static const Style styles[] = {STYLE_ISSUE_NOTE, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    const OpenFile *file = bench_file(rule->bench);
    uint32_t first, count = report_issues_of(file->report, rule->row->node, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const Issue *issue = report_issue(file->report, i);
        bool is_here =
            rule->row->is_ghost ? slice_starts_with(issue->missing, rule->row->name) : !issue->missing.length;
        if (!is_here || issue_is_gap(issue)) {
            continue;
        }
        text_view_add(rule->view, styles[issue->severity], slice_from(signs[issue->severity]));
        text_view_line_indent(rule->view, 2);
        text_view_add(rule->view, STYLE_PLAIN, issue->message);
        text_view_format(rule->view, STYLE_DIM, " [%s]", issue->key);
        text_view_end_line(rule->view);
        if (issue->detail.length) {
            text_view_line_indent(rule->view, 2);
            text_view_add(rule->view, STYLE_DIM, SLICE("  "));
            add_line(rule, STYLE_DIM, issue->detail);
        }
    }
}

static void add_explanation(Rule *rule)
{
    for (uint32_t i = 0; i < rule->count; i++) {
        Slice sentence = explain_element(element_path(rule->elements[i]));
        if (sentence.length) {
            add_blank(rule);
            add_line(rule, STYLE_PLAIN, sentence);
            return;
        }
    }
}

static void add_types(Rule *rule, const Element *element)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        text_view_format(rule->view, STYLE_CODE, "%s%.*s", i ? ", " : "", SLICE_ARGS(type_code(type)));
        for (uint32_t j = 0; j < type_target_count(type); j++) {
            const Structure *target = rules_structure(rule->bench->session->rules, type_target(type, j));
            Slice name = target ? structure_title(target) : type_target(type, j);
            text_view_format(rule->view, STYLE_DIM, "%s%.*s%s", j ? ", " : " to ", SLICE_ARGS(name),
                             j + 1 == type_target_count(type) ? "" : "");
        }
    }
}

static void add_formal(Rule *rule, const Element *element)
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
}

/* Lines of codes, up to a number of them. */
typedef struct CodeList {
    Rule *rule;
    unsigned count;
} CodeList;

static bool add_code(void *context, const Concept *concept)
{
    CodeList *list = context;
    if (list->count++ == CODES_MAXIMUM) {
        add_line(list->rule, STYLE_DIM, SLICE("  …"));
        return false;
    }
    text_view_format(list->rule->view, STYLE_CODE, "  %.*s", SLICE_ARGS(concept->code));
    text_view_format(list->rule->view, STYLE_DIM, "  %.*s", SLICE_ARGS(concept->display));
    text_view_end_line(list->rule->view);
    return true;
}

static void add_binding(Rule *rule, const Element *element)
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
        CodeList list = {rule, 0};
        value_set_visit(rules, set, add_code, &list);
    }
    for (uint32_t i = 0; i < element_additional_binding_count(element); i++) {
        text_view_format(rule->view, STYLE_DIM, "%.*s: ", SLICE_ARGS(element_additional_binding_purpose(element, i)));
        add_line(rule, STYLE_LINK, element_additional_binding_value_set(element, i));
    }
}

static void add_actor(Rule *rule, const char *actor)
{
    Text words = TEXT_EMPTY;
    bool has_any = describe_obligations(rule->elements, rule->count, actor, &words);
    text_view_format(rule->view, STYLE_STRONG, "%-9s ", actor);
    text_view_line_indent(rule->view, 10);
    text_view_add(rule->view, has_any ? STYLE_OBLIGATION : STYLE_DIM, has_any ? text_slice(&words) : SLICE("—"));
    text_view_end_line(rule->view);
    text_free(&words);
}

static void add_constraints(Rule *rule, const Element *element)
{
    for (uint32_t i = 0; i < element_constraint_count(element); i++) {
        const Constraint *constraint = element_constraint(element, i);
        if (slice_equals(constraint_key(constraint), SLICE("ele-1"))) {
            continue;
        }
        text_view_format(rule->view, STYLE_CODE, "%.*s ", SLICE_ARGS(constraint_key(constraint)));
        text_view_line_indent(rule->view, 2);
        add_line(rule, STYLE_DIM, explain_key(constraint_key(constraint)));
    }
}

static void fill(Rule *rule)
{
    if (rule->count == 0) {
        bool is_kind = document_key_equals(bench_file(rule->bench)->document, rule->row->node, SLICE("resourceType"));
        add_line(rule, is_kind ? STYLE_PLAIN : STYLE_DIM,
                 is_kind ? explain_key(SLICE("resource-type")) : SLICE("No rule knows this."));
        add_issues(rule);
        return;
    }
    add_line(rule, STYLE_TITLE, element_id(rule->elements[0]));
    for (uint32_t i = 0; i < 1 && i < rule->count; i++) {
        add_formal(rule, rule->elements[i]);
    }
    add_issues(rule);
    add_explanation(rule);
    add_blank(rule);
    add_actor(rule, "Creator");
    add_actor(rule, "Consumer");
    for (uint32_t i = 0; i < rule->count; i++) {
        add_binding(rule, rule->elements[i]);
    }
    add_blank(rule);
    add_constraints(rule, rule->elements[0]);
}

/* Makes the content anew when the cursor or the document moved. */
static void refresh(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    uint64_t revision = document_revision(file->document) + 1;
    if (bench->rule_row == (uint32_t)bench->tree.selected && bench->rule_revision == revision) {
        return;
    }
    bench->rule_row = (uint32_t)bench->tree.selected;
    bench->rule_revision = revision;
    text_view_clear(bench->rule);
    text_view_scroll_to(bench->rule, 0);
    Rule rule = {.bench = bench, .view = bench->rule, .row = bench_row(bench)};
    if (rule.row->is_ghost) {
        rule.count = check_member_elements(bench->session->checker, file->document, rule.row->node, rule.row->name,
                                           rule.elements, ELEMENTS_MAXIMUM);
        if (rule.count == 0 && rule.row->element) {
            rule.elements[rule.count++] = rule.row->element;
        }
    } else {
        rule.count =
            check_elements(bench->session->checker, file->document, rule.row->node, rule.elements, ELEMENTS_MAXIMUM);
    }
    rule.count = rule.count < ELEMENTS_MAXIMUM ? rule.count : ELEMENTS_MAXIMUM;
    fill(&rule);
}

void rule_pane_draw(Workbench *bench, Canvas *canvas, Rect area)
{
    if (bench_file(bench)) {
        refresh(bench);
        text_view_draw(bench->rule, canvas, rect_make(area.x + 1, area.y, area.width - 1, area.height));
    }
}
